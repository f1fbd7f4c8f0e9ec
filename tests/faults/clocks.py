"""Clocks that a test moves."""

import time

from attrs import define

from coachdesk.idle import Clocks


@define
class Time:
    """What has been added to the three clocks."""

    awake: float = 0.0
    asleep: float = 0.0
    wall: float = 0.0

    def move(self, awake: float, asleep: float, set_by: float) -> None:
        """Let time pass, awake and asleep, and set the clock on the wall."""
        self.awake += awake
        self.asleep += asleep
        self.wall += awake + asleep + set_by

    def clocks(self) -> Clocks:
        """Return the system's clocks with what was added."""
        return Clocks(
            steady=lambda: time.monotonic() + self.awake + self.asleep,
            awake=lambda: time.monotonic() + self.awake,
            wall=lambda: time.time() + self.wall,
        )
