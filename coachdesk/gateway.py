"""The vault as the windows see it, made of `crypto`; handed to them by the composition root."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.errors import QT_TRANSLATE_NOOP, BugError, InvalidInputError, KnownError, known_from_os

if TYPE_CHECKING:
    from coachdesk.crypto.kdf import Cost
    from coachdesk.crypto.opened import OpenedVault


class Gateway:
    """Keeps at most one vault open; `crypto` is imported when it is first needed.

    What it does may take a second (Argon2), so the windows call it from a worker thread.
    Without a `cost`, a new vault gets what this machine can bear.
    """

    def __init__(self, cost: "Cost | None" = None) -> None:
        self._cost = cost
        self._opened: OpenedVault | None = None

    @property
    def opened(self) -> "OpenedVault":
        """The open vault.

        Raises:
            BugError: none is open.
        """
        if self._opened is None:
            raise BugError("no vault is open")
        return self._opened

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
        self._opened = vault.unlock(folder, passphrase)

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
        self._opened = vault.unlock_with_words(folder, words)

    def set_passphrase(self, folder: Path, passphrase: str) -> None:
        """Give the vault that the words opened a new passphrase."""
        if folder != self.opened.folder:
            raise BugError("another vault is open")
        self.opened.set_passphrase(passphrase)

    def change_passphrase(self, folder: Path, old: str, new: str) -> None:
        """Replace the passphrase of the open vault."""
        if folder != self.opened.folder:
            raise BugError("another vault is open")
        self.opened.change_passphrase(old, new)

    def check_passphrase(self, folder: Path, passphrase: str) -> None:
        """Find out whether this is the passphrase of the open vault."""
        if folder != self.opened.folder:
            raise BugError("another vault is open")
        self.opened.check_passphrase(passphrase)

    def recovery_words(self) -> tuple[str, ...]:
        """Return the 24 words of the open vault."""
        return self.opened.recovery_words()

    def vault_id(self) -> str:
        """Return what tells the open vault from all others."""
        return self.opened.vault_id

    def close(self) -> None:
        """Wipe the key and release the folder; nothing happens where no vault is open."""
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
