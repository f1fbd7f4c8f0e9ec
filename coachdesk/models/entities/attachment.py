"""A file that is kept in the vault."""

from datetime import datetime
from typing import Final

from attrs import field, frozen

from coachdesk.models.entities.ids import AttachmentId, EngagementId, SessionId
from coachdesk.models.entities.validators import named, not_negative, utc

MOST_BYTES: Final = 100 * 1024 * 1024


@frozen(kw_only=True)
class Attachment:
    """A file of a session or an engagement; its content lies beside it in parts.

    `size` is in bytes, `sha256` of the whole content in hexadecimal.
    """

    id: AttachmentId
    engagement_id: EngagementId
    session_id: SessionId | None = None
    name: str = field(validator=named)
    media_type: str = ""
    size: int = field(validator=not_negative)
    sha256: str
    added_at: datetime = field(validator=utc)
    deleted_at: datetime | None = field(default=None, validator=utc)


@frozen(kw_only=True)
class Incoming:
    """A file that is to be kept: where it belongs, and what it was called outside."""

    engagement_id: EngagementId
    session_id: SessionId | None = None
    name: str


@frozen(kw_only=True)
class Added:
    """What came of adding a file; it `was_there` where the same content was kept already."""

    attachment: Attachment
    was_there: bool = False


@frozen(kw_only=True)
class FileRow:
    """A file among those of a client: a session has its `number`."""

    id: AttachmentId
    name: str
    media_type: str
    size: int
    added_at: datetime = field(validator=utc)
    number: int | None = None
