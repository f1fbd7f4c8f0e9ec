from collections.abc import Iterator
from datetime import timedelta

import attrs
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coachdesk.models import stems
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.relationship import SENTENCE_LIMIT, FeedbackHow, Giver
from coachdesk.models.feedback import save_feedback
from coachdesk.models.feedback_waiting import Wanted, feedback_waiting
from coachdesk.views.context import Context
from tests import refusing
from tests.drivers.feedback import FeedbackDriver
from tests.making import a_group, a_held_session, a_session, an_engagement
from tests.remembering import DAY, feedback
from tests.reviewing import in_force

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> Iterator[FeedbackDriver]:
    yield FeedbackDriver(context, qtbot)
    refusing.refuse_writes(refuse=False)


@pytest.fixture
def work(coach: FeedbackDriver) -> Engagement:
    return coach.do(an_engagement)


def test_both_givers_are_in_it_in_order(coach: FeedbackDriver, work: Engagement) -> None:
    held = coach.do(lambda store: a_held_session(store, work))
    coach.do(lambda store: feedback(store, work, "Longer pauses", session_id=held.id))
    coach.do(lambda store: feedback(store, work, "You came prepared", giver=Giver.COACH, given_on=DAY))
    coach.open(work)
    assert [row.head.whole for row in coach.rows()] == ["Mira · 7 May · session 1", "You · 14 May"]
    assert [row.state.text() for row in coach.rows()] == ["waits for your answer", "not said yet"]
    assert "“Longer pauses”" in coach.reads()


def test_nothing_said_yet_is_said_kindly(coach: FeedbackDriver, work: Engagement) -> None:
    coach.open(work)
    assert "Nothing has been said yet" in coach.reads()


@pytest.mark.rule(10)
def test_an_answer_settles_it_and_telling_closes_it(coach: FeedbackDriver, work: Engagement) -> None:
    coach.do(lambda store: feedback(store, work, "Longer pauses"))
    coach.open(work).unfold()
    coach.type(coach.answer().answer, "You are right")
    assert coach.do(feedback_waiting) == ()
    coach.type(coach.answer().will_change, "I count to ten")
    assert [one.wanted for one in coach.do(feedback_waiting)] == [Wanted.TELLING]
    coach.answer().told.click()
    coach.save()
    assert coach.do(feedback_waiting) == ()
    assert coach.rows()[0].state.text() == "answered, told on 14 May"


@pytest.mark.rule(10, control=True)
def test_without_an_answer_it_would_wait_for_ever(coach: FeedbackDriver, work: Engagement) -> None:
    coach.do(lambda store: feedback(store, work, "Longer pauses"))
    coach.open(work).unfold()
    coach.type(coach.answer().will_change, "I count to ten")
    assert [one.wanted for one in coach.do(feedback_waiting)] == [Wanted.ANSWER]
    assert coach.rows()[0].state.text() == "waits for your answer"


def test_a_sentence_of_the_client_is_begun_with_one_key_and_kept_as_it_was_said(
    coach: FeedbackDriver, work: Engagement
) -> None:
    coach.open(work).key(Qt.Key.Key_Return, CONTROL)
    assert coach.theirs().sentence.hasFocus()
    coach.type(coach.theirs().sentence, "You lean less. I nearly miss it")
    [said] = coach.stored()
    assert (said.sentence, said.giver, said.how) == (
        "You lean less. I nearly miss it",
        Giver.CLIENT,
        FeedbackHow.AFTERWARDS,
    )
    assert (said.given_on, said.client_id, said.stem) == (DAY, work.client_ids[0], stems.stems("en")[0])


def test_the_beginning_that_is_offered_is_another_one_each_time(
    coach: FeedbackDriver, work: Engagement
) -> None:
    coach.do(lambda store: feedback(store, work, stem=stems.stems("en")[2]))
    coach.open(work).key(Qt.Key.Key_Return, CONTROL)
    assert stems.stems("en")[3] in coach.theirs().stem.text()


def test_no_more_than_a_sentence_is_taken(coach: FeedbackDriver, work: Engagement) -> None:
    coach.open(work).key(Qt.Key.Key_Return, CONTROL | SHIFT)
    coach.type(coach.mine().sentence, "x" * (SENTENCE_LIMIT + 5))
    assert len(coach.stored()[0].sentence) == SENTENCE_LIMIT
    assert f"room for {SENTENCE_LIMIT}" in coach.mine().limit.text()


def test_the_coach_says_something_too_and_hears_what_comes_back(
    coach: FeedbackDriver, work: Engagement
) -> None:
    coach.open(work).key(Qt.Key.Key_Return, CONTROL | SHIFT)
    coach.type(coach.mine().sentence, "I lose you when you hurry")
    assert [one.wanted for one in coach.do(feedback_waiting)] == [Wanted.SAYING]
    coach.mine().told.click()
    coach.type(coach.mine().reply, "I know, say stop")
    [said] = coach.stored()
    assert (said.giver, said.told_on, said.answer) == (Giver.COACH, DAY, "I know, say stop")
    assert coach.do(feedback_waiting) == ()
    coach.key(Qt.Key.Key_Escape)
    assert "Mira said to it" in coach.reads()
    assert "“I know, say stop”" in coach.reads()


def test_every_change_is_taken_back_one_after_the_other(coach: FeedbackDriver, work: Engagement) -> None:
    made = coach.do(lambda store: feedback(store, work, "Longer pauses"))
    coach.open(work).unfold()
    coach.type(coach.answer().answer, "You are right")
    coach.press(coach.rows()[0].remove)
    assert coach.stored() == ()
    coach.undo()
    assert coach.stored()[0].answer == "You are right"
    coach.undo()
    assert coach.stored() == (made,)


def test_a_new_sentence_is_taken_back_whole(coach: FeedbackDriver, work: Engagement) -> None:
    coach.open(work).key(Qt.Key.Key_Return, CONTROL)
    coach.type(coach.theirs().sentence, "Said by mistake")
    coach.undo()
    assert coach.stored() == ()
    assert coach.theirs().sentence.text() == ""


def test_what_says_nothing_yet_waits_for_nothing(coach: FeedbackDriver, work: Engagement) -> None:
    coach.open(work).key(Qt.Key.Key_Return, CONTROL)
    [row] = coach.rows()
    assert row.state.isHidden()
    coach.type(coach.theirs().sentence, "You asked twice")
    coach.save()
    assert row.state.text() == "waits for your answer"
    assert not row.state.isHidden()


def test_one_that_says_nothing_is_gone_with_escape(coach: FeedbackDriver, work: Engagement) -> None:
    coach.open(work).key(Qt.Key.Key_Return, CONTROL)
    coach.key(Qt.Key.Key_Escape)
    assert coach.rows() == []
    assert coach.panel.add.hasFocus()


def test_who_would_rather_not_is_noted_and_asked_after_all(coach: FeedbackDriver, work: Engagement) -> None:
    coach.open(work).key(Qt.Key.Key_Return, CONTROL)
    coach.press(coach.theirs().not_now)
    coach.save()
    assert coach.stored()[0].how is FeedbackHow.DECLINED
    assert coach.rows()[0].state.text() == "not this time"
    assert coach.do(feedback_waiting) == ()


def test_a_wish_for_change_offers_a_review(coach: FeedbackDriver) -> None:
    work = coach.do(in_force)
    made = coach.do(lambda store: feedback(store, work, "Fewer questions"))
    coach.open(work)
    assert coach.rows()[0].review.isHidden()
    coach.theirs().asks_change.click()
    coach.save()
    coach.press(coach.rows()[0].review)
    assert coach.went == [("review", work.id)]
    assert coach.stored()[0].id == made.id


def test_a_review_is_planned_for_the_next_session_and_taken_back(coach: FeedbackDriver) -> None:
    work = coach.do(in_force)
    coach.do(lambda store: a_session(store, work, days=9))
    made = coach.do(lambda store: feedback(store, work, "Fewer questions"))
    wish = attrs.evolve(made, asks_change=True)
    coach.do(lambda store: save_feedback(store, feedback=wish))
    coach.open(work)
    assert coach.rows()[0].plan.text() == "Plan a review for 23 May"
    coach.press(coach.rows()[0].plan)
    due = "SELECT due_on FROM review_point"
    assert coach.do(lambda store: str(store.value(due))) == (DAY + timedelta(days=9)).isoformat()
    assert coach.rows()[0].plan.isHidden()
    coach.undo()
    assert coach.do(lambda store: [store.value(due)]) == [None]


def test_without_an_agreement_it_leads_there(coach: FeedbackDriver, work: Engagement) -> None:
    coach.do(lambda store: feedback(store, work, "Fewer questions", asks_change=True))
    coach.open(work)
    coach.press(coach.rows()[0].review)
    assert coach.went == [("agreement", work.id, "")]


def test_in_a_group_it_can_be_of_one_of_them(coach: FeedbackDriver) -> None:
    team = coach.do(lambda store: a_group(store, "Ana", "Ben"))
    coach.open(team).key(Qt.Key.Key_Return, CONTROL)
    coach.unfold().whose.choose(team.client_ids[1])
    coach.type(coach.theirs().sentence, "Let me finish")
    assert coach.stored()[0].client_id == team.client_ids[1]
    assert coach.rows()[0].head.whole.startswith("Ben · ")


def test_a_day_to_come_is_refused_and_an_earlier_one_kept(coach: FeedbackDriver, work: Engagement) -> None:
    coach.do(lambda store: feedback(store, work))
    day = coach.open(work).unfold().day
    day.set_value(DAY + timedelta(days=1))
    day.picked.emit()
    coach.save()
    assert "has not come yet" in coach.panel.note.said
    day.set_value(DAY - timedelta(days=1))
    day.picked.emit()
    coach.save()
    assert coach.stored()[0].given_on == DAY - timedelta(days=1)
    assert coach.panel.note.said == ""


def test_what_can_not_be_saved_stays(coach: FeedbackDriver, work: Engagement) -> None:
    other = coach.do(lambda store: an_engagement(store, "Ana"))
    coach.do(lambda store: feedback(store, work))
    coach.open(work).unfold()
    refusing.refuse_writes(refuse=True)
    coach.type(coach.answer().answer, "You are right")
    coach.open(other)
    assert coach.panel.engagement_at_hand == work.id
    refusing.refuse_writes(refuse=False)
    coach.save()
    assert coach.stored()[0].answer == "You are right"


def test_what_waits_has_the_keyboard_first(coach: FeedbackDriver, work: Engagement) -> None:
    coach.do(lambda store: feedback(store, work, "Done", answer="Yes"))
    coach.do(lambda store: feedback(store, work, "Open", given_on=DAY))
    coach.open(work)
    assert coach.rows()[1].edit.hasFocus()
    assert coach.rows()[1].edit.text() == "Answer it"


def test_a_sentence_that_comes_back_has_the_words_typed_last(coach: FeedbackDriver, work: Engagement) -> None:
    coach.do(lambda store: feedback(store, work, "Longer pauses"))
    coach.open(work).unfold()
    coach.answer().answer.setPlainText("You are right")
    coach.press(coach.rows()[0].remove)
    assert coach.stored() == ()
    coach.undo()
    assert [said.answer for said in coach.stored()] == ["You are right"]


def test_a_sentence_that_was_only_just_begun_is_removed_at_once(
    coach: FeedbackDriver, work: Engagement
) -> None:
    coach.open(work)
    coach.press(coach.panel.add_mine)
    coach.mine().sentence.setPlainText("You came prepared")
    coach.press(coach.rows()[0].remove)
    assert (coach.stored(), coach.rows()) == ((), [])
