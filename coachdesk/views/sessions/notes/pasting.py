"""What comes from the clipboard or is dropped: words, marks cleaned to Markdown, pictures, files."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from coachdesk.clipboard import is_private
from coachdesk.errors import KnownError
from coachdesk.views.sessions.notes.cleaning import LONGEST_HTML, markdown_from
from coachdesk.workspace import Workspace

_OF_QT: Final = 'name="qrichtext"'  # what Qt makes of plain text; there is nothing to clean


class Pasting(QObject):
    """Puts what is pasted where the cursor was; marked text is turned into Markdown by the worker first.

    Until that is done, `finish` can still put the plain words there. Pictures and files are not
    words: they are only told of.
    """

    image_pasted = Signal(QImage)
    files_pasted = Signal(list)

    def __init__(self, edit: QPlainTextEdit, workspace: Workspace) -> None:
        super().__init__(edit)
        self._edit = edit
        self._workspace = workspace
        self._waiting: list[tuple[QTextCursor, str]] = []

    @staticmethod
    def takes(source: QMimeData) -> bool:
        """Tell whether there is anything in it for the notes."""
        return source.hasText() or source.hasHtml() or source.hasImage() or source.hasUrls()

    def paste(self, source: QMimeData) -> None:
        """Take in what was pasted or dropped."""
        files = [url.toLocalFile() for url in source.urls()]
        if files and all(files):
            self.files_pasted.emit([Path(file) for file in files])
        elif _is_worth_cleaning(source):
            self._clean(source.html(), source.text())
        elif source.hasText():
            self.paste_plain(source)
        elif source.hasImage():
            self.image_pasted.emit(QImage(source.imageData()))

    def paste_plain(self, source: QMimeData) -> None:
        """Take in the words alone."""
        self._edit.textCursor().insertText(source.text())

    def finish(self) -> None:
        """Put the plain words where others would have come: the notes are saved or left now."""
        waiting, self._waiting = self._waiting, []
        for place, plain in waiting:
            _insert(place, plain)

    def _clean(self, html: str, plain: str) -> None:
        place = self._edit.textCursor()
        place.setKeepPositionOnInsert(True)
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
    place.setKeepPositionOnInsert(False)  # or each line would come before the one above it
    place.insertText(text)


def _is_worth_cleaning(source: QMimeData) -> bool:
    """Tell whether there are marks to keep; what is longer than a book's chapter comes as plain words."""
    if not source.hasHtml() or is_private(source):
        return False
    html = source.html()
    is_short = len(html) <= LONGEST_HTML
    is_words = bool(source.text().strip()) or not source.hasImage()
    return is_short and is_words and _OF_QT not in html
