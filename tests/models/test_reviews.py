from datetime import date, timedelta

import pytest

from coachdesk.errors import InvalidInputError, KnownError, StaleError
from coachdesk.models import reviews
from coachdesk.models.agreement_page import open_agreement
from coachdesk.models.agreement_versions import next_version
from coachdesk.models.entities.agreement import ClauseState, VersionState
from coachdesk.models.entities.ids import ClauseId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.review import (
    Answer,
    NoticedKind,
    Outcome,
    ReviewCause,
    ReviewKind,
    ReviewState,
)
from coachdesk.models.noticed import note_noticed, put_noticed_back, remove_noticed
from coachdesk.models.review_page import review_page
from coachdesk.models.review_plans import plan_review, put_plan_back, remove_plan
from coachdesk.models.reviews import answer_clause, end_with_new_version, end_with_nothing_changed
from coachdesk.models.store import Store
from tests.agreeing import begin, engage, make_ready, reread, sign_all
from tests.reviewing import (
    a_missed_session,
    answer_all,
    causes,
    engagement_of,
    hold,
    in_force,
    later,
    notice,
    the_page,
)


@pytest.fixture
def work(store: Store) -> Engagement:
    return in_force(store)


def first(store: Store, work: Engagement) -> ClauseId:
    return the_page(store, work).clauses[0].id


def say(store: Store, work: Engagement, answer: Answer, words: str = "") -> None:
    clause_id = first(store, work)
    answer_clause(store, engagement_id=work.id, clause_id=clause_id, answer=answer, words=words)


def test_the_first_answer_begins_a_review(store: Store, work: Engagement) -> None:
    assert the_page(store, work).under_way is None
    say(store, work, Answer.STILL_TRUE)
    page = the_page(store, work)
    assert page.under_way is not None
    assert page.under_way.version_id == page.agreement.version.id


def test_an_interrupted_review_goes_on_where_it_was(store: Store, work: Engagement) -> None:
    say(store, work, Answer.CHANGE, "Shorter, please")
    later(store, timedelta(days=30))
    say(store, work, Answer.STILL_TRUE, "It is fine after all")
    page = the_page(store, work)
    assert [(one.answer, one.words) for one in page.answers] == [(Answer.STILL_TRUE, "It is fine after all")]
    assert len(page.reviews) == 1


def test_a_sentence_without_an_answer_is_kept_and_no_answer(store: Store, work: Engagement) -> None:
    say(store, work, Answer.OPEN, "Let me think")
    page = the_page(store, work)
    assert page.answers[0].words == "Let me think"
    assert page.with_answer(Answer.OPEN) == page.clauses


def test_nothing_changed_is_put_on_record(store: Store, work: Engagement) -> None:
    hold(store, work)
    page = the_page(store, work)
    (held,) = page.past
    assert (held.state, held.outcome, held.held_at) == (
        ReviewState.HELD,
        Outcome.NOTHING_CHANGED,
        store.now(),
    )
    assert (page.under_way, page.answers) == (None, ())


def test_nothing_changed_needs_an_answer_to_every_clause(store: Store, work: Engagement) -> None:
    with pytest.raises(InvalidInputError, match="Not looked at yet"):
        end_with_nothing_changed(store, engagement_id=work.id)
    say(store, work, Answer.STILL_TRUE)
    with pytest.raises(InvalidInputError, match="Not looked at yet"):
        end_with_nothing_changed(store, engagement_id=work.id)


def test_nothing_changed_is_not_said_where_something_is_to_change(store: Store, work: Engagement) -> None:
    heading = the_page(store, work).clauses[0].heading
    answer_all(store, work, but={heading: Answer.DROP})
    with pytest.raises(InvalidInputError, match=heading):
        end_with_nothing_changed(store, engagement_id=work.id)


def test_a_new_version_begins_with_what_is_to_change(store: Store, work: Engagement) -> None:
    change, drop, *_ = the_page(store, work).clauses
    answer_all(store, work, but={change.heading: Answer.CHANGE, drop.heading: Answer.DROP})
    version = end_with_new_version(store, engagement_id=work.id, reason="A new job").value
    newest = open_agreement(store, engagement_id=work.id)
    states = {clause.heading: clause.state for clause in newest.clauses}
    assert (newest.version.id, newest.version.reason) == (version.id, "A new job")
    assert (states.pop(change.heading), states.pop(drop.heading)) == (
        ClauseState.REVISIT,
        ClauseState.DROPPED,
    )
    assert not {ClauseState.REVISIT, ClauseState.DROPPED} & set(states.values())


def test_the_review_says_which_version_it_led_to(store: Store, work: Engagement) -> None:
    say(store, work, Answer.CHANGE)
    version = end_with_new_version(store, engagement_id=work.id, reason="A new job").value
    (held,) = the_page(store, work).past
    assert (held.outcome, held.new_version_id) == (Outcome.NEW_VERSION, version.id)


def test_a_new_version_needs_something_to_change_and_a_reason(store: Store, work: Engagement) -> None:
    say(store, work, Answer.STILL_TRUE)
    with pytest.raises(InvalidInputError, match="No clause is to change"):
        end_with_new_version(store, engagement_id=work.id, reason="A new job")
    say(store, work, Answer.CHANGE)
    with pytest.raises(InvalidInputError, match="needs a reason"):
        end_with_new_version(store, engagement_id=work.id, reason=" ")
    assert the_page(store, work).under_way is not None


def test_a_draft_that_is_being_worked_on_comes_first(store: Store, work: Engagement) -> None:
    agreement = the_page(store, work).agreement.agreement
    next_version(store, agreement_id=agreement.id, reason="Already on it")
    say(store, work, Answer.CHANGE)
    with pytest.raises(InvalidInputError, match="still being worked on"):
        end_with_new_version(store, engagement_id=work.id, reason="A new job")


def test_rule_1_a_review_changes_nothing_of_what_was_signed(store: Store, work: Engagement) -> None:
    before = the_page(store, work).agreement
    headings = {clause.heading: Answer.CHANGE for clause in before.clauses}
    answer_all(store, work, but=headings, words="All of it")
    end_with_new_version(store, engagement_id=work.id, reason="A new job")
    after = reread(store, before)
    assert (after.version, after.clauses, after.signatures) == (
        before.version,
        before.clauses,
        before.signatures,
    )
    assert after.version.state is VersionState.SIGNED
    assert not after.altered


def test_the_control_of_rule_1_tells_a_touched_clause(store: Store, work: Engagement) -> None:
    before = the_page(store, work).agreement
    store.db.execute("DROP TRIGGER signed_clause_stays")
    store.db.execute("UPDATE clause SET state = 'revisit' WHERE id = ?", [before.clauses[0].id])
    assert reread(store, before).clauses != before.clauses


def test_a_clause_of_another_version_is_not_answered(store: Store, work: Engagement) -> None:
    with pytest.raises(InvalidInputError, match="not in the agreement in force"):
        answer_clause(store, engagement_id=work.id, clause_id=ClauseId("elsewhere"), answer=Answer.STILL_TRUE)


def test_without_an_agreement_in_force_there_is_no_review(store: Store) -> None:
    page = begin(store)
    with pytest.raises(InvalidInputError, match="No agreement is in force"):
        review_page(store, engagement_id=engagement_of(page))


def test_without_an_agreement_at_all_there_is_none_either(store: Store) -> None:
    with pytest.raises(KnownError):
        review_page(store, engagement_id=engage(store).id)


def test_a_review_under_way_begins_again_on_a_version_signed_meanwhile(
    store: Store, work: Engagement
) -> None:
    say(store, work, Answer.STILL_TRUE)
    agreement = the_page(store, work).agreement.agreement
    next_version(store, agreement_id=agreement.id, reason="A new job")
    sign_all(store, make_ready(store, open_agreement(store, engagement_id=work.id)))
    assert (the_page(store, work).under_way, the_page(store, work).answers) == (None, ())


def test_a_planned_review_that_is_due_is_the_one_that_is_held(store: Store, work: Engagement) -> None:
    planned = plan_review(
        store, engagement_id=work.id, kind=ReviewKind.CLOSING, due_on=store.now().date()
    ).value
    hold(store, work)
    (held,) = the_page(store, work).past
    assert (held.id, held.kind) == (planned.id, ReviewKind.CLOSING)
    assert causes(store, work) == ()


def test_every_plan_that_is_due_is_over_with_one_review(store: Store, work: Engagement) -> None:
    for days in (0, 1, 7):
        due_on = store.now().date() - timedelta(days=1 - days)
        plan_review(store, engagement_id=work.id, due_on=due_on)
    later(store, timedelta(hours=1))
    hold(store, work)
    assert [point.due_on for point in the_page(store, work).ahead] == [date(2026, 5, 20)]


@pytest.mark.parametrize("given", [{}, {"due_on": date(2026, 6, 1), "due_after_session": 4}])
def test_a_plan_has_a_day_or_a_session(store: Store, work: Engagement, given: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError, match="a day or a session"):
        plan_review(store, engagement_id=work.id, **given)  # type: ignore[arg-type]  # either of the two


def test_a_plan_can_be_taken_back_and_put_back(store: Store, work: Engagement) -> None:
    planned = plan_review(store, engagement_id=work.id, due_after_session=4).value
    remove_plan(store, review_id=planned.id)
    assert the_page(store, work).ahead == ()
    put_plan_back(store, point=planned)
    assert the_page(store, work).ahead == (planned,)


def test_what_is_under_way_is_no_plan_to_take_back(store: Store, work: Engagement) -> None:
    say(store, work, Answer.STILL_TRUE)
    under_way = the_page(store, work).under_way
    assert under_way is not None
    with pytest.raises(InvalidInputError, match="has begun"):
        remove_plan(store, review_id=under_way.id)


def test_what_was_let_go_does_not_come_back_for_the_same_events(store: Store, work: Engagement) -> None:
    for _ in range(2):
        a_missed_session(store, work)
    reviews.let_go(store, engagement_id=work.id, words="She was ill")
    assert causes(store, work) == ()
    later(store, timedelta(days=30))
    a_missed_session(store, work)
    assert causes(store, work) == ()
    a_missed_session(store, work)
    assert causes(store, work) == (ReviewCause.MISSED,)


def test_letting_one_cause_go_lets_no_later_one_go(store: Store, work: Engagement) -> None:
    notice(store, work)
    notice(store, work, NoticedKind.FEEDBACK)
    reviews.let_go(store, engagement_id=work.id, words="Talked about it")
    notice(store, work)
    notice(store, work)
    assert causes(store, work) == (ReviewCause.BOUNDARY,)


def test_letting_go_can_be_undone(store: Store, work: Engagement) -> None:
    plan_review(store, engagement_id=work.id, due_on=store.now().date())
    notice(store, work, NoticedKind.FEEDBACK)
    before = the_page(store, work)
    gone = reviews.let_go(store, engagement_id=work.id, words="Not now").value
    assert the_page(store, work).past[0].words == "Not now"
    reviews.take_end_back(store, over=gone)
    assert the_page(store, work) == before


def test_letting_go_what_has_begun_keeps_the_answers_for_the_undo(store: Store, work: Engagement) -> None:
    notice(store, work, NoticedKind.FEEDBACK)
    say(store, work, Answer.CHANGE, "Shorter")
    before = the_page(store, work)
    gone = reviews.let_go(store, engagement_id=work.id, words="Not now").value
    assert the_page(store, work).under_way is None
    reviews.take_end_back(store, over=gone)
    assert the_page(store, work) == before


def test_a_review_begun_for_no_cause_can_be_let_go(store: Store, work: Engagement) -> None:
    say(store, work, Answer.CHANGE)
    reviews.let_go(store, engagement_id=work.id, words="Not worth it")
    page = the_page(store, work)
    assert (page.under_way, page.past[0].state) == (None, ReviewState.LET_GO)


def test_letting_go_needs_a_word_and_something_due(store: Store, work: Engagement) -> None:
    with pytest.raises(InvalidInputError, match="No review is due"):
        reviews.let_go(store, engagement_id=work.id, words="Why not")
    notice(store, work, NoticedKind.FEEDBACK)
    with pytest.raises(InvalidInputError, match="A word is missing"):
        reviews.let_go(store, engagement_id=work.id, words=" ")


def test_what_was_noticed_can_be_taken_back(store: Store, work: Engagement) -> None:
    noted = note_noticed(
        store, engagement_id=work.id, kind=NoticedKind.FEEDBACK, words="  Less homework  "
    ).value
    assert (noted.words, noted.noticed_on) == ("Less homework", store.now().date())
    remove_noticed(store, noticed=noted)
    assert causes(store, work) == ()
    put_noticed_back(store, noticed=noted)
    assert the_page(store, work).noticed == (noted,)


def test_a_reason_begins_with_the_sentences(store: Store, work: Engagement) -> None:
    change, drop, *_ = the_page(store, work).clauses
    say(store, work, Answer.CHANGE, "Shorter")
    answer_clause(store, engagement_id=work.id, clause_id=drop.id, answer=Answer.DROP)
    assert the_page(store, work).sentences == f"{change.heading}: Shorter\n{drop.heading}"


def test_an_answer_of_a_review_that_is_over_is_not_taken_back(store: Store, work: Engagement) -> None:
    answer_all(store, work)
    said = the_page(store, work).answers[0]
    end_with_nothing_changed(store, engagement_id=work.id)
    with pytest.raises(StaleError):
        reviews.take_answer_back(store, said=said)


def test_a_review_goes_on_after_all_when_its_end_is_taken_back(store: Store, work: Engagement) -> None:
    answer_all(store, work)
    before = the_page(store, work)
    over = end_with_nothing_changed(store, engagement_id=work.id).value
    reviews.take_end_back(store, over=over)
    assert the_page(store, work) == before
