"""Comparing words the way people do: without case and accents, in any script."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

# The marks of Latin, Greek and Cyrillic; the callback below is for all others, and slower.
_COMMON_MARKS: Final = re.compile("[\u0300-\u036f]+")
_PERHAPS_MARKS: Final = re.compile(r"[^\w\x00-\x7f]+")

# Letters that Unicode does not take apart, though people type them so.
_LOOSE_LETTERS: Final = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n", "ƒ": "f",
    "æ": "ae", "œ": "oe", "þ": "th", "ĸ": "k", "ə": "e",
}  # fmt: skip
_LOOSE: Final = re.compile(f"[{''.join(_LOOSE_LETTERS)}]")

# Scripts written without spaces: each character is a word of its own, so that any part is found.
_UNSPACED: Final = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003134f])"
)
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_NOT_PLAIN: Final = re.compile("[A-Z\x80-\U0010ffff]+")
_KNOWN_LENGTH: Final = 16
_WORD: Final = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Return a text without case and combining marks, to sort and to find by.

    Each character folds on its own, whatever stands beside it; so the little that is
    not plain is folded piece by piece, and most pieces come again and again.
    """
    return text.lower() if text.isascii() else _NOT_PLAIN.sub(_folded_match, text)


def _folded_match(match: re.Match[str]) -> str:
    piece = match[0]
    return _folded_known(piece) if len(piece) <= _KNOWN_LENGTH else _folded_piece(piece)


def _folded_piece(piece: str) -> str:
    plain = _COMMON_MARKS.sub("", unicodedata.normalize("NFKD", piece))
    plain = _PERHAPS_MARKS.sub(_without_marks, plain).casefold()
    plain = _LOOSE.sub(lambda letter: _LOOSE_LETTERS[letter[0]], plain)
    return _UNSPACED.sub(r" \1 ", plain)


_folded_known = lru_cache(maxsize=16_384)(_folded_piece)


def _without_marks(run: re.Match[str]) -> str:
    return "".join(sign for sign in run[0] if not unicodedata.category(sign).startswith("M"))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, in order; signs between them are left out."""
    return tuple(_WORD.findall(folded(text)))


def folded_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text, and for each of its characters the place it came from."""
    resized = [(at, size) for at, size in _sizes(text) if size != 1]
    if not resized:
        return folded(text), range(len(text))
    places: list[int] = []
    done = 0
    for at, size in resized:
        places.extend(range(done, at))
        places.extend([at] * size)
        done = at + 1
    places.extend(range(done, len(text)))
    return folded(text), places


def _sizes(text: str) -> Iterator[tuple[int, int]]:
    for sign in () if text.isascii() else _BEYOND_ASCII.finditer(text):
        yield sign.start(), len(_folded_known(sign[0]))
