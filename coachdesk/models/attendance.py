"""Who of a group was at a session, and what the coach notes of each of them alone."""

from collections.abc import Iterable, Mapping
from typing import Final

import attrs
from attrs import frozen

from coachdesk.errors import NotFoundError
from coachdesk.models import session_index
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClientId, SessionId
from coachdesk.models.entities.people import Engagement, EngagementFormat
from coachdesk.models.entities.session import Attendance, Presence, Session
from coachdesk.models.rows import Cell
from coachdesk.models.sessions import session
from coachdesk.models.store import Store, write

_KEY: Final = ("session_id", "client_id")


@frozen(kw_only=True)
class Member:
    """Somebody of a group at one session; the note is the coach's own, of this one person."""

    client_id: ClientId
    name: str
    presence: Presence = Presence.UNSAID
    note: str = ""
    is_recorded: bool = False
    takes_part: bool = True


Attended = tuple[Attendance, ...]

_MEMBERS: Final = """
SELECT c.id AS client_id, c.display_name AS name, coalesce(a.presence, '') AS presence,
  coalesce(a.note, '') AS note, a.client_id IS NOT NULL AS is_recorded, ec.client_id IS NOT NULL AS takes_part
FROM (SELECT client_id FROM engagement_client WHERE engagement_id = :engagement
      UNION SELECT client_id FROM attendance WHERE session_id = :session) who
JOIN client c ON c.id = who.client_id AND c.deleted_at IS NULL
LEFT JOIN engagement_client ec ON ec.engagement_id = :engagement AND ec.client_id = c.id
LEFT JOIN attendance a ON a.session_id = :session AND a.client_id = c.id
ORDER BY ec.position IS NULL, ec.position, c.display_name
"""


def is_group(engagement: Engagement) -> bool:
    """Return whether several people are coached together, so that it matters who was there."""
    return engagement.format is not EngagementFormat.INDIVIDUAL or len(engagement.client_ids) > 1


def members_of(store: Store, held: Session) -> tuple[Member, ...]:
    """Return who belongs to a session: the members of today, and those who were there before they left.

    Who joined after a session was closed is not asked for in it.
    """
    asked: dict[str, Cell] = {"engagement": held.engagement_id, "session": held.id}
    found = store.all(Member, _MEMBERS, asked)
    is_settled = held.closed_at is not None and any(member.is_recorded for member in found)
    return tuple(member for member in found if _belongs(member, is_settled=is_settled))


def _belongs(member: Member, *, is_settled: bool) -> bool:
    if is_settled:
        return member.is_recorded
    return member.takes_part or member.presence is not Presence.UNSAID or bool(member.note)


def number_present(store: Store, session_id: SessionId) -> int | None:
    """Return how many were there, for all or part of it; None where nobody has said so yet.

    It is the number in the group that goes with the hours, and those count once for the session.
    """
    sql = "SELECT presence FROM attendance WHERE session_id = ?"
    return count_present(Presence(row[0]) for row in store.db.execute(sql, [session_id]).fetchall())


def count_present(presences: Iterable[Presence]) -> int | None:
    """Return how many of these were there, for all or part of it; None where it was said of nobody."""
    said = [presence for presence in presences if presence is not Presence.UNSAID]
    return sum(presence is not Presence.ABSENT for presence in said) if said else None


@write
def say_presence(
    store: Store, *, session_id: SessionId, client_ids: Iterable[ClientId], presence: Presence
) -> Written[Attended]:
    """Record whether these people were there; whom a session is with is settled with the first of them."""
    _record_members(store, session(store, session_id))
    said = tuple(attrs.evolve(_attendance(store, session_id, one), presence=presence) for one in client_ids)
    return _keep(store, session_id, said)


@write
def save_member_notes(
    store: Store, *, session_id: SessionId, notes: Mapping[ClientId, str]
) -> Written[Attended]:
    """Keep what the coach notes of single members; it is private, and found like the notes of the session."""
    _record_members(store, session(store, session_id))
    noted = tuple(attrs.evolve(_attendance(store, session_id, one), note=note) for one, note in notes.items())
    written = _keep(store, session_id, noted)
    session_index.index_note(store, session_id)
    return written


def _keep(store: Store, session_id: SessionId, attended: Attended) -> Written[Attended]:
    for one in attended:
        store.put("attendance", one, key=_KEY)
    return Written(attended, Change.of(Kind.ATTENDANCE, session_id, *(one.client_id for one in attended)))


def _attendance(store: Store, session_id: SessionId, client_id: ClientId) -> Attendance:
    sql = "SELECT * FROM attendance WHERE session_id = ? AND client_id = ?"
    try:
        return store.one(Attendance, sql, [session_id, client_id])
    except NotFoundError:
        return Attendance(session_id=session_id, client_id=client_id)


_RECORD: Final = """
INSERT INTO attendance (session_id, client_id, presence, note, created_at, updated_at)
SELECT :session, client_id, '', '', :now, :now FROM engagement_client WHERE engagement_id = :engagement
ON CONFLICT DO NOTHING
"""


def _record_members(store: Store, held: Session) -> None:
    """Remember whom the session is with, so that who joins later is not asked for in it."""
    is_there = store.value("SELECT 1 FROM attendance WHERE session_id = ?", [held.id])
    if held.closed_at is None or not is_there:
        now = store.now().isoformat()
        store.db.execute(_RECORD, {"session": held.id, "engagement": held.engagement_id, "now": now})


def noted_sessions(store: Store, client_id: ClientId) -> tuple[SessionId, ...]:
    """Return the sessions in which something is noted of a client alone."""
    sql = "SELECT session_id FROM attendance WHERE client_id = ? AND note <> ''"
    return tuple(SessionId(row[0]) for row in store.db.execute(sql, [client_id]).fetchall())
