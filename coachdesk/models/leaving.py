"""What happens to a session when a paper leaves with what its client receives: it is recorded and stands."""

import attrs
from attrs import frozen

from coachdesk.models import sharing
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClientId, SessionId, SharedDocumentId, new_id
from coachdesk.models.entities.session import Session
from coachdesk.models.entities.sharing import Protection, SharedDocument, SharedHow, SharedKind
from coachdesk.models.entities.validators import NAME_LIMIT
from coachdesk.models.recipients import called, recipients
from coachdesk.models.sessions import session
from coachdesk.models.store import Store


@frozen(kw_only=True)
class Leaving:
    """How a paper leaves that holds what a client receives."""

    kind: SharedKind
    title: str
    how: SharedHow
    sha256: str
    protection: Protection = Protection.PLAIN


def record_leaving(
    store: Store, session_id: SessionId, leaving: Leaving, for_client: ClientId | None
) -> Written[SharedDocument]:
    """Lock what a session shares, and record for each reader what left; part of the caller's transaction."""
    held = session(store, session_id)
    readers = recipients(store, held.engagement_id).of_paper(for_client)
    store.put("session", attrs.evolve(held, handed_out_at=held.handed_out_at or store.now()))
    documents = [_document(store, held, leaving, called(readers), reader.id) for reader in readers]
    documents = documents or [_document(store, held, leaving, called(readers), None)]
    changes = [sharing.record_shared(store, document).change for document in documents]
    return Written(documents[0], Change.union([Change.of(Kind.SESSION, session_id), *changes]))


def _document(
    store: Store, held: Session, leaving: Leaving, for_whom: str, client_id: ClientId | None
) -> SharedDocument:
    return SharedDocument(
        id=SharedDocumentId(new_id()),
        kind=leaving.kind,
        title=leaving.title[:NAME_LIMIT],
        for_whom=for_whom[:NAME_LIMIT],
        how=leaving.how,
        sha256=leaving.sha256,
        shared_at=store.now(),
        protection=leaving.protection,
        engagement_id=held.engagement_id,
        client_id=client_id,
        session_id=held.id,
    )
