import shutil
from pathlib import Path

import pytest

from coachdesk import paths
from coachdesk.cli import main
from coachdesk.crypto import opened, vault
from coachdesk.crypto.backups.archive import read_label
from coachdesk.crypto.kdf import Cost
from coachdesk.last_seen import LastSeen
from coachdesk.sample.vault import PASSPHRASE
from tests.commands.conftest import Run

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "calibrate", lambda _memory: CHEAP)


@pytest.fixture
def backup(run: Run, sample: Path, capsys: Captured) -> Path:
    assert run("vault", "backup", "DIR") == 0
    assert "It was opened and read again." in capsys.readouterr().out
    [made] = (sample / "backups").glob("*.coachdesk-backup")
    return made


@pytest.fixture
def words_file(sample: Path, tmp_path: Path) -> Path:
    with vault.unlock(sample, PASSPHRASE) as unlocked:
        words = " ".join(unlocked.recovery_words())
    (tmp_path / "words").write_text(words, encoding="utf-8")
    return tmp_path / "words"


def test_a_backup_can_go_to_a_second_place_too(
    run: Run, sample: Path, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "stick").mkdir()
    assert run("vault", "backup", "DIR", "--to", tmp_path / "stick") == 0
    [copy] = (tmp_path / "stick").iterdir()
    assert copy.read_bytes() == (sample / "backups" / copy.name).read_bytes()
    assert "read again there" in capsys.readouterr().out


def test_a_missing_second_place_is_one_line(run: Run, tmp_path: Path, capsys: Captured) -> None:
    assert run("vault", "backup", "DIR", "--to", tmp_path / "stick") == 1
    out, err = capsys.readouterr()
    assert out.startswith("Made ")
    assert "is not there right now" in err


def test_backups_are_listed_without_a_passphrase(sample: Path, backup: Path, capsys: Captured) -> None:
    assert main(["vault", "backups", str(sample)]) == 0
    line = capsys.readouterr().out
    assert str(backup) in line
    assert "whole on" in line


def test_no_backups_are_told_beside_the_list(sample: Path, capsys: Captured) -> None:
    assert main(["vault", "backups", str(sample)]) == 0
    assert capsys.readouterr() == ("", "There is no backup yet.\n")


def test_a_backup_is_rehearsed_and_left_as_it_is(run: Run, backup: Path, capsys: Captured) -> None:
    before = backup.read_bytes()
    assert run("vault", "rehearse", backup) == 0
    assert (
        "Every document in it is as it was signed, and every file as it was added." in capsys.readouterr().out
    )
    assert (backup.read_bytes(), list(backup.parent.iterdir())) == (before, [backup])


def test_a_rehearsal_finds_a_flipped_bit(run: Run, backup: Path, capsys: Captured) -> None:
    raw = bytearray(backup.read_bytes())
    raw[9_000] ^= 1
    backup.write_bytes(raw)
    assert run("vault", "rehearse", backup) == 1
    assert "is damaged, or is no backup" in capsys.readouterr().err


def test_a_rehearsal_names_documents_that_are_not_as_signed(
    run: Run, backup: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.models.document_check.altered_documents", lambda _connection: ("one",))
    assert run("vault", "rehearse", backup) == 1
    assert "In this backup, 1 document(s) are not as they were signed or added." in capsys.readouterr().err


def test_a_vault_comes_back_with_the_passphrase_alone(
    run: Run, sample: Path, backup: Path, tmp_path: Path
) -> None:
    alone = shutil.copy(backup, tmp_path / "alone.coachdesk-backup")
    shutil.rmtree(sample)
    assert run("vault", "restore", alone, "--to", tmp_path / "Back.coachdesk") == 0
    vault.unlock(tmp_path / "Back.coachdesk", PASSPHRASE).close()


def test_a_state_that_was_restored_is_remembered_as_meant(
    run: Run, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "seen_file", lambda: tmp_path / "vaults.json")
    label, seen = read_label(backup), LastSeen(tmp_path / "vaults.json")
    seen.remember(label.vault_id, label.generation + 1, label.made_at)
    assert seen.newer_than(label.vault_id, label.generation) is not None
    assert run("vault", "restore", backup, "--to", tmp_path / "Back.coachdesk") == 0
    assert seen.newer_than(label.vault_id, label.generation) is None


def test_a_vault_comes_back_with_the_words_and_a_new_passphrase(
    backup: Path, words_file: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    new.write_text("another quiet passphrase", encoding="utf-8")
    target = tmp_path / "Back.coachdesk"
    command = [
        "vault",
        "restore",
        backup,
        "--to",
        target,
        "--words-file",
        words_file,
        "--passphrase-file",
        new,
    ]
    assert main([str(part) for part in command]) == 0
    vault.unlock(target, "another quiet passphrase").close()


def test_a_rehearsal_takes_the_words(backup: Path, words_file: Path) -> None:
    assert main(["vault", "rehearse", str(backup), "--words-file", str(words_file)]) == 0


def test_a_restore_touches_no_vault_that_is_there(
    run: Run, sample: Path, backup: Path, capsys: Captured
) -> None:
    assert run("vault", "restore", backup, "--to", "DIR") == 1
    assert "in use already" in capsys.readouterr().err
    assert (sample / "practice.db").is_file()
