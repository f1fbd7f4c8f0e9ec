"""Reviews of an agreement: planned, walked clause by clause, ended on record or let go.

A review never touches the version in force; where something is to change, it begins the next one.
"""

from collections.abc import Iterable
from typing import Final

import attrs
from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, StaleError
from coachdesk.models.agreement_page import clauses_of
from coachdesk.models.agreement_versions import next_version
from coachdesk.models.clauses import set_state
from coachdesk.models.entities.agreement import AgreementVersion, Clause, ClauseState
from coachdesk.models.entities.change import Change, Written
from coachdesk.models.entities.ids import ClauseId, EngagementId, ReviewId, VersionId, new_id
from coachdesk.models.entities.review import (
    Answer,
    Outcome,
    ReviewAnswer,
    ReviewCause,
    ReviewPoint,
    ReviewState,
)
from coachdesk.models.review_causes import DueReview, all_events
from coachdesk.models.review_page import ReviewPage, answers_of, review_page
from coachdesk.models.review_plans import put_review, review_change
from coachdesk.models.store import Store, write

_BECOMES: Final = {Answer.CHANGE: ClauseState.REVISIT, Answer.DROP: ClauseState.DROPPED}


@write
def answer_clause(
    store: Store,
    *,
    engagement_id: EngagementId,
    clause_id: ClauseId,
    answer: Answer,
    words: str = "",
    review_id: ReviewId | None = None,
) -> Written[ReviewAnswer]:
    """Keep what is said of a clause of the version in force; the first answer begins the review.

    A review that begins has `review_id`, where there is one: it had begun before.

    Raises:
        InvalidInputError: no agreement is in force, or the clause is none of its.
    """
    page = review_page(store, engagement_id=engagement_id)
    if all(clause.id != clause_id for clause in page.clauses):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This clause is not in the agreement in force."),
            QT_TRANSLATE_NOOP("errors", "A newer version was signed meanwhile; begin the review again."),
        )
    review = _begun(store, page, review_id)
    said = ReviewAnswer(review_id=review.id, clause_id=clause_id, answer=answer, words=words)
    store.put("review_answer", said, key=("review_id", "clause_id"))
    return Written(said, review_change(engagement_id, review.id))


@write
def answer_clauses(
    store: Store,
    *,
    engagement_id: EngagementId,
    answers: Iterable[tuple[ClauseId, Answer, str]],
    review_id: ReviewId | None = None,
) -> Written[tuple[ReviewAnswer, ...]]:
    """Keep what is said of several clauses, as `answer_clause` does.

    Raises:
        InvalidInputError: no agreement is in force, or a clause is none of its.
    """
    written = [
        answer_clause(
            store,
            engagement_id=engagement_id,
            clause_id=clause_id,
            answer=answer,
            words=words,
            review_id=review_id,
        )
        for clause_id, answer, words in answers
    ]
    change = Change.union(one.change for one in written)
    return Written(tuple(one.value for one in written), change)


@write
def take_answer_back(store: Store, *, said: ReviewAnswer) -> Written[ReviewAnswer]:
    """Leave a clause without an answer again; without any, the review has not begun.

    Raises:
        NotFoundError: there is no such review.
        StaleError: it is over.
    """
    review = store.one(ReviewPoint, "SELECT * FROM review_point WHERE id = ?", [said.review_id])
    if not review.is_under_way:
        raise StaleError
    store.db.execute(
        "DELETE FROM review_answer WHERE review_id = ? AND clause_id = ?", [said.review_id, said.clause_id]
    )
    if not answers_of(store, review.id):
        _begin_later(store, review)
    return Written(said, review_change(review.engagement_id, review.id))


def _begin_later(store: Store, review: ReviewPoint) -> None:
    """Leave of a review that has begun what stood there before: its plan, or nothing."""
    if review.is_planned:
        put_review(store, attrs.evolve(review, version_id=None))
    else:
        store.delete("review_point", review.id)


def _begun(store: Store, page: ReviewPage, review_id: ReviewId | None = None) -> ReviewPoint:
    """Return the review that is under way, begun from a plan that is due or as one of its own."""
    if page.under_way is not None:
        return page.under_way
    planned = next(iter(_planned_and_due(page)), None)
    engagement_id = EngagementId(page.agreement.agreement.engagement_id)
    fresh = ReviewPoint(
        id=review_id or ReviewId(new_id()), engagement_id=engagement_id, cause=_cause(page.due)
    )
    return put_review(store, attrs.evolve(planned or fresh, version_id=page.agreement.version.id)).value


@frozen(kw_only=True)
class Over:
    """A review that is over, and what was under way or planned before that."""

    review: ReviewPoint
    before: tuple[ReviewPoint, ...] = ()


@write
def end_with_nothing_changed(store: Store, *, engagement_id: EngagementId) -> Written[Over]:
    """Put on record that every clause is still true.

    Raises:
        InvalidInputError: a clause has no answer yet, or is to change.
    """
    page = review_page(store, engagement_id=engagement_id)
    moving = page.with_answer(Answer.CHANGE, Answer.DROP)
    if moving:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "Something is to change: {headings}."),
            QT_TRANSLATE_NOOP("errors", "Start a new version, or look at these again."),
            headings=_headings(moving),
        )
    silent = page.with_answer(Answer.OPEN)
    if silent or page.under_way is None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "Not looked at yet: {headings}."),
            QT_TRANSLATE_NOOP("errors", "Answer these too, then it is on record."),
            headings=_headings(silent),
        )
    return _end(store, page, Outcome.NOTHING_CHANGED)


def _headings(clauses: tuple[Clause, ...]) -> str:
    return ", ".join(clause.heading for clause in clauses)


@write
def end_with_new_version(
    store: Store, *, engagement_id: EngagementId, reason: str
) -> Written[AgreementVersion]:
    """Begin the next version: what is to change is to be talked about again, what is to go is dropped.

    Raises:
        InvalidInputError: nothing is to change, no reason is given, or a version is being worked on.
    """
    page = review_page(store, engagement_id=engagement_id)
    if not page.with_answer(Answer.CHANGE, Answer.DROP):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "No clause is to change."),
            QT_TRANSLATE_NOOP("errors", "Say so for one of them, or put on record that nothing changed."),
        )
    written = next_version(store, agreement_id=page.agreement.agreement.id, reason=reason)
    change = written.change | _carry_answers(store, page, written.value.id)
    ended = _end(store, page, Outcome.NEW_VERSION, written.value.id)
    return Written(written.value, change | ended.change)


def _carry_answers(store: Store, page: ReviewPage, version_id: VersionId) -> Change:
    """Set aside in the draft what the review wants to be different; the copies stand in the same order."""
    change = Change()
    originals = (clause for clause in page.agreement.clauses if clause.state is not ClauseState.DROPPED)
    for original, copy in zip(originals, clauses_of(store, version_id), strict=True):
        said = page.answer_to(original.id)
        state = None if said is None else _BECOMES.get(said.answer)
        if state is not None:
            change |= set_state(store, clause_id=copy.id, state=state).change
    return change


def _end(
    store: Store, page: ReviewPage, outcome: Outcome, new_version_id: VersionId | None = None
) -> Written[Over]:
    """End the review under way on record."""
    review = _begun(store, page)
    engagement_id = EngagementId(review.engagement_id)
    seen = all_events(store, engagement_id=engagement_id, day=store.today())
    held = attrs.evolve(
        review, state=ReviewState.HELD, about=seen, outcome=outcome, new_version_id=new_version_id
    )
    return _put_over(store, page, held)


def _put_over(store: Store, page: ReviewPage, point: ReviewPoint) -> Written[Over]:
    """Keep a review that is over; what else was planned by now is over too."""
    over = Over(review=attrs.evolve(point, held_at=store.now()), before=_at_hand(page))
    return end_again(store, over=over)


def _at_hand(page: ReviewPage) -> tuple[ReviewPoint, ...]:
    """Return the review that is under way, and the plans that are due."""
    planned = _planned_and_due(page)
    return planned if page.under_way is None else (page.under_way, *planned)


@write
def end_again(store: Store, *, over: Over) -> Written[Over]:
    """Let a review be over whose end was taken back."""
    for other in over.before:
        if other.id != over.review.id:
            store.delete("review_point", other.id)
    put_review(store, over.review)
    return Written(over, _change_of(over))


@write
def take_end_back(store: Store, *, over: Over) -> Written[Over]:
    """Let a review that was held or let go be as it was before; what was let go asks again."""
    if all(point.id != over.review.id for point in over.before):
        store.delete("review_point", over.review.id)
    for point in over.before:
        put_review(store, point)
    return Written(over, _change_of(over))


def _change_of(over: Over) -> Change:
    return review_change(over.review.engagement_id, over.review.id, *(point.id for point in over.before))


@write
def let_go(store: Store, *, engagement_id: EngagementId, words: str) -> Written[Over]:
    """Let what is due or under way go, with a word why; the same events do not ask again.

    Raises:
        InvalidInputError: there is nothing to let go, or no word says why.
    """
    page = review_page(store, engagement_id=engagement_id)
    if page.due is None and page.under_way is None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "No review is due here."),
            QT_TRANSLATE_NOOP("errors", "There is nothing to let go."),
        )
    if not words.strip():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "A word is missing why this can go."),
            QT_TRANSLATE_NOOP("errors", "One sentence is enough; it is for you."),
        )
    return _let_go(store, page, words.strip())


def _let_go(store: Store, page: ReviewPage, words: str) -> Written[Over]:
    engagement_id = EngagementId(page.agreement.agreement.engagement_id)
    fresh = ReviewPoint(id=ReviewId(new_id()), engagement_id=engagement_id)
    gone = attrs.evolve(
        next(iter(_at_hand(page)), fresh),
        state=ReviewState.LET_GO,
        cause=_cause(page.due),
        about=_keys(page.due),
        words=words,
    )
    return _put_over(store, page, gone)


def _planned_and_due(page: ReviewPage) -> tuple[ReviewPoint, ...]:
    """Return the plans that are due, and not under way."""
    due = page.due.events.get(ReviewCause.PLANNED, ()) if page.due is not None else ()
    return tuple(point for point in page.ahead if point.id in due)


def _cause(due: DueReview | None) -> ReviewCause:
    """Return what a review is held for; the cadence first, because its next turn counts from here."""
    causes = () if due is None else due.causes
    if ReviewCause.CADENCE in causes:
        return ReviewCause.CADENCE
    return causes[0] if causes else ReviewCause.PLANNED


def _keys(due: DueReview | None) -> tuple[str, ...]:
    return () if due is None else tuple(key for keys in due.events.values() for key in keys)
