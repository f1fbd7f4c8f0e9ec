"""All that the page of a session shows, read in one go."""

from datetime import datetime

from attrs import field, frozen

from coachdesk.models import attachments, endings, notes, promises, sharing, summaries
from coachdesk.models.agreed_data import Retention, retention
from coachdesk.models.brief import Brief, brief_of
from coachdesk.models.endings import Ending
from coachdesk.models.engagements import get_engagement
from coachdesk.models.entities.attachment import Attachment
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.entities.session import Addendum, CheckIn, Closing, Session, SharedText
from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.models.heading_templates import HeadingsAtHand, headings_at_hand
from coachdesk.models.last_time import LastTime
from coachdesk.models.noted import Noted, noted_in
from coachdesk.models.notes import OpenNote
from coachdesk.models.promises import Promises
from coachdesk.models.review_causes import DueReview
from coachdesk.models.ritual_times import SessionRituals, is_their_time
from coachdesk.models.session_around import NOTHING_AROUND, Around, around
from coachdesk.models.sessions import session
from coachdesk.models.store import Store


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
    brief: Brief | None = None
    noted: Noted = field(factory=Noted)
    ending: Ending = field(factory=Ending)
    headings: HeadingsAtHand = field(factory=HeadingsAtHand)
    around: Around = NOTHING_AROUND
    files: tuple[Attachment, ...] = ()
    rituals: SessionRituals = field(factory=SessionRituals)

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
    engagement = get_engagement(store, engagement_id=held.engagement_id)
    before = brief_of(store, held, engagement, day=store.today())
    language = before.clients[0].language if before.clients else ""
    ending = endings.ending(store, held, engagement, language)
    return SessionPage(
        session=held,
        engagement=engagement,
        clients=before.clients,
        last_time=before.last_time,
        promises=promises.promises_of_last_time(store, held),
        check_in=notes.check_in(store, session_id),
        open_note=notes.open_note(store, session_id),
        shared=summaries.shared_text(store, session_id),
        closing=promises.closing(store, session_id),
        addenda=summaries.addenda(store, session_id),
        shared_documents=sharing.shared_of_session(store, session_id),
        next_at=None if ending.next_meeting.planned is None else ending.next_meeting.planned.planned_at,
        retention=retention(store, engagement_id=held.engagement_id),
        due=before.due,
        brief=before,
        noted=noted_in(store, held),
        ending=ending,
        headings=headings_at_hand(store, held),
        around=around(store, held, engagement),
        files=attachments.attachments_of_session(store, session_id),
        rituals=before.rituals if is_their_time(store, held) else SessionRituals(),
    )
