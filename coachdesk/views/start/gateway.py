"""What the way in needs of the vault; the composition root provides it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coachdesk.errors import KnownError

if TYPE_CHECKING:
    from coachdesk.models.entities.backup import BackupLabel, BackupProgress, Restoration, WayIn


class VaultGateway(Protocol):
    """The vault as the windows before the desk see it.

    Every call may take a second, so none is for the window's own thread; every call
    raises `KnownError` where it can't do what it says.
    """

    def place_problem(self, folder: Path) -> KnownError | None:
        """Return what stands against a new vault in `folder`: it is used, or can't be written."""
        ...

    def create(self, folder: Path, passphrase: str) -> None:
        """Make a vault and keep it open; where that fails, nothing half-made remains."""
        ...

    def unlock(self, folder: Path, passphrase: str) -> None:
        """Open a vault and keep it open.

        Raises:
            WrongPassphraseError: no slot opens with it.
        """
        ...

    def take_over(self, folder: Path) -> None:
        """Let go of a vault that another computer seems to hold; the coach knows that it does not.

        Raises:
            VaultInUseError: it does.
        """
        ...

    def opens_with_keychain(self, folder: Path) -> bool:
        """Tell whether it is worth offering the keychain of this computer."""
        ...

    def unlock_with_keychain(self, folder: Path) -> None:
        """Open a vault with the key that this computer's keychain holds, and keep it open.

        The system may ask for the keychain's own password. It takes ten seconds at most.
        """
        ...

    def abandon_keychain(self) -> None:
        """End each wait for the keychain at once, from any thread; who waits hears that it was silent."""
        ...

    def add_keychain(self, folder: Path, passphrase: str) -> None:
        """Let this computer's keychain open the open vault.

        Raises:
            WrongPassphraseError: it is not the passphrase in force.
        """
        ...

    def remove_keychain(self, folder: Path, passphrase: str) -> KnownError | None:
        """Let no keychain open the vault any more; return why its entry there may be left.

        Raises:
            WrongPassphraseError: it is not the passphrase in force.
        """
        ...

    def unlock_with_words(self, folder: Path, words: str) -> None:
        """Open a vault with the 24 words of its recovery kit and keep it open.

        Raises:
            WrongWordsError: `facts["place"]`, from 1, names the wrong word where it is known.
        """
        ...

    def set_passphrase(self, folder: Path, passphrase: str) -> None:
        """Give the vault that the words opened a new passphrase; the old one no longer opens it."""
        ...

    def change_passphrase(self, folder: Path, old: str, new: str) -> None:
        """Replace the passphrase of the open vault.

        Raises:
            WrongPassphraseError: `old` is not the passphrase in force.
        """
        ...

    def check_passphrase(self, folder: Path, passphrase: str) -> None:
        """Find out whether this is the passphrase of the open vault.

        Raises:
            WrongPassphraseError: it is not.
        """
        ...

    def recovery_words(self) -> tuple[str, ...]:
        """Return the 24 words of the open vault."""
        ...

    def rehearse_words(self, folder: Path, words: str) -> None:
        """Find out whether these words would open the open vault; nothing is changed.

        Raises:
            WrongWordsError: they would not; `facts` as in `unlock_with_words`.
        """
        ...

    def prepare_kit(self, folder: Path, passphrase: str) -> tuple[str, ...]:
        """Return the 24 words of a kit to be, for who knows the passphrase; the present ones hold on.

        Raises:
            WrongPassphraseError: it is not the passphrase in force.
        """
        ...

    def replace_kit(self, folder: Path, passphrase: str) -> None:
        """Put the words prepared last in force; nobody may have the database open meanwhile.

        Raises:
            WrongPassphraseError: it is not the passphrase in force.
            StorageError: there is no room, or the folder can't be written; the former words hold.
        """
        ...

    def read_label(self, backup: Path) -> "BackupLabel":
        """Read what a backup says of itself to anybody, which takes no key.

        Raises:
            DamagedVaultError: it is no backup.
            NewerVaultError: it takes a newer CoachDesk.
            StorageError: it can't be read.
        """
        ...

    def check_way_in(self, backup: Path, way_in: "WayIn") -> None:
        """Read a backup to its last bit and find out whether this opens it; nothing is changed.

        Raises:
            WrongPassphraseError: it is not the one of that day.
            WrongWordsError: these words are no kit, or another one.
            DamagedVaultError: the backup is damaged, or was changed.
        """
        ...

    def restore(self, wanted: "Restoration", tell: "Callable[[BackupProgress], object]") -> None:
        """Make a vault of a backup in a new folder; it is not opened.

        `tell` is called from the thread that works; what it raises stops the work, and nothing of the
        new vault stays.
        """
        ...

    def vault_id(self) -> str:
        """Return what tells the open vault from all others, as it is printed on the kit."""
        ...
