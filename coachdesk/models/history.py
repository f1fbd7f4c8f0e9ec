"""The versions of a text that is written over time: what it was, and the way back there."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from attrs import evolve, field, frozen

from coachdesk.errors import NotFoundError
from coachdesk.models import clauses, earlier, notes, summaries
from coachdesk.models.earlier import Texts
from coachdesk.models.entities.change import Change, Written
from coachdesk.models.entities.ids import ClauseId, SessionId
from coachdesk.models.entities.validators import utc
from coachdesk.models.store import Store, write


class Subject(StrEnum):
    """What keeps its versions. The owner of notes and shared words is their session."""

    NOTE = "note"
    SHARED = "shared"
    CLAUSE = "clause"


@frozen(kw_only=True)
class Version:
    """An earlier text as a line of a list; `written_at` (UTC) is when it was saved."""

    id: str
    written_at: datetime = field(validator=utc)


@frozen
class Passage:
    """One field of a text: its column, and what it says."""

    name: str
    words: str


@frozen(kw_only=True)
class History:
    """A text as it reads today, and its earlier versions, the newest first.

    `whose` is what the clients are called; a session has its `number`, a clause its `heading`.
    `is_fixed` tells that it was handed out or signed, so that no version can be brought back.
    """

    whose: str = ""
    number: int = 0
    heading: str = ""
    is_fixed: bool = False
    today: tuple[Passage, ...]
    versions: tuple[Version, ...]


_TEXTS: Final = {
    Subject.NOTE: earlier.NOTES,
    Subject.SHARED: earlier.SHARED_TEXTS,
    Subject.CLAUSE: earlier.CLAUSES,
}


_CALLED: Final = """
(SELECT group_concat(coalesce(nullif(c.preferred_name, ''), c.display_name), ' & ' ORDER BY p.position)
 FROM engagement_client p JOIN client c ON c.id = p.client_id AND c.deleted_at IS NULL
 WHERE p.engagement_id = {engagement})
"""
_OF_SESSION: Final = f"""
SELECT coalesce({_CALLED.format(engagement="s.engagement_id")}, ''), s.number, '', s.handed_out_at IS NOT NULL
FROM session s WHERE s.id = ? AND s.deleted_at IS NULL
"""  # noqa: S608  (our own names)
_OF_CLAUSE: Final = f"""
SELECT coalesce({_CALLED.format(engagement="a.engagement_id")}, ''), 0, k.heading, NOT v.state IN
  ('draft', 'in discussion', 'ready')
  OR EXISTS (SELECT 1 FROM signature WHERE version_id = v.id AND voided_at IS NULL)
FROM clause k JOIN agreement_version v ON v.id = k.version_id JOIN agreement a ON a.id = v.agreement_id
WHERE k.id = ?
"""  # noqa: S608  (our own names)


def history(store: Store, *, subject: Subject, owner_id: str) -> History:
    """Return what a text reads today, and how it came to that; a text never written is blank.

    Raises:
        NotFoundError: what it belongs to is not in the vault any more.
    """
    about = store.db.execute(_OF_CLAUSE if subject is Subject.CLAUSE else _OF_SESSION, [owner_id]).fetchone()
    if about is None:
        raise NotFoundError
    whose, number, heading, is_fixed = about
    texts = _TEXTS[subject]
    found = store.all(
        Version,
        f"SELECT id, written_at FROM {texts.table} WHERE {texts.key} = ? "  # noqa: S608  (our own names)
        "ORDER BY created_at DESC, rowid DESC",
        [owner_id],
    )
    return History(
        whose=whose,
        number=number,
        heading=heading,
        is_fixed=bool(is_fixed) and subject is not Subject.NOTE,
        today=_today(store, texts, owner_id),
        versions=found,
    )


def read_version(store: Store, *, subject: Subject, version_id: str) -> tuple[Passage, ...]:
    """Return what an earlier version says.

    Raises:
        NotFoundError: it is not in the vault any more.
    """
    texts = _TEXTS[subject]
    found = _passages(store, texts, texts.table, "id", version_id)
    if not found:
        raise NotFoundError
    return found


@write
def bring_back(store: Store, *, subject: Subject, owner_id: str, version_id: str) -> Written[str]:
    """Save an earlier version anew.

    The value is the version that it replaced, for the way back; empty where the text reads so already.

    Raises:
        LockedTextError: the text was handed out or signed meanwhile.
        NotFoundError: it is not in the vault any more.
    """
    wanted = read_version(store, subject=subject, version_id=version_id)
    if subject is Subject.NOTE:
        _settle_draft(store, SessionId(owner_id))
    if wanted == _today(store, _TEXTS[subject], owner_id):
        return Written("", Change())
    words = {passage.name: passage.words for passage in wanted}
    written = _SAVE[subject](store, owner_id, words)
    return Written(_newest(store, _TEXTS[subject], owner_id), written.change)


def _settle_draft(store: Store, session_id: SessionId) -> None:
    """Save what was typed and not yet saved, so that it becomes a version too."""
    opened = notes.open_note(store, session_id)
    if opened.is_draft:
        notes.save_note(
            store,
            session_id=session_id,
            body=opened.note.body,
            revision=opened.note.revision,
            keep_former=True,
        )


def _save_note(store: Store, owner_id: str, words: dict[str, str]) -> Written[Any]:
    session_id = SessionId(owner_id)
    revision = notes.private_note(store, session_id).revision
    return notes.save_note(
        store, session_id=session_id, body=words["body"], revision=revision, keep_former=True
    )


def _save_shared_text(store: Store, owner_id: str, words: dict[str, str]) -> Written[Any]:
    given: dict[str, Any] = {**words}
    text = evolve(summaries.shared_text(store, SessionId(owner_id)), **given)
    return summaries.save_shared_text(store, text=text, keep_former=True)


def _save_clause(store: Store, owner_id: str, words: dict[str, str]) -> Written[Any]:
    return clauses.save_words(
        store,
        clause_id=ClauseId(owner_id),
        clients_words=words["clients_words"],
        coachs_words=words["coachs_words"],
        agreed_words=words["agreed_words"],
        keep_former=True,
    )


_SAVE: Final[dict[Subject, Callable[[Store, str, dict[str, str]], Written[Any]]]] = {
    Subject.NOTE: _save_note,
    Subject.SHARED: _save_shared_text,
    Subject.CLAUSE: _save_clause,
}


def _newest(store: Store, texts: Texts, owner_id: str) -> str:
    sql = (
        f"SELECT id FROM {texts.table} WHERE {texts.key} = ? "  # noqa: S608  (our own names)
        "ORDER BY created_at DESC, rowid DESC"
    )
    return str(store.value(sql, [owner_id]))


def _today(store: Store, texts: Texts, owner_id: str) -> tuple[Passage, ...]:
    found = _passages(store, texts, texts.source, texts.source_key, owner_id)
    return found or tuple(Passage(name, "") for name in texts.words)


def _passages(store: Store, texts: Texts, table: str, key: str, value: str) -> tuple[Passage, ...]:
    sql = f"SELECT {', '.join(texts.words)} FROM {table} WHERE {key} = ?"  # noqa: S608  (our own names)
    row = store.db.execute(sql, [value]).fetchone() or ()
    return tuple(Passage(name, words) for name, words in zip(texts.words, row, strict=False))
