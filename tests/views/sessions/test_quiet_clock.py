from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from coachdesk.models.remembered import Key, recall
from coachdesk.views.sessions.quiet_clock import QuietClock
from tests.conftest import NOW
from tests.drivers.sessions import SessionDriver, focused
from tests.making import a_session
from tests.views.sessions.conftest import MakePanel


@pytest.fixture
def quiet(coach: SessionDriver) -> QuietClock:
    coach.press(coach.panel.controls.begin)
    return coach.panel.controls.clock.quiet


def at(coach: SessionDriver, quiet: QuietClock, **later: float) -> str:
    coach.vault.context.workspace.now = fixed_clock(NOW + timedelta(**later))  # type: ignore[method-assign]
    quiet.tick()
    return quiet.running.text()


@pytest.mark.parametrize(
    ("later", "said"),
    [(0, "0 min, 60 left"), (25.5, "25 min, 35 left"), (60, "60 min, 0 left"), (63.2, "63 min, 3 min over")],
)
def test_it_says_how_long_and_how_much_is_left(
    coach: SessionDriver, quiet: QuietClock, later: float, said: str
) -> None:
    assert at(coach, quiet, minutes=later) == said
    assert quiet.running.accessibleName() == said


def test_it_does_not_change_its_colour_when_time_is_over(coach: SessionDriver, quiet: QuietClock) -> None:
    before = quiet.running.palette(), quiet.running.property("look")
    at(coach, quiet, minutes=100)
    assert (quiet.running.palette(), quiet.running.property("look")) == before


def test_a_click_hides_it_and_shows_it_again(coach: SessionDriver, quiet: QuietClock) -> None:
    quiet.running.setFocus()
    coach.press(quiet.running)
    assert not quiet.running.isVisible()
    assert focused(coach.panel) is quiet.again
    coach.press(quiet.again)
    assert quiet.running.isVisible()
    assert not quiet.again.isVisible()


def test_it_stays_hidden_with_the_next_window(
    coach: SessionDriver, quiet: QuietClock, make_panel: MakePanel, now: Session
) -> None:
    coach.press(quiet.running)
    assert coach.vault.do(lambda store: recall(store, Key.CLOCK_HIDDEN)) is not None
    other = make_panel()
    other.open(now)
    assert not other.panel.controls.clock.running.isVisible()
    assert other.panel.controls.clock.quiet.again.isVisible()


def test_a_click_takes_no_keyboard_from_the_notes(coach: SessionDriver, quiet: QuietClock) -> None:
    coach.view.notes.edit.setFocus()
    QTest.mouseClick(quiet.running, Qt.MouseButton.LeftButton)
    coach.vault.settle()
    assert focused(coach.panel) is coach.view.notes.edit


def test_a_forgotten_clock_offers_the_planned_minutes(
    coach: SessionDriver, quiet: QuietClock, now: Session
) -> None:
    coach.vault.do(lambda store: setattr(store, "now", fixed_clock(NOW + timedelta(hours=3))))
    coach.press(coach.panel.controls.end)
    assert coach.vault.session(now).minutes == 180
    offer = coach.vault.notices[-1]
    assert (offer.text, offer.action_text) == ("The clock says 180 min, and 60 were planned.", "Count 60")
    assert offer.on_action is not None
    offer.on_action()
    coach.vault.settle()
    assert coach.vault.session(now).minutes == 60


def test_a_session_in_time_is_not_spoken_of(coach: SessionDriver, quiet: QuietClock) -> None:
    coach.vault.do(lambda store: setattr(store, "now", fixed_clock(NOW + timedelta(minutes=66))))
    coach.press(coach.panel.controls.end)
    assert coach.vault.notices == []


def test_it_can_be_hidden_when_another_page_is_long_gone(
    coach: SessionDriver, quiet: QuietClock, engagement: Engagement
) -> None:
    coach.panel.controls.more.action("delete").trigger()
    coach.vault.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    other = coach.vault.do(lambda store: a_session(store, engagement))
    coach.open(other)
    coach.press(coach.panel.controls.begin)
    coach.press(quiet.running)
    assert quiet.again.isVisible()
