"""Page objects of the panels of a session."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from coachdesk.models.entities.session import Session
from coachdesk.models.session_pages import SessionPage, session_page
from coachdesk.models.sessions import session
from coachdesk.views.context import Context
from coachdesk.views.sessions.attendance import AttendanceCard
from coachdesk.views.sessions.counting import CountingCard
from coachdesk.views.sessions.member_row import MemberRow
from coachdesk.views.sessions.session_panel import SessionPanel
from coachdesk.views.sessions.session_view import SessionView
from coachdesk.views.sessions.three_way import ThreeWayCard
from coachdesk.views.settling import PromiseRow
from coachdesk.views.widgets.page import ScrollColumn
from tests import refusing
from tests.drivers.behind import Behind, Settle


class Vault(Behind):
    """The vault behind a panel, and what the panel asked of the window."""

    def __init__(self, context: Context, settle: Settle) -> None:
        super().__init__(context, settle)
        self.failures: list[str] = []
        context.workspace.failed.connect(lambda error: self.failures.append(error.text()))
        self._follow(session="session", plan="session_plan", summary="summary")

    def session(self, of: Session) -> Session:
        """Return a session as it is stored."""
        return self.do(lambda store: session(store, of.id))

    def page(self, of: Session) -> SessionPage:
        """Return a session's page as it is stored."""
        return self.do(lambda store: session_page(store, of.id))

    def refuse_writes(self, *, refuse: bool) -> None:
        """Make the disk read only for the database, or writable again."""
        refusing.refuse_writes(refuse=refuse)


class SessionDriver:
    """A coach at the page of one session."""

    def __init__(self, vault: Vault, panel: SessionPanel) -> None:
        self.vault = vault
        self.panel = panel

    def open(self, of: Session, part: str = "", sought: str = "") -> None:
        """Open a session's page, at what was looked for in a part if it was."""
        self.panel.open(of.id, part, sought)
        self.vault.settle()

    @property
    def view(self) -> SessionView:
        """The session in front."""
        view = self.panel.view
        assert view is not None
        return view

    @property
    def saved(self) -> str:
        """What the page says about saving."""
        return self.panel.controls.saved.text()

    @property
    def lit(self) -> list[str]:
        """What the buttons on top say that the page is for."""
        buttons = self.panel.controls.findChildren(QPushButton)
        return [
            button.text() for button in buttons if button.isVisible() and button.property("look") == "primary"
        ]

    def is_in_sight(self, widget: QWidget) -> bool:
        """Tell whether all of a widget is seen without scrolling."""
        area = self.view.findChild(ScrollColumn)
        assert area is not None
        place = widget.rect().translated(widget.mapTo(area, widget.rect().topLeft()))
        return widget.isVisible() and area.rect().contains(place)

    def take_back(self) -> None:
        """Take the last step back."""
        self.panel.steps.undo.undo()
        self.vault.settle()

    def type_note(self, text: str) -> None:
        """Type private notes at the end, key by key."""
        self.view.notes.edit.moveCursor(self.view.notes.edit.textCursor().MoveOperation.End)
        QTest.keyClicks(self.view.notes.edit, text)

    def leave(self) -> None:
        """Go elsewhere, and wait until all is stored."""
        self.panel.flush()
        self.vault.settle()

    def press(self, button: QAbstractButton) -> None:
        """Press a button with the keyboard."""
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.vault.settle()

    def commitment(self) -> PromiseRow:
        """Return the client's promise of last time."""
        return next(iter(self.view.check_in.commitments.rows.values()))

    def pledge(self) -> PromiseRow:
        """Return the coach's promise of last time."""
        return next(iter(self.view.check_in.pledges.rows.values()))

    @property
    def attendance(self) -> AttendanceCard:
        """The card that says who of a group is there."""
        card = self.view.around.attendance
        assert card is not None
        return card

    def member(self, name: str) -> MemberRow:
        """Return the row of a member of the group, unfolded."""
        card = self.attendance
        if not card.rows or not next(iter(card.rows.values())).isVisible():
            self.press(card.one_by_one)
        return next(row for row in card.rows.values() if row.member.name == name)

    @property
    def counting(self) -> CountingCard:
        """The card that says how the session counts."""
        card = self.view.around.counting
        assert card is not None
        return card

    @property
    def three_way(self) -> ThreeWayCard:
        """The card of a meeting with the sponsor."""
        card = self.view.around.three_way
        assert card is not None
        return card

    def choose(self, entry: str) -> None:
        """Choose from the menu behind the three dots."""
        action = self.panel.controls.more.action(entry)
        assert action.isVisible()
        action.trigger()
        self.vault.settle()

    def fill_closing(self, **words: str) -> None:
        """Type into the closing."""
        closing = self.view.closing
        closing.commitment.setPlainText(words.get("what", ""))
        closing.commitment_by.field.setText(words.get("by", ""))
        closing.known_by.setPlainText(words.get("sign", ""))
        closing.pledge.setPlainText(words.get("pledge", ""))


def focused(widget: QWidget) -> Any:  # noqa: ANN401  (whatever widget it is)
    """Return the widget inside this window that the keyboard is on."""
    return QApplication.focusWidget() or widget.focusWidget()
