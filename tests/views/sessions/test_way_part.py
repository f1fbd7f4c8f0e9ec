"""Scaling goals in passing, on the page of a session."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coachdesk.models import goals
from coachdesk.models.entities.path import Goal, Scaling
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from coachdesk.views.sessions.way_part import WayPart
from tests.drivers.sessions import SessionDriver, Vault, focused
from tests.views.sessions.conftest import MakePanel
from tests.walking import a_goal, scaled


@pytest.fixture
def goal(vault: Vault, engagement: Engagement) -> Goal:
    return vault.do(lambda store: a_goal(store, engagement))


@pytest.fixture
def way(goal: Goal, coach: SessionDriver) -> WayPart:
    return coach.view.check_in.way


def points(vault: Vault, goal: Goal) -> tuple[Scaling, ...]:
    return vault.do(lambda store: goals.get_goal(store, goal_id=goal.id)).scalings


def press(coach: SessionDriver, key: Qt.Key) -> None:
    QApplication.processEvents()  # Qt shows what is new in a layout a moment later
    QTest.keyClick(focused(coach.panel), key)
    coach.vault.settle()
    QApplication.processEvents()


def test_without_a_goal_nothing_is_asked(coach: SessionDriver) -> None:
    assert coach.view.check_in.way.isHidden()
    assert not coach.view.check_in.way.key.isEnabled()


def test_it_is_folded_until_it_is_wanted(way: WayPart, coach: SessionDriver) -> None:
    assert way.ask.isVisible()
    assert way.entries == {}


def test_one_key_leads_there_and_another_answers(way: WayPart, coach: SessionDriver, goal: Goal) -> None:
    way.key.trigger()
    press(coach, Qt.Key.Key_6)
    [point] = points(coach.vault, goal)
    assert (point.value, point.session_id) == (6, coach.view.session_id)
    assert focused(coach.panel) is way.entries[goal.id].words


def test_their_words_are_kept_and_told_in_a_line(way: WayPart, coach: SessionDriver, goal: Goal) -> None:
    way.key.trigger()
    press(coach, Qt.Key.Key_6)
    QTest.keyClicks(focused(coach.panel), "I rang")
    coach.press(way.ask)
    coach.vault.settle()
    assert points(coach.vault, goal)[0].words == "I rang"
    assert way.said.whole.endswith("“I rang”")
    assert way.said.whole.startswith("6 on ")
    assert not way.entries[goal.id].isVisible()


def test_what_was_answered_is_not_asked_again(way: WayPart, coach: SessionDriver, goal: Goal) -> None:
    way.key.trigger()
    press(coach, Qt.Key.Key_6)
    coach.press(way.ask)
    coach.panel.refresh()
    coach.vault.settle()
    assert not way.entries[goal.id].isVisible()
    way.key.trigger()
    assert way.entries[goal.id].steps.value == 6
    assert len(points(coach.vault, goal)) == 1


def test_the_same_step_again_takes_it_back(way: WayPart, coach: SessionDriver, goal: Goal) -> None:
    way.key.trigger()
    press(coach, Qt.Key.Key_6)
    way.entries[goal.id].steps.buttons[6].click()
    coach.vault.settle()
    assert points(coach.vault, goal) == ()


def test_it_can_be_undone(way: WayPart, coach: SessionDriver, goal: Goal) -> None:
    way.key.trigger()
    press(coach, Qt.Key.Key_6)
    coach.panel.steps.undo.undo_action.trigger()
    coach.vault.settle()
    assert points(coach.vault, goal) == ()
    assert way.entries[goal.id].steps.value is None


def test_an_answer_of_another_day_is_no_answer_of_this_session(
    vault: Vault, goal: Goal, make_panel: MakePanel, now: Session
) -> None:
    vault.do(lambda store: scaled(store, goal.id, (date(2026, 5, 2), 4, "so so")))
    coach = make_panel()
    coach.open(now)
    assert coach.view.check_in.way.said.whole == ""
    coach.view.check_in.way.open()
    assert coach.view.check_in.way.entries[goal.id].steps.value is None


def test_a_goal_that_ended_is_not_asked_for(vault: Vault, goal: Goal, coach: SessionDriver) -> None:
    vault.write(lambda store: goals.end_goal(store, goal_id=goal.id))
    coach.panel.refresh()
    vault.settle()
    assert coach.view.check_in.way.isHidden()


def test_what_can_not_be_saved_holds_the_page(way: WayPart, coach: SessionDriver, goal: Goal) -> None:
    way.key.trigger()
    coach.vault.refuse_writes(refuse=True)
    press(coach, Qt.Key.Key_6)
    assert coach.panel.has_unsaved
    coach.vault.refuse_writes(refuse=False)
    coach.leave()
    assert points(coach.vault, goal)[0].value == 6


def test_another_session_begins_folded_and_empty(
    way: WayPart, coach: SessionDriver, goal: Goal, last: Session
) -> None:
    way.key.trigger()
    press(coach, Qt.Key.Key_6)
    coach.leave()
    coach.open(last)
    other = coach.view.check_in.way
    assert (other.said.whole, other.entries) == ("", {})
