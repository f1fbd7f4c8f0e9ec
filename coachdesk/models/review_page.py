"""All that the page of a review shows, read in one go."""

from typing import Final

from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.boundaries import NOT_OF_THE_BIN
from coachdesk.models.content_hash import printed_clauses
from coachdesk.models.entities.agreement import Clause
from coachdesk.models.entities.ids import ClauseId, EngagementId, ReviewId
from coachdesk.models.entities.review import (
    Answer,
    Noticed,
    ReviewAnswer,
    ReviewPoint,
    ReviewState,
)
from coachdesk.models.review_causes import DueReview, due_review
from coachdesk.models.store import Store

_ALL: Final = "SELECT * FROM review_point WHERE engagement_id = ? ORDER BY created_at, rowid"
_NOTICED: Final = f"""
SELECT * FROM noticed n WHERE n.engagement_id = ? AND {NOT_OF_THE_BIN}
ORDER BY n.noticed_on, n.created_at, n.rowid
"""  # noqa: S608  (our own text)


@frozen(kw_only=True)
class ReviewPage:
    """The version in force, what has been said of its clauses, and every review of the engagement.

    `clauses` are those that say something.
    """

    agreement: AgreementPage
    clauses: tuple[Clause, ...]
    answers: tuple[ReviewAnswer, ...] = ()
    reviews: tuple[ReviewPoint, ...] = ()
    noticed: tuple[Noticed, ...] = ()
    due: DueReview | None = None
    under_way: ReviewPoint | None = None

    def answer_to(self, clause_id: ClauseId) -> ReviewAnswer | None:
        """Return what has been said of a clause."""
        return next((one for one in self.answers if one.clause_id == clause_id), None)

    def with_answer(self, *answers: Answer) -> tuple[Clause, ...]:
        """Return the clauses that were answered like this; OPEN are those without an answer."""
        said = {one.clause_id: one.answer for one in self.answers}
        return tuple(clause for clause in self.clauses if said.get(clause.id, Answer.OPEN) in answers)

    @property
    def ahead(self) -> tuple[ReviewPoint, ...]:
        """The reviews that are planned, and not begun on the version in force."""
        return tuple(
            one
            for one in self.reviews
            if one.state is ReviewState.AHEAD and one != self.under_way and one.is_planned
        )

    @property
    def past(self) -> tuple[ReviewPoint, ...]:
        """The reviews that were held or let go, the latest first."""
        past = (one for one in self.reviews if one.state is not ReviewState.AHEAD)
        return tuple(sorted(past, key=lambda one: str(one.held_at), reverse=True))

    @property
    def next_number(self) -> int:
        """The number that a new version would have."""
        return self.agreement.versions[-1].number + 1

    @property
    def sentences(self) -> str:
        """What was written beside the clauses that are to change, as a reason begins."""
        said = {one.clause_id: one.words.strip() for one in self.answers}
        moving = self.with_answer(Answer.CHANGE, Answer.DROP)
        return "\n".join(f"{c.heading}: {said[c.id]}" if said[c.id] else c.heading for c in moving)


def review_page(store: Store, *, engagement_id: EngagementId) -> ReviewPage:
    """Return the review of an engagement's agreement.

    Raises:
        InvalidInputError: no agreement is in force.
        NotFoundError: there is no agreement.
    """
    newest = open_agreement(store, engagement_id=engagement_id)
    if newest.in_force is None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "No agreement is in force here."),
            QT_TRANSLATE_NOOP("errors", "Sign one first; a review looks at what was signed."),
        )
    page = open_agreement(store, engagement_id=engagement_id, version_id=newest.in_force.id)
    reviews = store.all(ReviewPoint, _ALL, [engagement_id])
    under_way = next((one for one in reviews if one.is_under_way and one.version_id == page.version.id), None)
    return ReviewPage(
        agreement=page,
        clauses=tuple(one for one in printed_clauses(page.clauses) if one.agreed_words.strip()),
        answers=() if under_way is None else answers_of(store, under_way.id),
        reviews=reviews,
        noticed=store.all(Noticed, _NOTICED, [engagement_id]),
        due=due_review(store, engagement_id=engagement_id, day=store.today()),
        under_way=under_way,
    )


def answers_of(store: Store, review_id: ReviewId) -> tuple[ReviewAnswer, ...]:
    """Return what a review says of each clause."""
    return store.all(ReviewAnswer, "SELECT * FROM review_answer WHERE review_id = ?", [review_id])
