"""Whom a summary is for: the client, one member of a group, or all of them together."""

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, NotFoundError
from coachdesk.models.entities.ids import ClientId, EngagementId, SessionId
from coachdesk.models.entities.session import Presence
from coachdesk.models.living import ask_for_living
from coachdesk.models.store import Store


@frozen(kw_only=True)
class Member:
    """Somebody who takes part; `presence` is None where nobody said whether they were there."""

    id: ClientId
    display_name: str
    preferred_name: str = ""
    presence: Presence | None = None

    @property
    def called(self) -> str:
        """The name used in conversation and on a summary."""
        return self.preferred_name or self.display_name

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that this person goes by."""
        return tuple(name for name in (self.display_name, self.preferred_name) if name.strip())


@frozen(kw_only=True)
class Recipients:
    """All who take part in an engagement; `apart` where none of them may be named to another."""

    members: tuple[Member, ...] = ()
    apart: bool = False

    @property
    def may_share(self) -> bool:
        """Whether one paper can be for all of them."""
        return not self.apart or len(self.members) <= 1

    def one(self, client_id: ClientId) -> Member:
        """Return one of them.

        Raises:
            NotFoundError: this client takes no part.
        """
        found = next((member for member in self.members if member.id == client_id), None)
        if found is None:
            raise NotFoundError
        return found

    def of_paper(self, for_client: ClientId | None) -> tuple[Member, ...]:
        """Return those whom a paper is for: one of them, or all.

        Raises:
            InvalidInputError: it is for all, though none of them may be named to another.
            NotFoundError: this client takes no part.
        """
        if for_client is not None:
            return (self.one(for_client),)
        if not self.may_share:
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "The members of this group are not named to each other."),
                QT_TRANSLATE_NOOP("errors", "Choose whom it is for; each of them gets their own."),
            )
        return self.members

    def usual(self, for_client: ClientId | None) -> ClientId | None:
        """Return whom a paper is for as long as nobody was chosen: all, or the first of those kept apart."""
        known = any(member.id == for_client for member in self.members)
        if known:
            return for_client
        return None if self.may_share else self.members[0].id

    def others(self, for_client: ClientId | None) -> tuple[Member, ...]:
        """Return those who must not be named on a paper for this one."""
        hidden = self.apart and for_client is not None
        return tuple(member for member in self.members if member.id != for_client) if hidden else ()


def called(members: Sequence[Member]) -> str:
    """Return the names of these as a paper says them."""
    return " & ".join(member.called for member in members) or "–"


_MEMBERS: Final = """
SELECT c.id, c.display_name, c.preferred_name, {presence} AS presence
FROM engagement_client p JOIN client c ON c.id = p.client_id AND c.deleted_at IS NULL
WHERE p.engagement_id = :engagement ORDER BY p.position
"""
_PRESENCE: Final = "(SELECT presence FROM attendance WHERE client_id = c.id AND session_id = :session)"


def recipients(store: Store, engagement_id: EngagementId, session_id: SessionId | None = None) -> Recipients:
    """Return all who take part; of a session, with who was there.

    Raises:
        InBinError: all of them were deleted.
    """
    ask_for_living(store, engagement_id)
    apart = store.value("SELECT members_apart FROM engagement WHERE id = ?", [engagement_id])
    sql = _MEMBERS.format(presence="NULL" if session_id is None else _PRESENCE)
    members = store.all(Member, sql, {"engagement": engagement_id, "session": session_id})
    return Recipients(members=members, apart=bool(apart))


def reader_of(store: Store, session_id: SessionId, client_id: ClientId) -> ClientId | None:
    """Return whom a summary is for that is asked for in the name of one client: of all, where that may be."""
    engagement_id = store.value("SELECT engagement_id FROM session WHERE id = ?", [session_id])
    return None if recipients(store, EngagementId(engagement_id or "")).may_share else client_id
