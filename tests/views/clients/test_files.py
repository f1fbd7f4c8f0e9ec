import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models import attachments
from coachdesk.models.entities.ids import AttachmentId
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.store import Store
from coachdesk.views.clients.client_panel import ClientPanel
from coachdesk.views.clients.files import Files
from coachdesk.views.clients.records import Records
from tests import attaching, making
from tests.drivers.clients import Desk


@pytest.fixture
def panel(desk: Desk, mira: Client, qtbot: QtBot) -> ClientPanel:
    shown = ClientPanel(desk.context)
    qtbot.addWidget(shown)
    shown.show()
    shown.open(mira.id)
    desk.settle()
    return shown


def files(panel: ClientPanel) -> Files:
    return panel.section(Records).files


def two_files(store: Store, work: Engagement) -> list[str]:
    session = making.a_session(store, work)
    return [
        attaching.a_file(store, session, f"{number}.txt", f"boat {number}".encode()).id for number in (1, 2)
    ]


def test_without_files_there_is_no_row(panel: ClientPanel, work: Engagement) -> None:
    assert files(panel).isHidden()


def test_the_row_says_how_many_and_opens(desk: Desk, panel: ClientPanel, work: Engagement) -> None:
    desk.do(lambda store: two_files(store, work))
    panel.refresh()
    desk.settle()
    assert files(panel).button.text() == "2 file(s)"
    assert not files(panel).list.isVisible()
    files(panel).button.click()
    assert files(panel).list.isVisible()


def test_the_newest_comes_first_and_enter_opens_it(desk: Desk, panel: ClientPanel, work: Engagement) -> None:
    kept = desk.do(lambda store: two_files(store, work))
    panel.refresh()
    desk.settle()
    opened: list[str] = []
    desk.context.navigation.file_requested.connect(opened.append)
    files(panel).open()
    row = files(panel).list.model().index(0, 0)
    assert row.data().startswith("2.txt, text, 6 bytes · session 1, ")
    files(panel).list.setCurrentIndex(row)
    QTest.keyClick(files(panel).list, Qt.Key.Key_Return)
    assert opened == [kept[1]]


def test_a_file_that_is_deleted_leaves_the_list(desk: Desk, panel: ClientPanel, work: Engagement) -> None:
    kept = desk.do(lambda store: two_files(store, work))
    one = AttachmentId(kept[0])
    desk.write(lambda store: attachments.delete_attachment(store, attachment_id=one))
    desk.settle()
    assert files(panel).button.text() == "1 file(s)"
