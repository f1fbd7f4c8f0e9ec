import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import CommitmentState, PledgeState, Session
from coachdesk.models.store import Store
from tests.drivers.sessions import SessionDriver, focused
from tests.making import a_session, hand_out


@pytest.fixture
def other(coach: SessionDriver, engagement: Engagement) -> Session:
    return coach.vault.do(lambda store: a_session(store, engagement, days=7))


@pytest.fixture
def handed_out(coach: SessionDriver, now: Session) -> SessionDriver:
    coach.vault.do(lambda store: hand_out(store, now))
    coach.panel.refresh()
    coach.vault.settle()
    return coach


def addenda(coach: SessionDriver, of: Session) -> list[str]:
    return [addendum.text for addendum in coach.vault.page(of).addenda]


def why_of_both(store: Store) -> list[str]:
    sql = "SELECT outcome FROM commitment UNION SELECT outcome FROM pledge ORDER BY outcome"
    return [outcome for (outcome,) in store.db.execute(sql) if outcome]


def say_why(coach: SessionDriver, words: str) -> None:
    coach.press(coach.commitment().answers[CommitmentState.ADAPTED])
    coach.vault.refuse_writes(refuse=True)
    why = coach.commitment().why
    QTest.keyClicks(why, words)
    QTest.keyClick(why, Qt.Key.Key_Return)
    coach.vault.settle()


def test_later_words_that_are_not_added_hold_the_window(handed_out: SessionDriver) -> None:
    QTest.keyClicks(handed_out.view.shared.later_words, "It went well")
    handed_out.leave()
    assert handed_out.panel.has_unsaved
    assert handed_out.view.shared.not_added.isVisible()
    handed_out.view.shared.later_words.clear()
    assert not handed_out.view.shared.not_added.isVisible()


def test_ctrl_enter_adds_later_words(handed_out: SessionDriver, now: Session) -> None:
    words = handed_out.view.shared.later_words
    QTest.keyClicks(words, "It went well")
    QTest.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    handed_out.vault.settle()
    assert (addenda(handed_out, now), words.text()) == (["It went well"], "")


def test_later_words_that_are_not_added_are_told_where_it_is_handed_out(
    handed_out: SessionDriver, now: Session
) -> None:
    QTest.keyClicks(handed_out.view.shared.later_words, "It went well")
    handed_out.press(handed_out.panel.controls.hand_out)
    assert handed_out.vault.went[-1] == ("summary", now.id, "It went well")


def test_coming_back_leads_to_later_words_that_are_not_added(handed_out: SessionDriver, now: Session) -> None:
    words = handed_out.view.shared.later_words
    QTest.keyClicks(words, "It went well")
    handed_out.open(now)
    handed_out.panel.focus_first()
    assert focused(handed_out.panel) is words


def test_later_words_that_hold_the_window_are_led_to_with_add_and_clear(
    handed_out: SessionDriver, other: Session
) -> None:
    shared = handed_out.view.shared
    QTest.keyClicks(shared.later_words, "It went well")
    handed_out.open(other)
    handed_out.panel.show_unsaved()
    handed_out.vault.settle()
    assert focused(handed_out.panel) is shared.later_words
    assert "would be lost" in shared.not_added.text()
    assert shared.add_later.isVisible()
    handed_out.press(shared.clear_later)
    assert not handed_out.panel.has_unsaved
    assert not shared.not_added.isVisible()


def test_cleared_later_words_can_be_taken_back(handed_out: SessionDriver) -> None:
    later = handed_out.view.shared.later_words
    QTest.keyClicks(later, "It went well")
    handed_out.press(handed_out.view.shared.clear_later)
    later.undo()
    assert later.text() == "It went well"
    assert "clear them" in handed_out.view.shared.not_added.text()


def test_later_words_outlast_a_look_at_another_session(
    handed_out: SessionDriver, now: Session, other: Session
) -> None:
    QTest.keyClicks(handed_out.view.shared.later_words, "It went well")
    handed_out.open(other)
    assert handed_out.vault.notices[-1].action_text == "Open it"
    handed_out.open(now)
    handed_out.press(handed_out.view.shared.add_later)
    assert addenda(handed_out, now) == ["It went well"]
    assert not handed_out.panel.has_unsaved


def test_words_that_hold_the_window_come_into_sight(
    handed_out: SessionDriver, now: Session, other: Session
) -> None:
    QTest.keyClicks(handed_out.view.shared.later_words, "It went well")
    handed_out.open(other)
    handed_out.panel.show_unsaved()
    handed_out.vault.settle()
    assert handed_out.view.session_id == now.id
    assert handed_out.view.shared.later_words.text() == "It went well"


def test_later_words_typed_on_while_others_are_added_stay(handed_out: SessionDriver, now: Session) -> None:
    later = handed_out.view.shared.later_words
    QTest.keyClicks(later, "It went well")
    handed_out.view.shared.add_later.click()
    QTest.keyClicks(later, ", and")
    handed_out.vault.settle()
    assert (addenda(handed_out, now), later.text()) == (["It went well"], "It went well, and")


def test_later_words_are_added_once(handed_out: SessionDriver, now: Session) -> None:
    QTest.keyClicks(handed_out.view.shared.later_words, "It went well")
    for _ in range(2):
        handed_out.view.shared.add_later.click()
    handed_out.vault.settle()
    assert addenda(handed_out, now) == ["It went well"]


def test_a_session_left_while_later_words_are_added_is_let_go(
    handed_out: SessionDriver, now: Session, other: Session
) -> None:
    QTest.keyClicks(handed_out.view.shared.later_words, "It went well")
    handed_out.view.shared.add_later.click()
    handed_out.open(other)
    assert addenda(handed_out, now) == ["It went well"]
    assert not handed_out.panel.has_unsaved


def test_later_words_that_were_refused_stay(handed_out: SessionDriver, now: Session) -> None:
    handed_out.vault.refuse_writes(refuse=True)
    QTest.keyClicks(handed_out.view.shared.later_words, "It went well")
    handed_out.press(handed_out.view.shared.add_later)
    assert handed_out.view.shared.later_words.text() == "It went well"
    handed_out.vault.refuse_writes(refuse=False)
    handed_out.press(handed_out.view.shared.add_later)
    assert addenda(handed_out, now) == ["It went well"]


def test_a_word_on_why_that_was_refused_stays_until_it_is_kept(coach: SessionDriver) -> None:
    say_why(coach, "12 was too soon")
    assert coach.commitment().why.text() == "12 was too soon"
    assert coach.panel.has_unsaved
    coach.vault.refuse_writes(refuse=False)
    coach.leave()
    assert coach.vault.do(why_of_both) == ["12 was too soon"]
    assert not coach.panel.has_unsaved


def test_a_word_on_why_is_kept_from_another_session(coach: SessionDriver, other: Session) -> None:
    say_why(coach, "12 was too soon")
    coach.open(other)
    assert coach.panel.has_unsaved
    coach.vault.refuse_writes(refuse=False)
    coach.leave()
    assert coach.vault.do(why_of_both) == ["12 was too soon"]
    assert not coach.panel.has_unsaved


def test_a_word_on_why_is_not_taken_away_by_what_is_read_meanwhile(coach: SessionDriver) -> None:
    coach.press(coach.pledge().answers[PledgeState.LATE])
    QTest.keyClicks(coach.pledge().why, "The post was sl")
    coach.pledge().answers[PledgeState.LATE].setFocus()
    QTest.keyClicks(coach.pledge().why, "ow")
    coach.panel.refresh()
    coach.vault.settle()
    coach.leave()
    assert coach.vault.do(why_of_both) == ["The post was slow"]
