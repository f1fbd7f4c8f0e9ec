import sys
import time
from collections.abc import Iterator
from threading import Event, Timer

import pytest
from keyring import errors

from coachdesk.crypto.keychain import (
    BrokenKeychainError,
    ForeignEntryError,
    Keychain,
    KeychainError,
    LockedKeychainError,
    MissingEntryError,
    NoKeychainError,
    SilentKeychainError,
    system_backends,
    system_store,
)
from coachdesk.crypto.secret import Secret
from tests.crypto.keychains import FakeStore, failing, hanging, keychain_of

KEY = Secret(bytes(range(32)))
ENTRY = "0f0f.aa"


class PromptDismissedException(Exception):  # noqa: N818  (the name that secretstorage gives it)
    """As the Secret Service's library raises it."""


def dismissed_at_creation() -> errors.InitError:
    """Return what keyring raises where the question for a new keyring is dismissed."""
    error = errors.InitError("Failed to create the collection")
    error.__cause__ = PromptDismissedException()
    return error


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def patience() -> Iterator[Event]:
    """Return what ends the waiting of a store that hangs."""
    event = Event()
    yield event
    event.set()


def test_what_is_written_is_read(store: FakeStore) -> None:
    keychain_of(store).write(ENTRY, KEY)
    assert keychain_of(store).read(ENTRY) == KEY


def test_the_entry_is_ascii_under_our_name(store: FakeStore) -> None:
    keychain_of(store).write(ENTRY, KEY)
    assert store.entries == {"CoachDesk/0f0f.aa": bytes(range(32)).hex()}


def test_what_is_deleted_is_missing(store: FakeStore) -> None:
    keychain = keychain_of(store)
    keychain.write(ENTRY, KEY)
    keychain.delete(ENTRY)
    with pytest.raises(MissingEntryError):
        keychain.read(ENTRY)


def test_deleting_nothing_is_no_fault(store: FakeStore) -> None:
    keychain_of(store).delete(ENTRY)
    assert store.calls == ["get"]


@pytest.mark.parametrize("text", ["", "00", "zz" * 32, "AB" * 32, "00" * 33, "00" * 32 + "\n", "０" * 64])
def test_what_is_no_key_is_foreign(store: FakeStore, text: str) -> None:
    store.entries["CoachDesk/0f0f.aa"] = text
    with pytest.raises(ForeignEntryError):
        keychain_of(store).read(ENTRY)


def test_a_store_that_forgets_is_found_out(store: FakeStore) -> None:
    store.fault = lambda call: store.entries.clear() if call == "get" else None
    with pytest.raises(BrokenKeychainError):
        keychain_of(store).write(ENTRY, KEY)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (errors.NoKeyringError(), NoKeychainError),
        (NoKeychainError(), NoKeychainError),
        (errors.KeyringLocked(), LockedKeychainError),
        (PromptDismissedException(), LockedKeychainError),
        (dismissed_at_creation(), LockedKeychainError),
        (errors.InitError(), BrokenKeychainError),
        (errors.PasswordSetError(), BrokenKeychainError),
        (errors.PasswordDeleteError(), BrokenKeychainError),
        (TimeoutError(), BrokenKeychainError),
        (ConnectionResetError(), BrokenKeychainError),
        (SystemExit(), BrokenKeychainError),
    ],
    ids=lambda value: getattr(value, "__name__", type(value).__name__),
)
@pytest.mark.parametrize("call", ["read", "write", "delete"])
def test_each_failure_has_its_reason(error: BaseException, told: type[KeychainError], call: str) -> None:
    keychain = keychain_of(FakeStore(failing(error)))
    with pytest.raises(told, match="passphrase") as raised:
        keychain.write(ENTRY, KEY) if call == "write" else getattr(keychain, call)(ENTRY)
    assert raised.type is told


def test_nobody_waits_longer_than_the_limit(patience: Event) -> None:
    started = time.monotonic()
    with pytest.raises(SilentKeychainError, match=r"within 0\.05 seconds"):
        keychain_of(FakeStore(hanging(patience)), 0.05).read(ENTRY)
    assert time.monotonic() - started < 5


def test_nobody_waits_for_what_was_abandoned(patience: Event) -> None:
    keychain = keychain_of(FakeStore(hanging(patience)), 60)
    timer = Timer(0.05, keychain.abandon)
    timer.start()
    with pytest.raises(SilentKeychainError):
        keychain.read(ENTRY)
    timer.join()


def test_an_answer_that_comes_too_late_is_dropped(patience: Event) -> None:
    store = FakeStore(hanging(patience))
    keychain = keychain_of(store, 0.05)
    with pytest.raises(SilentKeychainError):
        keychain.read(ENTRY)
    patience.set()
    with pytest.raises(MissingEntryError):
        keychain_of(store).read(ENTRY)


def test_a_store_that_can_not_be_found_has_its_reason_too() -> None:
    def none() -> FakeStore:
        raise NoKeychainError

    with pytest.raises(NoKeychainError):
        Keychain(none).read(ENTRY)


class Absent(FakeStore):
    viable, priority = False, 9


class Present(FakeStore):
    viable, priority = True, 5


class Preferred(FakeStore):
    viable, priority = True, 5.1


def test_the_store_that_is_there_and_preferred_is_taken() -> None:
    assert type(system_store(lambda: (Absent, Preferred, Present))) is Preferred


def test_without_a_store_there_is_none() -> None:
    with pytest.raises(NoKeychainError):
        system_store(lambda: (Absent,))


def test_stores_of_the_system_count_and_no_others() -> None:
    names = [f"{backend.__module__}.{backend.__name__}" for backend in system_backends()]
    assert names == [
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a store")
@pytest.mark.parametrize("name", ["null.Keyring", "fail.Keyring", "chainer.ChainerBackend"])
def test_no_variable_leads_to_another_store(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"keyring.backends.{name}")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    with pytest.raises(NoKeychainError):
        Keychain().write(ENTRY, KEY)
