"""Page object of the clause sets."""

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.clause_set import SetClause
from coachdesk.models.entities.ids import ClauseSetId
from coachdesk.models.own_sets import SetPage, set_page
from coachdesk.views.clause_sets.panel import ClauseSetsPanel
from coachdesk.views.context import Context
from tests.drivers.panels import PanelDriver


class ClauseSetsDriver(PanelDriver[ClauseSetsPanel]):
    """Drives the page on a real vault."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(ClauseSetsPanel(context), context, qtbot)
        self.open()

    def open(self, *ids: str) -> None:
        """Open the page, at a set where one is named, and a clause of it."""
        self.panel.open(*ids)
        self.settle()

    def choose_from_menu(self, key: str) -> None:
        """Take an entry of the menu."""
        self.panel.more.action(key).trigger()
        self.settle()

    def answer(self, text: str) -> None:
        """Answer the question on the page."""
        line = self.panel.ask.form.findChild(type(self.panel.form.heading))
        assert line is not None
        line.setText(text)
        self.press(self.panel.ask.confirm)

    def make_own(self, name: str = "Leaders") -> None:
        """Copy the set that is shown."""
        self.press(self.panel.own)
        self.answer(name)

    def choose(self, key: str) -> None:
        """Go to the clause with this key."""
        row = next(at for at, one in enumerate(self.panel.model.rows) if one.key == key)
        self.panel.list.setCurrentIndex(self.panel.model.index(row))
        self.settle()

    def type_heading(self, words: str) -> None:
        """Type over the heading of the clause."""
        self.panel.form.heading.setFocus()
        self.panel.form.heading.selectAll()
        QTest.keyClicks(self.panel.form.heading, words)

    def clear_heading(self) -> None:
        """Take the heading of the clause away."""
        self.panel.form.heading.setText("")
        self.panel.form.heading.textEdited.emit("")

    def keys(self, combination: str) -> None:
        """Type a shortcut in the list."""
        QTest.keySequence(self.panel.list, QKeySequence(combination))
        self.settle()

    def stored(self) -> SetPage:
        """Return the set that is shown, as the vault holds it."""
        set_id: ClauseSetId = self.panel.choice.value()
        return self.do(lambda store: set_page(store, set_id=set_id))

    def stored_clause(self, key: str) -> SetClause:
        """Return a clause of it."""
        return next(one for one in self.stored().clauses if one.key == key)

    def undo(self) -> None:
        """Take the last notice's way back."""
        on_action = self.notices[-1].on_action
        assert on_action is not None
        on_action()
        self.settle()
