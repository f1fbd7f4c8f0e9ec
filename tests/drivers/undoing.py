"""A page of insights whose every change can be taken back: page object of the undo that pages own."""

from functools import partial

import attrs
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import MomentId, new_id
from coachdesk.models.entities.moment import Insight
from coachdesk.models.entities.session import Session
from coachdesk.models.moments import put_moment, remove_moment
from coachdesk.views.context import Context
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.page import Page
from coachdesk.workspace import OnFailed
from tests.drivers.panels import PanelDriver


class UndoPage(Page):
    """Keeps insights; it has one field to type in, and a button."""

    def __init__(self, context: Context) -> None:
        super().__init__("Insights")
        self.field, self.button = QLineEdit(), QPushButton("Anything")
        self.body.addWidget(self.field)
        self.body.addWidget(self.button)
        self.undo = Undo(context, self)


class UndoDriver(PanelDriver[UndoPage]):
    """Adds, rewords and removes insights, and presses Ctrl+Z."""

    def __init__(self, context: Context, session: Session, qtbot: QtBot) -> None:
        super().__init__(UndoPage(context), context, qtbot)
        self.session = session
        self.panel.undo.turn_to(session.id)
        self.panel.activateWindow()
        qtbot.waitUntil(self.panel.isActiveWindow)
        self.panel.button.setFocus()

    def insight(self, words: str) -> Insight:
        """Return one that is not in the vault yet."""
        at = self.context.workspace.now()
        return Insight(id=MomentId(new_id()), session_id=self.session.id, noted_at=at, words=words)

    def add(self, words: str, told: str = "", on_failed: OnFailed | None = None) -> Insight:
        """Add one."""
        new = self.insight(words)
        job, back = partial(put_moment, moment=new), partial(remove_moment, moment=new)
        self.panel.undo.do(job, inverse=back, text=f"{words} added", told=told, on_failed=on_failed)
        self.settle()
        return new

    def reword(self, insight: Insight, words: str) -> Insight:
        """Give one other words."""
        after = attrs.evolve(insight, words=words)
        back = partial(put_moment, moment=insight)
        self.panel.undo.do(partial(put_moment, moment=after), inverse=back, text=f"Reworded as {words}")
        self.settle()
        return after

    def note(self, before: Insight, words: str, key: str = "words") -> Insight:
        """Keep other words in the way that a saver does."""
        after = attrs.evolve(before, words=words)
        self.context.workspace.run(partial(put_moment, moment=after), origin=self.panel)
        self.panel.undo.note(
            "Words changed", before=before, after=after, put=_put, key=key, about=(before.id,)
        )
        self.settle()
        return after

    def elsewhere(self, insight: Insight, words: str) -> None:
        """Let another page change one."""
        self.do(partial(put_moment, moment=attrs.evolve(insight, words=words)))

    def keys(self, keys: str) -> None:
        """Press keys wherever the keyboard is."""
        QTest.keySequence(QApplication.focusWidget() or self.panel.window(), QKeySequence(keys))
        self.settle()

    def stored(self) -> list[str]:
        """Return the words of all insights in the vault."""
        sql = "SELECT * FROM insight ORDER BY words"
        return [insight.words for insight in self.do(lambda store: store.all(Insight, sql))]


def _put(insight: Insight) -> partial[Written[Insight]]:
    return partial(put_moment, moment=insight)
