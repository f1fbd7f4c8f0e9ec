"""Fault 21: the words of a recovery kit, as people type them and mistype them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from mnemonic import Mnemonic

from coachdesk.cli import main
from coachdesk.crypto import keyfile, opened, recovery, renewal, vault
from coachdesk.crypto.recovery import ForeignWordsError, words_of
from coachdesk.crypto.renewal import ReplacedKitError
from coachdesk.crypto.secret import Secret
from coachdesk.errors import WrongWordsError
from tests.crypto.conftest import CHEAP, PASSPHRASE, Files, files, make_files
from tests.crypto.test_vault import OTHER, snapshot
from tests.drivers.first_start import Entrance
from tests.drivers.keyboard import focused

__all__ = ["files"]

TYPED: dict[str, Callable[[list[str]], str]] = {
    "right": " ".join,
    "upper case": lambda words: " ".join(words).upper(),
    "extra spaces": lambda words: "  \n\t " + "   ".join(words) + " \n",
    "numbered lines": lambda words: "\n".join(f"{number}. {word}" for number, word in enumerate(words, 1)),
    "commas": ", ".join,
    "four letters each": lambda words: " ".join(word[:4] for word in words),
}
each_way = pytest.mark.parametrize("way", TYPED)


def typed(files: Files, way: str) -> str:
    return TYPED[way](files.words.split())


def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return what lists the folders whose database is asked whether words fit."""
    folders: list[Path] = []

    def note(folder: Path, master: Secret) -> object:
        folders.append(folder)
        return opened.open_with_master(folder, master)

    monkeypatch.setattr(vault, "open_with_master", note)
    return folders


@pytest.mark.fault(21)
@each_way
def test_words_open_it_however_they_are_typed(files: Files, way: str) -> None:
    vault.unlock_with_words(files.folder, typed(files, way)).close()


@pytest.mark.fault(21)
@each_way
def test_on_the_command_line_too(
    files: Files, tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "calibrate", lambda _memory: CHEAP)
    (tmp_path / "words").write_text(typed(files, way), encoding="utf-8")
    (tmp_path / "new").write_text(OTHER, encoding="utf-8")
    command = ["vault", "recover", files.folder, "--words-file", tmp_path / "words"]
    assert main([str(word) for word in (*command, "--passphrase-file", tmp_path / "new")]) == 0
    vault.unlock(files.folder, OTHER).close()


@pytest.mark.fault(21, control=True)
@pytest.mark.parametrize("way", set(TYPED) - {"right"})
def test_read_to_the_letter_they_would_not(files: Files, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Mnemonic("english")
    monkeypatch.setattr(vault, "master_from", lambda text: Secret(library.to_entropy(text.split(" "))))
    with pytest.raises((ValueError, LookupError)):
        vault.unlock_with_words(files.folder, typed(files, way))


@pytest.mark.fault(21)
@pytest.mark.parametrize("place", [1, 12, 24])
def test_a_word_of_no_kit_is_refused_at_once_with_its_place(
    files: Files, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = files.words.split()
    words[place - 1] = "xylophone"
    folders, before = asked(monkeypatch), snapshot(files.folder)
    with pytest.raises(WrongWordsError, match=f"Word {place} is not") as refused:
        vault.unlock_with_words(files.folder, " ".join(words))
    assert (refused.value.facts["place"], folders, snapshot(files.folder)) == (place, [], before)


def fitting_nothing(words: list[str], change: Callable[[list[str], int], list[str]]) -> str:
    """Return words that were changed at the first place where the checksum shows it, as 255 of 256 do."""
    for place in range(len(words)):
        candidate = " ".join(change(list(words), place))
        try:
            recovery.master_from(candidate).wipe()
        except WrongWordsError:
            return candidate
    raise AssertionError


def mistaken(words: list[str], place: int) -> list[str]:
    return [*words[:place], "zoo" if words[place] != "zoo" else "zone", *words[place + 1 :]]


def swapped(words: list[str], place: int) -> list[str]:
    words[place - 1], words[place] = words[place], words[place - 1]
    return words


@pytest.mark.fault(21)
@pytest.mark.parametrize("change", [mistaken, swapped])
def test_a_wrong_checksum_is_refused_before_the_vault_is_asked(
    files: Files, change: Callable[[list[str], int], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folders, before = asked(monkeypatch), snapshot(files.folder)
    with pytest.raises(WrongWordsError, match="together they fit no vault"):
        vault.unlock_with_words(files.folder, fitting_nothing(files.words.split(), change))
    assert (folders, snapshot(files.folder)) == ([], before)


def without_checksum(words: list[str]) -> Secret:
    """Read words as if the last eight bits said nothing."""
    listed = list(recovery._by_prefix().values())  # noqa: SLF001  (in the order of the list)
    bits = "".join(f"{listed.index(word):011b}" for word in words)
    return Secret(int(bits[:256], 2).to_bytes(32, "big"))


@pytest.mark.fault(21, control=True)
def test_without_the_checksum_a_slip_would_be_taken_for_another_vault(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    slipped = fitting_nothing(files.words.split(), mistaken)
    monkeypatch.setattr(recovery, "_from_words", without_checksum)
    folders = asked(monkeypatch)
    with pytest.raises(ForeignWordsError):
        vault.unlock_with_words(files.folder, slipped)
    assert folders == [files.folder]


@pytest.mark.fault(21)
def test_words_of_another_vault_are_called_so_and_nothing_is_written(files: Files, tmp_path: Path) -> None:
    other, before = make_files(tmp_path / "Other.coachdesk"), snapshot(files.folder)
    with pytest.raises(ForeignWordsError, match="another or an older vault"):
        vault.unlock_with_words(files.folder, other.words)
    assert snapshot(files.folder) == before


def replaced(files: Files) -> None:
    with vault.unlock(files.folder, PASSPHRASE) as unlocked:
        unlocked.replace_kit(unlocked.prepare_renewal(), PASSPHRASE, cost=CHEAP)


@pytest.mark.fault(21)
def test_a_voided_kit_is_explained(files: Files) -> None:
    replaced(files)
    before = snapshot(files.folder)
    with pytest.raises(ReplacedKitError) as refused:
        vault.unlock_with_words(files.folder, files.words)
    assert "Backups made before that day open with these words." in refused.value.text()
    assert snapshot(files.folder) == before


@pytest.mark.fault(21, control=True)
def test_without_the_list_of_voided_kits_it_would_be_any_other(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewal, "kit_id", lambda _master: keyfile.kit_id(Secret(bytes(32))))
    replaced(files)
    monkeypatch.undo()
    with pytest.raises(ForeignWordsError):
        vault.unlock_with_words(files.folder, files.words)


@pytest.fixture
def page(entrance: Entrance, files: Files) -> Entrance:
    """Return a coach in front of the field for the words."""
    entrance.settings.vault = files.folder
    entrance.open()
    entrance.keys.push("Use recovery words")
    entrance.keys.go_to("Recovery words")
    return entrance


@pytest.mark.fault(21)
def test_the_window_selects_the_word_that_is_none(page: Entrance, files: Files) -> None:
    words = files.words.split()
    words[6] = "xylophone"
    page.keys.type(" ".join(words))
    page.keys.push("Next")
    page.wait_for("Word 7 is not a recovery word")
    assert focused().accessibleName() == "Recovery words"


@pytest.mark.fault(21)
def test_the_window_explains_a_voided_kit(page: Entrance, files: Files) -> None:
    replaced(files)
    page.keys.type(" ".join(words_of(Secret(bytes(32)))))
    page.keys.push("Next")
    page.wait_for("These words do not open this vault.")
    page.keys.fill("Recovery words", files.words.upper())
    page.keys.push("Next")
    page.wait_for("These words are of a kit that was replaced on")
