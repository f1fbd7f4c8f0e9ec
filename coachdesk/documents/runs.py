"""Words that stayed, went and came, as they are printed: line by line, each run with its fate."""

from collections.abc import Iterable, Iterator
from typing import TypedDict

from coachdesk.documents.text import clean, line, right_to_left
from coachdesk.models.entities.difference import Fate, Piece


class Run(TypedDict):
    """Words that share a fate; `apart` tells whether there is a space before them."""

    fate: str
    words: str
    apart: bool


class RunParagraph(TypedDict):
    """Lines that belong together, and whether they run from right to left."""

    lines: list[list[Run]]
    rtl: bool


def run_paragraphs(pieces: Iterable[Piece]) -> list[RunParagraph]:
    """Return pieces in paragraphs: blank lines part them, line ends stay line ends."""
    blocks: list[list[list[Run]]] = [[]]
    for runs in _lines(pieces):
        if runs:
            blocks[-1].append(runs)
        elif blocks[-1]:
            blocks.append([])
    return [{"lines": lines, "rtl": _runs_right_to_left(lines)} for lines in blocks if lines]


def runs_of(old: str, new: str) -> list[Run]:
    """Return a line in place of another one."""
    return _with_words([(Fate.GONE, old, False), (Fate.NEW, new, bool(old))])


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Run]]:
    held: list[tuple[Fate, str, bool]] = []
    for piece in pieces:
        first, *others = clean(piece.words).split("\n")
        held.append((piece.fate, first, _is_apart(held, piece.fate, first)))
        for words in others:
            yield _with_words(held)
            held = [(piece.fate, words, False)]
    yield _with_words(held)


def _is_apart(before: list[tuple[Fate, str, bool]], fate: Fate, words: str) -> bool:
    """Tell whether words stand apart from those before them, also where both texts begin with other ones."""
    is_first = not any(said.strip() for _, said, _ in before)
    return not is_first and (words[:1].isspace() or fate is not before[-1][0])


def _with_words(held: Iterable[tuple[Fate, str, bool]]) -> list[Run]:
    return [
        {"fate": fate.value, "words": line(words), "apart": apart}
        for fate, words, apart in held
        if words.strip()
    ]


def _runs_right_to_left(lines: list[list[Run]]) -> bool:
    return right_to_left(" ".join(run["words"] for runs in lines for run in runs))
