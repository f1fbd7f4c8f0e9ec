"""No renderer can meet a private word, because no type it is given has a place for one."""

import typing
from datetime import date, datetime
from enum import Enum

import attrs
import pytest

from coachdesk.models.entities import brief, difference, look_back, sharing
from coachdesk.models.entities.agreement import PartyName
from coachdesk.models.entities.brief import BriefSheet
from coachdesk.models.entities.look_back import ClientPack, SharedLookBack
from coachdesk.models.entities.moment import Milestone
from coachdesk.models.entities.session import Session
from coachdesk.models.entities.sharing import (
    AddendumDocument,
    AgreementDocument,
    RecoveryKit,
    SharedBooklet,
    SharedSummary,
    SponsorReportDocument,
    TakeHomeDocument,
)

PRIVATE = ("private", "note", "signal", "reflection", "reading", "clients_words", "coachs_words", "prompt")
DOCUMENTS = (
    AgreementDocument,
    AddendumDocument,
    SharedSummary,
    SharedBooklet,
    SponsorReportDocument,
    TakeHomeDocument,
    RecoveryKit,
    BriefSheet,
    SharedLookBack,
    ClientPack,
)
SHARED = {sharing.__name__, difference.__name__, brief.__name__, look_back.__name__}
PLAIN = (str, int, bytes, bool, date, datetime, type(None))


def reachable(kind: object) -> set[type]:
    """Return every attrs class that an instance of `kind` can hold."""
    found: set[type] = set()
    for part in parts(kind):
        if attrs.has(part) and part not in found:
            found.add(part)
            for hint in typing.get_type_hints(part).values():
                found |= reachable(hint)
    return found


def parts(hint: object) -> list[type]:
    inner = typing.get_args(hint)
    if inner:
        return [part for each in inner if each is not Ellipsis for part in parts(each)]
    return [hint] if isinstance(hint, type) else []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_field_is_for_private_words(document: type) -> None:
    names = [field.name for kind in reachable(document) for field in attrs.fields(kind)]
    assert [name for name in names if any(word in name for word in PRIVATE)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_field_is_plain_or_a_shared_type(document: type) -> None:
    for kind in reachable(document):
        assert kind is PartyName or kind.__module__ in SHARED
        for hint in typing.get_type_hints(kind).values():
            assert all(attrs.has(part) or issubclass(part, (*PLAIN, Enum)) for part in parts(hint))


def test_the_walk_finds_what_is_nested() -> None:
    names = {kind.__name__ for kind in reachable(AgreementDocument)}
    assert names == {
        "AgreementDocument",
        "Letterhead",
        "DocumentParty",
        "DocumentClause",
        "DocumentSignature",
    }


def test_a_booklet_holds_summaries() -> None:
    names = {kind.__name__ for kind in reachable(SharedBooklet)}
    summary = {kind.__name__ for kind in reachable(SharedSummary)}
    assert names == summary | {"SharedBooklet", "SharedSummary"}


def test_a_session_is_not_among_them() -> None:
    assert Session not in reachable(SharedSummary)


def test_a_milestone_as_the_coach_keeps_it_is_not_in_a_look_back() -> None:
    assert Milestone not in reachable(ClientPack)
    assert SharedLookBack in reachable(ClientPack)
