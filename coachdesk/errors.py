"""Two kinds of failure: what the user can act on, and what is our own fault."""

from typing import Final


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802  (the name lupdate looks for)
    """Mark a text for translation without importing Qt."""
    return text


class KnownError(Exception):
    """A failure of the environment or the input that the user can act on.

    `message` says what happened, `hint` what to do next; both are templates that
    `facts` fill, so that a view can translate them before filling them in.
    `code` never changes and may be quoted in a question to us.
    """

    code: str = "known"
    message: str = QT_TRANSLATE_NOOP("errors", "This did not work.")
    hint: str = QT_TRANSLATE_NOOP("errors", "Please try again.")

    def __init__(self, message: str = "", hint: str = "", **facts: object) -> None:
        """Take texts that differ from the class's own, and the facts that fill them."""
        self.message = message or type(self).message
        self.hint = hint or type(self).hint
        self.facts = facts
        super().__init__(self.text())

    def text(self) -> str:
        """Return message and hint with their facts filled in, untranslated."""
        return f"{self.message} {self.hint}".strip().format(**self.facts)


class BugError(Exception):
    """A state that our own code should have made impossible."""


class InternalError(KnownError):
    """What a bug of ours looks like to the user; the bug itself is in the log, without content."""

    code = "internal"
    message = QT_TRANSLATE_NOOP("errors", "Something went wrong inside CoachDesk.")
    hint = QT_TRANSLATE_NOOP("errors", "What you typed is still here. Please try again.")


class InvalidInputError(KnownError):
    """What was typed or chosen can't be taken as it is."""

    code = "invalid-input"


class NotFoundError(KnownError):
    """What was asked for is not in the vault (any more)."""

    code = "not-found"
    message = QT_TRANSLATE_NOOP("errors", "This is no longer in the vault.")
    hint = QT_TRANSLATE_NOOP("errors", "Go back to the list and open it from there.")


class InBinError(NotFoundError):
    """What was asked for was deleted, and can still be brought back."""

    code = "in-bin"
    message = QT_TRANSLATE_NOOP("errors", "This client was deleted.")
    hint = QT_TRANSLATE_NOOP("errors", "Bring them back from the bin, then open this again.")


class StoppedError(KnownError):
    """Somebody did not want to wait any longer."""

    code = "stopped"
    message = QT_TRANSLATE_NOOP("errors", "This was stopped before it was done.")
    hint = QT_TRANSLATE_NOOP("errors", "Nothing was changed.")


class StaleError(KnownError):
    """The stored text has moved on since it was read; nothing was overwritten."""

    code = "stale"
    message = QT_TRANSLATE_NOOP("errors", "This text was changed elsewhere in the meantime.")
    hint = QT_TRANSLATE_NOOP("errors", "Copy your words, open it again and put them in.")


class NoSpellingError(KnownError):
    """Hunspell or a dictionary of it can't be read, so no word is looked up."""

    code = "no-spelling"
    message = QT_TRANSLATE_NOOP("errors", "Spelling can't be checked with this dictionary.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose another one in the menu of the notes.")


class LockedTextError(KnownError):
    """A signed agreement or a handed-out summary does not change any more."""

    code = "locked-text"


class StorageError(KnownError):
    """The disk, the folder or the file let us down; what was typed is still in the window."""

    code = "storage"


class DiskFullError(StorageError):
    """There is no room left where the file should go."""

    code = "disk-full"
    message = QT_TRANSLATE_NOOP("errors", "There is not enough room on the disk.")
    hint = QT_TRANSLATE_NOOP("errors", "Free some space and try again. Nothing is lost.")


class ReadOnlyError(StorageError):
    """The folder or file can't be written."""

    code = "read-only"
    message = QT_TRANSLATE_NOOP("errors", "This place can't be written to.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose another folder, or change its permissions.")


class OpenedToReadError(ReadOnlyError):
    """The vault was opened to read only."""

    code = "opened-to-read"
    message = QT_TRANSLATE_NOOP("errors", "Opened to read only: nothing you type here is saved.")
    hint = QT_TRANSLATE_NOOP("errors", "To write, lock it and open it where it may be changed.")


class ReplacedError(StorageError):
    """The file that is open is no longer the one in its folder; nothing was written to either."""

    code = "replaced"
    message = QT_TRANSLATE_NOOP("errors", "Another program has replaced {name} while it was open here.")
    hint = QT_TRANSLATE_NOOP("errors", "Nothing more is saved there. What you typed is still here.")


class VaultError(KnownError):
    """Something about the vault itself."""

    code = "vault"


class WrongPassphraseError(VaultError):
    """No slot opens with this passphrase."""

    code = "wrong-passphrase"
    message = QT_TRANSLATE_NOOP("errors", "That passphrase does not open this vault.")
    hint = QT_TRANSLATE_NOOP("errors", "Check Caps Lock and the keyboard language, then try again.")


class WrongWordsError(VaultError):
    """The recovery words are not complete, not spelled right, or of another vault."""

    code = "wrong-words"


class DamagedVaultError(VaultError):
    """A file of the vault is damaged, changed or not a vault at all."""

    code = "damaged-vault"
    message = QT_TRANSLATE_NOOP("errors", "A file of this vault is damaged.")
    hint = QT_TRANSLATE_NOOP("errors", "Restore a backup. Nothing was written.")


class NewerVaultError(VaultError):
    """The vault was written by a newer CoachDesk."""

    code = "newer-vault"
    message = QT_TRANSLATE_NOOP("errors", "This vault was made by a newer CoachDesk.")
    hint = QT_TRANSLATE_NOOP("errors", "Install the current version to open it. Nothing was changed.")


class OlderVaultError(VaultError):
    """The vault was written by an older CoachDesk and was not brought up to date yet."""

    code = "older-vault"
    message = QT_TRANSLATE_NOOP(
        "errors", "This vault is from an older CoachDesk and has to be brought up to date."
    )
    hint = QT_TRANSLATE_NOOP(
        "errors", "Open it in the window, where it can be written to. Nothing was changed."
    )


class UpgradeFailedError(VaultError):
    """A step of bringing a vault up to date did not work; the vault is as it was."""

    code = "upgrade-failed"
    message = QT_TRANSLATE_NOOP(
        "errors", "This vault could not be brought up to date; it is as it was before."
    )
    hint = QT_TRANSLATE_NOOP("errors", "Use the CoachDesk you had until now, and tell us about it.")


class VaultInUseError(VaultError):
    """Another process holds the vault."""

    code = "vault-in-use"
    message = QT_TRANSLATE_NOOP("errors", "Another program has the vault open.")
    hint = QT_TRANSLATE_NOOP("errors", "Close it there first.")


class HeldElsewhereError(VaultInUseError):
    """Another computer had the vault open and did not close it, as far as the lock file tells."""

    code = "held-elsewhere"
    message = QT_TRANSLATE_NOOP("errors", "This vault was opened on {host} ({since}) and not closed there.")
    hint = QT_TRANSLATE_NOOP(
        "errors",
        "Close CoachDesk there first. If that computer crashed or is gone, or this is a copy, open it here.",
    )


class NoRightError(VaultError):
    """The vault belongs to another user of this computer."""

    code = "no-right"
    message = QT_TRANSLATE_NOOP("errors", "You have no right to open this vault; it belongs to {owner}.")
    hint = QT_TRANSLATE_NOOP("errors", "Sign in to the computer as {owner}, or choose another vault.")


class NotEnoughMemoryError(VaultError):
    """Argon2 could not get the memory it needs."""

    code = "not-enough-memory"
    message = QT_TRANSLATE_NOOP("errors", "There is not enough free memory to unlock the vault.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Close other programs and try again. Your passphrase was not the problem."
    )


# SQLite's primary result codes, https://www.sqlite.org/rescode.html
_BY_SQLITE_CODE: Final[dict[str, type[KnownError]]] = {
    "SQLITE_FULL": DiskFullError,
    "SQLITE_READONLY": ReadOnlyError,
    "SQLITE_PERM": ReadOnlyError,
    "SQLITE_CANTOPEN": StorageError,
    "SQLITE_IOERR": StorageError,
    "SQLITE_BUSY": VaultInUseError,
    "SQLITE_LOCKED": VaultInUseError,
    "SQLITE_CORRUPT": DamagedVaultError,
    "SQLITE_NOTADB": DamagedVaultError,
}
_BY_SQLITE_TEXT: Final[dict[str, str]] = {
    "database or disk is full": "SQLITE_FULL",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "disk I/O error": "SQLITE_IOERR",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
}


def known_from_sqlite(error: Exception) -> KnownError | None:
    """Return the error to tell the user for one of the database, None where it is our bug."""
    name = getattr(error, "sqlite_errorname", "") or _name_from_text(str(error))
    for code, known in _BY_SQLITE_CODE.items():
        if name.startswith(code):
            return known()
    return None


def _name_from_text(text: str) -> str:
    return next((name for part, name in _BY_SQLITE_TEXT.items() if part in text), "")


def known_from_os(error: OSError) -> KnownError:
    """Return the error to tell the user for one of the operating system."""
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFullError()
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnlyError()
    return StorageError(
        QT_TRANSLATE_NOOP("errors", "The file could not be written or read: {reason}."),
        QT_TRANSLATE_NOOP("errors", "Check the disk and the folder, then try again."),
        reason=error.strerror or type(error).__name__,
    )
