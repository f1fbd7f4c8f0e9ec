"""Page objects of the rituals: the page where they are written, and the strip where they are due."""

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.ritual import Ritual
from coachdesk.models.rituals import rituals_of
from coachdesk.views.context import Context
from coachdesk.views.rituals.panel import RitualsPanel
from tests.drivers.panels import PanelDriver


class RitualsDriver(PanelDriver[RitualsPanel]):
    """Drives the page on a real vault."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(RitualsPanel(context), context, qtbot)
        self.panel.activateWindow()
        qtbot.waitUntil(self.panel.isActiveWindow)

    def open(self, engagement_id: str = "") -> "RitualsDriver":
        """Open the page of an engagement, or of every client."""
        self.panel.open(*((engagement_id,) if engagement_id else ()))
        self.settle()
        return self

    def choose(self, name: str) -> None:
        """Go to a ritual of the list."""
        row = next(at for at, one in enumerate(self.panel.model.rows) if one.name == name)
        self.panel.list.setCurrentIndex(self.panel.model.index(row))
        self.settle()

    def listed(self) -> list[str]:
        """Return the rituals as the list says them."""
        return [str(self.panel.model.index(at).data()) for at in range(self.panel.model.rowCount())]

    def type_over(self, field: QLineEdit, words: str) -> None:
        """Type over what stands in a field, and leave it."""
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, words)
        self.save()

    def steps(self) -> list[str]:
        """Return the steps as they stand in the form."""
        return [line.field.text() for line in self.panel.form.steps.lines]

    def keys(self, keys: str) -> None:
        """Press keys where the keyboard is."""
        QTest.keySequence(self.panel.window().focusWidget() or self.panel, QKeySequence(keys))
        self.settle()

    def take_back(self) -> None:
        """Take the last change back."""
        self.panel.undo.undo()
        self.settle()

    def stored(self) -> tuple[Ritual, ...]:
        """Return the rituals of every client, or of the engagement in front, too."""
        wanted = self.panel.engagement_at_hand or None
        return self.do(lambda store: rituals_of(store, engagement_id=wanted))  # type: ignore[arg-type]
