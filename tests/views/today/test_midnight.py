"""What is due today is due today until midnight on the coach's wall."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coachdesk.documents.renderer import Renderer
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.session import Closing
from coachdesk.models.promises import save_closing
from coachdesk.models.store import Store
from coachdesk.models.store_thread import StoreThread
from coachdesk.sample.clock import SettableClock
from coachdesk.theme import Theme
from coachdesk.views.context import Context
from coachdesk.views.navigation import Navigation
from coachdesk.views.today.panel import TodayPanel
from coachdesk.workspace import Workspace
from tests.drivers.keyboard import wait_until
from tests.drivers.walls import coach_in
from tests.making import a_session, an_engagement

A_MINUTE_TO = datetime(2026, 5, 14, 21, 59, tzinfo=UTC)  # 23:59 in Berlin


def promised(store: Store) -> None:
    """Promise something by 14 May."""
    session = a_session(store, an_engagement(store), days=-7)
    pledge = Closing(session_id=session.id, pledge_what="Send the note", pledge_by=A_MINUTE_TO.date())
    save_closing(store, closing=pledge)


Seen = Callable[[datetime], tuple[str, list[str]]]


@pytest.fixture
def seen_at(connect: Callable[[], Any], theme: Theme, renderer: Renderer, qtbot: QtBot) -> Iterator[Seen]:
    """Return what gives the title of Today and the words between both, as they are at a moment in Berlin."""

    def seen(moment: datetime) -> tuple[str, list[str]]:
        clock = fixed_clock(moment)
        workspace = Workspace(StoreThread(connect, clock), clock)
        panel = TodayPanel(Context(workspace, Navigation(), theme, renderer))
        qtbot.addWidget(panel)
        workspace.run(promised)
        panel.refresh()
        wait_until(lambda: not workspace.is_busy, "for the day")
        words = [] if panel.between is None else [one.text() for one in panel.between.findChildren(QLabel)]
        workspace.finish()
        return panel.title.whole, words[:2]

    with coach_in("Europe/Berlin"):
        yield seen


@pytest.mark.parametrize(
    ("after", "due", "title"),
    [(0, "today", "Thursday, 14 May 2026"), (2, "yesterday", "Friday, 15 May 2026")],
)
def test_a_pledge_is_due_today_until_midnight(seen_at: Seen, after: int, due: str, title: str) -> None:
    moment = A_MINUTE_TO + timedelta(minutes=after)
    assert seen_at(moment) == (title, ["Your pledge to Mira Solano: Send the note", due])


def test_a_page_that_is_open_at_midnight_goes_on_to_the_new_day(
    connect: Callable[[], Any], theme: Theme, renderer: Renderer, qtbot: QtBot
) -> None:
    with coach_in("Europe/Berlin"):
        clock = SettableClock(A_MINUTE_TO)
        workspace = Workspace(StoreThread(connect, clock), clock)
        panel = TodayPanel(Context(workspace, Navigation(), theme, renderer))
        qtbot.addWidget(panel)
        workspace.run(promised)
        panel.show()
        panel.refresh()
        wait_until(lambda: not workspace.is_busy, "for the day")
        clock.set(A_MINUTE_TO + timedelta(minutes=2))
        panel.begin_day()
        wait_until(lambda: not workspace.is_busy, "for the next day")
        workspace.finish()
    assert panel.title.whole == "Friday, 15 May 2026"
