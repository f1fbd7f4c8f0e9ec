from datetime import date

import pytest

from coachdesk.errors import NotFoundError
from coachdesk.models import clients, consents
from coachdesk.models.entities.ids import ConsentId, new_id
from coachdesk.models.entities.people import Consent, ConsentForm, ConsentKind, ConsentState
from coachdesk.models.store import Store


@pytest.fixture
def consent(store: Store) -> Consent:
    ana = clients.add_client(store, display_name="Ana").value
    given = Consent(
        id=ConsentId(new_id()),
        client_id=ana.id,
        kind=ConsentKind.RECORDING,
        scope="Audio, for supervision",
        given_on=date(2024, 2, 29),
        form=ConsentForm.WRITTEN,
        evidence="Mail of that day",
    )
    return consents.record_consent(store, consent=given).value


def test_a_consent_comes_back_as_it_was_given(store: Store, consent: Consent) -> None:
    assert consents.consents_of(store, client_id=consent.client_id) == (consent,)


def test_a_consent_can_be_withdrawn_and_keeps_its_evidence(store: Store, consent: Consent) -> None:
    consents.set_consent_state(store, consent_id=consent.id, state=ConsentState.WITHDRAWN)
    (found,) = consents.consents_of(store, client_id=consent.client_id)
    assert (found.state, found.evidence) == (ConsentState.WITHDRAWN, "Mail of that day")


def test_a_mistaken_record_can_be_removed_and_brought_back(store: Store, consent: Consent) -> None:
    removed = consents.remove_consent(store, consent_id=consent.id).value
    assert consents.consents_of(store, client_id=consent.client_id) == ()
    consents.record_consent(store, consent=removed)
    assert consents.consents_of(store, client_id=consent.client_id) == (consent,)


def test_what_is_not_there_cannot_be_withdrawn(store: Store) -> None:
    with pytest.raises(NotFoundError):
        consents.set_consent_state(store, consent_id=ConsentId("none"), state=ConsentState.WITHDRAWN)
