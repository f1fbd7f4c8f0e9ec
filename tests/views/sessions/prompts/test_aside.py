from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from coachdesk.models.entities.ids import PromptId
from coachdesk.models.entities.prompt import Lens, OwnPrompt, PromptMoment
from coachdesk.models.entities.session import Session
from coachdesk.models.prompts import mark_prompt, save_own_prompt
from tests.accessibility import walk
from tests.drivers.longer import longer_texts
from tests.drivers.prompts import PromptsDriver
from tests.views.sessions.conftest import MakePanel

Key = Qt.Key
NARROW, WIDE = (800, 640), (1084, 744)
CHECKS = (walk.unnamed, walk.misnamed, walk.rich, walk.cut_off, walk.cropped)


@pytest.fixture
def narrow(prompting: PromptsDriver) -> PromptsDriver:
    """A coach whose window leaves no room beside the page."""
    prompting.coach.panel.resize(*NARROW)
    QApplication.processEvents()
    return prompting


def test_where_there_is_no_room_it_is_away(narrow: PromptsDriver) -> None:
    assert narrow.aside.isHidden()


def test_the_key_brings_it_over_the_page_and_escape_takes_it_away(narrow: PromptsDriver) -> None:
    before = narrow.coach.view.check_in.width()
    narrow.open()
    assert narrow.focused() is narrow.drawer.search
    assert narrow.coach.view.check_in.width() == before
    narrow.key(Key.Key_Escape)
    assert narrow.aside.isHidden()
    assert narrow.focused() is narrow.coach.view.notes.edit


def test_over_the_page_it_stands_at_its_end(narrow: PromptsDriver) -> None:
    narrow.open()
    aside, view = narrow.aside, narrow.coach.view
    assert aside.mapTo(view, QPoint(aside.width(), 0)).x() == view.width()
    assert aside.height() == view.height()


def test_what_is_inserted_is_not_covered(narrow: PromptsDriver) -> None:
    narrow.open_list()
    narrow.key(Key.Key_Return)
    assert narrow.aside.isHidden()
    assert narrow.notes.startswith("> ")
    assert narrow.focused() is narrow.coach.view.notes.edit


def test_a_button_takes_it_away_too(narrow: PromptsDriver) -> None:
    narrow.open()
    narrow.coach.press(narrow.aside.away)
    assert narrow.aside.isHidden()


def test_with_room_again_it_stands_beside_the_page(narrow: PromptsDriver) -> None:
    narrow.open()
    narrow.coach.panel.resize(*WIDE)
    QApplication.processEvents()
    view = narrow.coach.view
    assert narrow.aside.isVisible()
    assert narrow.aside.away.isHidden()
    assert view.check_in.mapTo(view, view.check_in.rect().topRight()).x() < narrow.aside.x()


def test_it_goes_over_the_page_and_back_many_times(prompting: PromptsDriver) -> None:
    row = prompting.coach.view.layout()
    assert row is not None
    before = row.count()
    for size in (NARROW, WIDE) * 3:
        prompting.coach.panel.resize(*size)
        QApplication.processEvents()
    assert prompting.aside.width() == 220
    assert row.count() == before


def test_alone_with_the_notes_prompts_come_by_key_and_go_again(prompting: PromptsDriver) -> None:
    view = prompting.coach.view
    prompting.key(Key.Key_F11)
    assert view.focus.is_on
    assert prompting.aside.isHidden()
    prompting.open()
    assert prompting.aside.isVisible()
    prompting.key(Key.Key_Escape)
    assert (view.focus.is_on, prompting.aside.isHidden()) == (True, True)
    assert prompting.focused() is view.notes.edit


def test_alone_with_the_notes_a_prompt_goes_into_them(prompting: PromptsDriver) -> None:
    prompting.key(Key.Key_F11)
    prompting.open_list()
    prompting.key(Key.Key_Return)
    assert prompting.notes.startswith("> ")
    assert prompting.coach.view.focus.is_on
    prompting.key(Key.Key_F11)
    assert prompting.aside.isVisible()


def show_part(prompting: PromptsDriver, part: str) -> None:
    prompting.open_list()
    if part == "used":
        prompting.key(Key.Key_Return)
        prompting.open_list()
        prompting.type("=")
    elif part == "form":
        prompting.key(Key.Key_F2)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["over", "beside"])
@pytest.mark.parametrize("part", ["list", "used", "form"])
def test_every_part_has_a_name_a_place_and_room(
    prompting: PromptsDriver, size: tuple[int, int], part: str
) -> None:
    prompting.coach.panel.resize(*size)
    QApplication.processEvents()
    show_part(prompting, part)
    found = {check.__name__: check(prompting.aside) for check in CHECKS}
    assert found == {check.__name__: [] for check in CHECKS}


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["over", "beside"])
@pytest.mark.parametrize("part", ["list", "used", "form"])
def test_longer_texts_have_room_too(
    qapp: QApplication, make_panel: MakePanel, now: Session, size: tuple[int, int], part: str
) -> None:
    with longer_texts(qapp):
        coach = make_panel()
        coach.panel.resize(*size)
        coach.open(now)
        coach.view.notes.edit.setFocus()
        prompting = PromptsDriver(coach)
        show_part(prompting, part)
        found = {check.__name__: check(prompting.aside) for check in CHECKS}
    assert found == {check.__name__: [] for check in CHECKS}


def test_a_very_long_word_is_parted_and_a_letter_from_right_to_left_kept(prompting: PromptsDriver) -> None:
    own = OwnPrompt(
        id=PromptId("mine"),
        words="W" * 80 + " ماذا بعد؟ 🌱",
        moment=PromptMoment.CHECK_IN,
        lens=Lens.LEARNING,
        language="en",
    )
    prompting.write(partial(save_own_prompt, prompt=own))
    prompting.open()
    view = prompting.drawer.list
    line = view.fontMetrics().lineSpacing()
    assert view.sizeHintForIndex(view.prompts.index(0)).height() > 5 * line
    assert view.sizeHintForIndex(view.prompts.index(1)).height() < 5 * line
    assert view.horizontalScrollBar().maximum() == 0


def test_tab_goes_through_all_of_it(prompting: PromptsDriver) -> None:
    prompting.open()
    drawer = prompting.drawer
    for stop in (drawer.shelf, drawer.list, drawer.insert, drawer.enlarge, drawer.more):
        prompting.key(Key.Key_Tab)
        assert prompting.focused() is stop


def test_another_session_begins_with_what_fits_it(narrow: PromptsDriver, last: Session) -> None:
    narrow.open_list()
    narrow.key(Key.Key_Right)
    narrow.coach.open(last)
    assert narrow.aside.isHidden()
    narrow.open()
    assert narrow.shelf == "Closing"


def test_prompts_are_not_read_for_a_page_that_wants_none(prompting: PromptsDriver) -> None:
    prompting.write(partial(mark_prompt, key="silence-pen", favourite=True, hidden=False))
    prompting.coach.panel.refresh()
    prompting.settle()
    assert prompting.aside.keeper.at_hand.prompts == ()
