"""One backup: what it holds, and what can be done with it."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.backup import BackupFacts, Rehearsal, Restoration, WayIn
from coachdesk.views.backup_forms import AskFolder, Outcome, RestoreForm, TryOutForm
from coachdesk.views.backups.wording import (
    check_text,
    checked_text,
    holds_text,
    rehearsal_text,
)
from coachdesk.views.context import Context
from coachdesk.views.labels import moment_text, size_text
from coachdesk.views.safekeeping import BackupKeeper
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.text import body, heading, muted, set_text


class BackupCard(Card):
    """The backup that was chosen in the list."""

    def __init__(self, context: Context, keeper: BackupKeeper, ask: AskFolder, restored: Path) -> None:
        super().__init__()
        self._context = context
        self._keeper = keeper
        self._backup: BackupFacts | None = None
        self.title = heading("", 2)
        self.holds = body("")
        self.checked = muted("")
        self.outcome = Outcome()
        self.check = secondary(self.tr("&Check"), self._check)
        self.try_out = TryOutForm(context)
        self.restore = RestoreForm(context, ask, restored)
        self.try_out_fold = Fold(context.theme, self.tr("Try it out, changing nothing"))
        self.restore_fold = Fold(context.theme, self.tr("Restore to a new folder"))
        self.try_out_fold.body.addWidget(self.try_out)
        self.restore_fold.body.addWidget(self.restore)
        self._lay_out()
        self.try_out.asked.connect(self._try_out)
        self.restore.asked.connect(self._restore)
        keeper.busy_changed.connect(self._on_busy)
        self.show_backup(None)

    def _lay_out(self) -> None:
        for widget in (self.title, self.holds, self.checked, self.outcome):
            self.body.addWidget(widget)
        self.body.addWidget(self.check, alignment=Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.try_out_fold)
        self.body.addWidget(self.restore_fold)

    def show_backup(self, backup: BackupFacts | None) -> None:
        """Show another backup, or the same one anew; what was typed for another one is forgotten."""
        if backup is None or self._backup is None or backup.path != self._backup.path:
            self.forget()
        self._backup = backup
        self.setVisible(backup is not None)
        if backup is not None:
            today = self._today
            set_text(self.title, moment_text(backup.made_at, today))
            set_text(self.holds, f"{holds_text(backup)} · {size_text(backup.size)}")
            state = self.tr("All is well: {checked}.") if backup.is_sound else self.tr("Damaged: {checked}.")
            set_text(self.checked, state.replace("{checked}", checked_text(backup, today)))

    def forget(self) -> None:
        """Forget every passphrase and what was said."""
        self.try_out.clear()
        self.restore.clear()
        self.outcome.say("")

    @property
    def _today(self) -> date:
        return self._context.workspace.today()

    def _on_busy(self, busy: bool) -> None:
        self.check.setEnabled(not busy)
        self.try_out.refresh(busy=busy)
        self.restore.refresh(busy=busy)

    def _check(self) -> None:
        if self._backup is not None:
            self.outcome.say("")
            self._keeper.check(
                self._backup.path,
                self._on_checked,
                origin=self,
                on_failed=partial(_tell, self.outcome),
            )

    def _on_checked(self, altered: int) -> None:
        self.outcome.say(check_text(altered), is_problem=altered > 0)

    def _try_out(self, way_in: WayIn) -> None:
        if self._backup is not None:
            self.try_out.outcome.say("")
            failed = partial(_tell, self.try_out.outcome)
            self._keeper.try_out(self._backup.path, way_in, self._on_tried_out, origin=self, on_failed=failed)

    def _on_tried_out(self, found: Rehearsal) -> None:
        self.try_out.clear()
        self.try_out.outcome.say(rehearsal_text(found, self._today), is_problem=found.altered > 0)

    def _restore(self, way_in: WayIn, folder: Path, passphrase: str) -> None:
        if self._backup is not None:
            self.restore.outcome.say("")
            wanted = Restoration(
                backup=self._backup.path, way_in=way_in, folder=folder, passphrase=passphrase
            )
            done, failed = partial(self._on_restored, folder), partial(_tell, self.restore.outcome)
            self._keeper.restore(wanted, done, origin=self, on_failed=failed)

    def _on_restored(self, folder: Path, _nothing: None) -> None:
        self.restore.clear()
        told = self.tr(
            "A vault as of that day is in {folder}. To open it, lock, and choose “Open another vault…”."
        )
        self.restore.outcome.say(told.replace("{folder}", str(folder)))


def _tell(outcome: Outcome, error: KnownError) -> None:
    outcome.say(error_text(error), is_problem=True)
