"""A set of clauses as a file: JSON (RFC 8259) in UTF-8, readable with any editor, without a word of a client.

`format` is "coachdesk-clauses", `version` 1; then `name`, `language` (a BCP 47 tag) and `clauses`, each
with `key` (may be empty), `layer`, `heading`, `prompt`, `suggestion`, `audience`, `core` and `kinds`.
"""

import json
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

import attrs
from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.clause_sets import ClauseTemplate, every_shipped_clause
from coachdesk.models.entities.agreement import AgreementKind, Audience, Layer
from coachdesk.models.own_sets import SetPage, template_of

E = TypeVar("E", bound=StrEnum)
_FORMAT: Final = "coachdesk-clauses"
_VERSION: Final = 1
LARGEST_FILE: Final = 2_000_000  # bytes
_MOST_CLAUSES: Final = 200
_LONGEST_NAME: Final = 200
_UNSEEN: Final = frozenset({"Cc", "Cs"})
_LONGEST: Final = {"key": 100, "heading": 500, "prompt": 5_000, "suggestion": 20_000}


@frozen(kw_only=True)
class ReadSet:
    """What a file holds, checked."""

    name: str
    language: str
    clauses: tuple[ClauseTemplate, ...]


def write_set(page: SetPage) -> bytes:
    """Return the file of a set."""
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "name": page.set.name,
        "language": page.set.language,
        "clauses": [_row(template_of(clause)) for clause in page.clauses],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _row(template: ClauseTemplate) -> dict[str, object]:
    row = attrs.asdict(template)
    return row | {"kinds": list(template.kinds)}


def read_set(data: bytes) -> ReadSet:
    """Return the set that a file holds; fields that are not known are passed over.

    Raises:
        InvalidInputError: it is no such file, a newer one, too large, or a clause of it can't be read.
    """
    content = _content(data)
    rows = content.get("clauses")
    if not isinstance(rows, list) or not 0 < len(rows) <= _MOST_CLAUSES:
        raise _no_set()
    clauses = tuple(_clause(row, number) for number, row in enumerate(rows, start=1))
    _insist_on_different_keys(clauses)
    return ReadSet(name=_words(content, "name", 0), language=_words(content, "language", 0), clauses=clauses)


def _content(data: bytes) -> Mapping[str, Any]:
    try:
        content = json.loads(data.decode("utf-8-sig")) if len(data) <= LARGEST_FILE else None
    except (ValueError, RecursionError) as error:
        raise _no_set() from error
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        raise _no_set()
    if content.get("version") != _VERSION:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "These clauses were saved by a newer CoachDesk."),
            QT_TRANSLATE_NOOP("errors", "Update CoachDesk, then choose the file again."),
        )
    return content


def _clause(row: object, number: int) -> ClauseTemplate:
    if not isinstance(row, dict) or not isinstance(row.get("core", False), bool):
        raise _unreadable(number)
    kinds = row.get("kinds", list(AgreementKind))
    if not isinstance(kinds, list) or not kinds:
        raise _unreadable(number)
    return ClauseTemplate(
        key=_known_key(_words(row, "key", number)),
        layer=_one_of(Layer, row.get("layer"), number),
        heading=_heading(row, number),
        prompt=_words(row, "prompt", number),
        suggestion=_words(row, "suggestion", number),
        audience=_one_of(Audience, row.get("audience", Audience.PAIR), number),
        core=row.get("core", False),
        kinds=tuple(_one_of(AgreementKind, kind, number) for kind in dict.fromkeys(map(str, kinds))),
    )


def _known_key(key: str) -> str:
    """Return the key of a clause that ships; what another CoachDesk ships is the coach's own here."""
    return key if key in {one.key for one in every_shipped_clause("en")} else ""


def _insist_on_different_keys(clauses: tuple[ClauseTemplate, ...]) -> None:
    met: set[str] = set()
    for number, clause in enumerate(clauses, start=1):
        if clause.key and clause.key in met:
            raise _unreadable(number)
        met.add(clause.key)


def _heading(row: Mapping[str, Any], number: int) -> str:
    heading = _words(row, "heading", number)
    if not heading:
        raise _unreadable(number)
    return heading


def _words(row: Mapping[str, Any], field: str, number: int) -> str:
    """Return a text without what can't be seen, but with its lines."""
    value = row.get(field, "")
    if not isinstance(value, str) or len(value) > _LONGEST.get(field, _LONGEST_NAME):
        raise _unreadable(number)
    seen = (letter for letter in value if letter in "\n\t" or unicodedata.category(letter) not in _UNSEEN)
    return "".join(seen).strip()


def _one_of(kind: type[E], value: object, number: int) -> E:
    try:
        return kind(str(value))
    except ValueError as error:
        raise _unreadable(number) from error


def _no_set() -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "This file holds no set of clauses."),
        QT_TRANSLATE_NOOP("errors", "Choose one that was saved under “Clause sets”."),
    )


def _unreadable(number: int) -> InvalidInputError:
    if not number:
        return _no_set()
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "Clause {number} of this file can't be read."),
        QT_TRANSLATE_NOOP(
            "errors", "Nothing was taken over. Put it right in the file, or choose another one."
        ),
        number=number,
    )
