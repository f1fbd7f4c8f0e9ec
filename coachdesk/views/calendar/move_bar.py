"""Asks before a session goes to another day: whether the old time stays on record."""

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from coachdesk.models.session_calendar import Entry, same_time_on
from coachdesk.views.context import Context
from coachdesk.views.labels import moment_text
from coachdesk.views.moment_hint import MomentHint
from coachdesk.views.names import names_text
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.text import set_text, text_label


class MoveBar(Card):
    """`moved` carries a session, its new moment in UTC and whether a trace stays; `left` says: not at all."""

    moved = Signal(object, object, bool)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._entry: Entry | None = None
        self._to: datetime | None = None
        self.question = text_label("", "strong")
        self.hint = MomentHint(context)
        self.keep_trace = WrappingCheckBox(self.tr("Keep the old time on record as moved"))
        self.move_it = primary(self.tr("Move it"), self._on_move)
        self.leave = secondary(self.tr("Leave it"), self._on_leave)
        self.leave.setToolTip("Esc")
        row = QHBoxLayout()
        row.addWidget(self.keep_trace, 1)
        row.addWidget(self.leave)
        row.addWidget(self.move_it)
        for part in (self.question, self.hint):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.hide()

    def ask(self, entry: Entry, day: date) -> None:
        """Ask whether a session goes to this day, at the same time of the coach's clock."""
        to = same_time_on(entry.starts_at, day)
        today = self._context.workspace.today()
        self._entry, self._to = entry, to
        is_over = to <= self._context.workspace.now()
        text = self.tr("Move {name} from {before} to {after}?")
        if is_over:
            text = self.tr("{name}: {after} is over. Choose a day that is still to come.")
        for mark, words in {
            "{name}": names_text(entry.names),
            "{before}": moment_text(entry.starts_at, today),
            "{after}": moment_text(to, today),
        }.items():
            text = text.replace(mark, words)
        set_text(self.question, text)
        self.keep_trace.setChecked(True)
        self.keep_trace.setHidden(is_over)
        self.move_it.setHidden(is_over)
        self.hint.know(entry.called, entry.zones, entry.id)
        self.hint.look_at(to, entry.minutes)
        self.show()
        (self.leave if is_over else self.move_it).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        else:
            super().keyPressEvent(event)

    def _on_move(self) -> None:
        self.hide()
        if self._entry is not None:
            self.moved.emit(self._entry, self._to, self.keep_trace.isChecked())

    def _on_leave(self) -> None:
        self.hide()
        self.left.emit()
