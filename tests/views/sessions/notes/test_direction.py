import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coachdesk.views.sessions.notes.direction import runs_leftwards
from tests.drivers.notes import NotesDriver

NOTE = "Ein deutscher Satz.\n- שלום, מה שלומך?\n> مرحبا بك **اليوم**\n## Ziel"


def places(coach: NotesDriver) -> list[bool]:
    """Tell of each line whether its words reach the right edge."""
    QApplication.processEvents()
    block, found = coach.edit.document().begin(), []
    while block.isValid():
        line = block.layout().lineAt(0)
        found.append(line.naturalTextRect().right() > line.width() - 3)
        block = block.next()
    return found


def test_each_paragraph_runs_as_its_first_letter_does(coach: NotesDriver) -> None:
    coach.edit.show_text(NOTE)
    assert places(coach) == [False, True, True, False]


def test_it_stays_so_while_it_is_typed_and_formatted(coach: NotesDriver) -> None:
    coach.speak()
    coach.edit.show_text(NOTE)
    coach.put_cursor("שלומך")
    coach.edit.insertPlainText("recieve ")
    coach.wait_for_underlined("Ein", "deutscher", "Satz", "recieve", "Ziel")
    assert places(coach) == [False, True, True, False]


def test_the_cursor_goes_left_with_the_words(coach: NotesDriver) -> None:
    coach.edit.show_text("שלום")
    QApplication.processEvents()
    coach.put_cursor("שלום")
    begin = coach.edit.cursorRect().x()
    coach.press("End")
    assert coach.edit.cursorRect().x() < begin


def test_a_list_goes_on_in_its_own_direction(coach: NotesDriver) -> None:
    coach.edit.show_text("- שלום")
    coach.press("End", "Return")
    coach.edit.insertPlainText("עוד")
    assert coach.text == "- שלום\n- עוד"
    assert places(coach) == [True, True]


@pytest.mark.parametrize(
    ("text", "leftwards"),
    [("abc שלום", False), ("1. (שלום) abc", True), ("- **مرحبا**", True), ("", False), ("123 🙂", False)],
)
def test_the_first_letter_tells(text: str, leftwards: bool) -> None:
    assert runs_leftwards(text) is leftwards


def test_the_dots_are_on_the_other_side_in_a_mirrored_window(coach: NotesDriver) -> None:
    before = coach.edit.hints.x()
    coach.card.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert coach.edit.hints.x() < coach.edit.viewport().x() < before
