"""Feedback and contact between sessions on the page of a client."""

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.people import Engagement
from coachdesk.views.clients.client_panel import ClientPanel
from coachdesk.views.clients.feedback import FeedbackTalk
from coachdesk.views.clients.in_between import InBetween
from coachdesk.views.context import Context
from coachdesk.views.widgets.chip import Chip
from tests.drivers.panels import PanelDriver
from tests.remembering import feedback
from tests.talking import agreed, in_touch


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> PanelDriver[ClientPanel]:
    return PanelDriver(ClientPanel(context), context, qtbot)


@pytest.fixture
def work(coach: PanelDriver[ClientPanel]) -> Engagement:
    return coach.do(agreed)


def show(coach: PanelDriver[ClientPanel], work: Engagement) -> None:
    coach.panel.open(work.client_ids[0])
    coach.settle()


def test_contact_is_told_in_words_beside_what_was_agreed(
    coach: PanelDriver[ClientPanel], work: Engagement
) -> None:
    coach.do(lambda store: in_touch(store, work, words="Private"))
    show(coach, work)
    card = coach.panel.section(InBetween)
    assert card.balance.text() == "One of two this week"
    assert card.agreed.text() == "Up to two a week · Short ones"


def test_it_leads_to_the_log(coach: PanelDriver[ClientPanel], work: Engagement) -> None:
    went: list[str] = []
    coach.context.navigation.contacts_requested.connect(went.append)
    show(coach, work)
    coach.press(coach.panel.section(InBetween).open)
    assert went == [work.id]


@pytest.mark.parametrize("has_feedback", [False, True])
def test_feedback_leads_to_the_conversation_before_anything_was_said_too(
    coach: PanelDriver[ClientPanel], work: Engagement, has_feedback: bool
) -> None:
    if has_feedback:
        coach.do(lambda store: feedback(store, work))
    went: list[str] = []
    coach.context.navigation.feedback_requested.connect(went.append)
    show(coach, work)
    card = coach.panel.section(FeedbackTalk)
    tones = [chip.property("tone") for chip in card.findChildren(Chip)]
    assert tones == ["accent"] * has_feedback  # sand is for what is private
    assert card.open.text() == ("Open" if has_feedback else "Add")
    coach.press(card.open)
    assert went == [work.id]
