"""The page of the first session, built before anybody asks for one."""

from pytestqt.qtbot import QtBot

from coachdesk.models.entities.session import Session
from coachdesk.views.sessions.session_view import SessionView
from tests.drivers.sessions import SessionDriver
from tests.views.sessions.conftest import MakePanel


def built(driver: SessionDriver) -> list[SessionView]:
    """Return the pages that stand in the panel."""
    return driver.panel.findChildren(SessionView)


def test_it_is_built_without_a_session_and_out_of_sight(make_panel: MakePanel, qtbot: QtBot) -> None:
    driver = make_panel()
    driver.panel.prepare()
    assert built(driver) == []
    qtbot.waitUntil(lambda: len(built(driver)) == 1)
    assert driver.panel.view is None
    assert built(driver)[0].isHidden()


def test_the_first_session_is_shown_on_it(make_panel: MakePanel, now: Session, qtbot: QtBot) -> None:
    driver = make_panel()
    driver.panel.prepare()
    qtbot.waitUntil(lambda: len(built(driver)) == 1)
    driver.open(now)
    assert built(driver) == [driver.view]
    assert driver.view.isVisible()


def test_half_built_it_is_finished_for_whoever_cannot_wait(make_panel: MakePanel, now: Session) -> None:
    driver = make_panel()
    driver.panel.prepare()
    driver.open(now)
    assert built(driver) == [driver.view]
    assert driver.view.isVisible()


def test_it_is_built_once(make_panel: MakePanel, now: Session, qtbot: QtBot) -> None:
    driver = make_panel()
    driver.panel.prepare()
    driver.panel.prepare()
    driver.open(now)
    driver.panel.prepare()
    qtbot.wait(200)
    assert built(driver) == [driver.view]
