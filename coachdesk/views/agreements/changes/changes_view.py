"""Two versions in one text, or side by side: what is gone struck through, what is new underlined."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from coachdesk.clipboard import mark_private
from coachdesk.models.entities.difference import Fate, Piece
from coachdesk.theme import Theme
from coachdesk.views.agreements.changes.wording import Passage
from coachdesk.views.marked_words import marked

_HALF: Final = 50
_PADDING: Final = 8
_BETWEEN: Final = 16


class ChangesView(QTextEdit):
    """Read with the arrow keys like any text; `go_to` leads to one of the changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._passages: tuple[Passage, ...] = ()
        self._columns: tuple[str, str] | None = None
        self._places: list[int] = []
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        theme.changed.connect(self._write)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: D102
        return mark_private(super().createMimeDataFromSelection())

    def show_passages(self, passages: Sequence[Passage], columns: tuple[str, str] | None = None) -> None:
        """Show passages from the top, under the names of two columns or as one text."""
        if (tuple(passages), columns) == (self._passages, self._columns) and self._places:
            return
        self._passages, self._columns = tuple(passages), columns
        self._write()
        spoken = " ".join(one.spoken() for one in passages if one.is_changed)
        self.setAccessibleDescription(spoken or self.tr("Nothing has changed."))

    def go_to(self, at: int) -> None:
        """Bring one of the changes to the top, with its heading selected so that it is read out."""
        cursor = self.textCursor()
        cursor.setPosition(self._places[at])
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - _PADDING)

    def _write(self) -> None:
        self.clear()
        self._places = []
        cursor = self.textCursor()
        cursor.setCharFormat(QTextCharFormat())
        if self._columns is None:
            for at, passage in enumerate(self._passages):
                self._begin_block(cursor, above=_BETWEEN if at else 0, is_first=at == 0)
                self._write_whole(cursor, passage)
        else:
            self._write_table(cursor, self._columns)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_whole(self, cursor: QTextCursor, passage: Passage) -> None:
        self._note_place(cursor, passage)
        cursor.insertText(passage.heading, self._of_heading())
        if passage.note:
            self._begin_block(cursor)
            cursor.insertText(passage.note, self._of_note())
        self._write_pieces(cursor, passage.pieces)

    def _write_table(self, cursor: QTextCursor, columns: tuple[str, str]) -> None:
        table = cursor.insertTable(len(self._passages) + 1, 2, self._of_table())
        for at, column in enumerate(columns):
            table.cellAt(0, at).firstCursorPosition().insertText(column, self._of_note())
        for row, passage in enumerate(self._passages, start=1):
            self._write_row(table, row, passage)

    def _write_row(self, table: QTextTable, row: int, passage: Passage) -> None:
        left = table.cellAt(row, 0).firstCursorPosition()
        before = [piece for piece in passage.pieces if piece.fate is not Fate.NEW]
        if passage.former:
            left.insertText(passage.former, self._of_heading())
            self._write_pieces(left, before)
        else:
            left.insertText("–", self._of_note())
        right = table.cellAt(row, 1).firstCursorPosition()
        self._note_place(right, passage)
        right.insertText(passage.heading, self._of_heading())
        if passage.note:
            self._begin_block(right)
            right.insertText(passage.note, self._of_note())
        self._write_pieces(right, [piece for piece in passage.pieces if piece.fate is not Fate.GONE])

    def _note_place(self, cursor: QTextCursor, passage: Passage) -> None:
        if passage.is_changed:
            self._places.append(cursor.position())

    def _write_pieces(self, cursor: QTextCursor, pieces: Iterable[Piece]) -> None:
        """Write words under a heading; new ones do not run into those whose place they take."""
        is_first, before = True, ""
        for piece in pieces:
            words = piece.words.lstrip("\n") if is_first else piece.words
            if is_first:
                self._begin_block(cursor)
            elif before and not (before[-1].isspace() or words[:1].isspace()):
                cursor.insertText(" ", QTextCharFormat())
            bare = words.lstrip()
            cursor.insertText(words[: len(words) - len(bare)], QTextCharFormat())
            cursor.insertText(bare, marked(piece.fate, self._theme))
            is_first, before = False, words

    def _begin_block(self, cursor: QTextCursor, *, above: int = 2, is_first: bool = False) -> None:
        shape = QTextBlockFormat()
        shape.setTopMargin(above)
        if is_first:
            cursor.setBlockFormat(shape)
        else:
            cursor.insertBlock(shape, QTextCharFormat())

    def _of_table(self) -> QTextTableFormat:
        shape = QTextTableFormat()
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, _HALF)] * 2)
        shape.setHeaderRowCount(1)
        shape.setCellPadding(_PADDING)
        shape.setCellSpacing(0)
        shape.setBorderCollapse(True)
        shape.setBorder(1)
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorderBrush(self._theme.colour("line"))
        return shape

    def _of_heading(self) -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setFontWeight(QFont.Weight.DemiBold)
        shape.setForeground(self._theme.colour("ink"))
        return shape

    def _of_note(self) -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setForeground(self._theme.colour("muted"))
        return shape
