from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session, SessionKind, SessionMode
from coachdesk.models.session_lists import list_sessions
from coachdesk.models.sessions import plan_session
from coachdesk.views.kind_text import COACHING
from coachdesk.views.sessions.plan_panel import PlanPanel
from tests.drivers.sessions import Vault
from tests.making import a_group, an_engagement

Open = Callable[[str], PlanPanel]


@pytest.fixture
def open_plan(vault: Vault, qtbot: QtBot) -> Open:
    def opened(engagement_id: str) -> PlanPanel:
        panel = PlanPanel(vault.context)
        qtbot.addWidget(panel)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        panel.open(engagement_id)
        vault.settle()
        return panel

    return opened


def test_a_session_is_planned_by_keyboard(vault: Vault, open_plan: Open, engagement: Engagement) -> None:
    panel = open_plan(engagement.id)
    panel.form.when.day.setText("2028-02-29")
    panel.form.place.setFocus()
    QTest.keyClick(panel.form.place, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    vault.settle()
    (row,) = vault.do(list_sessions)
    assert (row.starts_at.astimezone().date().isoformat(), row.minutes) == ("2028-02-29", 60)
    assert vault.went == [("back",)]
    assert vault.notices[-1].action_text == "Open it"


def test_the_day_is_given_by_one_key(vault: Vault, open_plan: Open, engagement: Engagement) -> None:
    day = open_plan(engagement.id).form.when.day
    day.selectAll()
    QTest.keyClicks(day, "k")
    assert day.value() == vault.context.workspace.today() + timedelta(weeks=1)


def test_the_engagement_that_was_asked_for_is_chosen(
    vault: Vault, open_plan: Open, engagement: Engagement
) -> None:
    other = vault.do(lambda store: an_engagement(store, "Aaron"))
    for wanted in (engagement, other):
        panel = open_plan(wanted.id)
        assert panel.who is not None
        assert panel.who.value().engagement_id == wanted.id


def test_where_all_is_chosen_already_one_enter_plans(
    vault: Vault, open_plan: Open, engagement: Engagement
) -> None:
    panel = open_plan(engagement.id)
    panel.open(engagement.id, "2028-02-29")
    vault.settle()
    panel.focus_first()
    QTest.keyClick(panel.plan_it, Qt.Key.Key_Return)
    vault.settle()
    (row,) = vault.do(list_sessions)
    assert row.starts_at.astimezone().date().isoformat() == "2028-02-29"


def test_nobody_else_is_planned_with_while_names_are_still_on_their_way(
    vault: Vault, open_plan: Open, engagement: Engagement
) -> None:
    other = vault.do(lambda store: an_engagement(store, "Aaron"))
    panel = open_plan(engagement.id)
    panel.open(other.id, "2028-02-29")
    panel.focus_first()
    assert panel.who is not None
    assert panel.who.hasFocus()
    vault.settle()
    assert panel.plan_it.hasFocus()


def test_the_usual_length_and_place_are_suggested(
    open_plan: Open, engagement: Engagement, now: Session
) -> None:
    panel = open_plan(engagement.id)
    assert (panel.form.minutes.value(), panel.form.mode.value()) == (60, SessionMode.IN_PERSON)


@pytest.mark.parametrize(
    ("day", "reason"), [("2026-02-29", "not a day of the calendar"), ("", "has no day yet")]
)
def test_a_day_that_is_none_is_said(
    vault: Vault, open_plan: Open, engagement: Engagement, day: str, reason: str
) -> None:
    panel = open_plan(engagement.id)
    panel.form.when.day.setText(day)
    panel.plan_it.click()
    vault.settle()
    assert any(reason in label.text() for label in panel.form.findChildren(QLabel))
    assert vault.do(list_sessions) == ()


def test_without_anybody_it_leads_to_the_clients(open_plan: Open) -> None:
    panel = open_plan("")
    assert panel.nobody.isVisible()
    assert not panel.plan_it.isVisible()


def test_another_kind_of_session_is_planned(vault: Vault, open_plan: Open, engagement: Engagement) -> None:
    panel = open_plan(engagement.id)
    panel.form.sort.choose((SessionKind.SUPERVISION, True))
    panel.plan_it.click()
    vault.settle()
    (row,) = vault.do(list_sessions)
    assert (row.kind, row.received) == (SessionKind.SUPERVISION, True)


def test_the_next_plan_begins_as_coaching_again(open_plan: Open, engagement: Engagement) -> None:
    panel = open_plan(engagement.id)
    panel.form.sort.choose((SessionKind.CHEMISTRY, False))
    panel.open(engagement.id)
    assert panel.form.sort.value() == COACHING


def test_a_group_is_planned_with_by_its_names(vault: Vault, open_plan: Open) -> None:
    group = vault.do(lambda store: a_group(store, "Ana", "Ben", "Cem", "Dana"))
    panel = open_plan(group.id)
    assert panel.who is not None
    assert panel.who.currentText().startswith("Ana, Ben and 2 other")


def test_the_time_of_a_client_elsewhere_is_told(
    vault: Vault, open_plan: Open, engagement: Engagement
) -> None:
    vault.do(lambda store: store.db.execute("UPDATE client SET time_zone = 'Asia/Tokyo'"))
    panel = open_plan(engagement.id)
    at = panel.form.when.value()
    assert at is not None
    assert f"{at.astimezone(ZoneInfo('Asia/Tokyo')):%H:%M} for Mira" in panel.hint.text()


def test_what_is_in_the_way_is_told_and_forbids_nothing(
    vault: Vault, open_plan: Open, engagement: Engagement
) -> None:
    panel = open_plan(engagement.id)
    at = panel.form.when.value()
    assert at is not None
    other = vault.do(lambda store: an_engagement(store, "Ana Lindqvist", called="Ana"))
    vault.do(lambda store: plan_session(store, engagement_id=other.id, planned_at=at, minutes=60))
    panel.form.minutes.setText("45")
    vault.settle()
    assert panel.hint.text().startswith("Ana, ")
    assert panel.plan_it.isEnabled()


def test_a_day_that_is_given_is_the_day_of_the_plan(
    vault: Vault, qtbot: QtBot, engagement: Engagement
) -> None:
    panel = PlanPanel(vault.context)
    qtbot.addWidget(panel)
    panel.open(engagement.id, "2026-06-03")
    vault.settle()
    at = panel.form.when.value()
    assert at is not None
    assert f"{at.astimezone():%Y-%m-%d %H:%M}" == "2026-06-03 10:00"
