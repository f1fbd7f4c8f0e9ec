"""Which backups may go: many of the last days, fewer of the last months, never the newest good one."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Final, Protocol, TypeVar

from attrs import frozen

KEPT_LAST: Final = 10
KEPT_DAYS: Final = 14
KEPT_WEEKS: Final = 8
KEPT_MONTHS: Final = 12
_SHRUNK_BY: Final = 2


class Dated(Protocol):
    """A backup as the rotation sees it."""

    @property
    def made_at(self) -> datetime:
        """When it was made, in UTC."""
        ...

    @property
    def generation(self) -> int:
        """How many changes the vault had seen by then."""
        ...

    @property
    def is_sound(self) -> bool:
        """Whether it passed the last check."""
        ...


B = TypeVar("B", bound=Dated)


@frozen(kw_only=True)
class Extent:
    """How far a vault has come, and how many rows it holds."""

    generation: int
    rows: int


def may_rotate(now: Extent, before: Extent | None) -> bool:
    """Tell whether the vault has only grown since the backup before, as a vault does.

    A vault that is older or has shrunk by half may be the damaged or the wrong one; then
    the old backups are worth more than room.
    """
    if before is None:
        return True
    return now.generation >= before.generation and now.rows * _SHRUNK_BY > before.rows


def expendable(backups: Sequence[B]) -> tuple[B, ...]:
    """Return the backups that may be deleted, the oldest last.

    Kept are the last ten, sound or not, and of the sound ones the last ten, the newest of each of
    the last 14 days, 8 weeks and 12 months that have one, and the one that has seen the most changes:
    the clock may have been wrong, what is kept of the vault is not.
    """
    newest_first = sorted(backups, key=lambda one: (one.made_at, one.generation), reverse=True)
    sound = [one for one in newest_first if one.is_sound]
    kept = [*newest_first[:KEPT_LAST], *sound[:KEPT_LAST]]
    kept += sorted(sound, key=lambda one: (one.generation, one.made_at))[-1:]
    for period, count in ((_day, KEPT_DAYS), (_week, KEPT_WEEKS), (_month, KEPT_MONTHS)):
        kept += islice(_first_of_each(sound, period), count)
    return tuple(one for one in newest_first if not any(one is keeper for keeper in kept))


def _first_of_each(backups: Iterable[B], period: Callable[[datetime], Hashable]) -> Iterable[B]:
    seen = set()
    for one in backups:
        if (part := period(one.made_at)) not in seen:
            seen.add(part)
            yield one


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month
