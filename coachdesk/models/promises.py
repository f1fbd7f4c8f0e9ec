"""What both sides promise: written at the closing of a session, settled at the next check-in."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import attrs

from coachdesk.errors import NotFoundError
from coachdesk.models import session_index
from coachdesk.models.clock import local
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import CommitmentId, EngagementId, PledgeId, SessionId, new_id
from coachdesk.models.entities.session import (
    Closing,
    Commitment,
    CommitmentState,
    Pledge,
    PledgeState,
    Session,
)
from coachdesk.models.entities.validators import NAME_LIMIT
from coachdesk.models.rows import Cell
from coachdesk.models.sessions import ensure_not_handed_out, session
from coachdesk.models.store import Store, write

_KEY: Final = ("session_id",)
_CARRIED_FOR: Final = timedelta(weeks=1)


class ClosingPart(StrEnum):
    """A part of the closing that can be missing."""

    COMMITMENT_WHAT = "what the client will do"
    COMMITMENT_BY = "by when"
    COMMITMENT_KNOWN_BY = "how we will know"
    PLEDGE_WHAT = "what the coach will do"


def missing_in_closing(closing: Closing) -> tuple[ClosingPart, ...]:
    """Return what a complete closing still lacks: one commitment with its three parts, and one pledge."""
    has = {
        ClosingPart.COMMITMENT_WHAT: _is_said(closing.commitment_what),
        ClosingPart.COMMITMENT_BY: closing.commitment_by is not None,
        ClosingPart.COMMITMENT_KNOWN_BY: _is_said(closing.commitment_known_by),
        ClosingPart.PLEDGE_WHAT: _is_said(closing.pledge_what),
    }
    return tuple(part for part, given in has.items() if not given)


def is_commitment(closing: Closing) -> bool:
    """Tell whether what, by when and how we will know are all said."""
    return not set(missing_in_closing(closing)) - {ClosingPart.PLEDGE_WHAT}


def is_pledge(closing: Closing) -> bool:
    """Tell whether the coach's promise is said."""
    return ClosingPart.PLEDGE_WHAT not in missing_in_closing(closing)


def _is_said(words: str) -> bool:
    return bool(words.strip()) and len(words) <= NAME_LIMIT


def closing(store: Store, session_id: SessionId) -> Closing:
    """Return how a session closes as far as it is typed."""
    try:
        return store.one(Closing, "SELECT * FROM closing WHERE session_id = ?", [session_id])
    except NotFoundError:
        return Closing(session_id=session_id)


@write
def save_closing(store: Store, *, closing: Closing) -> Written[Closing]:
    """Keep what is typed; once a part is complete it is a promise of its own.

    Raises:
        LockedTextError: the summary has been handed out, and these promises with it.
    """
    held = session(store, closing.session_id)
    ensure_not_handed_out(held)
    store.put("closing", closing, key=_KEY)
    commitment, change = _sync_commitment(store, held, closing)
    change |= _sync_pledge(store, held, closing, commitment)
    return Written(closing, change | Change.of(Kind.SUMMARY, closing.session_id))


def headline_commitment(store: Store, session_id: SessionId) -> Commitment | None:
    """Return the commitment that a session closed with."""
    sql = "SELECT * FROM commitment WHERE session_id = ? AND headline"
    return next(iter(store.all(Commitment, sql, [session_id])), None)


def headline_pledge(store: Store, session_id: SessionId) -> Pledge | None:
    """Return the pledge that a session closed with."""
    sql = "SELECT * FROM pledge WHERE session_id = ? AND headline"
    return next(iter(store.all(Pledge, sql, [session_id])), None)


def _sync_commitment(store: Store, held: Session, closing: Closing) -> tuple[Commitment | None, Change]:
    old = headline_commitment(store, held.id)
    if not is_commitment(closing):
        return _without_commitment(store, old)
    new = attrs.evolve(
        old
        or Commitment(
            id=CommitmentId(new_id()),
            engagement_id=held.engagement_id,
            session_id=held.id,
            what=closing.commitment_what,
            by_when=closing.commitment_by or date.max,
            how_we_will_know=closing.commitment_known_by,
        ),
        what=closing.commitment_what.strip(),
        by_when=closing.commitment_by or date.max,
        how_we_will_know=closing.commitment_known_by.strip(),
    )
    return new, Change() if new == old else _put_commitment(store, new)


def _without_commitment(store: Store, old: Commitment | None) -> tuple[Commitment | None, Change]:
    """Take back a commitment that is no longer complete; one carried over stands until it is settled."""
    if old is None or old.carried_from_id is not None:
        return old, Change()
    store.delete("commitment", old.id)
    session_index.drop_promise(store, old)
    return None, Change.of(Kind.COMMITMENT, old.id)


def _sync_pledge(store: Store, held: Session, closing: Closing, commitment: Commitment | None) -> Change:
    old = headline_pledge(store, held.id)
    if not is_pledge(closing):
        return _without_pledge(store, old)
    what = closing.pledge_what.strip()
    new = attrs.evolve(
        old or Pledge(id=PledgeId(new_id()), engagement_id=held.engagement_id, session_id=held.id, what=what),
        what=what,
        by_when=closing.pledge_by,
        commitment_id=None if commitment is None else commitment.id,
    )
    return Change() if new == old else _put_pledge(store, new)


def _without_pledge(store: Store, old: Pledge | None) -> Change:
    if old is None:
        return Change()
    store.delete("pledge", old.id)
    session_index.drop_promise(store, old)
    return Change.of(Kind.PLEDGE, old.id)


def _put_commitment(store: Store, commitment: Commitment) -> Change:
    store.put("commitment", commitment)
    session_index.index_promise(store, commitment)
    return Change.of(Kind.COMMITMENT, commitment.id)


def _put_pledge(store: Store, pledge: Pledge) -> Change:
    store.put("pledge", pledge)
    session_index.index_promise(store, pledge)
    return Change.of(Kind.PLEDGE, pledge.id)


def get_commitment(store: Store, commitment_id: CommitmentId) -> Commitment:
    """Return a commitment.

    Raises:
        NotFoundError: there is none with this id.
    """
    return store.one(Commitment, "SELECT * FROM commitment WHERE id = ?", [commitment_id])


def get_pledge(store: Store, pledge_id: PledgeId) -> Pledge:
    """Return a pledge.

    Raises:
        NotFoundError: there is none with this id.
    """
    return store.one(Pledge, "SELECT * FROM pledge WHERE id = ?", [pledge_id])


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
    old = get_commitment(store, commitment_id)
    settled = attrs.evolve(old, state=state, outcome=outcome.strip())
    change = _put_commitment(store, settled)
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
        return _put_commitment(store, follower)
    change = _put_commitment(store, attrs.evolve(follower, session_id=in_session))
    headline = attrs.evolve(
        closing(store, in_session),
        commitment_what=follower.what,
        commitment_by=by_when,
        commitment_known_by=follower.how_we_will_know,
    )
    return change | save_closing(store, closing=headline).change


def _closes_empty(store: Store, session_id: SessionId) -> bool:
    typed = closing(store, session_id)
    return _without_promise(typed) == typed and session(store, session_id).handed_out_at is None


def _without_promise(typed: Closing) -> Closing:
    return attrs.evolve(typed, commitment_what="", commitment_by=None, commitment_known_by="")


def _take_followers_back(store: Store, origin: Commitment) -> Change:
    """Remove what an earlier “carried” made, so that a wrong key is no second promise."""
    change = Change()
    sql = "SELECT * FROM commitment WHERE carried_from_id = ? AND state = ?"
    for follower in store.all(Commitment, sql, [origin.id, CommitmentState.OPEN]):
        if follower.session_id is not None:
            change |= _empty_closing(store, follower.session_id)
        store.delete("commitment", follower.id)
        session_index.drop_promise(store, follower)
        change |= Change.of(Kind.COMMITMENT, follower.id)
    return change


def _empty_closing(store: Store, session_id: SessionId) -> Change:
    ensure_not_handed_out(session(store, session_id))
    store.put("closing", _without_promise(closing(store, session_id)), key=_KEY)
    return Change.of(Kind.SUMMARY, session_id)


@write
def settle_pledge(
    store: Store, *, pledge_id: PledgeId, state: PledgeState, outcome: str = ""
) -> Written[Pledge]:
    """Say what became of the coach's pledge; OPEN takes an earlier answer back."""
    settled = attrs.evolve(get_pledge(store, pledge_id), state=state, outcome=outcome.strip())
    return Written(settled, _put_pledge(store, settled))


@attrs.frozen
class Promises:
    """Commitments and pledges side by side, each in order of their day."""

    commitments: tuple[Commitment, ...] = ()
    pledges: tuple[Pledge, ...] = ()


# Of a commitment or pledge: the session that it was made in, if any, has not been deleted.
OF_A_LIVING_SESSION: Final = (
    "(session_id IS NULL OR EXISTS (SELECT 1 FROM session WHERE id = session_id AND deleted_at IS NULL))"
)
_OF_A_LIVING_CLIENT: Final = (
    "engagement_id IN (SELECT ec.engagement_id FROM engagement_client ec "
    "JOIN client c ON c.id = ec.client_id WHERE c.deleted_at IS NULL)"
)


def open_promises(
    store: Store, *, engagement_id: EngagementId | None = None, until: date | None = None
) -> Promises:
    """Return what is still open, of one engagement or of all, due up to and with `until`."""
    where = (
        f"state = 'open' AND (:engagement IS NULL OR engagement_id = :engagement) "
        f"AND (:until IS NULL OR by_when <= :until) AND {OF_A_LIVING_SESSION} "
        f"AND {_OF_A_LIVING_CLIENT} ORDER BY by_when, id"
    )
    cells: dict[str, Cell] = {"engagement": engagement_id, "until": until.isoformat() if until else None}
    return Promises(
        store.all(Commitment, f"SELECT * FROM commitment WHERE {where}", cells),  # noqa: S608  (our own text)
        store.all(Pledge, f"SELECT * FROM pledge WHERE {where}", cells),  # noqa: S608  (our own text)
    )


def promises_of_last_time(store: Store, held: Session) -> Promises:
    """Return what a check-in shows first: the promises of the session before, and older ones still open.

    What was carried over in the session itself is its own promise, and not shown again.
    """
    cells: dict[str, Cell] = {"engagement": held.engagement_id, "session": held.id, "number": held.number}
    commitments = store.all(Commitment, _LAST_TIME.format(table="commitment"), cells)
    shown = {commitment.id for commitment in commitments}
    return Promises(
        tuple(commitment for commitment in commitments if commitment.carried_from_id not in shown),
        store.all(Pledge, _LAST_TIME.format(table="pledge"), cells),
    )


_LAST_TIME: Final = """
WITH earlier AS (
  SELECT id, number FROM session WHERE engagement_id = :engagement AND deleted_at IS NULL AND number < :number
)
SELECT * FROM {table} WHERE engagement_id = :engagement AND (
  session_id IN (SELECT id FROM earlier WHERE number = (
    SELECT max(number) FROM earlier WHERE EXISTS (SELECT 1 FROM {table} WHERE session_id = earlier.id)))
  OR (state = 'open' AND (session_id IS NULL OR session_id IN (SELECT id FROM earlier))))
ORDER BY by_when, id
"""
