import pytest
from attrs import frozen
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.views.context import Context
from coachdesk.views.sessions.notes.editor import MarkdownEdit


@pytest.fixture
def edit(context: Context, qtbot: QtBot) -> MarkdownEdit:
    made = MarkdownEdit(context)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def press(edit: MarkdownEdit, key: Qt.Key) -> None:
    QTest.keyClick(edit, key, Qt.KeyboardModifier.ControlModifier)


@frozen
class Look:
    start: int
    length: int
    is_bold: bool
    is_italic: bool
    size: float


def looks_of(edit: MarkdownEdit) -> list[Look]:
    layout = edit.document().firstBlock().layout()
    formats = layout.formats()
    return [
        Look(
            part.start,
            part.length,
            part.format.fontWeight() == QFont.Weight.DemiBold,
            part.format.fontItalic(),
            part.format.fontPointSize(),
        )
        for part in formats
    ]


@pytest.mark.parametrize(("key", "marked"), [(Qt.Key.Key_B, "**relief**"), (Qt.Key.Key_I, "*relief*")])
def test_a_key_marks_the_selection_and_takes_it_back(edit: MarkdownEdit, key: Qt.Key, marked: str) -> None:
    edit.setPlainText("relief")
    edit.selectAll()
    press(edit, key)
    assert edit.toPlainText() == marked
    press(edit, key)
    assert edit.toPlainText() == "relief"


def test_a_key_marks_the_word_at_the_cursor(edit: MarkdownEdit) -> None:
    edit.setPlainText("a long silence")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    press(edit, Qt.Key.Key_B)
    assert edit.toPlainText() == "a long **silence**"


def test_a_key_before_typing_leaves_the_cursor_between_the_marks(edit: MarkdownEdit) -> None:
    press(edit, Qt.Key.Key_B)
    QTest.keyClicks(edit, "x")
    assert edit.toPlainText() == "**x**"


def test_headings_and_lists_are_for_whole_lines(edit: MarkdownEdit) -> None:
    edit.setPlainText("one\ntwo")
    edit.selectAll()
    press(edit, Qt.Key.Key_U)
    assert edit.toPlainText() == "- one\n- two"
    edit.selectAll()
    press(edit, Qt.Key.Key_U)
    press(edit, Qt.Key.Key_H)
    assert edit.toPlainText() == "## one\n## two"


def test_one_undo_takes_a_whole_list_back(edit: MarkdownEdit) -> None:
    edit.setPlainText("one\ntwo")
    edit.selectAll()
    press(edit, Qt.Key.Key_U)
    edit.undo()
    assert edit.toPlainText() == "one\ntwo"


def test_enter_goes_on_with_a_list_and_ends_it(edit: MarkdownEdit) -> None:
    QTest.keyClicks(edit, "- one")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "two")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "- one\n- two\n"


@pytest.mark.parametrize(("mark", "next_mark"), [("-", "-"), ("*", "*"), ("1.", "2.")])
def test_a_mark_typed_after_one_that_came_by_itself_counts_once(
    edit: MarkdownEdit, mark: str, next_mark: str
) -> None:
    QTest.keyClicks(edit, f"{mark} one")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, f"{next_mark} two")
    assert edit.toPlainText() == f"{mark} one\n{next_mark} two"


def test_bold_looks_bold_and_the_marks_step_back(edit: MarkdownEdit) -> None:
    edit.setPlainText("x **Heard** y")
    looks = [(look.start, look.length, look.is_bold) for look in looks_of(edit)]
    assert looks == [(2, 2, False), (4, 5, True), (9, 2, False)]


def test_italic_is_not_seen_inside_of_words(edit: MarkdownEdit) -> None:
    edit.setPlainText("snake_case_name and *first*")
    assert [(look.start, look.length) for look in looks_of(edit) if look.is_italic] == [(21, 5)]


def test_a_heading_is_larger(edit: MarkdownEdit) -> None:
    edit.setPlainText("## Ideas")
    assert max(look.size for look in looks_of(edit)) > edit.font().pointSizeF()


def test_lines_are_formatted_when_they_come_into_sight(edit: MarkdownEdit) -> None:
    edit.show_text("**Heard** and more\n" * 20_000)
    assert looks_of(edit) != []
    last = edit.document().lastBlock().previous()
    assert last.layout().formats() == []
    edit.moveCursor(QTextCursor.MoveOperation.End)
    assert last.layout().formats() != []


def test_enter_in_the_middle_parts_an_item(edit: MarkdownEdit) -> None:
    edit.setPlainText("> - one two")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    for _ in range(4):
        QTest.keyClick(edit, Qt.Key.Key_Left)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "> - one\n> -  two"


def test_enter_before_the_mark_is_just_enter(edit: MarkdownEdit) -> None:
    edit.setPlainText("- one")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "\n- one"


def test_the_cursor_stays_while_its_line_changes(edit: MarkdownEdit) -> None:
    edit.setPlainText("one two")
    edit.moveCursor(QTextCursor.MoveOperation.NextWord)
    press(edit, Qt.Key.Key_U)
    QTest.keyClicks(edit, "x")
    assert edit.toPlainText() == "- one xtwo"


@pytest.mark.parametrize(
    ("name", "made"),
    [("Numbered list", "1. one\n2. two"), ("To do", "- [ ] one\n- [ ] two"), ("Quote", "> one\n> two")],
)
def test_the_menu_makes_other_lines(edit: MarkdownEdit, name: str, made: str) -> None:
    edit.setPlainText("one\ntwo")
    edit.selectAll()
    next(action for action in edit.line_actions if action.text() == name).trigger()
    assert edit.toPlainText() == made


def test_keys_move_items_in_and_out(edit: MarkdownEdit) -> None:
    edit.setPlainText("- one\nplain")
    edit.selectAll()
    press(edit, Qt.Key.Key_BracketRight)
    assert edit.toPlainText() == "  - one\nplain"
    press(edit, Qt.Key.Key_BracketLeft)
    assert edit.toPlainText() == "- one\nplain"


def test_marks_behind_an_emoji_are_where_they_stand(edit: MarkdownEdit) -> None:
    edit.setPlainText("🙂 **Heard**")
    assert [(look.start, look.length) for look in looks_of(edit) if look.is_bold] == [(5, 5)]


def test_composed_letters_are_left_to_the_input_method(edit: MarkdownEdit) -> None:
    edit.setPlainText("**a** ")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    QApplication.sendEvent(edit, QInputMethodEvent("にほ", []))
    composed = QInputMethodEvent()
    composed.setCommitString("日本")
    QApplication.sendEvent(edit, composed)
    assert edit.toPlainText() == "**a** 日本"
    assert any(look.is_bold for look in looks_of(edit))
