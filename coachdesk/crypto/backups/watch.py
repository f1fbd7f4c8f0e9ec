"""How far long work has come, and the way to stop it."""

from collections.abc import Callable
from enum import StrEnum

from attrs import frozen


class Stage(StrEnum):
    """What is being done to a backup."""

    COPYING = "copying"
    PACKING = "packing"
    CHECKING = "checking"
    RESTORING = "restoring"


@frozen
class Progress:
    """`done` of `total`: pages while copying, else bytes; 0 of 0 where nobody knows."""

    stage: Stage
    done: int = 0
    total: int = 0


# Called often; raises `StoppedError`, or anything else, to stop what it watches.
Watch = Callable[[Progress], None]


def unwatched(_progress: Progress) -> None:
    """Let the work go on to its end."""


def watching(watch: Watch, stage: Stage) -> Callable[[int, int], None]:
    """Return what tells how much of one stage is done."""

    def tell(done: int, total: int) -> None:
        watch(Progress(stage, done, total))

    return tell
