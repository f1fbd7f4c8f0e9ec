from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor

from coachdesk.errors import NoSpellingError
from coachdesk.models import own_words
from coachdesk.models.note_habits import note_habits
from coachdesk.resources import resource_path
from coachdesk.spelling.dictionaries import Dictionary
from coachdesk.theme import Appearance
from coachdesk.views.sessions.notes.menu import SpellingMenu
from tests.drivers.notes import NotesDriver, action_of, texts_of


@pytest.fixture
def speller(coach: NotesDriver) -> NotesDriver:
    coach.speak()
    return coach


def test_a_wrong_word_is_underlined_once_it_is_left(speller: NotesDriver) -> None:
    speller.type("they recieve it")
    speller.wait_for_underlined("recieve")


def test_a_word_is_not_called_wrong_while_it_is_typed(speller: NotesDriver) -> None:
    speller.type("mispeling and recieve")
    speller.wait_for_underlined("mispeling")
    speller.press("Home")
    speller.wait_for_underlined("mispeling", "recieve")


def test_code_links_names_and_numbers_are_left_alone(speller: NotesDriver) -> None:
    speller.type("`teh` [x](http://teh.example/recieve) NASA CoachDesk h3llo mispeling ")
    speller.wait_for_underlined("mispeling")


def test_words_behind_emoji_are_underlined_where_they_stand(speller: NotesDriver) -> None:
    speller.edit.show_text("🙂🙂 the mispeling 🙂 here")
    speller.wait_for_underlined("mispeling")


def test_other_scripts_are_not_judged_by_an_english_dictionary(speller: NotesDriver) -> None:
    speller.edit.show_text("שלום mispeling مرحبا Привет")
    speller.wait_for_underlined("mispeling")


def test_answers_move_neither_cursor_nor_undo(speller: NotesDriver) -> None:
    speller.type("recieve it")
    speller.put_cursor("cieve")
    speller.wait_for_underlined("recieve")
    assert speller.edit.textCursor().position() == 2
    speller.edit.undo()
    assert speller.text == ""
    assert not speller.edit.document().isUndoAvailable()


def test_only_words_in_sight_are_looked_up(speller: NotesDriver) -> None:
    speller.edit.show_text("fine words\n" * 400 + "mispeling")
    speller.wait_for_underlined()
    assert "mispeling" not in speller.edit.spelling._known  # noqa: SLF001  (what was asked for)
    speller.edit.moveCursor(QTextCursor.MoveOperation.End)
    speller.wait_for_underlined("mispeling")


def test_other_colours_keep_what_is_underlined(speller: NotesDriver) -> None:
    speller.type("recieve it")
    speller.wait_for_underlined("recieve")
    theme = speller.vault.context.theme
    theme.choose(Appearance.DARK)
    try:
        assert speller.underlined() == ["recieve"]
    finally:
        theme.choose(Appearance.LIGHT)


def test_the_menu_offers_what_may_be_meant(speller: NotesDriver) -> None:
    speller.type("they recieve it")
    speller.wait_for_underlined("recieve")
    speller.put_cursor("ieve")
    speller.choose("receive")
    assert speller.text == "they receive it"
    speller.edit.undo()
    assert speller.text == "they recieve it"


def test_a_word_right_or_none_has_no_suggestions(speller: NotesDriver) -> None:
    speller.type("they said ")
    assert texts_of(speller.open_menu())[0] == "Undo\tCtrl+Z"


def test_a_word_of_ones_own_is_kept_in_the_vault_and_taken_back(speller: NotesDriver) -> None:
    speller.type("Xiolanthe's turn")
    speller.wait_for_underlined("Xiolanthe's")
    speller.put_cursor("olanthe")
    speller.choose("Add “Xiolanthe's” to my words")
    speller.wait_for_underlined()
    assert speller.vault.do(own_words.own_words) == ("Xiolanthe's",)
    speller.type(" and xiolanthe ")
    speller.put_cursor("olanthe")
    speller.choose("Take “Xiolanthe's” out of my words")
    speller.wait_for_underlined("Xiolanthe's", "xiolanthe")
    assert speller.vault.do(own_words.own_words) == ()


def test_words_never_go_to_a_file(speller: NotesDriver, tmp_path: Path, data_folder: Path) -> None:
    speller.type("Qwertzuiopia said so")
    speller.wait_for_underlined("Qwertzuiopia")
    speller.put_cursor("zuiopia")
    speller.choose("Add “Qwertzuiopia” to my words")
    speller.save()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not data_folder.exists()
    assert [path.name for path in files if b"Qwertzuiopia" in path.read_bytes()] == []


def test_another_dictionary_holds_for_all_who_speak_so(speller: NotesDriver) -> None:
    speller.type("the colour and the color ")
    speller.wait_for_underlined("color")
    action_of(speller.spelling_menu(), "American English").trigger()
    speller.wait_for_underlined("colour")
    speller.settle()
    assert speller.vault.do(note_habits).spelling_of("English") == "en_US"


def test_spelling_can_be_left_unchecked(speller: NotesDriver) -> None:
    speller.type("recieve it")
    speller.wait_for_underlined("recieve")
    action_of(speller.spelling_menu(), "Not checked").trigger()
    speller.settle()
    assert speller.underlined() == []


def test_a_language_without_dictionary_is_not_judged_by_another(coach: NotesDriver) -> None:
    coach.speak("Deutsch")
    coach.type("ein Satz mit recieve ")
    coach.settle()
    assert coach.underlined() == []
    assert texts_of(coach.spelling_menu())[0] == "No dictionary for Deutsch is here"


def test_a_dictionary_of_the_coachs_own_is_copied_and_used(
    speller: NotesDriver, tmp_path: Path, data_folder: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "en_AU.aff").write_text("SET UTF-8\nTRY abc\n", encoding="utf-8")
    (stick / "en_AU.dic").write_text("2\nbonzer\nit\n", encoding="utf-8")
    menu = SpellingMenu(speller.edit.spelling, speller.card, ask=lambda _parent, _title: stick / "en_AU.dic")
    speller.type("receive bonzer it ")
    speller.wait_for_underlined("bonzer")
    menu.add_another.trigger()
    speller.wait_for_underlined("receive")
    assert (data_folder / "CoachDesk" / "dictionaries" / "en_AU.dic").is_file()


def test_without_hunspell_one_line_says_so(coach: NotesDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_words: object, _dictionary: Dictionary) -> frozenset[str]:
        raise NoSpellingError

    monkeypatch.setattr(coach.vault.context.checker, "wrong", refuse)
    coach.speak()
    coach.type("recieve it ")
    coach.wait_until(lambda: coach.edit.spelling.failure is not None)
    assert "can't be checked" in texts_of(coach.spelling_menu())[0]
    assert coach.underlined() == []


def test_dictionaries_ship_with_their_licences() -> None:
    for tag in ("en_GB", "en_US"):
        assert resource_path("dictionaries", f"LICENSE-{tag}.txt").is_file()
