import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.errors import DiskFullError
from tests.commands.conftest import Run

Captured = pytest.CaptureFixture[str]


def test_everything_is_written_and_its_readers_are_named(run: Run, tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "all.json"
    assert run("vault", "export", "DIR", "--to", target) == 0
    data = json.loads(target.read_text(encoding="utf-8"))
    assert len(data["tables"]["client"]) == 3
    assert len(data["vault_id"]) == 32
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{target} is not encrypted: whoever gets hold of it can read everything" in err


def test_only_the_owner_may_read_it(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "all.json"
    run("vault", "export", "DIR", "--to", target)
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_stays(run: Run, tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "all.json"
    target.write_text("mine", encoding="utf-8")
    assert run("vault", "export", "DIR", "--to", target) == 1
    assert target.read_text(encoding="utf-8") == "mine"
    assert "is there already; nothing was written. Choose another name." in capsys.readouterr().err


def test_a_full_disk_is_told_and_nothing_stays(
    run: Run, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _pieces: Iterator[bytes]) -> None:
        raise DiskFullError

    monkeypatch.setattr("coachdesk.commands.export.write_pieces", full)
    assert run("vault", "export", "DIR", "--to", tmp_path / "all.json") == 1
    assert "not enough room" in capsys.readouterr().err
    assert not (tmp_path / "all.json").exists()


def test_a_wrong_passphrase_writes_nothing(run: Run, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "passphrase").write_text("another one", encoding="utf-8")
    assert run("vault", "export", "DIR", "--to", tmp_path / "all.json") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "all.json").exists()
