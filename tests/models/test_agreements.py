from datetime import date

import pytest

from coachdesk.errors import InvalidInputError, NotFoundError
from coachdesk.models import clients
from coachdesk.models.agreement_page import open_agreement
from coachdesk.models.agreement_versions import next_version, set_dates
from coachdesk.models.agreements import beginning, beginnings, list_agreements, start_agreement
from coachdesk.models.clause_sets import shipped_clauses
from coachdesk.models.clauses import set_state
from coachdesk.models.entities.agreement import (
    AgreementKind,
    ClauseState,
    Party,
    ProposedBy,
    VersionState,
)
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import EngagementState
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store
from tests.agreeing import begin, clause_named, engage, make_ready, signed
from tests.making import let_stand


def test_a_new_agreement_is_a_draft_of_the_given_clauses(store: Store) -> None:
    page = begin(store)
    shipped = [template.heading for template in shipped_clauses("en", AgreementKind.TWO_PARTY)]
    assert (page.version.number, page.version.state) == (1, VersionState.DRAFT)
    assert [clause.heading for clause in page.clauses] == shipped


def test_a_suggestion_is_the_coachs_to_make_and_nobody_has_agreed_to_it(store: Store) -> None:
    boundaries = clause_named(begin(store), "boundaries")
    assert boundaries.coachs_words.startswith("We write on working days")
    assert (boundaries.agreed_words, boundaries.proposed_by) == ("", ProposedBy.TEMPLATE)


def test_starting_tells_what_changed(store: Store) -> None:
    engagement = engage(store)
    written = start_agreement(
        store, engagement_id=engagement.id, kind=AgreementKind.TWO_PARTY, language="en", templates=()
    )
    assert written.change.touches(Kind.AGREEMENT)
    assert {written.value.id, engagement.id} <= written.change.ids


def test_an_engagement_has_one_agreement(store: Store) -> None:
    page = begin(store)
    with pytest.raises(InvalidInputError):
        start_agreement(
            store,
            engagement_id=page.agreement.engagement_id,
            kind=AgreementKind.TWO_PARTY,
            language="en",
            templates=(),
        )


def test_a_three_way_agreement_needs_a_sponsor(store: Store) -> None:
    with pytest.raises(InvalidInputError):
        start_agreement(
            store,
            engagement_id=engage(store).id,
            kind=AgreementKind.THREE_WAY,
            language="en",
            templates=(),
        )


def test_an_agreement_needs_an_engagement(store: Store) -> None:
    with pytest.raises(NotFoundError):
        start_agreement(
            store,
            engagement_id=EngagementId("nowhere"),
            kind=AgreementKind.TWO_PARTY,
            language="en",
            templates=(),
        )


def test_what_was_not_begun_can_not_be_opened(store: Store) -> None:
    with pytest.raises(NotFoundError):
        open_agreement(store, engagement_id=engage(store).id)


def test_the_page_names_everybody(store: Store) -> None:
    page = begin(store, "Mira Solano", "Tom Abel", three_way=True)
    assert [(one.party, one.name, one.organisation) for one in page.parties] == [
        (Party.CLIENT, "Mira Solano", ""),
        (Party.CLIENT, "Tom Abel", ""),
        (Party.COACH, "Ines Vogt", ""),
        (Party.SPONSOR, "Ruth Amsel", "Halden AG"),
    ]


def test_a_row_counts_what_is_agreed_of_what_stands(store: Store) -> None:
    page = make_ready(store, begin(store))
    set_state(store, clause_id=clause_named(page, "law").id, state=ClauseState.DROPPED)
    row = list_agreements(store)[0]
    core = sum(clause.core for clause in page.clauses)
    assert (row.agreed, row.clauses) == (core, len(page.clauses) - 1)


def test_a_row_shows_the_newest_version_and_the_one_in_force(store: Store) -> None:
    page = signed(store, three_way=True)
    version = next_version(store, agreement_id=page.agreement.id, reason="A new job").value
    set_dates(store, version_id=version.id, effective_on=None, review_on=date(2026, 11, 1))
    row = list_agreements(store)[0]
    assert (row.number, row.state, row.in_force) == (2, VersionState.DRAFT, 1)
    assert (row.client_names, row.organisation) == (("Mira Solano",), "Halden AG")
    assert row.review_on == date(2026, 11, 1)


def test_what_is_worked_on_comes_first(store: Store) -> None:
    signed(store, "Mira")
    begin(store, "Tom")
    assert [row.client_names for row in list_agreements(store)] == [("Tom",), ("Mira",)]


def test_a_deleted_clients_agreement_is_not_listed(store: Store) -> None:
    page = begin(store)
    clients.delete_client(store, client_id=page.client_ids[0])
    assert list_agreements(store) == ()


def test_an_engagement_without_an_agreement_is_offered_to_begin(store: Store) -> None:
    begin(store, "Mira")
    tom = engage(store, "Tom")
    assert [one.engagement_id for one in beginnings(store)] == [tom.id]
    assert beginnings(store)[0].client_names == ("Tom",)


def test_a_closed_engagement_is_not_offered(store: Store) -> None:
    engagement = engage(store)
    let_stand(store, engagement, EngagementState.CLOSED)
    assert beginnings(store) == ()


def test_a_begun_agreement_has_no_beginning_any_more(store: Store) -> None:
    page = begin(store)
    assert beginning(store, engagement_id=page.agreement.engagement_id) is None


def test_each_clause_can_be_found(store: Store) -> None:
    page = begin(store)
    sql = "SELECT count(*) FROM search_entry WHERE kind = ?"
    assert store.value(sql, [SearchKind.CLAUSE.value]) == len(page.clauses)
