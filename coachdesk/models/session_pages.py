"""All that the page of a session shows, read in one go."""

from datetime import datetime

from attrs import frozen

from coachdesk.models import attachments, notes, promises, sharing, summaries
from coachdesk.models.agreed_data import Retention, retention
from coachdesk.models.clock import local
from coachdesk.models.engagements import get_engagement
from coachdesk.models.entities.attachment import Attachment
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.entities.session import Addendum, CheckIn, Closing, Session, SharedText
from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.models.notes import OpenNote
from coachdesk.models.promises import Promises
from coachdesk.models.review_causes import DueReview, due_review
from coachdesk.models.sessions import session
from coachdesk.models.store import Store


@frozen(kw_only=True)
class LastTime:
    """The session before this one, as far as both sides know it. `at` is UTC."""

    session_id: SessionId
    number: int
    at: datetime
    insights: str = ""


@frozen(kw_only=True)
class SessionPage:
    """A session with everything around it. `next_at` is when the next one is planned, in UTC."""

    session: Session
    engagement: Engagement
    clients: tuple[Client, ...]
    last_time: LastTime | None
    promises: Promises
    check_in: CheckIn
    open_note: OpenNote
    shared: SharedText
    closing: Closing
    addenda: tuple[Addendum, ...]
    shared_documents: tuple[SharedDocument, ...]
    next_at: datetime | None
    retention: Retention | None = None
    due: DueReview | None = None
    files: tuple[Attachment, ...] = ()

    @property
    def names(self) -> str:
        """The clients' full names."""
        return " & ".join(client.display_name for client in self.clients)

    @property
    def called(self) -> str:
        """The clients' names as they are used in conversation."""
        return " & ".join(client.called for client in self.clients)

    @property
    def is_handed_out(self) -> bool:
        """Whether the client has the summary, so that its text stands."""
        return self.session.handed_out_at is not None


def session_page(store: Store, session_id: SessionId) -> SessionPage:
    """Return the page of a session.

    Raises:
        NotFoundError: there is no such session, or it was deleted.
    """
    held = session(store, session_id)
    return SessionPage(
        session=held,
        engagement=get_engagement(store, engagement_id=held.engagement_id),
        clients=_clients(store, held),
        last_time=_last_time(store, held),
        promises=promises.promises_of_last_time(store, held),
        check_in=notes.check_in(store, session_id),
        open_note=notes.open_note(store, session_id),
        shared=summaries.shared_text(store, session_id),
        closing=promises.closing(store, session_id),
        addenda=summaries.addenda(store, session_id),
        shared_documents=sharing.shared_of_session(store, session_id),
        next_at=_next_at(store, held),
        retention=retention(store, engagement_id=held.engagement_id),
        files=attachments.attachments_of_session(store, session_id),
        due=due_review(store, engagement_id=held.engagement_id, day=local(store.now()).date()),
    )


def _clients(store: Store, held: Session) -> tuple[Client, ...]:
    sql = (
        "SELECT client.* FROM client JOIN engagement_client ec ON ec.client_id = client.id "
        "WHERE ec.engagement_id = ? AND client.deleted_at IS NULL ORDER BY ec.position"
    )
    return store.all(Client, sql, [held.engagement_id])


def _last_time(store: Store, held: Session) -> LastTime | None:
    sql = (
        "SELECT s.id AS session_id, s.number, coalesce(s.began_at, s.planned_at) AS at, "
        "coalesce(t.insights, '') AS insights FROM session s LEFT JOIN shared_text t ON t.session_id = s.id "
        "WHERE s.engagement_id = ? AND s.number < ? AND s.state = 'held' AND s.deleted_at IS NULL "
        "ORDER BY s.number DESC LIMIT 1"
    )
    return next(iter(store.all(LastTime, sql, [held.engagement_id, held.number])), None)


def _next_at(store: Store, held: Session) -> datetime | None:
    sql = (
        "SELECT min(planned_at) FROM session WHERE engagement_id = ? AND id <> ? AND state = 'planned' "
        "AND deleted_at IS NULL AND planned_at > ?"
    )
    after = held.began_at or held.planned_at or store.now()
    found = store.value(sql, [held.engagement_id, held.id, after.isoformat()])
    return None if found is None else datetime.fromisoformat(found)
