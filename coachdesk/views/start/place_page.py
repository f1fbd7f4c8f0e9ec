"""Where the vault will live."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.views.form import Form
from coachdesk.views.start.background import Worker
from coachdesk.views.start.folders import AskFolder, ask_folder
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.start.latest import LatestOnly
from coachdesk.views.start.step import Step
from coachdesk.views.start.synced import synced_by
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.text import muted, set_text, text_label

_PAUSE_MS: Final = 200


class PlacePage(Step):
    """Asks for the folder and says at once what speaks against it."""

    def __init__(
        self, gateway: VaultGateway, worker: Worker, folder: Path, *, ask: AskFolder = ask_folder
    ) -> None:
        super().__init__(
            self.tr("Where your vault lives"),
            self.tr(
                "Your vault is an ordinary folder whose content nobody can read without your passphrase."
                " You may move or copy it whenever CoachDesk is closed."
            ),
        )
        self._gateway = gateway
        self._worker = worker
        self._beside = folder.parent
        self._ask = ask
        self._latest = LatestOnly(worker, _PAUSE_MS, self)
        form = Form()
        self.path = form.line(self.tr("&Folder"), str(folder))
        self.change = secondary(self.tr("&Change…"), self._choose)
        self.synced = text_label("", "problem")
        self.column.addWidget(form)
        self.column.addWidget(self.change, alignment=Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.synced)
        self.column.addWidget(muted(self.tr("A folder that is new or empty, on this computer, serves best.")))
        self.path.textChanged.connect(self._on_edited)
        self._on_edited()

    def folder(self) -> Path:
        """Return the chosen folder; a mere name stands beside the folder that was offered."""
        return self._beside / Path(self.path.text().strip()).expanduser()

    @property
    def is_ready(self) -> bool:
        """Whether there is a folder to try; one that was refused may be tried again."""
        return bool(self.path.text().strip())

    def focus_first(self) -> None:
        """Put the cursor at the end of the path."""
        self.path.setFocus()
        self.path.setCursorPosition(len(self.path.text()))

    def go_on(self) -> None:
        """Look at the folder once more, then go on."""
        folder = self.folder()
        self.path.setText(str(folder))
        self._latest.forget()
        self.run(
            self._worker,
            self.tr("Looking at the folder…"),
            partial(self._gateway.place_problem, folder),
            self._on_looked,
        )

    def _on_looked(self, problem: KnownError | None) -> None:
        self._on_checked(problem)
        if problem is None:
            self.completed.emit()
        else:
            self.focus_first()

    def _on_edited(self) -> None:
        service = synced_by(self.folder())
        self.synced.setVisible(bool(service))
        if service:
            set_text(self.synced, self._synced_text().format(service=service))
        if self.path.text().strip():
            self._latest.ask(partial(self._gateway.place_problem, self.folder()), self._on_checked)
        self.changed.emit()

    def _on_checked(self, problem: KnownError | None) -> None:
        self.show_problem(error_text(problem) if problem is not None else "")

    def _choose(self) -> None:
        folder = self.folder()
        chosen = self._ask(self, self.tr("Where should the vault go?"), folder.parent)
        if chosen is not None:
            self.path.setText(str(chosen / folder.name))
            self.path.setFocus()

    def _synced_text(self) -> str:
        return self.tr(
            "{service} seems to copy this folder to other computers. That can work, as long as only one of"
            " them has the vault open at a time. A folder of this computer alone is calmer."
        )
