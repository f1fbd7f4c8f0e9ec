"""Page objects of the clients' panels."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from coachdesk.views.clients.client_editor import ClientEditor
from coachdesk.views.clients.client_panel import ClientPanel
from coachdesk.views.clients.engagement_editor import EngagementEditor
from coachdesk.views.clients.list_panel import ClientsPanel, Filter
from coachdesk.views.clients.records import Records
from coachdesk.views.context import Context
from coachdesk.views.widgets.buttons import IconButton
from coachdesk.views.widgets.page import Page
from tests import refusing
from tests.drivers.behind import Behind, Settle


class Desk(Behind):
    """The vault behind the panels, and what they asked of the window."""

    def __init__(self, context: Context, settle: Settle) -> None:
        super().__init__(context, settle)
        ways = (
            "client",
            "client_edit",
            "engagement_edit",
            "agreement",
            "session",
            "session_plan",
            "panel",
            "ending",
        )
        self._follow(**{way: way for way in (*ways, "found_session", "found_clause")})

    def settle(self) -> None:
        """Wait until every answer is shown, and laid out."""
        super().settle()
        QApplication.processEvents()

    def refuse_writes(self, *, refuse: bool) -> None:
        """Make the disk read only for the database, or writable again."""
        refusing.refuse_writes(refuse=refuse)

    def undo(self) -> None:
        """Take up what the last notice offers."""
        self.undo_of(self.notices[-1].action_text)

    def undo_of(self, text: str) -> None:
        """Take up what the last notice with this offer offers."""
        offered = next(notice.on_action for notice in reversed(self.notices) if notice.action_text == text)
        assert offered is not None
        offered()
        self.settle()


class Screen:
    """A panel in front of the coach."""

    panel: Page

    def __init__(self, desk: Desk, panel: Page) -> None:
        self.desk = desk
        panel.resize(828, 648)
        panel.show()
        panel.activateWindow()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.panel, key, modifier)
        self.desk.settle()

    def click(self, text: str) -> None:
        """Click the visible button with this text."""
        self.button(text).click()
        self.desk.settle()

    def button(self, text: str) -> QAbstractButton:
        """Return the visible button with this text."""
        buttons = self.panel.findChildren(QAbstractButton)
        return next(one for one in buttons if one.text() == text and not _is_hidden(one))

    def has_button(self, text: str) -> bool:
        """Tell whether there is a visible button with this text."""
        buttons = self.panel.findChildren(QAbstractButton)
        return any(one.text() == text and not _is_hidden(one) for one in buttons)

    def field(self, name: str) -> Any:  # noqa: ANN401  (any kind of field)
        """Return the visible field with this accessible name."""
        fields = self.panel.findChildren(QWidget)
        return next(
            one
            for one in fields
            if one.accessibleName() == name
            and not isinstance(one, QLabel | QAbstractButton)
            and one.focusProxy() is None
            and not _is_hidden(one)
        )

    def type(self, name: str, text: str) -> None:
        """Put a text into a field."""
        field = self.field(name)
        (field.setText if isinstance(field, QLineEdit) else field.setPlainText)(text)

    def unfold(self, title: str) -> None:
        """Open a group of fields."""
        button = self.button(title)
        if not button.isChecked():
            button.click()
            self.desk.settle()

    def texts(self) -> str:
        """Return all that is written on the panel."""
        labels = self.panel.findChildren(QLabel)
        return "\n".join(one.text() for one in labels if not _is_hidden(one))

    def width_wanted(self) -> int:
        """Return how wide the panel must at least be."""
        return self.panel.minimumSizeHint().width()


class ClientsScreen(Screen):
    """The list of clients."""

    panel: ClientsPanel

    def __init__(self, desk: Desk) -> None:
        self.panel = ClientsPanel(desk.context)
        super().__init__(desk, self.panel)
        self.panel.refresh()
        desk.settle()

    def names(self) -> list[str]:
        """Return who is listed."""
        return [row.display_name for row in self.panel.model.rows]

    def find(self, words: str) -> None:
        """Type into the filter."""
        self.panel.words.setText(words)
        self.desk.settle()

    def choose(self, chosen: Filter) -> None:
        """Choose a status."""
        self.panel.filters.button(list(Filter).index(chosen)).click()
        self.desk.settle()


class ClientScreen(Screen):
    """The page of a client."""

    panel: ClientPanel

    def __init__(self, desk: Desk, client_id: str) -> None:
        self.panel = ClientPanel(desk.context)
        super().__init__(desk, self.panel)
        self.panel.open(client_id)
        desk.settle()
        self.records = self.panel.section(Records)

    def choose(self, text: str) -> None:
        """Choose from the menu of actions."""
        menu = self.panel.more.menu()
        next(action for action in menu.actions() if action.text() == text).trigger()
        self.desk.settle()

    def offered(self) -> list[str]:
        """Return what the menu of actions offers."""
        return [action.text() for action in self.panel.more.menu().actions() if action.text()]


class ClientEditorScreen(Screen):
    """The editor of a client."""

    panel: ClientEditor

    def __init__(self, desk: Desk, client_id: str = "") -> None:
        self.panel = ClientEditor(desk.context)
        super().__init__(desk, self.panel)
        desk.context.navigation.client_edit_requested.connect(self.panel.open)
        self.panel.open(client_id)
        desk.settle()
        self.panel.focus_first()


class EngagementEditorScreen(Screen):
    """The editor of an engagement."""

    def icons(self) -> list[IconButton]:
        """Return the visible buttons that have an icon alone."""
        return [one for one in self.panel.findChildren(IconButton) if one.isVisible()]

    panel: EngagementEditor

    def __init__(self, desk: Desk, client_id: str, engagement_id: str = "") -> None:
        self.panel = EngagementEditor(desk.context)
        super().__init__(desk, self.panel)
        desk.context.navigation.engagement_edit_requested.connect(self.panel.open)
        self.panel.open(client_id, engagement_id)
        desk.settle()


def unnamed(panel: QWidget) -> list[str]:
    """Return the visible widgets that take the keyboard and that a screen reader would find nameless."""
    takes_keys = Qt.FocusPolicy.NoFocus
    return [
        f"{type(one).__name__} {one.objectName()}"
        for one in panel.findChildren(QWidget)
        if one.focusPolicy() != takes_keys
        and not one.accessibleName()
        and one.isVisible()
        and one.focusProxy() is None
        and not one.objectName().startswith("qt_")
    ]


def misnamed(panel: QWidget) -> list[tuple[str, str]]:
    """Return the buttons whose accessible name differs from the text that is seen."""
    buttons = panel.findChildren(QAbstractButton)
    pairs = ((one.text().replace("&", ""), one.accessibleName()) for one in buttons if one.text())
    return [pair for pair in pairs if pair[0] != pair[1]]


def _is_hidden(widget: QWidget) -> bool:
    return not widget.isVisible()
