"""The vault's health in the settings: when it was checked, what can't be read, and what helps."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QProgressBar

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.health import HealthReport, LostRecord
from coachdesk.views.context import Context
from coachdesk.views.labels import moment_text
from coachdesk.views.start.folders import AskFolder, ask_folder
from coachdesk.views.wellbeing import HealthKeeper
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import body, heading, muted, set_text

_NAMED_AT_MOST: Final = 40


class HealthCard(Card):
    """Says how the last check went and offers the next one; damage brings its own way out."""

    def __init__(
        self, context: Context, keeper: HealthKeeper, folder: Path, ask: AskFolder = ask_folder
    ) -> None:
        super().__init__()
        self._context = context
        self._keeper = keeper
        self._folder = folder
        self._ask = ask
        self.state = body("")
        self.lost = body("")
        self.problem = ProblemLine()
        self.bar = _endless_bar(self.tr("Reading every page of the vault"))
        self.check = secondary(self.tr("Check &now"), keeper.check)
        self.stop = secondary(self.tr("Stop"), keeper.stop)
        self.save = secondary(self.tr("Save what can be read into a new vault…"), self._save)
        self._lay_out()
        keeper.changed.connect(self.show_state)
        keeper.busy_changed.connect(lambda _busy: self.show_state())
        self._say("")
        self.show_state()

    def _lay_out(self) -> None:
        about = self.tr(
            "Each page bears a seal that shows every changed bit. All of them are read once a week,"
            " while you do something else."
        )
        for widget in (
            heading(self.tr("Health"), 2),
            self.state,
            self.lost,
            self.problem,
            muted(about),
            self.bar,
        ):
            self.body.addWidget(widget)
        for button in (self.check, self.stop, self.save):
            self.body.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_state(self) -> None:
        """Show what is known."""
        report = self._keeper.report
        is_damaged = report is not None and not report.is_whole
        set_text(self.state, self._state_text(report))
        set_text(self.lost, "\n".join(_names(report)) if report is not None else "")
        self.lost.setVisible(bool(self.lost.text()))
        self.bar.setVisible(self._keeper.is_busy)
        self.check.setVisible(not self._keeper.is_busy)
        self.stop.setVisible(self._keeper.is_busy)
        self.save.setVisible(is_damaged)

    def _state_text(self, report: HealthReport | None) -> str:
        if report is not None and not report.is_whole:
            if report.lost:
                return self.tr(
                    "A part of this vault is damaged. These can't be read any more; all the rest can."
                    " A backup may still hold them."
                )
            return self.tr(
                "A part of this vault is damaged, but nothing that you wrote. A new vault or a backup"
                " makes it whole."
            )
        if report is not None and report.altered:
            return self.tr(
                "Every page could be read. But these are not as they were signed or added: they were changed"
                " outside CoachDesk. Compare them with a copy, or restore an older backup."
            )
        last = self._keeper.last_whole
        if last is None:
            return self.tr("This vault was not checked yet.")
        when = moment_text(last, self._context.workspace.today())
        return self.tr("Checked {when}: every page could be read.").replace("{when}", when)

    def _save(self) -> None:
        chosen = self._ask(
            self, self.tr("In which folder should the new vault be made?"), self._folder.parent
        )
        if chosen is None:
            return
        self._say("")
        self.save.setEnabled(False)
        today = self._context.workspace.today().isoformat()
        target = chosen / f"{self._folder.stem} saved {today}.coachdesk"
        self._keeper.save_readable(
            target, lambda lost: self._on_saved(target, lost), origin=self, on_failed=self._on_failed
        )

    def _on_saved(self, target: Path, _lost: tuple[LostRecord, ...]) -> None:
        self.save.setEnabled(True)
        told = self.tr(
            "All that can be read is now in {folder}. Lock this vault and open that one: the same passphrase"
            " and recovery words open it."
        )
        self._say(told.replace("{folder}", str(target)))

    def _on_failed(self, error: KnownError) -> None:
        self.save.setEnabled(True)
        self._say(error_text(error))

    def _say(self, text: str) -> None:
        self.problem.say(text)


def _names(report: HealthReport) -> list[str]:
    records = (*report.lost, *report.altered)
    names = [f"•  {record.text(_translated)}" for record in records[:_NAMED_AT_MOST]]
    return names if len(records) <= _NAMED_AT_MOST else [*names, "…"]


def _translated(template: str) -> str:
    return QCoreApplication.translate("damage", template)


def _endless_bar(name: str) -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setAccessibleName(name)
    return bar
