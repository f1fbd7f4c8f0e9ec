"""What a coach wants to have in mind before a session, read in a moment."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from attrs import field, frozen

from coachdesk.models.between_check_ins import check_ins_on, said_about
from coachdesk.models.carried_twice import carried_twice
from coachdesk.models.clock import local
from coachdesk.models.contact_balance import Balance, contact_balance
from coachdesk.models.engagements import clients_of, get_engagement
from coachdesk.models.entities.between import BetweenCheckIn
from coachdesk.models.entities.ids import CommitmentId, SessionId
from coachdesk.models.entities.moment import Insight, Milestone, Reflection, Signal
from coachdesk.models.entities.path import KnownGoal
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.entities.relationship import Feedback, Giver
from coachdesk.models.entities.session import Commitment, CommitmentState, Pledge, PledgeState, Session
from coachdesk.models.goals import open_goals
from coachdesk.models.last_contact import last_contact
from coachdesk.models.last_time import LastTime, last_time
from coachdesk.models.preferences import KnownPreference, known_of
from coachdesk.models.promises import OF_A_LIVING_SESSION, Promises, promises_of_last_time
from coachdesk.models.review_causes import DueReview, due_review
from coachdesk.models.ritual_times import SessionRituals, rituals_for
from coachdesk.models.rows import from_row
from coachdesk.models.sessions import session
from coachdesk.models.store import Store

MILESTONES: Final = """
SELECT * FROM milestone WHERE engagement_id = ? AND state IN ('ahead', 'moved')
ORDER BY target_on IS NULL, target_on, noted_at
"""
FEEDBACK: Final = f"""
SELECT * FROM feedback WHERE engagement_id = ? AND how <> 'declined' AND CASE giver WHEN 'coach'
  THEN told_on IS NULL ELSE trim(answer) = '' OR trim(will_change) <> '' AND told_on IS NULL END
  AND {OF_A_LIVING_SESSION} ORDER BY given_on
"""  # noqa: S608  (our own text)
# The sessions of one engagement are few, and each has an index of its moments.
_EARLIER: Final = """
SELECT m.*, s.number AS of_number, coalesce(s.began_at, s.planned_at) AS of_moment
FROM session s CROSS JOIN {table} m ON m.session_id = s.id
WHERE s.engagement_id = ? AND s.number < ? AND s.deleted_at IS NULL AND {wanted}
ORDER BY s.number DESC, m.noted_at DESC
"""
REFLECTIONS: Final = _EARLIER.format(table="reflection", wanted="m.alignment = 'not checked'")
SIGNALS: Final = _EARLIER.format(table="signal", wanted="trim(m.meant) = ''")
INSIGHT: Final = _EARLIER.format(table="insight", wanted="true") + " LIMIT 1"
CLAUSES: Final = """
SELECT c.heading FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id
JOIN clause c ON c.version_id = v.id
WHERE a.engagement_id = ? AND v.state IN ('draft', 'in discussion') AND c.state = 'revisit'
ORDER BY c.position
"""
NEXT: Final = """
SELECT id FROM session WHERE state = 'planned' AND planned_at >= ? AND deleted_at IS NULL
  AND EXISTS (SELECT 1 FROM engagement_client ec JOIN client c ON c.id = ec.client_id
    WHERE ec.engagement_id = session.engagement_id AND c.deleted_at IS NULL)
ORDER BY planned_at LIMIT 1
"""

_LATE: Final = timedelta(minutes=30)


@frozen(kw_only=True)
class Unchecked:
    """What was heard or noticed in an earlier session, and not yet said to be right. `at` is UTC."""

    moment: Reflection | Signal
    number: int
    at: datetime | None


@frozen(kw_only=True)
class Brief:
    """One session to come, and all between the two that it begins with.

    `unanswered` is feedback that waits for the coach's answer, `to_tell` feedback whose change the client
    has not heard of yet, `to_say` the coach's own that was not said yet. `clauses` are headings that both
    want to talk about again. `contact` is told where there was more of it than agreed again and again,
    and `last_contact_on` is the day of the last session or contact in between. `check_ins` are words said
    between sessions on the promises of last time, `asks_size` the commitments that were carried twice.
    """

    session: Session
    engagement: Engagement
    clients: tuple[Client, ...]
    day: date
    last_time: LastTime | None = None
    preferences: tuple[KnownPreference, ...] = ()
    promises: Promises = field(factory=Promises)
    milestones: tuple[Milestone, ...] = ()
    goals: tuple[KnownGoal, ...] = ()
    unanswered: tuple[Feedback, ...] = ()
    to_tell: tuple[Feedback, ...] = ()
    to_say: tuple[Feedback, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    insight: Insight | None = None
    due: DueReview | None = None
    clauses: tuple[str, ...] = ()
    rituals: SessionRituals = field(factory=SessionRituals)
    check_ins: tuple[BetweenCheckIn, ...] = ()
    asks_size: frozenset[CommitmentId] = frozenset()
    contact: Balance | None = None
    last_contact_on: date | None = None

    def said_about(self, promise: Commitment | Pledge) -> tuple[BetweenCheckIn, ...]:
        """Return what was said between sessions on how a promise goes, the newest first."""
        return said_about(self.check_ins, promise)

    @property
    def names(self) -> str:
        """The clients' full names."""
        return " & ".join(client.display_name for client in self.clients)

    @property
    def called(self) -> str:
        """The clients' names as they are used in conversation."""
        return " & ".join(client.called for client in self.clients)

    @property
    def days_since(self) -> int | None:
        """How many days ago the last session was; None before the first."""
        return None if self.last_time is None else (self.day - local(self.last_time.at).date()).days

    @property
    def days_since_contact(self) -> int | None:
        """How many days ago both were in touch last, in a session or between two."""
        return None if self.last_contact_on is None else (self.day - self.last_contact_on).days

    @property
    def last_words(self) -> str:
        """What the client saw last, in their words: as it was noted, or else as it was handed out."""
        if self.insight is not None:
            return self.insight.words
        return "" if self.last_time is None else self.last_time.insights

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to remember yet beside who comes."""
        parts = (
            self.preferences,
            self.milestones,
            self.goals,
            self.unanswered,
            self.to_tell,
            self.to_say,
            self.unchecked,
            self.clauses,
            self.rituals.all,
        )
        promised = self.promises.commitments or self.promises.pledges
        words = self.engagement.purpose.strip() or self.last_words.strip()
        return not (any(parts) or promised or words or self.due or self.last_time or self.contact)


def brief(store: Store, session_id: SessionId, *, day: date) -> Brief:
    """Return the brief of a session as it is on a day of the coach.

    Raises:
        NotFoundError: there is no such session, or it was deleted.
    """
    held = session(store, session_id)
    engagement = get_engagement(store, engagement_id=held.engagement_id)
    return brief_of(store, held, engagement, day=day)


def brief_of(store: Store, held: Session, engagement: Engagement, *, day: date) -> Brief:
    """Return the brief of a session that has been read already."""
    clients = clients_of(store, engagement_id=engagement.id)
    promised = promises_of_last_time(store, held)
    both: tuple[Commitment | Pledge, ...] = (*promised.commitments, *promised.pledges)
    said = check_ins_on(store, [one.id for one in both])
    told = store.all(Feedback, FEEDBACK, [engagement.id])
    feedback = tuple(one for one in told if one.giver is Giver.CLIENT)
    in_touch = last_contact(store, engagement_id=engagement.id)
    return Brief(
        session=held,
        engagement=engagement,
        clients=clients,
        day=day,
        last_time=last_time(store, held),
        preferences=known_of(store, clients, engagement, day=day),
        promises=_open(promised),
        milestones=store.all(Milestone, MILESTONES, [engagement.id]),
        goals=open_goals(store, engagement_id=engagement.id),
        unanswered=tuple(one for one in feedback if one.is_open),
        to_tell=tuple(one for one in feedback if not one.is_open),
        to_say=tuple(one for one in told if one.giver is Giver.COACH),
        unchecked=unchecked(store, held),
        insight=next(iter(store.all(Insight, INSIGHT, [engagement.id, held.number])), None),
        due=due_review(store, engagement_id=engagement.id, day=day),
        clauses=tuple(row[0] for row in store.db.execute(CLAUSES, [engagement.id])),
        rituals=rituals_for(store, held),
        check_ins=tuple(word for words in said.values() for word in words),
        asks_size=carried_twice(store, engagement.id),
        contact=_too_often(store, engagement),
        last_contact_on=None if in_touch is None else local(in_touch).date(),
    )


def _too_often(store: Store, engagement: Engagement) -> Balance | None:
    """Return how contact stands where it went beyond what was agreed again and again."""
    if engagement.contact_most is None:
        return None
    balance = contact_balance(store, engagement)
    return balance if balance.is_often else None


def unchecked(store: Store, held: Session) -> tuple[Unchecked, ...]:
    """Return what waits to be checked from the sessions before this one, the newest first."""
    cells = [held.engagement_id, held.number]
    heard = (_unchecked(from_row(Reflection, row), row) for row in store.db.query(REFLECTIONS, cells))
    noticed = (_unchecked(from_row(Signal, row), row) for row in store.db.query(SIGNALS, cells))
    return tuple(sorted((*heard, *noticed), key=lambda one: (one.number, one.moment.noted_at), reverse=True))


def _unchecked(moment: Reflection | Signal, row: dict[str, Any]) -> Unchecked:
    at = row["of_moment"]
    return Unchecked(
        moment=moment, number=row["of_number"], at=None if at is None else datetime.fromisoformat(at)
    )


def next_session(store: Store) -> SessionId | None:
    """Return the session that comes next or is about to begin, None where nothing is planned."""
    found = store.value(NEXT, [(store.now() - _LATE).isoformat()])
    return None if found is None else SessionId(found)


def _open(promised: Promises) -> Promises:
    return Promises(
        tuple(one for one in promised.commitments if one.state is CommitmentState.OPEN),
        tuple(one for one in promised.pledges if one.state is PledgeState.OPEN),
    )
