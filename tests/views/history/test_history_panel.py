from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models import clauses, notes, sessions, summaries
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import SharedText
from coachdesk.models.store import Store
from coachdesk.sample.clock import SettableClock
from coachdesk.views.context import Context
from coachdesk.views.history.history_panel import HistoryPanel
from coachdesk.views.labels import moment_text
from coachdesk.views.navigation import Notice
from tests import agreeing, making
from tests.conftest import NOW, Settle


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(NOW)


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> HistoryPanel:
    shown = HistoryPanel(context)
    qtbot.addWidget(shown)
    shown.resize(1000, 640)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


@pytest.fixture
def notices(context: Context) -> list[Notice]:
    shown: list[Notice] = []
    context.navigation.notice_requested.connect(shown.append)
    return shown


def write_notes(store: Store, *bodies: str) -> SessionId:
    """Save notes of one session, a few minutes after each other."""
    session = making.a_session(store, making.an_engagement(store)).id
    for revision, body in enumerate(bodies):
        notes.save_note(store, session_id=session, body=body, revision=revision)
        assert isinstance(store.now, SettableClock)
        store.now.set(store.now() + timedelta(minutes=7))
    return session


def given(context: Context, settle: Settle, *bodies: str) -> SessionId:
    found: list[SessionId] = []
    context.workspace.run(lambda store: write_notes(store, *bodies), found.append)
    settle()
    return found[0]


def when(minutes: int) -> str:
    return moment_text(NOW + timedelta(minutes=minutes), NOW.date())


def body(context: Context, settle: Settle, session: SessionId) -> str:
    found: list[str] = []
    context.workspace.run(lambda store: notes.private_note(store, session).body, found.append)
    settle()
    return found[0]


def test_without_versions_it_says_so(panel: HistoryPanel, context: Context, settle: Settle) -> None:
    panel.open("note", given(context, settle, "only once"))
    settle()
    assert panel.nothing.isVisible()
    assert panel.subtitle.whole == "Session 1 with Mira"


def test_the_newest_version_is_compared_with_today(
    panel: HistoryPanel, context: Context, settle: Settle
) -> None:
    panel.open("note", given(context, settle, "one thing", "two things", "two small things"))
    settle()
    assert [panel.model.index(at).data() for at in range(2)] == [when(7), when(0)]
    assert panel.caption.text() == f"As it read on {when(7)}"
    assert panel.text.toPlainText() == "two small things"
    assert panel.text.accessibleDescription() == "New since then: small."


def test_what_is_gone_is_struck_through_and_what_is_new_underlined(
    panel: HistoryPanel, context: Context, settle: Settle
) -> None:
    panel.open("note", given(context, settle, "meet at noon", "meet at ten"))
    settle()
    cursor = panel.text.textCursor()
    shapes = []
    for place in (2, len("meet at noon"), len("meet at noon ten")):
        cursor.setPosition(place)
        shapes.append((cursor.charFormat().fontStrikeOut(), cursor.charFormat().fontUnderline()))
    assert shapes == [(False, False), (True, False), (False, True)]
    assert panel.text.accessibleDescription() == "Gone since then: noon. New since then: ten."


def test_the_arrow_keys_choose_a_version(panel: HistoryPanel, context: Context, settle: Settle) -> None:
    panel.open("note", given(context, settle, "one thing", "two things", "two small things"))
    settle()
    panel.focus_first()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    settle()
    assert panel.caption.text() == f"As it read on {when(0)}"


def test_a_version_comes_back_and_can_go_again(
    panel: HistoryPanel, context: Context, settle: Settle, notices: list[Notice]
) -> None:
    session = given(context, settle, "as it was", "quite another one")
    panel.open("note", session)
    settle()
    panel.bring_back.click()
    settle()
    assert body(context, settle, session) == "as it was"
    assert notices[0].on_action is not None
    notices[0].on_action()
    settle()
    assert body(context, settle, session) == "quite another one"
    assert panel.model.rowCount() == 3


def test_what_reads_so_already_is_said(
    panel: HistoryPanel, context: Context, settle: Settle, notices: list[Notice]
) -> None:
    panel.open("note", given(context, settle, "as it was", "another", "as it was"))
    settle()
    panel.list.setCurrentIndex(panel.model.index(1))
    settle()
    assert panel.text.accessibleDescription() == "Nothing has changed since then."
    panel.bring_back.click()
    settle()
    assert [notice.text for notice in notices] == ["It reads so already."]


def shared_words(store: Store) -> SessionId:
    session = making.a_session(store, making.an_engagement(store)).id
    text = SharedText(session_id=session, focus="the harbour", insights="I can ask for help")
    summaries.save_shared_text(store, text=text)
    summaries.save_shared_text(store, text=SharedText(session_id=session, focus="the sea"))
    return session


def test_shared_words_are_compared_field_by_field(
    panel: HistoryPanel, context: Context, settle: Settle
) -> None:
    found: list[SessionId] = []
    context.workspace.run(shared_words, found.append)
    settle()
    panel.open("shared", found[0])
    settle()
    assert panel.title.whole == "History of what Mira receives"
    assert panel.text.toPlainText() == ("Our focus\nthe harbour sea\n\nIn your words\nI can ask for help")
    assert panel.text.accessibleDescription() == (
        "Gone since then: harbour; I can ask for help. New since then: sea."
    )


def test_what_was_handed_out_cannot_be_brought_back(
    panel: HistoryPanel, context: Context, settle: Settle
) -> None:
    def hand_out(store: Store) -> SessionId:
        session = shared_words(store)
        making.hand_out(store, sessions.session(store, session), words="sea")
        return session

    found: list[SessionId] = []
    context.workspace.run(hand_out, found.append)
    settle()
    panel.open("shared", found[0])
    settle()
    assert panel.fixed.isVisible()
    assert not panel.bring_back.isVisible()


def test_a_clause_has_its_voices(panel: HistoryPanel, context: Context, settle: Settle) -> None:
    def words(store: Store) -> tuple[str, str]:
        clause = agreeing.begin(store).clauses[0]
        clauses.save_words(store, clause_id=clause.id, clients_words="slowly and with care")
        clauses.save_words(store, clause_id=clause.id, clients_words="fast")
        return clause.id, clause.heading

    found: list[tuple[str, str]] = []
    context.workspace.run(words, found.append)
    settle()
    panel.open("clause", found[0][0])
    settle()
    assert panel.title.whole == f"History of “{found[0][1]}”"
    assert panel.text.toPlainText().startswith("Mira Solano's words\nslowly and with care")


def test_words_saved_elsewhere_arrive(panel: HistoryPanel, context: Context, settle: Settle) -> None:
    session = given(context, settle, "one", "two")
    panel.open("note", session)
    settle()
    context.workspace.run(lambda store: notes.save_note(store, session_id=session, body="three", revision=2))
    settle()
    assert panel.model.rowCount() == 2
    assert panel.text.toPlainText() == "one three"


def test_what_is_gone_leads_back(panel: HistoryPanel, context: Context, settle: Settle, qtbot: QtBot) -> None:
    errors: list[object] = []
    context.workspace.failed.connect(errors.append)
    with qtbot.waitSignal(context.navigation.back_requested):
        panel.open("note", "gone")
    panel.refresh()
    assert len(errors) == 1


def test_a_change_of_theme_recolours_it(panel: HistoryPanel, context: Context, settle: Settle) -> None:
    panel.open("note", given(context, settle, "meet at noon", "meet at ten"))
    settle()
    context.theme.changed.emit()
    assert panel.text.toPlainText() == "meet at noon ten"
