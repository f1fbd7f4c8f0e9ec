"""Page object of the conversation about the work together."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.relationship import Feedback
from coachdesk.models.feedback_page import feedback_page
from coachdesk.views.context import Context
from coachdesk.views.feedback.editor import Editor
from coachdesk.views.feedback.own_entry import OwnEntry
from coachdesk.views.feedback.panel import FeedbackPanel
from coachdesk.views.feedback.said_row import SaidRow
from coachdesk.views.feedback_answer import AnswerFields
from coachdesk.views.feedback_entry import FeedbackEntry
from coachdesk.views.open_fields import OpenText
from tests.drivers.brief import reads
from tests.drivers.panels import PanelDriver


class FeedbackDriver(PanelDriver[FeedbackPanel]):
    """A coach who hears how the work together is, and answers."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(FeedbackPanel(context), context, qtbot)
        self.panel.activateWindow()
        self.went: list[tuple[str, ...]] = []
        for way in ("review", "agreement"):
            signal = getattr(context.navigation, f"{way}_requested")
            signal.connect(lambda *ids, way=way: self.went.append((way, *ids)))

    def open(self, work: Engagement) -> "FeedbackDriver":
        """Open the conversation of an engagement."""
        self.panel.open(work.id)
        self.settle()
        self.panel.focus_first()
        return self

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.panel.window().focusWidget() or self.panel, key, modifiers)
        self.settle()

    def rows(self) -> list[SaidRow]:
        """Return the sentences in order."""
        return list(self.panel.rows.values())

    def unfold(self, place: int = -1) -> Editor:
        """Let a sentence be written."""
        row = self.rows()[place]
        if not row.is_writing:
            self.press(row.edit)
        assert row.editor is not None
        return row.editor

    def theirs(self, place: int = -1) -> FeedbackEntry:
        """Return the fields of a client's sentence."""
        entry = self.unfold(place).theirs
        assert entry is not None
        return entry

    def mine(self, place: int = -1) -> OwnEntry:
        """Return the fields of the coach's sentence."""
        entry = self.unfold(place).mine
        assert entry is not None
        return entry

    def answer(self, place: int = -1) -> AnswerFields:
        """Return the fields of the answer to a client's sentence."""
        fields = self.theirs(place).answer
        assert fields is not None
        return fields

    def type(self, field: OpenText, words: str) -> None:
        """Type into a field, and let it be saved."""
        field.setFocus()
        QTest.keyClicks(field, words)
        self.save()

    def undo(self) -> None:
        """Take back what was done last."""
        self.panel.undo.undo()
        self.settle()

    def stored(self) -> tuple[Feedback, ...]:
        """Return what the vault holds, in order."""
        work = EngagementId(self.panel.engagement_at_hand)
        page = self.do(lambda store: feedback_page(store, engagement_id=work))
        return tuple(one.feedback for one in page.conversation)

    def reads(self) -> str:
        """Return all that is in sight."""
        return reads(self.panel)
