import pytest
from PySide6.QtCore import Qt

from coachdesk.models.review_plans import plan_review
from tests.drivers.reviews import ReviewDriver
from tests.reviewing import answer_all, in_force


@pytest.fixture
def at_the_end(driver: ReviewDriver) -> ReviewDriver:
    """A review in which every clause is still true."""
    work = driver.do(in_force)
    driver.do(lambda store: answer_all(store, work))
    return driver.open(work.id)


def test_what_was_noticed_is_taken_back_and_noted_again(quiet: ReviewDriver) -> None:
    quiet.press(quiet.panel.aside.note)
    quiet.answer_question("Asked for my private number")
    noted = quiet.stored().noticed
    assert (len(noted), quiet.notices[-1].action_text) == (1, "Undo")
    quiet.take_back()
    assert quiet.stored().noticed == ()
    quiet.do_again()
    assert quiet.stored().noticed == noted


def test_a_note_that_was_removed_comes_back(due: ReviewDriver) -> None:
    (note,) = due.stored().noticed
    due.panel.aside.note_dropped.emit(note)
    due.settle()
    assert due.stored().noticed == ()
    due.take_back()
    assert due.stored().noticed == (note,)


def test_a_plan_is_taken_back_and_made_again(quiet: ReviewDriver) -> None:
    quiet.press(quiet.panel.aside.plan)
    quiet.answer_question("", "6")
    planned = quiet.stored().ahead
    assert (len(planned), quiet.notices[-1].action_text) == (1, "Undo")
    quiet.take_back()
    assert quiet.stored().ahead == ()
    quiet.do_again()
    assert quiet.stored().ahead == planned


def test_a_plan_that_was_dropped_comes_back(driver: ReviewDriver) -> None:
    work = driver.do(in_force)
    point = driver.do(lambda store: plan_review(store, engagement_id=work.id, due_after_session=6)).value
    driver.open(work.id).panel.aside.plan_dropped.emit(point)
    driver.settle()
    assert driver.stored().ahead == ()
    driver.take_back()
    assert driver.stored().ahead == (point,)


def test_a_review_that_was_let_go_asks_again_and_is_let_go_again(due: ReviewDriver) -> None:
    before = due.stored()
    due.press(due.panel.let_go)
    due.answer_question("We talked about it")
    gone = due.stored()
    due.take_back()
    assert due.stored() == before
    assert "Begin the review" in due.offers()
    due.do_again()
    assert due.stored() == gone


def test_nothing_changed_is_taken_off_the_record_and_leads_back_to_the_end(at_the_end: ReviewDriver) -> None:
    before = at_the_end.stored()
    at_the_end.press(at_the_end.panel.ending.keep)
    held = at_the_end.stored()
    at_the_end.take_back()
    assert at_the_end.stored() == before
    assert "Every clause is still true" in at_the_end.reads()
    at_the_end.do_again()
    assert at_the_end.stored() == held


def test_the_first_answer_is_taken_back_with_the_beginning_of_the_review(quiet: ReviewDriver) -> None:
    quiet.begin().key(Qt.Key.Key_1)
    begun = quiet.stored()
    quiet.take_back()
    assert (quiet.stored().reviews, quiet.stored().answers) == ((), ())
    quiet.do_again()
    assert quiet.stored() == begun


def test_an_answer_is_taken_back_to_the_one_before(quiet: ReviewDriver) -> None:
    walk = quiet.begin().panel.walk
    quiet.key(Qt.Key.Key_1)
    before = quiet.stored().answers
    quiet.press(walk.before)
    quiet.key(Qt.Key.Key_2)
    quiet.type("Shorter")
    quiet.press(walk.next)
    assert quiet.stored().answers[0].words == "Shorter"
    quiet.take_back()
    assert quiet.stored().answers == before


def test_a_plan_that_has_begun_waits_again_when_its_first_answer_is_taken_back(driver: ReviewDriver) -> None:
    work = driver.do(in_force)
    driver.do(lambda store: plan_review(store, engagement_id=work.id, due_on=store.today()))
    before = driver.open(work.id).stored()
    driver.begin().key(Qt.Key.Key_1)
    assert driver.stored().under_way is not None
    driver.take_back()
    assert driver.stored() == before


def test_the_review_of_another_engagement_forgets_the_steps(due: ReviewDriver) -> None:
    due.press(due.panel.aside.note)
    due.answer_question("Once more")
    assert due.panel.undo.undo_action.isEnabled()
    due.open(due.do(in_force).id)
    assert not due.panel.undo.undo_action.isEnabled()
