"""Page object of the page where work rests and ends."""

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from coachdesk.models import standing
from coachdesk.models.entities.ending import EndingStep
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.standing import Standing
from coachdesk.views.context import Context
from coachdesk.views.ending.panel import EndingPanel
from tests.drivers.panels import PanelDriver


class EndingDriver(PanelDriver[EndingPanel]):
    """Drives the page of one engagement on a real vault."""

    def __init__(self, context: Context, qtbot: QtBot, engagement_id: EngagementId) -> None:
        super().__init__(EndingPanel(context), context, qtbot)
        self.engagement_id = engagement_id
        self.panel.open(engagement_id)
        self.settle()

    def now(self) -> Standing:
        """Return how the work stands in the vault."""
        return self.do(lambda store: standing.standing(store, engagement_id=self.engagement_id))

    def answer(self, *words: str) -> None:
        """Fill in the question on the page, and go on."""
        lines = self.panel.ask.form.findChildren(QLineEdit)
        for line, typed in zip(lines, words, strict=False):
            line.setText(typed)
        self.press(self.panel.ask.confirm)

    def settle_all(self) -> None:
        """Take every step."""
        for step in EndingStep:
            self.press(self.panel.steps[step].take)

    def take_back(self) -> None:
        """Take the last change back."""
        self.panel.undo.undo()
        self.settle()
