from functools import partial

import attrs
import pytest
from PySide6.QtCore import Qt

from coachdesk.models import prompts
from coachdesk.models.clients import save_client
from coachdesk.models.entities.prompt import Lens, PromptMoment, PromptSet
from coachdesk.models.entities.session import Session
from coachdesk.models.lens_names import name_lenses
from coachdesk.models.prompt_sets import add_prompt_set, remove_prompt_set
from coachdesk.models.prompt_shelves import Shelf
from coachdesk.models.sessions import begin_session, end_session
from coachdesk.models.shipped_prompts import shipped_prompts
from tests.drivers.prompts import PromptsDriver

Key = Qt.Key
OPENING = [one.words for one in shipped_prompts("en") if one.moment is PromptMoment.CHECK_IN]
LISTENING = [one.words for one in shipped_prompts("en") if one.moment is PromptMoment.LISTENING]
SILENCE = [one.words for one in shipped_prompts("en") if one.moment is PromptMoment.SILENCE]


def test_nothing_is_made_or_read_before_it_is_wanted(prompting: PromptsDriver) -> None:
    assert prompting.aside.drawer is None
    assert prompting.aside.keeper.at_hand.prompts == ()
    prompting.open()
    assert len(prompting.aside.keeper.at_hand.prompts) == len(shipped_prompts("en"))


def test_one_key_leads_to_the_search_and_escape_back(prompting: PromptsDriver) -> None:
    prompting.open()
    assert prompting.focused() is prompting.drawer.search
    prompting.key(Key.Key_Escape)
    assert prompting.focused() is prompting.coach.view.notes.edit


def test_before_the_check_in_its_prompts_are_shown(prompting: PromptsDriver) -> None:
    prompting.open()
    assert (prompting.shelf, prompting.shown) == ("Opening", OPENING)


def test_once_that_is_filled_prompts_for_listening_are(prompting: PromptsDriver, now: Session) -> None:
    prompting.write(partial(begin_session, session_id=now.id))
    prompting.coach.view.check_in.focus.setPlainText("The talk with Jonas")
    prompting.open()
    assert (prompting.shelf, prompting.shown) == ("Listening", LISTENING)


def test_from_the_closing_those_for_closing_are(prompting: PromptsDriver) -> None:
    prompting.coach.view.closing.commitment.setFocus()
    prompting.open()
    assert prompting.shelf == "Closing"
    prompting.key(Key.Key_Escape)
    assert prompting.focused() is prompting.coach.view.closing.commitment


def test_what_the_coach_has_chosen_stays_until_another_moment_comes(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.keys(Key.Key_Right, Key.Key_Right)
    assert (prompting.shelf, prompting.shown) == ("If it has gone quiet", SILENCE)
    prompting.key(Key.Key_Escape)
    prompting.open()
    assert prompting.shelf == "If it has gone quiet"
    prompting.key(Key.Key_Escape)
    prompting.coach.view.closing.commitment.setFocus()
    prompting.open()
    assert prompting.shelf == "Closing"


def test_the_list_waits_for_whoever_is_reading_it(prompting: PromptsDriver, now: Session) -> None:
    prompting.coach.view.check_in.focus.setPlainText("The talk with Jonas")
    prompting.write(partial(begin_session, session_id=now.id))
    prompting.open_list()
    prompting.write(partial(end_session, session_id=now.id))
    assert prompting.shelf == "Listening"
    prompting.key(Key.Key_Escape)
    prompting.coach.panel.refresh()
    prompting.settle()
    assert prompting.shelf == "Closing"


def test_left_and_right_go_round(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.keys(Key.Key_Left, Key.Key_Left)
    assert prompting.shelf == "Closing"
    prompting.key(Key.Key_Right)
    assert prompting.shelf == "Agreeing how to work"


def test_right_to_left_they_change_sides(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.drawer.list.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    prompting.key(Key.Key_Left)
    assert prompting.shelf == "Listening"


def test_arrows_move_in_the_list_and_up_from_the_first_to_the_search(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.key(Key.Key_Down)
    assert prompting.at_hand.words == OPENING[1]
    prompting.keys(Key.Key_Up, Key.Key_Up)
    assert prompting.focused() is prompting.drawer.search


@pytest.mark.parametrize("typed", ["window", "WINDÖW"])
def test_words_find_a_prompt_of_any_moment(prompting: PromptsDriver, typed: str) -> None:
    prompting.open()
    prompting.drawer.search.setText(typed)
    assert prompting.shown == ["If it has gone quiet", SILENCE[7]]


def test_letters_typed_in_the_list_are_searched_for(prompting: PromptsDriver) -> None:
    prompting.open_list()
    for letter in "pen":
        prompting.type(letter)
    assert prompting.drawer.search.text() == "pen"
    assert SILENCE[8] in prompting.shown


def test_where_nothing_is_found_that_is_said(prompting: PromptsDriver) -> None:
    prompting.open()
    prompting.type("xylophone")
    assert prompting.drawer.nothing.text() == "No prompt has these words."
    assert prompting.shown == []
    assert not prompting.drawer.insert.isEnabled()


def test_the_client_is_spoken_to_in_their_language(prompting: PromptsDriver, now: Session) -> None:
    client = prompting.coach.vault.page(now).clients[0]
    prompting.write(partial(save_client, client=attrs.evolve(client, language="Deutsch")))
    prompting.open()
    german = [one.words for one in shipped_prompts("de") if one.moment is PromptMoment.CHECK_IN]
    assert prompting.shown == german


def test_another_language_is_a_choice_of_the_menu(prompting: PromptsDriver) -> None:
    prompting.open()
    prompting.drawer.shelf.language_chosen.emit("de")
    prompting.settle()
    assert prompting.shown[0] == "Was klingt aus den Stunden davor noch nach?"
    prompting.coach.panel.refresh()
    prompting.settle()
    assert prompting.shown[0] == "Was klingt aus den Stunden davor noch nach?"


def test_the_menu_offers_moments_lenses_favourites_and_languages(prompting: PromptsDriver) -> None:
    prompting.open()
    menu = prompting.drawer.shelf.menu()
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts[0] == "Agreeing how to work"
    assert texts[10:] == [
        "Your favourites",
        "All prompts",
        "Lens: foundation",
        "Lens: relationship",
        "Lens: communication",
        "Lens: learning and results",
        "Deutsch",
        "English",
        "Write one of your own\t+",
    ]
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Opening", "English"]


def test_a_lens_has_its_prompts_under_their_moments(prompting: PromptsDriver) -> None:
    prompting.open()
    menu = prompting.drawer.shelf.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Lens: foundation").trigger()
    assert prompting.shelf == "Lens: foundation"
    assert prompting.shown[0] == "Agreeing how to work"


def test_a_star_makes_a_favourite_that_comes_first_and_says_so(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.key(Key.Key_Down)
    prompting.type("*")
    assert prompting.shown[0] == f"{OPENING[1]}, favourite"
    assert prompting.at_hand.words == OPENING[1]
    prompting.type("*")
    assert prompting.shown[1] == OPENING[1]


def test_favourites_have_a_place_of_their_own(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.drawer.choose(Shelf.FAVOURITES)
    assert "No favourites yet" in prompting.drawer.nothing.text()
    prompting.drawer.choose(PromptMoment.SILENCE)
    prompting.type("*")
    prompting.drawer.choose(Shelf.FAVOURITES)
    assert prompting.shown == ["If it has gone quiet", f"{SILENCE[0]}, favourite"]


def test_a_prompt_is_hidden_and_brought_back(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.key(Key.Key_Delete)
    assert OPENING[0] not in prompting.shown
    assert prompting.at_hand.words == OPENING[1]
    prompting.drawer.choose(Shelf.HIDDEN)
    assert prompting.shown == ["Opening", OPENING[0]]
    prompting.key(Key.Key_Delete)
    assert "None is hidden." in prompting.drawer.nothing.text()
    prompting.drawer.choose(PromptMoment.CHECK_IN)
    assert prompting.shown[0] == OPENING[0]


def test_a_change_from_elsewhere_is_shown(prompting: PromptsDriver) -> None:
    prompting.open()
    key = shipped_prompts("en")[10].key
    prompting.write(partial(prompts.mark_prompt, key=key, favourite=True, hidden=False))
    assert prompting.shown[0] == f"{OPENING[0]}, favourite"


def test_the_switch_leads_there_and_back_to_the_brief(prompting: PromptsDriver) -> None:
    aside = prompting.aside
    assert aside.brief.isVisible()
    for name, is_prompts in (("Prompts", True), ("Brief", False)):
        button = next(one for one in aside.switch.buttons.values() if one.text() == name)
        prompting.coach.press(button)
        assert aside.brief.isVisible() is not is_prompts
    prompting.open()
    assert prompting.drawer.isVisible()


def test_it_is_a_command_of_the_page(prompting: PromptsDriver) -> None:
    offered = {action.text(): action.shortcut().toString() for action in prompting.coach.panel.commands}
    assert offered["Prompts"] == "Ctrl+Shift+P"


def test_every_key_of_the_list_is_said(prompting: PromptsDriver) -> None:
    prompting.open()
    said = prompting.drawer.list.accessibleDescription()
    assert all(key in said for key in ("Enter", "Space", "*", "=", "F2", "Delete", "+", "Left"))
    assert said == prompting.drawer.list.toolTip()


def a_set(prompting: PromptsDriver, *keys: str) -> PromptSet:
    """Keep a set, and take it in hand."""
    prompting.write(partial(add_prompt_set, name="Stuck", prompt_keys=keys))
    made = prompting.drawer.shelf._at_hand.sets[0]  # noqa: SLF001
    prompting.drawer.choose(made)
    prompting.settle()
    return made


def test_an_own_set_is_taken_in_hand_in_its_order(prompting: PromptsDriver) -> None:
    prompting.open_list()
    a_set(prompting, "silence-stay", "contracting-this-hour")
    assert prompting.shelf == "Stuck"
    assert [row.prompt.key for row in prompting.drawer.list.prompts.rows if row.prompt] == [
        "silence-stay",
        "contracting-this-hour",
    ]


def test_a_set_is_a_choice_of_the_menu(prompting: PromptsDriver) -> None:
    prompting.open_list()
    a_set(prompting, "silence-stay")
    menu = prompting.drawer.shelf.menu()
    menu.aboutToShow.emit()
    [action] = [action for action in menu.actions() if action.text() == "Stuck"]
    assert action.isChecked()


def test_a_set_that_is_gone_gives_way_to_all_prompts(prompting: PromptsDriver) -> None:
    prompting.open_list()
    made = a_set(prompting, "silence-stay")
    prompting.write(partial(remove_prompt_set, set_id=made.id))
    assert prompting.shelf == "All prompts"


def test_a_set_without_prompts_says_where_it_is_filled(prompting: PromptsDriver) -> None:
    prompting.open_list()
    a_set(prompting)
    assert prompting.drawer.nothing.text().startswith("Nothing in this set")


def test_a_lens_is_called_as_the_coach_calls_it(prompting: PromptsDriver) -> None:
    prompting.open_list()
    prompting.drawer.choose(Lens.FOUNDATION)
    prompting.write(partial(name_lenses, names={Lens.FOUNDATION: "the ground"}))
    assert prompting.shelf == "Lens: the ground"
