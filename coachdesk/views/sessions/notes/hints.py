"""A dot in the margin beside a line with a word of medicine or therapy; one click turns them all off."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from coachdesk.theme import Theme
from coachdesk.views.sessions.notes.clinical import ClinicalWord, clinical_word
from coachdesk.views.sessions.notes.units import units_of

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

    from coachdesk.views.sessions.notes.editor import MarkdownEdit

WIDTH: Final = 14
_RADIUS: Final = 3.0
_REACH: Final = 8


class HintMargin(QWidget):
    """Draws the dots, says what they mean, and tells a screen reader when the cursor comes to such a line."""

    turned_off = Signal()

    def __init__(self, edit: "MarkdownEdit", theme: Theme) -> None:
        super().__init__(edit)
        self._edit = edit
        self._theme = theme
        self._told = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        edit.updateRequest.connect(lambda _rect, _dy: self.update())
        edit.cursorPositionChanged.connect(self._say)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(WIDTH, 0)

    def marks(self) -> Iterator[tuple[QPointF, ClinicalWord]]:
        """Yield the middle of each dot in sight, and its word."""
        for block in self._edit.blocks_in_sight():
            found = clinical_word(block.text())
            if found is not None:
                yield QPointF(WIDTH / 2, self._height_of(block, found)), found

    def _height_of(self, block: "QTextBlock", word: ClinicalWord) -> float:
        top = self._edit.blockBoundingGeometry(block).translated(self._edit.contentOffset()).top()
        line = block.layout().lineForTextPosition(units_of(block.text())(word.start))
        return top + line.y() + line.height() / 2 if line.isValid() else top

    def words_of(self, word: ClinicalWord) -> str:
        """Return what is said of a word."""
        text = self.tr(
            "“{word}” belongs to medicine or therapy. Is it the client's own word, or is it time to refer?"
        )
        return text.replace("{word}", word.text)

    def word_at(self, place: QPoint) -> ClinicalWord | None:
        """Return the word whose dot is here."""
        near = (word for centre, word in self.marks() if abs(centre.y() - place.y()) <= _REACH)
        return next(near, None)

    def _say(self) -> None:
        """Let the description of the notes say it while the cursor is on such a line; announce it once."""
        word = None if self.isHidden() else clinical_word(self._edit.textCursor().block().text())
        said = self.words_of(word) if word else ""
        if said != self._told:
            self._told = said
            self._edit.setAccessibleDescription(said)
            if said:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._edit, said))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("sand_ink"))
        for centre, _ in self.marks():
            painter.drawEllipse(centre, _RADIUS, _RADIUS)
        painter.end()

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            word = self.word_at(event.pos())
            click = self.tr("A click turns these hints off; the menu of the notes turns them on again.")
            QToolTip.showText(event.globalPos(), f"{self.words_of(word)}\n{click}" if word else "", self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if self.word_at(event.position().toPoint()) is not None:
            self.turned_off.emit()
