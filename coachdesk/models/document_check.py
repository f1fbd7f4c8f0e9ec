"""Whether documents and files in a database are still what they were when they were signed and kept."""

import hashlib
from collections.abc import Callable
from typing import Any, Final

from sqlite_utils import Database

from coachdesk.errors import QT_TRANSLATE_NOOP
from coachdesk.models import attachments, schema
from coachdesk.models.agreement_page import page_of_version
from coachdesk.models.entities.agreement import Party
from coachdesk.models.entities.attachment import Attachment
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
_FILE: Final = QT_TRANSLATE_NOOP("damage", "The file “{name}” of {who} is not what was added")
_WHOSE: Final = """
SELECT group_concat(c.display_name, ' & ' ORDER BY p.position) FROM engagement_client p
JOIN client c ON c.id = p.client_id WHERE p.engagement_id = ?"""

# Is called after each part of a file, and stops a check that nobody waits for any more by raising.
Look = Callable[[], None]


def on_and_on() -> None:
    """Let a check go on to its end."""


def altered_documents(connection: Any) -> tuple[str, ...]:  # noqa: ANN401  (untyped driver)
    """Return the ids of the agreement versions whose kept PDF, text or signatures have changed, and of files.

    The database is a copy of its own: an older one is brought up to date first.

    Raises:
        NewerVaultError: a newer CoachDesk wrote it.
    """
    db = Database(connection, execute_plugins=False)
    for step in schema.pending(db):
        schema.take(db, step)
    store = Store(connection)
    files = (one.id for one in attachments.altered_files(store, on_and_on))
    return tuple(sorted({*_changed_pdfs(store), *_changed_texts(store), *files}))


def name_altered(
    connection: Any,  # noqa: ANN401  (untyped driver)
    look: Look = on_and_on,
) -> tuple[AlteredRecord, ...] | None:
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
    named = sorted({*texts, *pdfs}, key=lambda one: (one.who, one.number, one.template))
    return (*named, *(_named_file(store, one) for one in attachments.altered_files(store, look)))


def _named_file(store: Store, attachment: Attachment) -> AlteredRecord:
    who = store.value(_WHOSE, [attachment.engagement_id]) or ""
    return AlteredRecord(template=_FILE, who=who, name=attachment.name)


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
