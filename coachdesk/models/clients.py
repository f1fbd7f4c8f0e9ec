"""The people who are coached: the list, and what can be done with one of them."""

from datetime import datetime
from typing import Final

import attrs
from attrs import frozen

from coachdesk.errors import InBinError, NotFoundError
from coachdesk.models import search
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClientId, EngagementId, new_id
from coachdesk.models.entities.people import Client, ClientStatus, EngagementState
from coachdesk.models.folding import folded
from coachdesk.models.following import state_after
from coachdesk.models.rows import Cell
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store, write


@frozen(kw_only=True)
class ClientRow:
    """A client as a line of the list. The two moments are UTC."""

    id: ClientId
    display_name: str
    preferred_name: str = ""
    code: str = ""
    tags: tuple[str, ...] = ()
    status: ClientStatus
    archived: bool = False
    purpose: str = ""
    engagement_state: EngagementState | None = None
    next_session_at: datetime | None = None
    last_session_at: datetime | None = None

    def holds(self, words: tuple[str, ...]) -> bool:
        """Tell whether each of these folded words is in a name, the code or a tag."""
        text = folded(" ".join((self.display_name, self.preferred_name, self.code, *self.tags)))
        return all(word in text for word in words)


# Each client's sessions are found by the index of their engagement, newest number first, so that
# the list costs as much with 100,000 sessions as with 1,000.
_LIST: Final = """
WITH planned AS (
  SELECT p.client_id, min(s.planned_at) AS next_session_at
  FROM session s JOIN engagement_client p ON p.engagement_id = s.engagement_id
  WHERE s.state = 'planned' AND s.planned_at >= :now AND s.deleted_at IS NULL GROUP BY p.client_id
), work AS (
  SELECT p.client_id, p.engagement_id, e.state, e.purpose,
    row_number() OVER (PARTITION BY p.client_id ORDER BY e.state = 'closed', e.created_at DESC) AS place
  FROM engagement_client p JOIN engagement e ON e.id = p.engagement_id
)
SELECT c.id, c.display_name, c.preferred_name, c.code, c.tags, c.status, c.archived, planned.next_session_at,
  coalesce(work.purpose, '') AS purpose, work.state AS engagement_state,
  (SELECT max((SELECT coalesce(s.began_at, s.planned_at) FROM session s
               WHERE s.engagement_id = p.engagement_id AND s.state = 'held' AND s.deleted_at IS NULL
               ORDER BY s.number DESC LIMIT 1))
   FROM engagement_client p WHERE p.client_id = c.id) AS last_session_at
FROM client c
LEFT JOIN planned ON planned.client_id = c.id
LEFT JOIN work ON work.client_id = c.id AND work.place = 1
WHERE c.deleted_at IS NULL AND c.status <> 'erased' AND c.archived = :archived
  AND (:status IS NULL OR c.status = :status)
"""


def list_clients(
    store: Store, *, words: str = "", status: ClientStatus | None = None, archived: bool = False
) -> tuple[ClientRow, ...]:
    """Return the clients that hold all of `words`, by name; the archived ones apart from the others."""
    cells: dict[str, Cell] = {
        "now": store.now().isoformat(),
        "status": None if status is None else status.value,
        "archived": int(archived),
    }
    wanted = tuple(folded(words).split())
    rows = (row for row in store.all(ClientRow, _LIST, cells) if row.holds(wanted))
    return tuple(sorted(rows, key=lambda row: (folded(row.display_name), row.id)))


def count_clients(store: Store, *, archived: bool = False) -> int:
    """Return how many clients are in the everyday list, or among the archived ones."""
    return int(
        store.value(
            "SELECT count(*) FROM client WHERE deleted_at IS NULL AND status <> 'erased' AND archived = ?",
            [int(archived)],
        )
    )


def get_client(store: Store, *, client_id: ClientId) -> Client:
    """Return a client.

    Raises:
        NotFoundError: there is none with this id; an `InBinError` where it was deleted.
    """
    if store.value("SELECT deleted_at FROM client WHERE id = ?", [client_id]) is not None:
        raise InBinError
    return store.one(Client, "SELECT * FROM client WHERE id = ?", [client_id])


@write
def add_client(store: Store, *, display_name: str) -> Written[Client]:
    """Add a client; a name is enough."""
    return save_client(store, client=Client(id=ClientId(new_id()), display_name=display_name.strip()))


@write
def save_client(store: Store, *, client: Client) -> Written[Client]:
    """Keep a client, new or changed.

    Raises:
        NotFoundError: the client was deleted meanwhile.
    """
    if store.value("SELECT deleted_at FROM client WHERE id = ?", [client.id]):
        raise NotFoundError
    store.put("client", client)
    index_client(store, client_id=client.id)
    return Written(client, Change.of(Kind.CLIENT, client.id))


@frozen
class StatusBefore:
    """What a change of status replaced, so that it can be taken back."""

    client: Client
    engagements: tuple[tuple[EngagementId, EngagementState], ...]


@write
def set_status(store: Store, *, client_id: ClientId, status: ClientStatus) -> Written[StatusBefore]:
    """Pause, resume or end the work with a client; engagements of theirs alone follow.

    The value is what was before, for `restore_status`.
    """
    client = get_client(store, client_id=client_id)
    moved = _engagements_that_follow(store, client_id, status)
    store.put("client", attrs.evolve(client, status=status))
    for engagement_id, state in moved:
        _put_state(store, engagement_id, state_after(state, status))
    return Written(StatusBefore(client, moved), _change(client_id, moved))


@write
def restore_status(store: Store, *, before: StatusBefore) -> Written[Client]:
    """Take a change of status back, the engagements that followed it too."""
    client = get_client(store, client_id=before.client.id)
    restored = attrs.evolve(client, status=before.client.status)
    store.put("client", restored)
    for engagement_id, state in before.engagements:
        _put_state(store, engagement_id, state)
    return Written(restored, _change(client.id, before.engagements))


def _engagements_that_follow(
    store: Store, client_id: ClientId, status: ClientStatus
) -> tuple[tuple[EngagementId, EngagementState], ...]:
    found = store.db.execute(
        "SELECT e.id, e.state FROM engagement e JOIN engagement_client p ON p.engagement_id = e.id "
        "WHERE p.client_id = ? AND 1 = (SELECT count(*) FROM engagement_client WHERE engagement_id = e.id)",
        [client_id],
    )
    states = ((EngagementId(row[0]), EngagementState(row[1])) for row in found)
    return tuple((work, state) for work, state in states if state_after(state, status) is not state)


def _put_state(store: Store, engagement_id: EngagementId, state: EngagementState) -> None:
    store.db.execute(
        "UPDATE engagement SET state = ?, updated_at = ? WHERE id = ?",
        [state.value, store.now().isoformat(), engagement_id],
    )


def _change(client_id: ClientId, moved: tuple[tuple[EngagementId, EngagementState], ...]) -> Change:
    change = Change.of(Kind.CLIENT, client_id)
    return change | Change.of(Kind.ENGAGEMENT, *(found for found, _ in moved)) if moved else change


@write
def archive_client(store: Store, *, client_id: ClientId) -> Written[Client]:
    """Take a client out of the everyday list, whatever the status."""
    return _set_archived(store, client_id, archived=True)


@write
def unarchive_client(store: Store, *, client_id: ClientId) -> Written[Client]:
    """Bring a client back into the everyday list."""
    return _set_archived(store, client_id, archived=False)


def _set_archived(store: Store, client_id: ClientId, *, archived: bool) -> Written[Client]:
    client = attrs.evolve(get_client(store, client_id=client_id), archived=archived)
    store.put("client", client)
    return Written(client, Change.of(Kind.CLIENT, client_id))


@write
def delete_client(store: Store, *, client_id: ClientId) -> Written[Client]:
    """Take a client out of every list and out of the search; all of it stays until it is erased."""
    client = get_client(store, client_id=client_id)
    _set_deleted(store, client_id, store.now().isoformat())
    search.drop(store, kind=SearchKind.CLIENT, owner_id=client_id)
    return Written(client, Change.of(Kind.CLIENT, client_id))


@write
def undo_delete(store: Store, *, client_id: ClientId) -> Written[Client]:
    """Bring a deleted client back as it was."""
    _set_deleted(store, client_id, None)
    index_client(store, client_id=client_id)
    return Written(get_client(store, client_id=client_id), Change.of(Kind.CLIENT, client_id))


def _set_deleted(store: Store, client_id: ClientId, deleted_at: str | None) -> None:
    store.db.execute("UPDATE client SET deleted_at = ? WHERE id = ?", [deleted_at, client_id])


_ORGANISATIONS: Final = """
SELECT group_concat(DISTINCT o.name) FROM engagement_client p JOIN engagement e ON e.id = p.engagement_id
JOIN sponsor_contact s ON s.id = e.sponsor_id JOIN organisation o ON o.id = s.organisation_id
WHERE p.client_id = ?
"""


def index_client(store: Store, *, client_id: ClientId) -> None:
    """Let a client be found by their names, code, tags and the organisation behind their work."""
    client = get_client(store, client_id=client_id)
    organisations = store.value(_ORGANISATIONS, [client_id]) or ""
    found_by = (client.display_name, client.preferred_name, client.code, *client.tags, organisations)
    text = " ".join(part for part in found_by if part)
    search.put(store, kind=SearchKind.CLIENT, owner_id=client_id, client_id=client_id, text=text)
