"""Names of files that every system takes, and that tell two files of one place apart."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_UNNAMED: Final = "file"
# What at least one of the three systems refuses, and what turns letters around to hide an ending.
_REFUSED: Final = re.compile(r'[<>:"/\\|?*]')
_DIRECTIONS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_MOST_BYTES: Final = 200  # file systems take 255, and a name may still be given a number
_LONGEST_ENDING: Final = 16


def safe_name(given: str) -> str:
    """Return the last part of a path as a name that can be shown and saved anywhere."""
    last = re.split(r"[/\\]", given.rstrip("/\\ "))[-1]
    plain = unicodedata.normalize("NFC", _DIRECTIONS.sub("", last))
    visible = "".join(" " if unicodedata.category(letter) in _UNSEEN else letter for letter in plain)
    name = " ".join(_REFUSED.sub("_", visible).split()).strip(" .")
    return _fitted(f"_{name}" if _DEVICES.match(name) else name) or _UNNAMED


# Control characters, halves of letters, and breaks of lines and paragraphs.
_UNSEEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


def renamed(former: str, given: str) -> str:
    """Return a name that the coach gave, with the ending of the former one: it says what the file is."""
    name, ending = safe_name(given), ending_of(former)
    if not ending or name.lower().endswith(ending.lower()):
        return name
    return _fitted(f"{name}{ending}")


def unique_name(name: str, taken: Iterable[str]) -> str:
    """Return the name, numbered where another file has it."""
    others = {other.casefold() for other in taken}
    ending = ending_of(name)
    stem = name[: len(name) - len(ending)]
    number, found = 1, name
    while found.casefold() in others:
        number += 1
        found = f"{stem} ({number}){ending}"
    return found


def ending_of(name: str) -> str:
    """Return the ending with its dot, as in `.pdf`; none where a name has none."""
    stem, dot, ending = name.rpartition(".")
    is_ending = bool(stem.strip()) and 0 < len(ending) < _LONGEST_ENDING and ending.isalnum()
    return f"{dot}{ending}" if is_ending else ""


def _fitted(name: str) -> str:
    """Shorten a name before its ending until a file system takes it."""
    ending = ending_of(name)
    stem = name[: len(name) - len(ending)]
    room = _MOST_BYTES - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + ending
