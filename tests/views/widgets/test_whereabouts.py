import json

import pytest
from attrs import define, field
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coachdesk.views.promises.form import Side
from coachdesk.views.widgets import whereabouts
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.segments import Segments


@define
class Form:
    """A page with one of each kind of field, in a column that scrolls."""

    page: QWidget = field(factory=QWidget)
    name: QLineEdit = field(factory=QLineEdit)
    secret: QLineEdit = field(factory=QLineEdit)
    notes: QPlainTextEdit = field(factory=QPlainTextEdit)
    kind: QComboBox = field(factory=QComboBox)
    agreed: QCheckBox = field(factory=QCheckBox)
    rows: QListView = field(factory=QListView)
    column: ScrollColumn = field(factory=ScrollColumn)

    def __attrs_post_init__(self) -> None:
        self.kind.addItems(["one", "two"])
        self.rows.setModel(QStringListModel(["a", "b", "c"], self.rows))
        self.secret.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.notes.setMinimumHeight(900)
        for part in (self.name, self.secret, QSpinBox(), self.notes, self.kind, self.agreed, self.rows):
            self.column.column.addWidget(part)
        QVBoxLayout(self.page).addWidget(self.column)
        self.page.resize(300, 300)
        self.page.show()

    def state(self, *, words: bool = False) -> whereabouts.State:
        """Return where the coach is, as the vault gives it back."""
        state: whereabouts.State = json.loads(json.dumps(whereabouts.capture(self.page, words=words)))
        return state


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made.page)
    return made


@pytest.fixture
def again(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made.page)
    return made


def test_all_that_was_typed_and_chosen_comes_back(form: Form, again: Form) -> None:
    form.name.setText("Zoë 👩‍🏫")
    form.notes.setPlainText("one\n\n  two\t")
    form.kind.setCurrentIndex(1)
    form.agreed.setChecked(True)
    assert whereabouts.put_words_back(again.page, form.state(words=True)) == []
    assert (again.name.text(), again.notes.toPlainText()) == ("Zoë 👩‍🏫", "one\n\n  two\t")
    assert (again.kind.currentIndex(), again.agreed.isChecked()) == (1, True)


def test_a_passphrase_is_never_kept(form: Form) -> None:
    form.secret.setText("heron quarry")
    assert "heron" not in json.dumps(form.state(words=True))


def test_words_that_are_saved_are_not_kept_a_second_time(form: Form) -> None:
    form.name.setText("Mira")
    assert "fields" not in form.state()


def test_words_without_their_field_are_given_back(form: Form, again: Form) -> None:
    form.name.setText("Mira")
    state = form.state(words=True)
    again.name.setParent(None)
    again.secret.setParent(None)
    assert whereabouts.put_words_back(again.page, state) == ["Mira"]


def test_the_same_words_are_not_typed_again(form: Form, again: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(again.notes.textChanged):
        whereabouts.put_words_back(again.page, form.state(words=True))


def test_the_cursor_stands_where_it_stood(form: Form, again: Form) -> None:
    form.notes.setPlainText("one two three")
    again.notes.setPlainText("one two three")
    form.notes.setFocus()
    cursor = form.notes.textCursor()
    cursor.setPosition(7)
    cursor.setPosition(4, cursor.MoveMode.KeepAnchor)
    form.notes.setTextCursor(cursor)
    whereabouts.put_keyboard_back(again.page, form.state())
    found = again.notes.textCursor()
    assert again.page.focusWidget() is again.notes
    assert (found.selectedText(), found.position(), found.anchor()) == ("two", 4, 7)


@pytest.mark.parametrize(("start", "length"), [(0, 4), (4, 0), (4, -3)])
def test_so_it_does_in_a_line(form: Form, again: Form, start: int, length: int) -> None:
    for line in (form.name, again.name):
        line.setText("Mira Solano")
    form.name.setFocus()
    form.name.setCursorPosition(start)
    if length:
        form.name.setSelection(start, length)
    whereabouts.put_keyboard_back(again.page, form.state())
    assert again.name.cursorPosition() == form.name.cursorPosition()
    assert again.name.selectedText() == form.name.selectedText()


def test_a_shorter_text_takes_the_cursor_to_its_end(form: Form, again: Form) -> None:
    form.notes.setPlainText("one two three")
    form.notes.setFocus()
    form.notes.moveCursor(form.notes.textCursor().MoveOperation.End)
    again.notes.setPlainText("one")
    whereabouts.put_keyboard_back(again.page, form.state())
    assert again.notes.textCursor().position() == 3


def test_a_list_is_on_the_same_row(form: Form, again: Form) -> None:
    form.rows.setFocus()
    form.rows.setCurrentIndex(form.rows.model().index(2, 0))
    whereabouts.put_keyboard_back(again.page, form.state())
    assert again.rows.currentIndex().row() == 2


def test_the_page_is_scrolled_to_the_same_place(form: Form, again: Form, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: form.column.verticalScrollBar().maximum() > 200)
    form.column.verticalScrollBar().setValue(200)
    qtbot.waitUntil(lambda: again.column.verticalScrollBar().maximum() > 200)
    whereabouts.scroll_back(again.page, form.state())
    assert again.column.verticalScrollBar().value() == 200


@pytest.mark.parametrize("path", ["?", "QLineEdit.7", "QLineEdit.x", "Gone.0/QLineEdit.0"])
def test_a_place_that_is_not_there_is_no_fault(again: Form, path: str) -> None:
    state = {"focus": path, "cursor": [1, 2], "scroll": {path: [1, 2]}, "fields": {path: "Mira"}}
    whereabouts.put_keyboard_back(again.page, state)
    whereabouts.scroll_back(again.page, state)
    assert whereabouts.put_words_back(again.page, state) == ["Mira"]


def a_page(qtbot: QtBot, *records: str) -> tuple[QWidget, dict[str, QLineEdit]]:
    """Return a page with a row for each record, and their fields."""
    page = QWidget()
    qtbot.addWidget(page)
    fields = {}
    for record in records:
        row = QWidget(page)
        row.setProperty("record", record)
        fields[record] = QLineEdit(row)
    return page, fields


def test_words_find_their_record_wherever_it_stands(qtbot: QtBot) -> None:
    page, fields = a_page(qtbot, "a-1", "b-2")
    fields["b-2"].setText("Mira")
    other, found = a_page(qtbot, "b-2", "c-3", "a-1")
    assert whereabouts.put_words_back(other, whereabouts.capture(page, words=True)) == []
    assert {record: line.text() for record, line in found.items()} == {"b-2": "Mira", "c-3": "", "a-1": ""}


def test_words_of_a_record_that_is_gone_are_given_back(qtbot: QtBot) -> None:
    page, fields = a_page(qtbot, "a-1", "b-2")
    fields["b-2"].setText("Mira")
    other, _ = a_page(qtbot, "a-1")
    assert whereabouts.put_words_back(other, whereabouts.capture(page, words=True)) == ["Mira"]


def test_what_is_pressed_is_pressed_again(qtbot: QtBot) -> None:
    pages = [QWidget(), QWidget()]
    for page in pages:
        qtbot.addWidget(page)
        Segments("Side", ((Side.MINE, "I do"), (Side.THEIRS, "my client"))).setParent(page)
    segments = [page.findChild(Segments) for page in pages]
    segments[0].choose(Side.THEIRS)  # type: ignore[union-attr]  # it has been put there
    state = json.loads(json.dumps(whereabouts.capture(pages[0], words=True)))
    assert whereabouts.put_words_back(pages[1], state) == []
    assert segments[1].value is Side.THEIRS  # type: ignore[union-attr]
