"""Small records that were removed from their table and can still be put back."""

import json
from typing import Final

from attrs import frozen

from coachdesk.models import rows
from coachdesk.models.entities.agreement import Clause
from coachdesk.models.entities.people import Consent
from coachdesk.models.store import Store

_KINDS: Final[dict[type[Consent | Clause], str]] = {Consent: "consent", Clause: "clause"}


@frozen(kw_only=True)
class _Removed:
    id: str
    kind: str
    content: str
    removed_at: str
    client_id: str | None = None
    version_id: str | None = None


def keep(store: Store, record: Consent | Clause) -> None:
    """Keep a record that is about to leave its table; part of the caller's transaction."""
    removed = _Removed(
        id=record.id,
        kind=_KINDS[type(record)],
        content=json.dumps(rows.to_row(record), ensure_ascii=False),
        removed_at=store.now().isoformat(),
        client_id=record.client_id if isinstance(record, Consent) else None,
        version_id=record.version_id if isinstance(record, Clause) else None,
    )
    store.put("removed_record", removed)


def forget(store: Store, record: Consent | Clause) -> None:
    """Keep a record no longer; nothing happens where it was never removed."""
    store.delete("removed_record", record.id)


def removed_consent(store: Store, record_id: str) -> Consent:
    """Return a consent that was removed.

    Raises:
        NotFoundError: it is not kept.
    """
    return rows.from_row(Consent, _content(store, record_id))


def removed_clause(store: Store, record_id: str) -> Clause:
    """Return a clause that was removed.

    Raises:
        NotFoundError: it is not kept.
    """
    return rows.from_row(Clause, _content(store, record_id))


def _content(store: Store, record_id: str) -> dict[str, rows.Cell]:
    removed = store.one(_Removed, "SELECT * FROM removed_record WHERE id = ?", [record_id])
    content: dict[str, rows.Cell] = json.loads(removed.content)
    return content
