"""Plain words for a feeling: those that ship with CoachDesk, until the coach makes a list of their own."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from attrs import frozen

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.store import Store, write
from coachdesk.resources import resource_path, resource_toml

_LIST: Final = "feeling"
_FALLBACK: Final = "en"
_KEY: Final = ("list", "word")


@frozen
class FeelingWords:
    """The words that are offered; `is_own` where the coach has changed those that ship."""

    words: tuple[str, ...]
    is_own: bool = False


@frozen(kw_only=True)
class _Listed:
    list: str
    word: str
    position: int


def feeling_words(store: Store, language: str) -> FeelingWords:
    """Return the coach's own words, or else those that ship in a language (a BCP 47 tag)."""
    own = store.all(_Listed, "SELECT * FROM listed_word WHERE list = ? ORDER BY position", [_LIST])
    if own:
        return FeelingWords(tuple(listed.word for listed in own), is_own=True)
    return FeelingWords(shipped_feelings(language))


@cache
def shipped_feelings(language: str) -> tuple[str, ...]:
    """Return the words that ship: a region's are its language's, and an unknown language's are English."""
    tag = language.replace("_", "-").lower().partition("-")[0]
    is_shipped = tag.isalpha() and resource_path("feelings", f"{tag}.toml").is_file()
    groups = resource_toml("feelings", f"{tag if is_shipped else _FALLBACK}.toml")
    return tuple(word for words in groups.values() for word in words)


@write
def save_feeling_words(store: Store, *, words: Iterable[str]) -> Written[FeelingWords]:
    """Offer these words in their order from now on, each of them once; without any, those that ship."""
    tidy = tuple(dict.fromkeys(found for word in words if (found := " ".join(word.split()))))
    store.db.execute("DELETE FROM listed_word WHERE list = ?", [_LIST])
    for position, word in enumerate(tidy):
        store.put("listed_word", _Listed(list=_LIST, word=word, position=position), key=_KEY)
    return Written(FeelingWords(tidy, is_own=bool(tidy)), Change.of(Kind.WORD_LIST, _LIST))


@write
def forget_own_feelings(store: Store) -> Written[FeelingWords]:
    """Go back to the words that ship."""
    return save_feeling_words(store, words=())
