"""Markdown source line by line: how it looks, and what the keys make of it. Plain text in, plain text out."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from attrs import frozen

_INDENT: Final = "  "
_HEADING: Final = re.compile(r"#{1,6}[ \t]+")
_QUOTE: Final = re.compile(r"[ \t]*>[ \t]?")
_BULLET: Final = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+])(?P<gap>[ \t]+)(?!\[[ xX]\][ \t])")
_NUMBER: Final = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[0-9]{1,9}[.)])(?P<gap>[ \t]+)")
_TASK: Final = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+][ \t]+\[[ xX]\])(?P<gap>[ \t]+)")
_GOES_ON: Final = re.compile(
    r"(?P<quote>[ \t]*(?:>[ \t]?)*)"
    r"(?P<list>(?P<indent>[ \t]*)(?:[-*+]|(?P<number>[0-9]{1,9})(?P<dot>[.)]))"
    r"(?P<gap>[ \t]+)(?P<box>\[[ xX]\][ \t]+)?)?"
)
_MARK_TWICE: Final = re.compile(r"^\s*([-*+]|[0-9]{1,9}[.)])\s+\1$")
_SPANS: Final = (
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), "bold"),
    (re.compile(r"(?<![*_\w])([*_])(?![*_\s])([^*_]+?)(?<![*_\s])\1(?![*_\w])"), "italic"),
)
_MARKS: Final = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<!\w)([*_])(?=\S)([^*_]+?)(?<=\S)\3(?!\w)")
_LINE_MARKS: Final = re.compile(r"^\s*(#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?|>\s+)", re.MULTILINE)


class Line(StrEnum):
    """What a line can be made."""

    HEADING = "heading"
    LIST = "list"
    NUMBERS = "list-ordered"
    TASKS = "list-checks"
    QUOTE = "quote"


_LISTS: Final = {Line.LIST: _BULLET, Line.NUMBERS: _NUMBER, Line.TASKS: _TASK}


@frozen
class Look:
    """A part of a line, and the name of how it looks."""

    start: int
    end: int
    name: str


def looks_of(line: str) -> Iterator[Look]:
    """Yield how the parts of a line look; a later one lies over an earlier one."""
    if heading := _HEADING.match(line):
        yield Look(0, len(line), "heading")
        yield Look(0, len(heading[0].rstrip()), "mark")
        return
    begin = 0
    while quote := _QUOTE.match(line, begin):
        yield Look(begin, quote.end(), "mark")
        begin = quote.end()
    for pattern in (_TASK, _BULLET, _NUMBER):
        if item := pattern.match(line, begin):
            yield Look(item.start("mark"), item.end("mark"), "bullet")
            break
    for pattern, name in _SPANS:
        for span in pattern.finditer(line):
            yield Look(span.start(), span.start(2), "mark")
            yield Look(span.start(2), span.end(2), name)
            yield Look(span.end(2), span.end(), "mark")


def toggled(lines: Sequence[str], kind: Line) -> list[str]:
    """Make all these lines of one kind, or plain again where they all are; empty ones among others stay."""
    touched = [number for number, line in enumerate(lines) if line.strip() or len(lines) == 1]
    is_on = bool(touched) and all(_is(kind, lines[number]) for number in touched)
    changed = list(lines)
    for count, number in enumerate(touched, start=1):
        bare = _bare(kind, lines[number])
        changed[number] = bare if is_on else _made(kind, bare, count)
    return changed


def _is(kind: Line, line: str) -> bool:
    pattern = {Line.HEADING: _HEADING, Line.QUOTE: _QUOTE, **_LISTS}[kind]
    return pattern.match(line) is not None


def _bare(kind: Line, line: str) -> str:
    """Return a line without the mark that a mark of this kind takes the place of."""
    if kind is Line.HEADING:
        return _HEADING.sub("", line, count=1) if _HEADING.match(line) else line
    if kind is Line.QUOTE:
        found = _QUOTE.match(line)
        return line[found.end() :] if found else line
    for pattern in _LISTS.values():
        if found := pattern.match(line):
            return found["indent"] + line[found.end() :]
    return line


def _made(kind: Line, bare: str, count: int) -> str:
    if kind is Line.HEADING:
        return f"## {bare}"
    if kind is Line.QUOTE:
        return f"> {bare}"
    words = bare.lstrip(" \t")
    mark = {Line.LIST: "-", Line.NUMBERS: f"{count}.", Line.TASKS: "- [ ]"}[kind]
    return f"{bare[: len(bare) - len(words)]}{mark} {words}"


def indented(line: str, *, deeper: bool) -> str:
    """Move a line of a list a step in or out; other lines stay."""
    if not any(pattern.match(line) for pattern in _LISTS.values()):
        return line
    if deeper:
        return _INDENT + line
    if line.startswith("\t"):
        return line[1:]
    return line[min(len(_INDENT), len(line) - len(line.lstrip(" "))) :]


def prefix_of(line: str) -> str:
    """Return the marks of lists and quotes that a line begins with."""
    found = _GOES_ON.match(line)
    return line[: found.end()] if found and (found["list"] or ">" in found["quote"]) else ""


def next_list_mark(line: str) -> str | None:
    """Return what a new line after this one begins with: None outside of a list, empty to end it."""
    found = _GOES_ON.match(line)
    if found is None or not (found["list"] or ">" in found["quote"]):
        return None
    if not line[found.end() :].strip():
        return ""
    if not found["list"]:
        return found["quote"] if found["quote"].endswith((" ", "\t")) else f"{found['quote']} "
    return found["quote"] + _next_item(found)


def _next_item(found: re.Match[str]) -> str:
    if found["number"]:
        return f"{found['indent']}{int(found['number']) + 1}{found['dot']}{found['gap']}"
    bullet = found["list"][len(found["indent"]) :][:1]
    return f"{found['indent']}{bullet}{found['gap']}{'[ ] ' if found['box'] else ''}"


def mark_typed_twice(line: str) -> str:
    """Return the mark of a list where a line is nothing but that mark, twice; empty where it is not."""
    found = _MARK_TWICE.match(line)
    return found[1] if found else ""


def plain_words(markdown: str) -> str:
    """Return the words without their marks, as they are taken across to the client's side."""
    text = _LINE_MARKS.sub("", markdown)
    return _MARKS.sub(lambda found: found[2] or found[4], text).strip()
