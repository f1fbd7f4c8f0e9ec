"""The way to the bin, in the settings."""

from functools import partial

from PySide6.QtCore import Qt

from coachdesk.views.context import Context
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import heading, muted


class BinCard(Card):
    """Says how long deleted things wait, and leads to them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.open = secondary(
            self.tr("Open the &bin"), partial(context.navigation.panel_requested.emit, "bin")
        )
        self.body.addWidget(heading(self.tr("Deleted"), 2))
        self.body.addWidget(
            muted(
                self.tr(
                    "What you delete waits in the bin for thirty days. A client with signed or handed-out"
                    " papers stays there until you decide."
                )
            )
        )
        self.body.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignLeft)
