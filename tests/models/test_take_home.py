import attrs
import pytest

from coachdesk.errors import LockedTextError
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.clauses import save_words, set_state
from coachdesk.models.entities.agreement import ClauseState
from coachdesk.models.entities.sharing import SharedDocument, SharedHow, SharedKind, TakeHomeDocument
from coachdesk.models.entities.take_home import LONGEST_ANSWER, TakeHomeForm
from coachdesk.models.store import Store
from coachdesk.models.take_home import form_left, new_form, take_home_page
from tests.agreeing import begin, settle_clause, signed

COACHS = "Zwitscherkanari"


def form_of(store: Store, page: AgreementPage, *, client: int = 0) -> tuple[TakeHomeForm, TakeHomeDocument]:
    found = take_home_page(store, engagement_id=page.agreement.engagement_id)
    return new_form(
        store,
        engagement_id=page.agreement.engagement_id,
        client_id=found.clients[client][0],
        chosen={clause.id for clause in found.clauses},
    )


def test_it_asks_about_what_is_open_or_to_be_talked_about_again(store: Store) -> None:
    page = begin(store)
    settle_clause(store, page, page.clauses[0])
    set_state(store, clause_id=page.clauses[1].id, state=ClauseState.PARKED)
    set_state(store, clause_id=page.clauses[2].id, state=ClauseState.REVISIT)
    form, _ = form_of(store, page)
    assert [one.clause_id for one in form.questions] == [clause.id for clause in page.clauses[2:]]


def test_it_asks_about_no_more_than_was_chosen(store: Store) -> None:
    page = begin(store)
    chosen = {page.clauses[1].id}
    client = page.client_ids[0]
    engagement = page.agreement.engagement_id
    form, document = new_form(store, engagement_id=engagement, client_id=client, chosen=chosen)
    assert [one.clause_id for one in form.questions] == list(chosen)
    assert [one.heading for one in document.questions] == [page.clauses[1].heading]


def test_it_holds_the_clients_words_and_nobody_elses(store: Store) -> None:
    page = begin(store)
    clause = page.clauses[0].id
    save_words(store, clause_id=clause, clients_words="Mine.", coachs_words=COACHS, agreed_words=COACHS)
    form, document = form_of(store, page)
    assert (form.questions[0].words, document.questions[0].words) == ("Mine.", "Mine.")
    assert COACHS not in str(attrs.asdict(form)) + str(attrs.asdict(document))


def test_words_too_long_for_a_field_stay_in_the_vault(store: Store) -> None:
    page = begin(store)
    save_words(store, clause_id=page.clauses[0].id, clients_words="x" * (LONGEST_ANSWER + 1))
    assert form_of(store, page)[0].questions[0].words == ""


def test_each_client_of_a_group_has_a_form_of_their_own(store: Store) -> None:
    page = begin(store, "Ana Sol", "Ben Kurz")
    forms = [form_of(store, page, client=number) for number in range(2)]
    assert [document.client_name for _, document in forms] == ["Ana Sol", "Ben Kurz"]
    assert len({form.id for form, _ in forms} | {form.client_id for form, _ in forms}) == 4


def test_of_what_was_signed_there_is_none(store: Store) -> None:
    page = signed(store)
    with pytest.raises(LockedTextError):
        take_home_page(store, engagement_id=page.agreement.engagement_id)


def test_it_is_on_record_once_it_has_left(store: Store) -> None:
    form, document = form_of(store, begin(store))
    assert store.value("SELECT count(*) FROM take_home_form") == 0
    form_left(store, form=form, client_name=document.client_name, pdf=b"%PDF", how=SharedHow.PDF)
    assert store.one(TakeHomeForm, "SELECT * FROM take_home_form") == form
    shared = store.one(SharedDocument, "SELECT * FROM shared_document")
    assert (shared.kind, shared.for_whom) == (SharedKind.FORM, "Mira Solano")
    assert (shared.client_id, shared.version_id) == (form.client_id, form.version_id)
