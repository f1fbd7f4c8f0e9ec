import pytest
from pytestqt.qtbot import QtBot

from coachdesk.views.context import Context
from tests import agreeing
from tests.drivers.agreements import AgreementDriver


@pytest.fixture
def driver(context: Context, qtbot: QtBot) -> AgreementDriver:
    return AgreementDriver(context, qtbot)


def current_is_in_view(driver: AgreementDriver) -> bool:
    view = driver.panel.view.picker.list
    return view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_the_clause_that_was_jumped_to_is_in_view(driver: AgreementDriver) -> None:
    page = driver.prepare(agreeing.begin)
    driver.open(page, page.clauses[-1].key)
    driver.qtbot.waitUntil(lambda: current_is_in_view(driver))
    assert driver.panel.view.picker.list.verticalScrollBar().value() > 0


def test_the_list_stays_where_it_was_scrolled_to_while_words_are_saved(driver: AgreementDriver) -> None:
    driver.open(driver.prepare(agreeing.begin), "boundaries")
    bar = driver.panel.view.picker.list.verticalScrollBar()
    driver.qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    driver.agree_words("We write on working days.")
    driver.settle()
    assert bar.value() == bar.maximum()


def test_a_jump_to_the_same_clause_shows_it_again(driver: AgreementDriver) -> None:
    page = driver.prepare(agreeing.begin)
    driver.open(page, page.clauses[-1].key)
    driver.panel.view.picker.list.verticalScrollBar().setValue(0)
    driver.open(page, page.clauses[-1].key)
    driver.qtbot.waitUntil(lambda: current_is_in_view(driver))
