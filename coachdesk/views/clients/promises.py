"""What is open between client and coach: two columns of equal weight."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.models.between_check_ins import said_about
from coachdesk.models.client_page import ClientPage
from coachdesk.models.entities.session import Commitment, CommitmentState, Pledge, PledgeState, SizeAnswer
from coachdesk.views.clients.section import Section
from coachdesk.views.context import Context
from coachdesk.views.names import shortened
from coachdesk.views.promise_deeds import PromiseDeeds
from coachdesk.views.settling import Promise, column_of_commitments, column_of_pledges
from coachdesk.views.widgets.text import heading

_LONGEST_NAME = 40


class Promises(Section):
    """Commitments of the client beside pledges of the coach; one key settles each, W says how it goes."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent=parent)
        self.deeds: PromiseDeeds | None = None
        self._promises: dict[str, Commitment | Pledge] = {}
        self.commitments = column_of_commitments(calm=True, takes_words=True)
        self.pledges = column_of_pledges(calm=True, takes_words=True)
        for column in (self.commitments, self.pledges):
            column.settled.connect(self._on_settled)
            column.said.connect(self._on_said)
        self.commitments.size_answered.connect(self._on_size_answered)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addWidget(self.commitments, 1)
        columns.addWidget(self.pledges, 1)
        self.body.addWidget(heading(self.tr("Between you"), 3))
        self.body.addLayout(columns)

    def show_page(self, page: ClientPage) -> None:
        """Show what is open on both sides, and what was settled today."""
        today = self._context.workspace.today()
        both: tuple[Commitment | Pledge, ...] = (*page.commitments, *page.pledges)
        self._promises = {one.id: one for one in both}
        name = shortened(" ".join(page.client.called.split()), _LONGEST_NAME)
        theirs = self.tr("{name} promised").replace("{name}", name)
        self.commitments.show_promises(theirs, [_promise(page, one) for one in page.commitments], today)
        self.pledges.show_promises(
            self.tr("You promised"), [_promise(page, one) for one in page.pledges], today
        )
        self.setVisible(bool(page.past_sessions or page.commitments or page.pledges))

    @property
    def has_unsaved(self) -> bool:
        """Whether words are typed that the vault does not hold."""
        return self.commitments.is_dirty or self.pledges.is_dirty

    def flush(self) -> None:
        """Keep every word on why, and on how it goes."""
        self.commitments.flush()
        self.pledges.flush()

    def _on_settled(self, promise_id: str, state: CommitmentState | PledgeState, why: str) -> None:
        promise = self._promises.get(promise_id)
        if promise is not None and self.deeds is not None:
            self.deeds.settle(promise, state, why)

    def _on_size_answered(self, promise_id: str, answer: SizeAnswer, words: str) -> None:
        promise = self._promises.get(promise_id)
        if isinstance(promise, Commitment) and self.deeds is not None:
            self.deeds.answer_size(promise, answer, words)

    def _on_said(self, promise_id: str, words: str, mood: str) -> None:
        promise = self._promises.get(promise_id)
        if promise is not None and self.deeds is not None:
            self.deeds.say(promise, words, mood)


def _promise(page: ClientPage, one: Commitment | Pledge) -> Promise:
    return Promise.of(one, asks_size=one.id in page.asks_size, said=said_about(page.check_ins, one))
