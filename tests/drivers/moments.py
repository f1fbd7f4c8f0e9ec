"""Page object of what is noted in a session."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coachdesk.models.entities.moment import Moment
from coachdesk.models.entities.session import Session
from coachdesk.models.lists.rows import Role
from coachdesk.models.moments import moments_of_session, put_moment
from coachdesk.views.sessions.moments.form import MomentForm
from coachdesk.views.sessions.moments.part import MomentsPart
from tests.drivers.sessions import SessionDriver, focused

LETTERS = {letter: getattr(Qt.Key, f"Key_{letter}") for letter in "QRSIEMFT"}
_BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class MomentsDriver:
    """A coach who notes moments; all keys go to wherever the keyboard is."""

    def __init__(self, coach: SessionDriver, session: Session) -> None:
        self.coach = coach
        self.session = session

    @property
    def part(self) -> MomentsPart:
        """The list and the form."""
        return self.coach.view.moments

    @property
    def form(self) -> MomentForm:
        """The form that is open."""
        form = self.part.form
        assert form is not None
        assert form.isVisible()
        return form

    @property
    def focused(self) -> QWidget:
        """What has the keyboard."""
        found: QWidget = focused(self.coach.panel)
        return found

    def note(self, letter: str) -> MomentForm:
        """Press Ctrl+Shift and a letter."""
        QTest.keyClick(self.focused, LETTERS[letter], _BOTH)
        return self.form

    def type(self, *words: str) -> None:
        """Type into one field after the other, with Enter between them."""
        for place, word in enumerate(words):
            if place:
                self.key(Qt.Key.Key_Return)
            QTest.keyClicks(self.focused, word)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.focused, key, modifier)

    def save(self) -> None:
        """Press Ctrl+Enter, and wait until the vault has it."""
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.coach.vault.settle()

    def undo(self) -> None:
        """Press Ctrl+Z, and wait until the vault has it."""
        self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.coach.vault.settle()

    def rows(self) -> list[str]:
        """What a screen reader says of the list's rows."""
        model = self.part.list.model()
        return [
            model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())
        ]

    def row(self, place: int = 0) -> Moment:
        """Put the keyboard on a row, and return its moment."""
        self.coach.panel.activateWindow()  # offscreen, a list of completions takes that over
        QApplication.processEvents()
        self.part.list.setFocus()
        self.part.list.setCurrentIndex(self.part.list.model().index(place, 0))
        found: Moment = self.part.list.currentIndex().data(Role.ROW)
        return found

    def stored(self) -> tuple[Any, ...]:
        """Return what the vault holds."""
        self.coach.vault.settle()
        return self.coach.vault.do(lambda store: moments_of_session(store, self.session.id))

    def put(self, *moments: Moment) -> None:
        """Write moments into the vault, and show the page anew."""
        for moment in moments:
            self.coach.vault.write(partial(put_moment, moment=moment))
        self.coach.panel.refresh()
        self.coach.vault.settle()
