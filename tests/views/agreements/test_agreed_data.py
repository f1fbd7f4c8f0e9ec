import pytest
from pytestqt.qtbot import QtBot

from coachdesk.models.agreed_data import set_retention
from coachdesk.models.entities.agreement import ReportField
from coachdesk.views.context import Context
from tests import agreeing
from tests.drivers.agreements import AgreementDriver


@pytest.fixture
def driver(context: Context, qtbot: QtBot) -> AgreementDriver:
    return AgreementDriver(context, qtbot)


def test_the_clause_about_records_asks_how_long(driver: AgreementDriver) -> None:
    driver.open(driver.prepare(agreeing.begin), "records")
    data = driver.panel.view.card.data
    data.retention.choice.choose(24)
    data.retention.choice.activated.emit(data.retention.choice.currentIndex())
    driver.settle()
    assert driver.stored().version.keep_months == 24
    assert data.retention.choice.value() == 24


def test_a_period_of_another_length_is_shown_as_it_is(driver: AgreementDriver) -> None:
    page = driver.prepare(agreeing.begin)
    driver.prepare(lambda store: set_retention(store, version_id=page.version.id, keep_months=7))
    driver.open(page, "records")
    assert driver.panel.view.card.data.retention.choice.value() == 7


@pytest.mark.parametrize(("key", "shown"), [("records", (True, False)), ("sponsor", (False, True))])
def test_each_clause_has_the_field_that_belongs_to_it(
    driver: AgreementDriver, key: str, shown: tuple[bool, bool]
) -> None:
    driver.open(driver.prepare(lambda store: agreeing.begin(store, three_way=True)), key)
    data = driver.panel.view.card.data
    assert (not data.retention.isHidden(), not data.fields.isHidden()) == shown


def test_other_clauses_have_none(driver: AgreementDriver) -> None:
    driver.open(driver.prepare(agreeing.begin), "boundaries")
    assert driver.panel.view.card.data.isHidden()


def test_what_a_report_may_hold_is_ticked(driver: AgreementDriver) -> None:
    driver.open(driver.prepare(lambda store: agreeing.begin(store, three_way=True)), "sponsor")
    driver.panel.view.card.data.fields.boxes[ReportField.THEMES].click()
    driver.settle()
    assert driver.stored().version.report_fields == (ReportField.THEMES,)


def test_what_is_signed_can_be_read_and_not_changed(driver: AgreementDriver) -> None:
    driver.open(driver.prepare(agreeing.signed), "records")
    assert not driver.panel.view.card.data.retention.choice.isEnabled()
