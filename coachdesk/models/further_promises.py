"""What both sides promise besides the headline of a closing, kept as it is typed."""

from datetime import date

import attrs

from coachdesk.models import promises
from coachdesk.models.between_check_ins import is_talked_about
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import CommitmentId, PledgeId, SessionId
from coachdesk.models.entities.session import (
    Closing,
    Commitment,
    CommitmentState,
    FurtherPromise,
    Pledge,
    PledgeState,
    Session,
)
from coachdesk.models.sessions import ensure_not_handed_out, session
from coachdesk.models.store import Store, write


def further_promises(store: Store, session_id: SessionId) -> tuple[FurtherPromise, ...]:
    """Return the further promises of a closing in their order, complete or not."""
    sql = "SELECT * FROM further_promise WHERE session_id = ? ORDER BY by_coach, position, id"
    return store.all(FurtherPromise, sql, [session_id])


def is_complete(promise: FurtherPromise) -> bool:
    """Tell whether it can be held: a coach's needs words, a client's also by when and how we will know."""
    needs = promise.by_coach or (promise.by_when is not None and promises.is_said(promise.known_by))
    return needs and promises.is_said(promise.what)


def says_nothing(promise: FurtherPromise) -> bool:
    """Tell whether nothing is typed and nothing chosen in it yet."""
    words = (promise.what, promise.known_by, promise.barrier, promise.held_to_it)
    chosen = (promise.by_when, promise.small_enough)
    return not any(word.strip() for word in words) and chosen == (None, None)


@write
def save_promises(
    store: Store, *, closing: Closing, further: tuple[FurtherPromise, ...] = ()
) -> Written[Closing]:
    """Keep the headline of a closing and these further promises in one go.

    Raises:
        LockedTextError: the summary has been handed out, and these promises with it.
    """
    headline = promises.save_closing(store, closing=closing).change
    besides = (save_further(store, promise=promise).change for promise in further)
    return Written(closing, Change.union([headline, *besides]))


@write
def save_further(store: Store, *, promise: FurtherPromise) -> Written[FurtherPromise]:
    """Keep a further promise as it is typed; complete, it is a promise like any other. A blank one goes.

    Raises:
        LockedTextError: the summary has been handed out, and this promise with it.
    """
    if says_nothing(promise):
        return remove_further(store, promise=promise)
    held = session(store, promise.session_id)
    ensure_not_handed_out(held)
    store.put("further_promise", promise)
    return Written(promise, _sync(store, held, promise) | Change.of(Kind.SUMMARY, held.id))


@write
def remove_further(store: Store, *, promise: FurtherPromise) -> Written[FurtherPromise]:
    """Take a further promise back; `save_further` undoes it.

    One that was settled, or talked about since, stays on record.

    Raises:
        LockedTextError: the summary has been handed out, and this promise with it.
    """
    ensure_not_handed_out(session(store, promise.session_id))
    store.delete("further_promise", promise.id)
    change = _take_back(store, _made_of(store, promise))
    return Written(promise, change | Change.of(Kind.SUMMARY, promise.session_id))


def _sync(store: Store, held: Session, promise: FurtherPromise) -> Change:
    old = _made_of(store, promise)
    if not is_complete(promise):
        return _take_back(store, old)
    if promise.by_coach:
        pledge = _pledge(held, promise, old)
        return Change() if pledge == old else promises.put_pledge(store, pledge)
    commitment = _commitment(held, promise, old)
    return Change() if commitment == old else promises.put_commitment(store, commitment)


def _made_of(store: Store, promise: FurtherPromise) -> Commitment | Pledge | None:
    """Return the promise that a further one has become."""
    made: tuple[Commitment | Pledge, ...]
    if promise.by_coach:
        made = store.all(Pledge, "SELECT * FROM pledge WHERE id = ?", [promise.id])
    else:
        made = store.all(Commitment, "SELECT * FROM commitment WHERE id = ?", [promise.id])
    return next(iter(made), None)


def _take_back(store: Store, made: Commitment | Pledge | None) -> Change:
    if made is None or made.state not in (CommitmentState.OPEN, PledgeState.OPEN):
        return Change()
    if is_talked_about(store, made):
        return Change()
    return promises.drop_promise(store, made)


def _pledge(held: Session, promise: FurtherPromise, old: Commitment | Pledge | None) -> Pledge:
    pledge = Pledge(
        id=PledgeId(promise.id),
        engagement_id=held.engagement_id,
        session_id=held.id,
        what=promise.what.strip(),
        by_when=promise.by_when,
        headline=False,
    )
    if isinstance(old, Pledge):
        return attrs.evolve(pledge, state=old.state, outcome=old.outcome, settled_on=old.settled_on)
    return pledge


def _commitment(held: Session, promise: FurtherPromise, old: Commitment | Pledge | None) -> Commitment:
    commitment = Commitment(
        id=CommitmentId(promise.id),
        engagement_id=held.engagement_id,
        session_id=held.id,
        what=promise.what.strip(),
        by_when=promise.by_when or date.max,
        how_we_will_know=promise.known_by.strip(),
        small_enough=promise.small_enough,
        barrier=promise.barrier.strip(),
        held_to_it=promise.held_to_it.strip(),
        headline=False,
    )
    if isinstance(old, Commitment):
        return attrs.evolve(
            commitment,
            state=old.state,
            outcome=old.outcome,
            settled_on=old.settled_on,
            size_kept=old.size_kept,
            carried_from_id=old.carried_from_id,
        )
    return commitment
