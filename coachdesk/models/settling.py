"""What becomes of a promise: settled at the next check-in, or carried on."""

from datetime import date, timedelta
from typing import Final

import attrs

from coachdesk.models import promises
from coachdesk.models.clock import local
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import CommitmentId, PledgeId, SessionId, new_id
from coachdesk.models.entities.session import Closing, Commitment, CommitmentState, Pledge, PledgeState
from coachdesk.models.sessions import ensure_not_handed_out, session
from coachdesk.models.store import Store, write

_KEY: Final = ("session_id",)
_CARRIED_FOR: Final = timedelta(weeks=1)


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
    settled = attrs.evolve(old, state=state, outcome=outcome.strip())
    change = promises.put_commitment(store, settled)
    if state is old.state:
        return Written(settled, change)
    change |= _take_followers_back(store, settled)
    if state is CommitmentState.CARRIED:
        change |= _carry(store, settled, in_session, carry_to or local(store.now()).date() + _CARRIED_FOR)
    return Written(settled, change)


def _carry(store: Store, origin: Commitment, in_session: SessionId | None, by_when: date) -> Change:
    follower = attrs.evolve(
        origin,
        id=CommitmentId(new_id()),
        session_id=None,
        carried_from_id=origin.id,
        by_when=by_when,
        outcome="",
        state=CommitmentState.OPEN,
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
    """Remove what an earlier “carried” made, so that a wrong key is no second promise."""
    change = Change()
    sql = "SELECT * FROM commitment WHERE carried_from_id = ? AND state = ?"
    for follower in store.all(Commitment, sql, [origin.id, CommitmentState.OPEN]):
        if follower.session_id is not None:
            change |= _empty_closing(store, follower.session_id)
        change |= promises.drop_promise(store, follower)
    return change


def _empty_closing(store: Store, session_id: SessionId) -> Change:
    ensure_not_handed_out(session(store, session_id))
    store.put("closing", _without_promise(promises.closing(store, session_id)), key=_KEY)
    return Change.of(Kind.SUMMARY, session_id)


@write
def settle_pledge(
    store: Store, *, pledge_id: PledgeId, state: PledgeState, outcome: str = ""
) -> Written[Pledge]:
    """Say what became of the coach's pledge; OPEN takes an earlier answer back."""
    settled = attrs.evolve(promises.get_pledge(store, pledge_id), state=state, outcome=outcome.strip())
    return Written(settled, promises.put_pledge(store, settled))
