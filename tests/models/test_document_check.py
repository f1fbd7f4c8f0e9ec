import pytest

from coachdesk.models.document_check import altered_documents
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
