"""The coach's side of the wall: check-in and private notes."""

import attrs

from coachdesk.errors import NotFoundError, StaleError
from coachdesk.models import earlier, session_index
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import CheckIn, PrivateNote
from coachdesk.models.store import Store, write

_KEY = ("session_id",)


@attrs.frozen
class OpenNote:
    """Private notes as the editor takes them up: `note.body` may be a draft that was not yet saved."""

    note: PrivateNote
    is_draft: bool = False


def check_in(store: Store, session_id: SessionId) -> CheckIn:
    """Return how a session opened; empty fields where nothing was said yet."""
    try:
        return store.one(CheckIn, "SELECT * FROM check_in WHERE session_id = ?", [session_id])
    except NotFoundError:
        return CheckIn(session_id=session_id)


@write
def save_check_in(store: Store, *, check_in: CheckIn) -> Written[CheckIn]:
    """Keep how a session opens."""
    store.put("check_in", check_in, key=_KEY)
    session_index.index_words(store, check_in.session_id)
    return Written(check_in, Change.of(Kind.SESSION, check_in.session_id))


def private_note(store: Store, session_id: SessionId) -> PrivateNote:
    """Return the saved notes; revision 0 where there are none."""
    try:
        return store.one(PrivateNote, "SELECT * FROM private_note WHERE session_id = ?", [session_id])
    except NotFoundError:
        return PrivateNote(session_id=session_id)


def open_note(store: Store, session_id: SessionId) -> OpenNote:
    """Return the notes, or the draft that was typed on top of them and not yet saved."""
    note = private_note(store, session_id)
    sql = "SELECT body FROM draft WHERE session_id = ? AND revision = ?"
    draft = store.value(sql, [session_id, note.revision])
    if draft is None or draft == note.body:
        return OpenNote(note)
    return OpenNote(attrs.evolve(note, body=draft), is_draft=True)


@write
def save_draft(store: Store, *, session_id: SessionId, body: str, revision: int) -> Written[PrivateNote]:
    """Keep what is being typed on top of `revision`; one small row, not in the search, seen by no view.

    Raises:
        StaleError: the notes were saved from elsewhere since `revision`.
    """
    _ensure_current(store, session_id, revision)
    draft = PrivateNote(session_id=session_id, body=body, revision=revision)
    store.put("draft", draft, key=_KEY)
    return Written(draft, Change())


@write
def save_note(
    store: Store, *, session_id: SessionId, body: str, revision: int, keep_former: bool = False
) -> Written[PrivateNote]:
    """Save the notes typed on top of `revision`, make them findable and drop the draft.

    What they replace is kept once a minute, with `keep_former` in any case.

    Raises:
        StaleError: the notes were saved from elsewhere since `revision`.
    """
    current = _ensure_current(store, session_id, revision)
    store.db.execute("DELETE FROM draft WHERE session_id = ?", [session_id])
    if body == current.body:
        return Written(current, Change())
    earlier.keep(store, earlier.NOTES, session_id, (current.body,), (body,), always=keep_former)
    saved = PrivateNote(session_id=session_id, body=body, revision=revision + 1)
    store.put("private_note", saved, key=_KEY)
    session_index.index_note(store, session_id)
    return Written(saved, Change.of(Kind.NOTE, session_id))


def _ensure_current(store: Store, session_id: SessionId, revision: int) -> PrivateNote:
    current = private_note(store, session_id)
    if current.revision != revision:
        raise StaleError
    return current
