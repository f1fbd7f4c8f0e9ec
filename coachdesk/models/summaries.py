"""The client's side of the wall: what a summary says, and its way out of the vault."""

from datetime import date, datetime
from typing import Final

import attrs

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, NotFoundError, StaleError
from coachdesk.models import earlier, profile, promises, session_index, sharing
from coachdesk.models.clock import local
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import AddendumId, ClientId, SessionId, SharedDocumentId, new_id
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.entities.session import Addendum, Closing, Session, SharedText
from coachdesk.models.entities.sharing import (
    DocumentAddendum,
    DocumentPromise,
    Protection,
    SharedDocument,
    SharedHow,
    SharedKind,
    SharedSummary,
)
from coachdesk.models.entities.validators import NAME_LIMIT
from coachdesk.models.letterhead import letterhead
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


def shared_summary(store: Store, session_id: SessionId, *, language: str) -> SharedSummary:
    """Return all that a summary is made from; private notes and check-in are never read here.

    A promise is printed once all its parts are said. `language` is a BCP 47 tag.
    """
    held = session(store, session_id)
    coach = profile.get_profile(store) or CoachProfile(name="–")
    text = shared_text(store, session_id)
    closing = promises.closing(store, session_id)
    return SharedSummary(
        letterhead=letterhead(coach),
        paper=coach.paper,
        language=language,
        client_name=_called(store, held),
        session_number=held.number,
        sessions_planned=_sessions_planned(store, held),
        held_on=_local_day(held.began_at or held.planned_at),
        **{name: getattr(text, name) for name in _PRINTED},
        commitment=_commitment(closing),
        pledge=_pledge(closing),
        addenda=tuple(
            DocumentAddendum(text=later.text, written_at=local(later.written_at))
            for later in addenda(store, session_id)
        ),
    )


def says_nothing(summary: SharedSummary) -> bool:
    """Tell whether a summary holds no words yet beyond its head."""
    words = "".join(getattr(summary, name) for name in _PRINTED)
    return not (words.strip() or summary.commitment or summary.pledge or summary.addenda)


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
    return DocumentPromise(what=closing.pledge_what.strip(), by_when=closing.pledge_by)


def _local_day(moment: datetime | None) -> date | None:
    return None if moment is None else local(moment).date()


def _called(store: Store, held: Session) -> str:
    sql = (
        "SELECT group_concat(called, ' & ') FROM (SELECT coalesce(nullif(preferred_name, ''), display_name) "
        "AS called FROM engagement_client ec JOIN client ON client.id = ec.client_id "
        "WHERE ec.engagement_id = ? AND client.deleted_at IS NULL ORDER BY ec.position)"
    )
    return store.value(sql, [held.engagement_id]) or "–"


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
) -> Written[SharedDocument]:
    """Record that the summary left, as previewed, and lock its text and promises.

    `sha256` is of the file that left: the PDF made from `summary`, protected or not.

    Raises:
        StaleError: the text is not what was previewed any more.
    """
    if shared_summary(store, session_id, language=summary.language) != summary:
        raise StaleError
    held = session(store, session_id)
    document = SharedDocument(
        id=SharedDocumentId(new_id()),
        kind=SharedKind.SUMMARY,
        title=title[:NAME_LIMIT],
        for_whom=summary.client_name[:NAME_LIMIT],
        how=how,
        sha256=sha256,
        shared_at=store.now(),
        protection=protection,
        engagement_id=held.engagement_id,
        client_id=_first_client(store, held),
        session_id=session_id,
    )
    store.put("session", attrs.evolve(held, handed_out_at=held.handed_out_at or store.now()))
    recorded = sharing.record_shared(store, document)
    return Written(document, recorded.change | Change.of(Kind.SESSION, session_id))


def _first_client(store: Store, held: Session) -> ClientId | None:
    sql = "SELECT client_id FROM engagement_client WHERE engagement_id = ? ORDER BY position"
    found = store.value(sql, [held.engagement_id])
    return None if found is None else ClientId(found)
