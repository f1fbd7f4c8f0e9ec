import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coachdesk.crypto import keystore, vault
from coachdesk.crypto.keychain import (
    BrokenKeychainError,
    ForeignEntryError,
    KeychainError,
    LockedKeychainError,
    MissingEntryError,
    NoKeychainError,
)
from coachdesk.crypto.keychain_slot import KeychainOffError, NoPassphraseError
from coachdesk.crypto.keyfile import ChangedKeyFileError
from coachdesk.crypto.keystore import Copies
from coachdesk.errors import DiskFullError, NewerVaultError, VaultInUseError, WrongPassphraseError
from coachdesk.files import write_atomically
from tests.crypto.conftest import CHEAP, PASSPHRASE, Files, make_files
from tests.crypto.keychains import FakeStore, failing, keychain_of
from tests.crypto.test_keyfile import edited
from tests.crypto.test_vault import OTHER, snapshot


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


def turn_on(files: Files, store: FakeStore) -> None:
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        opened.add_keychain(keychain_of(store))


@pytest.fixture
def both(files: Files, store: FakeStore) -> Files:
    """Return a vault that the keychain opens too."""
    turn_on(files, store)
    return files


def slots_of(files: Files) -> list[dict[str, str]]:
    return list(json.loads(files.keys.read_bytes().splitlines()[1])["slots"])


def test_the_keychain_opens_it(both: Files, store: FakeStore) -> None:
    with vault.unlock_with_keychain(both.folder, keychain_of(store)) as opened:
        assert " ".join(opened.recovery_words()) == both.words
        assert opened.copies is Copies.ALIKE
        opened.connect().close()


def test_passphrase_and_words_open_it_as_before(both: Files) -> None:
    vault.unlock(both.folder, PASSPHRASE).close()
    vault.unlock_with_words(both.folder, both.words).close()


def test_the_passphrase_s_slot_is_not_touched(files: Files, store: FakeStore) -> None:
    [before] = slots_of(files)
    turn_on(files, store)
    assert before in slots_of(files)
    assert len(slots_of(files)) == 2


def test_nothing_of_the_key_is_in_the_folder(both: Files, store: FakeStore) -> None:
    [text] = store.entries.values()
    on_disk = b"".join(snapshot(both.folder).values())
    assert text.encode() not in on_disk
    assert bytes.fromhex(text) not in on_disk


def test_whether_it_is_on_can_be_asked_without_opening(files: Files, store: FakeStore) -> None:
    asked = [vault.opens_with_keychain(files.folder)]
    turn_on(files, store)
    asked.append(vault.opens_with_keychain(files.folder))
    files.keys.write_bytes(b"")
    files.copy.write_bytes(b"")
    assert [*asked, vault.opens_with_keychain(files.folder)] == [False, True, False]


def test_a_new_passphrase_keeps_the_keychain(both: Files, store: FakeStore) -> None:
    vault.change_passphrase(both.folder, PASSPHRASE, OTHER, cost=CHEAP)
    vault.unlock_with_keychain(both.folder, keychain_of(store)).close()
    vault.unlock(both.folder, OTHER).close()
    with pytest.raises(WrongPassphraseError):
        vault.unlock(both.folder, PASSPHRASE)


def test_a_new_passphrase_by_the_words_keeps_it_too(both: Files, store: FakeStore) -> None:
    with vault.unlock_with_words(both.folder, both.words) as opened:
        opened.set_passphrase(OTHER, cost=CHEAP)
    vault.unlock_with_keychain(both.folder, keychain_of(store)).close()


def test_turning_it_on_again_leaves_one_slot_and_one_entry(both: Files, store: FakeStore) -> None:
    before = dict(store.entries)
    turn_on(both, store)
    assert len(slots_of(both)) == 2
    assert len(store.entries) == 1
    assert store.entries != before
    vault.unlock_with_keychain(both.folder, keychain_of(store)).close()


def test_off_leaves_the_key_file_as_if_it_had_never_been_on(files: Files, store: FakeStore) -> None:
    slots = slots_of(files)
    turn_on(files, store)
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        assert opened.remove_keychain(keychain_of(store)) is None
    stated = json.loads(files.keys.read_bytes().splitlines()[1])
    assert (stated["format"], stated["reader"], stated["slots"]) == (1, 1, slots)
    assert store.entries == {}
    assert files.keys.read_bytes() == files.copy.read_bytes()


def test_off_works_without_the_keychain_and_says_what_is_left(both: Files, store: FakeStore) -> None:
    store.fault = failing(NoKeychainError())
    with vault.unlock(both.folder, PASSPHRASE) as opened:
        assert isinstance(opened.remove_keychain(keychain_of(store)), NoKeychainError)
    store.fault = lambda _call: None
    with pytest.raises(KeychainOffError):
        vault.unlock_with_keychain(both.folder, keychain_of(store))


def test_what_is_off_can_not_be_turned_off(files: Files, store: FakeStore) -> None:
    with vault.unlock(files.folder, PASSPHRASE) as opened, pytest.raises(KeychainOffError):
        opened.remove_keychain(keychain_of(store))
    assert store.calls == []


def test_the_keychain_is_not_asked_where_it_is_off(files: Files, store: FakeStore) -> None:
    with pytest.raises(KeychainOffError):
        vault.unlock_with_keychain(files.folder, keychain_of(store))
    assert store.calls == []


def test_without_a_passphrase_it_can_not_be_turned_on(files: Files, store: FakeStore) -> None:
    for path in (files.keys, files.copy):
        path.unlink()
    with vault.unlock_with_words(files.folder, files.words) as opened, pytest.raises(NoPassphraseError):
        opened.add_keychain(keychain_of(store))
    assert (store.calls, files.keys.exists()) == ([], False)


@pytest.mark.parametrize("call", ["get", "set"])
@pytest.mark.parametrize("error", [NoKeychainError(), LockedKeychainError(), ConnectionResetError()])
def test_a_keychain_that_fails_leaves_the_vault_as_it_was(
    files: Files, store: FakeStore, call: str, error: Exception
) -> None:
    before = snapshot(files.folder)
    store.fault = failing(error, call)
    with pytest.raises(KeychainError):
        turn_on(files, store)
    assert snapshot(files.folder) == before


def test_where_the_key_file_can_not_be_written_no_entry_stays(
    files: Files, store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(files.folder)
    fill_up(monkeypatch)
    with pytest.raises(DiskFullError):
        turn_on(files, store)
    assert (store.entries, snapshot(files.folder)) == ({}, before)


def test_where_turning_it_on_again_fails_the_former_entry_still_opens(
    both: Files, store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_up(monkeypatch)
    with pytest.raises(DiskFullError):
        turn_on(both, store)
    vault.unlock_with_keychain(both.folder, keychain_of(store)).close()


def test_where_off_fails_the_keychain_still_opens_it(
    both: Files, store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_up(monkeypatch)
    with vault.unlock(both.folder, PASSPHRASE) as opened, pytest.raises(DiskFullError):
        opened.remove_keychain(keychain_of(store))
    vault.unlock_with_keychain(both.folder, keychain_of(store)).close()


def fill_up(patch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DiskFullError

    patch.setattr(keystore, "write_atomically", fail)


def mix_up(store: FakeStore) -> None:
    [name] = store.entries
    store.entries[name] = "00" * 32


FAULTS: dict[str, tuple[Callable[[FakeStore], object], type[KeychainError]]] = {
    "missing": (lambda store: store.entries.clear(), MissingEntryError),
    "another key": (mix_up, ForeignEntryError),
    "locked": (lambda store: setattr(store, "fault", failing(LockedKeychainError())), LockedKeychainError),
    "gone": (lambda store: setattr(store, "fault", failing(EOFError())), BrokenKeychainError),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_fails_is_told_and_the_vault_stays_as_it_is(
    both: Files, store: FakeStore, fault: str
) -> None:
    spoil, told = FAULTS[fault]
    spoil(store)
    before = snapshot(both.folder)
    with pytest.raises(told):
        vault.unlock_with_keychain(both.folder, keychain_of(store))
    assert snapshot(both.folder) == before
    vault.unlock(both.folder, PASSPHRASE).close()


def test_the_entry_of_another_vault_opens_nothing(both: Files, store: FakeStore, tmp_path: Path) -> None:
    other = FakeStore()
    turn_on(make_files(tmp_path / "other"), other)
    [name], [foreign] = store.entries, other.entries.values()
    store.entries[name] = foreign
    with pytest.raises(ForeignEntryError):
        vault.unlock_with_keychain(both.folder, keychain_of(store))


def test_the_keychain_repairs_a_key_file_as_the_passphrase_does(both: Files, store: FakeStore) -> None:
    whole = both.copy.read_bytes()
    both.keys.write_bytes(b"")
    with vault.unlock_with_keychain(both.folder, keychain_of(store)) as opened:
        assert opened.copies is Copies.REPAIRED
    assert both.keys.read_bytes() == whole


def test_the_keychain_does_not_open_an_edited_key_file(both: Files, store: FakeStore) -> None:
    body = both.keys.read_bytes().splitlines(keepends=True)
    raised = body[1].replace(b'"generation":2', b'"generation":3')
    edited_file = with_sum(b"".join((body[0], raised, body[2])))
    both.keys.write_bytes(edited_file)
    with pytest.raises(ChangedKeyFileError):
        vault.unlock_with_keychain(both.folder, keychain_of(store))
    assert both.keys.read_bytes() == edited_file


def with_sum(content: bytes) -> bytes:
    from hashlib import sha256

    return content + b"sha-256 " + sha256(content).hexdigest().encode() + b"\n"


def test_a_newer_key_file_is_refused_before_the_keychain_is_asked(both: Files, store: FakeStore) -> None:
    store.calls.clear()
    both.keys.write_bytes(edited(format=3, reader=3))
    with pytest.raises(NewerVaultError):
        vault.unlock_with_keychain(both.folder, keychain_of(store))
    assert store.calls == []


def test_after_half_a_removal_the_keychain_is_off(both: Files, store: FakeStore) -> None:
    before, entries = both.keys.read_bytes(), dict(store.entries)
    with vault.unlock(both.folder, PASSPHRASE) as opened:
        opened.remove_keychain(keychain_of(store))
    both.copy.write_bytes(before)
    store.entries = entries
    with pytest.raises(KeychainOffError):
        vault.unlock_with_keychain(both.folder, keychain_of(store))


def test_who_has_it_open_is_named_before_the_keychain_is_asked(both: Files, store: FakeStore) -> None:
    store.calls.clear()
    with vault.unlock(both.folder, PASSPHRASE), pytest.raises(VaultInUseError):
        vault.unlock_with_keychain(both.folder, keychain_of(store))
    assert store.calls == []


def test_no_room_for_the_copy_is_no_fault_of_the_keychain(
    files: Files, store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(path: Path, content: bytes, **kwargs: object) -> None:
        if path == files.copy:
            raise DiskFullError
        write_atomically(path, content, **kwargs)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(keystore, "write_atomically", write)
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        opened.add_keychain(keychain_of(store))
        assert opened.copies is Copies.NOT_REPAIRED
    vault.unlock_with_keychain(files.folder, keychain_of(store)).close()
