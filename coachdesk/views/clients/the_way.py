"""What a client wants to reach and what comes next, with a step to choose by one key; the rest is a page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models.client_page import ClientPage
from coachdesk.models.entities.ids import GoalId
from coachdesk.models.entities.moment import Milestone
from coachdesk.models.entities.path import KnownGoal
from coachdesk.views.clients.section import Section
from coachdesk.views.context import Context
from coachdesk.views.labels import relative_day
from coachdesk.views.path_words import last_text, quoted
from coachdesk.views.scaling import ScalingEntry
from coachdesk.views.widgets.buttons import link, quiet
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.tab_order import tab_through
from coachdesk.views.widgets.text import body, muted, set_text, text_label

_MOST = 3


class TheWay(Section):
    """Goals with what was said of them last, and the next milestones; `kept` carries a goal scaled here."""

    kept = Signal(object, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent=parent)
        self._engagement = ""
        self._ahead: tuple[Milestone, ...] | None = None
        self.goals: dict[GoalId, _GoalRow] = {}
        self.open = quiet(self.tr("Open"), self._on_open)
        self.open.setToolTip("Ctrl+Shift+W")
        self._nothing = muted(self.tr("No goal and no milestone yet: ask what they want to be different."))
        self._rows, self._next = QVBoxLayout(), QVBoxLayout()
        self._rows.setSpacing(10)
        self._next.setSpacing(2)
        self._caption = text_label(self.tr("Ahead of you"), "label")
        self._lay_out()

    def _lay_out(self) -> None:
        top = FlowLayout()
        top.addWidget(text_label(self.tr("The path"), "section", wrap=False))
        top.add_stretch()
        top.addWidget(self.open)
        self.body.addLayout(top)
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._caption)
        self.body.addLayout(self._next)

    def show_page(self, page: ClientPage) -> None:
        """Show the way of the engagement at hand; what is being typed stays."""
        self._engagement = page.at_hand or ""
        self.setVisible(bool(self._engagement))
        self._show_goals(page)
        self._show_ahead(page.milestones)
        self._nothing.setHidden(bool(page.goals or page.milestones))

    def _show_goals(self, page: ClientPage) -> None:
        wanted = {known.goal.id for known in page.goals}
        for gone in self.goals.keys() - wanted:
            row = self.goals.pop(gone)
            row.hide()
            row.deleteLater()
        for place, known in enumerate(page.goals):
            row = self.goals.get(known.goal.id) or self._made(known)
            row.show_goal(known, page.client.called)
            if self._rows.indexOf(row) != place:
                self._rows.insertWidget(place, row)

    def _made(self, known: KnownGoal) -> "_GoalRow":
        row = self.goals[known.goal.id] = _GoalRow(self._context)
        row.entry.kept.connect(self.kept)
        return row

    def _show_ahead(self, ahead: tuple[Milestone, ...]) -> None:
        self._caption.setVisible(bool(ahead))
        if ahead == self._ahead:
            return
        self._ahead = ahead
        clear(self._next)
        today = self._context.workspace.today()
        for one in ahead[:_MOST]:
            self._next.addWidget(body(one.what))
            if one.target_on is not None:
                day = relative_day(one.target_on, today)
                self._next.addWidget(muted(self.tr("by {day}").replace("{day}", day)))
        if len(ahead) > _MOST:
            self._next.addWidget(muted(self.tr("and %n more", "", len(ahead) - _MOST)))

    @property
    def has_unsaved(self) -> bool:
        """Whether a step or its words are not in the vault yet."""
        return any(row.entry.has_unsaved for row in self.goals.values())

    def flush(self) -> None:
        """Save at once what is unsaved."""
        for row in self.goals.values():
            row.entry.flush()

    def drop(self) -> None:
        """Take all goals down."""
        for row in self.goals.values():
            row.hide()
            row.deleteLater()
        self.goals = {}

    def _on_open(self) -> None:
        self._context.navigation.path_requested.emit(self._engagement)


class _GoalRow(QWidget):
    """A goal, what was said of it last, and the steps once they are wanted."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.words, self.last = text_label("", "body"), muted("")
        self.scale = link(self.tr("Scale"), self._on_scale)
        self.scale.setToolTip(self.tr("0 to 9, and X for 10"))
        self.entry = ScalingEntry(context, self)
        self.entry.listen_on(self)
        self.entry.hide()
        top = QHBoxLayout()
        top.addWidget(self.words, 1)
        top.addWidget(self.scale)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self.last)
        column.addWidget(self.entry)
        tab_through(self.scale, self.entry)

    def show_goal(self, known: KnownGoal, called: str) -> None:
        """Show a goal as it stands."""
        set_text(self.words, quoted(known.goal.words))
        self.scale.setAccessibleDescription(known.goal.words)
        last = last_text(known, self._context.workspace.today())
        set_text(self.last, last or self.tr("not asked yet"))
        self.entry.show_goal(known, called)

    def _on_scale(self) -> None:
        self.entry.setVisible(self.entry.isHidden())
        if not self.entry.isHidden():
            self.entry.steps.setFocus()
