import pytest
from PySide6.QtCore import Qt

from coachdesk.models.agreement_page import open_agreement
from coachdesk.models.entities.agreement import ClauseState
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.review import Answer, Outcome, ReviewState
from tests.agreeing import begin
from tests.drivers.reviews import ReviewDriver
from tests.reviewing import answer_all, in_force

FEEDBACK = "Something is wished to be different. Worth a look at what you agreed?"


@pytest.fixture
def walking(quiet: ReviewDriver) -> ReviewDriver:
    return quiet.begin()


def test_a_review_can_be_begun_although_nothing_asks_for_it(quiet: ReviewDriver) -> None:
    assert "Nothing asks for a review today" in quiet.reads()
    quiet.begin()
    assert "Clause 1 of" in quiet.reads()


def test_what_asks_for_it_is_said_and_out_of_sight_while_the_clauses_are_shown(due: ReviewDriver) -> None:
    words = "Asked for my private number again"
    assert (FEEDBACK in due.reads(), words in due.reads()) == (True, True)
    due.begin()
    due.key(Qt.Key.Key_1)
    assert (FEEDBACK in due.reads(), words in due.reads()) == (False, False)
    for _ in due.stored().clauses:
        if due.panel.walk.isVisible():
            due.press(due.panel.walk.next)
    assert (FEEDBACK in due.reads(), words in due.reads()) == (False, False)


def test_the_agreed_words_stand_there_as_a_quotation(walking: ReviewDriver) -> None:
    clause = walking.stored().clauses[0]
    assert f"“{clause.agreed_words}”" in walking.reads()


def test_a_whole_review_by_keyboard_puts_on_record_that_nothing_changed(walking: ReviewDriver) -> None:
    for _ in walking.stored().clauses:
        walking.key(Qt.Key.Key_1)
    assert walking.panel.window().focusWidget() is walking.panel.ending.keep
    walking.key(Qt.Key.Key_Space)
    (held,) = walking.stored().past
    assert (held.state, held.outcome) == (ReviewState.HELD, Outcome.NOTHING_CHANGED)
    assert "nothing changed" in walking.reads()


def test_a_change_by_keyboard_leads_to_the_next_version(walking: ReviewDriver) -> None:
    first = walking.stored().clauses[0]
    walking.key(Qt.Key.Key_2)
    walking.type("In 2 weeks, not 1")
    walking.key(Qt.Key.Key_Return, ctrl=True)
    for _ in walking.stored().clauses[1:]:
        walking.key(Qt.Key.Key_1)
    ending = walking.panel.ending
    assert ending.reason.text() == f"{first.heading}: In 2 weeks, not 1"
    assert walking.panel.window().focusWidget() is ending.start
    walking.key(Qt.Key.Key_Space)
    engagement_id = EngagementId(walking.panel.engagement_at_hand)
    newest = walking.do(lambda store: open_agreement(store, engagement_id=engagement_id))
    again = [clause.heading for clause in newest.clauses if clause.state is ClauseState.REVISIT]
    assert (newest.version.number, again) == (2, [first.heading])
    assert walking.went == [engagement_id]


def test_a_digit_in_the_sentence_is_no_answer(walking: ReviewDriver) -> None:
    walking.key(Qt.Key.Key_2)
    walking.type("1 2 3")
    walking.save()
    (said,) = walking.stored().answers
    assert (said.answer, said.words) == (Answer.CHANGE, "1 2 3")


def test_a_core_clause_can_not_be_dropped(walking: ReviewDriver) -> None:
    assert walking.stored().clauses[0].core
    walking.key(Qt.Key.Key_3)
    assert walking.stored().answers == ()


def test_an_interrupted_review_goes_on_at_the_next_clause(walking: ReviewDriver) -> None:
    walking.key(Qt.Key.Key_1)
    walking.key(Qt.Key.Key_2)
    walking.open(EngagementId(walking.panel.engagement_at_hand))
    assert walking.panel.walk.clause == walking.stored().clauses[2]


def test_going_back_shows_what_was_said(walking: ReviewDriver) -> None:
    walking.key(Qt.Key.Key_2)
    walking.type("Shorter")
    walking.press(walking.panel.walk.next)
    assert walking.panel.walk.sentence.text() == ""
    walking.press(walking.panel.walk.before)
    assert walking.panel.walk.sentence.text() == "Shorter"
    assert walking.panel.walk.buttons[Answer.CHANGE].isChecked()


def test_clauses_without_an_answer_keep_it_open(walking: ReviewDriver) -> None:
    for _ in walking.stored().clauses:
        walking.press(walking.panel.walk.next)
    assert "without an answer" in walking.reads()
    assert walking.panel.ending.keep.isHidden()
    walking.press(walking.panel.ending.again)
    assert "Clause 1 of" in walking.reads()


def test_a_reason_that_was_typed_stays(walking: ReviewDriver) -> None:
    for _ in walking.stored().clauses:
        walking.key(Qt.Key.Key_1)
    walking.press(walking.panel.ending.again)
    walking.key(Qt.Key.Key_2)
    walking.panel._bring(2)  # noqa: SLF001
    walking.panel.ending.reason.setPlainText("A new job")
    walking.panel.refresh()
    walking.settle()
    assert walking.panel.ending.reason.text() == "A new job"


def test_a_review_that_is_let_go_says_why_and_can_be_undone(due: ReviewDriver) -> None:
    due.press(due.panel.let_go)
    due.answer_question("We talked about it")
    assert "We talked about it" in due.reads()
    assert due.stored().due is None
    undo = due.notices[-1].on_action
    assert undo is not None
    undo()
    due.settle()
    assert due.stored().due is not None
    assert due.reads().count(FEEDBACK) == 1


def test_letting_go_without_a_word_is_refused_where_it_was_asked(due: ReviewDriver) -> None:
    due.press(due.panel.let_go)
    due.answer_question("")
    assert not due.panel.ask.isHidden()
    assert due.stored().due is not None


def test_the_next_review_is_planned_for_a_session(quiet: ReviewDriver) -> None:
    quiet.press(quiet.panel.aside.plan)
    quiet.answer_question("", "6")
    assert "after session 6" in quiet.reads()
    assert quiet.stored().ahead[0].due_after_session == 6


def test_something_noticed_is_noted_and_taken_back(quiet: ReviewDriver) -> None:
    quiet.press(quiet.panel.aside.note)
    quiet.answer_question("Asked for my private number")
    assert "Asked for my private number" in quiet.reads()
    note = quiet.stored().noticed[0]
    quiet.panel.aside.note_dropped.emit(note)
    quiet.settle()
    assert quiet.stored().noticed == ()


def test_without_an_agreement_in_force_the_page_leads_to_it(driver: ReviewDriver) -> None:
    page = driver.do(begin)
    driver.open(EngagementId(page.agreement.engagement_id)).begin()
    assert driver.went == [page.agreement.engagement_id]
    assert "No agreement is in force" in driver.reads()


def test_another_engagement_has_its_own_answers(walking: ReviewDriver) -> None:
    walking.key(Qt.Key.Key_2)
    walking.type("Shorter")
    other = walking.do(in_force)
    walking.open(other.id).begin()
    assert walking.panel.walk.sentence.text() == ""
    assert walking.stored().answers == ()


def test_a_review_whose_clauses_are_all_answered_opens_at_its_end(driver: ReviewDriver) -> None:
    work = driver.do(in_force)
    driver.do(lambda store: answer_all(store, work))
    driver.open(work.id)
    assert "Every clause is still true" in driver.reads()
