"""Files in the vault: their bytes come in and go out part by part, so that none is ever whole in memory."""

import hashlib
import mimetypes
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import attrs
from attrs import field, frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models import session_index
from coachdesk.models.entities.attachment import MOST_BYTES, Attachment
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import AttachmentId, EngagementId, SessionId, new_id
from coachdesk.models.store import Store, write

PART_BYTES: Final = 512 * 1024
# A file that is still coming has no fingerprint yet, and no view meets it.
_IS_WHOLE: Final = "sha256 <> ''"
_TO_SEE: Final = f"{_IS_WHOLE} AND deleted_at IS NULL"
_PATIENCE: Final = timedelta(hours=1)
_LONGEST_NAME: Final = 120
_UNKNOWN_TYPE: Final = "application/octet-stream"
_BEGINNINGS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)


class DamagedFileError(InvalidInputError):
    """The bytes that are kept of a file are not those that were added."""

    code = "damaged-file"


@frozen(kw_only=True)
class Added:
    """A file that is in the vault now; `is_new` unless the session has the very same bytes already."""

    attachment: Attachment
    is_new: bool = True


class Checked:
    """Bytes on their way out, compared with the fingerprint of the file at their end."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def feed(self, content: bytes) -> None:
        """Take the next part."""
        self._digest.update(content)

    def ensure_whole(self, attachment: Attachment) -> None:
        """Insist that these were all the bytes of a file, and none but those.

        Raises:
            DamagedFileError: they are not.
        """
        if self._digest.hexdigest() != attachment.sha256:
            raise DamagedFileError(
                QT_TRANSLATE_NOOP("errors", "“{name}” is damaged in this vault."),
                QT_TRANSLATE_NOOP("errors", "An earlier backup may still have it whole."),
                name=attachment.name,
            )


@write
def begin_attachment(
    store: Store, *, engagement_id: EngagementId, session_id: SessionId | None, name: str, media_type: str
) -> Attachment:
    """Make room for a file whose parts follow; nobody sees it before `finish_attachment`."""
    clear_unfinished(store)
    coming = Attachment(
        id=AttachmentId(new_id()),
        engagement_id=engagement_id,
        session_id=session_id,
        name=safe_name(name),
        media_type=media_type,
        size=0,
        sha256="",
        added_at=store.now(),
    )
    store.put("attachment", coming)
    return coming


@frozen(kw_only=True)
class _Part:
    attachment_id: AttachmentId
    position: int
    content: bytes = field(repr=False)


@write
def add_part(store: Store, *, attachment_id: AttachmentId, position: int, content: bytes) -> None:
    """Keep the next part of a file that is coming.

    Raises:
        InvalidInputError: with it, the file is larger than a vault takes.
    """
    if position * PART_BYTES + len(content) > MOST_BYTES:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This file is larger than {most} MB."),
            QT_TRANSLATE_NOOP("errors", "Keep it elsewhere, or add a smaller copy of it."),
            most=MOST_BYTES // 1024 // 1024,
        )
    part = _Part(attachment_id=attachment_id, position=position, content=content)
    store.put("attachment_part", part, key=("attachment_id", "position"))


@write
def finish_attachment(store: Store, *, attachment_id: AttachmentId, size: int, sha256: str) -> Written[Added]:
    """Let a file be seen whose parts are all there; the same bytes twice in a session are kept once."""
    coming = store.one(Attachment, "SELECT * FROM attachment WHERE id = ?", [attachment_id])
    sql = f"SELECT * FROM attachment WHERE session_id IS ? AND engagement_id = ? AND sha256 = ? AND {_TO_SEE}"  # noqa: S608
    there = store.all(Attachment, sql, [coming.session_id, coming.engagement_id, sha256])
    if there:
        store.delete("attachment", attachment_id)
        return Written(Added(attachment=there[0], is_new=False), Change())
    saved = _save(store, attrs.evolve(coming, size=size, sha256=sha256, added_at=store.now()))
    return Written(Added(attachment=saved.value), saved.change)


@write
def abandon_attachment(store: Store, *, attachment_id: AttachmentId) -> None:
    """Let go of a file that is not wanted any more, or could not be read to its end."""
    store.db.execute(f"DELETE FROM attachment WHERE id = ? AND NOT {_IS_WHOLE}", [attachment_id])  # noqa: S608


def clear_unfinished(store: Store) -> None:
    """Let go of files that stopped coming: a process that was killed never tells."""
    since = (store.now() - _PATIENCE).isoformat()
    stopped = f"FROM attachment WHERE NOT {_IS_WHOLE} AND added_at < ?"
    if store.value(f"SELECT 1 {stopped}", [since]):
        with store.transaction():
            store.db.execute(f"DELETE {stopped}", [since])


def attachment(store: Store, attachment_id: AttachmentId) -> Attachment:
    """Return a file that is whole and not deleted.

    Raises:
        NotFoundError: there is none.
    """
    return store.one(Attachment, f"SELECT * FROM attachment WHERE id = ? AND {_TO_SEE}", [attachment_id])  # noqa: S608


def attachments_of_session(store: Store, session_id: SessionId) -> tuple[Attachment, ...]:
    """Return the files of a session, the oldest first."""
    sql = f"SELECT * FROM attachment WHERE session_id = ? AND {_TO_SEE} ORDER BY added_at, id"  # noqa: S608
    return store.all(Attachment, sql, [session_id])


def attachments_of_engagement(store: Store, engagement_id: EngagementId) -> tuple[Attachment, ...]:
    """Return all files of an engagement, those of its sessions too, the oldest first."""
    sql = (
        f"SELECT * FROM attachment WHERE engagement_id = ? AND {_TO_SEE} AND (session_id IS NULL OR EXISTS "  # noqa: S608
        "(SELECT 1 FROM session s WHERE s.id = session_id AND s.deleted_at IS NULL)) ORDER BY added_at, id"
    )
    return store.all(Attachment, sql, [engagement_id])


def part(store: Store, attachment_id: AttachmentId, position: int) -> bytes | None:
    """Return a part of a file's content, None after the last one."""
    sql = "SELECT content FROM attachment_part WHERE attachment_id = ? AND position = ?"
    content: bytes | None = store.value(sql, [attachment_id, position])
    return content


def damaged_attachments(store: Store) -> Iterator[Attachment]:
    """Yield the files, deleted ones too, whose bytes are not those that were added."""
    for kept in store.all(Attachment, f"SELECT * FROM attachment WHERE {_IS_WHOLE}"):  # noqa: S608
        checked = Checked()
        sql = "SELECT content FROM attachment_part WHERE attachment_id = ? ORDER BY position"
        for (content,) in store.db.execute(sql, [kept.id]):
            checked.feed(content)
        try:
            checked.ensure_whole(kept)
        except DamagedFileError:
            yield kept


@write
def rename_attachment(store: Store, *, attachment_id: AttachmentId, name: str) -> Written[Attachment]:
    """Give a file another name; what it ends with stays."""
    kept = attachment(store, attachment_id)
    return _save(store, attrs.evolve(kept, name=_ending_like(safe_name(name), kept.name)))


@write
def delete_attachment(store: Store, *, attachment_id: AttachmentId) -> Written[Attachment]:
    """Put a file into the bin."""
    return _save(store, attrs.evolve(attachment(store, attachment_id), deleted_at=store.now()))


@write
def restore_attachment(store: Store, *, attachment_id: AttachmentId) -> Written[Attachment]:
    """Take a file out of the bin.

    Raises:
        NotFoundError: it is not there any more.
    """
    sql = f"SELECT * FROM attachment WHERE id = ? AND {_IS_WHOLE}"  # noqa: S608
    return _save(store, attrs.evolve(store.one(Attachment, sql, [attachment_id]), deleted_at=None))


def _save(store: Store, changed: Attachment) -> Written[Attachment]:
    store.put("attachment", changed)
    if changed.session_id is not None:
        session_index.index_note(store, changed.session_id)
    return Written(changed, Change.of(Kind.ATTACHMENT, changed.id))


def safe_name(name: str) -> str:
    """Return a file's name as it can be shown and saved anywhere: no folders, nothing that is not seen.

    Raises:
        InvalidInputError: nothing is left of it.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if unicodedata.category(letter) not in ("Cc", "Cs", "Cf"))
    plain = " ".join(shown.split()).strip(". ")
    if not plain:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "A file needs a name."),
            QT_TRANSLATE_NOOP("errors", "Give it one, then try again."),
        )
    stem, dot, ending = plain.rpartition(".")
    if len(plain) <= _LONGEST_NAME:
        return plain
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if stem else plain[:_LONGEST_NAME]


def _ending_like(name: str, former: str) -> str:
    ending = former.rpartition(".")[2] if "." in former else ""
    has_it = not ending or name.lower().endswith(f".{ending.lower()}")
    return name if has_it else f"{name}.{ending}"


def media_type_of(name: str, first_bytes: bytes) -> str:
    """Return what kind of content a file has: by its first bytes where they tell, else by its name."""
    by_content = (kind for beginning, kind in _BEGINNINGS if first_bytes.startswith(beginning))
    by_name = mimetypes.guess_type(name, strict=True)[0] or _UNKNOWN_TYPE
    return next(by_content, by_name)
