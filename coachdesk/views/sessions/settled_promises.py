"""What became of a promise, on its way from the check-in to the vault."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import CommitmentId, PledgeId
from coachdesk.models.entities.session import Commitment, CommitmentState, Pledge, PledgeState
from coachdesk.models.settling import settle_commitment, settle_pledge
from coachdesk.views.sessions.session_view import SessionView
from coachdesk.views.widgets.saver import Job
from coachdesk.workspace import Workspace


class SettledPromises(QObject):
    """Writes down how each promise of a view is settled.

    `written` tells that the vault holds it, and `refused` why it does not.
    """

    written = Signal()
    refused = Signal(object)

    def __init__(self, workspace: Workspace, view: SessionView) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._view = view
        view.check_in.commitment_settled.connect(self._on_commitment)
        view.check_in.pledge_settled.connect(self._on_pledge)

    def _on_commitment(self, commitment_id: str, state: CommitmentState, outcome: str) -> None:
        self._view.closing.flush()
        job = partial(
            settle_commitment,
            commitment_id=CommitmentId(commitment_id),
            state=state,
            outcome=outcome,
            in_session=self._view.session_id,
        )
        self._write(job)

    def _on_pledge(self, pledge_id: str, state: PledgeState, outcome: str) -> None:
        self._write(partial(settle_pledge, pledge_id=PledgeId(pledge_id), state=state, outcome=outcome))

    def _write(self, job: Job) -> None:
        self._workspace.run(job, self._tell, origin=self._view.check_in, on_failed=self.refused.emit)

    def _tell(self, settled: Written[Commitment | Pledge]) -> None:
        self._view.check_in.show_settled(settled.value)
        self.written.emit()
