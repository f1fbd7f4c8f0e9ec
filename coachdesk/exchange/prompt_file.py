"""Prompts as a file: JSON (RFC 8259) in UTF-8, readable with any editor, without a word of a client.

`format` is "coachdesk-prompts", `version` 1; then `name` (of the set, may be empty) and `prompts`, each with
`words`, `moment`, `lens`, `language` (a BCP 47 tag) and `tags`.
"""

import json
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

import attrs
from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.entities.prompt import Lens, PromptMoment
from coachdesk.models.prompt_taking import GivenPrompt

E = TypeVar("E", bound=StrEnum)
_FORMAT: Final = "coachdesk-prompts"
_VERSION: Final = 1
LARGEST_FILE: Final = 2_000_000  # bytes
_MOST_PROMPTS: Final = 2_000
_MOST_TAGS: Final = 20
_LONGEST: Final = {"name": 200, "words": 2_000, "language": 35, "tag": 60}
_UNSEEN: Final = frozenset({"Cc", "Cs"})


@frozen(kw_only=True)
class PromptFile:
    """What a file holds, checked. `name` is that of a set; without one they belong to none."""

    name: str = ""
    prompts: tuple[GivenPrompt, ...]


def write_prompts(held: PromptFile) -> bytes:
    """Return the file of these prompts."""
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "name": held.name,
        "prompts": [attrs.asdict(one) | {"tags": list(one.tags)} for one in held.prompts],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_prompts(data: bytes) -> PromptFile:
    """Return the prompts that a file holds; fields that are not known are passed over.

    Raises:
        InvalidInputError: it is no such file, a newer one, too large, or a prompt of it can't be read.
    """
    content = _content(data)
    rows = content.get("prompts")
    if not isinstance(rows, list) or not 0 < len(rows) <= _MOST_PROMPTS:
        raise _no_prompts()
    name = _line(content.get("name", ""), "name", 0)
    return PromptFile(name=name, prompts=tuple(_prompt(row, at) for at, row in enumerate(rows, start=1)))


def _content(data: bytes) -> Mapping[str, Any]:
    try:
        content = json.loads(data.decode("utf-8-sig")) if len(data) <= LARGEST_FILE else None
    except (ValueError, RecursionError) as error:
        raise _no_prompts() from error
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        raise _no_prompts()
    version = content.get("version")
    if type(version) is not int or version < _VERSION:
        raise _no_prompts()
    if version > _VERSION:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "These prompts were saved by a newer CoachDesk."),
            QT_TRANSLATE_NOOP("errors", "Update CoachDesk, then choose the file again."),
        )
    return content


def _prompt(row: object, number: int) -> GivenPrompt:
    if not isinstance(row, dict):
        raise _unreadable(number)
    tags = row.get("tags", [])
    if not isinstance(tags, list) or len(tags) > _MOST_TAGS:
        raise _unreadable(number)
    words, language = _line(row.get("words"), "words", number), _line(row.get("language"), "language", number)
    if not words or not language:
        raise _unreadable(number)
    named = (_line(tag, "tag", number) for tag in tags)
    return GivenPrompt(
        words=words,
        moment=_one_of(PromptMoment, row.get("moment"), number),
        lens=_one_of(Lens, row.get("lens"), number),
        language=language,
        tags=tuple(dict.fromkeys(tag for tag in named if tag)),
    )


def _line(value: object, field: str, number: int) -> str:
    """Return a text in one line, without what can't be seen."""
    if not isinstance(value, str) or len(value) > _LONGEST[field]:
        raise _unreadable(number)
    seen = (" " if letter.isspace() else letter for letter in value)
    return " ".join("".join(one for one in seen if unicodedata.category(one) not in _UNSEEN).split())


def _one_of(kind: type[E], value: object, number: int) -> E:
    if not isinstance(value, str):
        raise _unreadable(number)
    try:
        return kind(value)
    except ValueError as error:
        raise _unreadable(number) from error


def _no_prompts() -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "This file holds no prompts."),
        QT_TRANSLATE_NOOP("errors", "Choose one that was saved under “Prompts”."),
    )


def _unreadable(number: int) -> InvalidInputError:
    if not number:
        return _no_prompts()
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "Prompt {number} of this file can't be read."),
        QT_TRANSLATE_NOOP(
            "errors", "Nothing was taken over. Put it right in the file, or choose another one."
        ),
        number=number,
    )
