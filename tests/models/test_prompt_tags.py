import pytest

from coachdesk.errors import InvalidInputError
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.prompt_tags import clear_tag, set_tag, tags_by_prompt
from coachdesk.models.prompts import prompts_at_hand
from coachdesk.models.store import Store

KEY, OTHER = "silence-stay", "silence-pen"


def tags(store: Store, key: str = KEY) -> tuple[str, ...]:
    found = prompts_at_hand(store, "en").find(key)
    assert found is not None
    return found.tags


def test_a_prompt_has_its_tags_in_the_order_they_were_given(store: Store) -> None:
    for tag in ("walk", "first  session "):
        written = set_tag(store, key=KEY, tag=tag)
    assert tags(store) == ("walk", "first session")
    assert (written.change.touches(Kind.PROMPT), written.change.ids) == (True, frozenset({KEY}))


def test_the_same_word_in_other_letters_is_the_tag_that_is_there(store: Store) -> None:
    set_tag(store, key=KEY, tag="Führung")
    set_tag(store, key=OTHER, tag="fuhrung")
    assert tags(store, OTHER) == ("Führung",)


def test_a_tag_that_is_there_changes_nothing(store: Store) -> None:
    set_tag(store, key=KEY, tag="walk")
    assert set_tag(store, key=KEY, tag="Walk").change == Change()


def test_a_tag_is_taken_away_and_given_again(store: Store) -> None:
    set_tag(store, key=KEY, tag="walk")
    gone = clear_tag(store, key=KEY, tag="walk").value
    assert tags(store) == ()
    set_tag(store, key=gone.prompt_key, tag=gone.tag)
    assert tags(store) == ("walk",)


def test_a_tag_needs_words(store: Store) -> None:
    with pytest.raises(InvalidInputError):
        set_tag(store, key=KEY, tag="  ")
    assert tags_by_prompt(store) == {}


def test_all_tags_stand_in_the_order_of_the_alphabet(store: Store) -> None:
    for key, tag in ((KEY, "walk"), (OTHER, "Übung"), (OTHER, "walk")):
        set_tag(store, key=key, tag=tag)
    assert prompts_at_hand(store, "en").tags == ("Übung", "walk")
