"""What CoachDesk would tell of a fault, in sight before it goes anywhere; nothing is sent."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from coachdesk import files, paths
from coachdesk.crashes import forget_crash
from coachdesk.report import compose, driver_versions
from coachdesk.views.context import Context
from coachdesk.views.fields import PlainText
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.text import body

AskFile = Callable[[QWidget], Path | None]
_LINES = 18


def ask_file(parent: QWidget) -> Path | None:
    """Return where the coach wants the report, or None."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        QCoreApplication.translate("report", "Save the report"),
        str(Path.home() / "CoachDesk report.txt"),
        QCoreApplication.translate("report", "Text (*.txt)"),
    )
    return Path(chosen) if chosen else None


class ReportPanel(Page):
    """The report as it would be written, and two ways to take it along."""

    def __init__(self, context: Context, *, log_folder: Path | None = None, ask: AskFile = ask_file) -> None:
        super().__init__(
            QCoreApplication.translate("report", "Report a fault"),
        )
        self._context = context
        self._log_folder = log_folder or paths.log_folder()
        self._ask = ask
        self.report = PlainText(lines=_LINES)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(self.tr("The report"))
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.save = primary(self.tr("&Save as a file…"), self._save)
        self.copy = secondary(self.tr("&Copy"), self._copy)
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.addWidget(
            body(
                self.tr(
                    "This is all there is to it: versions, and places in the program. No name, no note,"
                    " nothing that you typed. Nothing is sent; you decide who gets it, along with what"
                    " you were doing."
                )
            )
        )
        self.body.addWidget(self.report, 1)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.copy)
        row.addStretch(1)
        self.body.addLayout(row)

    def refresh(self) -> None:
        """Put the report together anew."""
        self._context.workspace.run(driver_versions, self._compose, origin=self)

    def focus_first(self) -> None:
        """Put the keyboard on the report."""
        self.report.setFocus(Qt.FocusReason.OtherFocusReason)

    def _compose(self, driver: str) -> None:
        job = partial(compose, self._log_folder, driver)
        self._context.workspace.work(job, self._show, origin=self)

    def _show(self, text: str) -> None:
        self.report.setPlainText(text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.text())
        self._taken(self.tr("Copied."))

    def _save(self) -> None:
        path = self._ask(self)
        if path is not None:
            job = partial(files.write_atomically, path, self.report.text().encode())
            said = self.tr("Saved as {name}.").format(name=path.name)
            self._context.workspace.work(job, lambda _nothing: self._taken(said), origin=self)

    def _taken(self, said: str) -> None:
        """Say so; the crash in it has been heard of."""
        self._context.workspace.work(partial(forget_crash, self._log_folder))
        self._context.navigation.notify(said)
