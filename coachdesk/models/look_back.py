"""What lies behind coach and clients, read in one go: one engagement whole, the practice month by month.

Nothing of several people is put together that they said of themselves: dials and steps are shown of one
client only, for there is no norm to hold them against.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeVar

from attrs import frozen

from coachdesk.models.clients import get_client
from coachdesk.models.clock import local
from coachdesk.models.days import since_cells
from coachdesk.models.engagements import engagements_of
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.moment import MilestoneState
from coachdesk.models.entities.path import KnownGoal, Stop
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.entities.relationship import FeedbackHow, Preference
from coachdesk.models.entities.session import Commitment, CommitmentState, Pledge, PledgeState
from coachdesk.models.goals import goals_of
from coachdesk.models.path_page import is_within, stops_of
from coachdesk.models.promises import OF_A_LIVING_SESSION
from coachdesk.models.rows import Cell
from coachdesk.models.shown_client import SHOWN_CLIENT
from coachdesk.models.store import Store

State = TypeVar("State", bound=StrEnum)
_MOST_SENTENCES: Final = 200


@frozen
class Tally:
    """How often something came out in one way in the month that begins with this day."""

    month: date
    state: StrEnum
    count: int


@frozen(kw_only=True)
class Sentence:
    """A sentence of feedback from a client, as it was said; declined ones have no words."""

    client_id: ClientId | None = None
    client_name: str
    given_on: date
    sentence: str
    how: FeedbackHow
    answer: str
    will_change: str
    told_on: date | None = None


@frozen(kw_only=True)
class LookBack:
    """What a page of looking back shows.

    Of one engagement it has stops, goals, preferences and promises one by one; of the practice, where
    `client` is None, only tallies of them. `met_on` has a day for each session that was held.
    `earlier` sentences are there besides, too many to be shown.
    """

    client: Client | None = None
    engagements: tuple[Engagement, ...] = ()
    at_hand: EngagementId | None = None
    met_on: tuple[date, ...] = ()
    stops: tuple[Stop, ...] = ()
    goals: tuple[KnownGoal, ...] = ()
    preferences: tuple[Preference, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    theirs: tuple[Tally, ...] = ()
    mine: tuple[Tally, ...] = ()
    milestones: tuple[Tally, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    earlier: int = 0

    @property
    def is_of_group(self) -> bool:
        """Whether several people are coached together in the engagement at hand."""
        return any(len(one.client_ids) > 1 for one in self.engagements if one.id == self.at_hand)

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing yet to look back on."""
        of_one = (self.stops, self.goals, self.preferences)
        return not any((self.met_on, *of_one, self.theirs, self.mine, self.milestones, self.sentences))


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def look_back_on_client(
    store: Store, *, client_id: ClientId, engagement_id: EngagementId | None = None, since: date | None = None
) -> LookBack:
    """Return what lies behind in one engagement of a client, from a day on; the running one if none is named.

    Raises:
        NotFoundError: there is no such client, or they were deleted.
    """
    client = get_client(store, client_id=client_id)
    works = engagements_of(store, client_id=client_id)
    at_hand = next((one.id for one in works if one.id == engagement_id), works[0].id if works else None)
    if at_hand is None:
        return LookBack(client=client)
    cells = since_cells(since) | {"engagement": at_hand, "client": client_id}
    commitments = store.all(Commitment, _COMMITMENTS, cells)
    pledges = store.all(Pledge, _PLEDGES, cells)
    sentences = store.all(Sentence, _SENTENCES_OF_ONE, cells)
    return LookBack(
        client=client,
        engagements=works,
        at_hand=at_hand,
        met_on=_days(store, _MET_IN_ONE, cells),
        stops=tuple(stop for stop in stops_of(store, engagement_id=at_hand) if is_within(stop, since)),
        goals=goals_of(store, engagement_id=at_hand),
        preferences=store.all(Preference, _PREFERENCES, cells),
        commitments=commitments,
        pledges=pledges,
        theirs=_tallied((one.by_when, one.state) for one in commitments),
        mine=_tallied((one.by_when, one.state) for one in pledges),
        sentences=sentences,
    )


def look_back_on_practice(store: Store, *, since: date | None = None) -> LookBack:
    """Return what lies behind in the whole practice from a day on, month by month."""
    cells = since_cells(since)
    sentences = store.all(Sentence, _SENTENCES, cells | {"most": _MOST_SENTENCES})
    all_of_them = int(store.value(_ALL_SENTENCES, cells))
    return LookBack(
        met_on=_days(store, _MET, cells),
        theirs=_tallies(store, CommitmentState, _THEIRS, cells),
        mine=_tallies(store, PledgeState, _MINE, cells),
        milestones=_tallied(_turns(store, cells)),
        sentences=sentences[::-1],
        earlier=all_of_them - len(sentences),
    )


def _days(store: Store, sql: str, cells: dict[str, Cell]) -> tuple[date, ...]:
    moments = store.db.execute(sql, cells).fetchall()
    return tuple(local(datetime.fromisoformat(moment)).date() for (moment,) in moments)


def _tallied(ends: Iterable[tuple[date | None, StrEnum]]) -> tuple[Tally, ...]:
    counted = Counter((month_of(day), state) for day, state in ends if day is not None)
    return tuple(Tally(month, state, count) for (month, state), count in sorted(counted.items()))


def _turns(store: Store, cells: dict[str, Cell]) -> Iterator[tuple[date, StrEnum]]:
    for turned_at, state in store.db.execute(_TURNED, cells).fetchall():
        yield local(datetime.fromisoformat(turned_at)).date(), MilestoneState(state)


def _tallies(store: Store, kind: type[StrEnum], sql: str, cells: dict[str, Cell]) -> tuple[Tally, ...]:
    found = store.db.execute(sql, cells).fetchall()
    return tuple(
        Tally(date.fromisoformat(f"{month}-01"), kind(state), count) for month, state, count in found
    )


_HELD: Final = "state = 'held' AND deleted_at IS NULL AND NOT received"
_AT: Final = "coalesce(began_at, planned_at)"
_MET_IN_ONE: Final = f"""
SELECT {_AT} FROM session WHERE engagement_id = :engagement AND {_HELD} AND {_AT} >= :moment ORDER BY 1
"""  # noqa: S608  (our own text)
# Each list is read once, and not again for every row. A plus keeps sessions to the index of days.
_OF_THE_LIVING: Final = """
engagement_id IN (SELECT ec.engagement_id FROM engagement_client ec
  JOIN client c ON c.id = ec.client_id AND c.deleted_at IS NULL)
"""
_NOT_DELETED: Final = """
(session_id IS NULL OR session_id NOT IN (SELECT id FROM session WHERE deleted_at IS NOT NULL))
"""
_MET: Final = f"""
SELECT {_AT} FROM session WHERE {_AT} >= :moment AND +{_HELD} AND +{_OF_THE_LIVING.strip()}
ORDER BY {_AT}
"""  # noqa: S608  (our own text)
_PREFERENCES: Final = """
SELECT * FROM preference WHERE client_id = :client AND asked_on >= :since ORDER BY asked_on, created_at, rowid
"""
_COMMITMENTS: Final = f"""
SELECT * FROM commitment WHERE engagement_id = :engagement AND by_when >= :since AND {OF_A_LIVING_SESSION}
ORDER BY by_when, created_at, id
"""  # noqa: S608  (our own text)
# A pledge without a day counts for the one, on the coach's wall, on which it was given.
_GIVEN: Final = "coalesce(by_when, date(created_at, 'localtime'))"
_PLEDGES: Final = f"""
SELECT id, engagement_id, session_id, what, {_GIVEN} AS by_when, commitment_id, outcome, state, headline
FROM pledge WHERE engagement_id = :engagement AND {_GIVEN} >= :since AND {OF_A_LIVING_SESSION}
ORDER BY {_GIVEN}, created_at, id
"""  # noqa: S608  (our own text)
_THEIRS: Final = f"""
SELECT substr(by_when, 1, 7) AS month, state, count(*) FROM commitment
WHERE by_when >= :since AND {_NOT_DELETED} AND {_OF_THE_LIVING}
GROUP BY month, state ORDER BY month, state
"""  # noqa: S608  (our own text)
_MINE: Final = f"""
SELECT substr({_GIVEN}, 1, 7) AS month, state, count(*) FROM pledge
WHERE {_GIVEN} >= :since AND {_NOT_DELETED} AND {_OF_THE_LIVING}
GROUP BY month, state ORDER BY month, state
"""  # noqa: S608  (our own text)
_TURNED: Final = f"""
SELECT t.turned_at, t.state_after FROM milestone_turn t JOIN milestone m ON m.id = t.milestone_id
WHERE t.turned_at >= :moment AND t.state_after <> 'ahead' AND {_OF_THE_LIVING}
"""  # noqa: S608  (our own text)
_SAID: Final = """
f.client_id, f.given_on, f.sentence, f.how, f.answer, f.will_change, f.told_on
"""
_FROM_CLIENTS: Final = """
f.giver = 'client' AND f.given_on >= :since
AND (f.session_id IS NULL OR EXISTS (SELECT 1 FROM session WHERE id = f.session_id AND deleted_at IS NULL))
"""
_SENTENCES_OF_ONE: Final = f"""
SELECT {_SAID}, '' AS client_name FROM feedback f
WHERE f.engagement_id = :engagement AND (f.client_id IS NULL OR f.client_id = :client) AND {_FROM_CLIENTS}
ORDER BY f.given_on, f.created_at, f.id
"""  # noqa: S608  (our own text)
_WHO: Final = SHOWN_CLIENT.format(engagement="f.engagement_id")
_SENTENCES: Final = f"""
SELECT {_SAID}, coalesce(w.display_name, c.display_name) AS client_name FROM feedback f {_WHO}
LEFT JOIN client w ON w.id = f.client_id AND w.deleted_at IS NULL
WHERE {_FROM_CLIENTS} ORDER BY f.given_on DESC, f.created_at DESC, f.id DESC LIMIT :most
"""  # noqa: S608  (our own text)
_ALL_SENTENCES: Final = f"SELECT count(*) FROM feedback f {_WHO} WHERE {_FROM_CLIENTS}"  # noqa: S608  (our own text)
