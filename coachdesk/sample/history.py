"""What happened when: each moment of the past with what was written down then."""

from collections.abc import Callable, Iterable
from datetime import datetime

from attrs import frozen

from coachdesk.models.store import Store
from coachdesk.sample.clock import SettableClock


@frozen
class Event:
    """A moment in UTC and the verb of that moment."""

    at: datetime
    do: Callable[[Store], object]


def tell(store: Store, clock: SettableClock, events: Iterable[Event]) -> None:
    """Let everything happen in order of time, all of it or nothing; then the clock stands at the last moment.

    Events of the same moment happen in the order they are given in.
    """
    with store.transaction():
        for event in sorted(events, key=lambda event: event.at):
            clock.set(event.at)
            event.do(store)
