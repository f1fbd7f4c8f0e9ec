"""The coach's own words, which no dictionary has: names above all. They stay in the vault."""

from typing import Final

from attrs import field, frozen

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.validators import named
from coachdesk.models.store import Store, write

_LIST: Final = "spelling"
_WORDS: Final = "SELECT word FROM listed_word WHERE list = ? ORDER BY word COLLATE NOCASE, word"


@frozen(kw_only=True)
class _ListedWord:
    list: str = _LIST
    word: str = field(validator=named)
    position: int = 0


def own_words(store: Store) -> tuple[str, ...]:
    """Return the coach's own words by name."""
    return tuple(row["word"] for row in store.db.query(_WORDS, [_LIST]))


@write
def add_own_word(store: Store, *, word: str) -> Written[str]:
    """Take a word as spelled right from now on."""
    store.put("listed_word", _ListedWord(word=word), key=("list", "word"))
    return Written(word, Change.of(Kind.WORD_LIST, _LIST))


@write
def remove_own_word(store: Store, *, word: str) -> Written[str]:
    """Leave a word to the dictionary again."""
    store.db.execute("DELETE FROM listed_word WHERE list = ? AND word = ?", [_LIST, word])
    return Written(word, Change.of(Kind.WORD_LIST, _LIST))
