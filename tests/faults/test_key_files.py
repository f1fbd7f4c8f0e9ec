"""Faults 5 and 6: key files that lost bits, and key files that somebody edited."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from coachdesk.crypto import keyfile, keystore, vault
from coachdesk.crypto.keyfile import ChangedKeyFileError, DamagedKeyFileError, SignedKeyFile
from coachdesk.crypto.keystore import Copies, KeyStore
from coachdesk.crypto.slots import canonical
from coachdesk.errors import DiskFullError, KnownError, WrongPassphraseError
from coachdesk.models.clock import Clock
from tests.crypto.conftest import PASSPHRASE, Files, make_files
from tests.crypto.keychains import FakeStore, keychain_of
from tests.crypto.test_keyfile import with_checksum
from tests.crypto.test_vault import OTHER, snapshot
from tests.drivers.first_start import Entrance
from tests.drivers.keyboard import words_in_sight
from tests.drivers.practice import CHEAP, make_vault
from tests.torture.figures import Figures

NAMES = ("practice.keys", "practice.keys.bak")
Json = dict[str, Any]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return a vault that passphrase and keychain open."""
    made = make_files(tmp_path / "Mine.coachdesk")
    with vault.unlock(made.folder, PASSPHRASE) as opened:
        opened.add_keychain(keychain_of(FakeStore()))
    return made


@pytest.fixture
def no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk, which these thousands of writes do not test."""
    monkeypatch.setattr("os.fsync", lambda _descriptor: None)


def flips(raw: bytes, bits: Callable[[int], Iterable[int]]) -> Iterable[bytes]:
    for place in range(len(raw)):
        for bit in bits(place):
            flipped = bytearray(raw)
            flipped[place] ^= 1 << bit
            yield bytes(flipped)


def not_mended(files: Files, name: str, damaged: Iterable[bytes]) -> list[str]:
    """Return what came of each damaged file that was not found, told and written anew."""
    whole = files.keys.read_bytes()
    found: list[str] = []
    for content in damaged:
        (files.folder / name).write_bytes(content)
        try:
            told = KeyStore(files.folder).unlock(PASSPHRASE).copies.name
        except KnownError as error:
            told = error.code
        if told != Copies.REPAIRED.name or {files.keys.read_bytes(), files.copy.read_bytes()} != {whole}:
            found.append(told)
            for path in (files.keys, files.copy):
                path.write_bytes(whole)
    return found


def one_bit(place: int) -> tuple[int]:
    return (place % 8,)


@pytest.mark.fault(5)
@pytest.mark.usefixtures("no_sync")
@pytest.mark.parametrize("name", NAMES)
def test_5_a_flipped_bit_in_any_byte_is_found_told_and_mended(files: Files, name: str) -> None:
    assert not_mended(files, name, flips(files.keys.read_bytes(), one_bit)) == []


@pytest.mark.fault(5)
@pytest.mark.slow
@pytest.mark.usefixtures("no_sync")
@pytest.mark.parametrize("name", NAMES)
def test_5_every_single_flipped_bit_is_found_told_and_mended(
    files: Files, name: str, figures: Figures
) -> None:
    raw = files.keys.read_bytes()
    assert not_mended(files, name, flips(raw, lambda _place: range(8))) == []
    figures(f"bits flipped in {name}, each found and mended", len(raw) * 8)


@pytest.mark.fault(5)
@pytest.mark.usefixtures("no_sync")
@pytest.mark.parametrize("name", NAMES)
def test_5_every_truncation_is_found_told_and_mended(files: Files, name: str) -> None:
    raw = files.keys.read_bytes()
    assert not_mended(files, name, (raw[:length] for length in range(len(raw)))) == []


@pytest.mark.fault(5, control=True)
@pytest.mark.usefixtures("no_sync")
def test_5_control_without_the_checksum_flips_are_not_told_from_edits(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Agreeing(bytes):
        __hash__ = None  # type: ignore[assignment]  # never a key

        def __ne__(self, _other: object) -> bool:
            return False

    raw = files.keys.read_bytes()
    monkeypatch.setattr(
        keyfile, "_checksum", lambda content: Agreeing(with_checksum(content)[len(content) :])
    )
    found = not_mended(files, "practice.keys", flips(raw, one_bit))
    assert {"wrong-passphrase", "changed-keys"} & set(found)


def ruin_both(folder: Path) -> None:
    for name in NAMES:
        raw = (folder / name).read_bytes()
        (folder / name).write_bytes(raw[:-1])


@pytest.mark.fault(5)
def test_5_with_both_damaged_the_kit_and_backups_are_named_and_nothing_is_written(files: Files) -> None:
    ruin_both(files.folder)
    before = snapshot(files.folder)
    with pytest.raises(DamagedKeyFileError, match="recovery kit, or restore a backup"):
        vault.unlock(files.folder, PASSPHRASE)
    assert snapshot(files.folder) == before


@pytest.mark.fault(5)
def test_5_with_both_damaged_the_kit_opens_it_and_makes_new_ones(files: Files) -> None:
    ruin_both(files.folder)
    with vault.unlock_with_words(files.folder, files.words) as opened:
        opened.set_passphrase(OTHER, cost=CHEAP)
    with vault.unlock(files.folder, OTHER) as again:
        assert again.copies is Copies.ALIKE


@pytest.fixture
def door(entrance: Entrance, clock: Clock) -> Entrance:
    """Return a coach with a vault who has not opened CoachDesk yet."""
    entrance.settings.vault = make_vault(entrance.home / "MyPractice.coachdesk", clock)
    return entrance


@pytest.mark.fault(5)
@pytest.mark.parametrize("name", NAMES)
def test_5_the_coach_is_told_on_the_desk(door: Entrance, name: str) -> None:
    (door.home / "MyPractice.coachdesk" / name).write_bytes(b"")
    door.open()
    door.unlock()
    door.wait_for("One of the two key files was damaged, missing or older. It is whole again")


@pytest.mark.fault(5)
def test_5_the_coach_is_told_what_could_not_be_mended(
    door: Entrance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DiskFullError

    (door.home / "MyPractice.coachdesk" / "practice.keys").write_bytes(b"")
    monkeypatch.setattr(keystore, "write_atomically", fail)
    door.open()
    door.unlock()
    door.wait_for("and could not be written anew. Look after the disk, and keep your recovery kit at hand.")


def test_5_of_whole_key_files_nothing_is_said(door: Entrance) -> None:
    door.open()
    door.unlock()
    door.wait_for("A quiet desk")
    assert "key files" not in words_in_sight()


def edit(path: Path, change: Callable[[Json], object]) -> None:
    """Change a key file as an editor does that recomputes the checksum but can't make the MAC."""
    magic, body, mac, _ = path.read_bytes().splitlines(keepends=True)
    content: Json = json.loads(body)
    change(content)
    path.write_bytes(with_checksum(magic + canonical(content) + b"\n" + mac))


def passphrase_slot(content: Json) -> Json:
    return next(slot for slot in content["slots"] if slot["kind"] == "passphrase")


def foreign_slots(content: Json) -> None:
    from coachdesk.crypto.secret import Secret
    from coachdesk.crypto.slots import seal, to_json

    content["slots"] = [to_json(seal(Secret(bytes(32)), PASSPHRASE, CHEAP, "aa" * 16))]
    content["format"] = content["reader"] = 1


def drop_keychain(content: Json) -> None:
    content["slots"] = [passphrase_slot(content)]
    content["format"] = content["reader"] = 1


EDITS: dict[str, Callable[[Json], object]] = {
    "generation raised": lambda content: content.update(generation=9),
    "vault id": lambda content: content.update(vault="ab" * 16),
    "slot of another vault": foreign_slots,
    "slot dropped": drop_keychain,
    "slots swapped round": lambda content: content["slots"].reverse(),
    "slot twice": lambda content: content["slots"].append(content["slots"][0]),
    "less memory": lambda content: passphrase_slot(content)["kdf"].update(m=8),
    "more passes": lambda content: passphrase_slot(content)["kdf"].update(t=2),
    "another salt": lambda content: passphrase_slot(content)["kdf"].update(salt="00" * 16),
    "another nonce": lambda content: passphrase_slot(content).update(nonce="00" * 12),
    "another date": lambda content: passphrase_slot(content).update(created="2020-01-01T00:00:00Z"),
}


@pytest.mark.fault(6)
@pytest.mark.parametrize("edited", EDITS)
@pytest.mark.parametrize("names", [NAMES[:1], NAMES[1:], NAMES], ids=["file", "copy", "both"])
def test_6_an_edited_key_file_is_refused_and_never_written(
    files: Files, names: tuple[str, ...], edited: str
) -> None:
    for name in names:
        edit(files.folder / name, EDITS[edited])
    before = snapshot(files.folder)
    with pytest.raises((ChangedKeyFileError, WrongPassphraseError)) as raised:
        vault.unlock(files.folder, PASSPHRASE)
    assert raised.type is ChangedKeyFileError or names == NAMES
    assert snapshot(files.folder) == before


@pytest.mark.fault(6)
def test_6_key_files_of_another_vault_do_not_open_this_one(files: Files, tmp_path: Path) -> None:
    other = make_files(tmp_path / "other")
    for name in NAMES:
        shutil.copy(other.folder / name, files.folder / name)
    before = snapshot(files.folder)
    with pytest.raises(KnownError):
        vault.unlock(files.folder, PASSPHRASE)
    assert snapshot(files.folder) == before


@pytest.mark.fault(6, control=True)
@pytest.mark.parametrize("edited", ["generation raised", "slot dropped"])
def test_6_control_without_the_mac_an_edit_is_believed(
    files: Files, edited: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SignedKeyFile, "is_genuine", lambda *_: True)
    edit(files.keys, EDITS[edited])
    vault.unlock(files.folder, PASSPHRASE).close()
