"""Text as long and as varied as notes are, the same for the same seed."""

import random
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

WORDS_A_NOTE: Final = 400
_VOCABULARY: Final = 8_000
_DIFFERENT_NOTES: Final = 20_000
_ONSETS: Final = tuple("bcdfghklmnprstvwz") * 2 + ("br", "st", "tr", "sch", "ł", "ż")
_VOWELS: Final = tuple("aeiou") * 10 + tuple("äöüéąę")
_CODAS: Final = ("",) * 6 + tuple("nnrrsstllm") + ("ng", "ß")


class Prose:
    """A source of notes from a Zipf vocabulary (https://en.wikipedia.org/wiki/Zipf%27s_law)."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.vocabulary = self._make_vocabulary()
        self._notes: list[str] = []
        self._weights = list(accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))

    def _make_vocabulary(self) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < _VOCABULARY:
            found["".join(self._syllables())] = None
        return list(found)

    def _syllables(self) -> Iterator[str]:
        for _ in range(self._random.choice((1, 2, 2, 3, 3, 4))):
            yield self._random.choice(_ONSETS)
            yield self._random.choice(_VOWELS)
            yield self._random.choice(_CODAS)

    def text(self, length: int = WORDS_A_NOTE) -> str:
        """Return so many words, in lines of twelve."""
        words = self._random.choices(self.vocabulary, cum_weights=self._weights, k=length)
        return "\n".join(" ".join(words[start : start + 12]) for start in range(0, length, 12))

    def note(self) -> str:
        """Return the text of a note; after some ten thousand they come again."""
        if len(self._notes) < _DIFFERENT_NOTES:
            self._notes.append(self.text())
            return self._notes[-1]
        return self._random.choice(self._notes)

    def prefixes(self, length: int, count: int) -> list[str]:
        """Return what is typed when searching for words of any frequency, cut after `length` letters."""
        return [word[:length] for word in self._random.sample(self.vocabulary, count)]
