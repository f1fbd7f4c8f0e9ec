from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.people import Engagement
from coachdesk.models.session_calendar import Entry
from coachdesk.models.sessions import plan_session
from coachdesk.models.store import Store
from coachdesk.views.calendar.span import Scale
from tests.conftest import NOW
from tests.drivers.calendar import CONTROL, Calendar
from tests.making import a_held_session, a_session, an_engagement


def test_it_begins_with_the_month_of_today(calendar: Calendar) -> None:
    assert calendar.panel.title.whole == "May 2026"
    assert (calendar.day, len(calendar.panel.grid.table.days)) == (date(2026, 5, 14), 42)
    assert calendar.panel.grid.table.days[0].day == date(2026, 4, 27)


def test_a_session_stands_on_its_day_with_time_and_name(planned: Calendar) -> None:
    assert planned.on(date(2026, 5, 20)) == ["10:00 Mira Solano"]
    spoken = planned.panel.grid.table.place_of(date(2026, 5, 20)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Wednesday, 20 May 2026: 10:00 Mira Solano"


def test_arrows_walk_and_go_on_in_the_next_month(calendar: Calendar) -> None:
    calendar.press(Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert calendar.day == date(2026, 5, 22)
    calendar.press(*[Qt.Key.Key_Down] * 3)
    assert (calendar.day, calendar.panel.title.whole) == (date(2026, 6, 12), "June 2026")


def test_pages_turn_months_and_home_is_today(calendar: Calendar) -> None:
    calendar.press(Qt.Key.Key_PageDown)
    assert (calendar.day, calendar.panel.title.whole) == (date(2026, 6, 14), "June 2026")
    calendar.press(Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    assert calendar.panel.title.whole == "April 2026"
    calendar.press(Qt.Key.Key_Home)
    assert calendar.day == date(2026, 5, 14)


def test_a_week_can_be_shown_instead(planned: Calendar) -> None:
    planned.panel.scale.choose(Scale.WEEK)
    planned.settle()
    assert [one.day.day for one in planned.panel.grid.table.days] == list(range(11, 18))
    planned.press(Qt.Key.Key_PageDown)
    assert planned.on(date(2026, 5, 20)) == ["10:00 Mira Solano"]


def test_enter_on_an_empty_day_plans_there(calendar: Calendar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(calendar.context.navigation.session_plan_on_requested) as asked:
        calendar.press(Qt.Key.Key_Return)
    assert asked.args == ["", "2026-05-14"]


def test_a_double_click_on_an_empty_day_plans_there(calendar: Calendar, qtbot: QtBot) -> None:
    grid = calendar.panel.grid
    with qtbot.waitSignal(calendar.context.navigation.session_plan_on_requested) as asked:
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=calendar.spot(date(2026, 5, 27)))
    assert asked.args == ["", "2026-05-27"]


def test_enter_leads_to_the_sessions_of_a_day_and_opens_one(planned: Calendar, qtbot: QtBot) -> None:
    planned.panel._go_to(date(2026, 5, 20))  # noqa: SLF001  (as a click does)
    planned.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is planned.panel.pane.list
    with qtbot.waitSignal(planned.context.navigation.session_requested):
        planned.press(Qt.Key.Key_Return)


def test_a_session_is_cut_and_put_on_another_day(planned: Calendar) -> None:
    planned.press(*[Qt.Key.Key_Right] * 6)
    planned.press(Qt.Key.Key_X, modifier=CONTROL)
    planned.press(Qt.Key.Key_Right)
    planned.press(Qt.Key.Key_V, modifier=CONTROL)
    assert planned.panel.bar.question.text() == "Move Mira Solano from 20 May, 10:00 to 21 May, 10:00?"
    planned.press(Qt.Key.Key_Return)
    assert planned.on(date(2026, 5, 21)) == ["10:00 Mira Solano"]
    assert planned.kept() == [("moved", "2026-05-20T08"), ("planned", "2026-05-21T08")]


def test_a_session_is_dragged_and_needs_to_leave_no_trace(planned: Calendar) -> None:
    planned.drag(date(2026, 5, 20), date(2026, 5, 28))
    planned.panel.bar.keep_trace.setChecked(False)
    planned.panel.bar.move_it.click()
    planned.settle()
    assert planned.kept() == [("planned", "2026-05-28T08")]


def test_the_time_on_the_wall_stays_across_the_change_of_the_clock(planned: Calendar) -> None:
    planned.panel._ask(entry(planned), date(2026, 10, 26))  # noqa: SLF001  (as a drop does)
    planned.panel.bar.move_it.click()
    planned.settle()
    assert planned.kept()[-1] == ("planned", "2026-10-26T09")
    assert planned.on(date(2026, 10, 26)) == ["10:00 Mira Solano"]


def entry(calendar: Calendar) -> Entry:
    (found,) = [one for day in calendar.panel.grid.table.days for one in day.entries]
    return found


def test_undo_brings_it_back_and_takes_the_trace_away(planned: Calendar) -> None:
    planned.drag(date(2026, 5, 20), date(2026, 5, 28))
    planned.panel.bar.move_it.click()
    planned.settle()
    planned.press(Qt.Key.Key_Z, modifier=CONTROL)
    assert planned.kept() == [("planned", "2026-05-20T08")]
    planned.press(Qt.Key.Key_Z, modifier=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert planned.kept() == [("moved", "2026-05-20T08"), ("planned", "2026-05-28T08")]


def test_escape_leaves_everything_as_it_was(planned: Calendar) -> None:
    planned.drag(date(2026, 5, 20), date(2026, 5, 28))
    planned.press(Qt.Key.Key_Escape)
    assert planned.panel.bar.isHidden()
    assert planned.kept() == [("planned", "2026-05-20T08")]


def test_a_day_that_is_over_takes_no_session(planned: Calendar) -> None:
    planned.drag(date(2026, 5, 20), date(2026, 5, 12))
    assert "is over" in planned.panel.bar.question.text()
    assert planned.panel.bar.move_it.isHidden()


def test_what_is_in_the_way_is_said_before(planned: Calendar) -> None:
    def job(store: Store) -> None:
        work = an_engagement(store, "Ana Lindqvist", called="Ana")
        plan_session(store, engagement_id=work.id, planned_at=NOW + timedelta(days=14))

    planned.do(job)
    planned.drag(date(2026, 5, 20), date(2026, 5, 28))
    assert planned.panel.bar.hint.text().startswith("Ana, 10:00 to 11:00, is planned there")


def test_what_was_held_is_neither_cut_nor_dragged(calendar: Calendar) -> None:
    calendar.do(lambda store: a_held_session(store, an_engagement(store), days=-2))
    calendar.drag(date(2026, 5, 12), date(2026, 5, 28))
    assert calendar.panel.bar.isHidden()
    calendar.press(Qt.Key.Key_Left, Qt.Key.Key_Left)
    calendar.press(Qt.Key.Key_X, modifier=CONTROL)
    assert calendar.panel.grid.cells.cut is None


def test_of_several_on_a_day_the_list_asks_which(calendar: Calendar) -> None:
    def job(store: Store) -> None:
        for name in ("Ana", "Ben"):
            a_session(store, an_engagement(store, name), days=1)

    calendar.do(job)
    calendar.press(Qt.Key.Key_Right)
    calendar.press(Qt.Key.Key_X, modifier=CONTROL)
    assert QApplication.focusWidget() is calendar.panel.pane.list
    calendar.press(Qt.Key.Key_X, modifier=CONTROL)
    assert calendar.panel.grid.cells.cut is not None


def test_a_session_planned_elsewhere_appears(calendar: Calendar) -> None:
    work: list[Engagement] = []
    calendar.context.workspace.run(an_engagement, work.append)
    calendar.settle()
    at = NOW + timedelta(days=2)
    calendar.context.workspace.run(lambda store: plan_session(store, engagement_id=work[0].id, planned_at=at))
    calendar.settle()
    calendar.settle()
    assert calendar.on(date(2026, 5, 16)) == ["10:00 Mira Solano"]


def test_the_days_are_a_sound_model(planned: Calendar, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(planned.panel.grid.table)
    planned.press(Qt.Key.Key_PageDown)


def test_where_days_are_narrow_a_session_has_a_line_for_its_time_and_one_for_its_name(
    planned: Calendar,
) -> None:
    planned.panel.resize(760, 800)
    planned.settle()
    grid, day = planned.panel.grid, date(2026, 5, 20)
    cell = grid.visualRect(grid.table.place_of(day))
    (row,) = [one for one in grid.table.days if one.day == day]
    assert grid.cells.entry_at(row, cell, planned.spot(day, line=1)) is not None
