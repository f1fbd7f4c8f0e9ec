"""Files that tests begin with."""

import hashlib
import random

from coachdesk.models import attachments
from coachdesk.models.attachments import PART_BYTES, Added
from coachdesk.models.entities.ids import AttachmentId
from coachdesk.models.entities.session import Session
from coachdesk.models.store import Store


def some_bytes(size: int, seed: int = 1) -> bytes:
    """Return bytes that nothing makes smaller, the same ones each time."""
    return random.Random(seed).randbytes(size)  # noqa: S311  (no secret)


def add_file(store: Store, session: Session, content: bytes, name: str = "flip chart.png") -> Added:
    """Add a file to a session, part by part."""
    coming = attachments.begin_attachment(
        store,
        engagement_id=session.engagement_id,
        session_id=session.id,
        name=name,
        media_type=attachments.media_type_of(name, content),
    )
    for position, start in enumerate(range(0, len(content), PART_BYTES)):
        piece = content[start : start + PART_BYTES]
        attachments.add_part(store, attachment_id=coming.id, position=position, content=piece)
    digest = hashlib.sha256(content).hexdigest()
    return attachments.finish_attachment(
        store, attachment_id=coming.id, size=len(content), sha256=digest
    ).value


def content_of(store: Store, attachment_id: AttachmentId) -> bytes:
    """Return all bytes of a file, compared with its fingerprint."""
    checked, whole, position = attachments.Checked(), b"", 0
    while (piece := attachments.part(store, attachment_id, position)) is not None:
        checked.feed(piece)
        whole, position = whole + piece, position + 1
    checked.ensure_whole(attachments.attachment(store, attachment_id))
    return whole
