"""A goal in the client's words, and how they see themselves on the way to it."""

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from coachdesk.models.entities.path import KnownGoal
from coachdesk.views.context import Context
from coachdesk.views.path.points import Points
from coachdesk.views.scaling import ScalingEntry
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.more import Entry, MoreButton
from coachdesk.views.widgets.text import Quote, muted, set_text

EDIT, EARLIER, LATER, END, REMOVE = "edit", "earlier", "later", "end", "remove"


class GoalCard(Card):
    """0 to 9 and X choose a step from anywhere in it; `wanted` carries a deed and the goal."""

    wanted = Signal(str, object)

    def __init__(self, context: Context, origin: QObject, known: KnownGoal) -> None:
        super().__init__()
        self._context = context
        self.known = known
        self.words = Quote("", self)
        self.measure = muted("")
        self.more = MoreButton(context.theme, self.tr("What becomes of the goal"), self._entries())
        self.entry = ScalingEntry(context, origin)
        self.points = Points(context.theme)
        self.below = QVBoxLayout()
        self._lay_out()
        self.entry.listen_on(self)
        self.points.change_wanted.connect(self._on_change_wanted)

    def _entries(self) -> tuple[Entry | None, ...]:
        def entry(deed: str, text: str) -> Entry:
            return (deed, text, lambda: self.wanted.emit(deed, self.known))

        return (
            entry(EDIT, self.tr("Reword…")),
            entry(EARLIER, self.tr("Move up")),
            entry(LATER, self.tr("Move down")),
            None,
            entry(END, self.tr("End it…")),
            entry(REMOVE, self.tr("Remove")),
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.words, 1)
        top.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.body.addLayout(self.below)
        for part in (self.measure, self.points, self.entry):
            self.body.addWidget(part)

    def show_goal(self, known: KnownGoal, called: str, today: date, *, place: tuple[int, int]) -> None:
        """Show a goal; `place` is where it stands among how many."""
        self.known = known
        self.words.show_words(known.goal.words)
        set_text(self.measure, self._seen_by(known))
        self.measure.setVisible(bool(self.measure.text()))
        self.more.setAccessibleDescription(known.goal.words)
        self.more.action(EARLIER).setEnabled(place[0] > 0)
        self.more.action(LATER).setEnabled(place[0] + 1 < place[1])
        self.points.show_points(known.scalings, today)
        self.entry.show_goal(known, called)

    def _seen_by(self, known: KnownGoal) -> str:
        measure = known.goal.measure.strip()
        return self.tr("We will see it by: {measure}").replace("{measure}", measure) if measure else ""

    def _on_change_wanted(self, point: object) -> None:
        self.entry.flush()
        self.entry.take(point)  # type: ignore[arg-type]  # the signal carries a point
        self.entry.steps.setFocus()
