"""Tags that the coach gives prompts, in any words, and the same words again where they fit."""

from typing import Final

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.prompt import PromptTag
from coachdesk.models.folding import folded
from coachdesk.models.store import Store, write

_EVERY: Final = "SELECT prompt_key, tag FROM prompt_tag ORDER BY created_at, rowid"


def tags_by_prompt(store: Store) -> dict[str, tuple[str, ...]]:
    """Return the tags of each prompt that has any, in the order they were given."""
    found: dict[str, tuple[str, ...]] = {}
    for key, tag in store.db.execute(_EVERY):
        found[key] = (*found.get(key, ()), tag)
    return found


@write
def set_tag(store: Store, *, key: str, tag: str) -> Written[PromptTag]:
    """Give a prompt a tag; one that only differs in case or accents is the one that is there already.

    Raises:
        InvalidInputError: it is blank, or too long for a name.
    """
    words = " ".join(tag.split())
    given = tags_by_prompt(store)
    known = (one for tags in given.values() for one in tags if folded(one) == folded(words))
    new = PromptTag(prompt_key=key, tag=next(known, words))
    if new.tag in given.get(key, ()):
        return Written(new, Change())
    store.put("prompt_tag", new, key=("prompt_key", "tag"))
    return Written(new, _change(new))


@write
def clear_tag(store: Store, *, key: str, tag: str) -> Written[PromptTag]:
    """Take a tag from a prompt."""
    store.db.execute("DELETE FROM prompt_tag WHERE prompt_key = ? AND tag = ?", [key, tag])
    gone = PromptTag(prompt_key=key, tag=tag)
    return Written(gone, _change(gone))


def _change(tag: PromptTag) -> Change:
    return Change.of(Kind.PROMPT, tag.prompt_key)
