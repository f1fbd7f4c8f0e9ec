"""The page object of the end of a session: promises, feedback, the next date, the coach's own reflection."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from coachdesk.models.endings import Ending
from coachdesk.models.entities.session import Session
from coachdesk.views.feedback_entry import FeedbackEntry
from coachdesk.views.sessions.closing import ClosingCard
from coachdesk.views.sessions.further_list import FurtherEntry
from coachdesk.views.sessions.practice_card import PracticeFields
from coachdesk.views.sessions.promise_fields import PromiseDetails
from coachdesk.views.sessions.promise_side import PromiseSide
from tests.drivers.sessions import SessionDriver


class ClosingDriver:
    """A coach at the end of a session."""

    def __init__(self, coach: SessionDriver) -> None:
        self.coach = coach

    @property
    def card(self) -> ClosingCard:
        """The card of the closing."""
        return self.coach.view.closing

    def stored(self, of: Session) -> Ending:
        """Return what the vault holds once all is saved."""
        self.coach.leave()
        return self.coach.vault.page(of).ending

    def show_again(self) -> None:
        """Read the session anew."""
        self.coach.panel.refresh()
        self.coach.vault.settle()

    def open_details(self) -> PromiseDetails:
        """Ask for more about the headline of the client."""
        self.coach.press(self.card.clients.headline.more)
        details = self.card.clients.headline.details
        assert details is not None
        return details

    def add_further(self, side: PromiseSide, what: str = "", by: str = "", sign: str = "") -> FurtherEntry:
        """Begin one more promise of a side, and type it."""
        self.coach.press(side.one_more)
        entry = list(side.further.entries.values())[-1]
        QTest.keyClicks(entry.fields.what, what)
        QTest.keyClicks(entry.fields.by_when.field, by)
        QTest.keyClicks(entry.fields.known_by, sign)
        return entry

    def undo(self) -> None:
        """Take the last step back that a notice told of."""
        undo = self.coach.vault.notices[-1].on_action
        assert undo is not None
        undo()
        self.coach.vault.settle()

    def ask_for_feedback(self) -> FeedbackEntry:
        """Ask for a sentence whether it is due or not."""
        self.coach.panel.controls.more.action("feedback").trigger()
        self.coach.vault.settle()
        return self.sentence()

    def sentence(self) -> FeedbackEntry:
        """Return where the sentence of feedback is given."""
        entry = self.card.feedback.entry
        assert entry is not None
        return entry

    def plan(self, keys: str) -> None:
        """Type into the day of the next session, and plan it with Enter."""
        day = self.card.next_date.day.field
        day.setFocus()
        QTest.keyClicks(day, keys)
        QTest.keyClick(day, Qt.Key.Key_Return)
        self.coach.vault.settle()

    def close(self) -> None:
        """Close the session, whatever is missing."""
        for _ in range(2):
            if self.coach.panel.controls.close_session.isEnabled():
                self.coach.press(self.coach.panel.controls.close_session)

    def practise(self) -> PracticeFields:
        """Open what the coach takes from it."""
        self.coach.press(self.coach.view.practice.fold.button)
        fields = self.coach.view.practice.fields
        assert fields is not None
        return fields

    def texts(self, part: QWidget) -> list[str]:
        """Return all that a part says."""
        labels = [label.text() for label in part.findChildren(QLabel)]
        return labels + [button.text() for button in part.findChildren(QPushButton)]
