"""Words that belong to medicine or therapy: a coach does well to notice them; nobody else hears of it."""

import re
from functools import cache
from typing import Final

from attrs import frozen

from coachdesk.resources import resource_path, resource_toml

_FOLDER: Final = "clinical"
_LONGEST_LINE: Final = 5_000


@frozen
class ClinicalWord:
    """Such a word, and where in its line it stands."""

    start: int
    text: str


def clinical_word(line: str) -> ClinicalWord | None:
    """Return the first such word of a line, in any language that ships."""
    found = _pattern().search(line[:_LONGEST_LINE])
    return ClinicalWord(found.start(), found[0]) if found else None


@cache
def _pattern() -> re.Pattern[str]:
    """Return what finds all of them: stems go on as their language likes, words stand alone."""
    tables = [resource_toml(_FOLDER, file.name) for file in sorted(resource_path(_FOLDER).glob("*.toml"))]
    stems = {stem for table in tables for stem in table["stems"]}
    words = {word for table in tables for word in table["words"]}
    parts = [*(rf"{re.escape(stem)}\w*" for stem in sorted(stems)), *map(_whole, sorted(words))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _whole(word: str) -> str:
    """Return what finds a word that stands alone; an abbreviation only as it is written."""
    return f"(?-i:{re.escape(word)})" if word.isupper() else re.escape(word)
