"""What was deleted and can still be put back, for thirty days."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from attrs import evolve, field, frozen

from coachdesk.errors import NotFoundError
from coachdesk.models import attachments, clauses, clients, consents, deletion, removed, sessions
from coachdesk.models.deletion import ALONE, THEIR_DOCUMENTS
from coachdesk.models.entities.change import Change, Written
from coachdesk.models.entities.ids import AttachmentId, ClientId, SessionId
from coachdesk.models.entities.validators import utc
from coachdesk.models.store import Store, write

DAYS: Final = 30


class BinKind(StrEnum):
    """What can lie in the bin."""

    CLIENT = "client"
    SESSION = "session"
    CONSENT = "consent"
    CLAUSE = "clause"
    ATTACHMENT = "attachment"


@frozen(kw_only=True)
class Binned:
    """One thing in the bin.

    `name` is that of a client or a file, a clause's heading or the kind of a consent; a session has its
    `number` and when it was meant or held instead. `whose` names the clients it belongs to. Moments are UTC.
    `leaves_at` is None for what stays until the coach deletes it.
    """

    kind: BinKind
    id: str
    name: str = ""
    whose: str = ""
    number: int | None = None
    held_at: datetime | None = field(default=None, validator=utc)
    deleted_at: datetime = field(validator=utc)
    leaves_at: datetime | None = field(default=None, validator=utc)


@frozen(kw_only=True)
class Contents:
    """How much goes with a client who is deleted for good."""

    sessions: int = 0
    signed_versions: int = 0
    handed_out: int = 0
    files: int = 0


_CONTENTS: Final = f"""
SELECT (SELECT count(*) FROM session WHERE engagement_id IN {ALONE}) AS sessions,
  (SELECT count(DISTINCT s.version_id) FROM signature s JOIN agreement_version v ON v.id = s.version_id
   JOIN agreement a ON a.id = v.agreement_id WHERE a.engagement_id IN {ALONE}) AS signed_versions,
  (SELECT count(*) FROM shared_document WHERE {THEIR_DOCUMENTS}) AS handed_out,
  (SELECT count(*) FROM attachment WHERE engagement_id IN {ALONE}) AS files
"""  # noqa: S608  (our own names)
_WHOSE: Final = """
(SELECT group_concat(c.display_name, ' & ' ORDER BY p.position) FROM engagement_client p
 JOIN client c ON c.id = p.client_id AND c.deleted_at IS NULL WHERE p.engagement_id = {engagement})
"""
# What belongs to a client in the bin goes and comes with the client.
_FOUND: Final = f"""
SELECT 'client' AS kind, id, display_name AS name, '' AS whose, NULL AS number, NULL AS held_at, deleted_at
FROM client WHERE deleted_at IS NOT NULL
UNION ALL SELECT 'session', s.id, '', {_WHOSE.format(engagement="s.engagement_id")} AS whose, s.number,
  coalesce(s.began_at, s.planned_at), s.deleted_at
FROM session s WHERE s.deleted_at IS NOT NULL AND whose IS NOT NULL
UNION ALL SELECT 'consent', r.id, r.content ->> 'kind', c.display_name, NULL, NULL, r.removed_at
FROM removed_record r JOIN client c ON c.id = r.client_id AND c.deleted_at IS NULL
UNION ALL SELECT 'clause', r.id, r.content ->> 'heading',
  {_WHOSE.format(engagement="a.engagement_id")} AS whose, NULL, NULL, r.removed_at
FROM removed_record r JOIN agreement_version v ON v.id = r.version_id
JOIN agreement a ON a.id = v.agreement_id
WHERE whose IS NOT NULL
UNION ALL SELECT 'attachment', f.id, f.name,
  {_WHOSE.format(engagement="f.engagement_id")} AS whose, s.number, NULL, f.deleted_at
FROM attachment f LEFT JOIN session s ON s.id = f.session_id
WHERE f.deleted_at IS NOT NULL AND s.deleted_at IS NULL AND whose IS NOT NULL
ORDER BY deleted_at DESC, id
"""  # noqa: S608  (our own names)


def list_bin(store: Store) -> tuple[Binned, ...]:
    """Return what is in the bin, the last deleted first."""
    return tuple(_with_leave(store, found) for found in store.all(Binned, _FOUND))


def count_bin(store: Store) -> int:
    """Return how many things are in the bin."""
    return int(store.value(f"SELECT count(*) FROM ({_FOUND})"))  # noqa: S608  (our own names)


def contents_of(store: Store, *, client_id: ClientId) -> Contents:
    """Return what would go with a client."""
    return store.one(Contents, _CONTENTS, {"client": client_id})


@write
def put_back(store: Store, *, kind: BinKind, record_id: str) -> Written[Any]:
    """Bring something back as it was.

    Raises:
        LockedTextError: a clause's agreement was signed meanwhile.
        NotFoundError: it is not in the bin any more.
    """
    _insist_on_bin(store, kind, record_id)
    return _PUT_BACK[kind](store, record_id)


@write
def delete_for_good(store: Store, *, kind: BinKind, record_id: str) -> Written[str]:
    """Remove something and all that belongs to it from the vault; earlier backups still hold it.

    Raises:
        NotFoundError: it is not in the bin any more.
    """
    _insist_on_bin(store, kind, record_id)
    return Written(record_id, _DELETE[kind](store, record_id))


def empty_old(store: Store) -> Written[int]:
    """Delete for good what has been in the bin for thirty days; return how much that was.

    A client with something signed or handed out stays: how long such papers are kept is for
    the coach to decide.
    """
    now = store.now()
    old = [] if store.is_read_only else [found for found in list_bin(store) if _has_to_leave(found, now)]
    change = Change()
    for found in old:
        change |= delete_for_good(store, kind=found.kind, record_id=found.id).change
    return Written(len(old), change)


def _has_to_leave(found: Binned, now: datetime) -> bool:
    return found.leaves_at is not None and found.leaves_at <= now


def _with_leave(store: Store, found: Binned) -> Binned:
    if found.kind is BinKind.CLIENT and _has_papers(store, ClientId(found.id)):
        return found
    return evolve(found, leaves_at=found.deleted_at + timedelta(days=DAYS))


def _has_papers(store: Store, client_id: ClientId) -> bool:
    contents = contents_of(store, client_id=client_id)
    return bool(contents.signed_versions or contents.handed_out)


def _insist_on_bin(store: Store, kind: BinKind, record_id: str) -> None:
    sql = f"SELECT 1 FROM ({_FOUND}) WHERE kind = ? AND id = ?"  # noqa: S608  (our own names)
    if store.value(sql, [kind.value, record_id]) is None:
        raise NotFoundError


_PUT_BACK: Final[dict[BinKind, Callable[[Store, str], Written[Any]]]] = {
    BinKind.CLIENT: lambda store, record_id: clients.undo_delete(store, client_id=ClientId(record_id)),
    BinKind.SESSION: lambda store, record_id: sessions.restore_session(
        store, session_id=SessionId(record_id)
    ),
    BinKind.CONSENT: lambda store, record_id: consents.record_consent(
        store, consent=removed.removed_consent(store, record_id)
    ),
    BinKind.CLAUSE: lambda store, record_id: clauses.put_back(
        store, clause=removed.removed_clause(store, record_id)
    ),
    BinKind.ATTACHMENT: lambda store, record_id: attachments.restore_attachment(
        store, attachment_id=AttachmentId(record_id)
    ),
}


_DELETE: Final[dict[BinKind, Callable[[Store, str], Change]]] = {
    BinKind.CLIENT: deletion.delete_client,
    BinKind.SESSION: deletion.delete_session,
    BinKind.CONSENT: deletion.delete_removed,
    BinKind.CLAUSE: deletion.delete_removed,
    BinKind.ATTACHMENT: deletion.delete_attachment,
}
