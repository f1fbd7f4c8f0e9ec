"""Files that tests add to a session."""

from collections.abc import Iterator
from contextlib import contextmanager

from coachdesk.models.attachments import PART_BYTES, OpenPieces, take_in
from coachdesk.models.entities.attachment import Added, Attachment, Incoming
from coachdesk.models.entities.session import Session
from coachdesk.models.store import Store


def pieces_of(content: bytes, size: int = PART_BYTES) -> OpenPieces:
    """Return what lends some bytes in pieces."""

    @contextmanager
    def lend() -> Iterator[Iterator[bytes]]:
        yield (content[at : at + size] for at in range(0, len(content), size))

    return lend


def add(
    store: Store, session: Session, name: str = "Flipchart.txt", content: bytes = b"three boats"
) -> Added:
    """Add a file to a session."""
    incoming = Incoming(engagement_id=session.engagement_id, session_id=session.id, name=name)
    written = take_in(
        store, lambda: None, incoming=incoming, open_pieces=pieces_of(content), tell=lambda _size: None
    )
    return written.value


def a_file(
    store: Store, session: Session, name: str = "Flipchart.txt", content: bytes = b"three boats"
) -> Attachment:
    """Add a file to a session and return what is known of it."""
    return add(store, session, name, content).attachment
