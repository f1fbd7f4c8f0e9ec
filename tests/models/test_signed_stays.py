"""Rule 1: a signed version never changes, neither by a verb nor by a statement to the database."""

from collections.abc import Callable
from typing import Any

import pytest

from coachdesk.errors import InvalidInputError, LockedTextError
from coachdesk.models import agreement_versions as versions
from coachdesk.models import clauses, clients
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.entities.agreement import Audience, ClauseState, Layer, Party
from coachdesk.models.signatures import void_signatures
from coachdesk.models.store import Store
from tests.agreeing import begin, make_ready, put_name, reread, signed

VERBS: dict[str, Callable[[Store, AgreementPage], Any]] = {
    "save_words": lambda s, p: clauses.save_words(s, clause_id=p.clauses[0].id, clients_words="x"),
    "agree": lambda s, p: clauses.agree(s, clause_id=p.clauses[1].id, party=Party.COACH),
    "withdraw_agreement": lambda s, p: clauses.withdraw_agreement(
        s, clause_id=p.clauses[1].id, party=Party.COACH
    ),
    "set_state": lambda s, p: clauses.set_state(s, clause_id=p.clauses[0].id, state=ClauseState.PARKED),
    "rename_clause": lambda s, p: clauses.rename_clause(s, clause_id=p.clauses[0].id, heading="x"),
    "set_audience": lambda s, p: clauses.set_audience(
        s, clause_id=p.clauses[0].id, audience=Audience.ALL_PARTIES
    ),
    "add_clause": lambda s, p: clauses.add_clause(s, version_id=p.version.id, layer=Layer.TERMS, heading="x"),
    "remove_clause": lambda s, p: clauses.remove_clause(s, clause_id=p.clauses[0].id),
    "put_back": lambda s, p: clauses.put_back(s, clause=p.clauses[0]),
    "move_clause": lambda s, p: clauses.move_clause(s, clause_id=p.clauses[0].id, by=1),
    "set_dates": lambda s, p: versions.set_dates(
        s, version_id=p.version.id, effective_on=None, review_on=None
    ),
    "mark_ready": lambda s, p: versions.mark_ready(s, version_id=p.version.id),
}
STATEMENTS = (
    "UPDATE clause SET agreed_words = 'x' WHERE version_id = :version",
    "UPDATE clause SET clients_words = 'x' WHERE version_id = :version",
    "UPDATE clause SET state = 'dropped' WHERE version_id = :version",
    "UPDATE clause SET position = position + 1 WHERE version_id = :version",
    "UPDATE clause SET version_id = 'elsewhere' WHERE version_id = :version",
    "DELETE FROM clause WHERE version_id = :version",
    "INSERT INTO clause SELECT 'x', version_id, 99, layer, key, heading, prompt, clients_words, "
    "coachs_words, agreed_words, proposed_by, agreed_by_client_at, agreed_by_coach_at, "
    "agreed_by_sponsor_at, audience, core, state, created_at, updated_at "
    "FROM clause WHERE version_id = :version LIMIT 1",
    "UPDATE agreement_version SET content_hash = 'x' WHERE id = :version",
    "UPDATE agreement_version SET parties = '[]' WHERE id = :version",
    "UPDATE agreement_version SET number = 7 WHERE id = :version",
    "UPDATE agreement_version SET review_on = '2030-01-01' WHERE id = :version",
    "UPDATE agreement_version SET reason = 'x' WHERE id = :version",
    "UPDATE agreement_version SET language = 'de' WHERE id = :version",
    "DELETE FROM agreement_version WHERE id = :version",
    "UPDATE signature SET name = 'x' WHERE version_id = :version",
    "UPDATE signature SET voided_at = '2026-05-14', name = 'x' WHERE version_id = :version",
    "DELETE FROM signature WHERE version_id = :version",
)
ONLY_WHEN_ALL_SIGNED = (
    "UPDATE agreement_version SET state = 'draft' WHERE id = :version",
    "UPDATE agreement_version SET keep_months = 1 WHERE id = :version",
    "UPDATE agreement_version SET report_fields = '[\"themes\"]' WHERE id = :version",
    "UPDATE signature SET evidence_hash = 'x' WHERE version_id = :version",
    "UPDATE signature SET voided_at = '2026-05-14T08:00:00+00:00' WHERE version_id = :version",
    "INSERT INTO signature SELECT 'x', version_id, party, signer, name, method, place, signed_at, statement, "
    "content_hash, chain_hash, voided_at, void_reason, created_at, updated_at, evidence_hash "
    "FROM signature WHERE version_id = :version LIMIT 1",
)


@pytest.fixture(params=["half signed", "signed", "withdrawn"])
def fixed(store: Store, request: pytest.FixtureRequest) -> AgreementPage:
    if request.param == "half signed":
        page = make_ready(store, begin(store))
        put_name(store, page, Party.CLIENT, "Mira Solano")
        return reread(store, page)
    page = signed(store)
    if request.param == "withdrawn":
        versions.withdraw_version(store, version_id=page.version.id)
    return reread(store, page)


@pytest.mark.rule(1)
@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS.keys())
def test_no_verb_changes_it(
    store: Store, fixed: AgreementPage, verb: Callable[[Store, AgreementPage], Any]
) -> None:
    with pytest.raises(LockedTextError):
        verb(store, fixed)
    assert reread(store, fixed) == fixed


@pytest.mark.rule(1)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_statement_changes_it(store: Store, fixed: AgreementPage, statement: str) -> None:
    with pytest.raises(Exception, match="signed text does not change"):
        store.db.execute(statement, {"version": fixed.version.id})
    assert reread(store, fixed) == fixed


@pytest.mark.parametrize("statement", ONLY_WHEN_ALL_SIGNED)
def test_no_statement_takes_a_signature_back(store: Store, statement: str) -> None:
    page = signed(store)
    with pytest.raises(Exception, match="signed text does not change"):
        store.db.execute(statement, {"version": page.version.id})


def test_signatures_are_not_taken_back_when_all_have_signed(store: Store) -> None:
    page = signed(store)
    with pytest.raises(LockedTextError):
        void_signatures(store, version_id=page.version.id, reason="Regret")


def test_no_party_signs_twice(store: Store) -> None:
    page = signed(store)
    with pytest.raises(InvalidInputError):
        put_name(store, page, Party.CLIENT, "Somebody else")


@pytest.mark.parametrize("state", ["signed", "draft", "withdrawn"])
def test_a_superseded_version_stays_superseded(store: Store, state: str) -> None:
    page = signed(store)
    store.db.execute("UPDATE agreement_version SET state = 'superseded'")
    with pytest.raises(Exception, match="signed text does not change"):
        store.db.execute("UPDATE agreement_version SET state = ?", [state])
    assert reread(store, page).version.state == "superseded"


def test_everything_goes_with_the_engagement(store: Store) -> None:
    page = signed(store)
    store.db.execute("DELETE FROM engagement WHERE id = ?", [page.agreement.engagement_id])
    tables = ("agreement", "agreement_version", "clause", "signature")
    assert [store.value(f"SELECT count(*) FROM {table}") for table in tables] == [0, 0, 0, 0]  # noqa: S608  (table names)


def test_a_deleted_client_can_come_back_to_what_was_signed(store: Store) -> None:
    page = signed(store)
    clients.delete_client(store, client_id=page.client_ids[0])
    clients.undo_delete(store, client_id=page.client_ids[0])
    assert reread(store, page) == page
