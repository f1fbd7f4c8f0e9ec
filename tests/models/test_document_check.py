import pytest

from coachdesk.models.agreement_page import open_agreement
from coachdesk.models.agreement_versions import next_version
from coachdesk.models.document_check import altered_documents, name_altered
from coachdesk.models.store import Store
from tests import agreeing


@pytest.fixture
def signed(store: Store) -> Store:
    agreeing.signed(store)
    return store


def version(store: Store) -> str:
    return str(store.value("SELECT id FROM agreement_version"))


def test_documents_as_they_were_signed_are_in_order(signed: Store) -> None:
    assert altered_documents(signed.db.conn) == ()


@pytest.mark.fault(16)
def test_a_text_changed_behind_the_signatures_is_named(signed: Store) -> None:
    for trigger in signed.db.triggers:
        signed.db.execute(f"DROP TRIGGER {trigger.name}")
    signed.db.execute("UPDATE clause SET agreed_words = agreed_words || '!'")
    assert altered_documents(signed.db.conn) == (version(signed),)


@pytest.mark.fault(16)
def test_a_kept_pdf_with_another_byte_is_named(signed: Store) -> None:
    signed.db.execute(
        "INSERT INTO version_pdf (sha256, version_id, pdf, audience, created_at, updated_at)"
        " VALUES (?, ?, ?, 'all', '', '')",
        ["ab" * 32, version(signed), b"%PDF"],
    )
    assert altered_documents(signed.db.conn) == (version(signed),)


def change_version_1(store: Store) -> None:
    """Change agreed words of the first version as no CoachDesk does."""
    for trigger in store.db.triggers:
        store.db.execute(f"DROP TRIGGER {trigger.name}")
    store.db.execute(
        "UPDATE clause SET agreed_words = 'Something else' WHERE rowid = (SELECT min(c.rowid) FROM clause c"
        " JOIN agreement_version v ON v.id = c.version_id WHERE v.number = 1 AND c.agreed_words <> '')"
    )


@pytest.fixture
def twice_signed(store: Store) -> Store:
    first = agreeing.signed(store)
    next_version(store, agreement_id=first.agreement.id, reason="We meet less often")
    page = open_agreement(store, engagement_id=first.agreement.engagement_id)
    agreeing.sign_all(store, agreeing.make_ready(store, page))
    return store


def newest(store: Store) -> tuple[bool, tuple[int, ...]]:
    engagement_id = store.value("SELECT engagement_id FROM agreement")
    page = open_agreement(store, engagement_id=engagement_id)
    return page.altered, page.altered_before


def test_a_chain_in_order_names_nothing(twice_signed: Store) -> None:
    assert newest(twice_signed) == (False, ())
    assert name_altered(twice_signed.db.conn) == ()


@pytest.mark.fault(16)
def test_the_newest_version_says_which_earlier_one_was_altered(twice_signed: Store) -> None:
    change_version_1(twice_signed)
    assert newest(twice_signed) == (False, (1,))


@pytest.mark.fault(16)
def test_the_check_names_client_and_version(twice_signed: Store) -> None:
    change_version_1(twice_signed)
    named = name_altered(twice_signed.db.conn)
    assert named is not None
    assert [one.text() for one in named] == [
        "Version 1 of the agreement with Mira Solano: its text or a signature is not what was signed"
    ]


def test_a_fingerprint_taken_away_is_noticed(twice_signed: Store) -> None:
    change_version_1(twice_signed)
    twice_signed.db.execute("UPDATE agreement_version SET content_hash = '' WHERE number = 1")
    named = name_altered(twice_signed.db.conn)
    assert named is not None
    assert {one.number for one in named} == {1, 2}


def test_a_vault_of_an_earlier_version_is_left_as_it_is(signed: Store) -> None:
    signed.db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm0003_living_agreement'")
    assert name_altered(signed.db.conn) is None
