import os
import time
from pathlib import Path

import attrs
import pytest

from coachdesk.crypto import keystore
from coachdesk.crypto.kdf import Cost
from coachdesk.crypto.keyfile import MAGIC, ChangedKeyFileError, DamagedKeyFileError, KeyFile, serialise
from coachdesk.crypto.keystore import Copies, KeyStore
from coachdesk.crypto.secret import Secret
from coachdesk.crypto.slots import PassphraseSlot, seal
from coachdesk.errors import BugError, DiskFullError, NewerVaultError, StorageError, WrongPassphraseError
from coachdesk.files import write_atomically
from tests.crypto.conftest import CHEAP, PASSPHRASE
from tests.crypto.test_keyfile import edited, with_checksum

MASTER = Secret(bytes(range(32)))
VAULT_ID = "0f" * 16
OLD, NEW = "the old passphrase", "the new passphrase"


def keys(generation: int = 1, passphrase: str = PASSPHRASE, vault_id: str = VAULT_ID) -> KeyFile:
    slot = seal(MASTER, passphrase, CHEAP, vault_id)
    return KeyFile(vault_id=vault_id, generation=generation, slots=(slot,))


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    made = KeyStore(tmp_path)
    assert made.write(keys(), MASTER, PASSPHRASE) is Copies.ALIKE
    return made


@pytest.fixture
def paths(store: KeyStore, tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "practice.keys", tmp_path / "practice.keys.bak"


def test_both_files_are_alike_and_private(paths: tuple[Path, Path]) -> None:
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert [path.stat().st_mode & 0o777 for path in paths] == [0o600, 0o600]


def test_the_passphrase_unlocks(store: KeyStore) -> None:
    unlocked = store.unlock(PASSPHRASE)
    assert unlocked.master == MASTER
    assert unlocked.copies is Copies.ALIKE


def test_a_wrong_one_does_not(store: KeyStore) -> None:
    with pytest.raises(WrongPassphraseError):
        store.unlock("something else")


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("ruin", [b"", b"CoachDesk key file\n{}", b"\0" * 600, None])
def test_one_ruined_file_is_written_anew_from_the_other(
    store: KeyStore, paths: tuple[Path, Path], which: int, ruin: bytes | None
) -> None:
    whole = paths[0].read_bytes()
    paths[which].unlink() if ruin is None else paths[which].write_bytes(ruin)
    assert store.unlock(PASSPHRASE).copies is Copies.REPAIRED
    assert [path.read_bytes() for path in paths] == [whole, whole]


def test_with_both_ruined_the_way_out_is_named(store: KeyStore, paths: tuple[Path, Path]) -> None:
    for path in paths:
        path.write_bytes(b"")
    with pytest.raises(DamagedKeyFileError, match="recovery kit"):
        store.unlock(PASSPHRASE)
    assert [path.read_bytes() for path in paths] == [b"", b""]


def half_changed(store: KeyStore, paths: tuple[Path, Path]) -> None:
    """Leave what a kill between the two writes of a passphrase change leaves."""
    store.write(keys(1, OLD), MASTER, OLD)
    before = paths[1].read_bytes()
    store.write(keys(2, NEW), MASTER, NEW)
    paths[1].write_bytes(before)


def test_after_half_a_change_the_new_passphrase_holds(store: KeyStore, paths: tuple[Path, Path]) -> None:
    half_changed(store, paths)
    assert store.unlock(NEW).copies is Copies.REPAIRED
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_after_half_a_change_the_old_one_does_not(store: KeyStore, paths: tuple[Path, Path]) -> None:
    half_changed(store, paths)
    with pytest.raises(WrongPassphraseError):
        store.unlock(OLD)


def test_the_higher_generation_wins_wherever_it_lies(store: KeyStore, paths: tuple[Path, Path]) -> None:
    half_changed(store, paths)
    first, second = (path.read_bytes() for path in paths)
    paths[0].write_bytes(second)
    paths[1].write_bytes(first)
    assert store.unlock(NEW).keys.generation == 2


def refused_as_changed(store: KeyStore, paths: tuple[Path, Path]) -> None:
    before = [path.read_bytes() for path in paths]
    with pytest.raises(ChangedKeyFileError):
        store.unlock(PASSPHRASE)
    assert [path.read_bytes() for path in paths] == before


@pytest.mark.parametrize("which", [(0,), (1,), (0, 1)])
def test_an_edited_file_is_refused_and_left_alone(
    store: KeyStore, paths: tuple[Path, Path], which: tuple[int, ...]
) -> None:
    raised = attrs.evolve(store.unlock(PASSPHRASE).keys, generation=9)
    for index in which:
        paths[index].write_bytes(serialise(raised, Secret(bytes(32))))
    refused_as_changed(store, paths)


def test_a_weakened_cost_is_refused_as_changed(store: KeyStore, paths: tuple[Path, Path]) -> None:
    found = store.unlock(PASSPHRASE).keys
    slot = found.slots[0]
    assert isinstance(slot, PassphraseSlot)
    weak = attrs.evolve(slot, cost=Cost(memory_kib=8, iterations=1, lanes=1))
    paths[0].write_bytes(serialise(attrs.evolve(found, slots=(weak,)), Secret(bytes(32))))
    refused_as_changed(store, paths)


def test_a_slot_of_another_vault_is_refused_as_changed(store: KeyStore, paths: tuple[Path, Path]) -> None:
    found = store.unlock(PASSPHRASE).keys
    foreign = keys(vault_id="aa" * 16).slots
    paths[0].write_bytes(serialise(attrs.evolve(found, slots=foreign), Secret(bytes(32))))
    refused_as_changed(store, paths)


def test_a_slot_of_another_vault_in_both_files_opens_nothing(
    store: KeyStore, paths: tuple[Path, Path]
) -> None:
    found = store.unlock(PASSPHRASE).keys
    for path in paths:
        foreign = keys(vault_id="aa" * 16).slots
        path.write_bytes(serialise(attrs.evolve(found, slots=foreign), MASTER))
    with pytest.raises(WrongPassphraseError):
        store.unlock(PASSPHRASE)


@pytest.mark.parametrize("which", [0, 1])
def test_a_newer_file_is_never_written(store: KeyStore, paths: tuple[Path, Path], which: int) -> None:
    newer = edited(reader=3)
    paths[which].write_bytes(newer)
    with pytest.raises(NewerVaultError):
        store.unlock(PASSPHRASE)
    with pytest.raises(NewerVaultError):
        store.newest_generation()
    assert paths[which].read_bytes() == newer


def fail_on(monkeypatch: pytest.MonkeyPatch, name: str) -> None:

    def write(path: Path, content: bytes, **kwargs: object) -> None:
        if path.name == name:
            raise DiskFullError
        write_atomically(path, content, **kwargs)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(keystore, "write_atomically", write)


def test_without_room_for_the_copy_the_new_passphrase_holds(
    store: KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_on(monkeypatch, "practice.keys.bak")
    assert store.write(keys(2, NEW), MASTER, NEW) is Copies.NOT_REPAIRED
    assert store.unlock(NEW).copies is Copies.NOT_REPAIRED


def test_without_room_for_the_file_the_old_passphrase_holds(
    store: KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_on(monkeypatch, "practice.keys")
    with pytest.raises(DiskFullError):
        store.write(keys(2, NEW), MASTER, NEW)
    assert store.unlock(PASSPHRASE).copies is Copies.ALIKE


def test_a_file_that_does_not_open_is_not_put_in_place(store: KeyStore, paths: tuple[Path, Path]) -> None:
    before = paths[0].read_bytes()
    with pytest.raises(BugError):
        store.write(keys(2, NEW), MASTER, OLD)
    assert paths[0].read_bytes() == before


def test_the_newest_generation_is_none_where_nothing_can_be_read(tmp_path: Path, store: KeyStore) -> None:
    assert store.newest_generation() == 1
    assert KeyStore(tmp_path / "elsewhere").newest_generation() == 0


def test_it_vouches_for_its_own_master_key_alone(tmp_path: Path, store: KeyStore) -> None:
    assert store.vouch_for(MASTER)
    assert not store.vouch_for(Secret(bytes(32)))
    assert not KeyStore(tmp_path / "elsewhere").vouch_for(MASTER)


def test_a_folder_in_the_place_of_the_file_is_said(store: KeyStore, paths: tuple[Path, Path]) -> None:
    paths[0].unlink()
    paths[0].mkdir()
    with pytest.raises(StorageError):
        store.unlock(PASSPHRASE)


def test_a_key_file_without_slots_opens_nothing(store: KeyStore, paths: tuple[Path, Path]) -> None:
    for path in paths:
        path.write_bytes(serialise(attrs.evolve(keys(), slots=()), MASTER))
    with pytest.raises(WrongPassphraseError):
        store.unlock(PASSPHRASE)


def test_leftovers_go_after_a_day_once_the_vault_opens(store: KeyStore, tmp_path: Path) -> None:
    old, fresh = (tmp_path / f".practice.keys.{name}.tmp" for name in ("aa", "bb"))
    old.touch()
    fresh.touch()
    os.utime(old, times=(time.time() - 90_000,) * 2)
    store.unlock(PASSPHRASE)
    assert (old.exists(), fresh.exists()) == (False, True)


def test_noise_with_a_right_checksum_is_no_reason_to_fail(store: KeyStore, paths: tuple[Path, Path]) -> None:
    paths[0].write_bytes(with_checksum(MAGIC + b"{}\n"))
    assert store.unlock(PASSPHRASE).copies is Copies.REPAIRED
