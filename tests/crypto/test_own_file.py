import errno
import os
import shutil
from pathlib import Path

import pytest

from coachdesk.crypto.own_file import OwnFile
from coachdesk.errors import ReplacedError, StorageError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "practice.db"
    made.write_bytes(b"ours")
    return made


def test_a_file_that_is_written_stays_the_same(path: Path) -> None:
    own = OwnFile.at(path)
    path.write_bytes(b"ours, longer")
    own.insist()


def test_one_put_in_its_place_is_another_though_it_reads_the_same(path: Path) -> None:
    own = OwnFile.at(path)
    shutil.copy2(path, path.with_name("copy"))
    path.with_name("copy").replace(path)
    with pytest.raises(ReplacedError, match="Another program has replaced"):
        own.insist()


def test_one_that_is_gone_is_said(path: Path) -> None:
    own = OwnFile.at(path)
    path.unlink()
    with pytest.raises(ReplacedError, match="no longer where it was"):
        own.insist()


def test_a_file_that_is_not_there_can_not_be_noted(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="No such file"):
        OwnFile.at(tmp_path / "missing")


def test_a_disk_that_fails_is_not_taken_for_another_program(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = OwnFile.at(path)

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Path, "stat", fail)
    with pytest.raises(StorageError, match="Input/output") as failed:
        own.insist()
    assert not isinstance(failed.value, ReplacedError)
