"""Rule 14: what the turned screen is given holds shared fields only, by construction."""

from datetime import datetime
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.clauses import save_words, set_state
from coachdesk.models.entities import agreement, same_room
from coachdesk.models.entities.agreement import ClauseState, Party
from coachdesk.models.entities.people import Client
from coachdesk.models.entities.same_room import SameRoomPage, SharedClause, SharedVoices
from coachdesk.models.same_room import same_room_page
from coachdesk.models.store import Store
from tests.agreeing import begin, clause_named, reread, settle_clause, signed

PLAIN = (str, int, bool, datetime, type(None))
SHARED = {
    "SameRoomPage": {"client", "coach", "clauses", "is_fixed"},
    "SharedClause": {
        "id",
        "layer",
        "heading",
        "prompt",
        "voices",
        "agreed_words",
        "proposed_by",
        "answers",
        "state",
        "keep_months",
        "report_fields",
    },
    "SharedVoices": {"clients", "coachs"},
    "SharedYes": {"party", "name", "said_at"},
}


def breaches(kind: Any) -> list[str]:  # noqa: ANN401  (whatever a field is declared as)
    """Return the fields of a type, and of all types in it, that nobody has declared to be shared."""
    if get_origin(kind) in (tuple, Union, UnionType):
        return [found for part in get_args(kind) if part is not ... for found in breaches(part)]
    if attrs.has(kind):
        declared = {field.name for field in attrs.fields(kind)}
        strange = sorted(declared - SHARED.get(kind.__name__, set()))
        inside = [found for hint in get_type_hints(kind).values() for found in breaches(hint)]
        return [f"{kind.__name__}.{name}" for name in strange] + inside
    plain = getattr(kind, "__supertype__", kind)
    is_word = getattr(kind, "__module__", "") == agreement.__name__
    return [] if plain in PLAIN or is_word else [str(kind)]


@pytest.mark.rule(14)
def test_the_page_of_the_room_has_shared_fields_only() -> None:
    assert breaches(SameRoomPage) == []


def test_every_type_of_the_room_is_looked_at() -> None:
    ours = {name for name, kind in vars(same_room).items() if attrs.has(kind) if isinstance(kind, type)}
    assert ours == set(SHARED)


@pytest.mark.rule(14, control=True)
@pytest.mark.parametrize("field", ["private_notes", "clients_email"])
def test_control_a_private_field_turns_the_test_red(field: str) -> None:
    broken = attrs.make_class("SharedVoices", {field: attrs.field(type=str)})
    assert breaches(broken) == [f"SharedVoices.{field}"]


def test_control_a_private_type_in_a_shared_one_turns_the_test_red() -> None:
    broken = attrs.make_class("SharedYes", {"name": attrs.field(type=Client)})
    assert "Client.email" in breaches(broken)


def named(page: SameRoomPage, clause_id: str) -> SharedClause:
    return next(clause for clause in page.clauses if clause.id == clause_id)


def test_both_voices_and_the_agreed_words_are_shown(store: Store) -> None:
    page = begin(store)
    clause = clause_named(page, "boundaries")
    save_words(store, clause_id=clause.id, clients_words="Late", coachs_words="Early", agreed_words="Noon")
    shown = named(same_room_page(reread(store, page)), clause.id)
    assert shown.voices == SharedVoices(clients="Late", coachs="Early")
    assert (shown.heading, shown.prompt, shown.agreed_words) == (clause.heading, clause.prompt, "Noon")


def test_those_in_the_room_are_named_as_in_conversation(store: Store) -> None:
    page = same_room_page(begin(store, three_way=True))
    assert (page.client, page.coach) == ("Mira Solano", "Ines Vogt")
    names = {one.party: one.name for clause in page.clauses for one in clause.answers}
    assert names == {Party.CLIENT: "Mira Solano", Party.COACH: "Ines Vogt", Party.SPONSOR: "Halden AG"}


def test_the_sponsors_yes_is_asked_for_where_the_sponsor_has_one(store: Store) -> None:
    page = begin(store, three_way=True)
    shown = same_room_page(page)
    parties = {
        key: [one.party for one in named(shown, clause_named(page, key).id).answers]
        for key in ("fees", "boundaries")
    }
    assert parties == {
        "fees": [Party.CLIENT, Party.COACH, Party.SPONSOR],
        "boundaries": [Party.CLIENT, Party.COACH],
    }


def test_agreed_clauses_are_counted(store: Store) -> None:
    page = begin(store)
    settle_clause(store, page, clause_named(page, "boundaries"))
    shown = same_room_page(reread(store, page))
    assert (shown.agreed, len(shown.clauses)) == (1, len(page.clauses))


def test_a_dropped_clause_is_not_shown_and_a_parked_one_is(store: Store) -> None:
    page = begin(store)
    parked, dropped = clause_named(page, "boundaries"), clause_named(page, "disagreement")
    set_state(store, clause_id=parked.id, state=ClauseState.PARKED)
    set_state(store, clause_id=dropped.id, state=ClauseState.DROPPED)
    ids = {clause.id for clause in same_room_page(reread(store, page)).clauses}
    assert (parked.id in ids, dropped.id in ids) == (True, False)


def test_what_is_signed_can_only_be_read(store: Store) -> None:
    assert same_room_page(signed(store)).is_fixed


def test_an_unknown_clause_leads_to_the_first(store: Store) -> None:
    assert same_room_page(begin(store)).place_of(None) == 0


@pytest.fixture
def three_way(store: Store) -> AgreementPage:
    return begin(store, three_way=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_with_the_sponsor_nothing_between_the_two_is_shown(
    three_way: AgreementPage, data: st.DataObject
) -> None:
    marks = {clause.id: f"mark{at}end" for at, clause in enumerate(three_way.clauses)}
    audiences = st.sampled_from(agreement.Audience)
    clauses = tuple(
        attrs.evolve(
            clause,
            audience=data.draw(audiences),
            clients_words="quietly",
            coachs_words="quietly",
            agreed_words=marks[clause.id],
        )
        for clause in three_way.clauses
    )
    shown = repr(same_room_page(attrs.evolve(three_way, clauses=clauses), with_sponsor=True))
    meant = {clause.id for clause in clauses if clause.audience is agreement.Audience.ALL_PARTIES}
    assert {clause_id for clause_id, mark in marks.items() if mark in shown} == meant
    assert "quietly" not in shown
