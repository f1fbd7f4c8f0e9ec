"""What becomes of a promise: settled at the next check-in or in between, carried on, or made smaller."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

import attrs
from attrs import frozen

from coachdesk.models import promises
from coachdesk.models.between_check_ins import hand_words_on
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import CommitmentId, PledgeId, SessionId, new_id
from coachdesk.models.entities.session import (
    Closing,
    Commitment,
    CommitmentState,
    Pledge,
    PledgeState,
    SizeAnswer,
)
from coachdesk.models.sessions import ensure_not_handed_out, session
from coachdesk.models.store import Store, write

_KEY: Final = ("session_id",)
_CARRIED_FOR: Final = timedelta(weeks=1)


@frozen(kw_only=True)
class Standing:
    """A promise as it stood, with the open one that followed it: all it takes to go back there."""

    promise: Commitment | Pledge
    follower: Commitment | None = None


@write
def settle_commitment(
    store: Store,
    *,
    commitment_id: CommitmentId,
    state: CommitmentState,
    outcome: str = "",
    in_session: SessionId | None = None,
    carry_to: date | None = None,
) -> Written[Commitment]:
    """Say what became of a commitment, with a word on why; OPEN takes an earlier answer back.

    A carried one gets a follower, due on `carry_to` or in a week. While the closing of
    `in_session` is still empty, the follower becomes its headline.

    Raises:
        LockedTextError: it was carried into a session whose summary has been handed out.
    """
    old = promises.get_commitment(store, commitment_id)
    settled = attrs.evolve(
        old, state=state, outcome=outcome.strip(), settled_on=_settled_on(store, old, state)
    )
    change = promises.put_commitment(store, settled)
    if state is old.state:
        return Written(settled, change)
    change |= _take_followers_back(store, settled)
    if state is CommitmentState.CARRIED:
        change |= _follow(store, settled, in_session, by_when=carry_to or a_week_on(store))
    return Written(settled, change)


@write
def make_smaller(
    store: Store,
    *,
    commitment_id: CommitmentId,
    what: str,
    by_when: date | None = None,
    in_session: SessionId | None = None,
) -> Written[Commitment]:
    """Adapt a commitment: it stays on record, and one of smaller words, due in a week, goes on from it.

    While the closing of `in_session` is still empty, the smaller one becomes its headline.

    Raises:
        InvalidInputError: no words are left.
        LockedTextError: it was carried into a session whose summary has been handed out.
    """
    adapted = settle_commitment(store, commitment_id=commitment_id, state=CommitmentState.ADAPTED)
    smaller = attrs.evolve(adapted.value, what=what.strip(), small_enough=None, size_kept=False)
    change = _take_followers_back(store, adapted.value)
    change |= _follow(store, smaller, in_session, by_when=by_when or a_week_on(store))
    return Written(adapted.value, adapted.change | change)


@write
def keep_size(store: Store, *, commitment_id: CommitmentId, is_kept: bool = True) -> Written[Commitment]:
    """Leave a commitment that was carried twice as it is; nobody asks about its size again."""
    kept = attrs.evolve(promises.get_commitment(store, commitment_id), size_kept=is_kept)
    return Written(kept, promises.put_commitment(store, kept))


def answer_size(
    store: Store,
    *,
    commitment_id: CommitmentId,
    answer: SizeAnswer,
    words: str = "",
    in_session: SessionId | None = None,
) -> Written[Commitment]:
    """Do what was answered; `words` are the smaller ones.

    Raises:
        InvalidInputError: smaller words are wanted, and there are none.
        LockedTextError: it was carried into a session whose summary has been handed out.
    """
    if answer is SizeAnswer.SMALLER:
        return make_smaller(store, commitment_id=commitment_id, what=words, in_session=in_session)
    if answer is SizeAnswer.KEEP:
        return keep_size(store, commitment_id=commitment_id)
    return settle_commitment(store, commitment_id=commitment_id, state=CommitmentState.LET_GO)


def a_week_on(store: Store) -> date:
    """Return the day a week from the coach's today."""
    return store.today() + _CARRIED_FOR


def _settled_on(store: Store, old: Commitment | Pledge, state: CommitmentState | PledgeState) -> date | None:
    """Return the day of the answer: a word on why that is added later does not move it."""
    if state in (CommitmentState.OPEN, PledgeState.OPEN):
        return None
    return old.settled_on if state is old.state else store.today()


def _follow(store: Store, origin: Commitment, in_session: SessionId | None, *, by_when: date) -> Change:
    follower = attrs.evolve(
        origin,
        id=CommitmentId(new_id()),
        session_id=None,
        carried_from_id=origin.id,
        by_when=by_when,
        outcome="",
        state=CommitmentState.OPEN,
        settled_on=None,
    )
    if in_session is None or not _closes_empty(store, in_session):
        return promises.put_commitment(store, follower)
    return _carry_into(store, in_session, attrs.evolve(follower, session_id=in_session, headline=True))


def _carry_into(store: Store, session_id: SessionId, follower: Commitment) -> Change:
    """Let a closing that is still empty begin with what was carried."""
    change = promises.put_commitment(store, follower)
    headline = attrs.evolve(
        promises.closing(store, session_id),
        commitment_what=follower.what,
        commitment_by=follower.by_when,
        commitment_known_by=follower.how_we_will_know,
        small_enough=follower.small_enough,
        barrier=follower.barrier,
        held_to_it=follower.held_to_it,
    )
    return change | promises.save_closing(store, closing=headline).change


def _closes_empty(store: Store, session_id: SessionId) -> bool:
    typed = promises.closing(store, session_id)
    return _without_promise(typed) == typed and session(store, session_id).handed_out_at is None


def _without_promise(typed: Closing) -> Closing:
    empty = Closing(session_id=typed.session_id)
    return attrs.evolve(empty, pledge_what=typed.pledge_what, pledge_by=typed.pledge_by)


def _take_followers_back(store: Store, origin: Commitment) -> Change:
    """Remove what an earlier “carried” made, so that a wrong key is no second promise; its words stay."""
    change = Change()
    for follower in _followers(store, origin.id):
        if follower.session_id is not None:
            change |= _empty_closing(store, follower.session_id)
        hand_words_on(store, of=follower.id, to=origin.id)
        change |= promises.drop_promise(store, follower)
    return change


def _followers(store: Store, origin: CommitmentId) -> tuple[Commitment, ...]:
    sql = "SELECT * FROM commitment WHERE carried_from_id = ? AND state = ?"
    return store.all(Commitment, sql, [origin, CommitmentState.OPEN])


def _empty_closing(store: Store, session_id: SessionId) -> Change:
    ensure_not_handed_out(session(store, session_id))
    store.put("closing", _without_promise(promises.closing(store, session_id)), key=_KEY)
    return Change.of(Kind.SUMMARY, session_id)


@write
def settle_pledge(
    store: Store, *, pledge_id: PledgeId, state: PledgeState, outcome: str = ""
) -> Written[Pledge]:
    """Say what became of the coach's pledge; OPEN takes an earlier answer back."""
    old = promises.get_pledge(store, pledge_id)
    settled = attrs.evolve(
        old, state=state, outcome=outcome.strip(), settled_on=_settled_on(store, old, state)
    )
    return Written(settled, promises.put_pledge(store, settled))


def standing_of(store: Store, promise_id: CommitmentId | PledgeId, *, is_mine: bool) -> Standing:
    """Return how a promise of either side stands, to go back there later.

    Raises:
        NotFoundError: there is none with this id.
    """
    if is_mine:
        return Standing(promise=promises.get_pledge(store, PledgeId(promise_id)))
    commitment = promises.get_commitment(store, CommitmentId(promise_id))
    return Standing(promise=commitment, follower=next(iter(_followers(store, commitment.id)), None))


@write
def turn(
    store: Store, *, promise: Commitment | Pledge, by: Callable[[Store], Written[Any]]
) -> Written[Standing]:
    """Let a verb of this module turn a promise, and return how it stood before."""
    before = standing_of(store, promise.id, is_mine=isinstance(promise, Pledge))
    return Written(before, by(store).change)


@write
def go_back(store: Store, *, to: Standing) -> Written[Standing]:
    """Let a promise stand again as it stood, and return how it stood meanwhile.

    What followed it since goes, what followed it then comes back.

    Raises:
        LockedTextError: a summary that has been handed out holds what followed it.
        NotFoundError: the promise is gone.
    """
    left = standing_of(store, to.promise.id, is_mine=isinstance(to.promise, Pledge))
    if isinstance(to.promise, Pledge):
        return Written(left, promises.put_pledge(store, to.promise))
    change = promises.put_commitment(store, to.promise)
    if to.follower != left.follower:
        change |= _take_followers_back(store, to.promise)
        if to.follower is not None:
            change |= _put_follower_back(store, to.follower)
    return Written(left, change)


def _put_follower_back(store: Store, follower: Commitment) -> Change:
    if follower.session_id is None or not _closes_empty(store, follower.session_id):
        return promises.put_commitment(store, attrs.evolve(follower, session_id=None))
    return _carry_into(store, follower.session_id, follower)
