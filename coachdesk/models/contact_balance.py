"""Contact between sessions against what was agreed: reckoned, never judged, and it blocks nothing."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from attrs import frozen

from coachdesk.models.clock import local
from coachdesk.models.days import day_bounds, months_later
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import ContactPer, Engagement
from coachdesk.models.store import Store

LOOKED_AT: Final = 6
OFTEN: Final = 2
_BEGINNING_OF_TIME: Final = datetime(1, 1, 2, tzinfo=UTC)

HELD: Final = """
SELECT coalesce(began_at, planned_at) FROM session INDEXED BY session_held
WHERE engagement_id = ? AND state = 'held' AND deleted_at IS NULL
ORDER BY coalesce(began_at, planned_at) DESC LIMIT ?
"""
COUNTED: Final = "SELECT at, counted FROM contact WHERE engagement_id = ? AND at >= ?"


@frozen(kw_only=True)
class Balance:
    """Contact in the stretch of time at hand: this week, this month, or since the last session.

    `most` is what was agreed for each stretch, None where no number was. `besides` was agreed on apart
    from it. `over_in` tells how many of the last few stretches, this one included, went over.
    """

    per: ContactPer
    most: int | None = None
    used: int = 0
    besides: int = 0
    over_in: int = 0
    is_before_first: bool = False

    @property
    def over(self) -> int:
        """How much more there was than agreed; none where no number was agreed."""
        return 0 if self.most is None else max(0, self.used - self.most)

    @property
    def is_often(self) -> bool:
        """Whether it goes over again and again, so that the boundary itself wants a word."""
        return self.over_in >= OFTEN


def contact_balance(store: Store, engagement: Engagement, *, zone: tzinfo | None = None) -> Balance:
    """Return how contact stands against the boundary; `zone` is where the coach is, or else the system's.

    Weeks begin on Monday; weeks and months are those of the coach's own calendar.
    """
    begins = _begins(store, engagement, zone)
    counted, besides = _counts(store, engagement.id, begins)
    most = engagement.contact_most
    return Balance(
        per=engagement.contact_per,
        most=most,
        used=counted[0],
        besides=besides[0],
        over_in=0 if most is None else sum(used > most for used in counted),
        is_before_first=engagement.contact_per is ContactPer.SESSION and begins[0] == _BEGINNING_OF_TIME,
    )


def _begins(store: Store, engagement: Engagement, zone: tzinfo | None) -> tuple[datetime, ...]:
    """Return the moments at which the last few stretches began, the one at hand first."""
    today = local(store.now(), zone).date()
    if engagement.contact_per is ContactPer.SESSION:
        return _after_sessions(store, engagement.id)
    return tuple(day_bounds(day, zone)[0] for day in _first_days(engagement.contact_per, today))


def _first_days(per: ContactPer, today: date) -> tuple[date, ...]:
    if per is ContactPer.MONTH:
        return tuple(months_later(today.replace(day=1), -back) for back in range(LOOKED_AT))
    monday = today - timedelta(days=today.weekday())
    return tuple(monday - timedelta(weeks=back) for back in range(LOOKED_AT))


def _after_sessions(store: Store, engagement_id: EngagementId) -> tuple[datetime, ...]:
    held = store.db.execute(HELD, [engagement_id, LOOKED_AT]).fetchall()
    began = tuple(datetime.fromisoformat(row[0]) for row in held)
    return began if len(began) == LOOKED_AT else (*began, _BEGINNING_OF_TIME)


def _counts(
    store: Store, engagement_id: EngagementId, begins: Sequence[datetime]
) -> tuple[list[int], list[int]]:
    """Return how many contacts there were in each stretch: those that count, and those agreed besides."""
    counted, besides = [0] * len(begins), [0] * len(begins)
    for at, counts in store.db.execute(COUNTED, [engagement_id, begins[-1].isoformat()]):
        moment = datetime.fromisoformat(at)
        stretch = next(place for place, began in enumerate(begins) if moment >= began)
        (counted if counts else besides)[stretch] += 1
    return counted, besides
