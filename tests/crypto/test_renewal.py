import errno
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto import renewal, vault
from coachdesk.crypto.connection import find_damage
from coachdesk.crypto.opened import OpenedVault
from coachdesk.crypto.renewal import ReplacedKitError
from coachdesk.errors import (
    BugError,
    DamagedVaultError,
    DiskFullError,
    KnownError,
    StoppedError,
    StorageError,
    WrongPassphraseError,
    WrongWordsError,
)
from tests.crypto.conftest import CHEAP, PASSPHRASE, Files
from tests.faults.disks import fill_up

NOTE = "what only the vault knows"
LEFT = {renewal.NEXT_DATABASE, renewal.NEXT_KEYS}


@pytest.fixture
def noted(files: Files) -> Files:
    with vault.unlock(files.folder, PASSPHRASE) as opened, closing(opened.connect()) as connection:
        connection.execute("CREATE TABLE note (text TEXT) STRICT")
        connection.execute("INSERT INTO note VALUES (?)", [NOTE])
        connection.execute("UPDATE vault_meta SET value = '7' WHERE key = 'generation'")
    return files


def renew(files: Files) -> str:
    """Replace the kit and return the words of the new one."""
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        prepared = opened.prepare_renewal()
        opened.replace_kit(prepared, PASSPHRASE, cost=CHEAP)
        return " ".join(prepared.words())


def note_in(opened: OpenedVault) -> str:
    with opened, closing(opened.connect()) as connection:
        return str(connection.execute("SELECT text FROM note").fetchone()[0])


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} & LEFT


def test_the_new_words_and_the_same_passphrase_open_it(noted: Files) -> None:
    words = renew(noted)
    assert note_in(vault.unlock_with_words(noted.folder, words)) == NOTE
    assert note_in(vault.unlock(noted.folder, PASSPHRASE)) == NOTE


def test_the_former_words_are_called_what_they_are(noted: Files) -> None:
    renew(noted)
    with pytest.raises(ReplacedKitError, match=r"replaced on \d{4}-\d\d-\d\d"):
        vault.unlock_with_words(noted.folder, noted.words)


def test_words_of_any_other_vault_are_foreign_as_before(noted: Files) -> None:
    renew(noted)
    with pytest.raises(WrongWordsError, match="do not open this vault"):
        vault.unlock_with_words(noted.folder, "abandon " * 23 + "art")


def test_kits_replaced_earlier_are_known_as_well(noted: Files) -> None:
    first = renew(noted)
    renew(noted)
    for words in (noted.words, first):
        with pytest.raises(ReplacedKitError):
            vault.unlock_with_words(noted.folder, words)


def test_a_passphrase_changed_afterwards_keeps_them_known(noted: Files) -> None:
    renew(noted)
    vault.change_passphrase(noted.folder, PASSPHRASE, "another quiet passphrase", cost=CHEAP)
    with pytest.raises(ReplacedKitError):
        vault.unlock_with_words(noted.folder, noted.words)


def test_the_vault_at_hand_goes_on_under_the_new_key(noted: Files) -> None:
    with vault.unlock(noted.folder, PASSPHRASE) as opened:
        prepared = opened.prepare_renewal()
        opened.replace_kit(prepared, PASSPHRASE, cost=CHEAP)
        assert opened.recovery_words() == prepared.words()
        with closing(opened.connect()) as connection:
            assert connection.execute("SELECT value FROM vault_meta WHERE key = 'generation'").fetchone() == (
                "7",
            )


def test_the_copy_is_whole_and_nothing_is_left_beside_it(noted: Files) -> None:
    renew(noted)
    assert left_in(noted.folder) == set()
    for check in ("cipher_integrity_check", "integrity_check"):
        with vault.unlock(noted.folder, PASSPHRASE) as opened, closing(opened.connect()) as connection:
            assert find_damage(connection, check) == ()


def test_a_wrong_passphrase_changes_nothing(noted: Files) -> None:
    before = noted.database.read_bytes()
    with vault.unlock(noted.folder, PASSPHRASE) as opened, pytest.raises(WrongPassphraseError):
        opened.replace_kit(opened.prepare_renewal(), "not it at all", cost=CHEAP)
    assert noted.database.read_bytes() == before
    assert note_in(vault.unlock_with_words(noted.folder, noted.words)) == NOTE


class Cut(BaseException):
    """The process ends here."""


def cut_at(monkeypatch: pytest.MonkeyPatch, name: str, *, after: bool = False, call: int = 1) -> None:
    """Let the process end before or after the nth call of a step; nothing of ours runs then."""
    real: Callable[..., object] = getattr(renewal, name)
    calls = 0

    def step(*args: object, **kwargs: object) -> object:
        nonlocal calls
        calls += 1
        if calls == call and not after:
            raise Cut
        result = real(*args, **kwargs)
        if calls == call:
            raise Cut
        return result

    monkeypatch.setattr(renewal, name, step)
    monkeypatch.setattr(renewal, "discard", lambda _folder: None)


BEFORE = [("copy_database", False, 1), ("copy_database", True, 1), ("_sync", True, 1), ("_move", False, 1)]
AFTER = [("write_atomically", False, 1), ("write_atomically", True, 1), ("write_atomically", True, 2)]


def cut_short(noted: Files, step: tuple[str, bool, int]) -> str:
    """Begin a renewal that ends at a step, and return its words."""
    with pytest.MonkeyPatch.context() as patch:
        cut_at(patch, step[0], after=step[1], call=step[2])
        with vault.unlock(noted.folder, PASSPHRASE) as opened:
            prepared = opened.prepare_renewal()
            words = " ".join(prepared.words())
            with pytest.raises(Cut):
                opened.replace_kit(prepared, PASSPHRASE, cost=CHEAP)
    return words


@pytest.mark.parametrize("step", BEFORE)
def test_cut_short_before_the_rename_the_former_kit_holds(noted: Files, step: tuple[str, bool, int]) -> None:
    words = cut_short(noted, step)
    with pytest.raises(WrongWordsError):
        vault.unlock_with_words(noted.folder, words)
    assert note_in(vault.unlock_with_words(noted.folder, noted.words)) == NOTE
    assert note_in(vault.unlock(noted.folder, PASSPHRASE)) == NOTE
    assert left_in(noted.folder) == set()


@pytest.mark.parametrize("step", AFTER)
@pytest.mark.parametrize("words_first", [False, True])
def test_cut_short_after_it_the_new_one_does(
    noted: Files, step: tuple[str, bool, int], words_first: bool
) -> None:
    words = cut_short(noted, step)
    with pytest.raises(ReplacedKitError):
        vault.unlock_with_words(noted.folder, noted.words)
    if words_first:
        assert note_in(vault.unlock_with_words(noted.folder, words)) == NOTE
    assert note_in(vault.unlock(noted.folder, PASSPHRASE)) == NOTE
    assert note_in(vault.unlock_with_words(noted.folder, words)) == NOTE
    assert left_in(noted.folder) == set()


@pytest.mark.parametrize("step", [*BEFORE, *AFTER])
def test_a_wrong_passphrase_settles_nothing(noted: Files, step: tuple[str, bool, int]) -> None:
    cut_short(noted, step)
    before = {path.name: path.read_bytes() for path in noted.folder.iterdir() if path.name != ".lock"}
    with pytest.raises(WrongPassphraseError):
        vault.unlock(noted.folder, "not it at all")
    assert before == {path.name: path.read_bytes() for path in noted.folder.iterdir() if path.name != ".lock"}


@pytest.mark.parametrize("step", ["copy_database", "_sync", "_move"])
def test_a_full_disk_leaves_the_vault_as_it_was(
    noted: Files, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_args: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(renewal, step, fail)
    with vault.unlock(noted.folder, PASSPHRASE) as opened, pytest.raises(DiskFullError):
        opened.replace_kit(opened.prepare_renewal(), PASSPHRASE, cost=CHEAP)
    assert left_in(noted.folder) == set()
    assert note_in(vault.unlock_with_words(noted.folder, noted.words)) == NOTE


def test_a_disk_that_can_not_sync_the_copy_is_said(noted: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    with vault.unlock(noted.folder, PASSPHRASE) as opened, monkeypatch.context() as patch:
        fill_up(patch)
        with pytest.raises(DiskFullError):
            opened.replace_kit(opened.prepare_renewal(), PASSPHRASE, cost=CHEAP)
    assert left_in(noted.folder) == set()
    assert note_in(vault.unlock_with_words(noted.folder, noted.words)) == NOTE


@pytest.fixture
def large(noted: Files) -> Files:
    """Return a vault that is copied in more than one step."""
    with vault.unlock(noted.folder, PASSPHRASE) as opened, closing(opened.connect()) as connection:
        connection.execute("CREATE TABLE attachment AS SELECT randomblob(3000000) AS content")
    return noted


def test_who_is_told_how_far_it_is_can_stop_it(large: Files) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        raise StoppedError

    with vault.unlock(large.folder, PASSPHRASE) as opened, pytest.raises(StoppedError):
        opened.replace_kit(opened.prepare_renewal(), PASSPHRASE, cost=CHEAP, tell=tell)
    assert [0 < done < total for done, total in told] == [True]
    assert note_in(vault.unlock_with_words(large.folder, large.words)) == NOTE


def test_nobody_needs_to_be_told(large: Files) -> None:
    assert note_in(vault.unlock_with_words(large.folder, renew(large))) == NOTE


def test_key_files_that_can_not_be_written_after_the_rename_follow_later(
    noted: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise StorageError

    with monkeypatch.context() as patch:
        patch.setattr(renewal, "write_atomically", fail)
        words = renew(noted)
    assert note_in(vault.unlock(noted.folder, PASSPHRASE)) == NOTE
    assert note_in(vault.unlock_with_words(noted.folder, words)) == NOTE
    assert left_in(noted.folder) == set()


def test_a_sync_that_fails_after_the_rename_is_no_failure(
    noted: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(renewal, "sync_folder", fail)
        words = renew(noted)
    assert note_in(vault.unlock_with_words(noted.folder, words)) == NOTE


def test_leftovers_that_can_not_be_removed_are_said(noted: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, *, missing_ok: bool) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(KnownError):
        renewal.discard(noted.folder)


def test_a_damaged_database_is_not_carried_over(noted: Files) -> None:
    raw = bytearray(noted.database.read_bytes())
    raw[-100] ^= 1
    noted.database.write_bytes(raw)
    with vault.unlock(noted.folder, PASSPHRASE) as opened, pytest.raises(DamagedVaultError):
        opened.replace_kit(opened.prepare_renewal(), PASSPHRASE, cost=CHEAP)


def test_a_copy_that_is_not_the_same_never_takes_the_place(
    noted: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewal, "find_damage", lambda _connection, _check: ("a page is bad",))
    with vault.unlock(noted.folder, PASSPHRASE) as opened, pytest.raises(BugError):
        opened.replace_kit(opened.prepare_renewal(), PASSPHRASE, cost=CHEAP)
    assert note_in(vault.unlock_with_words(noted.folder, noted.words)) == NOTE


def test_rehearsing_the_words_in_force_says_nothing(opened: OpenedVault, files: Files) -> None:
    opened.rehearse_words(files.words)


def test_rehearsing_a_replaced_kit_says_so(noted: Files) -> None:
    renew(noted)
    with vault.unlock(noted.folder, PASSPHRASE) as opened, pytest.raises(ReplacedKitError):
        opened.rehearse_words(noted.words)


def test_rehearsing_other_words_says_so(opened: OpenedVault) -> None:
    with pytest.raises(WrongWordsError, match="do not open this vault"):
        opened.rehearse_words("abandon " * 23 + "art")
