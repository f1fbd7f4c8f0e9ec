"""One sentence about the work together, when its turn has come, and what the other side makes of it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import attrs
from attrs import frozen

from coachdesk.models import noticed, session_index
from coachdesk.models.clock import local
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import EngagementId, FeedbackId, NoticedId
from coachdesk.models.entities.people import Cadence, CadenceUnit, Engagement
from coachdesk.models.entities.relationship import Feedback, FeedbackHow, Giver
from coachdesk.models.entities.review import Noticed, NoticedKind
from coachdesk.models.entities.session import Session
from coachdesk.models.promises import OF_A_LIVING_SESSION
from coachdesk.models.session_kinds import MISSED
from coachdesk.models.stems import in_turn
from coachdesk.models.store import Store, write

_OF_ENGAGEMENT: Final = (
    f"SELECT * FROM feedback WHERE engagement_id = ? AND giver = ? AND {OF_A_LIVING_SESSION}"  # noqa: S608  (our own text)
)
_OPEN: Final = "how <> 'declined' AND trim(answer) = ''"
_UNTOLD: Final = "how <> 'declined' AND (trim(answer) = '' OR told_on IS NULL)"
HELD_BETWEEN: Final = """
SELECT count(*) FROM session WHERE engagement_id = ? AND state = 'held' AND deleted_at IS NULL AND id <> ?
AND coalesce(began_at, planned_at) > ? AND coalesce(began_at, planned_at) <= ?
"""
_FIRST_HELD: Final = """
SELECT min(coalesce(began_at, planned_at)) FROM session
WHERE engagement_id = ? AND state = 'held' AND deleted_at IS NULL
"""
_END_OF_TIME: Final = "9999"
_CLIENT: Final = Giver.CLIENT.value


@frozen(kw_only=True)
class FeedbackTurn:
    """What a session needs to know of feedback. `stems` are in the order they are offered in.

    `given` holds that of this session, `waiting` what was said earlier and wants an answer, or was
    answered and the client has not been told.
    """

    is_due: bool = False
    stems: tuple[str, ...] = ()
    given: tuple[Feedback, ...] = ()
    waiting: tuple[Feedback, ...] = ()


def feedback_turn(store: Store, held: Session, engagement: Engagement, language: str) -> FeedbackTurn:
    """Return whether a sentence of feedback is due in a session, and what of it is there."""
    given = store.all(
        Feedback, f"{_OF_ENGAGEMENT} AND session_id = ?", [held.engagement_id, _CLIENT, held.id]
    )
    last = _last(store, held.engagement_id)
    return FeedbackTurn(
        is_due=not given and _is_due(store, held, engagement, last),
        stems=in_turn(language, "" if last is None else last.stem),
        given=given,
        waiting=tuple(one for one in _untold(store, held.engagement_id) if one.session_id != held.id),
    )


def open_feedback(store: Store, *, engagement_id: EngagementId) -> tuple[Feedback, ...]:
    """Return what a client has said that the coach has not answered, oldest first."""
    sql = f"{_OF_ENGAGEMENT} AND {_OPEN} ORDER BY given_on, id"
    return store.all(Feedback, sql, [engagement_id, _CLIENT])


def _untold(store: Store, engagement_id: EngagementId) -> tuple[Feedback, ...]:
    sql = f"{_OF_ENGAGEMENT} AND {_UNTOLD} ORDER BY given_on, id"
    return store.all(Feedback, sql, [engagement_id, _CLIENT])


def _last(store: Store, engagement_id: EngagementId) -> Feedback | None:
    """Return what was given or declined last."""
    sql = f"{_OF_ENGAGEMENT} ORDER BY given_on DESC, created_at DESC LIMIT 1"
    return next(iter(store.all(Feedback, sql, [engagement_id, _CLIENT])), None)


def _is_due(store: Store, held: Session, engagement: Engagement, last: Feedback | None) -> bool:
    """Tell whether the cadence has come round by this session; a later one that was held takes it over."""
    cadence, at = engagement.feedback_every, held.began_at or held.planned_at or store.now()
    if cadence is None or not cadence.every or held.state in MISSED:
        return False
    if last is not None and last.given_on >= local(at).date():
        return False
    if _held(store, held, at.isoformat(), _END_OF_TIME):
        return False
    since = None if last is None else last.given_on
    if cadence.unit is CadenceUnit.SESSIONS:
        earlier = _held(store, held, "" if since is None else _end_of(since), at.isoformat())
        return earlier + 1 >= cadence.every
    return _weeks_are_over(store, engagement, cadence, since, local(at).date())


def _held(store: Store, held: Session, after: str, until: str) -> int:
    """Return how many other sessions were held after a moment, up to and with another one."""
    return int(store.value(HELD_BETWEEN, [held.engagement_id, held.id, after, until]))


def _end_of(day: date) -> str:
    """Return the last moment of a day on the coach's wall, as it compares to those of the vault."""
    return datetime.combine(day, time.max).astimezone(UTC).isoformat()


def _weeks_are_over(
    store: Store, engagement: Engagement, cadence: Cadence, since: date | None, day: date
) -> bool:
    began_on = since or engagement.starts_on or _first_day(store, engagement.id) or day
    return began_on + timedelta(weeks=cadence.every) <= day


def _first_day(store: Store, engagement_id: EngagementId) -> date | None:
    first = store.value(_FIRST_HELD, [engagement_id])
    return None if first is None else local(datetime.fromisoformat(first)).date()


def says_nothing(feedback: Feedback) -> bool:
    """Tell whether nothing was said, and not declined either."""
    words = (feedback.sentence, feedback.answer, feedback.will_change)
    return feedback.how is not FeedbackHow.DECLINED and not any(word.strip() for word in words)


@write
def save_all_feedback(store: Store, *, feedback: tuple[Feedback, ...]) -> Written[tuple[Feedback, ...]]:
    """Keep several sentences with their answers in one go."""
    kept = (save_feedback(store, feedback=one).change for one in feedback)
    return Written(feedback, Change.union(kept))


@write
def save_feedback(store: Store, *, feedback: Feedback) -> Written[Feedback]:
    """Keep what was said, word for word, and its answer; where nothing is left of it, it goes.

    One that asks for a change is noticed for the next review of the agreement.
    """
    change = _notice(store, _stored(store, feedback.id), feedback)
    if says_nothing(feedback):
        store.delete("feedback", feedback.id)
    else:
        store.put("feedback", feedback)
        session_index.index_feedback(store, feedback)
    return Written(feedback, change | Change.of(Kind.FEEDBACK, feedback.id))


def _notice(store: Store, old: Feedback | None, new: Feedback) -> Change:
    """Let a wish for change be known to the next review; what the coach struck there stays struck."""
    former, wish = _wish(old), _wish(new)
    if wish == former:
        return Change()
    if wish is not None:
        return noticed.put_noticed_back(store, noticed=wish).change
    return Change() if former is None else noticed.remove_noticed(store, noticed=former).change


def _wish(feedback: Feedback | None) -> Noticed | None:
    if feedback is None or not feedback.asks_change or not feedback.sentence.strip():
        return None
    return Noticed(
        id=NoticedId(feedback.id),
        engagement_id=feedback.engagement_id,
        kind=NoticedKind.FEEDBACK,
        noticed_on=feedback.given_on,
        words=feedback.sentence.strip(),
    )


@write
def remove_feedback(store: Store, *, feedback: Feedback) -> Written[Feedback]:
    """Take a sentence away, and what was noticed of it; `save_feedback` puts back what is returned.

    That is the sentence as it was kept last.
    """
    gone = _stored(store, feedback.id) or feedback
    change = _notice(store, gone, attrs.evolve(gone, asks_change=False))
    store.delete("feedback", gone.id)
    return Written(gone, change | Change.of(Kind.FEEDBACK, gone.id))


def _stored(store: Store, feedback_id: FeedbackId) -> Feedback | None:
    return next(iter(store.all(Feedback, "SELECT * FROM feedback WHERE id = ?", [feedback_id])), None)


def feedback(store: Store, *, feedback_id: FeedbackId) -> Feedback:
    """Return one sentence of feedback.

    Raises:
        NotFoundError: there is none with this id.
    """
    return store.one(Feedback, "SELECT * FROM feedback WHERE id = ?", [feedback_id])
