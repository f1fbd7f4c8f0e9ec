"""Page objects of the brief and of how a client likes to work."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.relationship import Preference
from coachdesk.models.preferences import preference_history
from coachdesk.views.brief.panel import BriefPanel
from coachdesk.views.brief.print_panel import BriefPrintPanel
from coachdesk.views.context import Context
from coachdesk.views.preferences.panel import PreferencesPanel
from tests.drivers.panels import PanelDriver

_WAYS = (
    "session",
    "brief",
    "brief_print",
    "preferences",
    "review",
    "client",
    "path",
    "session_plan",
    "feedback",
    "contacts",
)


def follow(context: Context, went: list[tuple[str, ...]]) -> None:
    """Keep where the panel wanted to go."""
    for way in _WAYS:
        signal = getattr(context.navigation, f"{way}_requested")
        signal.connect(lambda *ids, way=way: went.append((way, *ids)))


def reads(panel: QWidget) -> str:
    """Return all that is in sight."""
    return "\n".join(shown.text() for shown in panel.findChildren(QLabel) if shown.isVisible())


class BriefDriver(PanelDriver[BriefPanel]):
    """A coach before a session."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(BriefPanel(context), context, qtbot)
        self.panel.activateWindow()
        self.went: list[tuple[str, ...]] = []
        follow(context, self.went)

    def open(self, session_id: str = "") -> "BriefDriver":
        """Open the brief of a session, or of the next one."""
        self.panel.open(session_id)
        self.settle()
        self.panel.focus_first()
        return self

    def reads(self, part: str = "") -> str:
        """Return all that is in sight, on the whole page or in a part."""
        return reads(self.panel if not part else self.parts()[part])

    def parts(self) -> dict[str, QWidget]:
        """Return the parts of the paper by their names."""
        assert self.panel.paper is not None
        return dict(self.panel.paper.parts)

    def has(self, part: str) -> bool:
        """Tell whether the paper has a part."""
        return any(name.startswith(part) for name in self.parts())

    def follow_way(self, part: str) -> tuple[str, ...]:
        """Press the first way out of a part with the keyboard; return where it leads."""
        name = next(name for name in self.parts() if name.startswith(part))
        way = self.parts()[name].findChildren(QPushButton)[0]
        way.setFocus()
        QTest.keyClick(way, Qt.Key.Key_Return)
        self.settle()
        return self.went[-1]

    def enter(self) -> None:
        """Press Enter where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.panel, Qt.Key.Key_Return)
        self.settle()


class BriefPrintDriver(PanelDriver[BriefPrintPanel]):
    """A coach who wants the brief on paper."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(BriefPrintPanel(context), context, qtbot)

    def open(self, session_id: str) -> bytes:
        """Open the preview and return its pages."""
        self.panel.open(session_id)
        self.qtbot.waitUntil(lambda: self.panel.preview is not None, timeout=20_000)
        assert self.panel.preview is not None
        return self.panel.preview.document.pdf


class PreferencesDriver(PanelDriver[PreferencesPanel]):
    """A coach who asks a client how they like to work."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(PreferencesPanel(context), context, qtbot)
        self.panel.activateWindow()

    def open(self, client_id: ClientId) -> "PreferencesDriver":
        """Open the page of a client."""
        self.panel.open(client_id)
        self.settle()
        return self

    def type(self, name: str, words: str) -> None:
        """Type into a sentence."""
        field = self.panel.words.fields[name]
        field.setFocus()
        QTest.keyClicks(field, words)

    def turn(self, name: str, value: object) -> None:
        """Turn a dial."""
        self.panel.dials.dials[name].buttons[value].click()  # type: ignore[index]  # each is a Dial

    def confirm(self) -> None:
        """Say that all of it is still right."""
        self.press(self.panel.confirm)

    def take_back(self) -> None:
        """Take the last change back."""
        self.panel.undo.undo()
        self.settle()

    def stored(self) -> tuple[Preference, ...]:
        """Return what the vault holds, the newest first."""
        client = ClientId(self.panel.client_at_hand)
        return self.do(lambda store: preference_history(store, client_id=client))

    def reads(self) -> str:
        """Return all that is in sight."""
        return reads(self.panel)
