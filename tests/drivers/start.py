"""Page objects of the way in, and a vault that answers as a test wants it to."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from coachdesk.errors import KnownError, WrongPassphraseError, WrongWordsError
from coachdesk.models.entities.backup import BackupLabel, BackupProgress, BackupStage, Restoration, WayIn
from coachdesk.views.start.new_passphrase import NewPassphrase
from coachdesk.views.start.restore_steps import RestoreSteps
from coachdesk.views.start.start_window import StartWindow
from coachdesk.views.start.unlock_window import UnlockWindow

_TEXT = (
    "abandon ability able about above absent absorb abstract absurd abuse access accident"
    " account accuse achieve acid acoustic acquire across act action actor actress actual"
)
WORDS = tuple(_TEXT.split())
PASSPHRASE = "heron quarry lemon tide"


class FakeGateway:
    """Keeps passphrases in memory.

    `failures` names the calls that are to go wrong, once each; while `gate` is not set
    every call waits, as Argon2 makes a real one wait.
    """

    def __init__(self, passphrase: str = PASSPHRASE) -> None:
        self.passphrase = passphrase
        self.has_keychain = False
        self.left_entry: KnownError | None = None
        self.calls: list[tuple[object, ...]] = []
        self.failures: dict[str, Exception] = {}
        self.label = BackupLabel(made_at=datetime(2026, 5, 14, 18, tzinfo=UTC), size=3_100_000)
        self.gate = Event()
        self.gate.set()
        self.place: Callable[[Path], KnownError | None] = lambda _folder: None

    def _called(self, name: str, *arguments: object) -> None:
        self.calls.append((name, *arguments))
        self.gate.wait(10)
        if name in self.failures:
            raise self.failures.pop(name)

    def place_problem(self, folder: Path) -> KnownError | None:
        return self.place(folder)

    def create(self, folder: Path, passphrase: str) -> None:
        self._called("create", folder, passphrase)
        self.passphrase = passphrase

    def unlock(self, folder: Path, passphrase: str) -> None:
        self._called("unlock", folder, passphrase)
        if passphrase != self.passphrase:
            raise WrongPassphraseError

    def take_over(self, folder: Path) -> None:
        self._called("take_over", folder)

    def opens_with_keychain(self, _folder: Path) -> bool:
        return self.has_keychain

    def unlock_with_keychain(self, folder: Path) -> None:
        self._called("unlock_with_keychain", folder)

    def abandon_keychain(self) -> None:
        self.calls.append(("abandon_keychain",))
        self.gate.set()

    def add_keychain(self, folder: Path, passphrase: str) -> None:
        self.check_passphrase(folder, passphrase)
        self._called("add_keychain", folder)
        self.has_keychain = True

    def remove_keychain(self, folder: Path, passphrase: str) -> KnownError | None:
        self.check_passphrase(folder, passphrase)
        self._called("remove_keychain", folder)
        self.has_keychain = False
        return self.left_entry

    def unlock_with_words(self, folder: Path, words: str) -> None:
        self._called("unlock_with_words", folder, words)
        for place, (typed, right) in enumerate(zip(words.lower().split(), WORDS, strict=True), start=1):
            if typed != right:
                raise WrongWordsError("Word {place} is not a recovery word.", "Compare it.", place=place)

    def set_passphrase(self, folder: Path, passphrase: str) -> None:
        self._called("set_passphrase", folder, passphrase)
        self.passphrase = passphrase

    def change_passphrase(self, folder: Path, old: str, new: str) -> None:
        self._called("change_passphrase", folder, old, new)
        self.check_passphrase(folder, old)
        self.passphrase = new

    def check_passphrase(self, _folder: Path, passphrase: str) -> None:
        if passphrase != self.passphrase:
            raise WrongPassphraseError

    def rehearse_words(self, folder: Path, words: str) -> None:
        self._called("rehearse_words", folder)
        if tuple(words.lower().split()) != WORDS:
            raise WrongWordsError("These words do not open this vault.", "Compare it.", place=1)

    def prepare_kit(self, folder: Path, passphrase: str) -> tuple[str, ...]:
        self.check_passphrase(folder, passphrase)
        self._called("prepare_kit", folder)
        return WORDS[::-1]

    def replace_kit(self, folder: Path, passphrase: str) -> None:
        self.check_passphrase(folder, passphrase)
        self._called("replace_kit", folder)

    def recovery_words(self) -> tuple[str, ...]:
        return WORDS

    def read_label(self, backup: Path) -> BackupLabel:
        self._called("read_label", backup)
        return self.label

    def check_way_in(self, backup: Path, way_in: WayIn) -> None:
        self._called("check_way_in", backup, way_in)
        if not way_in.is_words and way_in.secret != self.passphrase:
            raise WrongPassphraseError

    def restore(self, wanted: Restoration, tell: Callable[[BackupProgress], object]) -> None:
        self.calls.append(("restore", wanted))
        tell(BackupProgress(stage=BackupStage.RESTORING, percent=40))
        self.gate.wait(10)
        tell(BackupProgress(stage=BackupStage.RESTORING, percent=80))
        if "restore" in self.failures:
            raise self.failures.pop("restore")

    def vault_id(self) -> str:
        return "3f9a0c52d4e81b7766aa90c1d2e3f405"


class FakeTimer(QTimer):
    """A timer whose seconds pass when a test says so."""

    def start(self, *_: object) -> None:
        self.is_running = True

    def stop(self) -> None:
        self.is_running = False

    def pass_second(self) -> None:
        self.timeout.emit()


def texts(widget: QWidget) -> list[str]:
    """Return what the labels in sight say."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def press(window: QWidget, key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(window.focusWidget() or window, key)


def type_into(line: QLineEdit, text: str) -> None:
    """Type over what stands in a line."""
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def choose(fields: NewPassphrase, passphrase: str, again: str | None = None) -> None:
    """Fill in a new passphrase, twice."""
    fields.first.line.setText(passphrase)
    fields.again.line.setText(passphrase if again is None else again)


class StartDriver:
    """The first start, as the coach goes through it."""

    def __init__(self, window: StartWindow) -> None:
        self.window = window
        self.steps = window.steps

    @property
    def place(self) -> str:
        """Where the window says it is."""
        return self.steps.place.text()

    def go_to(self, number: int, wait: Callable[[Callable[[], bool]], None]) -> None:
        """Go through the steps to the one with this number, with right answers."""
        self.window.welcome.set_up.click()
        for step in range(1, number):
            self.answer(step)
            self.steps.on.click()
            wait(partial(self.is_at, step + 1))
            wait(lambda: not self.steps.current.busy_text)

    def is_at(self, number: int) -> bool:
        """Tell whether this step is shown."""
        return re.findall(r"\d+", self.place) == [str(number), "4"]

    def answer(self, step: int) -> None:
        """Give this step what it asks for."""
        if step == 2:
            choose(self.window.passphrase.fields, PASSPHRASE)
        if step == 3:
            self.type_words_back()

    @property
    def problem(self) -> str:
        """What the step says stands in the way."""
        return self.steps.current.problem

    def type_words_back(self) -> None:
        """Go to the check and type the right words."""
        if not self.window.kit.is_checking:
            self.steps.on.click()
        for place, field in self.window.kit.check.fields.items():
            field.setText(WORDS[place])


class UnlockDriver:
    """The unlock window, as the coach uses it."""

    def __init__(self, window: UnlockWindow) -> None:
        self.window = window
        self.front = window.front

    @property
    def button(self) -> str:
        """What the button says."""
        return self.front.unlock.text().replace("&", "")

    def type(self, passphrase: str) -> None:
        """Type a passphrase and press Enter."""
        line = self.front.passphrase.line
        line.setText(passphrase)
        QTest.keyClick(line, Qt.Key.Key_Return)


class RestoreDriver:
    """The steps from a backup to a vault, as the coach goes through them."""

    def __init__(self, steps: RestoreSteps, wait: Callable[[Callable[[], bool]], None]) -> None:
        self.steps = steps
        self._wait = wait

    def choose_backup(self) -> None:
        """Choose the file, and wait until it says of which day it is."""
        if self.steps.backup.file().suffix != ".coachdesk-backup":
            self.steps.backup.choose.click()
        self._wait(lambda: bool(self.steps.backup.label_text))

    def type_passphrase(self, passphrase: str) -> None:
        """Type the passphrase of the backup."""
        self.steps.opening.form.by_passphrase.click()
        self.steps.opening.form.passphrase.line.setText(passphrase)

    def type_words(self, words: str) -> None:
        """Type the words of the kit."""
        self.steps.opening.form.by_words.click()
        self.steps.opening.form.words.setPlainText(words)

    def go_on(self, place: str) -> None:
        """Press the button and wait for a place such as `Step 2 of 4`."""
        self.steps.on.click()
        self._wait(lambda: self.steps.place.text() == place)

    def go_to_the_end(self, passphrase: str, *, steps_before_the_end: int = 0) -> None:
        """Go through the steps for who knows the passphrase, up to the button that restores."""
        self.choose_backup()
        self.go_on("Step 2 of 4")
        self.type_passphrase(passphrase)
        for step in range(3, 5 - steps_before_the_end):
            self.go_on(f"Step {step} of 4")

    def go_to_the_end_by_words(self, words: str, passphrase: str) -> None:
        """Go through the steps for who has the kit."""
        self.choose_backup()
        self.go_on("Step 2 of 4")
        self.type_words(words)
        self.go_on("Step 3 of 5")
        choose(self.steps.anew.fields, passphrase)
        self.go_on("Step 4 of 5")
        self.go_on("Step 5 of 5")

    def secrets(self) -> list[str]:
        """Return what stands in the fields for secrets."""
        form, new = self.steps.opening.form, self.steps.anew.fields
        return [form.passphrase.text(), form.words.text(), new.first.text(), new.again.text()]


def tab_stops(window: QWidget) -> list[QWidget]:
    """Return what Tab reaches, in its order, beginning with the first thing in the window."""
    stops = [stop for stop in _chain(window) if _takes_focus(stop)]
    first = min(range(len(stops)), key=lambda index: reading_place(stops[index]), default=0)
    return stops[first:] + stops[:first]


def _chain(window: QWidget) -> Iterator[QWidget]:
    following = window.nextInFocusChain()
    while following is not None and following is not window:
        yield following
        following = following.nextInFocusChain()


def _takes_focus(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return by_tab and widget.isVisible() and widget.isEnabled()


def reading_place(widget: QWidget) -> tuple[int, int]:
    """Return where the middle of a widget is, top to bottom, then left to right."""
    middle = widget.mapTo(widget.window(), widget.rect().center())
    return middle.y() // 12, middle.x()


def unnamed(window: QWidget) -> list[QWidget]:
    """Return what can be reached but has no name, or another one than it shows."""
    return [
        stop
        for stop in tab_stops(window)
        if not stop.accessibleName()
        or (isinstance(stop, QPushButton | QRadioButton) and stop.accessibleName() != _shown(stop))
    ]


def _shown(button: QAbstractButton) -> str:
    return button.text().replace("&", "")
