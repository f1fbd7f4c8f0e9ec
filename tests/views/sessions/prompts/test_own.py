import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.models.entities.prompt import Lens, PromptMoment
from coachdesk.models.prompts import own_prompts
from coachdesk.models.store import Store
from tests.drivers.prompts import PromptsDriver

Key = Qt.Key
KEY = "check-in-carrying"
FIRST = "What are you still carrying from the hours before this one?"


@pytest.fixture
def wording(prompting: PromptsDriver) -> PromptsDriver:
    """A coach who is wording a prompt of their own."""
    prompting.open_list()
    prompting.type("+")
    return prompting


def count(prompting: PromptsDriver) -> int:
    def job(store: Store) -> int:
        return len(own_prompts(store))

    return prompting.coach.vault.do(job)


def test_a_key_asks_for_one_of_ones_own(wording: PromptsDriver) -> None:
    assert wording.focused() is wording.form.words
    assert wording.form.moment.value() is PromptMoment.CHECK_IN
    assert wording.form.language.value() == "en"
    assert wording.form.remove.isHidden()


def test_it_is_kept_as_it_is_typed_and_comes_before_the_others(wording: PromptsDriver) -> None:
    wording.type("What does the dog think?")
    wording.form.lens.choose(Lens.LEARNING)
    wording.key(Key.Key_Return)
    wording.settle()
    assert wording.shown[0] == "What does the dog think?, your words"
    assert wording.focused() is wording.drawer.list
    assert wording.drawer.list.prompts.rows[0].prompt.lens is Lens.LEARNING  # type: ignore[union-attr]  # it is no heading


def test_nothing_typed_is_lost_when_the_session_is_left_at_once(wording: PromptsDriver) -> None:
    QTest.keyClicks(wording.focused(), "What does the dog think?")
    wording.coach.leave()
    assert count(wording) == 1


def test_nothing_said_is_nothing_kept(wording: PromptsDriver) -> None:
    wording.key(Key.Key_Escape)
    assert count(wording) == 0
    assert wording.shown[0] == FIRST


def test_words_that_are_cleared_are_gone(wording: PromptsDriver) -> None:
    wording.type("What")
    wording.save()
    wording.form.words.clear()
    wording.key(Key.Key_Escape)
    assert count(wording) == 0


def test_escape_leads_out_of_the_form_first_and_then_back(wording: PromptsDriver) -> None:
    wording.key(Key.Key_Escape)
    assert wording.focused() is wording.drawer.list
    wording.key(Key.Key_Escape)
    assert wording.focused() is wording.coach.view.notes.edit


def test_other_words_stand_in_the_place_of_those_that_ship(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.key(Key.Key_F2)
    assert prompting.form.words.text() == FIRST
    assert not prompting.form.language.isEnabled()
    prompting.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    prompting.type("What did you bring along?")
    prompting.key(Key.Key_Return)
    assert prompting.shown[0] == "What did you bring along?, your words"
    stored = prompting.stored(KEY)
    assert stored is not None
    assert stored.is_reworded


def test_opened_and_left_as_it_is_nothing_changes(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.keys(Key.Key_F2, Key.Key_Escape)
    assert count(prompting) == 0


def test_the_words_that_ship_come_back(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.key(Key.Key_F2)
    prompting.type(" And now?")
    prompting.keys(Key.Key_Return, Key.Key_F2)
    assert prompting.form.remove.text() == "Back to the words that came with it"
    prompting.coach.press(prompting.form.remove)
    prompting.settle()
    assert prompting.shown[0] == FIRST
    assert count(prompting) == 0


def test_delete_removes_one_of_ones_own_and_undo_brings_it_back(wording: PromptsDriver) -> None:
    undo = []
    wording.coach.vault.context.navigation.notice_requested.connect(lambda one: undo.append(one.on_action))
    wording.type("What does the dog think?")
    wording.key(Key.Key_Return)
    wording.drawer.list.start_at_top()
    wording.key(Key.Key_Delete)
    assert wording.shown[0] == FIRST
    undo[0]()
    wording.settle()
    assert wording.shown[0] == "What does the dog think?, your words"


@pytest.mark.parametrize(
    ("is_own", "said"), [(False, "Hide\tDel"), (True, "Remove\tDel")], ids=["shipped", "own"]
)
def test_the_menu_names_the_keys(prompting: PromptsDriver, is_own: bool, said: str) -> None:
    prompting.open_list()
    if is_own:
        prompting.type("+")
        prompting.type("What does the dog think?")
        prompting.key(Key.Key_Return)
        prompting.drawer.list.start_at_top()
    texts = [action.text() for action in prompting.drawer.menu_for(prompting.at_hand).actions()]
    assert said in texts
    assert "Show large\tSpace" in texts
