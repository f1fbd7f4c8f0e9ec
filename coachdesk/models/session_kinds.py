"""What follows from the kind of a session: how it is paid, whether its hour counts, what its end asks for.

Nothing of it is stored twice: hours are derived from sessions that were held.
"""

from typing import Final

import attrs

from coachdesk.models.entities.people import Payer
from coachdesk.models.entities.session import FeeKind, Session, SessionKind, SessionState, Uncounted

# Given to somebody, or received from somebody.
BOTH_WAYS: Final = (SessionKind.MENTORING, SessionKind.SUPERVISION)
MISSED: Final = (
    SessionState.CANCELLED,
    SessionState.LATE_CANCEL,
    SessionState.NO_SHOW,
    SessionState.MOVED,
)
_FEE_BY_PAYER: Final = {
    Payer.CLIENT: FeeKind.PAID,
    Payer.SPONSOR: FeeKind.THIRD_PARTY,
    Payer.EMPLOYER: FeeKind.THIRD_PARTY,
    Payer.EXCHANGE: FeeKind.EXCHANGE,
    Payer.NONE: FeeKind.PRO_BONO,
}
_CHARGED: Final = (FeeKind.PAID, FeeKind.THIRD_PARTY)
_CHARGED_THOUGH_MISSED: Final = (SessionState.LATE_CANCEL, SessionState.NO_SHOW)
# True of an engagement with nothing but what surrounds coaching so far: no agreement is missed there yet.
# Each half ends at the first session that answers it, however many there are.
ONLY_AROUND_COACHING: Final = """
(EXISTS (SELECT 1 FROM session s WHERE s.engagement_id = {engagement} AND s.deleted_at IS NULL)
 AND NOT EXISTS (SELECT 1 FROM session s WHERE s.engagement_id = {engagement} AND s.deleted_at IS NULL
   AND s.kind <> 'chemistry' AND NOT s.received))
"""


def usual_fee(kind: SessionKind, payer: Payer) -> FeeKind:
    """Return how a session is paid where nothing else is said; nobody pays to get to know a coach."""
    return FeeKind.PRO_BONO if kind is SessionKind.CHEMISTRY else _FEE_BY_PAYER[payer]


def counts_usually(kind: SessionKind, *, received: bool) -> bool:
    """Return whether the hour of such a session counts where nothing else is said."""
    return kind is not SessionKind.CHEMISTRY and not received


def of_kind(session: Session, kind: SessionKind, *, received: bool, payer: Payer) -> Session:
    """Return a session as one of another kind; what the coach has chosen apart from the usual stays."""
    received = received and kind in BOTH_WAYS
    fee, countable = session.fee_kind, session.countable
    if fee is usual_fee(session.kind, payer):
        fee = usual_fee(kind, payer)
    if countable is counts_usually(session.kind, received=session.received):
        countable = counts_usually(kind, received=received)
    return attrs.evolve(
        session, kind=kind, received=received, fee_kind=fee, countable=countable and not received
    )


def wants_promises(session: Session) -> bool:
    """Return whether its closing asks for a commitment and a pledge: not where the coach received it."""
    return not session.received


def why_uncounted(session: Session) -> Uncounted | None:
    """Return why no hour of a session counts, None where it counts or will once it is held."""
    if session.state in MISSED:
        return Uncounted.NOT_HELD
    if session.received:
        return Uncounted.RECEIVED
    if session.countable:
        return None
    return Uncounted.CHEMISTRY if session.kind is SessionKind.CHEMISTRY else Uncounted.CHOSEN


def counted_minutes(session: Session) -> int:
    """Return the minutes of a session that count as coaching: those of one that was held, and no others."""
    is_held = session.state is SessionState.HELD
    return (session.minutes or 0) if is_held and why_uncounted(session) is None else 0


def is_fee_due(session: Session) -> bool:
    """Return whether a session that did not take place is paid for, if nothing else was agreed."""
    return session.state in _CHARGED_THOUGH_MISSED and session.fee_kind in _CHARGED
