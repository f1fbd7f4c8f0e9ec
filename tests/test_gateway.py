import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.crypto.backups.reading import open_with_words
from coachdesk.crypto.backups.shelf import FOLDER_NAME, Shelf
from coachdesk.errors import BugError, DiskFullError, InvalidInputError, ReadOnlyError, WrongPassphraseError
from coachdesk.gateway import Gateway
from tests.crypto.conftest import CHEAP, PASSPHRASE
from tests.crypto.keychains import FakeStore, keychain_of
from tests.faults.disks import fill_up


def test_nothing_is_open_at_first() -> None:
    with pytest.raises(BugError):
        Gateway().vault_id()
    Gateway().close()


def test_a_new_folder_has_no_problem(tmp_path: Path) -> None:
    assert Gateway().place_problem(tmp_path / "a" / "MyPractice.coachdesk") is None


def test_a_used_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    assert isinstance(Gateway().place_problem(tmp_path), InvalidInputError)


def refuse(**_given: object) -> None:
    raise OSError(errno.EROFS, "Read-only file system")


def test_a_folder_that_can_t_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    assert isinstance(Gateway().place_problem(tmp_path / "new"), ReadOnlyError)


def test_another_folder_than_the_open_one_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(BugError):
        Gateway().set_passphrase(tmp_path, "a long enough passphrase")


@pytest.fixture
def on_computer(tmp_path: Path) -> Iterator[Gateway]:
    """Return a gateway with an open vault, on a computer with a keychain."""
    gateway = Gateway(cost=CHEAP, keychain=keychain_of(FakeStore()))
    gateway.create(tmp_path / "vault", PASSPHRASE)
    yield gateway
    gateway.close()


def test_the_keychain_opens_what_it_was_let_open(on_computer: Gateway, tmp_path: Path) -> None:
    on_computer.add_keychain(tmp_path / "vault", PASSPHRASE)
    words = on_computer.recovery_words()
    on_computer.close()
    assert on_computer.opens_with_keychain(tmp_path / "vault")
    on_computer.unlock_with_keychain(tmp_path / "vault")
    assert on_computer.recovery_words() == words


def test_it_knows_whether_the_words_opened_the_vault(on_computer: Gateway, tmp_path: Path) -> None:
    words = " ".join(on_computer.recovery_words())
    on_computer.unlock_with_words(tmp_path / "vault", words)
    assert on_computer.words_opened_it
    on_computer.unlock(tmp_path / "vault", PASSPHRASE)
    assert not on_computer.words_opened_it


def test_it_is_turned_off_again(on_computer: Gateway, tmp_path: Path) -> None:
    on_computer.add_keychain(tmp_path / "vault", PASSPHRASE)
    assert on_computer.remove_keychain(tmp_path / "vault", PASSPHRASE) is None
    assert not on_computer.opens_with_keychain(tmp_path / "vault")


def test_turning_it_on_and_off_takes_the_passphrase(on_computer: Gateway, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphraseError):
        on_computer.add_keychain(tmp_path / "vault", "another passphrase")
    with pytest.raises(WrongPassphraseError):
        on_computer.remove_keychain(tmp_path / "vault", "another passphrase")


def test_nobody_waits_for_a_keychain_that_was_never_asked() -> None:
    Gateway().abandon_keychain()


def backups_of(folder: Path) -> list[Path]:
    return [backup.path for backup in Shelf(folder / FOLDER_NAME).backups()]


def test_a_new_kit_comes_after_a_backup_that_opens_with_the_former_words(
    on_computer: Gateway, tmp_path: Path
) -> None:
    former = " ".join(on_computer.recovery_words())
    words = on_computer.prepare_kit(tmp_path / "vault", PASSPHRASE)
    on_computer.replace_kit(tmp_path / "vault", PASSPHRASE)
    assert on_computer.recovery_words() == words
    [backup] = backups_of(tmp_path / "vault")
    with open_with_words(backup, former) as opened:
        assert opened.check() == ()


def test_without_a_backup_the_former_kit_stays_and_the_new_one_can_wait(
    on_computer: Gateway, tmp_path: Path
) -> None:
    former = on_computer.recovery_words()
    words = on_computer.prepare_kit(tmp_path / "vault", PASSPHRASE)
    with pytest.MonkeyPatch.context() as patch:
        fill_up(patch)
        with pytest.raises(DiskFullError):
            on_computer.replace_kit(tmp_path / "vault", PASSPHRASE)
    assert (on_computer.recovery_words(), backups_of(tmp_path / "vault")) == (former, [])
    on_computer.replace_kit(tmp_path / "vault", PASSPHRASE)
    assert on_computer.recovery_words() == words


def test_a_new_kit_leaves_nothing_of_the_former_key_in_the_keychain(tmp_path: Path) -> None:
    store = FakeStore()
    gateway = Gateway(cost=CHEAP, keychain=keychain_of(store))
    gateway.create(tmp_path / "vault", PASSPHRASE)
    gateway.add_keychain(tmp_path / "vault", PASSPHRASE)
    gateway.prepare_kit(tmp_path / "vault", PASSPHRASE)
    gateway.replace_kit(tmp_path / "vault", PASSPHRASE)
    gateway.close()
    assert (store.entries, gateway.opens_with_keychain(tmp_path / "vault")) == ({}, False)
