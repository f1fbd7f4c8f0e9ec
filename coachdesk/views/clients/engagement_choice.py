"""Which of a client's engagements the page is about."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from coachdesk.models.client_page import ClientPage
from coachdesk.models.engagement_parts import EngagementPart
from coachdesk.views.context import Context
from coachdesk.views.labels import label, short_day
from coachdesk.views.widgets.buttons import toggle
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import text_label


class EngagementChoice(QWidget):
    """A chip for each engagement, in sight where there are several; `chosen` carries an id."""

    chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[tuple[str, str], ...] = ()
        self._group = QButtonGroup(self)
        self._chips = FlowLayout(spacing=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(text_label(self.tr("This page is about"), "label"))
        column.addLayout(self._chips)
        self.buttons: dict[str, QPushButton] = {}

    def show_page(self, page: ClientPage) -> None:
        """Offer a client's engagements; the one at hand is pressed."""
        offered = tuple((part.engagement.id, self._name(part)) for part in page.engagements)
        if offered != self._shown:
            self._offer(offered)
        self.setVisible(len(offered) > 1)
        if page.at_hand in self.buttons:
            self.buttons[page.at_hand].setChecked(True)

    def _offer(self, offered: tuple[tuple[str, str], ...]) -> None:
        self._shown = offered
        clear(self._chips)
        self.buttons = {}
        for engagement_id, name in offered:
            chip = self.buttons[engagement_id] = toggle(name)
            chip.setAccessibleDescription(self.tr("This page is about"))
            chip.clicked.connect(partial(self._on_clicked, engagement_id))
            self._group.addButton(chip)
            self._chips.addWidget(chip)

    def _on_clicked(self, engagement_id: str) -> None:
        self.chosen.emit(engagement_id)

    def _name(self, part: EngagementPart) -> str:
        work = part.engagement
        since = self.tr("since {day}")
        began = "" if work.starts_on is None else since.replace("{day}", short_day(work.starts_on))
        with_whom = label(work.format) if part.others else ""
        return ", ".join(text for text in (with_whom, began, label(work.state)) if text)
