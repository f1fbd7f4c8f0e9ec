"""The list of what has left the vault, for whom, when and how."""

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.models.store import Store, write


@write
def record_shared(store: Store, document: SharedDocument) -> Written[SharedDocument]:
    """Record that a document left; there is no way to take it back."""
    store.put("shared_document", document)
    return Written(document, Change.of(Kind.SHARED_DOCUMENT, document.id))


def shared_of_session(store: Store, session_id: SessionId) -> tuple[SharedDocument, ...]:
    """Return what left of one session, oldest first."""
    sql = "SELECT * FROM shared_document WHERE session_id = ? ORDER BY shared_at"
    return store.all(SharedDocument, sql, [session_id])
