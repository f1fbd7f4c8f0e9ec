"""What a renewal that was cut short leaves, and what comes after it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coachdesk.crypto import renewal, vault
from coachdesk.crypto.connection import PAGE_BYTES, WrongKeyError
from coachdesk.crypto.keychain import ForeignEntryError, Keychain
from coachdesk.crypto.keyfile import DamagedKeyFileError
from coachdesk.crypto.keystore import Copies
from coachdesk.errors import BugError, DamagedVaultError, StorageError, WrongPassphraseError
from tests.crypto.conftest import CHEAP, PASSPHRASE, Files
from tests.crypto.keychains import FakeStore, keychain_of
from tests.crypto.test_renewal import NOTE, cut_short, left_in, note_in, noted, renew

__all__ = ["noted"]

OTHER = "another quiet passphrase"
BEFORE = ("_move", False, 1)
AFTER = ("promote", False, 1)
HALF_PROMOTED = ("write_atomically", True, 1)


@contextmanager
def failing(*names: str) -> Iterator[None]:
    """Let steps of a renewal find a folder that can't be written."""

    def fail(*_args: object) -> None:
        raise StorageError

    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(renewal, name, fail)
        yield


def test_a_passphrase_changed_before_the_new_keys_arrived_stays_changed(noted: Files) -> None:
    with vault.unlock(noted.folder, PASSPHRASE) as opened:
        with failing("write_atomically"):
            opened.replace_kit(opened.prepare_renewal(), PASSPHRASE, cost=CHEAP)
        assert opened.copies is Copies.NOT_REPAIRED
        opened.set_passphrase(OTHER, cost=CHEAP)
    with pytest.raises(WrongPassphraseError):
        vault.unlock(noted.folder, PASSPHRASE)
    assert note_in(vault.unlock(noted.folder, OTHER)) == NOTE


def test_a_keychain_added_before_they_arrived_opens_it(noted: Files) -> None:
    keychain = keychain_of(FakeStore())
    with vault.unlock(noted.folder, PASSPHRASE) as opened:
        with failing("write_atomically"):
            opened.replace_kit(opened.prepare_renewal(), PASSPHRASE, cost=CHEAP)
        opened.add_keychain(keychain)
    assert note_in(vault.unlock_with_keychain(noted.folder, keychain)) == NOTE
    assert note_in(vault.unlock(noted.folder, PASSPHRASE)) == NOTE


def test_a_second_kit_before_they_arrived_costs_neither_words_nor_passphrase(noted: Files) -> None:
    with vault.unlock(noted.folder, PASSPHRASE) as opened:
        with failing("write_atomically"):
            opened.replace_kit(first := opened.prepare_renewal(), PASSPHRASE, cost=CHEAP)
        with failing("copy_database"), pytest.raises(StorageError):
            opened.replace_kit(opened.prepare_renewal(), PASSPHRASE, cost=CHEAP)
        words = " ".join(first.words())
    assert note_in(vault.unlock(noted.folder, PASSPHRASE)) == NOTE
    assert note_in(vault.unlock_with_words(noted.folder, words)) == NOTE


@pytest.mark.parametrize("step", [AFTER, HALF_PROMOTED])
def test_where_nothing_can_be_written_what_was_cut_short_still_opens(
    noted: Files, step: tuple[str, bool, int]
) -> None:
    words = cut_short(noted, step)
    with failing("write_atomically"):
        with vault.unlock(noted.folder, PASSPHRASE) as opened:
            assert opened.copies is Copies.NOT_REPAIRED
        assert note_in(vault.unlock(noted.folder, PASSPHRASE)) == NOTE
        assert note_in(vault.unlock_with_words(noted.folder, words)) == NOTE
    assert note_in(vault.unlock(noted.folder, PASSPHRASE)) == NOTE
    assert left_in(noted.folder) == set()


def test_leftovers_that_can_not_be_removed_keep_nobody_out(noted: Files) -> None:
    cut_short(noted, BEFORE)
    with failing("discard"):
        assert note_in(vault.unlock(noted.folder, PASSPHRASE)) == NOTE
        assert note_in(vault.unlock_with_words(noted.folder, noted.words)) == NOTE


@pytest.fixture
def keychain(noted: Files) -> Keychain:
    """Return the keychain that opens the vault."""
    made = keychain_of(FakeStore())
    with vault.unlock(noted.folder, PASSPHRASE) as opened:
        opened.add_keychain(made)
    return made


def test_cut_short_before_the_rename_the_keychain_opens_it(noted: Files, keychain: Keychain) -> None:
    cut_short(noted, BEFORE)
    assert note_in(vault.unlock_with_keychain(noted.folder, keychain)) == NOTE
    assert left_in(noted.folder) == set()


def test_cut_short_after_it_the_keychain_leads_to_the_passphrase(noted: Files, keychain: Keychain) -> None:
    cut_short(noted, AFTER)
    with pytest.raises(ForeignEntryError):
        vault.unlock_with_keychain(noted.folder, keychain)
    assert note_in(vault.unlock(noted.folder, PASSPHRASE)) == NOTE


def test_waiting_keys_that_lost_bits_are_not_called_a_wrong_passphrase(noted: Files) -> None:
    words = cut_short(noted, AFTER)
    waiting = noted.folder / renewal.NEXT_KEYS
    waiting.write_bytes(waiting.read_bytes()[:-1])
    with pytest.raises(DamagedKeyFileError):
        vault.unlock(noted.folder, PASSPHRASE)
    assert note_in(vault.unlock_with_words(noted.folder, words)) == NOTE


def ruin_first_page(files: Files) -> None:
    raw = bytearray(files.database.read_bytes())
    raw[PAGE_BYTES // 2] ^= 1
    files.database.write_bytes(raw)


@pytest.mark.parametrize("step", [BEFORE, AFTER])
def test_a_ruined_database_is_called_so_and_nothing_is_decided(
    noted: Files, step: tuple[str, bool, int]
) -> None:
    words = cut_short(noted, step)
    ruin_first_page(noted)
    left = left_in(noted.folder)
    with pytest.raises(WrongKeyError):
        vault.unlock(noted.folder, PASSPHRASE)
    with vault.unlock_damaged(noted.folder, PASSPHRASE) as opened:
        assert " ".join(opened.recovery_words()) == (noted.words if step is BEFORE else words)
    assert left_in(noted.folder) == left != set()


def test_a_missing_database_is_called_missing(noted: Files) -> None:
    cut_short(noted, AFTER)
    noted.database.unlink()
    with pytest.raises(DamagedVaultError, match="is missing"):
        vault.unlock(noted.folder, PASSPHRASE)


def test_a_copy_for_an_upgrade_under_the_former_key_is_in_nobodys_way(noted: Files) -> None:
    copy = noted.folder / "practice.db.before-upgrade"
    copy.write_bytes(noted.database.read_bytes())
    with vault.unlock(noted.folder, PASSPHRASE) as opened:
        opened.replace_kit(opened.prepare_renewal(), PASSPHRASE, cost=CHEAP)
        copy.write_bytes(b"of the former key")
    assert note_in(vault.unlock(noted.folder, PASSPHRASE)) == NOTE


@pytest.mark.parametrize("content", [b"", bytes(512)], ids=["empty", "zeroed"])
def test_a_cold_journal_left_by_a_kill_does_not_stand_in_the_way(noted: Files, content: bytes) -> None:
    noted.database.with_name("practice.db-journal").write_bytes(content)
    words = renew(noted)
    assert note_in(vault.unlock_with_words(noted.folder, words)) == NOTE


@pytest.mark.parametrize(
    ("left", "error"), [(lambda path: path.write_bytes(b"\xd9"), BugError), (Path.mkdir, StorageError)]
)
def test_with_any_other_journal_there_the_former_kit_holds(
    noted: Files, monkeypatch: pytest.MonkeyPatch, left: Callable[[Path], object], error: type[Exception]
) -> None:
    journal = noted.database.with_name("practice.db-journal")
    monkeypatch.setattr(renewal, "_sync", lambda _path: left(journal))
    with vault.unlock(noted.folder, PASSPHRASE) as opened, pytest.raises(error):
        opened.replace_kit(opened.prepare_renewal(), PASSPHRASE, cost=CHEAP)
    journal.unlink() if journal.is_file() else journal.rmdir()
    assert note_in(vault.unlock_with_words(noted.folder, noted.words)) == NOTE
