import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.ritual import RitualMoment
from coachdesk.views.clients.client_panel import ClientPanel
from coachdesk.views.clients.rituals import Rituals
from coachdesk.views.context import Context
from tests.drivers.panels import PanelDriver
from tests.making import an_engagement
from tests.repeating import a_ritual


class ClientDriver(PanelDriver[ClientPanel]):
    """A coach at the page of a client."""

    def show(self, client_id: str) -> Rituals:
        """Open the page of a client; return what it says of rituals."""
        self.panel.open(client_id)
        self.settle()
        return self.panel.section(Rituals)


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> ClientDriver:
    return ClientDriver(ClientPanel(context), context, qtbot)


@pytest.fixture
def work(coach: ClientDriver) -> Engagement:
    return coach.do(an_engagement)


def said(section: Rituals) -> list[str]:
    return [label.text() for label in section.findChildren(QLabel) if label.isVisible()]


def test_it_says_what_they_do_together_and_leads_there(coach: ClientDriver, work: Engagement) -> None:
    coach.do(lambda store: a_ritual(store, work))
    coach.do(lambda store: a_ritual(store, None, RitualMoment.CLOSING, name="Last words"))
    coach.do(lambda store: a_ritual(store, work, name="Not now", active=False))
    section = coach.show(work.client_ids[0])
    assert said(section) == ["Rituals", "Arriving, as we begin", "Last words, as we end"]
    with coach.qtbot.waitSignal(coach.context.navigation.rituals_requested) as asked:
        section.open.click()
    assert asked.args == [work.id]


def test_where_there_is_none_it_offers_to_begin(coach: ClientDriver, work: Engagement) -> None:
    assert coach.show(work.client_ids[0]).open.text() == "Begin"
