import attrs
import pytest

from coachdesk.errors import InvalidInputError
from coachdesk.models import prompts
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import PromptId
from coachdesk.models.entities.prompt import Lens, PromptMoment
from coachdesk.models.entities.validators import NAME_LIMIT
from coachdesk.models.prompt_sets import add_prompt_set, prompt_sets
from coachdesk.models.prompt_tags import set_tag, tags_by_prompt
from coachdesk.models.prompt_taking import (
    GivenPrompt,
    TakenIn,
    take_in_again,
    take_in_prompts,
    take_out_again,
)
from coachdesk.models.prompts import as_own, own_prompts
from coachdesk.models.shipped_prompts import shipped_prompts
from coachdesk.models.store import Store

STAY = next(one for one in shipped_prompts("en") if one.key == "silence-stay")
NEW = GivenPrompt(
    words="What does the dog think?",
    moment=PromptMoment.SILENCE,
    lens=Lens.LEARNING,
    language="en",
    tags=("walk",),
)
SHIPPED = attrs.evolve(NEW, words=STAY.words.upper(), tags=("Walk",))


def take(store: Store, *given: GivenPrompt, name: str = "") -> TakenIn:
    return take_in_prompts(store, given=given, set_name=name).value


def everything(store: Store) -> tuple[object, ...]:
    return own_prompts(store), tags_by_prompt(store), prompt_sets(store)


def test_new_words_become_the_coachs_own(store: Store) -> None:
    written = take_in_prompts(store, given=(NEW,))
    [own] = own_prompts(store)
    assert (own.words, own.moment, own.lens, own.replaces) == (NEW.words, NEW.moment, NEW.lens, "")
    assert tags_by_prompt(store) == {own.id: ("walk",)}
    assert (written.change.touches(Kind.PROMPT), own.id in written.change.ids) == (True, True)


def test_words_that_ship_are_known_whatever_their_case(store: Store) -> None:
    assert take(store, SHIPPED).known == 1
    assert own_prompts(store) == ()
    assert tags_by_prompt(store) == {STAY.key: ("Walk",)}


def test_the_same_words_in_another_language_are_others(store: Store) -> None:
    take(store, attrs.evolve(SHIPPED, language="de"))
    assert len(own_prompts(store)) == 1


def test_the_coachs_own_words_for_one_that_ships_are_known(store: Store) -> None:
    own = attrs.evolve(as_own(STAY, PromptId("mine")), words=NEW.words)
    prompts.save_own_prompt(store, prompt=own)
    take(store, NEW, name="Mine")
    assert own_prompts(store) == (own,)
    assert prompt_sets(store)[0].prompt_keys == (STAY.key,)


def test_twice_in_the_file_is_once_in_the_vault(store: Store) -> None:
    take(store, NEW, NEW, name="Mine")
    assert (len(own_prompts(store)), len(prompt_sets(store)[0].prompt_keys)) == (1, 1)


def test_the_same_again_changes_nothing(store: Store) -> None:
    take(store, NEW, SHIPPED, name="Mine")
    before = everything(store)
    assert take_in_prompts(store, given=(NEW, SHIPPED), set_name=" mine ").change == Change()
    assert everything(store) == before


def test_a_set_of_that_name_gets_what_it_has_not(store: Store) -> None:
    add_prompt_set(store, name="Mine", prompt_keys=("silence-pen",))
    take(store, SHIPPED, NEW, name="mine")
    [mine] = prompt_sets(store)
    assert mine.prompt_keys == ("silence-pen", STAY.key, own_prompts(store)[0].id)


def test_all_of_it_is_taken_out_and_in_again(store: Store) -> None:
    set_tag(store, key=STAY.key, tag="slow")
    before = everything(store)
    taken = take(store, NEW, SHIPPED, name="Mine")
    after = everything(store)
    take_out_again(store, taken=taken)
    assert everything(store) == before
    take_in_again(store, taken=taken)
    assert everything(store) == after


def test_nothing_is_half_taken_in(store: Store) -> None:
    with pytest.raises(InvalidInputError):
        take(store, NEW, attrs.evolve(NEW, words="Other", tags=("x" * (NAME_LIMIT + 1),)), name="Mine")
    assert everything(store) == ((), {}, ())
