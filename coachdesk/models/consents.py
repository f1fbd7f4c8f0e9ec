"""What clients agreed to, each on its own."""

import attrs

from coachdesk.models import removed
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClientId, ConsentId
from coachdesk.models.entities.people import Consent, ConsentState
from coachdesk.models.store import Store, write


def consents_of(store: Store, *, client_id: ClientId) -> tuple[Consent, ...]:
    """Return a client's answers, the newest first."""
    return store.all(
        Consent,
        "SELECT * FROM consent WHERE client_id = ? ORDER BY given_on DESC, created_at DESC",
        [client_id],
    )


@write
def record_consent(store: Store, *, consent: Consent) -> Written[Consent]:
    """Keep a client's answer: new, corrected, or put back."""
    store.put("consent", consent)
    removed.forget(store, consent)
    return _written(consent)


@write
def set_consent_state(store: Store, *, consent_id: ConsentId, state: ConsentState) -> Written[Consent]:
    """Note that a consent was withdrawn, refused or given again.

    Raises:
        NotFoundError: there is no such consent.
    """
    consent = store.one(Consent, "SELECT * FROM consent WHERE id = ?", [consent_id])
    return record_consent(store, consent=attrs.evolve(consent, state=state))


@write
def remove_consent(store: Store, *, consent_id: ConsentId) -> Written[Consent]:
    """Put a record into the bin; `record_consent` brings it back.

    Raises:
        NotFoundError: there is no such consent.
    """
    consent = store.one(Consent, "SELECT * FROM consent WHERE id = ?", [consent_id])
    removed.keep(store, consent)
    store.delete("consent", consent_id)
    return _written(consent)


def _written(consent: Consent) -> Written[Consent]:
    return Written(consent, Change.of(Kind.CONSENT, consent.id, consent.client_id))
