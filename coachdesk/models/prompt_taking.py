"""Prompts that come from somewhere else: taken in as the coach's own, none of them twice."""

from collections.abc import Sequence
from typing import Final

import attrs
from attrs import field, frozen

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import PromptId, PromptSetId, new_id
from coachdesk.models.entities.prompt import Lens, OwnPrompt, PromptMoment, PromptSet, PromptTag
from coachdesk.models.entities.validators import named
from coachdesk.models.folding import folded
from coachdesk.models.prompt_sets import SetTurn, prompt_sets, turn_set
from coachdesk.models.prompt_tags import tags_by_prompt
from coachdesk.models.prompts import own_prompts, plain_tag
from coachdesk.models.shipped_prompts import languages_of_prompts, shipped_prompts
from coachdesk.models.store import Store, write

_TAG_KEY: Final = ("prompt_key", "tag")
_Known = dict[tuple[str, str], str]


@frozen(kw_only=True)
class GivenPrompt:
    """A prompt as it comes: its words, and where they belong."""

    words: str = field(validator=named)
    moment: PromptMoment
    lens: Lens
    language: str
    tags: tuple[str, ...] = ()


@frozen(kw_only=True)
class TakenIn:
    """What was new of prompts that came: words, tags, and what became of a set; `known` counts the others."""

    prompts: tuple[OwnPrompt, ...] = ()
    tags: tuple[PromptTag, ...] = ()
    turn: SetTurn = field(factory=SetTurn)
    known: int = 0

    @property
    def change(self) -> Change:
        """What taking it in, or out again, changes."""
        keys = [*(one.id for one in self.prompts), *(one.prompt_key for one in self.tags)]
        own = Change.of(Kind.PROMPT, *keys) if keys else Change()
        turned = {one.id for one in (self.turn.before, self.turn.after) if one is not None}
        return own if self.turn.before == self.turn.after else own | Change.of(Kind.PROMPT_SET, *turned)


@write
def take_in_prompts(store: Store, *, given: Sequence[GivenPrompt], set_name: str = "") -> Written[TakenIn]:
    """Take prompts in, and put all of them into the set of this name, which is made where there is none.

    A prompt whose words are there already in its language, shipped or own, is that one.

    Raises:
        InvalidInputError: a name or a tag is too long.
    """
    known = _known(store)
    keys: list[str] = []
    new: list[OwnPrompt] = []
    for one in given:
        sign = _sign(one.language, one.words)
        if sign not in known:
            new.append(_own(one))
            known[sign] = new[-1].id
        keys.append(known[sign])
    taken = TakenIn(
        prompts=tuple(new),
        tags=_new_tags(store, given, keys),
        turn=_set_turn(store, set_name, tuple(dict.fromkeys(keys))),
        known=len(set(keys)) - len(new),
    )
    return take_in_again(store, taken=taken)


@write
def take_in_again(store: Store, *, taken: TakenIn) -> Written[TakenIn]:
    """Keep what was taken in, also after it was taken out."""
    for own in taken.prompts:
        store.put("prompt", own)
    for tag in taken.tags:
        store.put("prompt_tag", tag, key=_TAG_KEY)
    turn_set(store, turn=taken.turn)
    return Written(taken, taken.change)


@write
def take_out_again(store: Store, *, taken: TakenIn) -> Written[TakenIn]:
    """Undo that prompts were taken in."""
    turn_set(store, turn=taken.turn.back)
    for tag in taken.tags:
        cells = [tag.prompt_key, tag.tag]
        store.db.execute("DELETE FROM prompt_tag WHERE prompt_key = ? AND tag = ?", cells)
    for own in taken.prompts:
        store.delete("prompt", own.id)
    return Written(taken, taken.change)


def _sign(language: str, words: str) -> tuple[str, str]:
    return plain_tag(language), " ".join(folded(words).split())


def _known(store: Store) -> _Known:
    """Return the key of every prompt there is by its language and words."""
    shipped = (one for tag in languages_of_prompts() for one in shipped_prompts(tag))
    known = {_sign(one.language, one.words): one.key for one in shipped}
    return known | {_sign(own.language, own.words): own.replaces or own.id for own in own_prompts(store)}


def _own(given: GivenPrompt) -> OwnPrompt:
    return OwnPrompt(
        id=PromptId(new_id()),
        words=" ".join(given.words.split()),
        moment=given.moment,
        lens=given.lens,
        language=given.language,
    )


def _new_tags(store: Store, given: Sequence[GivenPrompt], keys: Sequence[str]) -> tuple[PromptTag, ...]:
    there = tags_by_prompt(store)
    met = {(key, folded(tag)) for key, tags in there.items() for tag in tags}
    spelled = {folded(tag): tag for tags in there.values() for tag in tags}
    new = []
    for one, key in zip(given, keys, strict=True):
        for tag in one.tags:
            words = " ".join(tag.split())
            if (key, folded(words)) not in met:
                met.add((key, folded(words)))
                new.append(PromptTag(prompt_key=key, tag=spelled.setdefault(folded(words), words)))
    return tuple(new)


def _set_turn(store: Store, name: str, keys: tuple[str, ...]) -> SetTurn:
    words = " ".join(name.split())
    if not words:
        return SetTurn()
    before = next((one for one in prompt_sets(store) if folded(one.name) == folded(words)), None)
    if before is None:
        return SetTurn(after=PromptSet(id=PromptSetId(new_id()), name=words, prompt_keys=keys))
    both = tuple(dict.fromkeys((*before.prompt_keys, *keys)))
    return SetTurn(before=before, after=attrs.evolve(before, prompt_keys=both))
