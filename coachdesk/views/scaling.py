"""Where a client sees themselves on the way to a goal: a step by one key, then their words for it."""

from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coachdesk.errors import BugError
from coachdesk.i18n import error_text
from coachdesk.models import goals
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.path import SCALE, KnownGoal, Scaling
from coachdesk.views.context import Context
from coachdesk.views.day_field import DayField, shown_day
from coachdesk.views.open_fields import OpenText, labelled_tightly
from coachdesk.views.path_words import what_makes_it, where_they_are
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.flow import FlowLayout, growing_column
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.scale_steps import ScaleSteps, key_of
from coachdesk.views.widgets.text import set_caption, text_label

_WIDTH_OF_DAY = 130
_LEAST_FOR_WORDS = 220


class ScalingEntry(QWidget):
    """Keeps what is chosen and typed by itself; `kept` carries the goal before and after.

    In a session the point is that session's. Elsewhere it is of a day: that of the deed, unless another is
    given or a former point is taken in hand.
    """

    kept = Signal(object, object)

    def __init__(self, context: Context, origin: QObject, session_id: SessionId | None = None) -> None:
        super().__init__()
        self._context = context
        self._session_id = session_id
        self._known: KnownGoal | None = None
        self._point: Scaling | None = None
        self._today = context.workspace.today()
        self.caption = text_label("", "label")
        self.steps = ScaleSteps("")
        self.words = OpenText(most=4)
        self.day = DayField()
        self.note = ProblemLine()
        self.saver = PartSaver(context.workspace, origin, self._job)
        self.destroyed.connect(self.saver.deleteLater)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._words_part = labelled_tightly(what_makes_it(None), self.words)
        self._asked = self._words_part.findChild(QLabel) or QLabel()
        self._asked.setWordWrap(True)
        self.day.setProperty("field", "open")
        self._day_part = labelled_tightly(self.tr("Said on"), self.day)
        self._day_part.setFixedWidth(_WIDTH_OF_DAY)
        self._more = QWidget()
        below = FlowLayout(self._more, spacing=14)
        below.addWidget(growing_column(_LEAST_FOR_WORDS, self._words_part))
        below.addWidget(self._day_part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.caption, self.steps, self._more, self.note):
            column.addWidget(part)
        self._more.hide()
        self._day_part.setHidden(self._session_id is not None)

    def _connect(self) -> None:
        self.steps.chosen.connect(self._on_chosen)
        self.words.textChanged.connect(self.saver.touch)
        self.words.left.connect(self.saver.flush)
        self.day.editingFinished.connect(self._on_day)
        self.day.picked.connect(self._on_day)
        self.saver.saved.connect(self._on_saved)
        self.saver.state_changed.connect(self._on_state)

    def listen_on(self, whole: QWidget) -> None:
        """Let the keys of the steps work while the keyboard is anywhere in `whole`, except in a field."""
        for step in SCALE:
            shortcut = QShortcut(QKeySequence(key_of(step)), whole)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._on_key, step))

    def show_goal(self, known: KnownGoal, called: str) -> None:
        """Show where the client sees themselves; what is being typed stays."""
        is_other = self._known is None or self._known.goal.id != known.goal.id
        self._known = known
        question = where_they_are(called)
        self.caption.setText(question)
        self.steps.call(question)
        if self.saver.is_dirty:
            return
        self._follow_clock()
        former = None if is_other or self._point is None else self._point.id
        taken = next((one for one in known.scalings if one.id == former), None)
        self.take(taken or self._of_now(known))

    def take(self, point: Scaling | None) -> None:
        """Take a point in hand, or begin a new one."""
        self._point = point
        self.steps.show_value(None if point is None else point.value)
        if point is None:
            self._today = self._context.workspace.today()
            self._show_words("", self._today)
        else:
            self._show_words(point.words, point.on_day)
        self._follow()

    def _follow_clock(self) -> None:
        """Let go of what was today's once that day is over, unless words are being typed for it."""
        if self._session_id is not None or self.words.hasFocus() or self.day.hasFocus():
            return
        before, self._today = self._today, self._context.workspace.today()
        if self._today == before or self.saver.is_dirty:
            return
        if self._point is not None and self._point.on_day == before:
            self._point = None
            self._show_words("", self._today)
        elif self._point is None and self.day.text() == shown_day(before):
            self._show_words(self.words.text(), self._today)

    def _show_words(self, words: str, day: date) -> None:
        """Show words and their day without calling it an edit."""
        with QSignalBlocker(self.words), QSignalBlocker(self.day):
            self.words.show_text(words)
            self.day.set_value(day)

    def _of_now(self, known: KnownGoal) -> Scaling | None:
        """Return the point that would be written again by choosing a step now."""
        if self._session_id is not None:
            return next((one for one in known.scalings if one.session_id == self._session_id), None)
        same_day = (one for one in known.scalings if one.on_day == self._today and one.session_id is None)
        return next(same_day, None)

    @property
    def point(self) -> Scaling | None:
        """The point in hand."""
        return self._point

    @property
    def has_unsaved(self) -> bool:
        """Whether something is chosen or typed that the vault does not hold."""
        return self.saver.is_dirty

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.saver.flush()

    def _follow(self) -> None:
        """Ask for words once a step is chosen, and no sooner."""
        self._more.setVisible(self.steps.value is not None)
        set_caption(self._asked, what_makes_it(self.steps.value))

    def _on_key(self, step: int) -> None:
        self.show()
        self.steps.pick(step)

    def _on_chosen(self, step: int | None) -> None:
        self._follow_clock()
        self._follow()
        if step is not None or self._point is not None:
            self.saver.touch()
            self.saver.flush()
        if step is None:
            self.steps.setFocus()
        else:
            self.words.setFocus()

    def _on_day(self) -> None:
        if self._point is not None and self.day.text() != shown_day(self._point.on_day):
            self.saver.touch()
            self.saver.flush()

    def _job(self) -> Job:
        known, point, value = self._known, self._point, self.steps.value
        if known is None:
            raise BugError("a step without a goal")
        of_point = partial(
            goals.take_scaling_back if value is None else goals.scale,
            goal_id=known.goal.id,
            session_id=self._session_id if point is None else point.session_id,
            on_day=point.on_day if value is None and point is not None else self._day_of_point(),
        )
        if value is None:
            return of_point
        words, former = self.words.text(), None if point is None else point.id
        return partial(of_point, value=value, words=words, instead_of=former)

    def _day_of_point(self) -> date | None:
        """Return the day that was given; in a session it is the session's."""
        if self._session_id is not None:
            return None if self._point is None else self._point.on_day
        return self.day.value()

    def _on_saved(self, known: KnownGoal) -> None:
        before, self._known = self._known, known
        if before is None:
            return
        kept = None if self._point is None else self._point.id
        changed = next((one for one in known.scalings if one not in before.scalings), None)
        self._point = changed or next((one for one in known.scalings if one.id == kept), None)
        self.kept.emit(before, known)

    def _on_state(self) -> None:
        failure = self.saver.failure if self.saver.is_dirty else None
        self.note.say("" if failure is None else error_text(failure))


def note_scaling(undo: Undo, before: KnownGoal, after: KnownGoal) -> None:
    """Let a step and its words be taken back as one, and another step by itself."""
    changed = next((one for one in after.scalings if one not in before.scalings), None)
    undo.note(
        QCoreApplication.translate("path", "Where they see it now"),
        before=before,
        after=after,
        put=lambda known: partial(goals.put_goal_back, known=known),
        key="" if changed is None else f"{changed.id} {changed.value} {changed.on_day}",
        about=(after.goal.id,),
    )
