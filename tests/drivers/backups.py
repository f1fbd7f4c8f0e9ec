"""The page of the backups, as the coach uses it."""

from typing import Any

from coachdesk.models.entities.backup import BackupFacts
from coachdesk.views.backups.panel import BackupsPanel
from tests.drivers.keyboard import wait_until
from tests.drivers.practice import Practice


class BackupsDriver:
    """Page object of the backups."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.keeper: Any = practice.context.backups
        self.page: BackupsPanel = practice.open("backups")

    @property
    def listed(self) -> tuple[BackupFacts, ...]:
        """The backups in the list, the newest first."""
        return self.page.rows.rows

    @property
    def said(self) -> str:
        """What stands in the way, at the top of the page."""
        return "" if self.page.problem.isHidden() else self.page.problem.text()

    def settle(self) -> None:
        """Wait until nothing is being done, and the list shows what there is."""
        wait_until(lambda: not self.keeper.is_busy, "for the keeper")
        self.practice.settle()
        wait_until(lambda: self.listed == self.keeper.kept.backups, "for the list")

    def back_up(self) -> BackupFacts:
        """Press the button and wait for a new backup."""
        before = len(self.listed)
        self.page.back_up.click()
        wait_until(lambda: len(self.listed) > before, "for a backup")
        self.settle()
        return self.listed[0]

    def check(self) -> str:
        """Check the chosen backup and return what is said of it."""
        self.page.chosen.check.click()
        self.settle()
        return self.page.chosen.outcome.text()

    def try_out(self, secret: str, *, by_words: bool = False) -> str:
        """Try out the chosen backup and return what is said of it."""
        form = self.page.chosen.try_out
        self.page.chosen.try_out_fold.open()
        form.way_in.by_words.setChecked(by_words)
        form.way_in.passphrase.line.setText("" if by_words else secret)
        form.way_in.words.setPlainText(secret if by_words else "")
        form.go.click()
        self.settle()
        return form.outcome.text()

    def restore(self, secret: str, folder: str, *, new: str = "") -> str:
        """Restore the chosen backup, by its words where a new passphrase is given."""
        form = self.page.chosen.restore
        self.page.chosen.restore_fold.open()
        form.way_in.by_words.setChecked(bool(new))
        form.way_in.passphrase.line.setText("" if new else secret)
        form.way_in.words.setPlainText(secret if new else "")
        for field in (form.new.first, form.new.again):
            field.line.setText(new)
        form.folder.setText(folder)
        form.go.click()
        self.settle()
        return form.outcome.text()
