"""The recovery kit in the settings: when it was tried last, and the ways to try and to replace it."""

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from coachdesk.models import kit_care
from coachdesk.models.clock import local
from coachdesk.views.context import Context
from coachdesk.views.labels import day_text
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import body, heading, muted, set_text


class KitCard(Card):
    """Says when the words were typed last, and leads to the pages about them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        go_to = context.navigation.panel_requested.emit
        self.tried = muted("")
        self.rehearse = secondary(self.tr("Try your kit…"), partial(go_to, "kit-rehearsal"))
        self.replace = secondary(self.tr("Replace the kit…"), partial(go_to, "kit-renewal"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.rehearse)
        row.addWidget(self.replace)
        row.addStretch(1)
        self.body.addWidget(heading(self.tr("Recovery kit"), 2))
        self.body.addWidget(
            body(
                self.tr(
                    "24 words on paper open your vault where the passphrase is forgotten. Now and then, take"
                    " them in hand and try them; where they may have been seen, replace them."
                )
            )
        )
        self.body.addWidget(self.tried)
        self.body.addLayout(row)

    def refresh(self) -> None:
        """Find out when the kit was tried last."""
        self._context.workspace.run(kit_care.last_tried, self._show, origin=self)

    def _show(self, tried_at: datetime | None) -> None:
        text = self.tr("Not tried since it was made.")
        if tried_at is not None:
            text = self.tr("Last tried on {day}.").format(day=day_text(local(tried_at).date()))
        set_text(self.tried, text)
