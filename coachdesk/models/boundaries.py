"""A signal of a boundary, and the note of it that the next review counts; both have the same id."""

from typing import Final

from coachdesk.models.clock import local
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import EngagementId, NoticedId
from coachdesk.models.entities.moment import Signal, SignalKind
from coachdesk.models.entities.review import Noticed, NoticedKind
from coachdesk.models.noticed import put_noticed_back
from coachdesk.models.store import Store

# What was noticed in a session that lies in the bin counts no more, until it comes back.
NOT_OF_THE_BIN: Final = """
NOT EXISTS (SELECT 1 FROM signal JOIN session ON session.id = signal.session_id
  WHERE signal.id = n.id AND session.deleted_at IS NOT NULL)
"""


def follow(store: Store, signal: Signal) -> Change:
    """Note a boundary for the next review, or no more where the signal is of another kind by now.

    Part of the caller's transaction, before the signal is stored. A note that the coach has taken
    out of the review by itself does not come back with every change of the signal.
    """
    if signal.kind is not SignalKind.BOUNDARY:
        return forget(store, signal)
    former = store.value("SELECT kind FROM signal WHERE id = ?", [signal.id])
    if former == SignalKind.BOUNDARY and not _is_noted(store, signal):
        return Change()
    return put_noticed_back(store, noticed=_note_of(store, signal)).change


def forget(store: Store, signal: Signal) -> Change:
    """Take away what was noted of a signal; part of the caller's transaction."""
    if not _is_noted(store, signal):
        return Change()
    store.delete("noticed", signal.id)
    return Change.of(Kind.REVIEW, signal.id)


def forget_those_of(store: Store, session_id: str) -> None:
    """Take away what was noted of every signal of a session; part of the caller's transaction."""
    sql = "DELETE FROM noticed WHERE id IN (SELECT id FROM signal WHERE session_id = ?)"
    store.db.execute(sql, [session_id])


def _is_noted(store: Store, signal: Signal) -> bool:
    return store.value("SELECT 1 FROM noticed WHERE id = ?", [signal.id]) is not None


def _note_of(store: Store, signal: Signal) -> Noticed:
    owner = store.value("SELECT engagement_id FROM session WHERE id = ?", [signal.session_id])
    return Noticed(
        id=NoticedId(signal.id),
        engagement_id=EngagementId(owner),
        kind=NoticedKind.BOUNDARY,
        noticed_on=local(signal.noted_at).date(),
        words=signal.noticed,
    )
