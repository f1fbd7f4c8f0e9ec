"""Page object of the timeline."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coachdesk.models.entities.timeline import Happened, HappenedGroup, TimelineRow
from coachdesk.models.lists.rows import Role
from coachdesk.views.context import Context
from coachdesk.views.timeline.panel import TimelinePanel
from tests.drivers.behind import Behind, Settle

_WAYS = (
    "client",
    "session",
    "preferences",
    "agreement",
    "review",
    "path",
    "contacts",
    "feedback",
    "ending",
    "file",
)


class TimelineScreen(Behind):
    """The timeline of a client in front of the coach."""

    def __init__(self, context: Context, settle: Settle) -> None:
        super().__init__(context, settle)
        self._follow(**{way: way for way in _WAYS})
        self.panel = TimelinePanel(context)

    def open(self, client_id: str) -> None:
        """Open a client's timeline."""
        self.panel.resize(828, 648)
        self.panel.show()
        self.panel.activateWindow()
        self.panel.open(client_id)
        self.settle()

    def settle(self) -> None:
        """Wait until every answer is shown."""
        super().settle()
        QApplication.processEvents()

    def kinds(self) -> list[Happened]:
        """Return what is told, from the top."""
        return [row.kind for row in self.panel.model.rows if isinstance(row, TimelineRow)]

    def spoken(self) -> dict[Happened, str]:
        """Return what a screen reader says of one row of each kind."""
        model = self.panel.model
        indexes = (model.index(at) for at in range(model.rowCount()))
        lines = ((index.data(Role.ROW), str(index.data())) for index in indexes)
        return {row.kind: words for row, words in lines if isinstance(row, TimelineRow)}

    def find(self, words: str) -> None:
        """Type what is looked for."""
        self.panel.words.setText(words)
        self.settle()

    def choose(self, *groups: HappenedGroup) -> None:
        """Press the buttons of kinds of things, with the space bar."""
        for group in groups:
            self.panel.filters[group].setFocus()
            self.press(Qt.Key.Key_Space)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.panel, key)
        self.settle()

    def follow(self, kind: Happened) -> tuple[str, ...]:
        """Press Enter on the first of a kind, and return where that leads."""
        model = self.panel.model
        for at in range(model.rowCount()):
            row = model.index(at).data(Role.ROW)
            if isinstance(row, TimelineRow) and row.kind is kind:
                self.panel.list.setCurrentIndex(model.index(at))
                self.panel.list.setFocus()
                self.press(Qt.Key.Key_Return)
                return self.went[-1]
        raise AssertionError(f"nothing of {kind}")
