import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from coachdesk.models import kit_care
from coachdesk.views.context import Context
from coachdesk.views.kit_rehearsal_panel import RehearsalPanel
from tests.conftest import NOW, Settle
from tests.drivers.start import WORDS, FakeGateway, unnamed
from tests.views.conftest import FOLDER


@pytest.fixture
def panel(context: Context, gateway: FakeGateway, settle: Settle, qtbot: QtBot) -> RehearsalPanel:
    made = RehearsalPanel(context, gateway, FOLDER)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    settle()
    return made


def try_words(panel: RehearsalPanel, words: tuple[str, ...], settle: Settle) -> None:
    panel.words.words.setPlainText(" ".join(words))
    panel.steps.on.click()
    settle()


def test_the_right_words_are_praised_remembered_and_forgotten(
    panel: RehearsalPanel, context: Context, settle: Settle, notices: list[str]
) -> None:
    back = QSignalSpy(context.navigation.back_requested)
    try_words(panel, WORDS, settle)
    tried: list[object] = []
    context.workspace.run(kit_care.last_tried, tried.append)
    settle()
    assert notices == ["These words open your vault. Put the kit back where it was."]
    assert (tried, back.count(), panel.words.words.toPlainText()) == ([NOW], 1, "")


def test_other_words_stay_to_be_corrected(panel: RehearsalPanel, settle: Settle, notices: list[str]) -> None:
    try_words(panel, WORDS[::-1], settle)
    assert "do not open this vault" in panel.words.problem
    assert panel.words.words.toPlainText() != ""
    assert notices == []


def test_leaving_the_page_forgets_what_was_typed(panel: RehearsalPanel) -> None:
    panel.words.words.setPlainText(" ".join(WORDS))
    panel.flush()
    assert panel.words.words.toPlainText() == ""


def test_one_step_is_not_counted(panel: RehearsalPanel) -> None:
    assert panel.steps.place.isHidden()


def test_everything_has_a_name(panel: RehearsalPanel) -> None:
    assert unnamed(panel) == []
