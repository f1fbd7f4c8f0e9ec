"""The backups in the settings: the last good one, and the way to all of them."""

from PySide6.QtCore import Qt

from coachdesk.views.context import Context
from coachdesk.views.labels import moment_text
from coachdesk.views.safekeeping import BackupKeeper
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import body, heading, muted, set_text


class BackupsCard(Card):
    """Says when the vault was last backed up."""

    def __init__(self, context: Context, keeper: BackupKeeper) -> None:
        super().__init__()
        self._context = context
        self._keeper = keeper
        self.state = body("")
        self.open = secondary(
            self.tr("Show the &backups"), lambda: context.navigation.panel_requested.emit("backups")
        )
        self.body.addWidget(heading(self.tr("Backups"), 2))
        self.body.addWidget(self.state)
        self.body.addWidget(
            muted(
                self.tr("Each is encrypted like the vault, and was opened and read again before it counts.")
            )
        )
        self.body.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignLeft)
        keeper.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Show the last good backup."""
        last = self._keeper.kept.last_good
        if last is None:
            text = self.tr("There is no backup yet.")
        else:
            when = moment_text(last.made_at, self._context.workspace.today())
            text = self.tr("The last good backup is of {when}.").replace("{when}", when)
        set_text(self.state, text)
