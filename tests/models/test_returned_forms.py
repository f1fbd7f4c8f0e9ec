import unicodedata

import pytest

from coachdesk.errors import InvalidInputError, LockedTextError, StaleError
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.agreement_versions import next_version
from coachdesk.models.clauses import add_clause, agree, remove_clause, save_words
from coachdesk.models.entities.agreement import Layer, Party
from coachdesk.models.entities.ids import ClauseId
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.entities.take_home import TakeHomeForm
from coachdesk.models.returned_forms import (
    Answer,
    Outcome,
    ReturnedAnswers,
    compare,
    take_over,
    undo_take_over,
)
from coachdesk.models.store import Store
from coachdesk.models.take_home import form_left
from tests.agreeing import begin, make_ready, reread, sign_all
from tests.models.test_take_home import form_of

BEFORE = "I need time.\nSilence is fine."


def handed_out(store: Store, page: AgreementPage, *, client: int = 0) -> TakeHomeForm:
    form, document = form_of(store, page, client=client)
    form_left(store, form=form, client_name=document.client_name, pdf=b"%PDF", how=SharedHow.PDF)
    return form


def returned(store: Store, page: AgreementPage, form: TakeHomeForm, **answers: str) -> ReturnedAnswers:
    """Compare a form with some answers, by the place of their questions, the others untouched."""
    given: dict[str, str] = {one.clause_id: one.words for one in form.questions}
    given |= {form.questions[int(place[1:])].clause_id: words for place, words in answers.items()}
    engagement = page.agreement.engagement_id
    return compare(store, engagement_id=engagement, form_id=form.id, given=given)


def words_of(store: Store, clause_id: ClauseId) -> str:
    return str(store.value("SELECT clients_words FROM clause WHERE id = ?", [clause_id]))


@pytest.fixture
def page(store: Store) -> AgreementPage:
    page = begin(store)
    save_words(store, clause_id=page.clauses[0].id, clients_words=BEFORE)
    return reread(store, page)


@pytest.fixture
def form(store: Store, page: AgreementPage) -> TakeHomeForm:
    return handed_out(store, page)


def only(found: ReturnedAnswers) -> Answer:
    [answer] = found.changes
    return answer


def test_what_nobody_touched_changes_nothing(store: Store, page: AgreementPage, form: TakeHomeForm) -> None:
    assert returned(store, page, form).changes == ()


@pytest.mark.parametrize(
    "made", [BEFORE.replace("\n", "\r\n"), unicodedata.normalize("NFD", BEFORE), BEFORE + "\n "]
)
def test_what_a_reader_does_to_text_is_no_change(
    store: Store, page: AgreementPage, form: TakeHomeForm, made: str
) -> None:
    assert returned(store, page, form, q0=made).changes == ()


def test_other_words_take_the_place_of_those_that_were_printed(
    store: Store, page: AgreementPage, form: TakeHomeForm
) -> None:
    answer = only(returned(store, page, form, q0="Time, and tea."))
    assert (answer.outcome, answer.so_far, answer.result) == (Outcome.NEW, BEFORE, "Time, and tea.")


def test_words_that_were_written_meanwhile_stay_beside(
    store: Store, page: AgreementPage, form: TakeHomeForm
) -> None:
    save_words(store, clause_id=page.clauses[0].id, clients_words="Said on the phone.")
    answer = only(returned(store, page, form, q0="Written at home."))
    assert answer.outcome is Outcome.BESIDE
    assert answer.result == "Said on the phone.\n\nWritten at home."


def test_an_untouched_answer_leaves_later_words_alone(
    store: Store, page: AgreementPage, form: TakeHomeForm
) -> None:
    save_words(store, clause_id=page.clauses[0].id, clients_words="Said on the phone.")
    assert returned(store, page, form).changes == ()
    assert returned(store, page, form, q0="").changes == ()


def test_an_emptied_answer_is_told_from_others(store: Store, page: AgreementPage, form: TakeHomeForm) -> None:
    assert only(returned(store, page, form, q0="")).outcome is Outcome.EMPTIED


def test_taken_over_they_are_the_clients_words(store: Store, page: AgreementPage, form: TakeHomeForm) -> None:
    found = returned(store, page, form, q0="Time, and tea.", q1="To sleep again.")
    take_over(store, form_id=form.id, answers=found.changes)
    assert [clause.clients_words for clause in reread(store, page).clauses[:2]] == [
        "Time, and tea.",
        "To sleep again.",
    ]
    assert returned(store, page, form, q0="Time, and tea.").form.returned_at == store.now()


def test_the_former_words_are_kept(store: Store, page: AgreementPage, form: TakeHomeForm) -> None:
    take_over(store, form_id=form.id, answers=returned(store, page, form, q0="Tea.").changes)
    sql = "SELECT clients_words FROM earlier_clause WHERE clause_id = ?"
    assert [BEFORE] in [list(row) for row in store.db.execute(sql, [page.clauses[0].id])]


def test_no_yes_is_taken_back(store: Store, page: AgreementPage, form: TakeHomeForm) -> None:
    clause = page.clauses[0].id
    save_words(store, clause_id=clause, agreed_words="We take our time.")
    agree(store, clause_id=clause, party=Party.CLIENT)
    take_over(store, form_id=form.id, answers=returned(store, page, form, q0="Tea.").changes)
    after = reread(store, page).clauses[0]
    assert (after.agreed_words, after.agreed_by_client_at) == ("We take our time.", store.now())


def test_it_can_be_undone(store: Store, page: AgreementPage, form: TakeHomeForm) -> None:
    taken = take_over(store, form_id=form.id, answers=returned(store, page, form, q0="Tea.").changes).value
    undo_take_over(store, taken=taken)
    assert words_of(store, page.clauses[0].id) == BEFORE
    assert returned(store, page, form).form.returned_at is None


def test_later_words_are_not_undone(store: Store, page: AgreementPage, form: TakeHomeForm) -> None:
    taken = take_over(store, form_id=form.id, answers=returned(store, page, form, q0="Tea.").changes).value
    save_words(store, clause_id=page.clauses[0].id, clients_words="Later.")
    with pytest.raises(StaleError):
        undo_take_over(store, taken=taken)
    assert words_of(store, page.clauses[0].id) == "Later."


def test_what_was_shown_is_what_is_replaced(store: Store, page: AgreementPage, form: TakeHomeForm) -> None:
    answers = returned(store, page, form, q0="Tea.", q1="Sleep.").changes
    save_words(store, clause_id=page.clauses[1].id, clients_words="Meanwhile.")
    with pytest.raises(StaleError):
        take_over(store, form_id=form.id, answers=answers)
    assert words_of(store, page.clauses[0].id) == BEFORE


def test_a_form_of_another_client_is_refused_without_a_name(store: Store, form: TakeHomeForm) -> None:
    other = begin(store, "Łukasz Nowak")
    with pytest.raises(InvalidInputError, match="another agreement") as caught:
        returned(store, other, form)
    assert "Mira" not in caught.value.text()


def test_a_form_of_an_earlier_version_is_refused(
    store: Store, page: AgreementPage, form: TakeHomeForm
) -> None:
    sign_all(store, make_ready(store, page))
    with pytest.raises(LockedTextError):
        returned(store, page, form)
    next_version(store, agreement_id=page.agreement.id, reason="A new goal.")
    with pytest.raises(InvalidInputError, match="version 1"):
        returned(store, page, form)


def test_a_form_that_never_left_is_refused(store: Store, page: AgreementPage) -> None:
    with pytest.raises(InvalidInputError, match="No form like this"):
        returned(store, page, form_of(store, page)[0])


def test_what_is_gone_or_missing_is_named(store: Store, page: AgreementPage) -> None:
    own = add_clause(store, version_id=page.version.id, layer=Layer.ALLIANCE, heading="Own").value
    form = handed_out(store, page)
    remove_clause(store, clause_id=own.id)
    engagement = page.agreement.engagement_id
    given: dict[str, str] = {one.clause_id: "" for one in form.questions[1:]}
    found = compare(store, engagement_id=engagement, form_id=form.id, given=given)
    assert (found.gone, found.missing) == (("Own",), (form.questions[0].heading,))


def test_it_says_whose_answers_they_are(store: Store) -> None:
    page = begin(store, "Ana Sol", "Ben Kurz")
    assert returned(store, page, handed_out(store, page, client=1)).client_name == "Ben Kurz"
