from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coachdesk.models import goals, milestones
from coachdesk.models.entities.path import Goal, Scaling
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.views.clients.the_way import TheWay
from tests.drivers.clients import ClientScreen, Desk
from tests.walking import a_goal, a_milestone, scaled


@pytest.fixture
def goal(desk: Desk, work: Engagement) -> Goal:
    return desk.do(lambda store: a_goal(store, work))


def points(desk: Desk, goal: Goal) -> tuple[Scaling, ...]:
    return desk.do(lambda store: goals.get_goal(store, goal_id=goal.id)).scalings


def scale(screen: ClientScreen, key: Qt.Key) -> None:
    """Press a key on the link that scales the first goal."""
    row = next(iter(screen.panel.section(TheWay).goals.values()))
    row.scale.setFocus()
    QTest.keyClick(row.scale, key)
    screen.desk.settle()
    QApplication.processEvents()


def test_before_there_is_a_goal_it_says_what_to_ask(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = ClientScreen(desk, mira.id)
    assert "ask what they want to be different" in screen.texts()


def test_without_an_engagement_there_is_no_way(desk: Desk, mira: Client) -> None:
    assert ClientScreen(desk, mira.id).panel.section(TheWay).isHidden()


def test_goals_stand_with_what_was_said_last(desk: Desk, mira: Client, work: Engagement, goal: Goal) -> None:
    said = ((date(2026, 3, 1), 3, "I wait"), (date(2026, 5, 2), 6, "I ask"))
    desk.do(lambda store: scaled(store, goal.id, *said))
    text = ClientScreen(desk, mira.id).texts()
    assert "“To say no without a knot”" in text
    assert "6 on 2 May: “I ask”" in text
    assert "I wait" not in text


def test_the_next_milestones_stand_below_and_no_other(desk: Desk, mira: Client, work: Engagement) -> None:
    for number in range(5):
        what, target = f"stop {number}", date(2026, 6, 1 + number)
        desk.do(partial(a_milestone, engagement=work, what=what, target_on=target))
    first = desk.do(lambda store: milestones.get_stop(store, milestone_id=a_milestone(store, work).id))
    desk.do(lambda store: milestones.reach(store, milestone_id=first.milestone.id))
    text = ClientScreen(desk, mira.id).texts()
    assert "stop 2" in text
    assert "stop 3" not in text
    assert "and 2 more" in text
    assert "The talk is held" not in text


def test_one_key_scales(desk: Desk, mira: Client, work: Engagement, goal: Goal) -> None:
    screen = ClientScreen(desk, mira.id)
    scale(screen, Qt.Key.Key_X)
    assert [point.value for point in points(desk, goal)] == [10]
    assert "What makes it a 10 rather than a 9?" in screen.texts()


def test_the_step_can_be_undone(desk: Desk, mira: Client, work: Engagement, goal: Goal) -> None:
    screen = ClientScreen(desk, mira.id)
    scale(screen, Qt.Key.Key_4)
    screen.panel.undo.undo_action.trigger()
    desk.settle()
    assert points(desk, goal) == ()


def test_the_words_are_kept_on_the_way_out(desk: Desk, mira: Client, work: Engagement, goal: Goal) -> None:
    screen = ClientScreen(desk, mira.id)
    scale(screen, Qt.Key.Key_4)
    entry = next(iter(screen.panel.section(TheWay).goals.values())).entry
    entry.words.setPlainText("I ask now")
    assert screen.panel.has_unsaved
    screen.panel.flush()
    desk.settle()
    assert points(desk, goal)[0].words == "I ask now"


def test_it_leads_to_the_whole_way(desk: Desk, mira: Client, work: Engagement) -> None:
    went: list[str] = []
    desk.context.navigation.path_requested.connect(went.append)
    screen = ClientScreen(desk, mira.id)
    screen.panel.section(TheWay).open.click()
    assert went == [work.id]
