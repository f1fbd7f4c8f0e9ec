"""The course of a session: planned, moved, held, closed."""

from datetime import UTC, datetime
from typing import Final

import attrs

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, LockedTextError
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import EngagementId, SessionId, new_id
from coachdesk.models.entities.people import Payer
from coachdesk.models.entities.session import Session, SessionKind, SessionMode, SessionState
from coachdesk.models.session_clock import ended, is_set_by_hand, not_begun
from coachdesk.models.session_kinds import MISSED, of_kind, usual_fee
from coachdesk.models.store import Store, write

_UNCOUNTED: Final = (SessionState.CANCELLED, SessionState.MOVED)


def if_stored(store: Store, session_id: SessionId | None) -> SessionId | None:
    """Return the id of a session that is stored, in the bin or not; None where it is gone for good."""
    return session_id if store.value("SELECT 1 FROM session WHERE id = ?", [session_id]) else None


def session(store: Store, session_id: SessionId) -> Session:
    """Return a session that is not deleted.

    Raises:
        NotFoundError: there is none.
    """
    return store.one(Session, "SELECT * FROM session WHERE id = ? AND deleted_at IS NULL", [session_id])


@write
def plan_session(
    store: Store,
    *,
    engagement_id: EngagementId,
    planned_at: datetime,
    minutes: int | None = None,
    mode: SessionMode = SessionMode.IN_PERSON,
    place: str = "",
    kind: SessionKind = SessionKind.COACHING,
    received: bool = False,
) -> Written[Session]:
    """Add the next session of an engagement; without `minutes` it gets the engagement's usual length."""
    usual, payer = _usual(store, engagement_id)
    planned = Session(
        id=SessionId(new_id()),
        engagement_id=engagement_id,
        number=_next_number(store, engagement_id),
        planned_at=planned_at.astimezone(UTC),
        planned_minutes=usual if minutes is None else minutes,
        mode=mode,
        place=place,
        fee_kind=usual_fee(SessionKind.COACHING, payer),
    )
    return save(store, of_kind(planned, kind, received=received, payer=payer))


@write
def move_session(
    store: Store,
    *,
    session_id: SessionId,
    planned_at: datetime,
    minutes: int | None,
    mode: SessionMode,
    place: str,
    kind: SessionKind | None = None,
    received: bool = False,
    keep_trace: bool = True,
) -> Written[Session]:
    """Give a planned session another time, length, mode, place or kind; what was prepared stays with it.

    With `keep_trace` the old time stays on record as a session that was moved; without `kind` that stays.
    """
    old = _still_planned(session(store, session_id))
    moved = attrs.evolve(
        old, planned_at=planned_at.astimezone(UTC), planned_minutes=minutes, mode=mode, place=place
    )
    if kind is not None:
        payer = payer_of(store, old.engagement_id)
        moved = of_kind(moved, kind, received=received, payer=payer)
    if keep_trace and moved.planned_at != old.planned_at:
        save(store, attrs.evolve(old, id=SessionId(new_id()), state=SessionState.MOVED))
    return save(store, attrs.evolve(moved, state=SessionState.PLANNED))


@write
def cancel_session(store: Store, *, session_id: SessionId, late: bool) -> Written[Session]:
    """Record that a planned session was called off, in time or late."""
    state = SessionState.LATE_CANCEL if late else SessionState.CANCELLED
    return save(store, attrs.evolve(_still_planned(session(store, session_id)), state=state))


@write
def mark_no_show(store: Store, *, session_id: SessionId) -> Written[Session]:
    """Record that the client did not come; a clock that was begun while the coach waited counts for nothing.

    Raises:
        InvalidInputError: it is closed already.
    """
    waited = _not_closed(session(store, session_id))
    return save(store, attrs.evolve(not_begun(waited), state=SessionState.NO_SHOW))


@write
def plan_again(store: Store, *, session_id: SessionId) -> Written[Session]:
    """Take back that a session was cancelled or missed, or that it was begun.

    Raises:
        InvalidInputError: it is closed already, or takes place at another time.
    """
    back = _not_closed(session(store, session_id))
    if back.state is SessionState.MOVED:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This session was moved to another time."),
            QT_TRANSLATE_NOOP("errors", "Plan another one instead."),
        )
    return save(store, attrs.evolve(not_begun(back), state=SessionState.PLANNED))


@write
def begin_session(store: Store, *, session_id: SessionId) -> Written[Session]:
    """Start the clock; begun again after an end, it goes on from the first beginning.

    Raises:
        InvalidInputError: it is closed, or did not take place.
    """
    now = _open_to_hold(session(store, session_id))
    return save(
        store,
        attrs.evolve(
            now,
            began_at=now.began_at or store.now(),
            ended_at=None,
            minutes=now.minutes if is_set_by_hand(now) else None,
            state=SessionState.HELD,
        ),
    )


@write
def end_session(store: Store, *, session_id: SessionId) -> Written[Session]:
    """Stop the clock; the minutes since the beginning count, unless others were set by hand.

    Raises:
        InvalidInputError: the clock does not run.
    """
    running = _open_to_hold(session(store, session_id))
    if running.began_at is None or running.ended_at is not None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The clock of this session does not run."),
            QT_TRANSLATE_NOOP("errors", "Begin the session first."),
        )
    return save(store, ended(running, store.now()))


@write
def set_minutes(store: Store, *, session_id: SessionId, minutes: int | None) -> Written[Session]:
    """Set by hand how many minutes count."""
    return save(store, attrs.evolve(session(store, session_id), minutes=minutes))


@write
def close_session(store: Store, *, session_id: SessionId) -> Written[Session]:
    """Close the page: the session is held, and its clock stops if it still runs.

    A session that was never begun here counts with its planned length.

    Raises:
        InvalidInputError: it is closed already, or did not take place.
    """
    now = _open_to_hold(session(store, session_id))
    if now.began_at is not None and now.ended_at is None:
        now = ended(now, store.now())
    minutes = now.planned_minutes if now.minutes is None else now.minutes
    return save(store, attrs.evolve(now, state=SessionState.HELD, closed_at=store.now(), minutes=minutes))


@write
def reopen_session(store: Store, *, session_id: SessionId) -> Written[Session]:
    """Open a closed session again.

    Raises:
        LockedTextError: its summary has been handed out.
    """
    closed = session(store, session_id)
    ensure_not_handed_out(closed)
    return save(store, attrs.evolve(closed, closed_at=None))


@write
def delete_session(store: Store, *, session_id: SessionId) -> Written[Session]:
    """Take a session out of sight, until `restore_session`.

    Raises:
        LockedTextError: its summary has been handed out.
    """
    gone = session(store, session_id)
    ensure_not_handed_out(gone)
    store.db.execute("UPDATE session SET deleted_at = ? WHERE id = ?", [store.now().isoformat(), session_id])
    return Written(gone, Change.of(Kind.SESSION, session_id))


@write
def restore_session(store: Store, *, session_id: SessionId) -> Written[Session]:
    """Bring a deleted session back; if its number was given away meanwhile, it takes the next."""
    store.db.execute("UPDATE session SET deleted_at = NULL WHERE id = ?", [session_id])
    back = session(store, session_id)
    if _number_taken(store, back):
        back = attrs.evolve(back, number=_next_number(store, back.engagement_id))
    return save(store, back)


def ensure_not_handed_out(held: Session) -> None:
    """Refuse to change what the client already has.

    Raises:
        LockedTextError: the session's summary has been handed out.
    """
    if held.handed_out_at is not None:
        raise LockedTextError(
            QT_TRANSLATE_NOOP("errors", "This summary has been handed out; it does not change any more."),
            QT_TRANSLATE_NOOP("errors", "Write later words as a dated addendum."),
        )


def _not_closed(held: Session) -> Session:
    if held.closed_at is not None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This session is closed already."),
            QT_TRANSLATE_NOOP("errors", "Open it again to change it."),
        )
    return held


def _open_to_hold(held: Session) -> Session:
    if held.state in MISSED:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This session did not take place."),
            QT_TRANSLATE_NOOP("errors", "If it did, choose “Planned after all” first."),
        )
    return _not_closed(held)


def _still_planned(planned: Session) -> Session:
    if planned.began_at is not None or planned.closed_at is not None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This session has already begun."),
            QT_TRANSLATE_NOOP("errors", "Plan another one instead."),
        )
    return planned


def save(store: Store, changed: Session) -> Written[Session]:
    """Keep a session as it is now; for the verbs of sessions alone."""
    store.put("session", changed)
    return Written(changed, Change.of(Kind.SESSION, changed.id))


def _usual(store: Store, engagement_id: EngagementId) -> tuple[int | None, Payer]:
    minutes = store.value("SELECT session_minutes FROM engagement WHERE id = ?", [engagement_id])
    return minutes, payer_of(store, engagement_id)


def payer_of(store: Store, engagement_id: EngagementId) -> Payer:
    """Return who pays for the sessions of an engagement."""
    payer = store.value("SELECT payer FROM engagement WHERE id = ?", [engagement_id])
    return Payer(payer or Payer.CLIENT)


def _next_number(store: Store, engagement_id: EngagementId) -> int:
    sql = (
        "SELECT coalesce(max(number), 0) + 1 FROM session "
        "WHERE engagement_id = ? AND deleted_at IS NULL AND state NOT IN (?, ?)"
    )
    return int(store.value(sql, [engagement_id, *_UNCOUNTED]))


def _number_taken(store: Store, back: Session) -> bool:
    sql = (
        "SELECT 1 FROM session WHERE engagement_id = ? AND number = ? AND id <> ? "
        "AND deleted_at IS NULL AND state NOT IN (?, ?)"
    )
    return bool(store.value(sql, [back.engagement_id, back.number, back.id, *_UNCOUNTED]))
