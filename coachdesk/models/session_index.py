"""What of a session the search finds, each kind of text as an entry of its own."""

import attrs

from coachdesk.models import search
from coachdesk.models.entities.attachment import Attachment
from coachdesk.models.entities.between import BetweenCheckIn, Contact
from coachdesk.models.entities.ids import ClientId, EngagementId, SessionId
from coachdesk.models.entities.moment import Milestone, Moment
from coachdesk.models.entities.path import Goal
from coachdesk.models.entities.relationship import Feedback
from coachdesk.models.entities.session import Commitment, Pledge
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store

_FIRST_CLIENT = "SELECT client_id FROM engagement_client WHERE engagement_id = ? ORDER BY position"


def index_note(store: Store, session_id: SessionId) -> None:
    """Make private notes findable, those of single members of a group with them."""
    parts = (
        *_cells(store, "body", "private_note", session_id),
        *_cells(store, "group_concat(note, char(10))", "attendance", session_id),
    )
    text = "\n".join(part for part in parts if part)
    _put(store, SearchKind.NOTE, session_id, _client_of_session(store, session_id), text)


def index_words(store: Store, session_id: SessionId) -> None:
    """Make check-in, shared words and addenda findable as one entry."""
    parts = [
        *_cells(store, "focus, most_valuable, mood, since_last, success_today", "check_in", session_id),
        *_cells(
            store,
            "focus, insights, agreed, experiment, next_step, next_date, free_line",
            "shared_text",
            session_id,
        ),
        *_cells(store, "group_concat(text, char(10))", "addendum", session_id),
    ]
    text = "\n".join(part for part in parts if part)
    _put(store, SearchKind.SESSION, session_id, _client_of_session(store, session_id), text)


def index_promise(store: Store, promise: Commitment | Pledge) -> None:
    """Make a commitment or a pledge findable."""
    client_id = _first_client(store, promise.engagement_id)
    if isinstance(promise, Pledge):
        _put(store, SearchKind.PLEDGE, promise.id, client_id, f"{promise.what}\n{promise.outcome}")
        return
    text = f"{promise.what}\n{promise.how_we_will_know}\n{promise.outcome}"
    _put(store, SearchKind.COMMITMENT, promise.id, client_id, text)


def index_check_in(store: Store, check_in: BetweenCheckIn) -> None:
    """Make a word on how a promise goes findable."""
    client_id = _first_client(store, check_in.engagement_id)
    _put(store, SearchKind.CHECK_IN, check_in.id, client_id, f"{check_in.words}\n{check_in.mood}")


def index_contact(store: Store, contact: Contact) -> None:
    """Make the coach's words on a contact findable."""
    client_id = contact.client_id or _first_client(store, contact.engagement_id)
    _put(store, SearchKind.CONTACT, contact.id, client_id, contact.words)


def index_feedback(store: Store, feedback: Feedback) -> None:
    """Make a sentence of feedback findable, and what came of it."""
    client_id = feedback.client_id or _first_client(store, feedback.engagement_id)
    text = f"{feedback.sentence}\n{feedback.answer}\n{feedback.will_change}"
    _put(store, SearchKind.FEEDBACK, feedback.id, client_id, text)


def drop_promise(store: Store, promise: Commitment | Pledge) -> None:
    """Take a promise that is no more out of the search."""
    kind = SearchKind.PLEDGE if isinstance(promise, Pledge) else SearchKind.COMMITMENT
    search.drop(store, kind=kind, owner_id=promise.id)


def index_moment(store: Store, moment: Moment) -> None:
    """Make all the words of a moment findable."""
    words = [getattr(moment, field.name) for field in attrs.fields(type(moment)) if field.type is str]
    if isinstance(moment, Milestone):
        client_id = _first_client(store, moment.engagement_id)
    else:
        client_id = _client_of_session(store, moment.session_id)
    _put(store, SearchKind.MOMENT, moment.id, client_id, "\n".join(words))


def index_goal(store: Store, goal: Goal) -> None:
    """Make a goal findable with all that its client said on the way to it."""
    sql = "SELECT group_concat(words, char(10)) FROM goal_scaling WHERE goal_id = ?"
    said = store.value(sql, [goal.id]) or ""
    text = "\n".join((goal.words, goal.measure, goal.ended_because, said))
    _put(store, SearchKind.GOAL, goal.id, _first_client(store, goal.engagement_id), text)


def index_file(store: Store, attachment: Attachment) -> None:
    """Make a file findable by its name; one in the bin by nothing."""
    name = "" if attachment.deleted_at else attachment.name
    _put(store, SearchKind.ATTACHMENT, attachment.id, _first_client(store, attachment.engagement_id), name)


def _put(store: Store, kind: SearchKind, owner_id: str, client_id: ClientId | None, text: str) -> None:
    search.put(store, kind=kind, owner_id=owner_id, client_id=client_id, text=text)


def _cells(store: Store, columns: str, table: str, session_id: SessionId) -> tuple[str, ...]:
    sql = f"SELECT {columns} FROM {table} WHERE session_id = ?"  # noqa: S608  (our own names)
    return store.db.execute(sql, [session_id]).fetchone() or ()


def _client_of_session(store: Store, session_id: SessionId) -> ClientId | None:
    engagement_id = store.value("SELECT engagement_id FROM session WHERE id = ?", [session_id])
    return _first_client(store, EngagementId(engagement_id or ""))


def _first_client(store: Store, engagement_id: EngagementId) -> ClientId | None:
    found = store.value(_FIRST_CLIENT, [engagement_id])
    return None if found is None else ClientId(found)
