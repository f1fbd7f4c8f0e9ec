from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from coachdesk.models.entities.people import EngagementState
from coachdesk.models.sessions import plan_session
from coachdesk.models.store import Store
from coachdesk.models.without_plan import without_plan
from coachdesk.views.calendar.span import Scale
from tests.conftest import NOW
from tests.drivers.calendar import CONTROL, Calendar
from tests.making import a_group, a_held_session, an_active_engagement, let_stand

TODAY, MAY_28 = date(2026, 5, 14), date(2026, 5, 28)


@pytest.fixture
def waiting(calendar: Calendar) -> Calendar:
    """A calendar with nothing planned with Ana, who was met a week ago, and with Ben, who was not yet."""

    def job(store: Store) -> None:
        a_held_session(store, an_active_engagement(store, "Ana"), days=-7)
        an_active_engagement(store, "Ben")

    calendar.do(job)
    return calendar


def many(store: Store) -> None:
    for number in range(7):
        a_held_session(store, an_active_engagement(store, f"Client {number}"), days=number - 20)


def plan_with_all(store: Store) -> None:
    for one in without_plan(store, day=TODAY):
        plan_session(store, engagement_id=one.engagement_id, planned_at=NOW + timedelta(days=2))


def plans(calendar: Calendar) -> list[tuple[str, str]]:
    """Return the day of each plan that is asked for from now on, and whether it is for somebody."""
    asked: list[tuple[str, str]] = []
    ways = calendar.context.navigation
    ways.session_plan_on_requested.connect(lambda whom, day: asked.append((whom, day)))
    return asked


def whom(calendar: Calendar, at: int = 0) -> str:
    return calendar.panel.pane.unplanned.rows.rows[at].engagement_id


def test_names_say_when_one_last_met(waiting: Calendar) -> None:
    assert waiting.names() == ["Ana, last met 7 May", "Ben, not met yet"]


def test_where_everybody_has_a_plan_there_is_nothing_to_see(waiting: Calendar) -> None:
    assert waiting.panel.pane.unplanned.isVisible()
    waiting.do(plan_with_all)
    assert waiting.panel.pane.unplanned.isHidden()
    assert "a name" not in waiting.panel.help.text()


def test_a_name_that_is_dragged_to_a_day_leads_to_the_form(waiting: Calendar) -> None:
    asked = plans(waiting)
    waiting.drag_name(MAY_28)
    assert asked == [(whom(waiting), "2026-05-28")]
    assert waiting.kept() == [("held", "2026-05-07T08")]


def test_a_name_is_dragged_to_a_day_of_the_week(waiting: Calendar) -> None:
    asked = plans(waiting)
    waiting.panel.scale.choose(Scale.WEEK)
    waiting.settle()
    waiting.drag_name(date(2026, 5, 16), at=1)
    assert asked == [(whom(waiting, 1), "2026-05-16")]


def test_the_day_below_the_mouse_stands_out_until_the_name_is_let_go(waiting: Calendar) -> None:
    waiting.lift_name()
    waiting.move(waiting.spot(MAY_28))
    assert waiting.panel.grid.cells.target == MAY_28
    waiting.drop(waiting.spot(MAY_28))
    assert waiting.panel.grid.cells.target is None


def test_the_day_to_which_a_name_was_dragged_is_the_one_that_is_chosen(waiting: Calendar) -> None:
    waiting.drag_name(MAY_28)
    assert waiting.day == MAY_28


def test_beside_the_days_a_name_is_let_go_and_nothing_happens(waiting: Calendar) -> None:
    asked = plans(waiting)
    waiting.lift_name()
    waiting.move(waiting.spot(MAY_28))
    outside = QPoint(-10, -10)
    waiting.move(outside)
    waiting.drop(outside)
    assert (asked, waiting.panel.grid.cells.target) == ([], None)


def test_a_click_plans_on_the_day_that_is_chosen(waiting: Calendar) -> None:
    asked = plans(waiting)
    names = waiting.panel.pane.unplanned
    spot = names.list.visualRect(names.rows.index(1)).center()
    QTest.mouseClick(names.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked == [(whom(waiting, 1), TODAY.isoformat())]


def test_enter_plans_on_the_day_that_is_chosen(waiting: Calendar) -> None:
    asked = plans(waiting)
    waiting.press(Qt.Key.Key_Right)
    waiting.panel.pane.unplanned.list.setFocus()
    waiting.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert asked == [(whom(waiting, 1), "2026-05-15")]


def test_tab_leads_from_the_plan_of_a_day_to_the_names(waiting: Calendar) -> None:
    waiting.panel.pane.plan.setFocus()
    waiting.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is waiting.panel.pane.unplanned.list


def test_a_name_is_picked_up_and_put_on_a_day(waiting: Calendar) -> None:
    asked = plans(waiting)
    waiting.panel.pane.unplanned.list.setFocus()
    waiting.press(Qt.Key.Key_X, modifier=CONTROL)
    assert waiting.names()[0] == "Ana, picked up"
    assert waiting.panel.help.text().startswith("Ana: go to the day and press")
    waiting.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    waiting.press(Qt.Key.Key_V, modifier=CONTROL)
    assert asked == [(whom(waiting), "2026-05-28")]
    assert waiting.names()[0] == "Ana, last met 7 May"


def test_escape_leaves_a_name_that_was_picked_up(waiting: Calendar) -> None:
    asked = plans(waiting)
    waiting.panel.pane.unplanned.list.setFocus()
    waiting.press(Qt.Key.Key_X, modifier=CONTROL)
    waiting.press(Qt.Key.Key_Escape)
    waiting.press(Qt.Key.Key_V, modifier=CONTROL)
    assert (asked, waiting.names()[0]) == ([], "Ana, last met 7 May")


def test_who_was_picked_up_and_has_a_plan_now_is_left(waiting: Calendar) -> None:
    waiting.panel.pane.unplanned.list.setFocus()
    waiting.press(Qt.Key.Key_X, modifier=CONTROL)
    asked = plans(waiting)
    waiting.do(plan_with_all)
    waiting.press(Qt.Key.Key_V, modifier=CONTROL)
    assert asked == []
    assert QApplication.focusWidget() is waiting.panel.grid


def test_of_many_a_few_are_shown_and_the_others_when_they_are_wanted(calendar: Calendar) -> None:
    calendar.do(many)
    names = calendar.panel.pane.unplanned
    assert calendar.names()[0] == "Client 0, last met 24 Apr"
    assert (len(calendar.names()), names.more.text()) == (4, "Show 3 more")
    names.more.click()
    assert (len(calendar.names()), names.more.isHidden()) == (7, True)
    found = names.current()
    assert found is not None
    assert found.names == ("Client 4",)


def test_who_is_coached_together_is_one_name(calendar: Calendar) -> None:
    calendar.do(lambda store: let_stand(store, a_group(store, "Ana", "Ben"), EngagementState.ACTIVE))
    assert calendar.names() == ["Ana & Ben, not met yet"]


def test_a_long_name_is_shortened_and_told_as_a_tip(calendar: Calendar) -> None:
    calendar.do(lambda store: an_active_engagement(store, "Wilhelmina von Hohenstein " * 20))
    tip = calendar.panel.pane.unplanned.rows.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith(
        "Wilhelmina von Hohenstein Wilhelmina von Hohenst…, not met yet\nDrag a name to a day"
    )
    assert calendar.panel.pane.width() <= calendar.panel.pane.maximumWidth()


def test_names_take_no_more_room_than_they_need(waiting: Calendar) -> None:
    names = waiting.panel.pane.unplanned.list
    assert names.height() == names.sizeHint().height()
    assert not names.verticalScrollBar().isVisible()


def test_the_names_are_a_sound_model(waiting: Calendar, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(waiting.panel.pane.unplanned.rows)
    waiting.do(many)
