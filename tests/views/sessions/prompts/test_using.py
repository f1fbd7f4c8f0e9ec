import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from coachdesk.theme import Appearance, Theme
from coachdesk.views.large_words import LargeWords
from tests.drivers.prompts import PromptsDriver
from tests.making import a_session

Key = Qt.Key
FIRST = "What are you still carrying from the hours before this one?"
SECOND = "If there is room for one thing today, which one?"


@pytest.fixture
def used(prompting: PromptsDriver) -> PromptsDriver:
    """A coach who has put the first prompt into the notes."""
    prompting.open_list()
    prompting.key(Key.Key_Return)
    return prompting


def test_enter_writes_it_into_the_notes_and_leads_there(used: PromptsDriver, now: Session) -> None:
    assert used.notes == f"> {FIRST}\n\n"
    assert used.focused() is used.coach.view.notes.edit
    used.type("The school")
    used.save()
    assert used.coach.vault.page(now).open_note.note.body == f"> {FIRST}\n\nThe school"


def test_it_stands_below_the_line_that_the_cursor_is_in(prompting: PromptsDriver) -> None:
    edit = prompting.coach.view.notes.edit
    edit.setPlainText("One line\nAnother")
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    edit.moveCursor(edit.textCursor().MoveOperation.EndOfWord, edit.textCursor().MoveMode.KeepAnchor)
    prompting.open_list()
    prompting.key(Key.Key_Return)
    assert prompting.notes == f"One line\n\n> {FIRST}\n\n\nAnother"


def test_one_undo_takes_it_out_of_the_notes(used: PromptsDriver) -> None:
    used.key(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert used.notes == ""


def test_what_was_used_is_listed_and_kept(used: PromptsDriver, now: Session) -> None:
    assert used.used == [FIRST]
    assert [(use.words, use.came_of) for use in used.uses(now.id)] == [(FIRST, "")]


def test_enter_in_the_search_takes_the_first_that_is_found(prompting: PromptsDriver) -> None:
    prompting.open()
    prompting.type("window")
    prompting.key(Key.Key_Return)
    assert "looked out of the window" in prompting.notes


def test_a_double_click_takes_it_too(prompting: PromptsDriver) -> None:
    prompting.open()
    view = prompting.drawer.list
    place = view.visualRect(view.prompts.index(1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert prompting.notes == ""
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert SECOND in prompting.notes


def test_a_button_takes_it_too(prompting: PromptsDriver) -> None:
    prompting.open()
    prompting.coach.press(prompting.drawer.insert)
    assert FIRST in prompting.notes


def test_space_shows_it_alone_and_large(prompting: PromptsDriver, now: Session) -> None:
    prompting.open_list()
    prompting.key(Key.Key_Space)
    sheet = prompting.large
    assert sheet is not None
    assert sheet.geometry() == sheet.window().rect()
    assert (sheet.words, sheet.accessibleName()) == (FIRST, FIRST)
    assert sheet.fitting_font().pointSize() >= 28
    assert [use.words for use in prompting.uses(now.id)] == [FIRST]


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Space, Key.Key_Return])
def test_a_key_leads_back_to_the_list(prompting: PromptsDriver, key: Qt.Key) -> None:
    prompting.open_list()
    prompting.key(Key.Key_Space)
    prompting.key(key)
    assert prompting.large is None
    assert prompting.focused() is prompting.drawer.list
    assert prompting.notes == ""


def test_a_click_leads_back_too(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.key(Key.Key_Space)
    sheet = prompting.large
    assert sheet is not None
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton)
    assert prompting.large is None


def test_no_key_leads_to_what_is_behind(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.key(Key.Key_Space)
    prompting.keys(Key.Key_Tab, Key.Key_Shift)
    assert prompting.focused() is prompting.large


def test_the_sheet_grows_with_the_window(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.key(Key.Key_Space)
    sheet = prompting.large
    assert sheet is not None
    prompting.coach.panel.resize(700, 500)
    QApplication.processEvents()
    assert sheet.geometry() == sheet.window().rect()


def test_many_words_are_smaller_and_all_there(prompting: PromptsDriver) -> None:
    few, many = (LargeWords(prompting.coach.panel, "Donaudampfschiffahrt " * count) for count in (1, 40))
    assert many.fitting_font().pointSize() < few.fitting_font().pointSize()
    wrapped = QFontMetrics(many.fitting_font()).boundingRect(many.room, Qt.TextFlag.TextWordWrap, many.words)
    assert wrapped.height() <= many.room.height()


def written_columns(sheet: LargeWords) -> list[int]:
    """Return where the middle of a sheet has another colour than its corner."""
    image = sheet.grab().toImage()
    ground, rows = image.pixel(2, 2), range(image.height() // 2 - 60, image.height() // 2 + 60, 3)
    columns = range(0, image.width(), 2)
    return [column for column in columns if any(image.pixel(column, row) != ground for row in rows)]


def test_a_sheet_keeps_its_letters_in_other_colours(prompting: PromptsDriver, theme: Theme) -> None:
    prompting.open_list()
    prompting.key(Key.Key_Space)
    sheet = prompting.large
    assert sheet is not None
    before = written_columns(sheet)
    theme.choose(Appearance.DARK)
    after = written_columns(sheet)
    theme.choose(Appearance.LIGHT)
    assert before == after
    assert len(before) > sheet.width() // 4


def test_shown_large_and_then_written_down_is_one_use(prompting: PromptsDriver, now: Session) -> None:
    prompting.open_list()
    prompting.keys(Key.Key_Space, Key.Key_Escape, Key.Key_Return)
    assert len(prompting.uses(now.id)) == 1


def test_what_came_of_it_is_kept_while_it_is_typed(used: PromptsDriver, now: Session) -> None:
    used.open_list()
    used.type("=")
    used.type("The letter from school")
    used.save()
    assert used.uses(now.id)[0].came_of == "The letter from school"
    assert used.used == [f"{FIRST}, The letter from school"]
    used.key(Key.Key_Escape)
    assert used.focused() is used.drawer.list


def test_nothing_typed_is_lost_when_the_session_is_left_at_once(used: PromptsDriver, now: Session) -> None:
    used.open_list()
    used.type("=")
    QTest.keyClicks(used.focused(), "A name")
    was_dirty = used.coach.view.is_dirty
    used.coach.leave()
    assert (was_dirty, used.coach.view.is_dirty) == (True, False)
    assert used.uses(now.id)[0].came_of == "A name"


def test_what_the_disk_refuses_stays_and_is_saved_later(used: PromptsDriver, now: Session) -> None:
    used.open_list()
    used.type("=")
    used.coach.vault.refuse_writes(refuse=True)
    QTest.keyClicks(used.focused(), "A name")
    used.coach.leave()
    assert used.coach.view.is_dirty
    assert not used.coach.view.failure.isHidden()
    used.coach.vault.refuse_writes(refuse=False)
    used.coach.leave()
    assert used.uses(now.id)[0].came_of == "A name"


def test_enter_in_the_list_of_uses_asks_what_came_of_it(used: PromptsDriver) -> None:
    used.open_list()
    used.drawer.used.list.setFocus()
    used.key(Key.Key_Return)
    assert used.focused() is used.drawer.used.line
    used.key(Key.Key_Return)
    assert used.focused() is used.drawer.used.list


def test_how_often_it_opened_something_is_said(used: PromptsDriver) -> None:
    used.open_list()
    used.type("=")
    used.type("A name")
    used.save()
    assert "opened something once" in used.shown[0]


def test_of_one_that_was_not_used_nothing_came(prompting: PromptsDriver) -> None:
    said: list[str] = []
    prompting.coach.vault.context.navigation.notice_requested.connect(lambda one: said.append(one.text))
    prompting.open_list()
    prompting.type("=")
    assert said == ["This one was not used in this session yet."]


def test_a_use_is_taken_off_the_list_and_put_back(used: PromptsDriver, now: Session) -> None:
    undo = []
    used.coach.vault.context.navigation.notice_requested.connect(lambda one: undo.append(one.on_action))
    used.open_list()
    used.drawer.used.list.setFocus()
    used.key(Key.Key_Delete)
    assert (used.used, used.uses(now.id)) == ([], ())
    assert used.focused() is used.drawer.list
    undo[0]()
    used.settle()
    assert used.used == [FIRST]


def test_another_session_has_its_own(used: PromptsDriver, engagement: Engagement, now: Session) -> None:
    used.save()
    other = used.coach.vault.do(lambda store: a_session(store, engagement, days=7))
    used.coach.open(other)
    used.settle()
    assert used.drawer.used.isHidden()
    used.coach.view.notes.edit.setFocus()
    used.open_list()
    used.keys(Key.Key_Down, Key.Key_Return)
    assert [use.words for use in used.uses(other.id)] == [SECOND]
    assert [use.words for use in used.uses(now.id)] == [FIRST]


def test_a_prompt_of_words_from_right_to_left_is_quoted_as_it_stands(prompting: PromptsDriver) -> None:
    from coachdesk.views.sessions.prompts.quoting import insert_quote

    insert_quote(prompting.coach.view.notes.edit, "ماذا بعد؟ 🌱\nשקט")
    assert prompting.notes == "> ماذا بعد؟ 🌱\n> שקט\n\n"
