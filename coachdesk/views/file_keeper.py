"""Files on their way into the vault and out of it, whichever page the coach is on meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from attrs import evolve, frozen
from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QImage

from coachdesk import outgoing
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, KnownError, StoppedError
from coachdesk.i18n import error_text
from coachdesk.incoming import pieces_in, pieces_of, size_of
from coachdesk.models.attachments import TooLargeError, clear_leftovers, take_in
from coachdesk.models.entities.attachment import MOST_BYTES, Added, Attachment, Incoming
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.file_names import safe_name
from coachdesk.relay import Relay
from coachdesk.views.file_words import short_name
from coachdesk.views.start.background import Background
from coachdesk.workspace import Workspace

OpenPieces = Callable[[], AbstractContextManager[Iterator[bytes]]]
_DONE_IN_A_MOMENT: Final = 8 * 1024 * 1024  # leaving waits a quarter of a second for such a file


@frozen(kw_only=True)
class Upload:
    """A file on its way into the vault; sizes are in bytes, 0 where not known yet."""

    number: int
    incoming: Incoming
    size: int = 0
    done: int = 0


class NotAddedError(KnownError):
    """A file is not in the vault, for a reason told in the coach's language."""

    code = "not-added"
    message = QT_TRANSLATE_NOOP("errors", "{name} was not added. {reason}")
    hint = ""


class Refusal:
    """A file that was not taken in, and why; whoever says so on a page marks it as `told`."""

    def __init__(self, upload: Upload, reason: KnownError) -> None:
        self.upload = upload
        self.error = NotAddedError(name=short_name(upload.incoming.name), reason=error_text(reason))
        self.is_told = False


class FileKeeper(QObject):
    """Takes files in one after the other, and hands copies out.

    `progressed` says that an upload has begun, gone on or ended; `added` and `refused` how it ended. One that
    was cancelled only ends. A refusal that no page tells becomes a notice.
    """

    progressed = Signal()
    added = Signal(object)
    refused = Signal(object)
    _told = Signal(int, int)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._background = Background(self)
        self._numbers = count(1)
        self._under_way: dict[int, Upload] = {}
        self._unwanted: set[int] = set()
        self._is_leaving = False
        self._told.connect(self._on_told)
        workspace.changed.connect(self._on_changed)

    @property
    def uploads(self) -> tuple[Upload, ...]:
        """What is on its way into the vault, in the order in which it was added."""
        return tuple(self._under_way.values())

    def add_file(self, path: Path, incoming: Incoming) -> None:
        """Take in a file of this computer; `incoming` says where it belongs and what it is called."""
        upload = self._begin(evolve(incoming, name=safe_name(incoming.name)))
        self._workspace.work(
            partial(size_of, path),
            partial(self._take, upload.number, partial(pieces_of, path)),
            origin=self,
            on_failed=partial(self._on_refused, upload.number),
        )

    def add_image(self, image: QImage, incoming: Incoming) -> None:
        """Take in a picture that is on no disk."""
        upload = self._begin(incoming)
        self._workspace.work(
            partial(as_png, image),
            partial(self._take_bytes, upload.number),
            origin=self,
            on_failed=partial(self._on_refused, upload.number),
        )

    def cancel(self, number: int) -> None:
        """Stop an upload; nothing of it stays."""
        self._unwanted.add(number)

    def save_copy(
        self,
        attachment: Attachment,
        path: Path,
        on_done: Callable[[None], None],
        *,
        origin: QObject,
        on_failed: Callable[[KnownError], None],
    ) -> None:
        """Write a file to a place outside the vault, whole or not at all."""
        self._is_leaving = False
        relay = Relay()
        job = partial(outgoing.hand_out, attachment_id=attachment.id, relay=relay, tell=self._go_on)
        self._workspace.run_long(job, on_failed=_told_by_the_other_side)
        write = partial(outgoing.write, path, relay)
        self._background.work(write, on_done, origin=origin, on_failed=on_failed)

    def clear_up(self) -> None:
        """Take away what was stopped, killed or deleted for good, while others are let through."""
        self._workspace.run_long(clear_leftovers, origin=self, on_failed=lambda _error: None)

    def leave(self) -> None:
        """Stop what takes more than a moment: the vault is about to be closed."""
        self._is_leaving = True
        for upload in self.uploads:
            if upload.size - upload.done > _DONE_IN_A_MOMENT:
                self.cancel(upload.number)

    def _begin(self, incoming: Incoming) -> Upload:
        self._is_leaving = False
        upload = Upload(number=next(self._numbers), incoming=incoming)
        self._under_way[upload.number] = upload
        self.progressed.emit()
        return upload

    def _take_bytes(self, number: int, content: bytes) -> None:
        if len(content) > MOST_BYTES:
            self._on_refused(number, TooLargeError())
        else:
            self._take(number, partial(pieces_in, content), len(content))

    def _take(self, number: int, open_pieces: OpenPieces, size: int) -> None:
        upload = evolve(self._under_way[number], size=size)
        self._under_way[number] = upload
        if self._is_leaving and size > _DONE_IN_A_MOMENT:
            self.cancel(number)
        self.progressed.emit()
        self._workspace.run_long(
            partial(
                take_in, incoming=upload.incoming, open_pieces=open_pieces, tell=partial(self._tell, number)
            ),
            partial(self._on_added, number),
            origin=self,
            on_failed=partial(self._on_refused, number),
            is_waited_for=True,
        )

    def _tell(self, number: int, done: int) -> None:
        """Hear in the store's thread how far an upload has come; stop it where nobody wants it."""
        if number in self._unwanted:
            raise StoppedError
        self._told.emit(number, done)

    def _go_on(self, _done: int) -> None:
        if self._is_leaving:
            raise StoppedError

    def _on_told(self, number: int, done: int) -> None:
        upload = self._under_way.get(number)
        if upload is not None and done:
            self._under_way[number] = evolve(upload, done=done)
            self.progressed.emit()

    def _on_added(self, number: int, written: Written[Added]) -> None:
        self._end(number)
        self.added.emit(written.value)

    def _on_refused(self, number: int, error: KnownError) -> None:
        upload = self._end(number)
        if isinstance(error, StoppedError):
            return
        refusal = Refusal(upload, error)
        self.refused.emit(refusal)
        if not refusal.is_told:
            self._workspace.failed.emit(refusal.error)

    def _end(self, number: int) -> Upload:
        self._unwanted.discard(number)
        upload = self._under_way.pop(number)
        self.progressed.emit()
        return upload

    def _on_changed(self, change: Change, _origin: object) -> None:
        """Free the room of what may just have been deleted for good."""
        if change.touches(Kind.ATTACHMENT) and not self._is_leaving:
            self.clear_up()


def as_png(image: QImage) -> bytes:
    """Return a picture as a file.

    Raises:
        InvalidInputError: there is nothing in it.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # Qt takes the format as text
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "There is no picture in this."),
            QT_TRANSLATE_NOOP("errors", "Copy it once more, then paste it."),
        )
    return bytes(buffer.data().data())


def _told_by_the_other_side(_error: KnownError) -> None:
    """Say nothing here: who writes the copy has heard of it."""
