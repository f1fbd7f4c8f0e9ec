"""What comes from the clipboard or is dropped: words, marks cleaned to Markdown, pictures, files."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from coachdesk.clipboard import is_private
from coachdesk.errors import KnownError
from coachdesk.views.sessions.notes.cleaning import LONGEST_HTML, markdown_from
from coachdesk.workspace import Workspace

_AT_ONCE: Final = 400_000
_OF_QT: Final = 'name="qrichtext"'  # what Qt makes of plain text; there is nothing to clean


class Pasting(QObject):
    """Puts what is pasted where the cursor was; marked text is turned into Markdown by the worker first.

    What is very long comes in pieces, so that keys are answered meanwhile. Until all is there, `finish` can
    put the rest, or the plain words, at once. Pictures and files are no words: they are only told of.
    """

    image_pasted = Signal(QImage)
    files_pasted = Signal(list)

    def __init__(self, edit: QPlainTextEdit, workspace: Workspace) -> None:
        super().__init__(edit)
        self._edit = edit
        self._workspace = workspace
        self._waiting: list[tuple[QTextCursor, str]] = []
        self._rest: tuple[QTextCursor, str] | None = None
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._go_on)

    @staticmethod
    def takes(source: QMimeData) -> bool:
        """Tell whether there is anything in it for the notes."""
        return source.hasText() or source.hasHtml() or source.hasImage() or source.hasUrls()

    def paste(self, source: QMimeData) -> None:
        """Take in what was pasted or dropped."""
        files = [url.toLocalFile() for url in source.urls()]
        text = source.text()
        if files and all(files):
            self.files_pasted.emit([Path(file) for file in files])
        elif html := _worth_cleaning(source, text):
            self._clean(html, text)
        elif text:
            self.paste_plain(text)
        elif source.hasImage():
            self.image_pasted.emit(QImage(source.imageData()))

    def paste_plain(self, text: str) -> None:
        """Take in the words alone."""
        self._put_rest()
        place = self._edit.textCursor()
        place.insertText(text[:_AT_ONCE])
        if len(text) > _AT_ONCE:
            self._rest = (place, text[_AT_ONCE:])
            self._next.start()

    def _go_on(self) -> None:
        """Put the next piece, as a part of the same step of undo."""
        if self._rest is None:
            self._next.stop()
            return
        place, text = self._rest
        self._rest = (place, text[_AT_ONCE:]) if len(text) > _AT_ONCE else None
        place.joinPreviousEditBlock()
        place.insertText(text[:_AT_ONCE])
        place.endEditBlock()

    def _put_rest(self) -> None:
        while self._rest is not None:
            self._go_on()

    def finish(self) -> None:
        """Put the plain words where others would have come: the notes are saved or left now."""
        self._put_rest()
        waiting, self._waiting = self._waiting, []
        for place, plain in waiting:
            _insert(place, plain)

    def _clean(self, html: str, plain: str) -> None:
        place = self._edit.textCursor()
        place.setKeepPositionOnInsert(not place.hasSelection())
        awaited = (place, plain)
        self._waiting.append(awaited)
        self._workspace.work(
            partial(markdown_from, html),
            partial(self._put, awaited),
            origin=self,
            on_failed=partial(self._put_plain, awaited),
        )

    def _put_plain(self, awaited: tuple[QTextCursor, str], _error: KnownError) -> None:
        self._put(awaited, "")

    def _put(self, awaited: tuple[QTextCursor, str], markdown: str) -> None:
        if any(one is awaited for one in self._waiting):
            self._waiting = [one for one in self._waiting if one is not awaited]
            place, plain = awaited
            _insert(place, markdown or plain)
            self._edit.ensureCursorVisible()


def _insert(place: QTextCursor, text: str) -> None:
    if place.keepPositionOnInsert():
        place.setKeepPositionOnInsert(False)  # or each line would come before the one above it
        place.setPosition(place.position())  # what was typed meanwhile lies between it and its anchor
    place.insertText(text)


def _worth_cleaning(source: QMimeData, text: str) -> str:
    """Return the HTML if it has marks to keep; what is as long as a chapter comes as plain words."""
    is_picture = source.hasImage() and not text.strip()
    if not source.hasHtml() or is_picture or is_private(source) or len(text) > LONGEST_HTML:
        return ""
    html = source.html()
    return html if len(html) <= LONGEST_HTML and _OF_QT not in html else ""
