"""The way back from the turned screen: for the coach alone, and slower with every wrong try."""

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.errors import WrongPassphraseError
from coachdesk.theme import Theme
from coachdesk.views.room_door import Door
from coachdesk.views.way_back import WayBack
from coachdesk.workspace import Workspace
from tests.conftest import Settle
from tests.drivers.start import FakeTimer

CODE, PASSPHRASE = "1729", "heron quarry lemon tide"


class DoorDriver:
    """A door, and what came of it."""

    def __init__(self, theme: Theme, workspace: Workspace, settle: Settle) -> None:
        self.opened: list[bool] = []
        self.stayed: list[bool] = []
        self.timer = FakeTimer()
        self.door = Door(theme, workspace, WayBack(CODE), self._check, self.timer)
        self.door.opened.connect(lambda: self.opened.append(True))
        self.door.stayed.connect(lambda: self.stayed.append(True))
        self._settle = settle

    def _check(self, typed: str) -> None:
        if typed != PASSPHRASE:
            raise WrongPassphraseError

    def try_it(self, typed: str) -> None:
        self.door.secret.line.setText(typed)
        self.door.try_it()
        self._settle()


@pytest.fixture
def driver(theme: Theme, workspace: Workspace, settle: Settle, qtbot: QtBot) -> DoorDriver:
    made = DoorDriver(theme, workspace, settle)
    qtbot.addWidget(made.door)
    made.door.show()
    made.door.begin()
    return made


@pytest.mark.parametrize("typed", [CODE, PASSPHRASE])
def test_code_and_passphrase_lead_back(driver: DoorDriver, typed: str) -> None:
    driver.try_it(typed)
    assert (driver.opened, driver.door.secret.text()) == ([True], "")


@pytest.mark.parametrize("typed", ["", "1728", "heron quarry lemon"])
def test_nothing_else_does(driver: DoorDriver, typed: str) -> None:
    driver.try_it(typed)
    assert (driver.opened, driver.door.problem.said) == ([], "This is neither the code nor the passphrase.")


def test_each_wrong_try_takes_longer(driver: DoorDriver) -> None:
    pauses = []
    for _ in range(7):
        driver.try_it("wrong")
        pauses.append(driver.door.go_back.text())
        while not driver.door.go_back.isEnabled():
            driver.timer.pass_second()
    assert pauses == [f"Try again in {seconds} s" for seconds in (1, 2, 4, 8, 16, 30, 30)]


@pytest.mark.parametrize("typed", [CODE, PASSPHRASE])
def test_nothing_is_taken_during_a_pause(driver: DoorDriver, typed: str) -> None:
    driver.try_it("wrong")
    driver.try_it(typed)
    assert driver.opened == []


def test_staying_does_not_end_a_pause(driver: DoorDriver) -> None:
    driver.try_it("wrong")
    driver.door.stay.click()
    driver.door.begin()
    driver.try_it(CODE)
    assert (driver.stayed, driver.opened) == ([True], [])


def test_who_stays_leaves_nothing_typed_behind(driver: DoorDriver) -> None:
    driver.door.secret.line.setText(CODE[:3])
    driver.door.leave()
    assert driver.door.secret.text() == ""


def test_nobody_stays_while_something_is_checked(driver: DoorDriver) -> None:
    driver.door.secret.line.setText(PASSPHRASE)
    driver.door.try_it()
    driver.door.leave()
    assert driver.stayed == []
