from datetime import UTC, datetime
from functools import partial
from html import escape
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coachdesk.models.clients import add_client
from coachdesk.models.engagements import add_engagement
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.review import NoticedKind
from coachdesk.models.sessions import plan_session
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.today.panel import TodayPanel
from coachdesk.views.widgets.text import Quote
from tests.conftest import Settle
from tests.making import an_engagement
from tests.remembering import feedback
from tests.reviewing import in_force, notice

TEN = datetime(2026, 5, 14, 10, 0, tzinfo=UTC)


@pytest.fixture
def panel(context: Context, qtbot: QtBot, settle: Settle) -> TodayPanel:
    shown = TodayPanel(context)
    qtbot.addWidget(shown)
    shown.show()
    shown.refresh()
    settle()
    return shown


def mira_comes_at_ten(store: Store) -> str:
    client = add_client(store, display_name="Mira Solano").value
    engagement = add_engagement(store, client_ids=(client.id,), purpose="Lead in my own way").value
    return plan_session(store, engagement_id=engagement.id, planned_at=TEN).value.id


def buttons(panel: TodayPanel) -> dict[str, QPushButton]:
    return {button.text(): button for button in panel.findChildren(QPushButton) if button.isVisible()}


def test_a_quiet_desk_leads_to_the_first_client(panel: TodayPanel, context: Context, qtbot: QtBot) -> None:
    assert QApplication.focusWidget() is buttons(panel)["Add your first client"]
    with qtbot.waitSignal(context.navigation.client_edit_requested) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert asked.args == [""]


def test_a_write_elsewhere_shows_at_once(panel: TodayPanel, context: Context, settle: Settle) -> None:
    assert "Plan a session" not in buttons(panel)
    context.workspace.run(partial(lambda store: add_client(store, display_name="Ana")))
    settle()
    assert "Plan a session" in buttons(panel)


def test_the_first_session_has_the_keyboard(
    panel: TodayPanel, context: Context, settle: Settle, qtbot: QtBot
) -> None:
    planned: list[str] = []
    context.workspace.run(mira_comes_at_ten, planned.append)
    settle()
    panel.refresh()
    settle()
    panel.focus_first()
    with qtbot.waitSignal(context.navigation.session_requested) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert asked.args == [planned[0], ""]


def test_a_long_purpose_is_told_in_short_and_whole_on_demand(
    panel: TodayPanel, context: Context, settle: Settle
) -> None:
    panel.resize(828, 648)  # what the smallest window leaves it
    purpose = "Lead in <my> own way. " * 40

    def job(store: Store) -> None:
        mira_comes_at_ten(store)
        store.db.execute("UPDATE engagement SET purpose = ?", [purpose])

    context.workspace.run(job)
    panel.refresh()
    settle()
    (quote,) = [one for one in panel.findChildren(Quote) if one.isVisible()]
    (label,) = quote.findChildren(QLabel)
    assert label.text().endswith("…”")
    QApplication.processEvents()  # the words have their height once they have their width
    assert label.height() < 5 * label.fontMetrics().lineSpacing()
    assert escape(purpose) in quote.toolTip()


def test_a_review_that_is_due_leads_to_its_page(
    panel: TodayPanel, context: Context, settle: Settle, qtbot: QtBot
) -> None:
    work: list[Engagement] = []
    context.workspace.run(in_force, work.append)
    settle()
    context.workspace.run(lambda store: notice(store, work[0], NoticedKind.FEEDBACK))
    context.workspace.run(lambda store: add_client(store, display_name="Ana"))
    settle()
    (look,) = [one for one in panel.findChildren(QPushButton) if one.text() == "Look" and one.isVisible()]
    assert "wished to be different" in look.accessibleDescription()
    with qtbot.waitSignal(context.navigation.review_requested) as asked:
        look.click()
    assert asked.args == [work[0].id]


def waiting_feedback(store: Store) -> None:
    work = an_engagement(store)
    for words in ("Longer pauses", "Less of a hurry"):
        feedback(store, work, words)


def looks(panel: TodayPanel) -> list[str]:
    return [] if panel.between is None else [one.accessibleDescription() for one in panel.between.looks]


def test_what_is_put_off_is_gone_and_undo_brings_it_back(
    panel: TodayPanel, context: Context, settle: Settle, qtbot: QtBot, notices: list[str]
) -> None:
    context.workspace.run(waiting_feedback)
    panel.refresh()
    settle()
    before = looks(panel)
    assert panel.between is not None
    panel.between.looks[0].setFocus()
    qtbot.keyClick(panel.between.looks[0], Qt.Key.Key_T)
    settle()
    assert looks(panel) == before[1:]
    assert notices == ["This stands here again tomorrow."]
    assert QApplication.focusWidget() is panel.between.looks[0]
    panel.undo.undo()
    settle()
    assert looks(panel) == before


def test_a_client_elsewhere_has_both_times_on_the_card(
    panel: TodayPanel, context: Context, settle: Settle
) -> None:
    def job(store: Store) -> None:
        mira_comes_at_ten(store)
        store.db.execute("UPDATE client SET time_zone = 'Asia/Tokyo'")

    context.workspace.run(job)
    panel.refresh()
    settle()
    there = TEN.astimezone(ZoneInfo("Asia/Tokyo"))
    texts = [one.text() for one in panel.cards[0].findChildren(QLabel)]
    assert any(f"{there:%H:%M} for Mira Solano" in text for text in texts)


def test_feedback_that_waits_leads_to_where_it_is_answered(
    panel: TodayPanel, context: Context, settle: Settle, qtbot: QtBot
) -> None:
    context.workspace.run(waiting_feedback)
    panel.refresh()
    settle()
    assert panel.between is not None
    (answer, *_) = [one for one in panel.between.looks if one.text() == "Answer"]
    with qtbot.waitSignal(context.navigation.feedback_requested):
        answer.click()


def test_of_a_day_only_the_next_session_stands_out(
    panel: TodayPanel, context: Context, settle: Settle
) -> None:
    for _ in range(2):
        context.workspace.run(partial(mira_comes_at_ten))
    panel.refresh()
    settle()
    assert [card.open.property("look") for card in panel.cards] == ["primary", "secondary"]


def test_the_keyboard_stays_with_its_session_when_the_day_changes(
    panel: TodayPanel, context: Context, settle: Settle
) -> None:
    for job in (mira_comes_at_ten, mira_comes_at_ten, waiting_feedback):
        context.workspace.run(partial(job))
    panel.refresh()
    settle()
    panel.cards[1].open.setFocus()
    context.workspace.run(mira_comes_at_ten)
    panel.refresh()
    settle()
    assert QApplication.focusWidget() is panel.cards[1].open
