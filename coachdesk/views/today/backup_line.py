"""When the last good backup was made: one calm line at the end of the day."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.views.backup_word import LONG_AGO
from coachdesk.views.context import Context
from coachdesk.views.labels import relative_day, time_text
from coachdesk.views.safekeeping import BackupKeeper
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.text import muted, set_text


class BackupLine(QWidget):
    """Leads to the backups; out of sight before there is a good one."""

    def __init__(self, context: Context, keeper: BackupKeeper) -> None:
        super().__init__()
        self._context = context
        self._keeper = keeper
        self.text = muted("", wrap=False)
        self.look = link(self.tr("Look"), lambda: context.navigation.panel_requested.emit("backups"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text)
        row.addWidget(self.look)
        row.addStretch(1)
        keeper.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say when the last good backup was made, unless a word above says it is long ago."""
        last = self._keeper.kept.last_good
        now = self._context.workspace.now()
        is_calm = last is not None and now - last.made_at <= LONG_AGO and not self._keeper.kept.failure
        self.setVisible(is_calm)
        if last is not None:
            day = relative_day(last.made_at.astimezone().date(), self._context.workspace.today())
            text = self.tr("Last good backup: {day}, {time}.")
            set_text(self.text, text.replace("{day}", day).replace("{time}", time_text(last.made_at)))
            self.look.setAccessibleDescription(self.text.text())
