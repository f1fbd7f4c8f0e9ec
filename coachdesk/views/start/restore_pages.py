"""The steps before a backup is restored."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.backup import BackupLabel, WayIn
from coachdesk.theme import Theme
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.form import Form
from coachdesk.views.labels import moment_text, size_text
from coachdesk.views.start.background import Worker
from coachdesk.views.start.folders import AskFile, AskFolder
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.start.latest import LatestOnly
from coachdesk.views.start.new_passphrase import NewPassphrase
from coachdesk.views.start.place_page import PlacePage
from coachdesk.views.start.step import Step
from coachdesk.views.typed_words import select_word
from coachdesk.views.way_in_form import WayInForm
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.text import muted, set_text, text_label

_PAUSE_MS: Final = 200
_MOST_NAMES: Final = 20
PlaceProblem = Callable[[Path], KnownError | None]


class BackupPage(Step):
    """Asks for the file and says at once of which day it is."""

    def __init__(self, gateway: VaultGateway, worker: Worker, backups: Path, *, ask: AskFile) -> None:
        super().__init__(
            self.tr("Which backup?"),
            self.tr(
                "A backup becomes a vault of its own, in a new folder. Whatever vault you have already"
                " stays as it is, and so does the backup."
            ),
        )
        self._gateway = gateway
        self._worker = worker
        self._backups = backups
        self._ask = ask
        self._latest = LatestOnly(worker, _PAUSE_MS, self)
        form = Form()
        self.path = form.line(self.tr("&File"))
        self.choose = secondary(self.tr("&Choose…"), self._choose)
        self.label = text_label("", "strong")
        self.column.addWidget(form)
        self.column.addWidget(self.choose, alignment=Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.label)
        self.column.addWidget(
            muted(
                self.tr(
                    "Backups end in .coachdesk-backup. They lie in the vault, in the folder “backups”, and in"
                    " the second place, if you chose one."
                )
            )
        )
        self.path.textChanged.connect(self._on_edited)
        self._on_edited()

    def file(self) -> Path:
        """Return the chosen file."""
        return Path(self.path.text().strip()).expanduser()

    @property
    def label_text(self) -> str:
        """Of which day the backup is, and how large."""
        return self.label.text()

    @property
    def is_ready(self) -> bool:
        """Whether there is a file to try."""
        return bool(self.path.text().strip())

    def focus_first(self) -> None:
        """Put the keyboard on choosing, or behind the path that was chosen."""
        if self.is_ready:
            self.path.setFocus()
        else:
            self.choose.setFocus()

    def go_on(self) -> None:
        """Look at the file once more, then go on."""
        self._latest.forget()
        job = partial(self._gateway.read_label, self.file())
        self.run(self._worker, self.tr("Looking at the backup…"), job, self._on_read)

    def _on_read(self, label: BackupLabel) -> None:
        self._show(label)
        self.completed.emit()

    def _on_edited(self) -> None:
        self._show(None)
        self.show_problem("")
        self._latest.forget()
        if self.is_ready:
            self._latest.ask(partial(_label_or_problem, self._gateway, self.file()), self._on_looked)
        self.changed.emit()

    def _on_looked(self, found: BackupLabel | KnownError) -> None:
        if isinstance(found, BackupLabel):
            self._show(found)
        else:
            self.show_problem(error_text(found))

    def _show(self, label: BackupLabel | None) -> None:
        words = self.tr("Of {moment} · {size}")
        told = words.format(moment=moment_text(label.made_at), size=size_text(label.size)) if label else ""
        set_text(self.label, told)
        self.label.setVisible(bool(told))

    def _choose(self) -> None:
        chosen = self._ask(self, self.tr("Which backup?"), self._backups)
        if chosen is not None:
            self.path.setText(str(chosen))
            self.path.setFocus()


def _label_or_problem(gateway: VaultGateway, file: Path) -> BackupLabel | KnownError:
    try:
        return gateway.read_label(file)
    except KnownError as error:
        return error


class OpeningPage(Step):
    """Asks for the passphrase of the backup's day or the words, and tries them."""

    def __init__(self, theme: Theme, worker: Worker, check: Callable[[WayIn], Callable[[], None]]) -> None:
        super().__init__(
            self.tr("What opens it"),
            self.tr("The passphrase that was in force on that day, or the 24 words of your recovery kit."),
        )
        self._worker = worker
        self._check = check
        self.form = WayInForm(theme)
        self.column.addWidget(self.form)
        self.form.changed.connect(self._on_edited)

    @property
    def is_ready(self) -> bool:
        """Whether something was typed."""
        return self.form.is_ready

    def focus_first(self) -> None:
        """Put the cursor where the secret goes."""
        self.form.focus_secret()

    def go_on(self) -> None:
        """Try what was typed on the backup, which is read to its end."""
        job = self._check(self.form.way_in)
        self.run(self._worker, self.tr("Reading the backup…"), job, lambda _nothing: self.completed.emit())

    def _on_failed(self, error: KnownError) -> None:
        super()._on_failed(error)
        select_word(self.form.words, error.facts.get("place"))

    def _on_edited(self) -> None:
        self.show_problem("")
        self.changed.emit()


class RestoredPassphrasePage(Step):
    """Asks who came by the words for the passphrase of the vault to be."""

    def __init__(self, theme: Theme, worker: Worker, opening: OpeningPage) -> None:
        super().__init__(
            self.tr("A new passphrase"),
            self.tr(
                "The words fit. From now on this passphrase opens the restored vault;"
                " the words stay the same."
            ),
        )
        self._opening = opening
        self.fields = NewPassphrase(theme, worker)
        self.column.addWidget(self.fields)
        self.fields.changed.connect(self.changed)

    @property
    def is_needed(self) -> bool:
        """Whether the words open the backup; with its passphrase, that one stays."""
        return self._opening.form.way_in.is_words

    @property
    def is_ready(self) -> bool:
        """Whether the passphrase can be taken."""
        return self.fields.is_ready

    def focus_first(self) -> None:
        """Put the cursor where the passphrase goes."""
        self.fields.first.select_all()


class FreePlacePage(PlacePage):
    """Offers a folder that is free; it is looked for once, in a worker."""

    def __init__(self, gateway: VaultGateway, worker: Worker, folder: Path, *, ask: AskFolder) -> None:
        super().__init__(gateway, worker, folder, ask=ask)
        self._offered = folder
        self._is_looked_for = False

    def enter(self) -> None:
        """Look for a free folder, unless the coach has seen one."""
        if not self._is_looked_for:
            self._is_looked_for = True
            job = partial(free_folder, self._gateway.place_problem, self._offered, documents_folder())
            self._worker.work(job, self._on_found, origin=self, on_failed=lambda _error: None)

    def _on_found(self, folder: Path) -> None:
        if self.folder() == self._offered:
            self.path.setText(str(folder))


def free_folder(problem: PlaceProblem, wanted: Path, elsewhere: Path) -> Path:
    """Return the first folder that a vault can be put into: as wanted, numbered, or in another place.

    Where there is none, it is the one that was wanted; the coach is told what speaks against it.
    """
    for parent in (wanted.parent, elsewhere):
        if parent.is_dir():
            for folder in islice(_names(parent, wanted), _MOST_NAMES):
                if problem(folder) is None:
                    return folder
    return wanted


def _names(parent: Path, wanted: Path) -> Iterator[Path]:
    yield parent / wanted.name
    for number in count(2):
        yield parent / f"{wanted.stem} {number}{wanted.suffix}"
