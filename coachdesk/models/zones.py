"""Where clients are: the time on their walls, when it is another one than on the coach's."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.clock import local

_EXAMPLE: Final = "Europe/Lisbon"
_LONGEST: Final = 40


@frozen(kw_only=True)
class There:
    """What the clocks of these people show at a moment; `at` is of no zone, for it is on their walls."""

    called: tuple[str, ...]
    at: datetime


@cache
def zone_named(name: str) -> tzinfo | None:
    """Return a zone of the IANA database by its name; None where there is none of that name."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # of no name, of a wrong one, and of a folder's
        return None


@cache
def zone_names() -> tuple[str, ...]:
    """Return the names that people know, by region and city."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not _is_old(name)))


def _is_old(name: str) -> bool:
    return name.startswith(("Etc/", "SystemV/", "posix/", "right/", "US/", "Canada/", "Brazil/", "Mexico/"))


def insist_on_zone(name: str) -> None:
    """Make sure that a zone can be reckoned with; none is fine, too.

    Raises:
        InvalidInputError: nobody knows it. The error names one that is meant, where a city says so.
    """
    if name and zone_named(name) is None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "“{typed}” is not a time zone that CoachDesk knows."),
            QT_TRANSLATE_NOOP(
                "errors", "Type it as region and city, like {example}, or leave the field empty."
            ),
            typed=name[:_LONGEST],
            example=meant_by(name) or _EXAMPLE,
        )


def meant_by(typed: str) -> str:
    """Return the zone whose city is meant, however it is written; nothing where there is none."""
    wanted = typed.strip().replace(" ", "_").casefold()
    cities = (name for name in zone_names() if wanted in (name.casefold(), name.rsplit("/")[-1].casefold()))
    return next(cities, "")


def elsewhere(
    moment: datetime, called: Sequence[str], zones: Sequence[str], here: tzinfo | None = None
) -> tuple[There, ...]:
    """Return what it is then where others are, for those whose walls show another time.

    `zones` are theirs, in the order of `called`; `here` is where the coach is, the system's where None.
    """
    shown = local(moment, here).replace(tzinfo=None)
    found: dict[datetime, list[str]] = {}
    for name, zone in zip(called, map(zone_named, zones), strict=True):
        there = shown if zone is None else moment.astimezone(zone).replace(tzinfo=None)
        if there != shown:
            found.setdefault(there, []).append(name)
    return tuple(There(called=tuple(names), at=at) for at, names in found.items())
