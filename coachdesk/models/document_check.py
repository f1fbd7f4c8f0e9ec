"""Whether the documents in a database are still what they were when they were signed and kept."""

import hashlib
from typing import Any

from sqlite_utils import Database

from coachdesk.models import schema
from coachdesk.models.agreement_page import page_of_version
from coachdesk.models.store import Store


def altered_documents(connection: Any) -> tuple[str, ...]:  # noqa: ANN401  (untyped driver)
    """Return the ids of the agreement versions whose kept PDF, text or signatures have changed.

    The database is a copy of its own: an older one is brought up to date first.

    Raises:
        NewerVaultError: a newer CoachDesk wrote it.
    """
    db = Database(connection, execute_plugins=False)
    for step in schema.pending(db):
        schema.take(db, step)
    store = Store(connection)
    return tuple(sorted({*_changed_pdfs(store), *_changed_texts(store)}))


def _changed_pdfs(store: Store) -> list[str]:
    kept = store.db.query("SELECT version_id, sha256, pdf FROM version_pdf")
    return [row["version_id"] for row in kept if hashlib.sha256(row["pdf"]).hexdigest() != row["sha256"]]


def _changed_texts(store: Store) -> list[str]:
    signed = store.db.query("SELECT id FROM agreement_version WHERE content_hash <> ''")
    return [row["id"] for row in list(signed) if page_of_version(store, version_id=row["id"]).altered]
