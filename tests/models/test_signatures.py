from datetime import timedelta

import attrs
import pytest

from coachdesk.errors import InvalidInputError, LockedTextError, StaleError
from coachdesk.models import clients
from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.agreement_versions import mark_ready, next_version
from coachdesk.models.clauses import save_words
from coachdesk.models.entities.agreement import Clause, Party, VersionState
from coachdesk.models.signatures import sign, void_signatures
from coachdesk.models.store import Store
from tests.agreeing import (
    NOW,
    begin,
    clause_named,
    make_ready,
    put_name,
    reread,
    settle_clause,
    sign_all,
    signed,
)


@pytest.fixture
def ready(store: Store) -> AgreementPage:
    return make_ready(store, begin(store))


@pytest.fixture
def half_signed(store: Store, ready: AgreementPage) -> AgreementPage:
    put_name(store, ready, Party.CLIENT, "Mira Solano")
    return reread(store, ready)


def _forge(store: Store, clause: Clause) -> None:
    """Change a signed clause behind the back of the triggers, as an editor of the file could."""
    script = store.value("SELECT sql FROM sqlite_master WHERE name = 'signed_clause_stays'")
    store.db.execute("DROP TRIGGER signed_clause_stays")
    store.db.execute("UPDATE clause SET agreed_words = 'Anything' WHERE id = ?", [clause.id])
    store.db.execute(script)


def test_a_draft_can_not_be_signed(store: Store) -> None:
    with pytest.raises(InvalidInputError):
        put_name(store, begin(store), Party.CLIENT, "Mira Solano")


def test_the_first_signature_fixes_text_and_names(half_signed: AgreementPage) -> None:
    assert half_signed.version.state is VersionState.READY
    assert half_signed.is_fixed
    assert len(half_signed.version.content_hash) == 64
    assert half_signed.version.parties == half_signed.parties


def test_all_sign_the_same_text(store: Store, ready: AgreementPage) -> None:
    page = sign_all(store, ready)
    assert {mark.content_hash for mark in page.signatures} == {page.version.content_hash}


def test_the_last_signature_puts_the_version_in_force(store: Store, half_signed: AgreementPage) -> None:
    assert [one.party for one in half_signed.yet_to_sign] == [Party.COACH]
    assert sign_all(store, half_signed).version.state is VersionState.SIGNED


def test_every_client_signs(store: Store) -> None:
    page = make_ready(store, begin(store, "Mira", "Tom"))
    put_name(store, page, Party.CLIENT, "Mira")
    put_name(store, page, Party.COACH, "Ines Vogt")
    half = reread(store, page)
    assert (half.version.state, [one.name for one in half.yet_to_sign]) == (VersionState.READY, ["Tom"])
    assert sign_all(store, half).version.state is VersionState.SIGNED


def test_who_has_signed_is_not_asked_again(store: Store) -> None:
    page = make_ready(store, begin(store, "Anna", "Ben"))
    put_name(store, page, Party.CLIENT, "Ben")
    assert [one.name for one in reread(store, page).yet_to_sign] == ["Anna", "Ines Vogt"]


def test_a_name_typed_otherwise_stands_for_its_place_alone(store: Store) -> None:
    page = make_ready(store, begin(store, "Anna", "Ben"))
    put_name(store, page, Party.CLIENT, "Benjamin", signer="Ben")
    put_name(store, page, Party.COACH, "Ines Vogt")
    half = reread(store, page)
    assert (half.version.state, [one.name for one in half.yet_to_sign]) == (VersionState.READY, ["Anna"])
    assert [(mark.signer, mark.name) for mark in half.signed_by[:1]] == [("Ben", "Benjamin")]


def test_two_of_the_same_name_sign_one_by_one(store: Store) -> None:
    page = make_ready(store, begin(store, "Anna", "Anna"))
    put_name(store, page, Party.CLIENT, "Anna")
    assert [one.name for one in reread(store, page).yet_to_sign] == ["Anna", "Ines Vogt"]
    assert sign_all(store, reread(store, page)).version.state is VersionState.SIGNED


@pytest.mark.parametrize("name", ["Ben", " ben ", "Ines Vogt"])
def test_nobody_signs_in_the_place_of_another(store: Store, name: str) -> None:
    page = make_ready(store, begin(store, "Anna", "Ben"))
    with pytest.raises(InvalidInputError, match="a place of their own"):
        put_name(store, page, Party.CLIENT, name, signer="Anna")


def test_a_text_that_was_not_shown_is_not_signed(store: Store, ready: AgreementPage) -> None:
    fees = clause_named(ready, "fees")
    save_words(store, clause_id=fees.id, agreed_words="Twice as much")
    mark_ready(store, version_id=ready.version.id)
    with pytest.raises(StaleError):
        put_name(store, ready, Party.CLIENT, "Mira Solano")
    assert reread(store, ready).signatures == ()


def test_the_sponsor_signs_the_sponsors_copy(store: Store) -> None:
    page = signed(store, three_way=True)
    hashes = {mark.party: mark.content_hash for mark in page.signatures}
    assert hashes[Party.CLIENT] == hashes[Party.COACH] == page.version.content_hash
    assert hashes[Party.SPONSOR] != page.version.content_hash


def test_without_the_sponsor_it_is_not_in_force(store: Store) -> None:
    page = make_ready(store, begin(store, three_way=True))
    put_name(store, page, Party.CLIENT, "Mira Solano")
    put_name(store, page, Party.COACH, "Ines Vogt")
    assert reread(store, page).version.state is VersionState.READY


def test_a_guardian_may_sign_too(store: Store, ready: AgreementPage) -> None:
    put_name(store, ready, Party.GUARDIAN, "Eva Solano")
    page = sign_all(store, reread(store, ready))
    assert [mark.party for mark in page.signatures] == [Party.GUARDIAN, Party.CLIENT, Party.COACH]


@pytest.mark.parametrize(("party", "name"), [(Party.CLIENT, "Another"), (Party.SPONSOR, "Ruth")])
def test_nobody_signs_out_of_turn(store: Store, half_signed: AgreementPage, party: Party, name: str) -> None:
    with pytest.raises(InvalidInputError):
        put_name(store, half_signed, party, name)


def test_nobody_signs_for_two(store: Store) -> None:
    page = make_ready(store, begin(store, "Mira", "Tom"))
    put_name(store, page, Party.CLIENT, "Mira")
    with pytest.raises(InvalidInputError):
        put_name(store, page, Party.CLIENT, " mira ")


def test_a_name_is_needed(store: Store, ready: AgreementPage) -> None:
    with pytest.raises(InvalidInputError):
        put_name(store, ready, Party.CLIENT, " ")
    assert reread(store, ready).version.content_hash == ""


def test_nobody_signs_tomorrow(store: Store, ready: AgreementPage) -> None:
    with pytest.raises(InvalidInputError):
        sign(
            store,
            version_id=ready.version.id,
            shown=ready.fingerprint,
            party=Party.CLIENT,
            signer="Mira Solano",
            name="Mira Solano",
            place="",
            signed_at=NOW + timedelta(days=1),
            statement="I agree.",
        )


def test_the_text_does_not_change_under_a_signature(store: Store, half_signed: AgreementPage) -> None:
    with pytest.raises(LockedTextError):
        save_words(store, clause_id=half_signed.clauses[0].id, agreed_words="Anything")


def test_a_forged_text_is_not_signed_by_the_next(store: Store, half_signed: AgreementPage) -> None:
    _forge(store, clause_named(half_signed, "success"))
    with pytest.raises(LockedTextError):
        put_name(store, half_signed, Party.COACH, "Ines Vogt")


@pytest.mark.parametrize(("key", "three_way"), [("success", False), ("fees", True)])
def test_a_forged_text_is_noticed_when_opened(store: Store, key: str, three_way: bool) -> None:
    page = signed(store, three_way=three_way)
    assert not page.altered
    _forge(store, clause_named(page, key))
    assert reread(store, page).altered


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE signature SET name = 'Another' WHERE party = 'client'",
        "UPDATE signature SET signer = 'Another' WHERE party = 'client'",
        "UPDATE signature SET place = 'Elsewhere' WHERE party = 'coach'",
        "UPDATE signature SET voided_at = signed_at WHERE party = 'coach'",
        "DELETE FROM signature WHERE party = 'client'",
        "DELETE FROM signature WHERE party = 'coach'",
        "DELETE FROM signature",
    ],
)
def test_a_forged_signature_is_noticed_when_opened(store: Store, statement: str) -> None:
    page = signed(store)
    for trigger in ("signature_is_only_voided", "signature_is_not_removed"):
        store.db.execute(f"DROP TRIGGER {trigger}")
    store.db.execute(statement)
    assert reread(store, page).altered


def test_taken_back_signatures_stay_on_record(store: Store, half_signed: AgreementPage) -> None:
    void_signatures(store, version_id=half_signed.version.id, reason="One sentence was unclear")
    page = reread(store, half_signed)
    assert (page.version.state, page.version.content_hash) == (VersionState.IN_DISCUSSION, "")
    assert [(mark.voided_at, mark.void_reason) for mark in page.signatures] == [
        (NOW, "One sentence was unclear")
    ]
    assert not page.is_fixed


def test_after_taking_back_the_text_can_change_and_be_signed(
    store: Store, half_signed: AgreementPage
) -> None:
    void_signatures(store, version_id=half_signed.version.id, reason="One sentence was unclear")
    settle_clause(store, half_signed, clause_named(half_signed, "success"))
    mark_ready(store, version_id=half_signed.version.id)
    page = sign_all(store, reread(store, half_signed))
    assert (page.version.state, len(page.signatures), page.altered) == (VersionState.SIGNED, 3, False)


def test_taking_back_needs_a_reason(store: Store, half_signed: AgreementPage) -> None:
    with pytest.raises(InvalidInputError):
        void_signatures(store, version_id=half_signed.version.id, reason=" ")


def test_a_renamed_client_keeps_the_name_in_what_was_signed(store: Store) -> None:
    page = signed(store)
    client = clients.get_client(store, client_id=page.client_ids[0])
    clients.save_client(store, client=attrs.evolve(client, display_name="Mira Abel"))
    after = reread(store, page)
    assert (after.parties[0].name, after.altered) == ("Mira Solano", False)


def test_the_sponsors_copies_make_a_chain_of_their_own(store: Store) -> None:
    page = signed(store, three_way=True)
    next_version(store, agreement_id=page.agreement.id, reason="A new job")
    second = open_agreement(store, engagement_id=page.agreement.engagement_id)
    mark_ready(store, version_id=second.version.id)
    assert not sign_all(store, reread(store, second)).altered
