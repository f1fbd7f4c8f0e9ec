import getpass
from pathlib import Path

import pytest
from pypdf import PdfReader

from coachdesk.cli import main
from coachdesk.crypto import opened, vault
from coachdesk.crypto.kdf import Cost
from coachdesk.errors import DiskFullError
from tests.commands.stdin import give_input

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
PASSPHRASE, OTHER = "quiet river, late train", "another quiet passphrase"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "calibrate", lambda _memory: CHEAP)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return file


@pytest.fixture
def other(tmp_path: Path) -> Path:
    file = tmp_path / "other"
    file.write_text(OTHER, encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Mine.coachdesk"
    vault.create(made, PASSPHRASE, cost=CHEAP).close()
    return made


@pytest.fixture
def words(folder: Path) -> str:
    with vault.unlock(folder, PASSPHRASE) as unlocked:
        return " ".join(unlocked.recovery_words())


def run(*arguments: object) -> int:
    return main([str(argument) for argument in ("vault", *arguments)])


def test_create_makes_a_vault_and_prints_its_words(tmp_path: Path, secret: Path, capsys: Captured) -> None:
    assert run("create", tmp_path / "New", "--passphrase-file", secret) == 0
    lines = capsys.readouterr().out.splitlines()
    with vault.unlock(tmp_path / "New", PASSPHRASE) as unlocked:
        printed = tuple(line.split(". ")[1] for line in lines[2:])
        assert printed == unlocked.recovery_words()
        assert unlocked.vault_id in lines[0]
    assert (lines[2][:3], lines[25][:3]) == (" 1.", "24.")


def test_create_writes_the_kit_and_prints_no_word(tmp_path: Path, secret: Path, capsys: Captured) -> None:
    kit = tmp_path / "kit.pdf"
    assert run("create", tmp_path / "New", "--passphrase-file", secret, "--kit", kit) == 0
    with vault.unlock(tmp_path / "New", PASSPHRASE) as unlocked:
        words = unlocked.recovery_words()
    text = PdfReader(kit).pages[0].extract_text()
    assert [word for word in words if word not in text] == []
    assert " 1. " not in capsys.readouterr().out
    assert kit.stat().st_mode & 0o777 == 0o600


def test_a_kit_that_is_there_stays_and_no_vault_comes(tmp_path: Path, secret: Path, capsys: Captured) -> None:
    kit = tmp_path / "kit.pdf"
    kit.write_bytes(b"older")
    assert run("create", tmp_path / "New", "--passphrase-file", secret, "--kit", kit) == 1
    assert "is there already" in capsys.readouterr().err
    assert kit.read_bytes() == b"older"
    assert not (tmp_path / "New").exists()


def test_without_room_for_the_kit_the_words_are_printed(
    tmp_path: Path, secret: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DiskFullError

    monkeypatch.setattr("coachdesk.commands.kit._write", fail)
    assert run("create", tmp_path / "New", "--passphrase-file", secret, "--kit", tmp_path / "kit.pdf") == 1
    out, err = capsys.readouterr()
    assert "24. " in out
    assert "not enough room" in err


def test_create_says_when_a_passphrase_is_weak(tmp_path: Path, capsys: Captured) -> None:
    weak = tmp_path / "weak"
    weak.write_text("password", encoding="utf-8")
    assert run("create", tmp_path / "New", "--passphrase-file", weak) == 0
    assert "would take seconds" in capsys.readouterr().err


def test_create_refuses_a_folder_in_use(folder: Path, secret: Path, capsys: Captured) -> None:
    assert run("create", folder, "--passphrase-file", secret) == 1
    assert "in use already" in capsys.readouterr().err


def test_recover_asks_for_the_words(
    folder: Path, other: Path, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_input(monkeypatch, b"", terminal=True)
    monkeypatch.setattr(getpass, "getpass", lambda _question: words)
    assert run("recover", folder, "--passphrase-file", other) == 0
    vault.unlock(folder, OTHER).close()


def test_recover_gives_a_new_passphrase(folder: Path, other: Path, words: str, tmp_path: Path) -> None:
    (tmp_path / "words").write_text(words.upper(), encoding="utf-8")
    assert run("recover", folder, "--words-file", tmp_path / "words", "--passphrase-file", other) == 0
    vault.unlock(folder, OTHER).close()


def test_recover_names_the_wrong_word(
    folder: Path, other: Path, words: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_input(monkeypatch, words.replace(words.split()[2], "kanarienvogel", 1).encode())
    assert run("recover", folder, "--words-file", "-", "--passphrase-file", other) == 1
    err = capsys.readouterr().err
    assert "is not a recovery word" in err
    assert "kanarienvogel" not in err


def test_passphrase_changes_it(folder: Path, secret: Path, other: Path) -> None:
    assert run("passphrase", folder, "--passphrase-file", secret, "--new-passphrase-file", other) == 0
    vault.unlock(folder, OTHER).close()


@pytest.mark.parametrize(
    "command", [["passphrase", "--new-passphrase-file", "-"], ["recover", "--words-file", "-"]]
)
def test_two_secrets_do_not_come_from_one_stream(command: list[str], folder: Path, capsys: Captured) -> None:
    assert run(command[0], folder, *command[1:], "--passphrase-file", "-") == 1
    assert "one secret only" in capsys.readouterr().err


def test_a_wrong_passphrase_is_one_line(folder: Path, other: Path, capsys: Captured) -> None:
    assert run("check", folder, "--passphrase-file", other) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("coachdesk: That passphrase does not open this vault.")
    assert err.count("\n") == 1
