"""The coach's own sets of prompts, each in its own order; a prompt may be in several."""

from collections.abc import Iterable
from typing import Final

import attrs
from attrs import frozen

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import PromptSetId, new_id
from coachdesk.models.entities.prompt import PromptSet
from coachdesk.models.store import Store, write

_SET: Final = """
SELECT id, name, (SELECT json_group_array(prompt_key ORDER BY position) FROM prompt_set_member
  WHERE set_id = prompt_set.id) AS prompt_keys
FROM prompt_set
"""
_EVERY: Final = f"{_SET} ORDER BY name COLLATE NOCASE, id"
_ONE: Final = f"{_SET} WHERE id = ?"
_NO_MEMBERS: Final = frozenset({"prompt_keys"})


@frozen(kw_only=True)
class SetTurn:
    """A set before and after a change; None where there is none."""

    before: PromptSet | None = None
    after: PromptSet | None = None

    @property
    def back(self) -> "SetTurn":
        """The change that undoes this one."""
        return SetTurn(before=self.after, after=self.before)


@frozen(kw_only=True)
class _Member:
    set_id: PromptSetId
    prompt_key: str
    position: int


def prompt_sets(store: Store) -> tuple[PromptSet, ...]:
    """Return all sets by name."""
    return store.all(PromptSet, _EVERY)


def prompt_set(store: Store, *, set_id: PromptSetId) -> PromptSet:
    """Return a set.

    Raises:
        NotFoundError: there is none with this id.
    """
    return store.one(PromptSet, _ONE, [set_id])


@write
def add_prompt_set(store: Store, *, name: str, prompt_keys: Iterable[str] = ()) -> Written[SetTurn]:
    """Make a set of these prompts.

    Raises:
        InvalidInputError: the name is empty.
    """
    keys = tuple(dict.fromkeys(prompt_keys))
    new = PromptSet(id=PromptSetId(new_id()), name=" ".join(name.split()), prompt_keys=keys)
    return turn_set(store, turn=SetTurn(after=new))


@write
def rename_prompt_set(store: Store, *, set_id: PromptSetId, name: str) -> Written[SetTurn]:
    """Give a set another name.

    Raises:
        InvalidInputError: the name is empty.
        NotFoundError: the set is gone.
    """
    before = prompt_set(store, set_id=set_id)
    after = attrs.evolve(before, name=" ".join(name.split()))
    return turn_set(store, turn=SetTurn(before=before, after=after))


@write
def remove_prompt_set(store: Store, *, set_id: PromptSetId) -> Written[SetTurn]:
    """Remove a set; its prompts stay.

    Raises:
        NotFoundError: it is gone already.
    """
    return turn_set(store, turn=SetTurn(before=prompt_set(store, set_id=set_id)))


@write
def put_in_set(store: Store, *, set_id: PromptSetId, key: str) -> Written[SetTurn]:
    """Put a prompt at the end of a set; one that is in there stays where it is.

    Raises:
        NotFoundError: the set is gone.
    """
    before = prompt_set(store, set_id=set_id)
    return _reorder(store, before, tuple(dict.fromkeys((*before.prompt_keys, key))))


@write
def take_out_of_set(store: Store, *, set_id: PromptSetId, key: str) -> Written[SetTurn]:
    """Take a prompt out of a set.

    Raises:
        NotFoundError: the set is gone.
    """
    before = prompt_set(store, set_id=set_id)
    return _reorder(store, before, tuple(one for one in before.prompt_keys if one != key))


@write
def move_in_set(store: Store, *, set_id: PromptSetId, key: str, to: str) -> Written[SetTurn]:
    """Move a prompt to the place of another one, which gives way.

    Raises:
        NotFoundError: the set is gone.
    """
    before = prompt_set(store, set_id=set_id)
    order = list(before.prompt_keys)
    if key in order and to in order:
        place = order.index(to)
        order.remove(key)
        order.insert(place, key)
    return _reorder(store, before, tuple(order))


@write
def turn_set(store: Store, *, turn: SetTurn) -> Written[SetTurn]:
    """Make a set what it is after a change; with the change that was made `back`, undo it."""
    if turn.after is None:
        if turn.before is not None:
            store.delete("prompt_set", turn.before.id)
    else:
        _keep(store, turn.after)
    ids = {one.id for one in (turn.before, turn.after) if one is not None}
    return Written(turn, Change() if turn.before == turn.after else Change.of(Kind.PROMPT_SET, *ids))


def _reorder(store: Store, before: PromptSet, keys: tuple[str, ...]) -> Written[SetTurn]:
    return turn_set(store, turn=SetTurn(before=before, after=attrs.evolve(before, prompt_keys=keys)))


def _keep(store: Store, kept: PromptSet) -> None:
    store.put("prompt_set", kept, without=_NO_MEMBERS)
    store.db.execute("DELETE FROM prompt_set_member WHERE set_id = ?", [kept.id])
    for position, key in enumerate(kept.prompt_keys):
        member = _Member(set_id=kept.id, prompt_key=key, position=position)
        store.put("prompt_set_member", member, key=("set_id", "prompt_key"))
