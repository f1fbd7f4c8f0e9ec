"""Who has approved the text that is shown, and the buttons that say so."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.sponsor_report import SponsorReport
from coachdesk.models.sponsor_reports import ReportPage
from coachdesk.views.names import shortened
from coachdesk.views.widgets.buttons import primary, quiet
from coachdesk.views.widgets.chip import Chip, ChipTone
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.flow import FlowLayout


class Approvals(QWidget):
    """A chip for each client; while the text is shown to them, a button as well.

    `answered` carries a name and whether it is a yes.
    """

    answered = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_report(self, page: ReportPage, report: SponsorReport, *, can_answer: bool) -> None:
        """Show what each client has said to the text as it reads now."""
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self.window())
        clear(self._column)
        self.buttons = {}
        for name in page.clients:
            self._column.addLayout(self._row(name, is_yes=name in report.approved_by, can_answer=can_answer))
        if had_keyboard and self.buttons:
            waiting = (button for name, button in self.buttons.items() if name not in report.approved_by)
            next(waiting, next(iter(self.buttons.values()))).setFocus()

    def _row(self, name: str, *, is_yes: bool, can_answer: bool) -> FlowLayout:
        row = FlowLayout()
        said = self.tr("{name} has approved this text") if is_yes else self.tr("{name}: not yet")
        tone = ChipTone.ACCENT if is_yes else ChipTone.NEUTRAL
        row.addWidget(Chip(said.replace("{name}", shortened(name, 60)), tone))
        if can_answer:
            text = self.tr("Take this yes back") if is_yes else self.tr("{name} approves this text")
            make = quiet if is_yes else primary
            button = make(
                text.replace("{name}", shortened(name, 60)), partial(self.answered.emit, name, not is_yes)
            )
            self.buttons[name] = button
            row.addWidget(button)
        return row
