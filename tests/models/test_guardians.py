"""A client who is not of age: the guardian signs too, in a place of their own."""

import attrs
import pytest

from coachdesk.errors import InvalidInputError
from coachdesk.models import clients
from coachdesk.models.agreement_documents import agreement_document
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.agreement_versions import next_version
from coachdesk.models.entities.agreement import Party, VersionState
from coachdesk.models.entities.sharing import Letterhead
from coachdesk.models.store import Store
from tests.agreeing import begin, make_ready, put_name, reread, sign_all, signed


def name_guardian(store: Store, page: AgreementPage, guardian: str) -> None:
    """Name one guardian for every client of the agreement."""
    for client_id in page.client_ids:
        client = clients.get_client(store, client_id=client_id)
        clients.save_client(store, client=attrs.evolve(client, guardian=guardian))


@pytest.fixture
def ready(store: Store) -> AgreementPage:
    page = begin(store)
    name_guardian(store, page, "Eva Solano")
    return make_ready(store, reread(store, page))


def test_the_guardian_signs_after_the_client(ready: AgreementPage) -> None:
    assert [(one.party, one.name) for one in ready.yet_to_sign] == [
        (Party.CLIENT, "Mira Solano"),
        (Party.GUARDIAN, "Eva Solano"),
        (Party.COACH, "Ines Vogt"),
    ]


def test_without_the_guardian_it_is_not_in_force(store: Store, ready: AgreementPage) -> None:
    put_name(store, ready, Party.CLIENT, "Mira Solano")
    put_name(store, ready, Party.COACH, "Ines Vogt")
    half = reread(store, ready)
    assert (half.version.state, [one.name for one in half.yet_to_sign]) == (
        VersionState.READY,
        ["Eva Solano"],
    )
    assert sign_all(store, half).version.state is VersionState.SIGNED


def test_a_guardian_beside_does_not_fill_the_named_place(store: Store, ready: AgreementPage) -> None:
    put_name(store, ready, Party.GUARDIAN, "Otto Solano", signer="")
    assert "Eva Solano" in [one.name for one in reread(store, ready).yet_to_sign]


def test_the_named_guardian_does_not_sign_beside(store: Store, ready: AgreementPage) -> None:
    with pytest.raises(InvalidInputError, match="a place of their own"):
        put_name(store, ready, Party.GUARDIAN, "Eva Solano", signer="")


def test_the_named_guardian_does_not_sign_twice(store: Store, ready: AgreementPage) -> None:
    put_name(store, ready, Party.GUARDIAN, "Eva Solano")
    with pytest.raises(InvalidInputError):
        put_name(store, ready, Party.GUARDIAN, "Eva Solano")


def test_a_client_does_not_sign_with_the_guardians_name(store: Store, ready: AgreementPage) -> None:
    with pytest.raises(InvalidInputError, match="a place of their own"):
        put_name(store, ready, Party.CLIENT, "eva solano", signer="Mira Solano")


def test_child_and_parent_may_have_the_same_name(store: Store) -> None:
    page = begin(store)
    name_guardian(store, page, "Mira Solano")
    assert sign_all(store, make_ready(store, reread(store, page))).version.state is VersionState.SIGNED


def test_a_guardian_of_two_signs_once(store: Store) -> None:
    page = begin(store, "Anna", "Ben")
    name_guardian(store, page, "Eva")
    assert [one.name for one in reread(store, page).yet_to_sign] == ["Anna", "Ben", "Eva", "Ines Vogt"]


def test_the_fingerprint_covers_the_guardian(store: Store) -> None:
    page = begin(store)
    name_guardian(store, page, "Eva Solano")
    assert reread(store, page).fingerprint != page.fingerprint


def test_a_guardian_named_later_leaves_a_signed_version_as_it_is(store: Store) -> None:
    page = signed(store)
    name_guardian(store, page, "Eva Solano")
    assert reread(store, page) == page


def test_the_next_version_asks_the_guardian_named_meanwhile(store: Store) -> None:
    page = signed(store)
    name_guardian(store, page, "Eva Solano")
    version = next_version(store, agreement_id=page.agreement.id, reason="A new school").value
    later = attrs.evolve(page, version=version)
    assert "Eva Solano" in [one.name for one in reread(store, later).yet_to_sign]


def test_the_pages_have_a_place_for_the_guardian(ready: AgreementPage) -> None:
    document = agreement_document(ready, Letterhead(coach_name="Ines Vogt"))
    assert [(one.party, one.name) for one in document.parties][1] == (Party.GUARDIAN, "Eva Solano")
