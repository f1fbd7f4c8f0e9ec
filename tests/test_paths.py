from pathlib import Path

import pytest

from coachdesk import paths


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "_DIRS", _Dirs(tmp_path))
    return tmp_path


class _Dirs:
    def __init__(self, folder: Path) -> None:
        self.user_documents_dir = str(folder)


def test_a_new_vault_is_offered_its_usual_place(documents: Path) -> None:
    assert paths.new_vault_folder() == documents / "MyPractice.coachdesk"


def test_a_second_vault_is_offered_a_place_of_its_own(documents: Path) -> None:
    (documents / "MyPractice.coachdesk").mkdir()
    assert paths.new_vault_folder() == documents / "MyPractice 2.coachdesk"


def test_the_sample_is_apart_from_every_vault() -> None:
    assert paths.sample_vault_folder().parent != paths.new_vault_folder().parent
