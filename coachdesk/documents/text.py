"""What people typed, made fit for paper: words are kept, what would break a page is not."""

import re
import unicodedata
from typing import Final, TypedDict


class Paragraph(TypedDict):
    """Lines that belong together, and whether they run from right to left."""

    lines: list[str]
    rtl: bool


# Controls, byte order marks, non-characters and direction overrides have no place on paper.
_DROPPED: Final = re.compile(
    "[\x00-\x09\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17))
    + "]"
)
_LINE_END: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_BLANK_LINES: Final = re.compile(r"\n(?:[ \t]*\n)+")
# Longer than any word of a European language, in scripts that are not broken between letters anyway.
_LONG_WORD: Final = re.compile(
    "[^\\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u200b\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]{33,}"
)
_BREAK_EVERY: Final = 6
_BREAK_HERE: Final = "\u200b"
_JOINER: Final = "\u200d"
_ISOLATE: Final = "\u2068{}\u2069"


def clean(text: str) -> str:
    """Return `text` with one kind of line end, and without what can't be printed at all."""
    spaced = _LINE_END.sub("\n", text).replace("\t", " ")
    return _DROPPED.sub("", _LONE_SURROGATE.sub("\ufffd", spaced))


def line(text: str) -> str:
    """Return `text` on one line that can be broken anywhere if it must."""
    return _breakable(" ".join(clean(text).split()))


def name(text: str) -> str:
    """Return `text` as one line that keeps its own direction inside a sentence."""
    return _ISOLATE.format(line(text)) if _has_right_to_left(text) else line(text)


def short(text: str, limit: int = 60) -> str:
    """Return at most `limit` characters of `text` for a place that can't grow."""
    whole = " ".join(clean(text[: 8 * limit]).split())
    return whole if len(whole) <= limit else whole[: limit - 1].rstrip() + "…"


def paragraphs(text: str) -> list[Paragraph]:
    """Return `text` in paragraphs: blank lines part them, line ends stay line ends."""
    blocks = _BLANK_LINES.split(clean(text).strip())
    return [_paragraph(block) for block in blocks if block.strip()]


def _paragraph(block: str) -> Paragraph:
    return {"lines": [_breakable(each.rstrip()) for each in block.split("\n")], "rtl": right_to_left(block)}


def right_to_left(text: str) -> bool:
    """Return whether the first strong character runs from right to left (UAX 9, rule P2)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def _breakable(text: str) -> str:
    return _LONG_WORD.sub(lambda match: _with_breaks(match[0]), text)


def _with_breaks(word: str) -> str:
    parts: list[str] = []
    since = 0
    for character in word:
        if since >= _BREAK_EVERY and parts[-1] != _JOINER and _may_break_before(character):
            parts.append(_BREAK_HERE)
            since = 0
        parts.append(character)
        since += 1
    return "".join(parts)


def _may_break_before(character: str) -> bool:
    """Keep letters with their marks and emoji with their modifiers."""
    return unicodedata.category(character) not in ("Mn", "Mc", "Me", "Cf", "Sk")
