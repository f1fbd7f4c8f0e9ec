"""The keychain of the computer, which keeps a key for whoever is logged in.

Secret Service, macOS Keychain, Windows Credential Manager and KWallet, through the library
keyring (https://keyring.readthedocs.io). Its own choice of a store is passed over: a settings
file or a variable could name one that keeps the key in a plain file, or code of someone else.
Nothing here knows or touches a vault, so that no failure of a keychain can cost one.
"""

import contextlib
import re
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from functools import partial
from threading import Thread
from typing import Any, Final, Protocol, TypeVar

from coachdesk.crypto.kdf import KEY_BYTES
from coachdesk.crypto.secret import Secret
from coachdesk.errors import QT_TRANSLATE_NOOP, VaultError

T = TypeVar("T")
SERVICE: Final = "CoachDesk"
LIMIT_S: Final = 10.0
_KEY_TEXT: Final = re.compile(rf"[0-9a-f]{{{KEY_BYTES * 2}}}")


class KeychainError(VaultError):
    """The keychain did not do its part; the vault is as it was, and the passphrase opens it."""

    code = "keychain"
    hint = QT_TRANSLATE_NOOP("errors", "Your passphrase opens the vault as always.")


class NoKeychainError(KeychainError):
    """There is no keychain, or none that keeps its entries encrypted."""

    code = "keychain-absent"
    message = QT_TRANSLATE_NOOP("errors", "There is no keychain on this computer that CoachDesk can use.")


class LockedKeychainError(KeychainError):
    """It is locked, and nobody unlocked it: dismissed, refused, or no way to ask."""

    code = "keychain-locked"
    message = QT_TRANSLATE_NOOP("errors", "The keychain of this computer stayed locked.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Unlock it when the system asks, or type your passphrase, which opens the vault as always."
    )


class SilentKeychainError(KeychainError):
    """It did not answer in time."""

    code = "keychain-silent"
    message = QT_TRANSLATE_NOOP(
        "errors", "The keychain of this computer did not answer within {seconds} seconds."
    )
    hint = QT_TRANSLATE_NOOP(
        "errors",
        "If the system asks for the keychain's password, answer that and try again, or type your passphrase.",
    )


class BrokenKeychainError(KeychainError):
    """It refused, or went away in the middle."""

    code = "keychain-broken"
    message = QT_TRANSLATE_NOOP("errors", "The keychain of this computer refused, or broke off.")


class MissingEntryError(KeychainError):
    """It works, and holds nothing under this name."""

    code = "keychain-entry-missing"
    message = QT_TRANSLATE_NOOP(
        "errors", "The keychain of this computer holds no entry for this vault (any more)."
    )


class ForeignEntryError(KeychainError):
    """What it holds under this name is not what CoachDesk put there."""

    code = "keychain-entry-foreign"
    message = QT_TRANSLATE_NOOP(
        "errors", "The entry in the keychain of this computer does not fit this vault."
    )


class Store(Protocol):
    """What keyring's backends offer, https://keyring.readthedocs.io/en/latest/#write-your-own-backend."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept under this name."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it under this name."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget what is kept under this name."""
        ...


def system_backends() -> tuple[Any, ...]:
    """Return keyring's classes for the stores that operating systems bring."""
    from keyring.backends import SecretService, Windows, kwallet, macOS

    return (SecretService.Keyring, kwallet.DBusKeyring, macOS.Keyring, Windows.WinVaultKeyring)


def system_store(backends: Callable[[], tuple[Any, ...]] = system_backends) -> Store:
    """Return the operating system's own store, the one that keyring prefers where there are two.

    Raises:
        NoKeychainError: there is none.
    """
    usable = [backend for backend in backends() if backend.viable]
    if not usable:
        raise NoKeychainError
    store: Store = max(usable, key=lambda backend: backend.priority)()
    return store


class Keychain:
    """Keeps one random key for each entry; no call takes longer than `limit_s`.

    Each call runs in a thread of its own: a daemon that hangs, or a question that the system
    asks and nobody answers, can't be called back, only left behind.
    """

    def __init__(self, find_store: Callable[[], Store] = system_store, limit_s: float = LIMIT_S) -> None:
        self._find_store = find_store
        self._limit_s = limit_s
        self._pending: set[Future[Any]] = set()

    def read(self, entry: str) -> Secret:
        """Return the key that `entry` names.

        Raises:
            MissingEntryError: there is none.
            ForeignEntryError: what is there is no key.
            KeychainError: of the kind that says what else stands in the way.
        """
        text = self._ask(lambda store: store.get_password(SERVICE, entry))
        if text is None:
            raise MissingEntryError
        if not _KEY_TEXT.fullmatch(text):
            raise ForeignEntryError
        return Secret(bytes.fromhex(text))

    def write(self, entry: str, key: Secret) -> None:
        """Keep a key, and read it back: a store that forgets is found out now.

        Raises:
            KeychainError: it is not kept.
        """
        text = key.reveal().hex()
        self._ask(lambda store: _keep(store, entry, text))

    def delete(self, entry: str) -> None:
        """Forget a key; nothing happens where there is none.

        Raises:
            KeychainError: it may still be there.
        """
        self._ask(lambda store: _forget(store, entry))

    def abandon(self) -> None:
        """Let nobody wait any longer: who does hears that the keychain was silent."""
        for answer in tuple(self._pending):
            answer.cancel()

    def _ask(self, job: Callable[[Store], T]) -> T:
        answer: Future[T] = Future()
        self._pending.add(answer)
        Thread(target=self._run, args=(job, answer), name="keychain", daemon=True).start()
        try:
            error = answer.exception(self._limit_s)
        except (TimeoutError, CancelledError):
            raise SilentKeychainError(seconds=f"{self._limit_s:g}") from None
        finally:
            self._pending.discard(answer)
        if error is not None:
            raise _known(error) from error
        return answer.result()

    def _run(self, job: Callable[[Store], T], answer: "Future[T]") -> None:
        tell: Callable[[], None]
        try:
            tell = partial(answer.set_result, job(self._find_store()))
        except BaseException as error:  # whatever it is, it is for who waits
            tell = partial(answer.set_exception, error)
        with contextlib.suppress(InvalidStateError):  # nobody waits any more
            tell()


def _keep(store: Store, entry: str, text: str) -> None:
    store.set_password(SERVICE, entry, text)
    if store.get_password(SERVICE, entry) != text:
        raise BrokenKeychainError


def _forget(store: Store, entry: str) -> None:
    if store.get_password(SERVICE, entry) is not None:
        store.delete_password(SERVICE, entry)


def _known(error: BaseException) -> KeychainError:
    """Return what to tell for an error of a store; each of them lets its own library's errors through."""
    from keyring.errors import KeyringLocked, NoKeyringError

    if isinstance(error, KeychainError):
        return error
    if isinstance(error, NoKeyringError):
        return NoKeychainError()
    if isinstance(error, KeyringLocked) or _is_dismissal(error) or _is_dismissal(error.__cause__):
        return LockedKeychainError()
    return BrokenKeychainError()


def _is_dismissal(error: BaseException | None) -> bool:
    """Tell by name, as the library behind the Secret Service is there on Linux alone."""
    return type(error).__name__ in ("PromptDismissedException", "LockedException")
