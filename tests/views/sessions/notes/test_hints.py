import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from coachdesk.models.note_habits import note_habits
from coachdesk.resources import resource_toml
from coachdesk.views.sessions.notes.clinical import clinical_word
from tests.drivers.notes import NotesDriver


def test_a_dot_stands_beside_a_line_with_such_a_word(coach: NotesDriver) -> None:
    coach.edit.show_text("She talks of her depression.\nNothing here.\n🙂 Der Therapeut sagt")
    assert coach.hints() == ["depression", "Therapeut"]


def test_it_asks_whose_word_it_is(coach: NotesDriver) -> None:
    coach.edit.show_text("Her trauma came up")
    centre, _ = next(coach.edit.hints.marks())
    place = QPoint(int(centre.x()), int(centre.y()))
    hints = coach.edit.hints
    QApplication.sendEvent(hints, QHelpEvent(QHelpEvent.Type.ToolTip, place, hints.mapToGlobal(place)))
    assert "“trauma” belongs to medicine or therapy." in QToolTip.text()
    assert "Is it the client's own word, or is it time to refer?" in QToolTip.text()
    QToolTip.hideText()


def test_a_screen_reader_hears_it_on_that_line(coach: NotesDriver) -> None:
    coach.edit.show_text("fine\nHer trauma came up")
    coach.put_cursor("Her")
    assert "“trauma”" in coach.edit.accessibleDescription()
    coach.put_cursor("fine")
    assert coach.edit.accessibleDescription() == ""


def test_one_click_turns_all_dots_off_for_good(coach: NotesDriver) -> None:
    coach.edit.show_text("Her trauma came up")
    coach.click_hint()
    assert coach.hints() == []
    assert not coach.vault.do(note_habits).shows_hints
    notice = coach.vault.notices[-1]
    assert notice.on_action is not None
    notice.on_action()
    coach.settle()
    assert coach.hints() == ["trauma"]


def test_the_menu_turns_them_on_again(coach: NotesDriver) -> None:
    coach.edit.show_text("Her trauma came up")
    coach.choose("Dots beside words of medicine and therapy")
    assert coach.hints() == []
    coach.choose("Dots beside words of medicine and therapy")
    assert coach.hints() == ["trauma"]


def test_a_hint_never_holds_anything_up(coach: NotesDriver) -> None:
    coach.type("Her depression ")
    coach.save()
    assert coach.stored == "Her depression "


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("He has ADHD", "ADHD"),
        ("add this to the ads", ""),
        ("the traumatic year", "traumatic"),
        ("in Psychotherapie seit Mai", "Psychotherapie"),
        ("eine Angststörung", "Angststörung"),
        ("the address of the autumn", ""),
        ("We deal with it together", ""),
    ],
)
def test_stems_go_on_and_words_stand_alone(line: str, word: str) -> None:
    found = clinical_word(line)
    assert (found.text if found else "") == word


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_lists_are_short_and_without_doubles(language: str) -> None:
    table = resource_toml("clinical", f"{language}.toml")
    words = [*table["stems"], *table["words"]]
    assert 30 <= len(words) <= 60
    assert len({word.lower() for word in words}) == len(words)
