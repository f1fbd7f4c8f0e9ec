"""The words of a line that a dictionary can judge."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from attrs import frozen

# Code, the target of a link, addresses and paths: nobody wants them spelled.
_SKIPPED: Final = re.compile(
    r"`[^`]*`|(?<=\])\([^)\s]*\)|\b[a-z][a-z0-9+.-]*://\S+|\b(?:mailto:|www\.)\S+|\S+@\S+\.\w+|#\w+"
)
# \w knows no combining marks: of accents, Hebrew points, Arabic vowels and the scripts of India.
_SIGN: Final = (
    r"[\w\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u064b-\u065f\u0670\u0900-\u0dff\u200c\u200d]"
)
_TOKEN: Final = re.compile(rf"{_SIGN}+(?:['’\u05f3\u05f4]{_SIGN}+)*")
_CODE: Final = re.compile(r"[\d_]")
_POSSESSIVE: Final = re.compile(r"['’]s?$")


@frozen
class Word:
    """A word and where it begins in its line."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def words_to_check(line: str) -> Iterator[Word]:
    """Yield the words of a line, without code, addresses, numbers, abbreviations and names like CoachDesk."""
    if "`" in line or ":" in line or "." in line or "(" in line or "@" in line or "#" in line:
        line = _SKIPPED.sub(lambda skipped: " " * len(skipped[0]), line)
    for found in _TOKEN.finditer(line):
        token = found[0]
        text = token.strip("_")
        if is_worth_checking(text):
            yield Word(found.start() + len(token) - len(token.lstrip("_")), text)


def is_worth_checking(text: str) -> bool:
    """Tell whether this is a word of a language rather than a number, a code, a name or an abbreviation."""
    rest = text[1:]
    return bool(rest) and rest == rest.lower() and not _CODE.search(text)


def plain_form(word: str) -> str:
    """Return a word as one's own words are compared: without case and without an 's at its end."""
    composed = unicodedata.normalize("NFC", word)
    return _POSSESSIVE.sub("", composed).casefold()


def script_of(text: str) -> str:
    """Return the script that a text begins with, such as LATIN or HEBREW; empty where it has no letter."""
    letter = next((sign for sign in text if sign.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""
