from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from coachdesk.models import agreements, clients, engagements, finding, goals, notes, promises, sessions
from coachdesk.models.clause_sets import shipped_clauses
from coachdesk.models.entities.agreement import AgreementKind
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import Closing
from coachdesk.models.hits import SearchPage
from coachdesk.models.moments import put_moment
from coachdesk.models.store import Store
from coachdesk.views import search_box
from coachdesk.views.context import Context
from tests import attaching
from tests.conftest import NOW
from tests.drivers.clients import Desk
from tests.drivers.search import SearchScreen
from tests.noting import a_reflection


@pytest.fixture
def desk(context: Context, settle: Callable[[], None]) -> Desk:
    return Desk(context, settle)


@pytest.fixture
def screen(desk: Desk, qtbot: QtBot) -> Iterator[SearchScreen]:
    shown = SearchScreen(desk)
    qtbot.addWidget(shown.window)
    yield shown
    desk.settle()


@pytest.fixture
def session_id(desk: Desk) -> str:
    """Hold a session with Mira: notes about a lighthouse, a promise on both sides."""

    def job(store: Store) -> str:
        mira = clients.add_client(store, display_name="Mira Gößmann").value
        work = engagements.add_engagement(store, client_ids=(mira.id,)).value
        held = sessions.plan_session(store, engagement_id=work.id, planned_at=store.now()).value
        notes.save_note(store, session_id=held.id, body="About the lighthouse", revision=0)
        closing = Closing(
            session_id=held.id,
            commitment_what="Call the harbour",
            commitment_by=date(2026, 5, 20),
            commitment_known_by="It rang",
            pledge_what="Send the map",
        )
        promises.save_closing(store, closing=closing)
        return held.id

    return desk.do(job)


def test_ctrl_k_leads_to_the_field_from_anywhere(screen: SearchScreen) -> None:
    assert screen.focused() is screen.other
    screen.begin()
    assert screen.focused() is screen.box.field


def test_what_is_typed_is_found_and_said(screen: SearchScreen, session_id: str) -> None:
    screen.type("light")
    assert screen.titles() == ["Mira Gößmann, session 1, private note, 14 May, About the lighthouse"]
    assert screen.box.field.accessibleDescription() == screen.titles()[0]
    assert screen.summary() == "1 found"


def test_only_the_newest_question_waits_behind_the_one_that_runs(
    screen: SearchScreen, session_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def spied(store: Store, typed: str) -> SearchPage:
        asked.append(typed)
        return finding.search(store, typed)

    monkeypatch.setattr(search_box, "search", spied)
    screen.type("lighthouse")
    assert asked[-1] == "lighthouse"
    assert len(asked) < len("lighthouse")
    assert len(screen.titles()) == 1


@pytest.mark.parametrize(
    ("typed", "part"), [("lighthouse", "notes"), ("harbour", "closing"), ("map", "closing")]
)
def test_enter_opens_a_session_at_the_place(
    screen: SearchScreen, session_id: str, typed: str, part: str
) -> None:
    screen.type(typed)
    screen.press(Qt.Key.Key_Return)
    assert screen.desk.went == [("found_session", session_id, part, typed)]
    assert screen.box.field.text() == ""
    assert not screen.box.results.isVisible()


def test_enter_opens_a_client(screen: SearchScreen, session_id: str) -> None:
    screen.type("gossm")
    screen.press(Qt.Key.Key_Return)
    ((name, client_id),) = screen.desk.went
    client = screen.desk.do(clients.list_clients)[0]
    assert (name, client_id) == ("client", client.id)


def test_enter_opens_a_file(screen: SearchScreen, session_id: str) -> None:
    held = screen.desk.do(lambda store: sessions.session(store, SessionId(session_id)))
    kept = screen.desk.do(lambda store: attaching.a_file(store, held, "Map of the harbour.txt"))
    opened: list[str] = []
    screen.desk.context.navigation.file_requested.connect(opened.append)
    screen.type("map of")
    screen.press(Qt.Key.Key_Return)
    assert opened == [kept.id]


def test_enter_on_a_goal_opens_the_way(screen: SearchScreen, session_id: str) -> None:
    held = screen.desk.do(lambda store: sessions.session(store, SessionId(session_id)))
    screen.desk.do(
        lambda store: goals.set_goal(store, engagement_id=held.engagement_id, words="Sail to the island")
    )
    opened: list[str] = []
    screen.desk.context.navigation.path_requested.connect(opened.append)
    screen.type("sail to")
    screen.press(Qt.Key.Key_Return)
    assert opened == [held.engagement_id]


def test_enter_opens_an_agreement_at_the_clause(screen: SearchScreen, session_id: str) -> None:
    templates = shipped_clauses("en", AgreementKind.TWO_PARTY)

    def job(store: Store) -> str:
        work_id = store.value("SELECT id FROM engagement")
        agreements.start_agreement(
            store, engagement_id=work_id, kind=AgreementKind.TWO_PARTY, language="en", templates=templates
        )
        return str(work_id)

    work_id = screen.desk.do(job)
    screen.type(templates[0].heading)
    screen.press(Qt.Key.Key_Return)
    (went,) = screen.desk.went
    heading = screen.desk.do(lambda store: store.value("SELECT heading FROM clause WHERE id = ?", [went[2]]))
    assert (went[:2], heading) == (("found_clause", work_id), templates[0].heading)


def test_enter_pressed_before_the_answer_opens_what_it_brings(screen: SearchScreen, session_id: str) -> None:
    screen.box.field.setFocus()
    QTest.keyClicks(screen.box.field, "harbour")
    QTest.keyClick(screen.box.field, Qt.Key.Key_Return)
    screen.desk.settle()
    assert screen.desk.went == [("found_session", session_id, "closing", "harbour")]


def test_arrows_choose_and_stop_at_the_ends(screen: SearchScreen, session_id: str) -> None:
    screen.type("the")
    rows = screen.titles()
    assert len(rows) == 3
    screen.press(*[Qt.Key.Key_Down] * 5)
    assert screen.box.field.accessibleDescription() == rows[-1]
    screen.press(*[Qt.Key.Key_Up] * 5)
    assert screen.box.field.accessibleDescription() == rows[0]


def test_escape_puts_the_list_away_and_then_empties_the_field(screen: SearchScreen, session_id: str) -> None:
    screen.type("the")
    screen.press(Qt.Key.Key_Escape)
    assert screen.titles() == []
    assert screen.box.field.text() == "the"
    screen.press(Qt.Key.Key_Escape)
    assert screen.box.field.text() == ""
    assert screen.focused() is not screen.box.field


def test_a_click_opens_a_row(screen: SearchScreen, session_id: str) -> None:
    screen.type("lighthouse")
    view = screen.box.results.view
    place = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert screen.desk.went == [("found_session", session_id, "notes", "lighthouse")]


def test_nothing_found_is_said_kindly(screen: SearchScreen, session_id: str) -> None:
    screen.type("zebra")
    assert screen.box.results.isVisible()
    assert screen.summary() == "Nothing has these words. Fewer letters find more."
    screen.press(Qt.Key.Key_Return)
    assert screen.desk.went == []


def test_leaving_the_field_puts_the_list_away(screen: SearchScreen, session_id: str) -> None:
    screen.type("the")
    screen.other.setFocus()
    assert screen.titles() == []


def test_commands_are_offered_and_run(desk: Desk, qtbot: QtBot) -> None:
    ran: list[str] = []
    commands = [QAction(name) for name in ("&New client", "Lock", "Settings")]
    commands[0].triggered.connect(lambda: ran.append("New client"))
    commands[0].setShortcut("Ctrl+N")
    screen = SearchScreen(desk, commands)
    qtbot.addWidget(screen.window)
    screen.begin()
    assert screen.titles() == ["New client, command, Ctrl+N", "Lock, command", "Settings, command"]
    screen.type("clie")
    assert screen.titles() == ["New client, command, Ctrl+N"]
    screen.press(Qt.Key.Key_Return)
    assert ran == ["New client"]


def test_the_page_in_front_has_commands_of_its_own(desk: Desk, qtbot: QtBot) -> None:
    ran: list[str] = []
    quote = QAction("Quote")
    quote.triggered.connect(lambda: ran.append("Quote"))
    of_page: list[QAction] = []
    screen = SearchScreen(desk, [QAction("Lock")], lambda: of_page)
    qtbot.addWidget(screen.window)
    of_page.append(quote)
    screen.begin()
    assert screen.titles() == ["Lock, command", "Quote, command"]
    screen.type("quo")
    screen.press(Qt.Key.Key_Return)
    assert ran == ["Quote"]


def test_a_moment_opens_its_session_there(screen: SearchScreen, session_id: str, desk: Desk) -> None:
    held = desk.do(lambda store: sessions.session(store, SessionId(session_id)))
    one = a_reflection(held, held.planned_at or NOW)
    desk.do(lambda store: put_moment(store, moment=one))
    screen.type("fears")
    assert "noted moment" in screen.titles()[0]
    screen.press(Qt.Key.Key_Return)
    assert screen.desk.went == [("found_session", session_id, "moments", one.id)]


def test_the_list_fits_into_the_window(screen: SearchScreen, desk: Desk) -> None:
    def job(store: Store) -> None:
        work = engagements.add_engagement(
            store, client_ids=(clients.add_client(store, display_name="A").value.id,)
        ).value
        for _ in range(30):
            held = sessions.plan_session(store, engagement_id=work.id, planned_at=store.now()).value
            notes.save_note(store, session_id=held.id, body="lighthouse " * 200, revision=0)

    desk.do(job)
    screen.type("lighthouse")
    assert screen.window.rect().contains(screen.box.results.geometry())
    assert len(screen.titles()) == 30


def test_the_model_keeps_qts_rules(screen: SearchScreen, session_id: str) -> None:
    tester = QAbstractItemModelTester(
        screen.box.results.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    for text in ("l", "ight", "house"):
        screen.type(text)
    screen.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    screen.type("mira")
    assert tester.model() is screen.box.results.model
