"""A word on the page of an agreement when it wants a look."""

from functools import partial

from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.entities.agreement import FROZEN_STATES
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.review_causes import DueReview, due_review
from coachdesk.views.context import Context
from coachdesk.views.widgets.word import Word


class ReviewWord(Word):
    """Leads to the review. It does not say why: the client may be looking on.

    Where a next version is being written already, the look is being taken.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Open the review"), self._on_open)
        self._context = context
        self._engagement = EngagementId("")

    def look_at(self, page: AgreementPage) -> None:
        """Find out whether an agreement wants a look."""
        engagement_id = EngagementId(page.agreement.engagement_id)
        if engagement_id != self._engagement:
            self.say("")
        self._engagement = engagement_id
        if page.versions[-1].state not in FROZEN_STATES:
            self.say("")
            return
        job = partial(due_review, engagement_id=engagement_id, day=self._context.workspace.today())
        self._context.workspace.run(job, partial(self._show, engagement_id), origin=self)

    def _show(self, engagement_id: EngagementId, due: DueReview | None) -> None:
        if engagement_id == self._engagement:
            self.say("" if due is None else self.tr("It is time to look at this agreement again."))

    def _on_open(self) -> None:
        self._context.navigation.review_requested.emit(self._engagement)
