from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coachdesk.models.sessions import plan_session
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.today.panel import TodayPanel
from tests.conftest import Settle
from tests.making import an_engagement

TEN = datetime(2026, 5, 14, 10, 0, tzinfo=UTC)


class Strip:
    """The week as a coach walks through it."""

    def __init__(self, panel: TodayPanel, qtbot: QtBot, settle: Settle) -> None:
        self.panel = panel
        self._qtbot = qtbot
        self._settle = settle

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self._qtbot.keyClick(QApplication.focusWidget(), key)
            self._settle()

    def names(self) -> list[str]:
        return [card.open.accessibleDescription() for card in self.panel.cards]


@pytest.fixture
def strip(context: Context, qtbot: QtBot, settle: Settle) -> Strip:
    context.workspace.run(two_sessions)
    panel = TodayPanel(context)
    qtbot.addWidget(panel)
    panel.show()
    panel.refresh()
    settle()
    panel.week.days[3].setFocus()
    return Strip(panel, qtbot, settle)


def two_sessions(store: Store) -> None:
    for name, days in (("Mira Solano", 0), ("Ana Lindqvist", 4)):
        work = an_engagement(store, name)
        plan_session(store, engagement_id=work.id, planned_at=TEN + timedelta(days=days))


def test_an_arrow_leads_to_the_next_day_and_the_keyboard_goes_along(strip: Strip) -> None:
    strip.press(Qt.Key.Key_Right)
    assert strip.names() == []
    assert QApplication.focusWidget() is strip.panel.week.days[4]
    assert "Nothing is planned for this day." in [one.text() for one in strip.panel.findChildren(QLabel)]


def test_the_walk_goes_on_in_the_next_week(strip: Strip) -> None:
    strip.press(*[Qt.Key.Key_Right] * 4)
    assert strip.names() == ["Ana Lindqvist"]
    assert QApplication.focusWidget() is strip.panel.week.days[0]


def test_a_week_and_home(strip: Strip) -> None:
    strip.press(Qt.Key.Key_PageDown)
    assert strip.names() == []
    strip.press(Qt.Key.Key_Home)
    assert strip.names() == ["Mira Solano"]


def test_enter_goes_on_to_the_sessions_of_the_day(strip: Strip) -> None:
    strip.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is strip.panel.cards[0].open


def test_a_day_says_how_many_sessions_it_has(strip: Strip) -> None:
    assert strip.panel.week.days[3].accessibleName() == "Thursday, 14 May 2026: 1 session(s)"


def test_tab_stops_at_one_day_alone(strip: Strip) -> None:
    stops = [one for one in strip.panel.week.days if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [strip.panel.week.days[3]]


def test_on_another_day_the_way_back_is_in_sight(strip: Strip, settle: Settle) -> None:
    assert strip.panel.home.isHidden()
    strip.press(Qt.Key.Key_Right)
    strip.panel.home.click()
    settle()
    assert strip.names() == ["Mira Solano"]
    assert strip.panel.home.isHidden()


def test_the_sessions_stay_as_they_are_when_something_else_changes(strip: Strip, settle: Settle) -> None:
    before = strip.panel.cards
    strip.panel.refresh()
    settle()
    assert strip.panel.cards is before
    assert strip.panel.week.days[3].words.text().startswith("Thu\n14\n")
    assert date(2026, 5, 14).weekday() == 3
