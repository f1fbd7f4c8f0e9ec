import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models import attachments, clauses, clients, consents, sessions
from coachdesk.models.bin import list_bin
from coachdesk.models.entities.agreement import Layer
from coachdesk.models.entities.ids import ClientId, ConsentId
from coachdesk.models.entities.people import Consent, ConsentKind
from coachdesk.models.store import Store
from coachdesk.views.bin.bin_panel import BinPanel
from coachdesk.views.context import Context
from tests import agreeing, attaching, making
from tests.conftest import NOW, Settle


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> BinPanel:
    shown = BinPanel(context)
    qtbot.addWidget(shown)
    shown.resize(1000, 640)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


@pytest.fixture
def said(context: Context) -> list[str]:
    texts: list[str] = []
    context.navigation.notice_requested.connect(lambda notice: texts.append(notice.text))
    context.workspace.failed.connect(lambda error: texts.append(error.text()))
    return texts


def delete_client(store: Store) -> None:
    page = agreeing.signed(store, "Ana Prudente")
    clients.delete_client(store, client_id=page.client_ids[0])


def delete_the_rest(store: Store) -> None:
    """Delete a session, a consent and a clause."""
    page = agreeing.begin(store)
    engagement_id = page.agreement.engagement_id
    session = sessions.plan_session(store, engagement_id=engagement_id, planned_at=NOW).value
    sessions.delete_session(store, session_id=session.id)
    consent = Consent(
        id=ConsentId("c"), client_id=page.client_ids[0], kind=ConsentKind.RECORDING, given_on=NOW.date()
    )
    consents.record_consent(store, consent=consent)
    consents.remove_consent(store, consent_id=consent.id)
    clause = clauses.add_clause(store, version_id=page.version.id, layer=Layer.ALLIANCE, heading="The dog")
    clauses.remove_clause(store, clause_id=clause.value.id)


def lines(panel: BinPanel) -> list[str]:
    return [str(panel.model.index(at).data()) for at in range(panel.model.rowCount())]


def test_an_empty_bin_says_so(panel: BinPanel, settle: Settle) -> None:
    panel.refresh()
    settle()
    assert panel.nothing.isVisible()


def test_each_thing_says_what_it_is(panel: BinPanel, context: Context, settle: Settle) -> None:
    context.workspace.run(delete_the_rest)
    panel.refresh()
    settle()
    starts = {line.split(",")[0] for line in lines(panel)}
    assert starts == {"Session 1", "Recording", "The dog"}
    assert all("Mira Solano" in line and "Leaves by itself in 30 day(s)" in line for line in lines(panel))


def test_a_file_says_which_session_it_is_of(panel: BinPanel, context: Context, settle: Settle) -> None:
    def delete_file(store: Store) -> None:
        session = making.a_session(store, making.an_engagement(store))
        kept = attaching.a_file(store, session)
        attachments.delete_attachment(store, attachment_id=kept.id)

    context.workspace.run(delete_file)
    panel.refresh()
    settle()
    assert lines(panel)[0].startswith("Flipchart.txt, Mira Solano, session 1, file")


def test_what_would_go_with_a_client_names_files(panel: BinPanel, context: Context, settle: Settle) -> None:
    def delete(store: Store) -> None:
        session = making.a_session(store, making.an_engagement(store))
        attaching.a_file(store, session)
        clients.delete_client(store, client_id=store.value("SELECT id FROM client"))

    context.workspace.run(delete)
    panel.refresh()
    settle()
    panel.delete.click()
    settle()
    assert "1 file(s)" in panel.question.text.text()


def test_papers_wait_for_the_coach(panel: BinPanel, context: Context, settle: Settle) -> None:
    context.workspace.run(delete_client)
    panel.refresh()
    settle()
    assert "stays until you delete it" in lines(panel)[0]


def test_put_back_it_is_where_it_was(
    panel: BinPanel, context: Context, settle: Settle, said: list[str]
) -> None:
    context.workspace.run(delete_client)
    panel.refresh()
    settle()
    panel.back.click()
    settle()
    assert said == ["“Ana Prudente” is back."]
    assert panel.nothing.isVisible()


def test_deleting_for_good_asks_once_and_says_what_goes(
    panel: BinPanel, context: Context, settle: Settle, said: list[str]
) -> None:
    context.workspace.run(delete_client)
    panel.refresh()
    settle()
    panel.focus_first()
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    settle()
    assert panel.question.text.text() == (
        "Delete “Ana Prudente” for good? It can't be put back then; backups made before still hold it. "
        "With it go: 1 signed agreement(s)."
    )
    panel.question.confirm.click()
    settle()
    assert said == ["“Ana Prudente” is deleted for good."]
    assert panel.nothing.isVisible()


def test_escape_keeps_it(panel: BinPanel, context: Context, settle: Settle) -> None:
    context.workspace.run(delete_the_rest)
    panel.refresh()
    settle()
    panel.delete.click()
    assert panel.question.keep.hasFocus()
    QTest.keyClick(panel.question.keep, Qt.Key.Key_Escape)
    assert not panel.question.isVisible()
    assert panel.list.hasFocus()
    assert len(lines(panel)) == 3


def test_another_row_takes_the_question_away(panel: BinPanel, context: Context, settle: Settle) -> None:
    context.workspace.run(delete_the_rest)
    panel.refresh()
    settle()
    panel.delete.click()
    panel.list.setCurrentIndex(panel.model.index(2))
    assert not panel.question.isVisible()


def test_what_is_gone_meanwhile_is_told(
    panel: BinPanel, context: Context, settle: Settle, said: list[str]
) -> None:
    context.workspace.run(delete_client)
    panel.refresh()
    settle()
    context.workspace.run(lambda store: store.db.execute("UPDATE client SET deleted_at = NULL").close())
    panel.back.click()
    settle()
    assert said == ["This is no longer in the vault. Go back to the list and open it from there."]
    assert panel.nothing.isVisible()


def test_without_a_row_the_buttons_do_nothing(
    panel: BinPanel, context: Context, settle: Settle, said: list[str]
) -> None:
    panel.back.click()
    panel.delete.click()
    settle()
    assert said == []


def test_what_is_deleted_elsewhere_arrives(panel: BinPanel, context: Context, settle: Settle) -> None:
    panel.refresh()
    settle()
    found: list[int] = []
    context.workspace.run(lambda store: clients.delete_client(store, client_id=_mira(store)))
    settle()
    context.workspace.run(lambda store: len(list_bin(store)), found.append)
    settle()
    assert len(lines(panel)) == found[0] == 1


def _mira(store: Store) -> ClientId:
    return making.an_engagement(store).client_ids[0]
