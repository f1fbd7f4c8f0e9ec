"""From what was typed on the command line to one client, agreement or session."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError

if TYPE_CHECKING:
    from coachdesk.models.agreement_page import AgreementPage
    from coachdesk.models.entities.agreement import AgreementVersion
    from coachdesk.models.entities.ids import ClientId, SessionId
    from coachdesk.models.store import Store

_MOST_NAMED = 8


def choose_client(store: "Store", typed: str) -> "ClientId":
    """Return the client with this id or name, or the only one whose name begins so.

    Raises:
        InvalidInputError: there is none, or several; they are named.
    """
    from coachdesk.models.entities.ids import ClientId
    from coachdesk.models.folding import folded

    clients = store.db.execute(
        "SELECT id, display_name FROM client WHERE deleted_at IS NULL ORDER BY display_name"
    ).fetchall()
    wanted = folded(typed).strip()
    exact = [client for client in clients if typed == client[0] or folded(client[1]).strip() == wanted]
    beginning = [client for client in clients if folded(client[1]).strip().startswith(wanted)]
    return ClientId(_only_one(exact or beginning, typed)[0])


def _only_one(found: Sequence[tuple[str, str]], typed: str) -> tuple[str, str]:
    if len(found) == 1:
        return found[0]
    if not found:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "No client is named “{typed}”."),
            QT_TRANSLATE_NOOP("errors", "Give the name, its beginning or the id."),
            typed=typed,
        )
    named = [f"{name} ({identity})" for identity, name in found[:_MOST_NAMED]]
    raise InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "“{typed}” stands for several clients: {names}."),
        QT_TRANSLATE_NOOP("errors", "Give more of the name, or the id."),
        typed=typed,
        names="; ".join([*named, "…"] if len(found) > _MOST_NAMED else named),
    )


def choose_agreement(store: "Store", client_id: "ClientId", number: int | None) -> "AgreementPage":
    """Return a client's newest agreement, at its newest version or at the one with this number.

    Raises:
        InvalidInputError: there is none.
    """
    from coachdesk.models.agreement_page import page_of_version
    from coachdesk.models.entities.ids import VersionId

    sql = """
        SELECT v.id FROM agreement_version v JOIN agreement a ON a.id = v.agreement_id
        JOIN engagement_client p ON p.engagement_id = a.engagement_id
        WHERE p.client_id = ? AND v.number = coalesce(?, v.number)
        ORDER BY a.created_at DESC, v.number DESC"""
    version_id = store.value(sql, [client_id, number])
    if version_id is None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "There is no such agreement with this client."),
            QT_TRANSLATE_NOOP("errors", "Write one in the window first."),
        )
    return page_of_version(store, version_id=VersionId(version_id))


def choose_earlier(page: "AgreementPage", number: int) -> "AgreementVersion":
    """Return the version with a number that comes before the one of a page.

    Raises:
        InvalidInputError: there is none.
    """
    for version in page.versions:
        if version.number == number < page.version.number:
            return version
    raise InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "There is no version {number} before version {newer}."),
        QT_TRANSLATE_NOOP("errors", "Give the number of an earlier version."),
        number=number,
        newer=page.version.number,
    )


def choose_session(store: "Store", client_id: "ClientId", number: int | None) -> "SessionId":
    """Return the client's newest session with this number, or the last one that was held.

    A session that was moved or cancelled left its number to another and is passed over.

    Raises:
        InvalidInputError: there is none.
    """
    from coachdesk.models.entities.ids import SessionId
    from coachdesk.models.entities.session import SessionState

    sql = """
        SELECT s.id FROM session s JOIN engagement_client p ON p.engagement_id = s.engagement_id
        WHERE p.client_id = ? AND s.deleted_at IS NULL
          AND (s.number = ? AND s.state NOT IN (?, ?) OR ? IS NULL AND s.state = 'held')
        ORDER BY coalesce(s.began_at, s.planned_at) DESC"""
    session_id = store.value(sql, [client_id, number, SessionState.MOVED, SessionState.CANCELLED, number])
    if session_id is None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "There is no such session with this client."),
            QT_TRANSLATE_NOOP("errors", "Hold it in the window first."),
        )
    return SessionId(session_id)
