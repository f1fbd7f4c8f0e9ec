"""Places in a text as Python counts, and as Qt does, for whom a sign beyond the first plane is two."""

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Final

_BEYOND: Final = re.compile("[\U00010000-\U0010ffff]")


def units_of(text: str) -> Callable[[int], int]:
    """Return what turns a place in this text into Qt's (QString is UTF-16)."""
    beyond = [] if text.isascii() else [found.start() for found in _BEYOND.finditer(text)]
    if not beyond:
        return _same
    return lambda place: place + bisect_left(beyond, place)


def signs_of(text: str) -> Callable[[int], int]:
    """Return what turns a place of Qt's in this text into Python's."""
    beyond = [] if text.isascii() else [found.start() for found in _BEYOND.finditer(text)]
    if not beyond:
        return _same
    doubled = [place + number for number, place in enumerate(beyond)]
    return lambda units: units - bisect_left(doubled, units)


def _same(place: int) -> int:
    return place
