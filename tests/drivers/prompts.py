"""Page object of the prompts beside a session."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.prompt import Prompt, PromptUse
from coachdesk.models.prompt_uses import uses_of_session
from coachdesk.models.prompts import prompts_at_hand
from coachdesk.views.large_words import LargeWords
from coachdesk.views.own_prompt_form import OwnForm
from coachdesk.views.sessions.aside import Aside
from coachdesk.views.sessions.prompts.drawer import PromptDrawer
from tests.drivers.sessions import SessionDriver, focused

_BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class PromptsDriver:
    """A coach who takes prompts in hand; all keys go to wherever the keyboard is."""

    def __init__(self, coach: SessionDriver) -> None:
        self.coach = coach

    @property
    def aside(self) -> Aside:
        """The column beside the page."""
        return self.coach.view.aside

    @property
    def drawer(self) -> PromptDrawer:
        """What Ctrl+Shift+P has opened."""
        drawer = self.aside.drawer
        assert drawer is not None
        assert drawer.isVisible()
        return drawer

    def focused(self) -> QWidget:
        """What has the keyboard."""
        found: QWidget = focused(self.coach.panel)
        return found

    def open(self) -> None:
        """Press Ctrl+Shift+P."""
        self.key(Qt.Key.Key_P, _BOTH)

    def open_list(self) -> None:
        """Open the prompts, and go on to the list."""
        self.open()
        self.key(Qt.Key.Key_Down)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is, and wait until the vault has answered."""
        QTest.keyClick(self.focused(), key, modifier)
        self.settle()

    def keys(self, *keys: Qt.Key) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.key(key)

    def type(self, words: str) -> None:
        """Type where the keyboard is."""
        QTest.keyClicks(self.focused(), words)
        self.settle()

    def save(self) -> None:
        """Let the page save what is typed."""
        self.coach.leave()
        self.settle()

    def settle(self) -> None:
        """Wait until the vault has answered, and the window shows it."""
        self.coach.vault.settle()
        QApplication.processEvents()
        self.coach.vault.settle()

    @property
    def shown(self) -> list[str]:
        """What a screen reader says of the rows."""
        model = self.drawer.list.prompts
        return [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]

    @property
    def at_hand(self) -> Prompt:
        """The prompt that the keyboard is on."""
        prompt = self.drawer.list.current()
        assert prompt is not None
        return prompt

    @property
    def shelf(self) -> str:
        """Which prompts are shown."""
        return self.drawer.shelf.text()

    @property
    def used(self) -> list[str]:
        """What is listed as used; nothing where the list is away."""
        if self.drawer.used.isHidden():
            return []
        model = self.drawer.used.list.model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        return [index.data(Qt.ItemDataRole.AccessibleTextRole) for index in rows]

    @property
    def form(self) -> OwnForm:
        """Where a prompt is worded."""
        form = self.drawer.findChild(OwnForm)
        assert isinstance(form, OwnForm)
        assert form.isVisible()
        return form

    @property
    def large(self) -> LargeWords | None:
        """The sheet with one prompt, if it covers the window."""
        sheets = [sheet for sheet in self.coach.panel.findChildren(LargeWords) if sheet.isVisible()]
        return sheets[0] if sheets else None

    @property
    def notes(self) -> str:
        """What stands in the notes."""
        return self.coach.view.notes.edit.toPlainText()

    def uses(self, session_id: SessionId) -> tuple[PromptUse, ...]:
        """Return what the vault holds of the uses in a session."""
        return self.coach.vault.do(lambda store: uses_of_session(store, session_id))

    def stored(self, key: str, language: str = "en") -> Prompt | None:
        """Return a prompt as the vault has it."""
        found: Prompt | None = self.coach.vault.do(lambda store: prompts_at_hand(store, language).find(key))
        return found

    def write(self, verb: Any) -> None:  # noqa: ANN401  (any verb of the models)
        """Let something be written from elsewhere."""
        self.coach.vault.write(verb)
        self.settle()
