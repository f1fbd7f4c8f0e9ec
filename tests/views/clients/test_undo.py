import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.people import ClientStatus, Engagement, SafeStartStep
from coachdesk.models.entities.session import CommitmentState, PledgeState
from coachdesk.views.clients.client_panel import ClientPanel
from coachdesk.views.clients.engagement_card import EngagementCard
from coachdesk.views.clients.promises import Promises
from coachdesk.views.clients.records import Records
from coachdesk.views.context import Context
from tests.drivers.panels import PanelDriver
from tests.making import a_held_session, an_engagement, close_with_promises


class ClientDriver(PanelDriver[ClientPanel]):
    """A coach at the page of a client who takes things back."""

    def take_back(self) -> None:
        """Take the last change back."""
        self.panel.undo.undo()
        self.settle()

    def consents(self) -> int:
        """Return how many consents are noted."""
        return int(self.do(lambda store: store.value("SELECT count(*) FROM consent")))

    def states(self) -> list[str]:
        """Return what became of the promises of both sides."""
        sql = "SELECT group_concat(state) FROM (SELECT state FROM {} ORDER BY rowid)"
        return [
            str(self.do(lambda store, table=table: store.value(sql.format(table))))  # type: ignore[misc]
            for table in ("commitment", "pledge")
        ]


@pytest.fixture
def work(coach: ClientDriver) -> Engagement:
    return coach.do(an_engagement)


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> ClientDriver:
    return ClientDriver(ClientPanel(context), context, qtbot)


@pytest.fixture
def opened(coach: ClientDriver, work: Engagement) -> ClientDriver:
    """A coach at the page of a client with a promise on either side."""
    coach.do(lambda store: close_with_promises(store, a_held_session(store, work)))
    coach.panel.open(work.client_ids[0])
    coach.settle()
    return coach


def test_what_became_of_both_promises_is_taken_back(opened: ClientDriver) -> None:
    both = opened.panel.section(Promises)
    commitment, pledge = next(iter(both.commitments.rows)), next(iter(both.pledges.rows))
    both.commitments.settled.emit(commitment, CommitmentState.CARRIED, "A full week")
    both.pledges.settled.emit(pledge, PledgeState.KEPT, "")
    opened.settle()
    assert opened.states() == ["carried,open", "kept"]
    opened.take_back()
    opened.take_back()
    assert opened.states() == ["open", "open"]
    opened.panel.undo.redo()
    opened.settle()
    assert opened.states() == ["carried,open", "open"]


def test_a_step_of_the_safe_start_is_taken_back_with_who_and_when(opened: ClientDriver) -> None:
    step = opened.panel.section(EngagementCard).safe_start.steps[SafeStartStep.EXPLAINED]
    opened.press(step.tick)
    assert step.tick.isChecked()
    opened.press(step.tick)
    opened.take_back()
    assert step.tick.isChecked()
    assert step.who_when.isVisibleTo(step)
    opened.take_back()
    assert not step.tick.isChecked()


def test_a_pause_is_taken_back_by_ctrl_z_as_by_the_notice(opened: ClientDriver) -> None:
    menu = opened.panel.more.menu()
    [begin] = [action for action in menu.actions() if action.text() == "Begin coaching"]
    begin.trigger()
    opened.settle()
    assert opened.notices[-1].action_text == "Undo"
    opened.take_back()
    assert opened.panel.status.text() == ClientStatus.PROSPECT.value


def test_another_client_forgets_what_was_done_with_this_one(opened: ClientDriver) -> None:
    jo = opened.do(lambda store: an_engagement(store, "Jo Mills"))
    step = opened.panel.section(EngagementCard).safe_start.steps[SafeStartStep.EXPLAINED]
    opened.press(step.tick)
    opened.panel.open(jo.client_ids[0])
    opened.settle()
    assert not opened.panel.undo.undo_action.isEnabled()


def test_a_consent_that_is_noted_and_removed_is_taken_back(opened: ClientDriver) -> None:
    section = opened.panel.section(Records).consents
    section.open()
    opened.press(section.add)
    assert section.editor is not None
    opened.press(section.editor.save)
    assert opened.consents() == 1
    [change] = [button for button in section.findChildren(QPushButton) if button.text() == "Change"]
    opened.press(change)
    section.editor.removal_asked.emit(section.editor.consent().id)
    opened.settle()
    assert opened.consents() == 0
    opened.take_back()
    assert opened.consents() == 1
    opened.take_back()
    assert opened.consents() == 0
