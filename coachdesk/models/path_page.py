"""The way of a client from its start to the picture of success, read in one go."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Final

from attrs import field, frozen

from coachdesk.models.clock import local
from coachdesk.models.engagements import clients_of, get_engagement
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.moment import Milestone
from coachdesk.models.entities.path import KnownGoal, MilestoneTurn, Stop
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.goals import goals_of
from coachdesk.models.store import Store

MILESTONES: Final = "SELECT * FROM milestone WHERE engagement_id = ? ORDER BY noted_at, rowid"
TURNS: Final = """
SELECT t.* FROM milestone m CROSS JOIN milestone_turn t ON t.milestone_id = m.id
WHERE m.engagement_id = ? ORDER BY t.milestone_id, t.turned_at, t.rowid
"""
_FIRST_HELD: Final = """
SELECT min(coalesce(began_at, planned_at)) FROM session
WHERE engagement_id = ? AND state = 'held' AND deleted_at IS NULL
"""


@frozen(kw_only=True)
class PathPage:
    """An engagement's way: its goals, and its stops, those behind first. `began_on` is None before it did."""

    engagement: Engagement
    clients: tuple[Client, ...] = ()
    began_on: date | None = None
    goals: tuple[KnownGoal, ...] = ()
    stops: tuple[Stop, ...] = field(default=())

    @property
    def names(self) -> str:
        """The clients' full names."""
        return " & ".join(client.display_name for client in self.clients)

    @property
    def called(self) -> str:
        """The clients' names as they are used in conversation."""
        return " & ".join(client.called for client in self.clients)

    @property
    def next_stop(self) -> Stop | None:
        """The stop that comes next, None where none is ahead."""
        return next((stop for stop in self.stops if stop.is_ahead), None)


def path_page(store: Store, *, engagement_id: EngagementId) -> PathPage:
    """Return the way of an engagement; the same number of queries however long it is.

    Raises:
        NotFoundError: there is no such engagement.
    """
    engagement = get_engagement(store, engagement_id=engagement_id)
    return PathPage(
        engagement=engagement,
        clients=clients_of(store, engagement_id=engagement_id),
        began_on=engagement.starts_on or _first_day(store, engagement_id),
        goals=goals_of(store, engagement_id=engagement_id),
        stops=stops_of(store, engagement_id=engagement_id),
    )


def stops_of(store: Store, *, engagement_id: EngagementId) -> tuple[Stop, ...]:
    """Return the milestones of an engagement in the order of the way, with all their turns."""
    turns = store.all(MilestoneTurn, TURNS, [engagement_id])
    by_stop = {milestone_id: tuple(found) for milestone_id, found in groupby(turns, _milestone_of)}
    milestones = store.all(Milestone, MILESTONES, [engagement_id])
    return in_order(Stop(milestone=one, turns=by_stop.get(one.id, ())) for one in milestones)


def is_within(stop: Stop, since: date | None) -> bool:
    """Tell whether a stop is ahead, or was settled since a day."""
    settled = stop.settled_at
    return since is None or settled is None or local(settled).date() >= since


def in_order(stops: Iterable[Stop]) -> tuple[Stop, ...]:
    """Return stops in the order of the way: those reached or let go by when they were, then those ahead."""
    return tuple(sorted(stops, key=_place))


def _place(stop: Stop) -> tuple[bool, str, str]:
    settled = stop.settled_at
    if settled is not None:
        return (False, settled.isoformat(), stop.milestone.id)
    day = stop.milestone.target_on or date.max
    return (stop.is_ahead, day.isoformat(), stop.milestone.noted_at.isoformat())


def _milestone_of(turn: MilestoneTurn) -> str:
    return turn.milestone_id


def _first_day(store: Store, engagement_id: EngagementId) -> date | None:
    first = store.value(_FIRST_HELD, [engagement_id])
    return None if first is None else local(datetime.fromisoformat(first)).date()
