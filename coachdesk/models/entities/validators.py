"""Checks that entities run on themselves; what they reject says what to do."""

from datetime import date, datetime
from typing import Any

from attrs import Attribute

from coachdesk.errors import QT_TRANSLATE_NOOP, BugError, InvalidInputError

NAME_LIMIT = 10_000


def named(_owner: object, attribute: "Attribute[str]", value: str) -> None:
    """Reject an empty or absurdly long mandatory text."""
    if not value.strip():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The field “{field}” is empty."),
            QT_TRANSLATE_NOOP("errors", "Fill it in, then save again."),
            field=attribute.name.replace("_", " "),
        )
    if len(value) > NAME_LIMIT:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The field “{field}” is longer than {limit} characters."),
            QT_TRANSLATE_NOOP("errors", "Shorten it, then save again."),
            field=attribute.name.replace("_", " "),
            limit=NAME_LIMIT,
        )


def in_order(start: date | datetime | None, end: date | datetime | None) -> None:
    """Reject an end before its start."""
    if start is not None and end is not None and end < start:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The end is before the start."),
            QT_TRANSLATE_NOOP("errors", "Change one of the two, then save again."),
        )


def utc(_owner: object, attribute: "Attribute[Any]", value: datetime | None) -> None:
    """Insist on a time zone: a moment without one is a bug, not an input."""
    if value is not None and value.tzinfo is None:
        raise BugError(f"{attribute.name} has no time zone")


def not_negative(_owner: object, attribute: "Attribute[Any]", value: int | None) -> None:
    """Reject a negative count, length or fee."""
    if value is not None and value < 0:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The field “{field}” is below zero."),
            QT_TRANSLATE_NOOP("errors", "Give zero or more, then save again."),
            field=attribute.name.replace("_", " "),
        )
