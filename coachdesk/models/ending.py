"""A good ending: five steps, each taken or left out for a reason, then a last day. It deletes nothing."""

from collections.abc import Iterable

import attrs

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models import standing
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ending import Ending, EndingStep, Pause, StepTaken
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import EngagementState
from coachdesk.models.standing import Standing
from coachdesk.models.store import Store, write


@write
def begin_ending(store: Store, *, engagement_id: EngagementId) -> Written[Standing]:
    """Begin to bring the work to its end; the value is how it stood before, for `standing.put_back`.

    Work that ends rests no more.

    Raises:
        InvalidInputError: it is ending or closed already.
    """
    before = standing.standing(store, engagement_id=engagement_id)
    state = before.engagement.state
    if before.ending is not None or state is EngagementState.CLOSED:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The end of this work has begun already."),
            QT_TRANSLATE_NOOP("errors", "Go on with its steps, or let the work go on after all."),
        )
    ending = Ending(engagement_id=engagement_id, begun_on=store.today(), state_before=state)
    store.put("ending", ending, key=("engagement_id",))
    _end(store, before.pauses)
    standing.move(store, before.engagement, EngagementState.CLOSING)
    return Written(before, standing.changed(before.engagement))


@write
def take_step(store: Store, *, engagement_id: EngagementId, step: EndingStep) -> Written[StepTaken]:
    """Note that a step was taken today; the value is what stood before, for `put_step`.

    Raises:
        InvalidInputError: no ending has begun, or it is over.
    """
    return _put(store, StepTaken(engagement_id=engagement_id, step=step, done_on=store.today()))


@write
def skip_step(
    store: Store, *, engagement_id: EngagementId, step: EndingStep, because: str
) -> Written[StepTaken]:
    """Leave a step out, for a reason; the value is what stood before, for `put_step`.

    Raises:
        InvalidInputError: no reason is given, no ending has begun, or it is over.
    """
    if not because.strip():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "Leaving a step out needs a word on why."),
            QT_TRANSLATE_NOOP("errors", "A few words are enough; they stay with you."),
        )
    return _put(store, StepTaken(engagement_id=engagement_id, step=step, skipped_because=because.strip()))


@write
def put_step(store: Store, *, taken: StepTaken) -> Written[StepTaken]:
    """Let a step be as it is here; the value is what stood before."""
    return _put(store, taken)


def _put(store: Store, taken: StepTaken) -> Written[StepTaken]:
    now = standing.standing(store, engagement_id=taken.engagement_id)
    if now.ending is None or now.ending.closed_on is not None:
        raise _not_under_way()
    ahead = StepTaken(engagement_id=taken.engagement_id, step=taken.step)
    before = next((one for one in now.steps if one.step is taken.step), ahead)
    store.put("ending_step", taken, key=standing.STEP_KEY)
    return Written(before, Change.of(Kind.ENDING, taken.engagement_id))


def _not_under_way() -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "The end of this work is not under way."),
        QT_TRANSLATE_NOOP("errors", "Begin it first."),
    )


@write
def close_work(store: Store, *, engagement_id: EngagementId, words: str = "") -> Written[Standing]:
    """Close the work today, once every step was taken or left out; the value is how it stood before.

    Raises:
        InvalidInputError: no ending has begun, it is over, or a step is still ahead.
    """
    before = standing.standing(store, engagement_id=engagement_id)
    if before.ending is None or before.ending.closed_on is not None:
        raise _not_under_way()
    if steps_ahead(before):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "Some steps of the ending are still ahead."),
            QT_TRANSLATE_NOOP("errors", "Take them, or say in a word why you leave them out."),
        )
    closed = attrs.evolve(before.ending, closed_on=store.today(), words=words.strip())
    store.put("ending", closed, key=("engagement_id",))
    _end(store, before.pauses)
    standing.move(store, before.engagement, EngagementState.CLOSED)
    return Written(before, standing.changed(before.engagement))


def steps_ahead(now: Standing) -> tuple[EndingStep, ...]:
    """Return the steps that were neither taken nor left out."""
    settled = {one.step for one in now.steps if one.done_on is not None or one.skipped_because}
    return tuple(step for step in EndingStep if step not in settled)


@write
def go_on_after_all(store: Store, *, engagement_id: EngagementId) -> Written[Standing]:
    """Let the work go on, or rest, as it did before its end began; the value is how it stood until now.

    Raises:
        InvalidInputError: no ending has begun.
    """
    until_now = standing.standing(store, engagement_id=engagement_id)
    if until_now.ending is None:
        raise _not_under_way()
    for table in ("ending", "ending_step"):
        store.db.execute(f"DELETE FROM {table} WHERE engagement_id = ?", [engagement_id])  # noqa: S608  (our own names)
    _end(store, until_now.pauses)
    _rest_on(store, until_now.pauses, until_now.ending)
    standing.move(store, until_now.engagement, until_now.ending.state_before)
    return Written(until_now, standing.changed(until_now.engagement))


def _rest_on(store: Store, pauses: Iterable[Pause], ending: Ending) -> None:
    """Let the rest that the end of the work broke off be under way again, as if there had been no end."""
    if ending.state_before is not EngagementState.PAUSED:
        return
    earlier = [one for one in pauses if one.state_before is not EngagementState.CLOSING]
    if earlier and (earlier[-1].ended_on is None or earlier[-1].ended_on >= ending.begun_on):
        store.put("pause", attrs.evolve(earlier[-1], ended_on=None))


def _end(store: Store, pauses: Iterable[Pause]) -> None:
    """Let rests that are still under way be over, for the work they were a rest of is."""
    for pause in pauses:
        if pause.ended_on is None:
            store.put("pause", attrs.evolve(pause, ended_on=store.today()))
