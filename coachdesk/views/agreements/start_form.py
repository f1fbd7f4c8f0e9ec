"""Where an agreement begins: who makes it, and with which clauses."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.agreements import Beginning
from coachdesk.models.entities.agreement import AgreementKind
from coachdesk.models.entities.clause_set import ClauseSet
from coachdesk.models.entities.ids import ClauseSetId
from coachdesk.models.every_set import shipped_id, shipped_sets
from coachdesk.views.agreements.wording import joined
from coachdesk.views.fields import Choice
from coachdesk.views.form import Form
from coachdesk.views.labels import set_name
from coachdesk.views.widgets.buttons import primary, quiet
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import heading, muted, set_text

_WIDEST: Final = 520


class StartForm(QWidget):
    """Offers to begin; `start_wanted` carries the kind and the id of the set of clauses."""

    start_wanted = Signal(object, str)
    sets_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = heading("", 2)
        self.kind = Choice(
            (
                (AgreementKind.TWO_PARTY, self.tr("Client and coach")),
                (AgreementKind.THREE_WAY, self.tr("Client, coach and sponsor")),
            ),
            AgreementKind.TWO_PARTY,
        )
        self.set: Choice[ClauseSetId] = Choice(_offered(shipped_sets()), shipped_id("en"))
        self.sets = quiet(self.tr("Look at the sets"), self.sets_wanted.emit)
        self.start = primary(self.tr("Start the agreement"), self._on_start)
        card = Card()
        card.setMaximumWidth(_WIDEST)
        card.body.setSpacing(14)
        card.body.addWidget(self.title)
        card.body.addWidget(
            muted(
                self.tr(
                    "It begins with clauses to talk about, none of them agreed. You change, drop and add "
                    "what you like, and each of you says yes to each clause."
                )
            )
        )
        form = Form()
        form.row(self.tr("Who makes it"), self.kind)
        form.row(self.tr("Clauses to begin with"), self.set)
        card.body.addWidget(form)
        actions = FlowLayout(is_at_end=True)
        actions.addWidget(self.sets)
        actions.addWidget(self.start)
        card.body.addLayout(actions)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 0)
        column.addWidget(card, alignment=Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)

    def show_beginning(self, beginning: Beginning) -> None:
        """Offer to begin with these people."""
        set_text(
            self.title, self.tr("An agreement with {names}").format(names=joined(beginning.client_names))
        )
        self.kind.choose(beginning.kind)
        self.kind.setEnabled(beginning.kind is AgreementKind.THREE_WAY)
        self.set.offer(_offered(beginning.sets))
        language = beginning.language.lower() or "en"
        near = [one.id for one in beginning.sets if language.startswith(one.language)]
        self.set.choose(near[-1] if near else shipped_id("en"))  # the coach's own come last

    def _on_start(self) -> None:
        self.start_wanted.emit(self.kind.value(), self.set.value())


def _offered(sets: Iterable[ClauseSet]) -> tuple[tuple[ClauseSetId, str], ...]:
    return tuple((one.id, set_name(one)) for one in sets)
