import re
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.ending import EndingStep
from coachdesk.models.entities.people import Engagement, EngagementState
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.widgets.card import Card
from tests.agreeing import signed
from tests.conftest import Settle
from tests.drivers.behind import Behind
from tests.drivers.clients import misnamed, unnamed
from tests.drivers.ending import EndingDriver
from tests.drivers.start import texts
from tests.making import a_held_session, an_engagement, close_with_promises
from tests.models.test_ending import make_active

ALARMING = re.compile(r"\d\s*%|\bscore|\bstreak|overdue|\bfail|\bsecure|compliant|legally", re.IGNORECASE)


def active(store: Store) -> Engagement:
    return make_active(store, an_engagement(store))


@pytest.fixture
def coach(context: Context, qtbot: QtBot, settle: Settle) -> EndingDriver:
    return EndingDriver(context, qtbot, Behind(context, settle).do(active).id)


def test_an_ending_is_walked_through_and_closed(coach: EndingDriver) -> None:
    coach.press(coach.panel.begin)
    assert not coach.panel.close_it.isEnabled()
    coach.settle_all()
    coach.press(coach.panel.close_it)
    coach.answer("We said good-bye by the lock")
    now = coach.now()
    assert now.engagement.state is EngagementState.CLOSED
    assert now.ending is not None
    assert now.ending.words == "We said good-bye by the lock"


def test_a_rest_and_an_ending_have_the_same_weight(coach: EndingDriver) -> None:
    ways = (coach.panel.rest.pause, coach.panel.begin)
    assert {button.property("look") for button in ways} == {"secondary"}
    assert all(isinstance(button.parentWidget(), Card) for button in ways)


def test_leaving_a_step_out_asks_for_a_reason(coach: EndingDriver) -> None:
    coach.press(coach.panel.begin)
    card = coach.panel.steps[EndingStep.HAND_OVER]
    coach.press(card.skip)
    coach.answer(" ")
    assert coach.panel.ask.isVisible()
    coach.answer("Mira wants no paper")
    assert card.state.text() == "Left out: Mira wants no paper"


def test_every_change_can_be_taken_back(coach: EndingDriver) -> None:
    before = coach.now()
    coach.press(coach.panel.begin)
    coach.settle_all()
    coach.press(coach.panel.close_it)
    coach.answer("")
    for _ in range(len(EndingStep) + 2):
        coach.take_back()
    assert (coach.now().engagement, coach.now().ending) == (before.engagement, before.ending)


def test_a_rest_is_begun_and_ended(coach: EndingDriver) -> None:
    coach.press(coach.panel.rest.pause)
    coach.answer("The child comes")
    assert coach.now().engagement.state is EngagementState.PAUSED
    assert "The child comes" in coach.panel.rest.words.text()
    coach.press(coach.panel.rest.go_on)
    coach.answer("With a walk")
    assert coach.now().engagement.state is EngagementState.ACTIVE
    assert "With a walk" in coach.panel.rest.earlier.text()


def test_a_rest_says_until_when(coach: EndingDriver) -> None:
    day = coach.context.workspace.today() + timedelta(days=30)
    coach.press(coach.panel.rest.pause)
    coach.answer("", day.isoformat())
    rest = coach.now().pause
    assert rest is not None
    assert rest.until == day


def test_a_rest_until_a_day_that_was_is_refused_and_its_words_stay(coach: EndingDriver) -> None:
    day = coach.context.workspace.today() - timedelta(days=1)
    coach.press(coach.panel.rest.pause)
    coach.answer("The child comes", day.isoformat())
    assert coach.panel.ask.isVisible()
    assert "A rest goes on for a while." in " ".join(texts(coach.panel.ask))
    why, until = coach.panel.ask.form.findChildren(QLineEdit)
    assert (why.text(), coach.panel.focusWidget()) == ("The child comes", until)
    coach.answer("The child comes", "")
    assert coach.now().engagement.state is EngagementState.PAUSED


def test_work_that_ends_is_not_said_to_rest(coach: EndingDriver) -> None:
    coach.press(coach.panel.rest.pause)
    coach.answer("The child comes")
    coach.press(coach.panel.begin)
    assert coach.panel.rest.words.text().startswith("A while without sessions.")


def test_of_closed_work_only_the_rests_that_were_are_told(coach: EndingDriver) -> None:
    coach.press(coach.panel.rest.pause)
    coach.answer("The child comes")
    coach.press(coach.panel.begin)
    coach.settle_all()
    coach.press(coach.panel.close_it)
    coach.answer("")
    assert coach.panel.rest.earlier.text().endswith("The child comes")
    assert coach.panel.rest.words.isHidden()


def test_the_promises_that_stand_open_are_named(coach: EndingDriver) -> None:
    work = coach.now().engagement
    coach.do(lambda store: close_with_promises(store, a_held_session(store, work)))
    coach.press(coach.panel.begin)
    words = coach.panel.steps[EndingStep.PROMISES].words.text()
    assert "Open the talk with Jonas" in words
    assert "Keep fifteen minutes free" in words


def test_the_closing_review_is_planned_and_opened(context: Context, qtbot: QtBot, settle: Settle) -> None:
    page = Behind(context, settle).do(signed)
    coach = EndingDriver(context, qtbot, page.agreement.engagement_id)
    went: list[str] = []
    context.navigation.review_requested.connect(went.append)
    coach.press(coach.panel.begin)
    coach.press(coach.panel.steps[EndingStep.REVIEW].way)
    assert went == [page.agreement.engagement_id]
    planned = coach.do(lambda store: store.value("SELECT count(*) FROM review_point WHERE kind = 'closing'"))
    assert planned == 1


def test_the_client_is_at_hand(coach: EndingDriver) -> None:
    assert coach.panel.client_at_hand == coach.now().engagement.client_ids[0]


def test_the_promises_are_found_by_the_name_of_the_client(coach: EndingDriver) -> None:
    asked: list[str] = []
    coach.context.navigation.promises_found_requested.connect(asked.append)
    coach.press(coach.panel.begin)
    coach.press(coach.panel.steps[EndingStep.PROMISES].way)
    assert asked == ["Mira Solano"]


@pytest.mark.parametrize("step", EndingStep)
def test_each_step_leads_somewhere(coach: EndingDriver, step: EndingStep) -> None:
    ways = coach.context.navigation
    went: list[object] = []
    for asked in (
        ways.agreement_requested,
        ways.promises_found_requested,
        ways.feedback_requested,
        ways.pack_requested,
    ):
        asked.connect(lambda *ids: went.append(ids))
    coach.press(coach.panel.begin)
    coach.press(coach.panel.steps[step].way)
    assert len(went) == 1


def test_the_keyboard_goes_from_step_to_step(coach: EndingDriver, qtbot: QtBot) -> None:
    coach.panel.activateWindow()
    qtbot.waitUntil(coach.panel.isActiveWindow)
    coach.panel.begin.setFocus()
    coach.press(coach.panel.begin)
    for step in coach.panel.steps.values():
        assert coach.panel.window().focusWidget() is step.way
        coach.press(step.take)
    assert coach.panel.window().focusWidget() is coach.panel.close_it


@pytest.mark.rule(8)
def test_nothing_scores_or_alarms(coach: EndingDriver) -> None:
    coach.press(coach.panel.begin)
    assert [words for words in texts(coach.panel) if ALARMING.search(words)] == []


def test_everything_has_a_name(coach: EndingDriver) -> None:
    coach.press(coach.panel.begin)
    QApplication.processEvents()
    assert unnamed(coach.panel) == []
    assert misnamed(coach.panel) == []
