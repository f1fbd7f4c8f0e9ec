"""Page object of a client's way."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.ids import EngagementId, MilestoneId
from coachdesk.models.entities.path import KnownGoal, Stop
from coachdesk.models.path_page import PathPage, path_page
from coachdesk.views.context import Context
from coachdesk.views.path.forms import PathForm
from coachdesk.views.path.goal_card import GoalCard
from coachdesk.views.path.panel import PathPanel
from coachdesk.views.path.stop_row import StopRow
from tests.drivers.panels import PanelDriver

F = TypeVar("F", bound=PathForm)


class PathDriver(PanelDriver[PathPanel]):
    """A coach at the way of one client."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(PathPanel(context), context, qtbot)
        self.panel.activateWindow()
        self._engagement_id = EngagementId("")

    def open(self, engagement_id: EngagementId) -> "PathDriver":
        """Open the way of an engagement."""
        self._engagement_id = engagement_id
        self.panel.open(engagement_id)
        self.settle()
        self.panel.focus_first()
        return self

    def stored(self) -> PathPage:
        """Return the way as the vault holds it."""
        return self.do(lambda store: path_page(store, engagement_id=self._engagement_id))

    def goal(self) -> KnownGoal:
        """Return the first goal as the vault holds it."""
        return self.stored().goals[0]

    def stop(self, milestone_id: MilestoneId) -> Stop:
        """Return a milestone as the vault holds it."""
        return next(one for one in self.stored().stops if one.milestone.id == milestone_id)

    def card(self, place: int = 0) -> GoalCard:
        """Return the card of a goal."""
        return list(self.panel.goals.cards.values())[place]

    def row(self, milestone_id: MilestoneId) -> StopRow:
        """Return the row of a milestone."""
        return self.panel.way.rows[milestone_id]

    def key(self, key: Qt.Key, widget: QWidget | None = None) -> None:
        """Press a key where the keyboard is, or on a widget."""
        QTest.keyClick(widget or self.panel.window().focusWidget(), key)
        self.settle()

    def write(self, words: str) -> None:
        """Type where the keyboard is."""
        self.settle()
        QTest.keyClicks(self.panel.window().focusWidget(), words)

    def on_stop(self, milestone_id: MilestoneId, key: Qt.Key) -> None:
        """Press a key on a milestone."""
        self.row(milestone_id).setFocus()
        self.key(key, self.row(milestone_id).inside)

    def choose(self, card_or_row: GoalCard | StopRow, deed: str) -> None:
        """Choose something from a menu."""
        card_or_row.more.action(deed).trigger()
        self.settle()

    def form(self, kind: type[F]) -> F:
        """Return the form that is open."""
        form = self.panel.form.form
        assert isinstance(form, kind)
        return form

    def keep(self) -> None:
        """Save the form that is open."""
        assert self.panel.form.form is not None
        self.panel.form.form.save.click()
        self.settle()

    def undo(self) -> None:
        """Take the last step back."""
        self.panel.undo.undo_action.trigger()
        self.settle()

    def redo(self) -> None:
        """Do it again."""
        self.panel.undo.redo_action.trigger()
        self.settle()

    def reads(self) -> str:
        """Return all that is in sight."""
        QApplication.processEvents()
        return "\n".join(shown.text() for shown in self.panel.findChildren(QLabel) if shown.isVisible())
