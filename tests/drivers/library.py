"""Page object of the library of prompts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.prompt import Prompt
from coachdesk.models.prompts import PromptsAtHand, prompts_at_hand
from coachdesk.views.context import Context
from coachdesk.views.prompts.panel import PromptsPanel
from tests.drivers.panels import PanelDriver


class LibraryDriver(PanelDriver[PromptsPanel]):
    """A coach who looks through the prompts; keys go to wherever the keyboard is."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(PromptsPanel(context), context, qtbot)
        self.panel.activateWindow()
        qtbot.waitUntil(self.panel.isActiveWindow)
        self.panel.open()
        self.settle()
        self.panel.focus_first()

    @property
    def focused(self) -> QWidget:
        """What has the keyboard."""
        return self.panel.window().focusWidget() or self.panel

    def keys(self, *keys: str) -> None:
        """Press keys one after the other."""
        for one in keys:
            QTest.keySequence(self.focused, QKeySequence(one))
            self.settle()

    def sign(self, *signs: str) -> None:
        """Type signs one after the other."""
        for one in signs:
            QTest.keyClicks(self.focused, one)
            self.settle()

    def press_delete(self) -> None:
        """Press Delete on the list."""
        QTest.keyClick(self.panel.list, Qt.Key.Key_Delete)
        self.settle()

    def type(self, words: str) -> None:
        """Type where the keyboard is, and let it be kept."""
        QTest.keyClicks(self.focused, words)
        self.save()

    def look_for(self, words: str) -> None:
        """Type what is looked for."""
        self.panel.filters.words.setText(words)
        self.settle()

    def go_to(self, key: str) -> None:
        """Put the keyboard on a prompt of the list."""
        self.panel.list.setFocus()
        self.panel.list.go_to(self.panel.list.prompts.place_of_prompt(key))
        self.settle()

    @property
    def listed(self) -> list[str]:
        """The keys of the prompts that are listed."""
        return [row.prompt.key for row in self.panel.list.prompts.rows if row.prompt is not None]

    @property
    def at_hand(self) -> PromptsAtHand:
        """What the vault holds."""
        return self.do(lambda store: prompts_at_hand(store, "en"))

    def stored(self, key: str) -> Prompt:
        """Return a prompt as the vault has it."""
        found = self.at_hand.find(key)
        assert found is not None
        return found

    def undo(self) -> None:
        """Take the last change back."""
        self.keys("Ctrl+Z")

    def answer(self, words: str) -> None:
        """Type an answer to what the page asks, and press Enter."""
        QApplication.processEvents()
        assert self.panel.ask.isVisible()
        QTest.keyClicks(self.focused, words)
        QTest.keyClick(self.focused, Qt.Key.Key_Return)
        self.settle()
