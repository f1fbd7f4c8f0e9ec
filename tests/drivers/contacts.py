"""Page object of contact between sessions."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models.contacts import contacts_page
from coachdesk.models.entities.between import Contact
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import Engagement
from coachdesk.views.contacts.panel import ContactsPanel
from coachdesk.views.context import Context
from tests.drivers.brief import reads
from tests.drivers.panels import PanelDriver


class ContactsDriver(PanelDriver[ContactsPanel]):
    """A coach who logs what there was between two sessions."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(ContactsPanel(context), context, qtbot)
        self.panel.activateWindow()
        self.edits: list[tuple[str, ...]] = []
        context.navigation.engagement_edit_requested.connect(lambda *ids: self.edits.append(ids))

    def open(self, work: Engagement) -> "ContactsDriver":
        """Open the page of an engagement."""
        self.panel.open(work.id)
        self.settle()
        self.panel.focus_first()
        return self

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.panel.window().focusWidget() or self.panel, key, modifier)
        self.settle()

    def add(self) -> None:
        """Log a contact with one key."""
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def type_words(self, words: str) -> None:
        """Type a word on it, and let it be saved."""
        self.panel.card.words.setFocus()
        QTest.keyClicks(self.panel.card.words, words)
        self.save()

    def undo(self) -> None:
        """Take back what was done last."""
        self.panel.undo.undo()
        self.settle()

    def stored(self) -> tuple[Contact, ...]:
        """Return what the vault holds, the newest first."""
        work = EngagementId(self.panel.engagement_at_hand)
        return self.do(lambda store: contacts_page(store, engagement_id=work)).contacts

    def lines(self) -> list[str]:
        """Return the lines of the list as a screen reader says them."""
        model = self.panel.model
        return [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]

    def reads(self) -> str:
        """Return all that is in sight."""
        return reads(self.panel)
