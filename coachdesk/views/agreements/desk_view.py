"""The body of an agreement's page: the clauses, or signing, or the history; the pages beside it."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.views.agreements.clause_card import ClauseCard
from coachdesk.views.agreements.clause_list import ClausePicker
from coachdesk.views.agreements.history import History
from coachdesk.views.agreements.preview import Preview
from coachdesk.views.agreements.sign_panel import SignPanel
from coachdesk.views.agreements.start_form import StartForm
from coachdesk.views.ask_card import AskCard
from coachdesk.views.context import Context
from coachdesk.views.widgets.problem import ProblemLine

_ROOM_FOR_THREE: Final = 960
_PICKER_WIDTH: Final = 216
_WIDEST_PAPER: Final = 620
_LEAST_HEIGHT: Final = 180


class DeskView(QWidget):
    """Lays the parts out side by side; where there is no room for three, the pages come on demand."""

    narrow_changed = Signal(bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_narrow = False
        self._wants_preview = False
        self.note = ProblemLine()
        self.picker = ClausePicker(context.theme)
        self.ask = AskCard(self.picker.list)
        self.card = ClauseCard(context.theme)
        self.signing = SignPanel(context)
        self.history = History(context)
        self.start = StartForm()
        self.start.sets_wanted.connect(partial(context.navigation.panel_requested.emit, "clause-sets"))
        self.preview = Preview(context)
        self.history.pages_found.connect(self.preview.show_kept)
        self.work = self._work()
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(_LEAST_HEIGHT)  # not that of a part that is hidden
        for part in (self.start, self.work, self.signing, self.history):
            self.stack.addWidget(part)
        self._lay_out()

    def _work(self) -> QWidget:
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        self.picker.setFixedWidth(_PICKER_WIDTH)
        row.addWidget(self.picker)
        row.addWidget(self.card, 1)
        return work

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.note)
        left.addWidget(self.ask)
        left.addWidget(self.stack, 1)
        self.preview.setMaximumWidth(_WIDEST_PAPER)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(left, 63)
        row.addWidget(self.preview, 38)

    @property
    def shows_preview(self) -> bool:
        """Whether the pages are in sight."""
        return not self.preview.isHidden()

    def show_part(self, part: QWidget) -> None:
        """Bring one of start, work, signing and history to the front."""
        self.stack.setCurrentWidget(part)
        self._arrange()

    def want_preview(self, wanted: bool) -> None:
        """Show the pages in place of the list of clauses, where there is no room for both."""
        self._wants_preview = wanted
        self._arrange()

    def say(self, text: str) -> None:
        """Say something that stays until it is no longer so; an empty text takes it away."""
        self.note.say(text)

    def _arrange(self) -> None:
        part = self.stack.currentWidget()
        is_work = part is self.work
        self.preview.setVisible(
            part is not self.start and (not is_work or self._wants_preview or not self._is_narrow)
        )
        self.picker.setVisible(not (self._is_narrow and self._wants_preview))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        is_narrow = self.width() < _ROOM_FOR_THREE
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self.narrow_changed.emit(is_narrow)
            self._arrange()
