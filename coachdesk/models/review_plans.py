"""Reviews that are planned, for a day or for when a session has been held."""

from datetime import date

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import EngagementId, ReviewId, new_id
from coachdesk.models.entities.review import (
    ReviewKind,
    ReviewPoint,
    ReviewState,
)
from coachdesk.models.store import Store, write


@write
def plan_review(
    store: Store,
    *,
    engagement_id: EngagementId,
    kind: ReviewKind = ReviewKind.AGREEMENT,
    due_on: date | None = None,
    due_after_session: int | None = None,
) -> Written[ReviewPoint]:
    """Plan a review for a day, or for when the session with a number has been held.

    Raises:
        InvalidInputError: neither is given, or both are.
    """
    if (due_on is None) == (not due_after_session):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "A review needs a day or a session."),
            QT_TRANSLATE_NOOP("errors", "Give one of the two."),
        )
    point = ReviewPoint(
        id=ReviewId(new_id()),
        engagement_id=engagement_id,
        kind=kind,
        due_on=due_on,
        due_after_session=due_after_session or None,
    )
    return put_review(store, point)


@write
def remove_plan(store: Store, *, review_id: ReviewId) -> Written[ReviewPoint]:
    """Take back the plan of a review that has not begun.

    Raises:
        InvalidInputError: it has begun, or is over.
        NotFoundError: there is none with this id.
    """
    point = store.one(ReviewPoint, "SELECT * FROM review_point WHERE id = ?", [review_id])
    if point.state is not ReviewState.AHEAD or not point.is_planned or point.is_under_way:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This review has begun."),
            QT_TRANSLATE_NOOP("errors", "Go on with it, or let it go with a word why."),
        )
    store.delete("review_point", review_id)
    return Written(point, review_change(point.engagement_id, point.id))


@write
def put_plan_back(store: Store, *, point: ReviewPoint) -> Written[ReviewPoint]:
    """Undo the removal of a plan."""
    return put_review(store, point)


def review_change(engagement_id: str, *ids: str) -> Change:
    """Return the change that a write to reviews of an engagement is."""
    return Change.of(Kind.REVIEW, engagement_id, *ids)


def put_review(store: Store, point: ReviewPoint) -> Written[ReviewPoint]:
    """Keep a review; for the verbs of this and the neighbouring modules."""
    store.put("review_point", point)
    return Written(point, review_change(point.engagement_id, point.id))
