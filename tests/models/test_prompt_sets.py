from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from coachdesk.errors import InvalidInputError, NotFoundError
from coachdesk.models import prompts
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import PromptId, PromptSetId
from coachdesk.models.entities.prompt import Lens, OwnPrompt, PromptMoment, PromptSet
from coachdesk.models.prompt_sets import (
    SetTurn,
    add_prompt_set,
    move_in_set,
    prompt_set,
    prompt_sets,
    put_in_set,
    remove_prompt_set,
    rename_prompt_set,
    take_out_of_set,
    turn_set,
)
from coachdesk.models.prompts import prompts_at_hand
from coachdesk.models.store import Store

KEYS = ("silence-stay", "silence-pen", "contracting-this-hour")


@pytest.fixture
def mine(store: Store) -> PromptSet:
    after = add_prompt_set(store, name=" First  sessions", prompt_keys=KEYS).value.after
    assert after is not None
    return after


def keys(store: Store, one: PromptSet) -> tuple[str, ...]:
    return prompt_set(store, set_id=one.id).prompt_keys


def test_a_set_keeps_its_prompts_in_their_order(store: Store, mine: PromptSet) -> None:
    assert prompt_sets(store) == (mine,)
    assert (mine.name, mine.prompt_keys) == ("First sessions", KEYS)


def test_sets_stand_by_name(store: Store, mine: PromptSet) -> None:
    add_prompt_set(store, name="endings")
    assert [one.name for one in prompt_sets(store)] == ["endings", "First sessions"]


def test_a_set_needs_a_name(store: Store) -> None:
    with pytest.raises(InvalidInputError):
        add_prompt_set(store, name=" ", prompt_keys=KEYS)
    assert prompt_sets(store) == ()


def test_a_prompt_comes_to_the_end_once(store: Store, mine: PromptSet) -> None:
    put_in_set(store, set_id=mine.id, key="closing")
    assert put_in_set(store, set_id=mine.id, key=KEYS[0]).change == Change()
    assert keys(store, mine) == (*KEYS, "closing")


@pytest.mark.parametrize(
    ("key", "to", "order"), [(2, 0, (2, 0, 1)), (0, 1, (1, 0, 2)), (0, 2, (1, 2, 0)), (1, 1, (0, 1, 2))]
)
def test_a_prompt_takes_the_place_of_another(
    store: Store, mine: PromptSet, key: int, to: int, order: tuple[int, ...]
) -> None:
    move_in_set(store, set_id=mine.id, key=KEYS[key], to=KEYS[to])
    assert keys(store, mine) == tuple(KEYS[at] for at in order)


DEEDS: tuple[Callable[..., Any], ...] = (
    remove_prompt_set,
    partial(rename_prompt_set, name="Beginnings"),
    partial(put_in_set, key="closing"),
    partial(take_out_of_set, key=KEYS[1]),
    partial(move_in_set, key=KEYS[2], to=KEYS[0]),
)


@pytest.mark.parametrize("deed", DEEDS)
def test_every_change_of_a_set_is_undone_and_done_again(
    store: Store, mine: PromptSet, deed: Callable[..., Any]
) -> None:
    turn: SetTurn = deed(store, set_id=mine.id).value
    changed = prompt_sets(store)
    assert changed != (mine,)
    undone = turn_set(store, turn=turn.back)
    assert prompt_sets(store) == (mine,)
    assert (undone.change.touches(Kind.PROMPT_SET), undone.change.ids) == (True, frozenset({mine.id}))
    turn_set(store, turn=undone.value.back)
    assert prompt_sets(store) == changed


def test_a_new_set_is_undone(store: Store) -> None:
    turn = add_prompt_set(store, name="Mine").value
    turn_set(store, turn=turn.back)
    assert prompt_sets(store) == ()


def test_a_set_that_is_gone_takes_nothing(store: Store) -> None:
    with pytest.raises(NotFoundError):
        put_in_set(store, set_id=PromptSetId("gone"), key=KEYS[0])


def test_a_set_shows_what_is_there_in_whatever_language(store: Store, mine: PromptSet) -> None:
    own = OwnPrompt(
        id=PromptId("mine"),
        words="Was jetzt?",
        moment=PromptMoment.SILENCE,
        lens=Lens.LEARNING,
        language="de",
    )
    prompts.save_own_prompt(store, prompt=own)
    for key in ("mine", "gone for good"):
        put_in_set(store, set_id=mine.id, key=key)
    at_hand = prompts_at_hand(store, "en")
    assert at_hand.find("mine") is None
    assert [one.key for one in at_hand.in_set(at_hand.sets[0])] == [*KEYS, "mine"]
