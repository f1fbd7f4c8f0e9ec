import pytest
from attrs import frozen
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.views.context import Context
from coachdesk.views.sessions.notes.editor import MarkdownEdit
from coachdesk.views.sessions.notes.markdown import next_list_mark, plain_words


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


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("- one", "- "),
        ("  * one", "  * "),
        ("9. one", "10. "),
        ("2) one", "3) "),
        ("- ", ""),
        ("plain", None),
        ("-dash", None),
    ],
)
def test_a_list_goes_on(line: str, mark: str | None) -> None:
    assert next_list_mark(line) == mark


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


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("**Heard** wants *money*", "Heard wants money"),
        ("## Ideas\n- one\n- two", "Ideas\none\ntwo"),
        ("__so__ 2 * 3 * 4", "so 2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_words_cross_without_their_marks(source: str, words: str) -> None:
    assert plain_words(source) == words
