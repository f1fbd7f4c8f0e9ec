"""What stands beside a review: what is planned, what was noticed, and the reviews before."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models.clock import local
from coachdesk.models.entities.review import Noticed, ReviewPoint, ReviewState
from coachdesk.models.review_page import ReviewPage
from coachdesk.views.context import Context
from coachdesk.views.labels import label, short_day
from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.text import body, heading, muted

_WIDTH = 260


class Aside(ScrollColumn):
    """Three short lists; `plan_wanted` and `note_wanted` ask for another entry of the first two."""

    plan_wanted = Signal()
    note_wanted = Signal()
    plan_dropped = Signal(object)
    note_dropped = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setFixedWidth(_WIDTH)
        self.plan = quiet(self.tr("Plan a review…"), self.plan_wanted.emit)
        self.note = quiet(self.tr("Note something…"), self.note_wanted.emit)
        self._ahead, self._noticed, self._past = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._sections: list[QWidget] = []
        for title, rows, action in (
            (self.tr("Ahead"), self._ahead, self.plan),
            (self.tr("Noticed in between"), self._noticed, self.note),
            (self.tr("Before"), self._past, None),
        ):
            self._sections.append(_section(title, rows, action))
            self.column.addWidget(self._sections[-1])
        self.column.addStretch(1)

    def hide_notes(self, *, hidden: bool) -> None:
        """Leave only what is ahead in sight: the clauses may be gone through at a turned screen."""
        for section in self._sections[1:]:
            section.setHidden(hidden)

    def show_page(self, page: ReviewPage) -> None:
        """Show what belongs to the review of an agreement."""
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self.window())
        self._fill(self._ahead, self.tr("Nothing is planned."), [self._plan_row(one) for one in page.ahead])
        notes = [self._note_row(one) for one in reversed(page.noticed)]
        self._fill(self._noticed, self.tr("Nothing noted."), notes)
        self._fill(self._past, self.tr("No review yet."), [self._past_row(page, one) for one in page.past])
        if had_keyboard and not self.isAncestorOf(self.window().focusWidget() or self.window()):
            self.plan.setFocus()

    def _fill(self, rows: QVBoxLayout, nothing: str, found: list[QWidget]) -> None:
        clear(rows)
        for row in found or [muted(nothing)]:
            rows.addWidget(row)

    def _plan_row(self, point: ReviewPoint) -> QWidget:
        return _row(
            self._when(point), label(point.kind), partial(self.plan_dropped.emit, point), self._drop()
        )

    def _when(self, point: ReviewPoint) -> str:
        if point.due_on is not None:
            return short_day(point.due_on, self._context.workspace.today())
        return self.tr("after session {number}").format(number=point.due_after_session)

    def _note_row(self, noticed: Noticed) -> QWidget:
        day = short_day(noticed.noticed_on, self._context.workspace.today())
        about = self.tr("{day}, {what}").format(day=day, what=label(noticed.kind))
        return _row(noticed.words, about, partial(self.note_dropped.emit, noticed), self._drop())

    def _past_row(self, page: ReviewPage, point: ReviewPoint) -> QWidget:
        today = self._context.workspace.today()
        when = "" if point.held_at is None else short_day(local(point.held_at).date(), today)
        return _row(self._outcome(page, point), " · ".join(part for part in (when, point.words) if part))

    def _outcome(self, page: ReviewPage, point: ReviewPoint) -> str:
        if point.state is ReviewState.LET_GO:
            return label(point.state)
        led_to = next((v for v in page.agreement.versions if v.id == point.new_version_id), None)
        if led_to is None:
            return label(point.outcome)
        return self.tr("version {number} was begun").format(number=led_to.number)

    def _drop(self) -> str:
        return self.tr("Take back")


def _section(title: str, rows: QVBoxLayout, action: QWidget | None) -> QWidget:
    section = QWidget()
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 0, 0, 8)
    column.setSpacing(8)
    rows.setSpacing(6)
    column.addWidget(heading(title, 3))
    column.addLayout(rows)
    if action is not None:
        column.addWidget(action, alignment=Qt.AlignmentFlag.AlignLeft)
    return section


def _row(text: str, about: str, on_drop: Callable[[], object] | None = None, drop: str = "") -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(body(text))
    if about:
        words.addWidget(muted(about))
    line.addLayout(words, 1)
    if on_drop is not None:
        button = quiet(drop, on_drop)
        button.setAccessibleDescription(text)
        line.addWidget(button)
    return row
