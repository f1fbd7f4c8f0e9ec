from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.models.note_habits import LEAST_ZOOM, MOST_ZOOM, note_habits
from coachdesk.views.sessions.notes.editor import MarkdownEdit
from tests.drivers.notes import NotesDriver


def points(coach: NotesDriver) -> float:
    return coach.edit.font().pointSizeF()


def turn_wheel(coach: NotesDriver, eighths: int) -> None:
    place = QPointF(20, 20)
    event = QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, eighths),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(coach.edit.viewport(), event)
    coach.settle()


def test_keys_make_letters_larger_smaller_and_usual(coach: NotesDriver) -> None:
    usual = points(coach)
    coach.press("Ctrl+=", "Ctrl+=")
    larger = points(coach)
    coach.press("Ctrl+-")
    less = points(coach)
    coach.press("Ctrl+0")
    assert usual < less < larger
    assert points(coach) == usual


def test_the_size_stays_within_what_can_be_read(coach: NotesDriver) -> None:
    coach.press(*["Ctrl+="] * 20)
    assert coach.edit.habits.now.zoom == MOST_ZOOM
    coach.press(*["Ctrl+-"] * 20)
    assert coach.edit.habits.now.zoom == LEAST_ZOOM


def test_the_wheel_does_the_same_and_small_turns_add_up(coach: NotesDriver) -> None:
    for eighths in (40, 40, 40, -30):
        turn_wheel(coach, eighths)
    assert coach.edit.habits.now.zoom == 1


def points_of_heading(coach: NotesDriver) -> float:
    block = coach.edit.document().firstBlock()
    layout = block.layout()
    formats = layout.formats()
    return formats[0].format.fontPointSize()


def test_headings_grow_along(coach: NotesDriver) -> None:
    coach.edit.show_text("## Goal")
    before = points_of_heading(coach)
    coach.press("Ctrl+=")
    assert before < points_of_heading(coach)


def test_the_size_is_remembered_in_the_vault(coach: NotesDriver, qtbot: QtBot) -> None:
    coach.press("Ctrl+=")
    coach.settle()
    assert coach.vault.do(note_habits).zoom == 1
    later = MarkdownEdit(coach.vault.context)
    qtbot.addWidget(later)
    later.speak("")
    coach.settle()
    assert later.font().pointSizeF() == points(coach)


def test_lines_stay_as_short_as_they_read_well(coach: NotesDriver) -> None:
    coach.card.resize(1800, 600)
    QApplication.processEvents()
    signs = coach.edit.viewport().width() / coach.edit.fontMetrics().averageCharWidth()
    assert 70 < signs < 95


def test_another_size_is_no_other_word(coach: NotesDriver) -> None:
    coach.type("## relief")
    coach.save()
    coach.press("Ctrl+=")
    assert not coach.card.saver.is_dirty
