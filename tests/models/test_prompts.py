import attrs
import pytest

from coachdesk.errors import InvalidInputError
from coachdesk.models import prompts
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import PromptId
from coachdesk.models.entities.prompt import Lens, OwnPrompt, Prompt, PromptMoment
from coachdesk.models.prompts import as_own, prompts_at_hand
from coachdesk.models.shipped_prompts import shipped_prompts
from coachdesk.models.store import Store

KEY = "silence-stay"


def own(words: str = "What does the dog think?", **fields: str) -> OwnPrompt:
    given = {"id": PromptId("mine"), "language": "en", "replaces": ""} | fields
    return OwnPrompt(words=words, moment=PromptMoment.SILENCE, lens=Lens.LEARNING, **given)  # type: ignore[arg-type]  # a test's shorthand


def found(store: Store, key: str, *languages: str) -> Prompt:
    prompt = prompts_at_hand(store, *languages).find(key)
    assert prompt is not None
    return prompt


def reworded(store: Store, words: str = "Shall we sit?") -> OwnPrompt:
    mine = attrs.evolve(as_own(found(store, KEY), PromptId("mine")), words=words)
    return prompts.save_own_prompt(store, prompt=mine).value


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_new_practice_has_what_ships(store: Store, language: str) -> None:
    assert prompts_at_hand(store, language).prompts == shipped_prompts(language)


def test_an_own_one_stands_before_those_that_ship(store: Store) -> None:
    written = prompts.save_own_prompt(store, prompt=own("  What does\nthe dog think? "))
    first = prompts_at_hand(store, "en").prompts[0]
    assert (first.words, first.key, first.is_own) == ("What does the dog think?", "mine", True)
    assert not first.is_reworded
    assert written.change.touches(Kind.PROMPT)


def test_an_own_one_is_not_offered_in_another_language(store: Store) -> None:
    prompts.save_own_prompt(store, prompt=own())
    assert prompts_at_hand(store, "de").find("mine") is None


def test_own_ones_in_a_language_that_does_not_ship_come_before_those_that_do(store: Store) -> None:
    prompts.save_own_prompt(store, prompt=own("Que dit le silence ?", language="fr-CA"))
    at_hand = prompts_at_hand(store, "fr", "de")
    assert (at_hand.language, at_hand.own_languages) == ("fr", ("fr",))
    assert [at_hand.prompts[0].words, at_hand.prompts[1].language] == ["Que dit le silence ?", "de"]


def test_without_words_there_is_no_prompt(store: Store) -> None:
    with pytest.raises(InvalidInputError):
        own("   ")


def test_other_words_stand_in_the_place_of_those_that_ship(store: Store) -> None:
    places = [one.key for one in prompts_at_hand(store, "en").prompts]
    reworded(store)
    mine = found(store, KEY)
    assert (mine.words, mine.own_id, mine.is_reworded) == ("Shall we sit?", "mine", True)
    assert [one.key for one in prompts_at_hand(store, "en").prompts] == places


def test_other_words_count_in_their_own_language_alone(store: Store) -> None:
    reworded(store)
    assert found(store, KEY, "de").words == "Bleiben wir noch ein wenig hier?"


def test_other_words_are_changed_again_under_the_same_id(store: Store) -> None:
    reworded(store)
    again = attrs.evolve(as_own(found(store, KEY), PromptId("another")), words="Shall we rest?")
    prompts.save_own_prompt(store, prompt=again)
    assert found(store, KEY).words == "Shall we rest?"
    assert len(prompts.own_prompts(store)) == 1


def test_the_words_that_ship_are_back_when_the_others_go(store: Store) -> None:
    prompts.remove_own_prompt(store, prompt=reworded(store))
    assert prompts_at_hand(store, "en").prompts == shipped_prompts("en")


def test_one_that_was_removed_is_put_back(store: Store) -> None:
    mine = prompts.save_own_prompt(store, prompt=own()).value
    prompts.remove_own_prompt(store, prompt=mine)
    assert prompts_at_hand(store, "en").find("mine") is None
    prompts.save_own_prompt(store, prompt=mine)
    assert as_own(found(store, "mine"), PromptId("")) == mine


def test_a_favourite_stays_one_with_other_words_and_in_another_language(store: Store) -> None:
    prompts.mark_prompt(store, key=KEY, favourite=True, hidden=False)
    reworded(store)
    assert (found(store, KEY).favourite, found(store, KEY, "de").favourite) == (True, True)


def test_a_mark_is_taken_back(store: Store) -> None:
    prompts.mark_prompt(store, key=KEY, favourite=True, hidden=True)
    assert found(store, KEY).hidden
    prompts.mark_prompt(store, key=KEY, favourite=False, hidden=False)
    assert (found(store, KEY).favourite, found(store, KEY).hidden) == (False, False)


def test_other_words_for_one_that_ships_no_more_stand_alone(store: Store) -> None:
    prompts.save_own_prompt(store, prompt=own(replaces="long-gone"))
    alone = found(store, "mine")
    assert alone.is_own
    assert not alone.is_reworded


def test_the_lists_are_read_from_the_disk_once() -> None:
    assert shipped_prompts("en") is shipped_prompts("en")
