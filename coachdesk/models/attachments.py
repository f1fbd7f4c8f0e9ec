"""Files in the vault: in and out in parts, so that none of them is ever whole in memory.

The parts of a file come first, each in a transaction of its own, and the file itself last: until then
nobody sees any of it. Parts without a file are what was stopped, killed or deleted; `clear_leftovers` takes
them away. It and `take_in` are for long jobs of the store's thread, of which one runs at a time.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from typing import Final

import attrs
from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, NotFoundError, StorageError
from coachdesk.models import session_index
from coachdesk.models.entities.attachment import MOST_BYTES, Added, Attachment, FileRow, Incoming
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import AttachmentId, ClientId, SessionId, new_id
from coachdesk.models.file_names import renamed, safe_name, unique_name
from coachdesk.models.media_types import START_BYTES, media_type_of
from coachdesk.models.store import Store, write

PART_BYTES: Final = 512 * 1024  # half a megabyte takes some ten milliseconds; a save waits for one part

# Does what waits; raises `StoppedError` where the job can't go on.
Pause = Callable[[], None]
# Hears how many bytes are in the vault; raises `StoppedError` where nobody wants the rest.
Tell = Callable[[int], None]
# Lends a file from its beginning, in pieces of at most `PART_BYTES`; a blank one lets others through.
OpenPieces = Callable[[], AbstractContextManager[Iterator[bytes]]]


class TooLargeError(InvalidInputError):
    """The file has more bytes than the vault takes of one."""

    code = "too-large"
    message = QT_TRANSLATE_NOOP("errors", "This file is larger than {most} MB.")
    hint = QT_TRANSLATE_NOOP("errors", "Add a smaller copy, or note where you keep it.")

    def __init__(self) -> None:
        super().__init__(most=MOST_BYTES // (1024 * 1024))


class LostPartsError(StorageError):
    """Not all of a file that was just added is in the vault."""

    code = "lost-parts"
    message = QT_TRANSLATE_NOOP("errors", "A part of this file did not reach the vault.")
    hint = QT_TRANSLATE_NOOP("errors", "Nothing of it is kept. Add it once more.")


class AlteredFileError(StorageError):
    """The content of a file does not fit the hash that was taken when it was added."""

    code = "altered-file"
    message = QT_TRANSLATE_NOOP("errors", "This file is not what was added: its content has changed.")
    hint = QT_TRANSLATE_NOOP("errors", "A backup from before may still hold it as it was.")


@frozen(kw_only=True)
class _Filled:
    """What was put into parts."""

    id: AttachmentId
    count: int
    size: int
    sha256: str
    start: bytes


_OF_PLACE: Final = """
SELECT * FROM attachment WHERE deleted_at IS NULL AND engagement_id = ? AND session_id IS ?
ORDER BY added_at, rowid
"""
_OF_CLIENT: Final = """
SELECT a.id, a.name, a.media_type, a.size, a.added_at, s.number FROM engagement_client p
JOIN attachment a ON a.engagement_id = p.engagement_id LEFT JOIN session s ON s.id = a.session_id
WHERE p.client_id = ? AND a.deleted_at IS NULL AND s.deleted_at IS NULL
ORDER BY a.added_at DESC, a.rowid DESC
"""


def attachments_of_session(store: Store, session_id: SessionId) -> tuple[Attachment, ...]:
    """Return the files of a session, in the order in which they were added."""
    sql = "SELECT * FROM attachment WHERE session_id = ? AND deleted_at IS NULL ORDER BY added_at, rowid"
    return store.all(Attachment, sql, [session_id])


def files_of_client(store: Store, *, client_id: ClientId) -> tuple[FileRow, ...]:
    """Return the files of all that a client takes part in, the newest first."""
    return store.all(FileRow, _OF_CLIENT, [client_id])


def get_attachment(store: Store, *, attachment_id: AttachmentId) -> Attachment:
    """Return what is known of a file.

    Raises:
        NotFoundError: it is not there, or was deleted.
    """
    sql = "SELECT * FROM attachment WHERE id = ? AND deleted_at IS NULL"
    return store.one(Attachment, sql, [attachment_id])


def take_in(
    store: Store, pause: Pause, *, incoming: Incoming, open_pieces: OpenPieces, tell: Tell
) -> Written[Added]:
    """Keep a file; between two parts of it, whatever waits is done.

    Content that is kept in the same place already is not kept twice.

    Raises:
        TooLargeError: it has more than `MOST_BYTES`.
        NotFoundError: the session was deleted for good meanwhile.
        StoppedError: nobody wants it any more, or the vault is about to be closed.
        LostPartsError: the vault was replaced by an older copy of it on the way.
        KnownError: it can't be read to its end, or the disk does not take it. Nothing of it is kept.
    """
    tell(0)
    clear_leftovers(store, pause)
    try:
        with open_pieces() as pieces:
            filled = _fill(store, pause, pieces, tell)
        written = _complete(store, incoming=incoming, filled=filled)
    except BaseException:
        with suppress(Exception):  # what stays is cleared by the next one, or when the vault is opened
            clear_leftovers(store, pause)
        raise
    if written.value.was_there:
        clear_leftovers(store, pause)
    return written


def _fill(store: Store, pause: Pause, pieces: Iterator[bytes], tell: Tell) -> _Filled:
    file_id, digest = AttachmentId(new_id()), hashlib.sha256()
    count = size = 0
    start = b""
    for piece in pieces:
        if piece:
            size += len(piece)
            if size > MOST_BYTES:
                raise TooLargeError
            digest.update(piece)
            start = start or piece[:START_BYTES]
            _put_part(store, file_id=file_id, position=count, content=piece)
            count += 1
        tell(size)  # after a blank piece, too: a disk that hangs is given up as well
        pause()
    return _Filled(id=file_id, count=count, size=size, sha256=digest.hexdigest(), start=start)


@write
def _put_part(store: Store, *, file_id: AttachmentId, position: int, content: bytes) -> None:
    now = store.now().isoformat()
    store.db.execute(
        "INSERT INTO attachment_part (attachment_id, position, content, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?)",
        [file_id, position, content, now, now],
    )


@write
def _complete(store: Store, *, incoming: Incoming, filled: _Filled) -> Written[Added]:
    _insist_on_all(store, filled)
    _insist_on_place(store, incoming)
    others = store.all(Attachment, _OF_PLACE, [incoming.engagement_id, incoming.session_id])
    same = next((other for other in others if other.sha256 == filled.sha256), None)
    if same is not None:
        return Written(Added(attachment=same, was_there=True), Change())
    name = safe_name(incoming.name)
    attachment = Attachment(
        id=filled.id,
        engagement_id=incoming.engagement_id,
        session_id=incoming.session_id,
        name=unique_name(name, (other.name for other in others)),
        media_type=media_type_of(name, filled.start),
        size=filled.size,
        sha256=filled.sha256,
        added_at=store.now(),
    )
    return Written(Added(attachment=attachment), _put(store, attachment).change)


def _insist_on_all(store: Store, filled: _Filled) -> None:
    """Make sure that no part was lost on the way: each of them was a save of its own."""
    sql = "SELECT count(*), coalesce(sum(length(content)), 0) FROM attachment_part WHERE attachment_id = ?"
    if tuple(store.db.execute(sql, [filled.id]).fetchone()) != (filled.count, filled.size):
        raise LostPartsError


def _insist_on_place(store: Store, incoming: Incoming) -> None:
    sql = "SELECT 1 FROM engagement e LEFT JOIN session s ON s.id = ? WHERE e.id = ? AND s.id IS ?"
    if store.value(sql, [incoming.session_id, incoming.engagement_id, incoming.session_id]) is None:
        raise NotFoundError


@write
def rename_attachment(store: Store, *, attachment_id: AttachmentId, name: str) -> Written[Attachment]:
    """Give a file another name; its ending stays, and two files of one place never have the same.

    Raises:
        NotFoundError: it is not there any more.
    """
    attachment = get_attachment(store, attachment_id=attachment_id)
    return _put(store, _named(store, attachment, renamed(attachment.name, name)))


@write
def delete_attachment(store: Store, *, attachment_id: AttachmentId) -> Written[Attachment]:
    """Put a file into the bin.

    Raises:
        NotFoundError: it is not there any more.
    """
    attachment = get_attachment(store, attachment_id=attachment_id)
    return _put(store, attrs.evolve(attachment, deleted_at=store.now()))


@write
def restore_attachment(store: Store, *, attachment_id: AttachmentId) -> Written[Attachment]:
    """Bring a file back from the bin; it gets a number where its name was taken meanwhile.

    Raises:
        NotFoundError: it is not there any more.
    """
    attachment = store.one(Attachment, "SELECT * FROM attachment WHERE id = ?", [attachment_id])
    back = attrs.evolve(attachment, deleted_at=None)
    return _put(store, _named(store, back, attachment.name))


def _named(store: Store, attachment: Attachment, name: str) -> Attachment:
    others = store.all(Attachment, _OF_PLACE, [attachment.engagement_id, attachment.session_id])
    taken = (other.name for other in others if other.id != attachment.id)
    return attrs.evolve(attachment, name=unique_name(name, taken))


def _put(store: Store, attachment: Attachment) -> Written[Attachment]:
    store.put("attachment", attachment)
    session_index.index_file(store, attachment)
    return Written(
        attachment, Change.of(Kind.ATTACHMENT, attachment.id, *filter(None, [attachment.session_id]))
    )


def content(store: Store, *, attachment_id: AttachmentId) -> Iterator[bytes]:
    """Yield the parts of a file in their order; others may write between two of them.

    Raises:
        NotFoundError: it is not there.
        AlteredFileError: after the last part, where all of them are not what was added.
    """
    attachment = store.one(Attachment, "SELECT * FROM attachment WHERE id = ?", [attachment_id])
    digest = hashlib.sha256()
    for part in _parts(store, attachment_id):
        digest.update(part)
        yield part
    if digest.hexdigest() != attachment.sha256:
        raise AlteredFileError


def _parts(store: Store, attachment_id: AttachmentId) -> Iterator[bytes]:
    """Yield part after part, each asked for by itself: no statement is open in between."""
    sql = "SELECT content FROM attachment_part WHERE attachment_id = ? AND position = ?"
    position = 0
    while (part := store.value(sql, [attachment_id, position])) is not None:
        yield bytes(part)
        position += 1


def whole(store: Store, pause: Pause, *, attachment_id: AttachmentId) -> bytes:
    """Return a file in one piece, to be shown; others are let through meanwhile.

    Raises:
        NotFoundError, AlteredFileError: as `content`.
        StoppedError: the vault is about to be closed.
    """
    parts: list[bytes] = []
    for part in content(store, attachment_id=attachment_id):
        parts.append(part)
        pause()
    return b"".join(parts)


def beginning(store: Store, pause: Pause, *, attachment_id: AttachmentId, most_bytes: int) -> bytes:
    """Return as much of a file as is shown of a long text, once all of it is known to be what was added.

    Raises:
        NotFoundError, AlteredFileError: as `content`.
        StoppedError: the vault is about to be closed.
    """
    start = b""
    for part in content(store, attachment_id=attachment_id):
        if len(start) < most_bytes:
            start += part
        pause()
    return start[:most_bytes]


def altered_files(store: Store, look: Callable[[], None]) -> tuple[Attachment, ...]:
    """Return the files whose content is not what was added, those in the bin too.

    `look` is called after each part, and may stop all of it by raising.
    """
    every = store.all(Attachment, "SELECT * FROM attachment ORDER BY added_at, rowid")
    return tuple(one for one in every if _is_altered(store, one, look))


def _is_altered(store: Store, attachment: Attachment, look: Callable[[], None]) -> bool:
    digest = hashlib.sha256()
    for part in _parts(store, attachment.id):
        digest.update(part)
        look()
    return digest.hexdigest() != attachment.sha256


def clear_leftovers(store: Store, pause: Pause) -> None:
    """Take away parts that belong to no file, one by one: what is freed is overwritten, and that takes time.

    Raises:
        StoppedError: the vault is about to be closed; the rest goes another time.
    """
    while not store.is_read_only and (rowids := [row[0] for row in store.db.execute(_LEFT_OVER)]):
        for rowid in rowids:
            _clear_part(store, rowid)
            pause()


_LEFT_OVER: Final = """
SELECT p.rowid FROM attachment_part p
WHERE NOT EXISTS (SELECT 1 FROM attachment a WHERE a.id = p.attachment_id)
"""


@write
def _clear_part(store: Store, rowid: int) -> None:
    store.db.execute("DELETE FROM attachment_part WHERE rowid = ?", [rowid])
