"""Page object of what a client receives, on the page of a session."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from coachdesk.models.entities.session import Session, SharedText, SummaryField
from coachdesk.views.open_fields import OpenText
from coachdesk.views.sessions.shared_side import SharedCard
from tests.drivers.sessions import SessionDriver


class SharedSide:
    """A coach who writes what the client receives."""

    def __init__(self, coach: SessionDriver) -> None:
        self.coach = coach

    @property
    def card(self) -> SharedCard:
        """The card in front."""
        return self.coach.view.shared

    @property
    def shown(self) -> list[str]:
        """What the parts in sight are called."""
        return [field.accessibleName() for field in self.card.fields if field.isVisible()]

    def field(self, part: SummaryField) -> OpenText:
        """Return where the words of a part are written."""
        return self.card.parts.by_part[part]

    def stored(self, of: Session) -> SharedText:
        """Leave the page and return what the vault holds of a session."""
        self.coach.leave()
        return self.coach.vault.page(of).shared

    def offered(self, menu: QMenu) -> list[str]:
        """Return what a menu offers."""
        menu.aboutToShow.emit()
        return [action.text() for action in menu.actions() if action.isVisible() and action.text()]

    def choose(self, menu: QMenu, text: str) -> None:
        """Choose an entry of a menu."""
        menu.aboutToShow.emit()
        self._entry(menu, text).trigger()
        self.coach.vault.settle()

    def add(self, text: str) -> None:
        """Ask for a part that is seldom wanted."""
        self.choose(self.card.more.menu(), text)

    def use(self, text: str) -> None:
        """Choose other headings."""
        self.choose(self.card.headings.menu, text)

    @property
    def ticked(self) -> list[str]:
        """The headings that are in use."""
        menu = self.card.headings.menu
        menu.aboutToShow.emit()
        return [action.text() for action in menu.actions() if action.isChecked()]

    def write_heading(self, part: SummaryField, words: str) -> None:
        """Call a part otherwise, key by key."""
        self.use("In your own words…")
        line = self.card.headings.editor.lines[part]
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, words)

    def keep_as(self, name: str) -> None:
        """Keep the headings under a name."""
        line = self.card.headings.editor.name
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, name)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.coach.vault.settle()

    def take_across(self, words: str, downs: int) -> None:
        """Write private notes, select them, and take them to an entry of the menu, by keys alone."""
        edit = self.coach.view.notes.edit
        edit.setFocus()
        QTest.keyClicks(edit, words)
        QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(
            edit, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in range(downs):
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)

    @staticmethod
    def _entry(menu: QMenu, text: str) -> QAction:
        return next(action for action in menu.actions() if action.text() == text)
