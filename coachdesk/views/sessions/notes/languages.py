"""Which dictionary speaks a client's language, as the coach wrote it down."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from PySide6.QtCore import QLocale

from coachdesk.models.folding import words
from coachdesk.spelling.dictionaries import Dictionary

_ENGLISH: Final = "en"
_USUAL: Final = ("en_GB",)
_WORDS_OF_TAG: Final = 2


def dictionary_name(tag: str) -> str:
    """Return what a language with its country calls itself."""
    name = QLocale(tag).nativeLanguageName() or tag
    return name[:1].upper() + name[1:]


def best_dictionary(there: Iterable[Dictionary], language: str, system_tag: str) -> Dictionary | None:
    """Return the dictionary for a client's language; None where there is none for it.

    Without a language it is that of the system, or English.
    """
    found = tuple(there)
    fitting = _speaking(found, language) if language.strip() else _of_system(found, system_tag)
    wanted = language.strip().replace("-", "_")
    usual = (f"{one.language}_{one.language.upper()}" for one in fitting)
    for tag in (wanted, system_tag, *_USUAL, *usual):
        for one in fitting:
            if one.tag.lower() == tag.lower():
                return one
    return next(iter(fitting), None)


def _of_system(found: Iterable[Dictionary], system_tag: str) -> list[Dictionary]:
    mine = system_tag.split("_", maxsplit=1)[0]
    there = list(found)
    fitting = [one for one in there if one.language == mine]
    return fitting or [one for one in there if one.language == _ENGLISH]


def _speaking(found: Iterable[Dictionary], language: str) -> list[Dictionary]:
    """Return those of the first language that words such as “Deutsch, some English” or “de-AT” name."""
    said = words(language)
    if said and len(said) <= _WORDS_OF_TAG and said[0] in _codes().values():
        code = said[0]
    else:
        code = next((_codes()[word] for word in said if word in _codes()), "")
    return [one for one in found if one.language == code]


@cache
def _codes() -> dict[str, str]:
    """Return the code of each language by the first word of its names: its own, and the English one."""
    found: dict[str, str] = {}
    for language in QLocale.Language:
        names = (QLocale.languageToString(language), QLocale(language).nativeLanguageName())
        for name in filter(None, (next(iter(words(name)), "") for name in names)):
            found.setdefault(name, QLocale.languageToCode(language))
    return found
