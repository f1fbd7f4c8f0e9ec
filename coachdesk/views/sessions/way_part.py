"""Where the client sees themselves on the way to their goals, asked in passing: folded until it is wanted."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.ids import GoalId, SessionId
from coachdesk.models.entities.path import KnownGoal
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.path_words import quoted, scaling_text
from coachdesk.views.scaling import ScalingEntry
from coachdesk.views.sessions.wording import called_text
from coachdesk.views.widgets.buttons import link, rename
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.page import bring_into_sight
from coachdesk.views.widgets.saver import PartSaver
from coachdesk.views.widgets.tab_order import tab_through
from coachdesk.views.widgets.text import ElidedLabel, set_text, text_label


class WayPart(QWidget):
    """One quiet line: a link that asks, and what was answered in this session; nothing asks by itself.

    `kept` carries a goal before and after it was scaled. The link, which stands elsewhere, is in sight where
    there is a goal. The fields are made when they are first wanted.
    """

    state_changed = Signal()
    kept = Signal(object, object)

    def __init__(self, context: Context, session_id: SessionId, origin: QObject) -> None:
        super().__init__()
        self._context = context
        self._session_id = session_id
        self._origin = origin
        self._goals: Sequence[KnownGoal] = ()
        self._called = ""
        self.entries: dict[GoalId, ScalingEntry] = {}
        self.said = ElidedLabel("", "muted")
        self.ask = link(self.tr("Where on the way?"), self._on_asked)
        self.ask.setAccessibleDescription(self.tr("Where the client sees themselves, from 0 to 10"))
        self.key = QAction(self.tr("Where on the way?"), self)
        self.key.setShortcut(QKeySequence("Ctrl+Shift+G"))
        self.key.triggered.connect(lambda _checked=False: self.open())
        self.ask.setToolTip(self.key.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 4, 0, 4)
        self._rows.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.said)
        column.addWidget(self._inside)
        for part in (self._inside, self.said, self.ask):
            part.hide()

    def turn_to(self, session_id: SessionId) -> None:
        """Be there for another session from now on; nothing here is unsaved."""
        self._session_id = session_id
        self._clear()
        self._fold()

    def _clear(self) -> None:
        self.entries = {}
        clear(self._rows)

    def show_page(self, page: SessionPage) -> None:
        """Show what was answered; what is being typed stays."""
        self._goals = () if page.brief is None else page.brief.goals
        self._called = called_text(page)
        for part in (self, self.ask):
            part.setVisible(bool(self._goals))
        self.key.setEnabled(bool(self._goals))
        if not self._inside.isHidden():
            self._show_entries()
        self._say(self._context.workspace.today())

    def _say(self, today: date) -> None:
        """Say in one line what was answered in this session."""
        points = (point for known in self._goals for point in known.scalings)
        answered = [scaling_text(one, today) for one in points if one.session_id == self._session_id]
        self.said.show_text(" · ".join(answered))
        self.said.setVisible(bool(answered) and self._inside.isHidden())

    def _on_asked(self) -> None:
        if self._inside.isHidden():
            self.open()
        else:
            self.flush()
            self._fold()
            self.ask.setFocus()

    def open(self) -> None:
        """Show the steps of every goal, and put the keyboard on the first that was not answered yet."""
        if not self._goals:
            return
        self._inside.show()
        self._show_entries()
        rename(self.ask, self.tr("Done"))
        self._say(self._context.workspace.today())
        entries = self.entries.values()
        first = next((one for one in entries if one.point is None), next(iter(entries)))
        first.steps.setFocus()
        bring_into_sight(self)

    def _fold(self) -> None:
        self._inside.hide()
        rename(self.ask, self.tr("Where on the way?"))
        self._say(self._context.workspace.today())

    def _show_entries(self) -> None:
        if not any(entry.has_unsaved for entry in self.entries.values()):
            ids = [known.goal.id for known in self._goals]
            if ids != list(self.entries):
                self._clear()
        for known in self._goals:
            entry = self.entries.get(known.goal.id) or self._made(known)
            entry.show_goal(known, self._called)
        tab_through(self.ask, *self.entries.values())

    def _made(self, known: KnownGoal) -> ScalingEntry:
        entry = ScalingEntry(self._context, self._origin, self._session_id)
        entry.listen_on(entry)
        entry.saver.state_changed.connect(self.state_changed)
        entry.kept.connect(self._on_kept)
        self.entries[known.goal.id] = entry
        words = text_label("", "strong")
        set_text(words, quoted(known.goal.words))
        self._rows.addWidget(words)
        self._rows.addWidget(entry)
        return entry

    def _on_kept(self, before: KnownGoal, after: KnownGoal) -> None:
        self._goals = tuple(after if one.goal.id == before.goal.id else one for one in self._goals)
        self._say(self._context.workspace.today())
        self.kept.emit(before, after)

    @property
    def savers(self) -> tuple[PartSaver, ...]:
        """What keeps the steps and their words."""
        return tuple(entry.saver for entry in self.entries.values())

    def flush(self) -> None:
        """Save at once what is unsaved."""
        for entry in self.entries.values():
            entry.flush()
