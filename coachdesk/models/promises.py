"""What both sides promise at the closing of a session, and what of it is open."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import attrs

from coachdesk.errors import NotFoundError
from coachdesk.models import session_index
from coachdesk.models.between_check_ins import is_talked_about
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import CommitmentId, EngagementId, PledgeId, SessionId, new_id
from coachdesk.models.entities.session import (
    Closing,
    Commitment,
    Pledge,
    Session,
)
from coachdesk.models.entities.validators import NAME_LIMIT
from coachdesk.models.rows import Cell
from coachdesk.models.sessions import ensure_not_handed_out, session
from coachdesk.models.store import Store, write

_KEY: Final = ("session_id",)
_CARRIED_FOR: Final = timedelta(weeks=1)


class ClosingPart(StrEnum):
    """A part of the closing that can be missing; FEEDBACK only where its turn has come."""

    COMMITMENT_WHAT = "what the client will do"
    COMMITMENT_BY = "by when"
    COMMITMENT_KNOWN_BY = "how we will know"
    PLEDGE_WHAT = "what the coach will do"
    FEEDBACK = "a sentence of feedback"


def missing_in_closing(closing: Closing) -> tuple[ClosingPart, ...]:
    """Return what a complete closing still lacks: one commitment with its three parts, and one pledge."""
    has = {
        ClosingPart.COMMITMENT_WHAT: is_said(closing.commitment_what),
        ClosingPart.COMMITMENT_BY: closing.commitment_by is not None,
        ClosingPart.COMMITMENT_KNOWN_BY: is_said(closing.commitment_known_by),
        ClosingPart.PLEDGE_WHAT: is_said(closing.pledge_what),
    }
    return tuple(part for part, given in has.items() if not given)


def is_commitment(closing: Closing) -> bool:
    """Tell whether what, by when and how we will know are all said."""
    return not set(missing_in_closing(closing)) - {ClosingPart.PLEDGE_WHAT}


def is_pledge(closing: Closing) -> bool:
    """Tell whether the coach's promise is said."""
    return ClosingPart.PLEDGE_WHAT not in missing_in_closing(closing)


def is_said(words: str) -> bool:
    """Tell whether words can stand as a part of a promise."""
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
        small_enough=closing.small_enough,
        barrier=closing.barrier.strip(),
        held_to_it=closing.held_to_it.strip(),
    )
    return new, Change() if new == old else put_commitment(store, new)


def _without_commitment(store: Store, old: Commitment | None) -> tuple[Commitment | None, Change]:
    """Take back a commitment that is no longer complete.

    One that was carried over, or that there are words on since, stands until it is settled.
    """
    if old is None or old.carried_from_id is not None or is_talked_about(store, old):
        return old, Change()
    return None, drop_promise(store, old)


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
    return Change() if new == old else put_pledge(store, new)


def _without_pledge(store: Store, old: Pledge | None) -> Change:
    return Change() if old is None or is_talked_about(store, old) else drop_promise(store, old)


def put_commitment(store: Store, commitment: Commitment) -> Change:
    """Keep a commitment, and let it be found."""
    store.put("commitment", commitment)
    session_index.index_promise(store, commitment)
    return Change.of(Kind.COMMITMENT, commitment.id)


def put_pledge(store: Store, pledge: Pledge) -> Change:
    """Keep a pledge, and let it be found."""
    store.put("pledge", pledge)
    session_index.index_promise(store, pledge)
    return Change.of(Kind.PLEDGE, pledge.id)


def drop_promise(store: Store, promise: Commitment | Pledge) -> Change:
    """Take a promise of either side back."""
    of_coach = isinstance(promise, Pledge)
    store.delete("pledge" if of_coach else "commitment", promise.id)
    session_index.drop_promise(store, promise)
    return Change.of(Kind.PLEDGE if of_coach else Kind.COMMITMENT, promise.id)


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
