"""The client's side of the wall: what a summary says, and its way out of the vault."""

from datetime import date, datetime
from typing import Final

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, NotFoundError, StaleError
from coachdesk.models import earlier, profile, promises, session_index
from coachdesk.models.clock import local
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import AddendumId, ClientId, SessionId, new_id
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.entities.session import Addendum, Closing, FurtherPromise, Session, SharedText
from coachdesk.models.entities.sharing import (
    DocumentAddendum,
    DocumentHeading,
    DocumentPromise,
    Protection,
    SharedDocument,
    SharedHow,
    SharedKind,
    SharedSummary,
)
from coachdesk.models.further_promises import further_promises, is_complete
from coachdesk.models.leaving import Leaving, record_leaving
from coachdesk.models.letterhead import letterhead
from coachdesk.models.recipients import Recipients, called, recipients
from coachdesk.models.sessions import ensure_not_handed_out, session
from coachdesk.models.store import Store, write

_KEY: Final = ("session_id",)
_PRINTED: Final = ("focus", "insights", "agreed", "experiment", "next_step", "next_date", "free_line")


def shared_text(store: Store, session_id: SessionId) -> SharedText:
    """Return what is written for the client; empty fields where nothing was written yet."""
    try:
        return store.one(SharedText, "SELECT * FROM shared_text WHERE session_id = ?", [session_id])
    except NotFoundError:
        return SharedText(session_id=session_id)


def _words(text: SharedText) -> tuple[str, ...]:
    return tuple(getattr(text, name) for name in _PRINTED)


@write
def save_shared_text(store: Store, *, text: SharedText, keep_former: bool = False) -> Written[SharedText]:
    """Keep what is written for the client.

    What it replaces is kept once a minute, with `keep_former` in any case.

    Raises:
        LockedTextError: the summary has been handed out.
    """
    ensure_not_handed_out(session(store, text.session_id))
    former = shared_text(store, text.session_id)
    earlier.keep(
        store, earlier.SHARED_TEXTS, text.session_id, _words(former), _words(text), always=keep_former
    )
    store.put("shared_text", text, key=_KEY)
    session_index.index_words(store, text.session_id)
    return Written(text, Change.of(Kind.SUMMARY, text.session_id))


def addenda(store: Store, session_id: SessionId) -> tuple[Addendum, ...]:
    """Return the words added after the summary was handed out, oldest first."""
    sql = "SELECT * FROM addendum WHERE session_id = ? ORDER BY written_at, id"
    return store.all(Addendum, sql, [session_id])


@write
def add_addendum(store: Store, *, session_id: SessionId, text: str) -> Written[Addendum]:
    """Add dated words to a summary that was handed out.

    Raises:
        InvalidInputError: it was not handed out yet, or the text is empty.
    """
    if session(store, session_id).handed_out_at is None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This summary has not been handed out yet."),
            QT_TRANSLATE_NOOP("errors", "Write into the summary itself."),
        )
    addendum = Addendum(
        id=AddendumId(new_id()), session_id=session_id, text=text.strip(), written_at=store.now()
    )
    store.put("addendum", addendum)
    session_index.index_words(store, session_id)
    return Written(addendum, Change.of(Kind.SUMMARY, session_id))


def shared_summary(
    store: Store, session_id: SessionId, *, language: str, for_client: ClientId | None = None
) -> SharedSummary:
    """Return all that a summary is made from; private notes and check-in are never read here.

    A promise is printed once all its parts are said. `language` is a BCP 47 tag, `for_client`
    one member of a group: where members stay apart, none of the others is named.

    Raises:
        InvalidInputError: it is for all members of a group who are not named to each other.
        NotFoundError: there is no such session, or the client takes no part in it.
    """
    held = session(store, session_id)
    coach = profile.get_profile(store) or CoachProfile(name="–")
    text = shared_text(store, session_id)
    closing = promises.closing(store, session_id)
    everyone = recipients(store, held.engagement_id)
    return SharedSummary(
        letterhead=letterhead(coach),
        paper=coach.paper,
        language=language,
        client_name=called(everyone.of_paper(for_client)),
        session_number=held.number,
        sessions_planned=_sessions_planned(store, held),
        held_on=_local_day(held.began_at or held.planned_at),
        **{name: getattr(text, name) for name in _PRINTED},
        commitment=_commitment(closing),
        pledge=_pledge(closing),
        further=_further(store, session_id),
        addenda=tuple(
            DocumentAddendum(text=later.text, written_at=local(later.written_at))
            for later in addenda(store, session_id)
        ),
        headings=tuple(DocumentHeading(field=own.field, words=own.words) for own in text.headings),
        promised_by=_promised_by(everyone),
        others_unnamed=bool(everyone.others(for_client)),
    )


def _promised_by(everyone: Recipients) -> str:
    """Return who promises together, where several do who may be named."""
    is_several = len(everyone.members) > 1
    return called(everyone.members) if is_several and not everyone.apart else ""


def says_nothing(summary: SharedSummary) -> bool:
    """Tell whether a summary holds no words yet beyond its head."""
    words = "".join(getattr(summary, name) for name in _PRINTED)
    promised = summary.commitment or summary.pledge or summary.further
    return not (words.strip() or promised or summary.addenda)


def _commitment(closing: Closing) -> DocumentPromise | None:
    if not promises.is_commitment(closing):
        return None
    return DocumentPromise(
        what=closing.commitment_what.strip(),
        by_when=closing.commitment_by,
        how_we_will_know=closing.commitment_known_by.strip(),
    )


def _pledge(closing: Closing) -> DocumentPromise | None:
    if not promises.is_pledge(closing):
        return None
    return DocumentPromise(what=closing.pledge_what.strip(), by_when=closing.pledge_by, by_coach=True)


def _further(store: Store, session_id: SessionId) -> tuple[DocumentPromise, ...]:
    """Return what was promised besides, the client's first, as far as it has become a promise."""
    found = further_promises(store, session_id)
    return tuple(_further_promise(promise) for promise in found if is_complete(promise))


def _further_promise(promise: FurtherPromise) -> DocumentPromise:
    return DocumentPromise(
        what=promise.what.strip(),
        by_when=promise.by_when,
        how_we_will_know="" if promise.by_coach else promise.known_by.strip(),
        by_coach=promise.by_coach,
    )


def _local_day(moment: datetime | None) -> date | None:
    return None if moment is None else local(moment).date()


def _sessions_planned(store: Store, held: Session) -> int | None:
    planned: int | None = store.value(
        "SELECT sessions_planned FROM engagement WHERE id = ?", [held.engagement_id]
    )
    return planned


@write
def hand_out(
    store: Store,
    *,
    session_id: SessionId,
    summary: SharedSummary,
    title: str,
    how: SharedHow,
    sha256: str,
    protection: Protection = Protection.PLAIN,
    for_client: ClientId | None = None,
) -> Written[SharedDocument]:
    """Record that the summary left, as previewed, and lock its text and promises.

    `sha256` is of the file that left: the PDF made from `summary`, protected or not. It is recorded
    for each member of a group whom it is for; the first of these records is returned.

    Raises:
        StaleError: the text is not what was previewed any more.
    """
    leaving = Leaving(kind=SharedKind.SUMMARY, title=title, how=how, sha256=sha256, protection=protection)
    if shared_summary(store, session_id, language=summary.language, for_client=for_client) != summary:
        raise StaleError
    return record_leaving(store, session_id, leaving, for_client)
