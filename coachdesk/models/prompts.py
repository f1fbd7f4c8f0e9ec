"""Prompts at hand: those that ship, the coach's own beside or instead of them, favourites and hidden ones."""

from collections.abc import Mapping, Sequence
from typing import Final

import attrs
from attrs import frozen

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import PromptId
from coachdesk.models.entities.prompt import Lens, OwnPrompt, Prompt, PromptMark, PromptSet
from coachdesk.models.folding import folded
from coachdesk.models.lens_names import lens_names
from coachdesk.models.prompt_sets import prompt_sets
from coachdesk.models.prompt_tags import tags_by_prompt
from coachdesk.models.prompt_uses import times_opened, times_used
from coachdesk.models.shipped_prompts import language_among, shipped_prompts
from coachdesk.models.store import Store, write

_MARK_KEY: Final = ("prompt_key",)


@frozen(kw_only=True)
class PromptsAtHand:
    """All prompts of a language in their order, hidden ones too, and the languages there are any in.

    `elsewhere` are those of the coach's own in other languages: a set may hold them. `lens_names` are
    the coach's own names of lenses.
    """

    language: str
    prompts: tuple[Prompt, ...] = ()
    own_languages: tuple[str, ...] = ()
    elsewhere: tuple[Prompt, ...] = ()
    sets: tuple[PromptSet, ...] = ()
    lens_names: Mapping[Lens, str] = {}

    def find(self, key: str) -> Prompt | None:
        """Return a prompt by its key."""
        return next((one for one in self.prompts if one.key == key), None)

    def set_of(self, set_id: str) -> PromptSet | None:
        """Return a set by its id."""
        return next((one for one in self.sets if one.id == set_id), None)

    @property
    def tags(self) -> tuple[str, ...]:
        """Every tag that a prompt has, in the order of the alphabet."""
        return tuple(sorted({tag for one in self.prompts for tag in one.tags}, key=folded))

    def in_set(self, prompt_set: PromptSet) -> tuple[Prompt, ...]:
        """Return the prompts of a set in its order; those that are gone are left out."""
        by_key = {one.key: one for one in (*self.elsewhere, *self.prompts)}
        return tuple(by_key[key] for key in prompt_set.prompt_keys if key in by_key)


def prompts_at_hand(store: Store, *languages: str) -> PromptsAtHand:
    """Return the prompts of the first of these languages that has any, English ones where none has.

    The coach's own ones come first among those of their moment; other words for one that ships
    stand in its place. Where none ship in a language, the coach's own ones in it are followed by
    those that ship in the next.
    """
    every = own_prompts(store)
    spoken = tuple(sorted({plain_tag(own.language) for own in every} - {""}))
    language = language_among(languages, spoken)
    shipping = language_among((language, *languages))
    own = [one for one in every if plain_tag(one.language) in (language, shipping)]
    instead = {one.replaces: one for one in own if one.replaces and plain_tag(one.language) == shipping}
    shipped = [_in_place_of(one, instead.pop(one.key, None)) for one in shipped_prompts(shipping)]
    alone = [_own(one) for one in own if not one.replaces or one.replaces in instead]
    elsewhere = [
        _own(one) for one in every if not one.replaces and plain_tag(one.language) not in (language, shipping)
    ]
    marked = _marked(store, [*alone, *shipped, *elsewhere])
    here = len(alone) + len(shipped)
    return PromptsAtHand(
        language=language,
        prompts=marked[:here],
        own_languages=spoken,
        elsewhere=marked[here:],
        sets=prompt_sets(store),
        lens_names=lens_names(store),
    )


def plain_tag(language: str) -> str:
    """Return the language of a tag, without its region."""
    return language.strip().replace("_", "-").lower().partition("-")[0]


def _own(own: OwnPrompt) -> Prompt:
    return Prompt(
        key=own.id,
        words=own.words,
        moment=own.moment,
        lens=own.lens,
        language=own.language,
        own_id=own.id,
    )


def _in_place_of(shipped: Prompt, own: OwnPrompt | None) -> Prompt:
    return shipped if own is None else attrs.evolve(_own(own), key=shipped.key)


def _marked(store: Store, prompts: Sequence[Prompt]) -> tuple[Prompt, ...]:
    """Return prompts with what the coach thinks of them, and how often they have opened something."""
    known = _Known(
        marks={mark.prompt_key: mark for mark in store.all(PromptMark, "SELECT * FROM prompt_mark")},
        uses=times_used(store),
        opened=times_opened(store),
        tags=tags_by_prompt(store),
    )
    return tuple(known.of(one) for one in prompts)


@frozen(kw_only=True)
class _Known:
    """What is known of prompts, by their keys."""

    marks: Mapping[str, PromptMark]
    uses: Mapping[str, int]
    opened: Mapping[str, int]
    tags: Mapping[str, tuple[str, ...]]

    def of(self, prompt: Prompt) -> Prompt:
        key = prompt.key
        if not any(key in known for known in (self.marks, self.uses, self.tags)):
            return prompt
        mark = self.marks.get(key, PromptMark(prompt_key=key))
        return attrs.evolve(
            prompt,
            favourite=mark.favourite,
            hidden=mark.hidden,
            uses=self.uses.get(key, 0),
            opened=self.opened.get(key, 0),
            tags=self.tags.get(key, ()),
        )


def own_prompts(store: Store) -> tuple[OwnPrompt, ...]:
    """Return all prompts of the coach's own wording, the oldest first."""
    return store.all(OwnPrompt, "SELECT * FROM prompt ORDER BY created_at, rowid")


@write
def save_own_prompt(store: Store, *, prompt: OwnPrompt) -> Written[OwnPrompt]:
    """Keep a prompt of the coach's own wording, a new one too, or one that was removed.

    Raises:
        InvalidInputError: there are no words.
    """
    tidy = attrs.evolve(prompt, words=" ".join(prompt.words.split()))
    store.put("prompt", tidy)
    return Written(tidy, _change(prompt.id, prompt.replaces))


@write
def remove_own_prompt(store: Store, *, prompt: OwnPrompt) -> Written[OwnPrompt]:
    """Remove a prompt of the coach's own; where it stood for one that ships, that one is back."""
    store.delete("prompt", prompt.id)
    return Written(prompt, _change(prompt.id, prompt.replaces))


@write
def mark_prompt(store: Store, *, key: str, favourite: bool, hidden: bool) -> Written[PromptMark]:
    """Note whether a prompt is a favourite, and whether it is out of the way."""
    mark = PromptMark(prompt_key=key, favourite=favourite, hidden=hidden)
    store.put("prompt_mark", mark, key=_MARK_KEY)
    return Written(mark, _change(key))


def as_own(prompt: Prompt, own_id: PromptId) -> OwnPrompt:
    """Return a prompt as one of the coach's own; one that ships is stood for by it."""
    alone = prompt.is_own and not prompt.is_reworded
    return OwnPrompt(
        id=prompt.own_id or own_id,
        words=prompt.words,
        moment=prompt.moment,
        lens=prompt.lens,
        language=prompt.language,
        replaces="" if alone else prompt.key,
    )


def _change(*ids: str) -> Change:
    return Change.of(Kind.PROMPT, *(one for one in ids if one))
