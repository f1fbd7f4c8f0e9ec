from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models import sessions
from coachdesk.models.entities.ids import PracticeReflectionId
from coachdesk.models.entities.practice import PracticeReflection
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.entities.session import Session, SessionKind
from coachdesk.models.lens_names import name_lenses
from coachdesk.models.lists.sessions import DayLine
from coachdesk.models.practice_reflections import save_reflection
from coachdesk.models.session_details import set_kind, set_lenses
from coachdesk.models.session_lists import SessionRow
from coachdesk.views.sessions.list_panel import SessionsPanel
from tests.drivers.sessions import Vault
from tests.making import a_group, a_session, an_engagement


def shown(vault: Vault, qtbot: QtBot) -> SessionsPanel:
    panel = SessionsPanel(vault.context)
    qtbot.addWidget(panel)
    panel.resize(1084, 744)
    panel.show()
    panel.refresh()
    vault.settle()
    return panel


def spoken(panel: SessionsPanel) -> list[str]:
    return [str(panel.model.index(row).data()) for row in range(panel.model.rowCount())]


def test_what_is_to_come_stands_before_what_was(vault: Vault, qtbot: QtBot, now: Session) -> None:
    panel = shown(vault, qtbot)
    today, upcoming, earlier, past = panel.model.rows
    assert isinstance(today, DayLine)
    assert isinstance(earlier, DayLine)
    assert earlier.begins_past
    assert isinstance(upcoming, SessionRow)
    assert isinstance(past, SessionRow)
    assert (upcoming.id, past.number) == (now.id, 1)


def test_a_line_says_all_of_it_to_a_screen_reader(vault: Vault, qtbot: QtBot, now: Session) -> None:
    words = spoken(shown(vault, qtbot))
    assert words[0].startswith("Today, Thursday")
    assert "Mira Solano, " in words[1]
    assert "Session 2 of 12 \u00b7 in person \u00b7 60 min, planned" in words[1]
    assert words[2].startswith("Earlier: ")


def test_days_are_passed_over_by_the_keyboard(vault: Vault, qtbot: QtBot, now: Session) -> None:
    panel = shown(vault, qtbot)
    assert panel.list.currentIndex().row() == 1
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.list.currentIndex().row() == 3


def test_enter_opens_a_session(vault: Vault, qtbot: QtBot, now: Session) -> None:
    panel = shown(vault, qtbot)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert vault.went == [("session", now.id, "")]


def test_a_click_on_a_day_opens_nothing(vault: Vault, qtbot: QtBot, now: Session) -> None:
    panel = shown(vault, qtbot)
    panel.list.opened.emit(panel.model.rows[0])
    assert vault.went == []


def test_a_name_narrows_the_list(vault: Vault, qtbot: QtBot, now: Session) -> None:
    vault.do(lambda store: a_session(store, an_engagement(store, "Daniel Okafor", called="")))
    panel = shown(vault, qtbot)
    QTest.keyClicks(panel.words, "okaf")
    vault.settle()
    assert [row.client_names for row in panel.model.rows if isinstance(row, SessionRow)] == [
        ("Daniel Okafor",)
    ]
    QTest.keyClicks(panel.words, "zzz")
    vault.settle()
    assert panel.model.rows == ()


def test_an_empty_list_leads_to_the_first_plan(vault: Vault, qtbot: QtBot) -> None:
    panel = shown(vault, qtbot)
    assert not panel.plan.isVisible()
    assert panel.nothing.action is not None
    assert panel.nothing.isVisible()
    panel.nothing.action.click()
    assert vault.went == [("plan", "")]


def test_a_change_elsewhere_shows_at_once(vault: Vault, qtbot: QtBot, now: Session) -> None:
    panel = shown(vault, qtbot)
    vault.write(lambda store: sessions.begin_session(store, session_id=now.id))
    vault.settle()
    assert any("not closed yet" in words for words in spoken(panel))


def test_earlier_sessions_come_when_asked_for(vault: Vault, qtbot: QtBot) -> None:
    engagement = vault.do(an_engagement)
    vault.do(lambda store: [a_session(store, engagement, days=-day) for day in range(1, 103)])
    panel = shown(vault, qtbot)
    assert sum(isinstance(row, SessionRow) for row in panel.model.rows) == 100
    panel.earlier.click()
    vault.settle()
    assert sum(isinstance(row, SessionRow) for row in panel.model.rows) == 102
    assert not panel.earlier.isVisible()


def test_a_line_says_what_is_no_plain_coaching(vault: Vault, qtbot: QtBot, now: Session) -> None:
    vault.do(lambda store: set_kind(store, session_id=now.id, kind=SessionKind.CHEMISTRY))
    assert "Session 2 of 12 \u00b7 chemistry session \u00b7 in person" in spoken(shown(vault, qtbot))[1]


def test_a_large_group_is_listed_by_two_names(vault: Vault, qtbot: QtBot) -> None:
    vault.do(lambda store: a_session(store, a_group(store, "Ana", "Ben", "Cem", "Dana")))
    assert "Ana, Ben and 2 other" in spoken(shown(vault, qtbot))[1]


def test_a_lens_narrows_the_list_and_all_come_back(vault: Vault, qtbot: QtBot, now: Session) -> None:
    vault.do(lambda store: set_lenses(store, session_id=now.id, lenses=(Lens.LEARNING,)))
    vault.do(lambda store: name_lenses(store, names={Lens.LEARNING: "what it brings"}))
    panel = shown(vault, qtbot)
    before = panel.model.rows
    panel.lens.choose(Lens.LEARNING)
    vault.settle()
    assert [row.id for row in panel.model.rows if isinstance(row, SessionRow)] == [now.id]
    assert panel.lens.currentText() == "what it brings"
    panel.lens.choose(Lens.FOUNDATION)
    vault.settle()
    assert panel.no_match.action is not None
    panel.no_match.action.click()
    vault.settle()
    assert panel.model.rows == before


def test_through_a_lens_a_line_says_what_the_coach_wrote(vault: Vault, qtbot: QtBot, now: Session) -> None:
    written = PracticeReflection(
        id=PracticeReflectionId("r"),
        session_id=now.id,
        on_day=vault.context.workspace.today(),
        lens=Lens.LEARNING,
        learning="Wait longer",
    )
    vault.do(lambda store: save_reflection(store, reflection=written))
    panel = shown(vault, qtbot)
    assert "Wait longer" not in " ".join(spoken(panel))
    panel.lens.choose(Lens.LEARNING)
    vault.settle()
    assert "Wait longer" in spoken(panel)[1]
