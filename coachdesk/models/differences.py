"""What two texts differ in, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from coachdesk.models.entities.difference import Fate, Piece

_WORD: Final = re.compile(r"\s*\S+|\s+$")
_MOST_PAIRS: Final = (
    16_000_000  # comparing takes a second or two then; beyond, the middle counts as rewritten
)


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in order.

    `old` is the words that stayed or are gone, `new` those that stayed or are new.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    first = _alike(before, after)
    last = _alike(before[first:][::-1], after[first:][::-1])
    middle = before[first : len(before) - last], after[first : len(after) - last]
    runs = [
        (Fate.SAME, before[:first]),
        *_compared(*middle),
        (Fate.SAME, before[len(before) - last :]),
    ]
    return tuple(_joined(runs))


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Fate, Sequence[str]]]:
    if len(before) * len(after) > _MOST_PAIRS:
        yield Fate.GONE, before
        yield Fate.NEW, after
        return
    # Without `autojunk=False` words that come often in a long text would count as no match.
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, begin, end, new_begin, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Fate.SAME, before[begin:end]
        else:
            yield Fate.GONE, before[begin:end]
            yield Fate.NEW, after[new_begin:new_end]


def _joined(runs: Sequence[tuple[Fate, Sequence[str]]]) -> Iterator[Piece]:
    """Put neighbours of one fate together, and leave out what is empty."""
    held: list[str] = []
    fate = Fate.SAME
    for next_fate, words in runs:
        if next_fate is not fate and words:
            if held:
                yield Piece(fate, "".join(held))
            fate, held = next_fate, []
        held += words
    if held:
        yield Piece(fate, "".join(held))
