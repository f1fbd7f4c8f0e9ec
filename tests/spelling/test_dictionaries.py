from pathlib import Path

import pytest

from coachdesk.errors import InvalidInputError, StorageError
from coachdesk.spelling.dictionaries import add_dictionary, dictionaries, system_folders


def put(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (folder / f"{name}.dic").write_text("1\nword\n", encoding="utf-8")
    return folder / f"{name}.dic"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "mine"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "share"))
    monkeypatch.setenv("DICPATH", str(tmp_path / "named"))
    return tmp_path


def test_english_ships(tmp_path: Path) -> None:
    assert list(dictionaries(tmp_path / "none")) == ["en_GB", "en_US"]


def test_those_of_the_system_are_found(data: Path) -> None:
    put(data / "share" / "hunspell", "de_DE")
    put(data / "mine" / "hunspell", "pl-PL")
    put(data / "named" / "dict-fr", "fr_FR")
    assert list(dictionaries(data / "none")) == ["de_DE", "en_GB", "en_US", "fr_FR", "pl_PL"]


def test_what_has_no_rules_is_no_dictionary(data: Path) -> None:
    put(data / "share" / "hunspell", "hyph_de_DE")
    (put(data / "share" / "hunspell", "de_DE")).with_suffix(".aff").unlink()
    assert "de_DE" not in dictionaries(data / "none")


def test_the_coachs_own_goes_before_ours(data: Path) -> None:
    own = put(data / "own", "en_GB")
    assert dictionaries(data / "own")["en_GB"].words == own


@pytest.mark.parametrize("chosen", [".dic", ".aff"])
def test_one_of_the_coachs_is_copied_with_both_its_files(data: Path, chosen: str) -> None:
    added = add_dictionary(put(data / "stick", "de_AT").with_suffix(chosen), data / "own")
    assert (added.tag, added.language) == ("de_AT", "de")
    assert sorted(path.name for path in (data / "own").iterdir()) == ["de_AT.aff", "de_AT.dic"]


def test_half_a_dictionary_is_refused(data: Path) -> None:
    words = put(data / "stick", "de_AT")
    words.with_suffix(".aff").unlink()
    with pytest.raises(InvalidInputError, match="two files of one name"):
        add_dictionary(words, data / "own")


def test_a_name_that_says_no_language_is_refused(data: Path) -> None:
    with pytest.raises(InvalidInputError, match="which language"):
        add_dictionary(put(data / "stick", "My words"), data / "own")


def test_a_place_that_takes_nothing_is_said(data: Path) -> None:
    (data / "own").write_text("a file", encoding="utf-8")
    with pytest.raises(StorageError):
        add_dictionary(put(data / "stick", "de_AT"), data / "own")


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {}, "/usr/share/hunspell"),
        ("linux", {"XDG_DATA_DIRS": "/opt/share"}, "/opt/share/myspell/dicts"),
        ("darwin", {}, "/Library/Spelling"),
        ("win32", {"ProgramFiles": "C:/Programs"}, "C:/Programs/LibreOffice/share/extensions"),
    ],
)
def test_every_system_has_its_places(platform: str, environment: dict[str, str], folder: str) -> None:
    assert Path(folder) in system_folders(environment, platform)
