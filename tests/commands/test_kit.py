from pathlib import Path

import pytest

from coachdesk.cli import main
from coachdesk.crypto import opened, renewal, vault
from coachdesk.crypto.backups.reading import open_with_words
from coachdesk.crypto.backups.shelf import FOLDER_NAME, Shelf
from coachdesk.crypto.kdf import Cost
from coachdesk.errors import DiskFullError
from tests.documents.reading import text
from tests.faults.disks import fill_up

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
PASSPHRASE = "quiet river, late train"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (opened, renewal):
        monkeypatch.setattr(module, "calibrate", lambda _memory: CHEAP)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Mine.coachdesk"
    vault.create(made, PASSPHRASE, cost=CHEAP).close()
    return made


@pytest.fixture
def words(folder: Path) -> str:
    with vault.unlock(folder, PASSPHRASE) as unlocked:
        return " ".join(unlocked.recovery_words())


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    return file_with(tmp_path / "passphrase", PASSPHRASE)


def file_with(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in ("vault", "kit", *arguments)])


def printed_words(capsys: Captured) -> str:
    lines = capsys.readouterr().out.splitlines()
    return " ".join(line.split(". ")[1] for line in lines if line[:2].strip().isdigit())


def test_replace_prints_the_words_that_are_in_force_then(
    folder: Path, secret: Path, capsys: Captured
) -> None:
    assert run("replace", folder, "--passphrase-file", secret) == 0
    vault.unlock_with_words(folder, printed_words(capsys)).close()
    vault.unlock(folder, PASSPHRASE).close()


def test_replace_voids_the_former_words(
    folder: Path, words: str, secret: Path, tmp_path: Path, capsys: Captured
) -> None:
    run("replace", folder, "--passphrase-file", secret)
    assert run("rehearse", folder, "--words-file", file_with(tmp_path / "words", words)) == 1
    assert "of a kit that was replaced on" in capsys.readouterr().err


def test_replace_writes_a_kit_and_prints_no_word(
    folder: Path, secret: Path, tmp_path: Path, capsys: Captured
) -> None:
    kit = tmp_path / "kit.pdf"
    assert run("replace", folder, "--passphrase-file", secret, "--kit", kit) == 0
    assert printed_words(capsys) == ""
    with vault.unlock(folder, PASSPHRASE) as unlocked:
        page = text(kit.read_bytes(), tmp_path)
        assert all(word in page for word in unlocked.recovery_words())


def test_words_that_did_not_come_into_force_are_called_so(
    folder: Path, words: str, secret: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(renewal, "copy_database", fail)
    assert run("replace", folder, "--passphrase-file", secret) == 1
    assert "not in force; the former kit still is" in capsys.readouterr().err
    vault.unlock_with_words(folder, words).close()


def backups_in(folder: Path) -> list[Path]:
    return [backup.path for backup in Shelf(folder / FOLDER_NAME).backups()]


def test_replace_backs_up_first_what_opens_with_the_former_words(
    folder: Path, words: str, secret: Path, capsys: Captured
) -> None:
    assert run("replace", folder, "--passphrase-file", secret) == 0
    [backup] = backups_in(folder)
    with open_with_words(backup, words) as opened:
        assert opened.check() == ()
    assert "Backups made before still open with the former ones." in capsys.readouterr().out


def test_without_a_backup_nothing_is_replaced_and_no_word_printed(
    folder: Path, words: str, secret: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with monkeypatch.context() as patch:
        fill_up(patch)
        assert run("replace", folder, "--passphrase-file", secret) == 1
    said = capsys.readouterr()
    assert ("not enough room on the disk" in said.err, said.out) == (True, "")
    assert backups_in(folder) == []
    assert before == {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    vault.unlock_with_words(folder, words).close()


def test_replace_never_writes_over_a_file(folder: Path, secret: Path, tmp_path: Path, words: str) -> None:
    kit = file_with(tmp_path / "kit.pdf", "mine")
    assert run("replace", folder, "--passphrase-file", secret, "--kit", kit) == 1
    assert kit.read_text(encoding="utf-8") == "mine"
    vault.unlock_with_words(folder, words).close()


def test_rehearse_says_that_the_words_open_it_and_changes_nothing(
    folder: Path, words: str, tmp_path: Path, capsys: Captured
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run("rehearse", folder, "--words-file", file_with(tmp_path / "words", words.upper())) == 0
    assert "These words open the vault" in capsys.readouterr().out
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_rehearse_names_the_word_that_is_none(
    folder: Path, words: str, tmp_path: Path, capsys: Captured
) -> None:
    wrong = " ".join(["xylophone", *words.split()[1:]])
    assert run("rehearse", folder, "--words-file", file_with(tmp_path / "words", wrong)) == 1
    assert "Word 1 is not a recovery word" in capsys.readouterr().err
