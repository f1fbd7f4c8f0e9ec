import ctypes
from pathlib import Path

import pytest

from coachdesk.errors import NoSpellingError
from coachdesk.spelling import speller
from coachdesk.spelling.checker import Checker
from coachdesk.spelling.dictionaries import Dictionary, dictionaries
from coachdesk.spelling.speller import HoldingSpeller, LetGoSpeller, open_speller


@pytest.fixture
def british(tmp_path: Path) -> Dictionary:
    return dictionaries(tmp_path)["en_GB"]


def test_wrong_words_are_found_in_english_with_accents_or_without(british: Dictionary) -> None:
    words = ("colour", "color", "naïve", "café", "don’t", "recieve", "Привет")
    assert Checker().wrong(words, british) == {"color", "recieve"}


def test_the_likeliest_word_comes_first(british: Dictionary) -> None:
    found = Checker().suggest("recieve", british)
    assert found[0] == "receive"
    assert len(found) <= 6


def test_both_ways_to_hunspell_say_the_same(british: Dictionary) -> None:
    ours, theirs = open_speller(british), HoldingSpeller(british)
    assert isinstance(ours, LetGoSpeller)
    for word in ("receive", "recieve", "kids'", "Łódź"):
        assert ours.knows(word) == theirs.knows(word)
        assert ours.suggest(word) == theirs.suggest(word)


def test_where_hunspell_shows_no_interface_chunspell_does(
    british: Dictionary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speller, "_library", lambda: None)
    assert isinstance(open_speller(british), HoldingSpeller)


def test_without_hunspell_there_is_no_spelling(british: Dictionary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speller, "_EXTENSION", "nowhere.hunspell")
    with pytest.raises(NoSpellingError):
        Checker().wrong(["word"], british)


def test_a_dictionary_that_is_gone_is_said(tmp_path: Path) -> None:
    gone = Dictionary("en_XX", tmp_path / "en_XX.dic", tmp_path / "en_XX.aff")
    with pytest.raises(NoSpellingError):
        Checker().suggest("word", gone)


def test_a_dictionary_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    words, rules = tmp_path / "ru_RU.dic", tmp_path / "ru_RU.aff"
    rules.write_bytes("SET KOI8-R\nTRY оеаи\n".encode("koi8-r"))
    words.write_bytes("1\nпривет\n".encode("koi8-r"))
    russian = Dictionary("ru_RU", words, rules)
    assert Checker().wrong(["привет", "превет", "hello", "Łódź"], russian) == {"превет"}


def test_few_dictionaries_are_kept_open(british: Dictionary, tmp_path: Path) -> None:
    read: list[str] = []

    def reading(dictionary: Dictionary) -> LetGoSpeller | HoldingSpeller:
        read.append(dictionary.tag)
        return HoldingSpeller(british)

    checker = Checker(reading)
    others = [Dictionary(tag, british.words, british.rules) for tag in ("a", "b", "c", "b", "a")]
    for one in others:
        checker.wrong(["word"], one)
    assert read == ["a", "b", "c", "a"]


def test_hunspell_is_called_without_holding_up_other_threads(british: Dictionary) -> None:
    """What that comes to is measured in `bench/writing.py`; https://docs.python.org/3/library/ctypes.html."""
    asked = open_speller(british)
    assert isinstance(asked, LetGoSpeller)
    library = asked._library  # noqa: SLF001  (how it was loaded is what matters)
    assert isinstance(library, ctypes.CDLL)
    assert not isinstance(library, ctypes.PyDLL)
