"""The conversation about the work together: what each of both said, in order, and what came of it."""

from datetime import date, datetime
from typing import Any, Final

from attrs import frozen

from coachdesk.models.clock import local
from coachdesk.models.engagements import clients_of, get_engagement
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.entities.relationship import Feedback, Giver
from coachdesk.models.entities.review import ReviewCause, ReviewPoint
from coachdesk.models.promises import OF_A_LIVING_SESSION
from coachdesk.models.review_causes import DueReview, due_review
from coachdesk.models.rows import from_row
from coachdesk.models.stems import in_turn
from coachdesk.models.store import Store

CONVERSATION: Final = f"""
SELECT t.*, (SELECT number FROM session WHERE id = t.session_id) AS of_number
FROM feedback t WHERE t.engagement_id = ? AND {OF_A_LIVING_SESSION}
ORDER BY t.given_on, t.created_at, t.id
"""  # noqa: S608  (our own text)
AHEAD: Final = """
SELECT * FROM review_point WHERE engagement_id = ? AND state = 'ahead'
ORDER BY due_on IS NULL, due_on, due_after_session LIMIT 1
"""


IS_AGREED: Final = """
SELECT EXISTS (SELECT 1 FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id
  WHERE a.engagement_id = ? AND v.state = 'signed')
"""
NEXT: Final = """
SELECT min(planned_at) FROM session
WHERE engagement_id = ? AND state = 'planned' AND planned_at >= ? AND deleted_at IS NULL
"""


@frozen(kw_only=True)
class Said:
    """A sentence of feedback, and the number of the session it is of, where it is of one."""

    feedback: Feedback
    number: int | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for something: an answer, that the client hears of it, or to be said at all."""
        said = self.feedback
        if said.giver is Giver.COACH:
            return said.told_on is None
        return said.is_open or (bool(said.will_change.strip()) and said.told_on is None)


@frozen(kw_only=True)
class FeedbackPage:
    """All that the page of feedback shows. `stems` come in the order they are offered in.

    `due` says why a review wants to be held, `ahead` which one is planned next; without an agreement in
    force there is nothing to review. `next_on` is the day of the next session.
    """

    engagement: Engagement
    day: date
    clients: tuple[Client, ...] = ()
    conversation: tuple[Said, ...] = ()
    stems: tuple[str, ...] = ()
    due: DueReview | None = None
    ahead: ReviewPoint | None = None
    is_agreed: bool = False
    next_on: date | None = None

    @property
    def called(self) -> str:
        """The clients' names as they are used in conversation."""
        return " & ".join(client.called for client in self.clients)

    def asks_for_review(self, said: Feedback) -> bool:
        """Tell whether a sentence asks for a change that no review has looked at yet."""
        if not self.is_agreed or self.due is None:
            return said.asks_change and not self.is_agreed
        return said.id in self.due.events.get(ReviewCause.FEEDBACK, ())


def feedback_page(store: Store, *, engagement_id: EngagementId) -> FeedbackPage:
    """Return the conversation, with beginnings of a sentence in the client's language.

    Raises:
        NotFoundError: there is no such engagement.
    """
    now = store.now()
    day = local(now).date()
    following = store.value(NEXT, [engagement_id, now.isoformat()])
    clients = clients_of(store, engagement_id=engagement_id)
    conversation = tuple(_said(row) for row in store.db.query(CONVERSATION, [engagement_id]))
    return FeedbackPage(
        engagement=get_engagement(store, engagement_id=engagement_id),
        day=day,
        clients=clients,
        conversation=conversation,
        stems=in_turn(clients[0].language if clients else "", _last_stem(conversation)),
        due=due_review(store, engagement_id=engagement_id, day=day),
        ahead=next(iter(store.all(ReviewPoint, AHEAD, [engagement_id])), None),
        is_agreed=bool(store.value(IS_AGREED, [engagement_id])),
        next_on=None if following is None else local(datetime.fromisoformat(following)).date(),
    )


def _said(row: dict[str, Any]) -> Said:
    return Said(feedback=from_row(Feedback, row), number=row["of_number"])


def _last_stem(conversation: tuple[Said, ...]) -> str:
    asked = (one.feedback.stem for one in reversed(conversation) if one.feedback.giver is Giver.CLIENT)
    return next((stem for stem in asked if stem), "")
