from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.models import prompt_uses
from coachdesk.models.entities.prompt import Lens, Prompt, PromptMoment
from coachdesk.models.entities.session import Session
from coachdesk.models.prompt_library import LibraryShelf
from coachdesk.models.prompt_tags import set_tag
from coachdesk.models.prompts import mark_prompt
from coachdesk.models.shipped_prompts import shipped_prompts
from coachdesk.models.store import Store
from coachdesk.views.large_words import LargeWords
from tests.drivers.library import LibraryDriver
from tests.making import a_session, an_engagement

STAY, PEN = "silence-stay", "silence-pen"
SHIPPED = {one.key: one for one in shipped_prompts("en")}


def test_everything_is_listed_and_the_first_is_at_hand(library: LibraryDriver) -> None:
    assert sorted(library.listed) == sorted(SHIPPED)
    assert library.panel.detail.words.text() == SHIPPED[library.listed[0]].words
    assert library.panel.list.hasFocus()


def test_words_narrow_the_list_as_they_are_typed(library: LibraryDriver) -> None:
    library.sign("p")
    library.type("en do better")
    assert library.listed == [PEN]
    assert library.panel.detail.words.text() == SHIPPED[PEN].words


def test_moment_and_lens_narrow_together(library: LibraryDriver) -> None:
    library.panel.filters.moment.choose(PromptMoment.SILENCE)
    library.panel.filters.lens.choose(Lens.RELATIONSHIP)
    kept = {(SHIPPED[key].moment, SHIPPED[key].lens) for key in library.listed}
    assert kept == {(PromptMoment.SILENCE, Lens.RELATIONSHIP)}


def test_another_language_has_its_own_words(library: LibraryDriver) -> None:
    library.panel.filters.language.choose("de")
    library.settle()
    library.go_to(STAY)
    [german] = (one for one in shipped_prompts("de") if one.key == STAY)
    assert library.panel.detail.words.text() == german.words


def test_tags_are_a_choice_as_soon_as_there_is_one(library: LibraryDriver) -> None:
    assert library.panel.filters.tag.isHidden()
    library.do(partial(set_tag, key=PEN, tag="walk"))
    library.panel.refresh()
    library.settle()
    library.panel.filters.tag.choose("walk")
    assert library.listed == [PEN]


def test_nothing_found_says_so_and_leads_back(library: LibraryDriver) -> None:
    library.look_for("zebra")
    assert library.panel.nothing.isVisible()
    assert library.panel.nothing.title.text() == "No prompt is like that"
    library.press(library.panel.nothing.action)
    assert len(library.listed) == len(SHIPPED)


@pytest.mark.parametrize(
    ("shelf", "title"),
    [
        (LibraryShelf.FAVOURITES, "No favourites yet"),
        (LibraryShelf.OPENED, "Nothing noted yet"),
        (LibraryShelf.HIDDEN, "None is hidden"),
    ],
)
def test_an_empty_shelf_says_how_it_fills(library: LibraryDriver, shelf: LibraryShelf, title: str) -> None:
    library.panel.filters.shelf.choose(shelf)
    assert library.panel.nothing.title.text() == title
    assert not library.panel.detail.isVisible()


def test_a_star_makes_a_favourite_and_undo_takes_it_back(library: LibraryDriver) -> None:
    library.go_to(STAY)
    library.sign("*")
    assert library.stored(STAY).favourite
    library.undo()
    assert not library.stored(STAY).favourite
    library.keys("Ctrl+Shift+Z")
    assert library.stored(STAY).favourite


def test_delete_hides_and_undo_shows_again(library: LibraryDriver) -> None:
    library.go_to(STAY)
    library.press_delete()
    assert STAY not in library.listed
    library.undo()
    assert STAY in library.listed


def test_a_hidden_one_is_shown_again(library: LibraryDriver) -> None:
    library.do(partial(mark_prompt, key=STAY, favourite=False, hidden=True))
    library.panel.filters.shelf.choose(LibraryShelf.HIDDEN)
    library.panel.refresh()
    library.settle()
    library.go_to(STAY)
    library.press(library.panel.detail.aside)
    assert not library.stored(STAY).hidden


def test_own_words_stand_for_what_came_with_it_and_are_taken_back(library: LibraryDriver) -> None:
    library.go_to(STAY)
    library.keys("F2", "Ctrl+A")
    library.type("Shall we sit a while?")
    assert (library.stored(STAY).words, library.stored(STAY).is_reworded) == ("Shall we sit a while?", True)
    library.keys("Return")
    assert library.panel.list.hasFocus()
    library.undo()
    assert library.stored(STAY) == SHIPPED[STAY]


def test_other_words_for_what_came_with_it_are_no_new_prompt(library: LibraryDriver) -> None:
    library.go_to(STAY)
    library.keys("F2", "Ctrl+A")
    library.type("Shall we sit a while?")
    library.keys("Return", "Ctrl+Z")
    assert library.notices[-1].text == "Undone: Words changed"


def test_undo_while_the_form_is_open_puts_it_away_with_the_words(library: LibraryDriver) -> None:
    library.go_to(STAY)
    library.keys("F2", "Ctrl+A")
    library.type("Shall we sit a while?")
    library.panel.undo.undo()
    library.settle()
    assert library.stored(STAY) == SHIPPED[STAY]
    assert not library.panel.wording.isVisible()


def test_a_new_prompt_is_kept_where_the_filters_stand(library: LibraryDriver) -> None:
    library.panel.filters.moment.choose(PromptMoment.SAFETY)
    library.sign("+")
    library.type("What may I not ask?")
    [own] = [one for one in library.at_hand.prompts if one.is_own]
    assert (own.words, own.moment, own.key in library.listed) == (
        "What may I not ask?",
        PromptMoment.SAFETY,
        True,
    )


def test_a_new_prompt_is_taken_back_and_done_again(library: LibraryDriver) -> None:
    library.sign("+")
    library.type("What may I not ask?")
    library.keys("Return")
    for keys, there in (("Ctrl+Z", 0), ("Ctrl+Shift+Z", 1)):
        library.keys(keys)
        assert len([one for one in library.at_hand.prompts if one.is_own]) == there


def test_back_to_the_words_that_came_with_it(library: LibraryDriver) -> None:
    library.go_to(STAY)
    library.keys("F2", "Ctrl+A")
    library.type("Shall we sit a while?")
    library.keys("Return", "F2")
    library.press(library.panel.wording.form.remove)
    assert library.stored(STAY) == SHIPPED[STAY]
    library.undo()
    assert library.stored(STAY).words == "Shall we sit a while?"


def test_what_is_typed_stays_when_the_list_is_read_again(library: LibraryDriver) -> None:
    library.go_to(STAY)
    library.keys("F2", "Ctrl+A")
    QTest.keyClicks(library.focused, "Half a sen")
    library.do(partial(set_tag, key=PEN, tag="walk"))
    library.panel.refresh()
    library.settle()
    assert library.panel.wording.form.words.text() == "Half a sen"
    assert library.panel.wording.isVisible()


def test_a_tag_is_given_and_taken_by_keys_alone(library: LibraryDriver) -> None:
    library.go_to(STAY)
    library.panel.detail.tags.add.setFocus()
    library.keys("Space")
    library.type("walk")
    assert library.stored(STAY).tags == ("walk",)
    library.panel.detail.tags.chips[0].setFocus()
    library.keys("Space")
    assert library.stored(STAY).tags == ()
    library.undo()
    assert library.stored(STAY).tags == ("walk",)


def test_a_tag_that_was_just_given_is_taken_back_by_the_first_key(library: LibraryDriver) -> None:
    library.go_to(STAY)
    library.panel.detail.tags.open()
    library.type("walk")
    assert library.panel.detail.tags.field.hasFocus()
    library.keys("Ctrl+Z")
    assert library.stored(STAY).tags == ()
    assert library.panel.detail.tags.field.text() == ""


@pytest.fixture
def session(library: LibraryDriver) -> Session:
    return library.do(lambda store: a_session(store, an_engagement(store)))


def opened_something(store: Store, prompt: Prompt, session: Session) -> None:
    use = prompt_uses.note_use(store, prompt=prompt, session_id=session.id).value
    prompt_uses.say_what_came_of(store, use=use, came_of="A long breath")


def test_what_a_prompt_opened_leads_to_its_session(library: LibraryDriver, session: Session) -> None:
    library.do(lambda store: opened_something(store, SHIPPED[STAY], session))
    led: list[str] = []
    library.context.navigation.session_requested.connect(lambda ids, _part: led.append(ids))
    library.panel.open(STAY)
    library.settle()
    detail = library.panel.detail
    assert detail.opened.text() == "Used once. It opened something once."
    assert "A long breath" in detail.model.index(0).data()
    detail.uses.setFocus()
    QTest.keyClick(detail.uses, Qt.Key.Key_Return)
    assert led == [session.id]


def test_uses_of_another_prompt_are_not_shown(library: LibraryDriver, session: Session) -> None:
    library.do(lambda store: opened_something(store, SHIPPED[STAY], session))
    library.panel.open(STAY)
    library.settle()
    library.go_to(PEN)
    assert library.panel.detail.model.rows == ()
    assert library.panel.detail.opened.text().startswith("Not used yet")


def test_space_shows_it_large(library: LibraryDriver) -> None:
    library.go_to(STAY)
    library.keys("Space")
    [large] = library.panel.findChildren(LargeWords)
    assert large.words == SHIPPED[STAY].words
    large.close()


def test_left_and_right_turn_to_another_moment(library: LibraryDriver) -> None:
    library.go_to(STAY)
    library.keys("Right")
    assert library.panel.filters.moment.value() is PromptMoment.CONTRACTING
    library.keys("Left")
    assert library.panel.filters.moment.value() is None
