"""Everything the page of one client shows, read in one go."""

from datetime import datetime
from typing import Any, Final

from attrs import frozen

from coachdesk.models.attachments import files_of_client
from coachdesk.models.between_check_ins import check_ins_on
from coachdesk.models.brief import MILESTONES
from coachdesk.models.carried_twice import carried_twice
from coachdesk.models.clients import get_client
from coachdesk.models.consents import consents_of
from coachdesk.models.contact_balance import Balance, contact_balance
from coachdesk.models.days import day_bounds
from coachdesk.models.engagement_parts import EngagementPart, engagement_parts, part_at_hand
from coachdesk.models.entities.attachment import FileRow
from coachdesk.models.entities.between import BetweenCheckIn
from coachdesk.models.entities.ids import ClientId, CommitmentId, EngagementId, SessionId
from coachdesk.models.entities.moment import Milestone
from coachdesk.models.entities.path import KnownGoal
from coachdesk.models.entities.people import Client, Consent, Engagement
from coachdesk.models.entities.relationship import Feedback, Preference
from coachdesk.models.entities.ritual import Ritual
from coachdesk.models.entities.session import Commitment, Pledge, Presence, SessionKind, SessionState
from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.models.goals import open_goals
from coachdesk.models.open_questions import OpenQuestion, open_questions
from coachdesk.models.preferences import KnownPreference, known_among, preference_history
from coachdesk.models.promises import OF_A_LIVING_SESSION
from coachdesk.models.rituals import rituals_of
from coachdesk.models.rows import Cell
from coachdesk.models.store import Store

RECENT_SESSIONS: Final = 6
RECENT_FEEDBACK: Final = 3


@frozen(kw_only=True)
class SessionLine:
    """A session as a line. `at` is UTC, `headline` what it was about in the client's words.

    `presence` is that of this one client in a group.
    """

    id: SessionId
    engagement_id: EngagementId
    number: int
    at: datetime | None = None
    state: SessionState
    kind: SessionKind = SessionKind.COACHING
    received: bool = False
    presence: Presence = Presence.UNSAID
    headline: str = ""


@frozen(kw_only=True)
class ClientPage:
    """One client, whole, and of the engagements the one at hand.

    Sessions to come are in their order, those past the newest first. Promises are those that are open,
    and those that were settled today. Of feedback all is there that waits for the coach, and what was
    said last. Goals are those under way, milestones those ahead. `contact` tells how contact between
    sessions stands against what was agreed. `holds` is the answer on how the client wants to work that
    holds, `former` are those before it, the newest first.
    """

    client: Client
    engagements: tuple[EngagementPart, ...] = ()
    at_hand: EngagementId | None = None
    consents: tuple[Consent, ...] = ()
    next_sessions: tuple[SessionLine, ...] = ()
    past_sessions: tuple[SessionLine, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    check_ins: tuple[BetweenCheckIn, ...] = ()
    asks_size: frozenset[CommitmentId] = frozenset()
    feedback: tuple[Feedback, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    goals: tuple[KnownGoal, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    contact: Balance | None = None
    shared: tuple[SharedDocument, ...] = ()
    known: KnownPreference | None = None
    holds: Preference | None = None
    former: tuple[Preference, ...] = ()
    files: tuple[FileRow, ...] = ()
    rituals: tuple[Ritual, ...] = ()

    @property
    def purpose(self) -> str:
        """What the client came for, of the engagement at hand."""
        return "" if self.current is None else self.current.engagement.purpose

    @property
    def current(self) -> EngagementPart | None:
        """The engagement at hand."""
        return part_at_hand(self.engagements, self.at_hand)


def client_page(
    store: Store, *, client_id: ClientId, engagement_id: EngagementId | None = None
) -> ClientPage:
    """Return a client with everything around them; the same number of queries for any client.

    Without an engagement that is named, the page is about the one that is under way.

    Raises:
        NotFoundError: there is none with this id, or they were deleted.
    """
    client = get_client(store, client_id=client_id)
    parts = engagement_parts(store, client_id=client_id, at_hand=engagement_id)
    part = part_at_hand(parts, engagement_id)
    work = None if part is None else part.engagement
    cells = _cells(store, client_id, work)
    history = preference_history(store, client_id=client_id)
    commitments = store.all(Commitment, _PROMISES.format(table="commitment"), cells)
    pledges = store.all(Pledge, _PROMISES.format(table="pledge"), cells)
    return ClientPage(
        client=client,
        engagements=parts,
        at_hand=None if work is None else work.id,
        consents=consents_of(store, client_id=client_id),
        next_sessions=store.all(SessionLine, _NEXT, cells),
        past_sessions=store.all(SessionLine, _PAST, cells),
        commitments=commitments,
        pledges=pledges,
        check_ins=_said_on(store, commitments, pledges),
        asks_size=frozenset() if work is None else carried_twice(store, work.id),
        feedback=store.all(Feedback, _FEEDBACK, cells),
        **_of_engagement(store, work),
        shared=store.all(SharedDocument, _SHARED, cells),
        holds=next(iter(history), None),
        known=known_among(store, client, history, work),
        former=history[1:],
        files=files_of_client(store, client_id=client_id),
        rituals=rituals_of(store, engagement_id=None if work is None else work.id),
    )


def _cells(store: Store, client_id: ClientId, work: Engagement | None) -> dict[str, Cell]:
    return {
        "client": client_id,
        "engagement": None if work is None else work.id,
        "today": store.today().isoformat(),
        "midnight": day_bounds(store.today())[0].isoformat(),
        "sessions": RECENT_SESSIONS,
        "sentences": RECENT_FEEDBACK,
    }


def _said_on(
    store: Store, commitments: tuple[Commitment, ...], pledges: tuple[Pledge, ...]
) -> tuple[BetweenCheckIn, ...]:
    said = check_ins_on(store, [*(one.id for one in commitments), *(one.id for one in pledges)])
    return tuple(word for words in said.values() for word in words)


def _of_engagement(store: Store, work: Engagement | None) -> dict[str, Any]:
    """Return what there is of the engagement at hand alone, by the names of the page."""
    if work is None:
        return {}
    return {
        "questions": open_questions(store, engagement_id=work.id),
        "goals": open_goals(store, engagement_id=work.id),
        "milestones": store.all(Milestone, MILESTONES, [work.id]),
        "contact": contact_balance(store, work),
    }


_PROMISES: Final = f"""
SELECT * FROM {{table}} WHERE engagement_id = :engagement AND (state = 'open' OR settled_on = :today)
  AND {OF_A_LIVING_SESSION} ORDER BY by_when IS NULL, by_when, id
"""  # noqa: S608  (our own text)
# Those of a group that a client has left stay theirs where it is known whether they were there.
_LINES: Final = """
SELECT s.id, s.engagement_id, s.number, coalesce(s.began_at, s.planned_at) AS at, s.state, s.kind, s.received,
  coalesce(nullif(c.focus, ''), t.focus, '') AS headline, coalesce(a.presence, '') AS presence
FROM session s LEFT JOIN check_in c ON c.session_id = s.id LEFT JOIN shared_text t ON t.session_id = s.id
LEFT JOIN attendance a ON a.session_id = s.id AND a.client_id = :client
WHERE s.deleted_at IS NULL AND s.id IN (
  SELECT one.id FROM session one WHERE one.engagement_id = :engagement
  UNION SELECT session_id FROM attendance
    WHERE :engagement IS NULL AND client_id = :client AND presence <> '')
"""
# What was planned for an earlier day and never held is no more ahead; what was for an hour ago may still be.
_AHEAD: Final = "s.state = 'planned' AND (at IS NULL OR at >= :midnight)"
_NEXT: Final = f"{_LINES} AND {_AHEAD} ORDER BY at IS NULL, at"
_PAST: Final = f"{_LINES} AND NOT ({_AHEAD}) ORDER BY at DESC, s.number DESC LIMIT :sessions"
_WAITS: Final = "(f.giver = 'client' AND f.how <> 'declined' AND trim(f.answer) = '')"
_FEEDBACK: Final = f"""
SELECT * FROM (
  SELECT f.*, {_WAITS} AS waits,
    row_number() OVER (PARTITION BY {_WAITS} ORDER BY f.given_on DESC, f.created_at DESC) AS place
  FROM feedback f WHERE f.engagement_id = :engagement AND (f.client_id IS NULL OR f.client_id = :client)
    AND trim(f.sentence) <> '' AND {OF_A_LIVING_SESSION})
WHERE waits OR place <= :sentences ORDER BY given_on DESC, created_at DESC
"""  # noqa: S608  (our own text)
_SHARED: Final = """
SELECT * FROM shared_document WHERE client_id = :client OR (client_id IS NULL AND engagement_id IN
  (SELECT engagement_id FROM engagement_client WHERE client_id = :client))
ORDER BY shared_at DESC, id
"""
