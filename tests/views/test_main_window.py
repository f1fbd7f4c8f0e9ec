import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from coachdesk.errors import DiskFullError, InternalError
from coachdesk.views.context import Context
from coachdesk.views.main_window import MainWindow
from coachdesk.views.widgets.page import Page
from tests.conftest import Settle


class Paper(Page):
    """A page that remembers what happened to it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.unsaved = False
        self.engagement = self.client = ""

    @property
    def engagement_at_hand(self) -> str:
        return self.engagement

    @property
    def client_at_hand(self) -> str:
        return self.client

    def open(self, *ids: str) -> None:
        self.heard.append(f"open {' '.join(ids)}")

    def refresh(self) -> None:
        self.heard.append("refresh")

    def begin_day(self) -> None:
        self.heard.append("begin day")

    def flush(self) -> None:
        self.heard.append("flush")

    @property
    def has_unsaved(self) -> bool:
        return self.unsaved

    def show_unsaved(self) -> None:
        self.heard.append("show unsaved")


@pytest.fixture
def pages() -> dict[str, Paper]:
    return {}


@pytest.fixture
def window(context: Context, qtbot: QtBot, pages: dict[str, Paper]) -> MainWindow:
    def make(place: str) -> Paper:
        return pages.setdefault(place, Paper())

    places = (
        "today",
        "clients",
        "client",
        "agreements",
        "sessions",
        "settings",
        "client-edit",
        "session-plan",
        "booklet",
        "report",
        "look-back",
        "promises",
    )
    shown = MainWindow(context, {place: lambda place=place: make(place) for place in places})  # type: ignore[misc]  # a default binds it
    qtbot.addWidget(shown)
    shown.open("today")
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_a_page_is_made_when_it_is_first_wanted(window: MainWindow, pages: dict[str, Paper]) -> None:
    assert set(pages) == {"today"}
    window.open("clients")
    assert set(pages) == {"today", "clients"}


def test_a_new_day_is_told_to_the_page_in_front(window: MainWindow, pages: dict[str, Paper]) -> None:
    window.open("clients")
    window.turn_of_day.came.emit()
    assert [name for name, page in pages.items() if "begin day" in page.heard] == ["clients"]


def test_leaving_a_page_saves_it(window: MainWindow, pages: dict[str, Paper]) -> None:
    window.open("clients")
    assert pages["today"].heard[-1] == "flush"


def test_a_request_opens_the_record(window: MainWindow, pages: dict[str, Paper], context: Context) -> None:
    context.navigation.client_requested.emit("c1")
    assert pages["client"].heard == ["open c1"]
    assert window.rail.buttons["clients"].isChecked()


def test_back_returns_to_where_the_coach_was(window: MainWindow) -> None:
    window.open("clients")
    window.open("client", "c1")
    window.back()
    assert window.place == "clients"


def test_promises_can_be_asked_for_by_words(
    window: MainWindow, pages: dict[str, Paper], context: Context
) -> None:
    context.navigation.promises_found_requested.emit("Mira")
    assert pages["promises"].heard == ["open  Mira"]
    assert window.rail.buttons["promises"].isChecked()


def test_a_look_back_is_on_the_engagement_at_hand(window: MainWindow, pages: dict[str, Paper]) -> None:
    window.open("client", "c1")
    pages["client"].client, pages["client"].engagement = "c1", "e1"
    next(one for one in window.commands if one.text() == "Look back").trigger()
    assert pages["look-back"].heard == ["open c1 e1"]


def test_back_leads_to_the_record_that_a_page_turned_to(
    window: MainWindow, pages: dict[str, Paper], context: Context
) -> None:
    context.navigation.look_back_requested.emit("c1", "e1")
    context.navigation.turned_to.emit("c1", "e2")
    window.open("clients")
    window.back()
    assert pages["look-back"].heard[-1] == "open c1 e2"


def test_back_from_the_first_page_stays_on_the_day(window: MainWindow) -> None:
    window.back()
    assert window.place == "today"


@pytest.mark.parametrize(("key", "place"), [(Qt.Key.Key_2, "clients"), (Qt.Key.Key_4, "sessions")])
def test_a_key_goes_to_a_place(window: MainWindow, qtbot: QtBot, key: Qt.Key, place: str) -> None:
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.place == place


def test_a_key_locks(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.lock_requested):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_a_failure_is_told_in_words(window: MainWindow, context: Context) -> None:
    context.workspace.failed.emit(DiskFullError())
    assert "not enough room" in window.notices.text


def test_a_bug_is_told_without_its_words(
    window: MainWindow, context: Context, settle: Settle, caplog: pytest.LogCaptureFixture
) -> None:
    context.workspace.run(lambda _store: 1 / 0)
    settle()
    assert "inside CoachDesk" in window.notices.text
    caplog.clear()


def test_words_that_could_not_be_saved_keep_the_window_open(
    window: MainWindow, pages: dict[str, Paper]
) -> None:
    window.open("clients")
    pages["today"].unsaved = True
    assert not window.close()
    assert window.isVisible()
    assert window.page is pages["today"]


def test_a_window_with_all_saved_closes(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closed):
        assert window.close()


def test_the_title_names_nobody(window: MainWindow, context: Context) -> None:
    context.navigation.client_requested.emit("c1")
    assert window.windowTitle() == "CoachDesk"


def test_words_that_hold_the_window_are_brought_into_sight(
    window: MainWindow, pages: dict[str, Paper]
) -> None:
    pages["today"].unsaved = True
    window.open("clients")
    assert not window.settle()
    assert (window.place, pages["today"].heard[-1]) == ("today", "show unsaved")


def test_a_fault_of_ours_leads_to_the_report(window: MainWindow, context: Context) -> None:
    context.workspace.failed.emit(InternalError())
    assert window.notices.action.text() == "Show the report"
    window.notices.action.click()
    assert (window.place, window.rail.buttons["settings"].isChecked()) == ("report", True)


def test_a_fault_of_the_disk_does_not(window: MainWindow, context: Context) -> None:
    context.workspace.failed.emit(DiskFullError())
    assert not window.notices.action.isVisible()


def test_a_notice_stays_above_the_page_that_follows(window: MainWindow, context: Context) -> None:
    context.navigation.notify("Bruno was deleted.", "Undo", lambda: None)
    window.open("clients")
    seen = window.childAt(window.notices.mapTo(window, window.notices.rect().center()))
    assert seen is not None
    assert seen is window.notices or window.notices.isAncestorOf(seen)


def test_planning_begins_with_the_engagement_of_the_page(window: MainWindow, pages: dict[str, Paper]) -> None:
    window.open("client", "mira")
    pages["client"].engagement = "work-1"
    next(action for action in window.commands if action.text() == "Plan a session").trigger()
    assert pages["session-plan"].heard == ["open work-1"]


def command(window: MainWindow, text: str) -> QAction:
    return next(action for action in window.commands if action.text() == text)


def test_a_booklet_is_of_the_engagement_of_the_page(window: MainWindow, pages: dict[str, Paper]) -> None:
    window.open("client", "mira")
    pages["client"].engagement = "work-1"
    command(window, "Several summaries as a booklet").trigger()
    assert pages["booklet"].heard == ["open work-1"]


def test_a_booklet_of_nobody_asks_for_a_client(window: MainWindow, context: Context) -> None:
    said: list[str] = []
    context.navigation.notice_requested.connect(lambda notice: said.append(notice.text))
    window.open("today")
    command(window, "Several summaries as a booklet").trigger()
    assert window.place == "today"
    assert "Open a client or a session first" in said[-1]
