"""What is open between client and coach: two columns of equal weight."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.models import settling
from coachdesk.models.client_page import ClientPage
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import CommitmentId, PledgeId
from coachdesk.models.entities.session import Commitment, CommitmentState, Pledge, PledgeState
from coachdesk.views.clients.section import Section
from coachdesk.views.context import Context
from coachdesk.views.settling import Promise, column_of_commitments, column_of_pledges
from coachdesk.views.widgets.text import heading

_LONGEST_NAME = 40


class Promises(Section):
    """Commitments of the client beside pledges of the coach, each settled with one key."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent=parent)
        self.commitments, self.pledges = column_of_commitments(calm=True), column_of_pledges(calm=True)
        self.commitments.settled.connect(self._on_commitment)
        self.pledges.settled.connect(self._on_pledge)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addWidget(self.commitments, 1)
        columns.addWidget(self.pledges, 1)
        self.body.addWidget(heading(self.tr("Between you"), 3))
        self.body.addLayout(columns)

    def show_page(self, page: ClientPage) -> None:
        """Show what is open on both sides, and what was settled today."""
        today = self._context.workspace.today()
        name = " ".join(page.client.called.split())[:_LONGEST_NAME]
        theirs = self.tr("{name} promised").replace("{name}", name)
        self.commitments.show_promises(theirs, [Promise.of(one) for one in page.commitments], today)
        self.pledges.show_promises(self.tr("You promised"), [Promise.of(one) for one in page.pledges], today)
        self.setVisible(bool(page.past_sessions or page.commitments or page.pledges))

    @property
    def has_unsaved(self) -> bool:
        """Whether a word on why is typed that the vault does not hold."""
        return self.commitments.is_dirty or self.pledges.is_dirty

    def flush(self) -> None:
        """Keep every word on why."""
        self.commitments.flush()
        self.pledges.flush()

    def _on_commitment(self, promise_id: str, state: CommitmentState, why: str) -> None:
        job = partial(
            settling.settle_commitment, commitment_id=CommitmentId(promise_id), state=state, outcome=why
        )
        self._context.workspace.run(job, self._show_settled)

    def _on_pledge(self, promise_id: str, state: PledgeState, why: str) -> None:
        job = partial(settling.settle_pledge, pledge_id=PledgeId(promise_id), state=state, outcome=why)
        self._context.workspace.run(job, self._show_settled)

    def _show_settled(self, written: Written[Commitment] | Written[Pledge]) -> None:
        for column in (self.commitments, self.pledges):
            column.show_settled(Promise.of(written.value))
