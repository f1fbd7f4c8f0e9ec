"""The windows before the desk: every step of the first start, unlocking, recovery."""

from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from coachdesk.views.start.unlock_window import UnlockWindow
from tests.accessibility import walk
from tests.drivers.keyboard import wait_until
from tests.drivers.places import unfold
from tests.drivers.start import WORDS, RestoreDriver, StartDriver

CHECKS = (
    walk.unnamed,
    walk.misnamed,
    walk.rich,
    walk.cut_off,
    walk.out_of_reach,
    walk.out_of_reach_backwards,
)


def wrong(window: QWidget) -> list[str]:
    """Return all that any check finds."""
    unfold(window)
    window.activateWindow()
    QApplication.processEvents()
    return [f"{check.__name__}: {found}" for check in CHECKS for found in check(window)]


def test_nothing_is_wrong_with_the_welcome(start: StartDriver) -> None:
    assert wrong(start.window) == []


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_nothing_is_wrong_with_a_step(start: StartDriver, step: int) -> None:
    start.go_to(step, partial(wait_until))
    assert wrong(start.window) == []


def test_nothing_is_wrong_where_words_are_asked_back(start: StartDriver) -> None:
    start.go_to(3, partial(wait_until))
    start.steps.on.click()
    assert wrong(start.window) == []


def test_nothing_is_wrong_with_the_unlock_window(unlock: UnlockWindow) -> None:
    assert wrong(unlock) == []


def test_nothing_is_wrong_with_the_question_about_an_older_file(unlock: UnlockWindow) -> None:
    unlock.show_older(datetime(2026, 5, 14, 8, tzinfo=UTC))
    assert wrong(unlock) == []


def test_nothing_is_wrong_with_recovery(unlock: UnlockWindow) -> None:
    unlock.front.recover.click()
    assert wrong(unlock) == []


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_nothing_is_wrong_with_a_step_of_restoring(unlock: UnlockWindow, step: int) -> None:
    unlock.front.restore.click()
    driver = RestoreDriver(unlock.restoring, partial(wait_until))
    if step > 1:
        driver.go_to_the_end_by_words(" ".join(WORDS), "another river of words")
    for _ in range(5 - step if step > 1 else 0):
        driver.steps.back.click()
    assert wrong(unlock) == []


def test_nothing_is_wrong_where_a_backup_is_offered_beside_the_problem(unlock: UnlockWindow) -> None:
    unlock.show_problem("A file of this vault is damaged.", is_damaged=True)
    assert unlock.front.restore_here.isVisible()
    assert wrong(unlock) == []
