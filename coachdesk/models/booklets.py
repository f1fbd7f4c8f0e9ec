"""Several summaries of one engagement, on their way out as one paper."""

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, StaleError
from coachdesk.models import profile
from coachdesk.models.entities.change import Change, Written
from coachdesk.models.entities.ids import ClientId, EngagementId, SessionId
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.entities.session import Session
from coachdesk.models.entities.sharing import (
    Protection,
    SharedBooklet,
    SharedDocument,
    SharedHow,
    SharedKind,
    SharedSummary,
)
from coachdesk.models.leaving import Leaving, record_leaving
from coachdesk.models.letterhead import letterhead
from coachdesk.models.recipients import Recipients, called, recipients
from coachdesk.models.store import Store, write
from coachdesk.models.summaries import says_nothing, shared_summary


@frozen(kw_only=True)
class BookletLine:
    """A session that has something to say; `is_handed_out` says whether its reader has it already."""

    session_id: SessionId
    summary: SharedSummary
    is_handed_out: bool


@frozen(kw_only=True)
class BookletPage:
    """What a booklet can be made of, in the order of the sessions, and whom it is for."""

    engagement_id: EngagementId
    recipients: Recipients
    for_client: ClientId | None
    lines: tuple[BookletLine, ...] = ()
    handed_out: tuple[SharedDocument, ...] = ()

    @property
    def called(self) -> str:
        """The names of those whom it is for."""
        return called(self.recipients.of_paper(self.for_client))


_BOOKLETS: Final = (
    "SELECT * FROM shared_document WHERE engagement_id = ? AND kind = 'booklet' ORDER BY shared_at, id"
)
_SESSIONS: Final = "SELECT * FROM session WHERE engagement_id = ? AND deleted_at IS NULL ORDER BY number, id"


def booklet_page(
    store: Store, *, engagement_id: EngagementId, language: str, for_client: ClientId | None = None
) -> BookletPage:
    """Return every session of an engagement that has something to say; `language` is a BCP 47 tag."""
    everyone = recipients(store, engagement_id)
    reader = everyone.usual(for_client)
    held = store.all(Session, _SESSIONS, [engagement_id])
    given = _given(store, engagement_id, reader)
    summaries = (
        (one.id, shared_summary(store, one.id, language=language, for_client=reader)) for one in held
    )
    return BookletPage(
        engagement_id=engagement_id,
        recipients=everyone,
        for_client=reader,
        lines=tuple(
            BookletLine(session_id=session_id, summary=summary, is_handed_out=session_id in given)
            for session_id, summary in summaries
            if not says_nothing(summary)
        ),
        handed_out=store.all(SharedDocument, _BOOKLETS, [engagement_id]),
    )


def _given(store: Store, engagement_id: EngagementId, reader: ClientId | None) -> frozenset[str]:
    """Return the sessions whose summary a reader has, or anybody where it is for all."""
    sql = (
        "SELECT session_id FROM shared_document WHERE engagement_id = :engagement "
        "AND kind IN ('summary', 'booklet') AND (:reader IS NULL OR client_id = :reader)"
    )
    cells = {"engagement": engagement_id, "reader": reader}
    return frozenset(row[0] for row in store.db.execute(sql, cells).fetchall())


def shared_booklet(
    store: Store, *, session_ids: Sequence[SessionId], language: str, for_client: ClientId | None = None
) -> SharedBooklet:
    """Return all that a booklet of these sessions is made from: their summaries, and nothing besides.

    Raises:
        InvalidInputError: it is of no session, or of sessions of several engagements.
        NotFoundError: one of the sessions is gone.
    """
    summaries = tuple(
        shared_summary(store, session_id, language=language, for_client=for_client)
        for session_id in session_ids
    )
    coach = profile.get_profile(store) or CoachProfile(name="–")
    everyone = recipients(store, _engagement_of(store, session_ids))
    return SharedBooklet(
        letterhead=letterhead(coach),
        paper=coach.paper,
        language=language,
        client_name=called(everyone.of_paper(for_client)),
        summaries=summaries,
    )


def _engagement_of(store: Store, session_ids: Sequence[SessionId]) -> EngagementId:
    places = ", ".join("?" for _ in session_ids)
    sql = f"SELECT DISTINCT engagement_id FROM session WHERE id IN ({places})"  # noqa: S608  (question marks)
    found = store.db.execute(sql, list(session_ids)).fetchall()
    if len(found) != 1:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "A booklet holds sessions of one engagement."),
            QT_TRANSLATE_NOOP("errors", "Choose at least one of its sessions."),
        )
    return EngagementId(found[0][0])


@write
def hand_out_booklet(
    store: Store,
    *,
    session_ids: Sequence[SessionId],
    booklet: SharedBooklet,
    title: str,
    how: SharedHow,
    sha256: str,
    protection: Protection = Protection.PLAIN,
    for_client: ClientId | None = None,
) -> Written[SharedDocument]:
    """Record for each of its sessions that the booklet left, as previewed, and lock what they share.

    `sha256` is of the file that left. The record of the newest session is returned.

    Raises:
        StaleError: one of the texts is not what was previewed any more.
    """
    current = shared_booklet(store, session_ids=session_ids, language=booklet.language, for_client=for_client)
    if current != booklet:
        raise StaleError
    leaving = Leaving(kind=SharedKind.BOOKLET, title=title, how=how, sha256=sha256, protection=protection)
    written = [record_leaving(store, session_id, leaving, for_client) for session_id in session_ids]
    return Written(written[-1].value, Change.union(one.change for one in written))
