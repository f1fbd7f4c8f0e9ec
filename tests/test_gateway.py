import errno
from pathlib import Path

import pytest

from coachdesk.errors import BugError, InvalidInputError, ReadOnlyError
from coachdesk.gateway import Gateway


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
