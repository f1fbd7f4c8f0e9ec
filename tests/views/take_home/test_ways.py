import pytest
from pytestqt.qtbot import QtBot

from coachdesk.views.context import Context
from tests import agreeing
from tests.drivers.agreements import AgreementDriver


@pytest.fixture
def driver(context: Context, qtbot: QtBot) -> AgreementDriver:
    return AgreementDriver(context, qtbot)


@pytest.mark.parametrize(
    ("entry", "way"), [("form", "take_home_requested"), ("returned", "returned_form_requested")]
)
def test_the_menu_of_an_agreement_leads_to_its_forms(driver: AgreementDriver, entry: str, way: str) -> None:
    page = driver.prepare(agreeing.begin)
    driver.open(page)
    asked: list[str] = []
    getattr(driver.context.navigation, way).connect(asked.append)
    driver.panel.controls.more.action(entry).trigger()
    assert asked == [page.agreement.engagement_id]


def test_what_was_signed_offers_none(driver: AgreementDriver) -> None:
    driver.open(driver.prepare(agreeing.signed))
    actions = [driver.panel.controls.more.action(entry) for entry in ("form", "returned")]
    assert [action.isVisible() for action in actions] == [False, False]
