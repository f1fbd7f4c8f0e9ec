"""Another time or place for a session that is still to come."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from coachdesk.errors import InvalidInputError
from coachdesk.i18n import error_text
from coachdesk.models.entities.people import Client
from coachdesk.models.entities.session import Session
from coachdesk.views.context import Context
from coachdesk.views.moment_hint import MomentHint
from coachdesk.views.sessions.plan_form import PlanForm
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.card import Card


class MoveCard(Card):
    """The plan of a session, to be changed on its own page; hidden until it is wanted."""

    moved = Signal(object, bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.form = PlanForm()
        self.hint = MomentHint(context)
        self.hint.follow(self.form.when, self.form.minutes)
        self.keep_trace = self.form.check(self.tr("Keep the old time on record as moved"), checked=True)
        self.move_it = primary(self.tr("Change"), self._on_move)
        self.leave = secondary(self.tr("Leave it"), self.hide)
        self.body.addWidget(self.form)
        self.body.addWidget(self.hint)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.move_it)
        self.body.addLayout(row)
        self.hide()

    def start(self, session: Session, clients: tuple[Client, ...]) -> None:
        """Offer to change the plan of a session with these clients."""
        self.form.show_problem("")
        self.form.show_session(session)
        zones = tuple(client.time_zone for client in clients)
        self.hint.know(tuple(client.called for client in clients), zones, session.id)
        self.show()
        self.form.when.setFocus()

    def _on_move(self) -> None:
        try:
            plan = self.form.plan()
        except InvalidInputError as error:
            self.form.show_problem(error_text(error))
            return
        self.hide()
        self.moved.emit(plan, self.keep_trace.isChecked())
