"""The sessions that a booklet can hold, each with a box to tick."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.booklets import BookletLine
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.sharing import SharedSummary
from coachdesk.views.labels import short_day
from coachdesk.views.sessions.wording import number_text
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.text import ElidedLabel

_BESIDE_BOX = 30
_FIELDS = ("focus", "insights", "agreed", "experiment", "next_step", "free_line")


class BookletLines(QWidget):
    """A list to tick; the boxes stay where they are while nothing but their ticks changes."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[BookletLine, ...] = ()
        self.boxes: dict[SessionId, WrappingCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)

    @property
    def chosen(self) -> tuple[SessionId, ...]:
        """The sessions that are ticked, in their order."""
        return tuple(session_id for session_id, box in self.boxes.items() if box.isChecked())

    def show_lines(self, lines: tuple[BookletLine, ...], chosen: Collection[SessionId]) -> None:
        """Show these sessions, some of them ticked."""
        if lines != self._shown:
            self._build(lines)
        for session_id, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(session_id in chosen)
            box.blockSignals(False)

    def _build(self, lines: tuple[BookletLine, ...]) -> None:
        had_keyboard = next((key for key, box in self.boxes.items() if box.hasFocus()), None)
        clear(self._column)
        self._shown = lines
        self.boxes = {line.session_id: self._box(line) for line in lines}
        for line in lines:
            self._column.addWidget(self.boxes[line.session_id])
            self._column.addWidget(_headline(line.summary))
        if had_keyboard in self.boxes:
            self.boxes[had_keyboard].setFocus()

    def _box(self, line: BookletLine) -> WrappingCheckBox:
        parts = [number_text(line.summary.session_number, line.summary.sessions_planned)]
        if line.summary.held_on is not None:
            parts.append(short_day(line.summary.held_on))
        if line.is_handed_out:
            parts.append(self.tr("handed out"))
        box = WrappingCheckBox(" · ".join(parts))
        box.setAccessibleDescription(_words(line.summary))
        box.toggled.connect(lambda _is_on: self.ticked.emit())
        return box


def _words(summary: SharedSummary) -> str:
    said = (getattr(summary, name).strip() for name in _FIELDS)
    return next((words for words in said if words), "")


def _headline(summary: SharedSummary) -> ElidedLabel:
    shown = ElidedLabel(_words(summary), "muted")
    shown.setContentsMargins(_BESIDE_BOX, 0, 0, 6)
    return shown
