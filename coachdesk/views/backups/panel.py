"""The backups of the vault: what is there, what is in it, and how it comes back."""

from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.errors import BugError, KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.backup import BackupFacts
from coachdesk.models.lists.rows import Role, RowList
from coachdesk.views.backup_forms import AskFolder, folder_dialog
from coachdesk.views.backups.details import BackupCard
from coachdesk.views.backups.progress import ProgressLine
from coachdesk.views.backups.second_place import SecondPlaceCard
from coachdesk.views.backups.wording import row_text
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.labels import relative_day
from coachdesk.views.widgets.buttons import primary
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.row_view import RowText, RowView
from coachdesk.views.widgets.text import muted

_LIST: Final = 5
_BESIDE: Final = 6


class BackupsPanel(Page):
    """The list on the left, the one that is chosen and the second place on the right."""

    def __init__(self, context: Context, ask: AskFolder | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        if context.backups is None:
            raise BugError("there is no keeper of backups")
        self._context = context
        self._keeper = context.backups
        ask = ask or folder_dialog(self)
        self.back_up = primary(self.tr("&Back up now"), self._back_up)
        self.header.addWidget(self.back_up)
        self.problem = ProblemLine()
        self.progress = ProgressLine(self._keeper)
        self.none_yet = muted(
            self.tr("There is no backup yet. The first one is made when you leave, or right now.")
        )
        self.rows: RowList[BackupFacts] = RowList(
            lambda one: one.name, lambda one: self._text(one).spoken(), self
        )
        self.list = RowView(context.theme, self.tr("Backups"), self.rows, self._text)
        self.chosen = BackupCard(context, self._keeper, ask, documents_folder() / "Restored.coachdesk")
        self.second_place = SecondPlaceCard(context, self._keeper, ask)
        self._lay_out()
        self._keeper.changed.connect(self._show)
        self._keeper.busy_changed.connect(self._on_busy)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.opened.connect(lambda _backup: self.chosen.check.setFocus())
        self._show()

    def _lay_out(self) -> None:
        beside = ScrollColumn()
        beside.column.addWidget(self.chosen)
        beside.column.addWidget(self.second_place)
        beside.column.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(22)
        columns.addWidget(self.list, _LIST)
        columns.addWidget(beside, _BESIDE)
        for widget in (self.problem, self.progress, self.none_yet):
            self.body.addWidget(widget)
        self.body.addLayout(columns, 1)

    def refresh(self) -> None:
        """Look at the backups again."""
        self._keeper.refresh()

    def begin_day(self) -> None:
        """Read it again, too."""
        super().begin_day()
        self.refresh()

    def flush(self) -> None:
        """Forget every passphrase that was typed."""
        self.chosen.forget()

    def focus_first(self) -> None:
        """Put the keyboard on the button that makes one."""
        self.back_up.setFocus()

    @property
    def _today(self) -> date:
        return self._context.workspace.today()

    def _text(self, backup: BackupFacts) -> RowText:
        return row_text(backup, self._today)

    def _show(self) -> None:
        kept = self._keeper.kept
        self.name(self.tr("Backups"), self._in_short())
        self.list.show_rows(kept.backups)
        self.none_yet.setVisible(not kept.backups)
        if kept.backups and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self._on_current(self.list.currentIndex())
        self._say(kept.failure and self._failed_text(kept.failure))

    def _in_short(self) -> str:
        last = self._keeper.kept.last_good
        if last is None:
            return self.tr("One is made when you lock or leave, and every day while the vault is open.")
        when = relative_day(last.made_at.astimezone().date(), self._today)
        return self.tr("The last good one is of {when}.").replace("{when}", when)

    def _failed_text(self, reason: str) -> str:
        return self.tr("The last backup did not succeed: {reason}").replace("{reason}", reason)

    def _say(self, text: str) -> None:
        self.problem.say(text)

    def _on_current(self, index: QModelIndex) -> None:
        self.chosen.show_backup(index.data(Role.ROW) if index.isValid() else None)

    def _on_busy(self, busy: bool) -> None:
        self.back_up.setEnabled(not busy)

    def _back_up(self) -> None:
        self._say("")
        self._keeper.back_up(self._on_backed_up, origin=self, on_failed=self._on_failed)
        self.progress.stop.setFocus()

    def _on_backed_up(self, _backup: BackupFacts) -> None:
        self._context.navigation.notify(self.tr("The backup is made, and was opened and read again."))
        self.back_up.setFocus()

    def _on_failed(self, error: KnownError) -> None:
        self._say(error_text(error))
        self.back_up.setFocus()
