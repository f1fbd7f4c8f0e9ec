"""The few words around a hit, with the hit marked.

The index keeps no text (see the first migration), so that a snippet is cut here from the record itself,
and only for the hits that are shown.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import frozen

from coachdesk.models.folding import folded, folded_with_places

Runs = tuple[tuple[str, bool], ...]

_WIDTH: Final = 160
_BEFORE: Final = 40
_MARKS_TO_EXPECT: Final = 8
_LINE_START: Final = re.compile(r"^\s*(?:#+|>|[-*+](?:\s+\[[ xX]\])?)\s+", re.MULTILINE)
_EMPHASIS: Final = re.compile(r"[*_`]+")


@frozen
class Term:
    """A folded word that was looked for; `open_ended` while it may go on."""

    word: str
    open_ended: bool = False


def snippet(text: str, terms: Sequence[Term]) -> Runs:
    """Return the part of a text around the most telling term, as runs of (text, marked)."""
    place = _first_place(text, max(terms, key=lambda term: len(term.word))) if terms else 0
    return _cut(text, place, terms)


def _cut(text: str, place: int, terms: Sequence[Term]) -> Runs:
    begin = _word_start(text, max(0, place - _BEFORE))
    end = _word_end(text, min(len(text), begin + _WIDTH))
    part = _without_marks(text[begin:end])
    before, after = "… " if begin else "", " …" if end < len(text) else ""
    return marked(f"{before}{part}{after}", terms)


def _without_marks(text: str) -> str:
    """Return a part of a note in Markdown as one line of plain words."""
    return " ".join(_EMPHASIS.sub(_no_mark, _LINE_START.sub(" ", text)).split())


def _no_mark(found: re.Match[str]) -> str:
    """Return what stands for a mark; its other half may be outside of the part that was cut out."""
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    if before.isalnum() and after.isalnum():
        # Two words to the index, unless it is 5*3 or snake_case.
        return found[0] if found[0] in ("*", "_") else " "
    is_loose = not before.strip() and not after.strip()
    return found[0] if is_loose else ""


def marked(text: str, terms: Sequence[Term]) -> Runs:
    """Return a whole text as runs of (text, marked)."""
    if not text:
        return ()
    spans = sorted(_places(text, terms))
    runs: list[tuple[str, bool]] = []
    done = 0
    for start, end in spans:
        if start < done:
            continue
        runs += [(text[done:start], False), (text[start:end], True)]
        done = end
    runs.append((text[done:], False))
    return tuple(run for run in runs if run[0])


def place_of(text: str, terms: Sequence[Term]) -> tuple[int, int] | None:
    """Return start and end of the most telling term that a text has, None where it has none."""
    most_telling = sorted(terms, key=lambda term: len(term.word), reverse=True)
    return next(_places(text, most_telling), None)


def _places(text: str, terms: Iterable[Term]) -> Iterator[tuple[int, int]]:
    """Find the words of a text that terms stand for, one term after the other."""
    plain, places = folded_with_places(text)
    ends = (*places, len(text))
    for term in terms:
        for start, end in _spans(plain, term):
            yield places[start], max(places[end - 1] + 1, ends[end])


def _spans(plain: str, term: Term) -> Iterator[tuple[int, int]]:
    """Find the whole words of a folded text that a term stands for."""
    at = plain.find(term.word)
    while at >= 0:
        end = at + len(term.word)
        starts_word = not (at and plain[at - 1].isalnum())
        last = _end_of_word(plain, end)
        if starts_word and (term.open_ended or last == end):
            yield at, last
        at = plain.find(term.word, end)


def _end_of_word(plain: str, end: int) -> int:
    while end < len(plain) and plain[end].isalnum():
        end += 1
    return end


def _first_place(text: str, term: Term) -> int:
    """Return where a term first occurs, 0 where it does not.

    Folding a whole note for each hit would take longer than the search itself, so first
    only the words are folded that may begin as the term does.
    """
    reach = 2 * len(term.word) + _MARKS_TO_EXPECT
    for candidate in _beginning_like(term.word).finditer(text):
        at = candidate.start()
        span = next(_spans(folded(text[at : at + reach]), term), None)
        if span is not None and span[0] == 0:
            return at
    plain, places = folded_with_places(text)
    span = next(_spans(plain, term), None)
    return places[span[0]] if span else 0


def _beginning_like(word: str) -> re.Pattern[str]:
    """Return what finds words with the same first letters, or with one that is yet to be folded."""
    first, second = ("".join({letter, letter.upper()}) for letter in (word + word)[:2])
    if not word.isascii():
        return re.compile(r"(?<![^\W_])[^\x00-\x7f]")
    if len(word) == 1:
        return re.compile(rf"(?<![^\W_])(?:[{first}]|[^\x00-\x7f])")
    return re.compile(rf"(?<![^\W_])(?:[{first}](?:[{second}]|[^\x00-\x7f])|[^\x00-\x7f])")


def _word_start(text: str, at: int) -> int:
    """Go back to the start of a word, unless there is none near."""
    space = max(text.rfind(" ", at - _BEFORE, at), text.rfind("\n", at - _BEFORE, at)) if at else -1
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    """Go on to the end of a word, unless there is none near."""
    near = min(len(text), at + _BEFORE)
    while at < near and text[at].isalnum():
        at += 1
    return at
