from functools import partial

import pytest

from coachdesk.models.entities.prompt import PromptSet
from coachdesk.models.prompt_sets import add_prompt_set, put_in_set
from tests.drivers.library import LibraryDriver

STAY, PEN, THINKING = "silence-stay", "silence-pen", "silence-thinking"


@pytest.fixture
def stuck(library: LibraryDriver) -> PromptSet:
    written = library.do(partial(add_prompt_set, name="Stuck", prompt_keys=(STAY, PEN)))
    assert written.value.after is not None
    library.panel.refresh()
    library.settle()
    return written.value.after


def keys(library: LibraryDriver) -> tuple[str, ...]:
    return library.at_hand.sets[0].prompt_keys


def test_the_first_set_is_made_with_the_prompt_at_hand(library: LibraryDriver) -> None:
    library.go_to(STAY)
    library.sign("#")
    library.answer("First hour")
    [made] = library.at_hand.sets
    assert (made.name, made.prompt_keys) == ("First hour", (STAY,))
    library.undo()
    assert library.at_hand.sets == ()


def test_a_set_without_a_name_is_asked_again(library: LibraryDriver) -> None:
    library.go_to(STAY)
    library.sign("#")
    library.answer(" ")
    assert library.panel.ask.isVisible()
    assert library.at_hand.sets == ()


def test_one_key_puts_a_prompt_into_the_set_and_out_of_it(library: LibraryDriver, stuck: PromptSet) -> None:
    library.go_to(THINKING)
    library.sign("#")
    assert keys(library) == (STAY, PEN, THINKING)
    library.sign("#")
    assert keys(library) == (STAY, PEN)
    library.undo()
    assert keys(library) == (STAY, PEN, THINKING)


def test_with_several_sets_it_is_asked_which(library: LibraryDriver, stuck: PromptSet) -> None:
    library.do(partial(add_prompt_set, name="Other"))
    library.panel.refresh()
    library.settle()
    prompt = library.at_hand.find(THINKING)
    assert prompt is not None
    menu = library.panel.sets.menu_for(prompt)
    assert [action.text() for action in menu.actions()][:2] == ["Other", "Stuck"]
    library.go_to(THINKING)
    menu.actions()[1].trigger()
    library.settle()
    assert THINKING in library.at_hand.sets[1].prompt_keys


def test_a_set_is_listed_in_its_order(library: LibraryDriver, stuck: PromptSet) -> None:
    library.panel.filters.set.choose(stuck.id)
    assert library.listed == [STAY, PEN]


def test_alt_with_arrows_orders_a_set(library: LibraryDriver, stuck: PromptSet) -> None:
    library.panel.filters.set.choose(stuck.id)
    library.go_to(PEN)
    library.keys("Alt+Up")
    assert (library.listed, keys(library)) == ([PEN, STAY], (PEN, STAY))
    library.keys("Alt+Down")
    assert library.listed == [STAY, PEN]
    library.undo()
    assert library.listed == [PEN, STAY]


def test_buttons_say_in_which_sets_a_prompt_is(library: LibraryDriver, stuck: PromptSet) -> None:
    library.go_to(PEN)
    button = library.panel.detail.sets.buttons[stuck.id]
    assert button.isChecked()
    button.setFocus()
    library.keys("Space")
    assert keys(library) == (STAY,)
    library.go_to(THINKING)
    assert not library.panel.detail.sets.buttons[stuck.id].isChecked()


def test_a_set_is_renamed_and_removed_and_all_of_it_taken_back(
    library: LibraryDriver, stuck: PromptSet
) -> None:
    library.panel.filters.set.choose(stuck.id)
    library.panel.more.action("rename").trigger()
    library.answer("Slow")
    assert library.at_hand.sets[0].name == "SlowStuck"
    library.panel.more.action("remove").trigger()
    library.settle()
    assert len(library.at_hand.sets) == 0
    library.undo()
    library.undo()
    assert list(library.at_hand.sets) == [stuck]


def test_a_set_that_is_gone_is_chosen_no_more(library: LibraryDriver, stuck: PromptSet) -> None:
    library.panel.filters.set.choose(stuck.id)
    library.panel.more.action("remove").trigger()
    library.settle()
    assert library.panel.filters.wanted.set_id is None
    assert len(library.listed) > 2


def test_an_empty_set_says_how_it_fills(library: LibraryDriver) -> None:
    made = library.do(partial(add_prompt_set, name="New")).value.after
    assert made is not None
    library.panel.refresh()
    library.settle()
    library.panel.filters.set.choose(made.id)
    assert library.panel.nothing.title.text() == "Nothing in this set yet"


def test_what_another_page_puts_in_is_seen(library: LibraryDriver, stuck: PromptSet) -> None:
    library.panel.filters.set.choose(stuck.id)
    library.context.workspace.run(partial(put_in_set, set_id=stuck.id, key=THINKING))
    library.settle()
    library.settle()
    assert library.listed == [STAY, PEN, THINKING]
