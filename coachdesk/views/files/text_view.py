"""The text of a file, to be read and copied from."""

import codecs
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from coachdesk.clipboard import mark_private

MOST_BYTES: Final = 2 * 1024 * 1024
_LONGEST_LINE: Final = 2_000  # a line of a million letters would hold the window
_LETTERS_AT_ONCE: Final = 50_000
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes) -> str:
    """Return the words in some bytes: Unicode where they are that, else Western European."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 3:  # the last letter was cut in half
            return content[: error.start].decode("utf-8")
        return content.decode("cp1252", errors="replace")


class TextView(QPlainTextEdit):
    """Takes a long text a little at a time, so that the window goes on."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self._rest: Iterator[str] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._add)

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self.clear()
        self._rest = _portions(text)
        self._add()
        self._timer.start()

    def clear(self) -> None:
        """Show nothing."""
        self._timer.stop()
        super().clear()

    @property
    def is_complete(self) -> bool:
        """Whether all of the text is shown."""
        return not self._timer.isActive()

    def _add(self) -> None:
        portion = next(self._rest, None)
        if portion is None:
            self._timer.stop()
            return
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(portion)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: D102
        return mark_private(super().createMimeDataFromSelection())


def _portions(text: str) -> Iterator[str]:
    gathered: list[str] = []
    size = 0
    for line in _short_lines(text):
        gathered.append(line)
        size += len(line)
        if size >= _LETTERS_AT_ONCE:
            yield "".join(gathered)
            gathered, size = [], 0
    yield "".join(gathered)


def _short_lines(text: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        for at in range(0, len(line), _LONGEST_LINE):
            piece = line[at : at + _LONGEST_LINE]
            yield piece if at + _LONGEST_LINE >= len(line) else f"{piece}\n"
