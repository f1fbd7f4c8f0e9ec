"""The coach's seals: one in force, the earlier ones kept so that their documents stay checkable."""

from collections.abc import Callable

from attrs import evolve, frozen

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import SealId, new_id
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.entities.sealing import SealIdentity
from coachdesk.models.profile import get_profile
from coachdesk.models.store import Store, write

_NOBODY = "–"
_NO_KEY = b""


@frozen
class Holder:
    """Who a seal is made for, as its certificate says."""

    name: str
    organisation: str = ""


# From who holds it to the certificate and the wrapped key: what knows keys stands outside of the models.
Make = Callable[[Holder], tuple[bytes, bytes]]


def seal_in_force(store: Store) -> SealIdentity | None:
    """Return what seals documents now, None where there is nothing yet."""
    return next((seal for seal in seals(store) if seal.retired_at is None), None)


def seals(store: Store) -> tuple[SealIdentity, ...]:
    """Return every seal there was, the newest first."""
    sql = "SELECT * FROM seal_identity ORDER BY retired_at IS NOT NULL, retired_at DESC, id"
    return store.all(SealIdentity, sql)


@write
def make_seal(store: Store, *, make: Make) -> Written[SealIdentity]:
    """Put a new seal in force; the key of the one before is deleted, so that nobody can seal with it."""
    former = seal_in_force(store)
    if former is not None:
        store.put("seal_identity", evolve(former, wrapped_key=_NO_KEY, retired_at=store.now()))
    holder = _holder(get_profile(store))
    certificate, wrapped_key = make(holder)
    seal = SealIdentity(
        id=SealId(new_id()), name=holder.name, certificate=certificate, wrapped_key=wrapped_key
    )
    store.put("seal_identity", seal)
    touched = [seal.id] if former is None else [seal.id, former.id]
    return Written(seal, Change.of(Kind.SEAL, *touched))


def _holder(profile: CoachProfile | None) -> Holder:
    if profile is None:
        return Holder(_NOBODY)
    return Holder(profile.name, profile.practice_name)
