"""A promise that is made or reworded between sessions, agreed by mail or on the phone."""

from datetime import date

import attrs
from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models import promises
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import (
    CommitmentId,
    EngagementId,
    FurtherPromiseId,
    PledgeId,
    SessionId,
    new_id,
)
from coachdesk.models.entities.session import Closing, Commitment, FurtherPromise, Pledge
from coachdesk.models.further_promises import further_promises, save_further
from coachdesk.models.promises import ClosingPart, is_said
from coachdesk.models.sessions import ensure_not_handed_out, session
from coachdesk.models.store import Store, write


@frozen(kw_only=True)
class PromiseWords:
    """What a promise says, complete or not; `known_by` is the client's alone."""

    is_mine: bool
    what: str = ""
    by_when: date | None = None
    known_by: str = ""

    @classmethod
    def of(cls, promise: Commitment | Pledge) -> "PromiseWords":
        """Return what a promise of either side says."""
        is_mine = isinstance(promise, Pledge)
        known_by = "" if isinstance(promise, Pledge) else promise.how_we_will_know
        return cls(is_mine=is_mine, what=promise.what, by_when=promise.by_when, known_by=known_by)


def missing_in(words: PromiseWords) -> tuple[ClosingPart, ...]:
    """Return what a promise still lacks: a client's needs all three parts, a coach's needs what."""
    if words.is_mine:
        return () if is_said(words.what) else (ClosingPart.PLEDGE_WHAT,)
    has = {
        ClosingPart.COMMITMENT_WHAT: is_said(words.what),
        ClosingPart.COMMITMENT_BY: words.by_when is not None,
        ClosingPart.COMMITMENT_KNOWN_BY: is_said(words.known_by),
    }
    return tuple(part for part, given in has.items() if not given)


@write
def add_promise(
    store: Store, *, engagement_id: EngagementId, words: PromiseWords
) -> Written[Commitment | Pledge]:
    """Keep a promise of either side that belongs to no session.

    Raises:
        InvalidInputError: a part of it is missing.
    """
    _ensure_complete(words)
    made = _pledge(engagement_id, words) if words.is_mine else _commitment(engagement_id, words)
    return Written(made, put_promise(store, promise=made).change)


@write
def put_promise(store: Store, *, promise: Commitment | Pledge) -> Written[Commitment | Pledge]:
    """Keep a promise as it is, such as one that was taken back."""
    if isinstance(promise, Pledge):
        return Written(promise, promises.put_pledge(store, promise))
    return Written(promise, promises.put_commitment(store, promise))


@write
def take_promise_back(store: Store, *, promise: Commitment | Pledge) -> Written[Commitment | Pledge]:
    """Take a promise back that belongs to no session; `put_promise` makes it again."""
    return Written(promise, promises.drop_promise(store, promise))


@write
def reword_promise(
    store: Store, *, promise: Commitment | Pledge, words: PromiseWords
) -> Written[Commitment | Pledge]:
    """Say a promise in other words, in the closing of its session too; what became of it stays.

    Raises:
        InvalidInputError: a part of it is missing.
        LockedTextError: the summary of its session has been handed out, and this promise with it.
        NotFoundError: it is gone, or its session was deleted.
    """
    _ensure_complete(words)
    reworded = _reworded(_stored(store, promise), words)
    if promise.session_id is None:
        return put_promise(store, promise=reworded)
    ensure_not_handed_out(session(store, promise.session_id))
    change = put_promise(store, promise=reworded).change
    return Written(reworded, change | _retype(store, promise.session_id, reworded))


def _stored(store: Store, promise: Commitment | Pledge) -> Commitment | Pledge:
    if isinstance(promise, Pledge):
        return promises.get_pledge(store, promise.id)
    return promises.get_commitment(store, promise.id)


def _ensure_complete(words: PromiseWords) -> None:
    if not missing_in(words):
        return
    if words.is_mine:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This promise says nothing yet."),
            QT_TRANSLATE_NOOP("errors", "Say what you will do, then save again."),
        )
    raise InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "A part of this promise is missing."),
        QT_TRANSLATE_NOOP("errors", "Say what, by when, and how you will both know, then save again."),
    )


def _commitment(engagement_id: EngagementId, words: PromiseWords) -> Commitment:
    return Commitment(
        id=CommitmentId(new_id()),
        engagement_id=engagement_id,
        what=words.what.strip(),
        by_when=words.by_when or date.max,
        how_we_will_know=words.known_by.strip(),
        headline=False,
    )


def _pledge(engagement_id: EngagementId, words: PromiseWords) -> Pledge:
    return Pledge(
        id=PledgeId(new_id()),
        engagement_id=engagement_id,
        what=words.what.strip(),
        by_when=words.by_when,
        headline=False,
    )


def _reworded(promise: Commitment | Pledge, words: PromiseWords) -> Commitment | Pledge:
    what = words.what.strip()
    if isinstance(promise, Pledge):
        return attrs.evolve(promise, what=what, by_when=words.by_when)
    by_when = words.by_when or date.max
    return attrs.evolve(promise, what=what, by_when=by_when, how_we_will_know=words.known_by.strip())


def _retype(store: Store, session_id: SessionId, promise: Commitment | Pledge) -> Change:
    """Let the closing, from which promises are kept as it is typed, say the same."""
    if promise.headline:
        typed = _headline(promises.closing(store, session_id), promise)
        store.put("closing", typed, key=("session_id",))
    else:
        typed_further = next(
            (one for one in further_promises(store, session_id) if str(one.id) == promise.id), None
        )
        if typed_further is not None:
            return save_further(store, promise=_further(typed_further, promise)).change
    return Change.of(Kind.SUMMARY, session_id)


def _headline(typed: Closing, promise: Commitment | Pledge) -> Closing:
    if isinstance(promise, Pledge):
        return attrs.evolve(typed, pledge_what=promise.what, pledge_by=promise.by_when)
    return attrs.evolve(
        typed,
        commitment_what=promise.what,
        commitment_by=promise.by_when,
        commitment_known_by=promise.how_we_will_know,
    )


def _further(typed: FurtherPromise, promise: Commitment | Pledge) -> FurtherPromise:
    known_by = "" if isinstance(promise, Pledge) else promise.how_we_will_know
    return attrs.evolve(
        typed, id=FurtherPromiseId(promise.id), what=promise.what, by_when=promise.by_when, known_by=known_by
    )
