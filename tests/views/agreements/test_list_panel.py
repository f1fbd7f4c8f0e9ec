import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models.store import Store
from coachdesk.views.agreements.list_panel import AgreementsPanel
from coachdesk.views.context import Context
from tests import agreeing
from tests.conftest import Settle


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> AgreementsPanel:
    shown = AgreementsPanel(context)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def _two(store: Store) -> str:
    agreeing.signed(store, "Daniel Okafor", three_way=True)
    return agreeing.begin(store, "Mira Solano").agreement.engagement_id


def test_nothing_yet_leads_to_the_clients(
    panel: AgreementsPanel, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    panel.refresh()
    settle()
    assert panel.nothing.action is not None
    with qtbot.waitSignal(context.navigation.panel_requested) as asked:
        panel.nothing.action.click()
    assert asked.args == ["clients"]


def test_each_agreement_says_where_it_stands(
    panel: AgreementsPanel, context: Context, settle: Settle
) -> None:
    context.workspace.run(_two)
    panel.refresh()
    settle()
    lines = [str(panel.model.index(at).data()) for at in range(panel.model.rowCount())]
    assert lines[0] == "Mira Solano, draft, version 1, 0 of 24 clauses agreed"
    assert lines[1].startswith("Daniel Okafor, Halden AG, signed, version 1, 5 of 25")


def test_enter_opens_one(panel: AgreementsPanel, context: Context, qtbot: QtBot, settle: Settle) -> None:
    found: list[str] = []
    context.workspace.run(_two, found.append)
    panel.refresh()
    settle()
    panel.focus_first()
    panel.list.setCurrentIndex(panel.model.index(0))
    with qtbot.waitSignal(context.navigation.agreement_requested) as asked:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert asked.args == [found[0], ""]


def test_an_engagement_without_one_can_begin(
    panel: AgreementsPanel, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    context.workspace.run(lambda store: agreeing.engage(store, "Tom Abel"))
    panel.refresh()
    settle()
    assert not panel.begin.isHidden()
    action = panel.begin.menu().actions()[0]
    assert action.text() == "Tom Abel"
    with qtbot.waitSignal(context.navigation.agreement_requested):
        action.trigger()
