"""Whether the documents in a database are still what they were when they were signed and kept."""

import hashlib
from typing import Any, Final

from sqlite_utils import Database

from coachdesk.errors import QT_TRANSLATE_NOOP
from coachdesk.models import schema
from coachdesk.models.agreement_page import page_of_version
from coachdesk.models.entities.agreement import Party
from coachdesk.models.entities.health import AlteredRecord
from coachdesk.models.entities.ids import VersionId
from coachdesk.models.store import Store

# A version whose fingerprint was taken away is as altered as one whose words were.
_EVER_SIGNED: Final = """
SELECT id FROM agreement_version v WHERE content_hash <> '' OR state IN ('signed', 'superseded')
OR EXISTS (SELECT 1 FROM signature WHERE version_id = v.id)"""
_TEXT: Final = QT_TRANSLATE_NOOP(
    "damage", "Version {number} of the agreement with {who}: its text or a signature is not what was signed"
)
_PDF: Final = QT_TRANSLATE_NOOP(
    "damage", "A kept PDF of version {number} of the agreement with {who} is not what was handed out"
)


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


def name_altered(connection: Any) -> tuple[AlteredRecord, ...] | None:  # noqa: ANN401  (untyped driver)
    """Return the same in words, None where an earlier CoachDesk wrote the tables; nothing is written.

    Raises:
        NewerVaultError: a newer CoachDesk wrote it.
    """
    db = Database(connection, execute_plugins=False)
    if schema.is_new(db) or schema.pending(db):
        return None
    store = Store(connection)
    texts = [_named(store, _TEXT, version_id) for version_id in _changed_texts(store)]
    pdfs = [_named(store, _PDF, version_id) for version_id in _changed_pdfs(store)]
    return tuple(sorted({*texts, *pdfs}, key=lambda one: (one.who, one.number, one.template)))


def _named(store: Store, template: str, version_id: str) -> AlteredRecord:
    page = page_of_version(store, version_id=VersionId(version_id))
    clients = " & ".join(name.name for name in page.names_of(Party.CLIENT))
    return AlteredRecord(template=template, who=clients, number=page.version.number)


def _changed_pdfs(store: Store) -> list[str]:
    kept = store.db.query("SELECT version_id, sha256, pdf FROM version_pdf")
    return [row["version_id"] for row in kept if hashlib.sha256(row["pdf"]).hexdigest() != row["sha256"]]


def _changed_texts(store: Store) -> list[str]:
    signed = store.db.query(_EVER_SIGNED)
    return [row["id"] for row in list(signed) if page_of_version(store, version_id=row["id"]).altered]
