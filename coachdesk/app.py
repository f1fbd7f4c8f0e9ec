"""The composition root: builds everything and hands it over by constructor."""

import sys
import threading
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QObject, QProcess, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from coachdesk import paths
from coachdesk.clipboard import clear_if_ours
from coachdesk.errors import DamagedVaultError, KnownError, VaultInUseError
from coachdesk.garbage import Collector
from coachdesk.gateway import Gateway
from coachdesk.i18n import error_text, install_translators
from coachdesk.last_seen import LastSeen
from coachdesk.lock import own_command, replace_process
from coachdesk.logs import open_log, prepare_process
from coachdesk.models.clock import system_clock
from coachdesk.one_window import OneWindow
from coachdesk.resources import resource_path
from coachdesk.settings import Settings
from coachdesk.theme import Theme
from coachdesk.views.start import ONCE_PAINTED_MS

if TYPE_CHECKING:
    from coachdesk.desk import Desk
    from coachdesk.models.entities.people import CoachProfile
    from coachdesk.views.start.start_window import StartWindow
    from coachdesk.views.start.unlock_window import UnlockWindow

# What the desk needs; imported while the passphrase is being typed.
_BEHIND_THE_DOOR: Final = (
    "coachdesk.crypto.vault",
    "coachdesk.desk",
    "coachdesk.guard",
    "coachdesk.opening",
    "coachdesk.opening_words",
    "coachdesk.views.today.panel",
)


def run(vault: Path | None = None, *, sample: bool = False) -> int:
    """Open the window on a vault, the one used last, the sample, or the first start; return the exit code.

    Where another process has that window, it comes forward instead.
    """
    prepare_process()
    application = make_application(sys.argv[:1])
    settings = Settings(paths.settings_file())
    way_in = WayIn(application, settings, Theme(application, settings.appearance))
    if sample:
        has_begun = way_in.begin_sample(paths.sample_vault_folder())
    else:
        has_begun = way_in.begin(settings.vault if vault is None else vault.absolute())
    if not has_begun:
        return 0
    ahead = threading.Thread(target=_get_ready, args=(_BEHIND_THE_DOOR,))
    QTimer.singleShot(ONCE_PAINTED_MS, way_in, ahead.start)
    code = application.exec()
    if ahead.ident is not None:  # an import that outlives the application crashes in Qt
        ahead.join()
    return code


def make_application(arguments: list[str]) -> QApplication:
    """Return the application with its names, icon and language."""
    application = QApplication(arguments)
    Collector(application)
    application.setApplicationName("CoachDesk")
    application.setDesktopFileName("org.coachdesk.CoachDesk")
    application.setWindowIcon(QIcon(str(resource_path("icons", "coachdesk.svg"))))
    if QLocale().language() is QLocale.Language.C:  # no language is set: dates in words, please
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    install_translators(application, QLocale())
    return application


class WayIn(QObject):
    """Leads from the first window to the desk, and out again through the lock."""

    _upgrade_begun = Signal()

    def __init__(self, application: QApplication, settings: Settings, theme: Theme) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._theme = theme
        self._gateway = Gateway(memory=LastSeen(settings.beside(paths.seen_file().name)))
        self._one_window = OneWindow(paths.runtime_folder(), self)
        self._one_window.knocked.connect(self._come_forward)
        self._front: QWidget | None = None
        self._desk: Desk | None = None
        self._is_sample = False
        self._folder = settings.vault or paths.new_vault_folder()
        self._upgrade_begun.connect(self._on_upgrade_begun)
        application.aboutToQuit.connect(self._close_vault)
        application.aboutToQuit.connect(self._one_window.release)

    def begin(self, vault: Path | None) -> bool:
        """Show the unlock window of a vault, or the first start where there is none yet.

        False where another process has that window, which came forward.
        """
        if vault is None:
            self._show_start()
            return True
        return self._approach(vault)

    def begin_sample(self, folder: Path) -> bool:
        """Open the sample practice, which is made first where it is not there yet; False as in `begin`."""
        from coachdesk.views.start.waiting import WaitingWindow

        if not self._claim(folder):
            return False
        self._folder = folder
        self._is_sample = True
        waiting = WaitingWindow(partial(self._gateway.open_sample, folder, system_clock().date()))
        waiting.done.connect(self._on_sample)
        self._put_in_front(waiting)
        return True

    def _approach(self, folder: Path) -> bool:
        """Ask for a vault's passphrase, unless another process does; that one comes forward."""
        problem = ""
        try:
            if not self._one_window.claim(folder):
                return False
        except VaultInUseError as error:
            problem = error_text(error)
        self._close_vault()
        unlock = self._show_unlock(folder)
        if problem:
            unlock.show_problem(problem)
        return True

    def _claim(self, folder: Path) -> bool:
        """Claim a window that opens without a question; False where another process has it."""
        try:
            return self._one_window.claim(folder)
        except VaultInUseError:
            return True  # opening it will say so

    def _come_forward(self) -> None:
        """Show the window that another start was meant for."""
        desk = self._desk.window if self._desk is not None else None
        window = QApplication.activeModalWidget() or self._front or desk
        if window is not None:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()

    def _on_sample(self) -> None:
        self._make_desk()
        self._show_desk()

    def _show_start(self) -> "StartWindow":
        from coachdesk.documents.renderer import Renderer
        from coachdesk.views.start.start_window import StartWindow

        start = StartWindow(self._gateway, self._theme, Renderer(), folder=paths.new_vault_folder())
        start.created.connect(self._remember)
        start.finished.connect(self._on_profile)
        start.sample_requested.connect(self._open_sample)
        start.open_other.connect(self._open_other)
        start.restored.connect(self._open_other)
        self._put_in_front(start)
        return start

    def _show_unlock(self, folder: Path) -> "UnlockWindow":
        from coachdesk.views.start.unlock_window import UnlockWindow

        self._folder = folder
        unlock = UnlockWindow(self._gateway, self._theme, folder)
        unlock.unlocked.connect(partial(self._on_unlocked, unlock))
        unlock.entered.connect(lambda read_only: self._enter(read_only=read_only))
        unlock.backups_requested.connect(self._enter_to_backups)
        unlock.create_requested.connect(self._show_start)
        unlock.sample_requested.connect(self._open_sample)
        unlock.open_other.connect(self._open_other)
        unlock.restored.connect(self._open_other)
        self._put_in_front(unlock)
        return unlock

    def _open_other(self, folder: Path) -> None:
        """Leave the vault that may be open half-way, and ask for another one's passphrase."""
        self._approach(folder)

    def _put_in_front(self, window: QWidget) -> None:
        former, self._front = self._front, window
        window.show()
        if former is not None:
            former.close()
            former.deleteLater()

    def _remember(self, folder: Path) -> None:
        self._folder = folder
        self._settings.vault = folder
        self._claim(folder)

    def _on_unlocked(self, unlock: "UnlockWindow") -> None:
        """Go in, unless the file is older than the one used here last: then the coach decides."""
        newer = self._gateway.newer_seen
        if newer is None:
            self._enter(read_only=False)
        else:
            unlock.show_older(newer.at)

    def _enter_to_backups(self) -> None:
        """Show the backups of the older file; nothing of it is changed."""
        self._enter(read_only=True)
        if self._desk is not None:
            self._desk.shown.connect(partial(self._desk.window.open, "backups"))

    def _enter(self, *, read_only: bool) -> None:
        from coachdesk.models.profile import get_profile

        self._gateway.opened.is_read_only |= read_only
        self._remember(self._folder)
        desk = self._make_desk()
        desk.workspace.run(get_profile, self._on_known, origin=desk, on_failed=self._on_not_opened)

    def _on_known(self, profile: "CoachProfile | None") -> None:
        """Show the desk; a first start that was broken off goes on from the recovery kit."""
        if profile is None:
            self._show_start().resume(self._folder)
        else:
            self._show_desk()

    def _on_profile(self, profile: "CoachProfile") -> None:
        from coachdesk.models.profile import save_profile

        desk = self._desk or self._make_desk()
        desk.workspace.run(
            partial(save_profile, profile=profile),
            lambda _written: self._show_desk(),
            origin=desk,
            on_failed=self._on_not_opened,
        )

    def _on_not_opened(self, error: KnownError) -> None:
        """Say at the door what stands in the way: a newer vault, a damaged table."""
        self._close_vault()
        unlock = self._show_unlock(self._folder)
        unlock.show_problem(error_text(error), is_damaged=isinstance(error, DamagedVaultError))

    def _make_desk(self) -> "Desk":
        from coachdesk.desk import Desk, Surroundings

        self._close_desk()
        surroundings = Surroundings(settings=self._settings, theme=self._theme, gateway=self._gateway)
        connect = partial(self._gateway.connect, self._upgrade_begun.emit)
        desk = Desk(connect, surroundings, self._folder, sample=self._is_sample)
        desk.shown.connect(self._on_shown)
        desk.sample_requested.connect(self._open_sample)
        desk.left.connect(self._on_left)
        self._desk = desk
        return desk

    def _on_upgrade_begun(self) -> None:
        from coachdesk.views.start.unlock_window import UnlockWindow

        if isinstance(self._front, UnlockWindow):
            self._front.show_upgrade()

    def _show_desk(self) -> None:
        if self._desk is not None:
            self._desk.show()

    def _on_shown(self) -> None:
        """Close the window before the desk's, now that there is another one."""
        if self._desk is not None:
            self._guard(self._desk)
            self._say_first_words(self._desk)
        if self._front is not None:
            self._front.close()
            self._front.deleteLater()
            self._front = None

    def _say_first_words(self, desk: "Desk") -> None:
        from coachdesk.opening_words import OpeningWords

        if not self._is_sample:
            vault_id, logs = self._gateway.vault_id(), paths.log_folder()
            OpeningWords(desk.context, self._settings, self._folder, vault_id, logs).say()

    def _guard(self, desk: "Desk") -> None:
        """Let the desk be locked: everything that should happen before is among the last jobs."""
        from coachdesk.guard import Guard, WayOut
        from coachdesk.turned_screen import TurnedScreen
        from coachdesk.views.start.cover import Cover

        guard = Guard(
            self._application,
            desk,
            WayOut(close=self._close_vault, replace=self._begin_anew),
            make_cover=partial(Cover, self._gateway, self._theme, self._folder),
            minutes=lambda: self._settings.lock_minutes,
        )
        check = partial(self._gateway.check_passphrase, self._folder)
        TurnedScreen(self._application, desk, guard, check=check)

    def _begin_anew(self) -> None:
        """Let a new process take the place of this one, with its memory."""
        self._one_window.release()
        self._settings.sync()
        replace_process(["--sample"] if self._is_sample else ["--vault", str(self._folder)])

    def _on_left(self) -> None:
        self._close_vault()
        QApplication.quit()

    def _close_vault(self) -> None:
        self._close_desk()
        self._gateway.close()

    def _close_desk(self) -> None:
        if self._desk is not None:
            self._desk.close()
            self._desk = None
            clear_if_ours(QGuiApplication.clipboard())

    def _open_sample(self) -> None:
        """Open the sample practice beside this window, in a process and a vault of its own."""
        command = own_command(["--sample"])
        QProcess.startDetached(command[0], command[1:])


def _get_ready(names: tuple[str, ...]) -> None:
    """Open the log and import what the desk needs, without keeping the passphrase waiting."""
    open_log()
    for name in names:
        import_module(name)
