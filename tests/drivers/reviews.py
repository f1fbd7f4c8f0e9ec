"""Page object of a review."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.review_page import ReviewPage, review_page
from coachdesk.views.context import Context
from coachdesk.views.reviews.panel import ReviewPanel
from coachdesk.views.widgets.empty import EmptyState
from tests.drivers.panels import PanelDriver


class ReviewDriver(PanelDriver[ReviewPanel]):
    """Drives the page on a real vault."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(ReviewPanel(context), context, qtbot)
        self.went: list[str] = []
        context.navigation.agreement_requested.connect(lambda engagement, _: self.went.append(engagement))

    def open(self, engagement_id: EngagementId) -> "ReviewDriver":
        """Open the review of an engagement."""
        self.panel.open(engagement_id)
        self.settle()
        self.panel.focus_first()
        return self

    def begin(self) -> "ReviewDriver":
        """Take the offer of the first page."""
        offer = self.panel.start.currentWidget()
        assert isinstance(offer, EmptyState)
        assert offer.action is not None
        self.press(offer.action)
        return self

    def key(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        """Press a key where the keyboard is."""
        holder = self.panel.window().focusWidget()
        assert holder is not None
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(holder, key, held)
        self.settle()

    def type(self, words: str) -> None:
        """Type where the keyboard is."""
        holder = self.panel.window().focusWidget()
        assert holder is not None
        self.qtbot.keyClicks(holder, words)

    def answer_question(self, *typed: str) -> None:
        """Fill the fields of what is asked and confirm."""
        for field, words in zip(self.panel.ask.form.findChildren(QLineEdit), typed, strict=False):
            field.setText(words)
        self.press(self.panel.ask.confirm)

    def offers(self) -> str:
        """Return what the first page offers to do."""
        offer = self.panel.start.currentWidget()
        assert isinstance(offer, EmptyState)
        return "" if offer.action is None else offer.action.text()

    def take_back(self) -> None:
        """Take the last step back."""
        self.panel.undo.undo()
        self.settle()

    def do_again(self) -> None:
        """Do again what was taken back last."""
        self.panel.undo.redo()
        self.settle()

    def reads(self) -> str:
        """Return all that is in sight."""
        labels = self.panel.findChildren(QLabel)
        return "\n".join(shown.text() for shown in labels if shown.isVisible())

    def stored(self) -> ReviewPage:
        """Return what the vault holds."""
        engagement_id = EngagementId(self.panel.engagement_at_hand)
        return self.do(lambda store: review_page(store, engagement_id=engagement_id))
