"""Hunspell's own interface, called so that the window goes on meanwhile.

chunspell brings Hunspell along, but holds Python's lock for as long as it reads a dictionary or
looks for suggestions, a tenth of a second and more. So its library is called directly, as its header
describes (https://github.com/hunspell/hunspell, src/hunspell/hunspell.h): `ctypes` lets go of the lock.
On Windows the library is built in and shows no such interface; there chunspell has to do.
"""

import codecs
import ctypes
import importlib.util
import os
from ctypes import POINTER, c_char_p, c_int, c_void_p
from typing import Any, Final, Protocol

from coachdesk.errors import NoSpellingError
from coachdesk.spelling.dictionaries import Dictionary

_EXTENSION: Final = "hunspell.hunspell"
_Texts = POINTER(c_char_p)


class Speller(Protocol):
    """What a dictionary can be asked for; both may take long."""

    def knows(self, word: str) -> bool:
        """Tell whether a word is spelled right."""

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return words that may have been meant."""


def open_speller(dictionary: Dictionary) -> Speller:
    """Read a dictionary.

    Raises:
        NoSpellingError: Hunspell is not here, or can't read this one.
    """
    try:
        library = _library()
        speller: Speller = LetGoSpeller(library, dictionary) if library else HoldingSpeller(dictionary)
    except (ImportError, OSError, LookupError, UnicodeError) as error:
        raise NoSpellingError from error
    return speller


def _library() -> Any:  # noqa: ANN401  (functions come with their names)
    """Return Hunspell with its C interface, or None where that is not to be seen."""
    found = importlib.util.find_spec(_EXTENSION)
    if found is None or found.origin is None:
        raise ImportError(name=_EXTENSION)
    library = ctypes.CDLL(found.origin)  # a name is looked for in what it depends on, too
    if not hasattr(library, "Hunspell_create"):
        return None
    library.Hunspell_create.restype = c_void_p
    library.Hunspell_create.argtypes = [c_char_p, c_char_p]
    library.Hunspell_destroy.argtypes = [c_void_p]
    library.Hunspell_get_dic_encoding.restype = c_char_p
    library.Hunspell_get_dic_encoding.argtypes = [c_void_p]
    library.Hunspell_spell.argtypes = [c_void_p, c_char_p]
    library.Hunspell_suggest.argtypes = [c_void_p, POINTER(_Texts), c_char_p]
    library.Hunspell_free_list.argtypes = [c_void_p, POINTER(_Texts), c_int]
    return library


class LetGoSpeller:
    """Calls Hunspell itself, without holding up other threads; one thread at a time may ask."""

    def __init__(self, library: Any, dictionary: Dictionary) -> None:  # noqa: ANN401  (see above)
        self._library = library
        self._held = c_void_p(
            library.Hunspell_create(os.fsencode(dictionary.rules), os.fsencode(dictionary.words))
        )
        if not self._held:
            raise OSError(5, "Hunspell can't read this dictionary")
        encoding = (library.Hunspell_get_dic_encoding(self._held) or b"").decode("ascii", "replace")
        self._encoding = codecs.lookup(encoding or "iso8859-1").name

    def __del__(self) -> None:
        """Give the memory back."""
        if getattr(self, "_held", None):
            self._library.Hunspell_destroy(self._held)

    def knows(self, word: str) -> bool:
        """Tell whether a word is spelled right; one that the dictionary could not even write is not wrong."""
        encoded = self._encode(word)
        return encoded is None or bool(self._library.Hunspell_spell(self._held, encoded))

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return words that may have been meant."""
        encoded = self._encode(word)
        if encoded is None:
            return ()
        texts = _Texts()
        count = self._library.Hunspell_suggest(self._held, ctypes.byref(texts), encoded)
        found = tuple((texts[at] or b"").decode(self._encoding, "replace") for at in range(count))
        self._library.Hunspell_free_list(self._held, ctypes.byref(texts), count)
        return found

    def _encode(self, word: str) -> bytes | None:
        try:
            return word.encode(self._encoding)
        except UnicodeEncodeError:
            return None


class HoldingSpeller:
    """Asks chunspell, where Hunspell itself can't be reached."""

    def __init__(self, dictionary: Dictionary) -> None:
        from hunspell import Hunspell

        self._held = Hunspell(dictionary.words.stem, hunspell_data_dir=str(dictionary.words.parent))

    def knows(self, word: str) -> bool:
        """Tell whether a word is spelled right; one that the dictionary could not even write is not wrong."""
        try:
            return bool(self._held.spell(word))
        except UnicodeEncodeError:
            return True

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return words that may have been meant."""
        try:
            return tuple(self._held.suggest(word))
        except UnicodeEncodeError:
            return ()
