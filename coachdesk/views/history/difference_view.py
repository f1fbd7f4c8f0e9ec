"""Two texts as one: what is gone struck through, what is new underlined."""

from collections.abc import Sequence

from attrs import frozen
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from coachdesk.clipboard import mark_private
from coachdesk.models.entities.difference import Fate, Piece
from coachdesk.theme import Theme
from coachdesk.views.marked_words import marked


@frozen
class Part:
    """One field of a text: its caption, or none, and its pieces."""

    caption: str
    pieces: tuple[Piece, ...]


class DifferenceView(QPlainTextEdit):
    """Read with the arrow keys like any text; a screen reader hears what is gone and what is new first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[Part, ...] = ()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        theme.changed.connect(self._write)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: D102
        return mark_private(super().createMimeDataFromSelection())

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these parts, from the top."""
        self._parts = tuple(parts)
        self._write()
        self.setAccessibleDescription(self._spoken())

    def _write(self) -> None:
        self.clear()
        cursor = self.textCursor()
        for at, part in enumerate(self._parts):
            if part.caption:
                cursor.insertText("\n\n" if at else "", QTextCharFormat())
                cursor.insertText(f"{part.caption}\n", self._of_caption())
            for piece in part.pieces:
                if piece.fate is Fate.NEW and not _is_apart(cursor, piece):
                    cursor.insertText(" ", QTextCharFormat())
                cursor.insertText(piece.words, marked(piece.fate, self._theme))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _of_caption(self) -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setFontWeight(QFont.Weight.DemiBold)
        shape.setForeground(self._theme.colour("muted"))
        return shape

    def _spoken(self) -> str:
        gone, new = (self._all(fate) for fate in (Fate.GONE, Fate.NEW))
        said = [
            self.tr("Gone since then: {words}.").replace("{words}", gone) if gone else "",
            self.tr("New since then: {words}.").replace("{words}", new) if new else "",
        ]
        return " ".join(part for part in said if part) or self.tr("Nothing has changed since then.")

    def _all(self, fate: Fate) -> str:
        pieces = (piece for part in self._parts for piece in part.pieces if piece.fate is fate)
        return "; ".join(" ".join(piece.words.split()) for piece in pieces if piece.words.strip())


def _is_apart(cursor: QTextCursor, piece: Piece) -> bool:
    """Tell whether words do not run into the ones before them, as the first of both texts would."""
    return cursor.atBlockStart() or piece.words[0].isspace()
