"""The vault as the windows see it, made of `crypto`; handed to them by the composition root."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.errors import QT_TRANSLATE_NOOP, BugError, InvalidInputError, KnownError, known_from_os
from coachdesk.last_seen import LastSeen, Seen

if TYPE_CHECKING:
    from coachdesk.crypto.backups.watch import Progress
    from coachdesk.crypto.connection import Connection
    from coachdesk.crypto.kdf import Cost
    from coachdesk.crypto.keychain import Keychain
    from coachdesk.crypto.opened import OpenedVault
    from coachdesk.crypto.renewal import Renewal
    from coachdesk.models.entities.backup import BackupLabel, BackupProgress, Restoration, WayIn


class Gateway:
    """Keeps at most one vault open; `crypto` is imported when it is first needed.

    What it does may take a second (Argon2), so the windows call it from a worker thread.
    Without a `cost`, a new vault gets what this machine can bear. `newer_seen` says when a newer state
    of the vault was used here, where the one just opened is older; `words_opened_it` that the recovery
    words did.
    """

    def __init__(
        self,
        cost: "Cost | None" = None,
        keychain: "Keychain | None" = None,
        memory: LastSeen | None = None,
    ) -> None:
        self._cost = cost
        self._memory = memory
        self.newer_seen: Seen | None = None
        self.words_opened_it = False
        self._keychain = keychain
        self._opened: OpenedVault | None = None
        self._renewal: Renewal | None = None

    @property
    def cost(self) -> "Cost | None":
        """What a guess of a new passphrase is to cost; None for what this machine can bear."""
        return self._cost

    @property
    def opened(self) -> "OpenedVault":
        """The open vault.

        Raises:
            BugError: none is open.
        """
        if self._opened is None:
            raise BugError("no vault is open")
        return self._opened

    def _hold(self, opened: "OpenedVault") -> None:
        self._opened = opened
        self.newer_seen = None
        if self._memory is not None:
            self.newer_seen = self._memory.newer_than(opened.vault_id, opened.generation())

    def remember_seen(self, generation: int, at: datetime) -> None:
        """Note which state of the open vault is used now."""
        if self._memory is not None:
            self._memory.remember(self.opened.vault_id, generation, at)

    def note_restored(self, vault_id: str, generation: int) -> None:
        """Note that the coach has restored this state of a vault, and means it where it is older."""
        if self._memory is not None:
            self._memory.mean(vault_id, generation)

    def connect(self, announce: Callable[[], object] = tuple) -> "Connection":
        """Open the database of the open vault for the thread that calls.

        An older vault is brought up to date first, and `announce` called before that begins.
        """
        from coachdesk.opening import connect

        return connect(self.opened, announce)

    def _insist_on(self, folder: Path) -> None:
        if folder != self.opened.folder:
            raise BugError("another vault is open")

    def place_problem(self, folder: Path) -> KnownError | None:
        """Return what stands against a new vault in `folder`, or None."""
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            return InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "There is something in this folder already."),
                QT_TRANSLATE_NOOP("errors", "Choose a folder that is new or empty."),
            )
        nearest = next(part for part in (folder, *folder.parents) if part.exists())
        return _problem_of_writing(nearest)

    def create(self, folder: Path, passphrase: str) -> None:
        """Make a vault and keep it open."""
        from coachdesk.crypto import vault

        self.close()
        self._opened = vault.create(folder, passphrase, cost=self._cost)

    def unlock(self, folder: Path, passphrase: str) -> None:
        """Open a vault and keep it open."""
        from coachdesk.crypto import vault

        self.close()
        self._hold(vault.unlock(folder, passphrase))

    def take_over(self, folder: Path) -> None:
        """Let go of a vault in the name of another computer that has crashed or is gone."""
        from coachdesk.crypto.folder_lock import FolderLock

        FolderLock(folder, take_over=True).release()

    def opens_with_keychain(self, folder: Path) -> bool:
        """Tell whether a keychain may open the vault in `folder`."""
        from coachdesk.crypto import vault

        return vault.opens_with_keychain(folder)

    def unlock_with_keychain(self, folder: Path) -> None:
        """Open a vault with the key that this computer's keychain holds, and keep it open."""
        from coachdesk.crypto import vault

        self.close()
        self._hold(vault.unlock_with_keychain(folder, self._computer_keychain()))

    def abandon_keychain(self) -> None:
        """Let nobody wait for the keychain any longer."""
        if self._keychain is not None:
            self._keychain.abandon()

    def _computer_keychain(self) -> "Keychain":
        from coachdesk.crypto.keychain import Keychain

        self._keychain = self._keychain or Keychain()
        return self._keychain

    def open_sample(self, folder: Path, today: date) -> None:
        """Open the sample practice and keep it open; it is made where it is not there yet."""
        from coachdesk.sample.vault import open_sample

        folder.parent.mkdir(parents=True, exist_ok=True)
        self.close()
        self._opened = open_sample(folder, today=today)

    def unlock_with_words(self, folder: Path, words: str) -> None:
        """Open a vault by its recovery words and keep it open."""
        from coachdesk.crypto import vault

        self.close()
        self._hold(vault.unlock_with_words(folder, words))
        self.words_opened_it = True

    def set_passphrase(self, folder: Path, passphrase: str) -> None:
        """Give the vault that the words opened a new passphrase."""
        self._insist_on(folder)
        self.opened.set_passphrase(passphrase)

    def change_passphrase(self, folder: Path, old: str, new: str) -> None:
        """Replace the passphrase of the open vault."""
        self._insist_on(folder)
        self.opened.change_passphrase(old, new)

    def check_passphrase(self, folder: Path, passphrase: str) -> None:
        """Find out whether this is the passphrase of the open vault."""
        self._insist_on(folder)
        self.opened.check_passphrase(passphrase)

    def add_keychain(self, folder: Path, passphrase: str) -> None:
        """Let this computer's keychain open the open vault, for who knows its passphrase."""
        self.check_passphrase(folder, passphrase)
        self.opened.add_keychain(self._computer_keychain())

    def remove_keychain(self, folder: Path, passphrase: str) -> KnownError | None:
        """Let no keychain open it any more; return why its entry there may be left."""
        self.check_passphrase(folder, passphrase)
        return self.opened.remove_keychain(self._computer_keychain())

    def recovery_words(self) -> tuple[str, ...]:
        """Return the 24 words of the open vault."""
        return self.opened.recovery_words()

    def rehearse_words(self, folder: Path, words: str) -> None:
        """Find out whether these words would open the open vault."""
        self._insist_on(folder)
        self.opened.rehearse_words(words)

    def prepare_kit(self, folder: Path, passphrase: str) -> tuple[str, ...]:
        """Return the 24 words of a kit to be, for who knows the passphrase."""
        self.check_passphrase(folder, passphrase)
        self._renewal = self.opened.prepare_renewal()
        return self._renewal.words()

    def replace_kit(self, folder: Path, passphrase: str) -> None:
        """Put the words prepared last in force, after a backup; the database is closed meanwhile."""
        from coachdesk.crypto.backups.making import back_up
        from coachdesk.models.clock import system_clock

        if folder != self.opened.folder or self._renewal is None:
            raise BugError("no kit was prepared for the open vault")
        back_up(self.opened, system_clock())
        keychain = self._computer_keychain()
        self.opened.replace_kit(self._renewal, passphrase, cost=self._cost, keychain=keychain)
        self._renewal = None

    def read_label(self, backup: Path) -> "BackupLabel":
        """Read what a backup says of itself to anybody."""
        from coachdesk import backup_jobs

        return backup_jobs.read_label(backup)

    def check_way_in(self, backup: Path, way_in: "WayIn") -> None:
        """Find out whether this opens a backup; nothing is changed."""
        from coachdesk import backup_jobs
        from coachdesk.crypto.backups.watch import unwatched

        backup_jobs.open_backup(backup, way_in, unwatched).close()

    def restore(self, wanted: "Restoration", tell: "Callable[[BackupProgress], object]") -> None:
        """Make a vault of a backup in a new folder; it is not opened."""
        from coachdesk import backup_jobs as jobs

        def watch(progress: "Progress") -> None:
            tell(jobs.as_told(progress))

        jobs.restore(wanted, self._cost, watch, self.note_restored)

    def vault_id(self) -> str:
        """Return what tells the open vault from all others."""
        return self.opened.vault_id

    def close(self) -> None:
        """Wipe the key and release the folder; nothing happens where no vault is open."""
        self.words_opened_it = False
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def _problem_of_writing(folder: Path) -> KnownError | None:
    """Try it: rights alone don't tell of a file system that takes no files, or none at present."""
    from tempfile import TemporaryFile

    try:
        TemporaryFile(dir=folder).close()
    except OSError as error:
        return known_from_os(error)
    return None
