"""What coach and client do together again and again, with the way to where it is written."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from coachdesk.models.client_page import ClientPage
from coachdesk.models.entities.ritual import Ritual
from coachdesk.views.clients.section import Section
from coachdesk.views.context import Context
from coachdesk.views.ritual_words import comes_when
from coachdesk.views.widgets.buttons import quiet, rename
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import ElidedLabel, muted, text_label

_MOST: Final = 4


class Rituals(Section):
    """Those that are switched on, a line each; without an engagement there is nothing to see."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._engagement = ""
        self._said: tuple[Ritual, ...] | None = None
        self.open = quiet("", self._on_open)
        top = FlowLayout()
        top.addWidget(text_label(self.tr("Rituals"), "section", wrap=False))
        top.add_stretch()
        top.addWidget(self.open)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.body.addLayout(top)
        self.body.addLayout(self._rows)

    def show_page(self, page: ClientPage) -> None:
        """Show what they do together."""
        self._engagement = page.at_hand or ""
        self.setVisible(bool(self._engagement))
        active = tuple(ritual for ritual in page.rituals if ritual.active)
        if active == self._said:
            return
        self._said = active
        rename(self.open, self.tr("Open") if page.rituals else self.tr("Begin"))
        self.open.setAccessibleDescription(self.tr("Rituals"))
        clear(self._rows)
        for ritual in active[:_MOST]:
            line = self.tr("{ritual}, {when}").replace("{ritual}", ritual.name)
            self._rows.addWidget(ElidedLabel(line.replace("{when}", comes_when(ritual))))
        if len(active) > _MOST:
            self._rows.addWidget(muted(self.tr("and %n more", "", len(active) - _MOST)))
        if not active:
            self._rows.addWidget(muted(self.tr("A minute to arrive, a question now and then: none so far.")))

    def _on_open(self) -> None:
        self._context.navigation.rituals_requested.emit(self._engagement)
