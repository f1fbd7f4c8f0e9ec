"""The window on an open vault, put together with all that works for it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from attrs import field, frozen
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

# First of ours: sqlite_utils takes the driver that it finds prepared there.
import coachdesk.crypto.connection  # noqa: F401  (for what its import does)
from coachdesk.backup_care import BackupCare
from coachdesk.bin_care import BinCare
from coachdesk.crypto.keystore import Copies
from coachdesk.documents.renderer import Renderer
from coachdesk.errors import KnownError
from coachdesk.gateway import Gateway
from coachdesk.health_keeper import HealthKeeper
from coachdesk.models.clock import Clock, system_clock
from coachdesk.models.kit_care import note_tried
from coachdesk.models.search import merge_when_idle
from coachdesk.models.store import Connect, Store
from coachdesk.models.store_thread import StoreThread
from coachdesk.notifying import Notifier, notifier_here
from coachdesk.pages import PageMaker
from coachdesk.reminders import Reminders
from coachdesk.resting_place import RestingPlace
from coachdesk.seal_keeper import SealKeeper
from coachdesk.settings import Settings
from coachdesk.theme import Theme
from coachdesk.views.context import Context
from coachdesk.views.main_window import MainWindow
from coachdesk.views.navigation import Navigation
from coachdesk.views.resting import Rest
from coachdesk.workspace import Workspace

_IDLE_MS: Final = 20_000
_LOOKED_AT_MS: Final = 1_500  # for which a coach looks at the day
_PATIENCE_MS: Final = 5_000  # for a disk that answers late
_CLOSING_S: Final = 30.0


def _notifier_here(workspace: Workspace) -> Notifier:
    return notifier_here(workspace, QGuiApplication.windowIcon())


@frozen(kw_only=True)
class Surroundings:
    """What a desk is put into: the remembered settings, the looks, the vault's keeper, the clock.

    `backs_up` lets it make backups by itself, `notifier` returns what speaks on the desktop.
    """

    settings: Settings
    theme: Theme
    gateway: Gateway
    clock: Clock = system_clock
    backs_up: bool = True
    notifier: Callable[[Workspace], Notifier] = field(default=_notifier_here)


class Desk(QObject):
    """Owns the window and the threads behind it until `close`.

    `shown` is told once the window is there, `left` once it has saved everything and closed,
    `closing` before the vault is closed, whoever asked for that, and `lock_requested` when the
    coach wants it locked.
    """

    shown = Signal()
    left = Signal()
    closing = Signal()
    lock_requested = Signal()
    sample_requested = Signal()

    def __init__(
        self, connect: Connect, surroundings: Surroundings, folder: Path, *, sample: bool = False
    ) -> None:
        super().__init__()
        self._settings = surroundings.settings
        self._gateway = surroundings.gateway
        thread = StoreThread(connect, surroundings.clock, surroundings.gateway.opened.copy_aside)
        self.workspace = Workspace(thread, surroundings.clock, self)
        self._backups = BackupCare(
            self.workspace,
            surroundings.gateway,
            surroundings.settings,
            automatic=surroundings.backs_up and not sample and not surroundings.gateway.opened.is_read_only,
            parent=self,
        )
        self._health = HealthKeeper(self.workspace, lambda: surroundings.gateway.opened, self)
        self.reminders = Reminders(
            self.workspace, surroundings.settings, surroundings.notifier(self.workspace), self
        )
        self.context = Context(
            self.workspace,
            Navigation(),
            surroundings.theme,
            Renderer(today=self.workspace.today),
            self._backups.keeper,
            self._health,
            SealKeeper(self.workspace, lambda: surroundings.gateway.opened, self),
            self.reminders,
        )
        maker = PageMaker(self.context, surroundings.settings, surroundings.gateway, folder)
        maker.sample_requested.connect(self.sample_requested)
        self.window = MainWindow(self.context, maker.pages(), sample=sample)
        self.resting_place = RestingPlace(self.window, self.context)
        self.window.restoreGeometry(self._settings.geometry)
        self.window.closed.connect(self.left)
        self.window.lock_requested.connect(self.lock_requested)
        self._maker = maker
        self._untidy = False
        self._bin = BinCare(self.workspace, self)
        self.workspace.changed.connect(self._on_changed)
        self._set_timers()

    def _set_timers(self) -> None:
        self._idle = QTimer(self)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._tidy)
        self._idle.start()
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_LOOKED_AT_MS)
        self._ahead.timeout.connect(self._maker.import_ahead)
        self._maker.imported.connect(self.window.prepare)

    def show(self) -> None:
        """Show where the vault was locked, or else the day; `shown` tells when."""
        self.resting_place.find(self._show_at)

    def _show_at(self, rests: tuple[Rest, ...]) -> None:
        self._note_kit_in_hand()
        if rests:
            self.resting_place.return_to(rests)
            self._come_into_sight()
        else:
            self.window.open("today")
            self._once_told(self._come_into_sight)

    def _once_told(self, go_on: Callable[[], None]) -> None:
        """Go on when all that was asked so far is told: a page that is full when seen is laid out once."""
        self.workspace.run(_nothing, lambda _nothing: go_on(), origin=self, on_failed=lambda _error: go_on())

    def _come_into_sight(self) -> None:
        self.window.show()
        self._tell_of_key_files()
        self.shown.emit()
        self.context.files.clear_up()
        self._tell_of_failed_backup()
        self._health.changed.connect(self._tell_of_damage)
        self._health.begin()
        self._remember_seen()
        self._ahead.start()
        self.reminders.begin()

    def _note_kit_in_hand(self) -> None:
        """Ask nobody to try the kit who has just come in by it."""
        if self._gateway.words_opened_it:
            self.workspace.run(note_tried, origin=self, on_failed=self._on_not_tidied)

    def _remember_seen(self) -> None:
        """Note which state of the vault is used, so that an older one in its place is noticed."""
        self.workspace.run(self._note_edition, origin=self, on_failed=self._on_not_tidied)

    def _note_edition(self, store: Store) -> None:
        self._gateway.remember_seen(store.edition.generation, store.now())

    def _tell_of_damage(self) -> None:
        report = self._health.report
        if report is not None and not report.is_whole:
            ways = self.context.navigation
            told = self.tr("A part of this vault is damaged. All the rest can be used as before.")
            ways.notify(told, self.tr("Look"), lambda: ways.panel_requested.emit("settings"))

    def _tell_of_key_files(self) -> None:
        """Say where one of the two was damaged: a disk that loses bits is worth knowing of."""
        told = {
            Copies.REPAIRED: self.tr(
                "One of the two key files was damaged, missing or older. It is whole again, from the other."
            ),
            Copies.NOT_REPAIRED: self.tr(
                "One of the two key files is damaged, missing or older, and could not be written anew."
                " Look after the disk, and keep your recovery kit at hand."
            ),
        }.get(self._gateway.opened.copies)
        if told is not None:
            self.context.navigation.notify(told)

    def _tell_of_failed_backup(self) -> None:
        failure = self._backups.begin()
        if failure:
            told = self.tr("The last backup did not succeed: {reason}").replace("{reason}", failure)
            ways = self.context.navigation
            ways.notify(told, self.tr("Look"), lambda: ways.panel_requested.emit("backups"))

    def settle(self) -> bool:
        """Save everything; False where words are left that could not be saved."""
        return self.window.settle()

    def come_to_rest(self) -> bool:
        """Save everything, without a word, and keep in mind where the coach was.

        False where words are left that the vault takes neither as they should be nor as they are.
        """
        self._settings.geometry = self.window.saveGeometry()
        self.context.files.leave()
        held_back = self.window.save_all(_PATIENCE_MS)
        is_kept = self.resting_place.keep(_PATIENCE_MS)
        return is_kept or not held_back

    def close(self) -> None:
        """Finish what is queued and close the database; nothing can be saved afterwards."""
        self.closing.emit()
        self.reminders.leave()
        self._idle.stop()
        self._ahead.stop()
        self._remember_window()
        self.window.hide()
        self._gateway.abandon_keychain()
        self.context.files.leave()
        self._health.leave()
        self._backups.leave()
        self._remember_seen()
        self.workspace.finish(_CLOSING_S)
        self._backups.clear_up()

    def _on_closed(self) -> None:
        self.resting_place.forget()
        self.left.emit()

    def _remember_window(self) -> None:
        """Write down where the window is: a process that locks ends without another turn."""
        if self.window.place:
            self._settings.geometry = self.window.saveGeometry()
            self._settings.sync()

    def _on_changed(self) -> None:
        self._untidy = True

    def _tidy(self) -> None:
        """Merge the search index while nobody waits, so that no save has to; in trouble, try to save."""
        if self.workspace.trouble is not None:
            self.window.trouble.try_again()
        elif self._untidy and not self.workspace.is_busy:
            self._remember_seen()
            self.workspace.run(merge_when_idle, self._on_tidied, origin=self, on_failed=self._on_not_tidied)
        else:
            self._health.check_weekly()
            self._bin.tend(something_can_be_undone=self.window.notices.isVisible())

    def _on_tidied(self, more: bool) -> None:
        self._untidy = more

    def _on_not_tidied(self, _error: KnownError) -> None:
        """Say nothing: the coach did not ask for it, and a save that fails says so itself."""


def _nothing(_store: Store) -> None:
    """Ask for nothing; the answer comes after all those before it."""
