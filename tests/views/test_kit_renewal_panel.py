import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from coachdesk.errors import DiskFullError
from coachdesk.models.remembered import Key, recall
from coachdesk.views.context import Context
from coachdesk.views.kit_renewal_panel import RenewalPanel
from tests.conftest import NOW, Settle
from tests.drivers.start import PASSPHRASE, WORDS, FakeGateway, unnamed
from tests.views.conftest import FOLDER

NEW = WORDS[::-1]
ASKED = (0, 7, 23)


@pytest.fixture
def panel(context: Context, gateway: FakeGateway, settle: Settle, qtbot: QtBot) -> RenewalPanel:
    made = RenewalPanel(context, gateway, FOLDER, choose_places=lambda _count: ASKED)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    settle()
    return made


def type_passphrase(panel: RenewalPanel, typed: str, settle: Settle) -> None:
    panel.passphrase.field.line.setText(typed)
    panel.steps.on.click()
    settle()


def type_words_back(panel: RenewalPanel, settle: Settle) -> None:
    panel.steps.on.click()
    for place in ASKED:
        panel.kit.check.fields[place].setText(NEW[place])
    panel.steps.on.click()
    settle()


def shown_words(panel: RenewalPanel) -> set[str]:
    return {label.text() for label in panel.kit.grid.labels}


def called(gateway: FakeGateway) -> list[object]:
    return [call[0] for call in gateway.calls]


def test_the_new_words_are_shown_before_anything_changes(
    panel: RenewalPanel, gateway: FakeGateway, settle: Settle
) -> None:
    type_passphrase(panel, PASSPHRASE, settle)
    assert set(NEW) <= shown_words(panel)
    assert called(gateway) == ["prepare_kit"]


def test_three_words_typed_back_put_them_in_force(
    panel: RenewalPanel, gateway: FakeGateway, context: Context, settle: Settle, notices: list[str]
) -> None:
    back = QSignalSpy(context.navigation.back_requested)
    type_passphrase(panel, PASSPHRASE, settle)
    type_words_back(panel, settle)
    kept: list[str | None] = []
    context.workspace.run(lambda store: recall(store, Key.KIT_REPLACED_AT), kept.append)
    settle()
    assert called(gateway) == ["prepare_kit", "replace_kit"]
    assert (kept, back.count()) == ([NOW.isoformat()], 1)
    assert notices[-1].startswith("The new kit is in force.")


def test_another_passphrase_leads_no_further(
    panel: RenewalPanel, gateway: FakeGateway, settle: Settle
) -> None:
    type_passphrase(panel, "not it at all", settle)
    assert "does not open this vault" in panel.passphrase.problem
    assert panel.steps.current is panel.passphrase
    assert called(gateway) == []


def test_a_failure_keeps_the_words_and_says_which_are_in_force(
    panel: RenewalPanel, gateway: FakeGateway, settle: Settle
) -> None:
    type_passphrase(panel, PASSPHRASE, settle)
    gateway.failures["replace_kit"] = DiskFullError()
    type_words_back(panel, settle)
    assert panel.kit.problem.startswith("The former kit is still in force, these words are not yet.")
    panel.steps.on.click()
    settle()
    assert called(gateway) == ["prepare_kit", "replace_kit", "replace_kit"]


def test_leaving_the_page_forgets_words_and_passphrase(panel: RenewalPanel, settle: Settle) -> None:
    type_passphrase(panel, PASSPHRASE, settle)
    panel.flush()
    assert not set(NEW) & shown_words(panel)
    assert panel.passphrase.text() == ""


def test_going_back_and_on_makes_other_words(
    panel: RenewalPanel, gateway: FakeGateway, settle: Settle
) -> None:
    type_passphrase(panel, PASSPHRASE, settle)
    panel.steps.back.click()
    type_passphrase(panel, PASSPHRASE, settle)
    assert called(gateway) == ["prepare_kit", "prepare_kit"]
    assert set(NEW) <= shown_words(panel)


def test_everything_has_a_name(panel: RenewalPanel, settle: Settle) -> None:
    type_passphrase(panel, PASSPHRASE, settle)
    assert unnamed(panel) == []
