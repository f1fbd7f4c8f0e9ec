"""What is in the fields of a PDF from outside, and what else is in it; loops and crowds end the walk."""

import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from coachdesk.documents.text import clean
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    Node = Object | None
    Path = tuple[Object, ...]

MOST_FIELDS: Final = 500
_MOST_NODES: Final = 2_000
_DEEPEST: Final = 8
_MOST_ACTIONS: Final = 100
_MOST_BYTES: Final = 1_000_000
_LOOKED_AT: Final = 40_000
_HARMLESS: Final = ("/GoTo", "/Named", "/URI")
_PLAYED: Final = ("/3D", "/Movie", "/RichMedia", "/Screen", "/Sound")


class LeftOut(StrEnum):
    """What a file can hold beside our answers; none of it is taken in."""

    SCRIPT = "a script"
    FILE = "an attached file"
    ACTION = "an action"
    XFA = "a form of another kind"
    FIELDS = "other fields"
    LENGTH = "the end of a long answer"


def texts(pdf: "Pdf") -> Iterator[tuple[str, str]]:
    """Yield the whole name of each text field, and what is in it.

    Raises:
        InvalidInputError: there are more fields than any form of ours has.
    """
    import pikepdf

    for path in _tree(_at(pdf.Root, "/AcroForm", "/Fields"), MOST_FIELDS):
        if "/T" in path[-1] and _inherited(path, "/FT") == pikepdf.Name.Tx:
            yield ".".join(_text(node.T) for node in path if "/T" in node), _text(_inherited(path, "/V"))


def left_out(pdf: "Pdf") -> Iterator[LeftOut]:
    """Yield what a file holds besides text.

    Raises:
        InvalidInputError: there is more of it than in any form of ours.
    """
    names = _at(pdf.Root, "/Names")
    if _at(names, "/JavaScript") is not None:
        yield LeftOut.SCRIPT
    if _at(names, "/EmbeddedFiles") is not None or _at(pdf.Root, "/AF") is not None:
        yield LeftOut.FILE
    if _at(pdf.Root, "/AcroForm", "/XFA") is not None:
        yield LeftOut.XFA
    for node in _active(pdf):
        yield from _actions(node)


def _active(pdf: "Pdf") -> "Iterator[Object]":
    """Yield all that can carry an action: the file, its fields, its pages and what lies on them."""
    yield pdf.Root
    for path in _tree(_at(pdf.Root, "/AcroForm", "/Fields"), MOST_FIELDS):
        yield path[-1]
    count = 0
    for path in _tree(_at(pdf.Root, "/Pages"), _MOST_NODES):
        yield path[-1]
        notes = _items(_at(path[-1], "/Annots"), _MOST_NODES)
        count += len(notes)  # many pages may share what lies on them
        _insist_on_few(count, _MOST_NODES)
        yield from notes


def _actions(node: "Object") -> Iterator[LeftOut]:
    subtype = str(_at(node, "/Subtype"))
    if subtype == "/FileAttachment":
        yield LeftOut.FILE
    if subtype in _PLAYED:
        yield LeftOut.ACTION
    found = [_at(node, "/A"), _at(node, "/OpenAction"), *_values(_at(node, "/AA"))]
    for kind in (str(_at(action, "/S")) for action in found if _at(action, "/S") is not None):
        if kind == "/JavaScript":
            yield LeftOut.SCRIPT
        elif kind not in _HARMLESS:
            yield LeftOut.ACTION


def _tree(start: "Node", most: int) -> "Iterator[Path]":
    """Yield each dictionary below a node, or below each of a list, once, with those above it."""
    import pikepdf

    seen: set[tuple[int, int]] = set()
    roots = _items(start, most) if isinstance(start, pikepdf.Array) else [start]
    waiting: list[Path] = [(root,) for root in roots if isinstance(root, pikepdf.Dictionary)]
    count = len(waiting)
    while waiting:
        path = waiting.pop()
        place = path[-1].objgen
        if place in seen or len(path) > _DEEPEST:
            continue
        if place != (0, 0):
            seen.add(place)
        yield path
        kids = [kid for kid in _items(_at(path[-1], "/Kids"), most) if isinstance(kid, pikepdf.Dictionary)]
        waiting.extend((*path, kid) for kid in kids)
        count += len(kids)
        _insist_on_few(count, most)


def _items(node: "Node", most: int) -> "list[Object]":
    import pikepdf

    if not isinstance(node, pikepdf.Array):
        return []
    _insist_on_few(len(node), most)
    return list(node)


def _insist_on_few(count: int, most: int) -> None:
    if count > most:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "There is more in this PDF than in any form from here."),
            QT_TRANSLATE_NOOP("errors", "Ask your client for the file that you sent, filled in and saved."),
        )


def _values(node: "Node") -> "list[Object]":
    import pikepdf

    if not isinstance(node, pikepdf.Dictionary):
        return []
    keys = node.keys()
    _insist_on_few(len(keys), _MOST_ACTIONS)
    return [node[key] for key in keys]


def _at(node: "Node", *keys: str) -> "Node":
    """Return what is below a node, None where anything on the way is missing or something else."""
    import pikepdf

    for key in keys:
        node = node.get(key) if isinstance(node, pikepdf.Dictionary) else None
    return node


def _inherited(path: "Path", key: str) -> "Node":
    return next((node[key] for node in reversed(path) if key in node), None)


def _text(value: "Node") -> str:
    """Return a text as it was typed, with one kind of line end and one form of each letter."""
    import pikepdf

    if isinstance(value, pikepdf.Stream):
        raw = value.read_bytes()
    elif isinstance(value, pikepdf.String):
        raw = bytes(value)
    else:
        return ""
    _insist_on_few(len(raw), _MOST_BYTES)
    return unicodedata.normalize("NFC", clean(str(pikepdf.String(raw[:_LOOKED_AT])))).strip()
