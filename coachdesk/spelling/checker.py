"""Asks dictionaries; lives in the worker thread, and keeps no word that it was asked for."""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from coachdesk.errors import NoSpellingError
from coachdesk.spelling.dictionaries import Dictionary
from coachdesk.spelling.words import script_of

if TYPE_CHECKING:
    from coachdesk.spelling.speller import Speller

_MOST_OPEN: Final = 2
_MOST_SUGGESTIONS: Final = 6
_SAMPLE_BYTES: Final = 4096
_ENCODED: Final = re.compile(rb"^SET[ \t]+([\w-]+)", re.MULTILINE)
_TRIED: Final = re.compile(rb"^TRY[ \t]+(\S+)", re.MULTILINE)


def _open_speller(dictionary: Dictionary) -> "Speller":
    from coachdesk.spelling.speller import open_speller

    return open_speller(dictionary)


class Checker:
    """Finds wrong words and what was meant; reads a dictionary when it is first asked for."""

    def __init__(self, read: Callable[[Dictionary], "Speller"] = _open_speller) -> None:
        self._read = read
        self._open: dict[Dictionary, tuple[Speller, str]] = {}

    def wrong(self, words: Iterable[str], dictionary: Dictionary) -> frozenset[str]:
        """Return those of the words that the dictionary does not know, of the script that it is in.

        Raises:
            NoSpellingError: Hunspell is not here, or can't read this one.
        """
        speller, script = self._opened(dictionary)
        looked_up = _without_accents if dictionary.language == "en" else _composed
        return frozenset(
            word for word in words if script_of(word) == script and not speller.knows(looked_up(word))
        )

    def suggest(self, word: str, dictionary: Dictionary) -> tuple[str, ...]:
        """Return a few words that may have been meant, the likeliest first.

        Raises:
            NoSpellingError: Hunspell is not here, or can't read this one.
        """
        speller, _ = self._opened(dictionary)
        return speller.suggest(_composed(word))[:_MOST_SUGGESTIONS]

    def _opened(self, dictionary: Dictionary) -> tuple["Speller", str]:
        if dictionary not in self._open:
            while len(self._open) >= _MOST_OPEN:
                del self._open[next(iter(self._open))]
            self._open[dictionary] = (self._read(dictionary), script_of_dictionary(dictionary))
        return self._open[dictionary]


def script_of_dictionary(dictionary: Dictionary) -> str:
    """Return the script that a dictionary is in, told by the letters that its rules try out.

    Raises:
        NoSpellingError: its files can't be read.
    """
    try:
        rules = dictionary.rules.read_bytes()
        words = dictionary.words.read_bytes()[:_SAMPLE_BYTES]
        encoded = _ENCODED.search(rules)
        encoding = codecs.lookup(encoded[1].decode("ascii") if encoded else "iso8859-1").name
    except (OSError, LookupError) as error:
        raise NoSpellingError from error
    tried = _TRIED.search(rules)
    sample = (tried[1] if tried else b"") + words
    return script_of(sample.decode(encoding, "ignore")) or "LATIN"


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word).replace("’", "'")


def _without_accents(word: str) -> str:
    """Return an English word as its dictionaries write it: naive for naïve."""
    apart = unicodedata.normalize("NFKD", word).replace("’", "'")
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
