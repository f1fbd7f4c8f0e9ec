"""What is known of a session besides its course: its kind, who was there by name, how it counts."""

from collections.abc import Collection

import attrs

from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.entities.session import FeeKind, Session, SessionKind
from coachdesk.models.session_kinds import of_kind
from coachdesk.models.sessions import payer_of, save, session
from coachdesk.models.store import Store, write


@write
def set_kind(
    store: Store, *, session_id: SessionId, kind: SessionKind, received: bool = False
) -> Written[Session]:
    """Say what kind of session it is; fee and countable follow, unless the coach has chosen others."""
    before = session(store, session_id)
    payer = payer_of(store, before.engagement_id)
    return save(store, of_kind(before, kind, received=received, payer=payer))


@write
def set_counting(
    store: Store, *, session_id: SessionId, countable: bool, reason: str, fee_kind: FeeKind
) -> Written[Session]:
    """Say whether its hour counts, why, and how it is paid; what the coach received is never counted."""
    before = session(store, session_id)
    counted = attrs.evolve(
        before,
        countable=countable and not before.received,
        countable_reason=reason.strip(),
        fee_kind=fee_kind,
    )
    return save(store, counted)


@write
def set_lenses(store: Store, *, session_id: SessionId, lenses: Collection[Lens]) -> Written[Session]:
    """Say through which lenses a session is looked at, in the order that lenses have."""
    tags = tuple(lens.value for lens in Lens if lens in lenses)
    return save(store, attrs.evolve(session(store, session_id), lens_tags=tags))


@write
def set_attendees(store: Store, *, session_id: SessionId, attendees: str) -> Written[Session]:
    """Name who takes part besides the client."""
    return save(store, attrs.evolve(session(store, session_id), attendees=attendees.strip()))
