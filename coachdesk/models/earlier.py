"""What a text was before it was overwritten, kept once a minute."""

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from coachdesk.models.entities.ids import new_id
from coachdesk.models.store import Store

_MINUTE: Final = len("2026-05-14T08:00")


@frozen
class Texts:
    """A kind of text: the table it is in, the one that keeps what it was, and the columns of both.

    `words` are columns of text, `places` what else is copied with them.
    """

    source: str
    source_key: str
    table: str
    key: str
    words: tuple[str, ...]
    places: tuple[str, ...] = ()


NOTES: Final = Texts("private_note", "session_id", "earlier_note", "session_id", ("body",))
SHARED_TEXTS: Final = Texts(
    "shared_text",
    "session_id",
    "earlier_shared_text",
    "session_id",
    ("focus", "insights", "agreed", "experiment", "next_step", "next_date", "free_line"),
)
CLAUSES: Final = Texts(
    "clause",
    "id",
    "earlier_clause",
    "clause_id",
    ("clients_words", "coachs_words", "agreed_words"),
    ("version_id",),
)


def keep(
    store: Store, texts: Texts, owner_id: str, old: Sequence[str], new: Sequence[str], *, always: bool = False
) -> None:
    """Keep a text that is about to become another one; part of the caller's transaction.

    Of several saves within a minute the text before the first is kept. So is one of which less than
    half would be left, for it may have been wiped out by mistake; and any with `always`.
    """
    if tuple(old) == tuple(new):
        return
    if always or (any(old) and (_loses_much(old, new) or _is_first_of_minute(store, texts, owner_id))):
        _copy(store, texts, owner_id)


def _loses_much(old: Sequence[str], new: Sequence[str]) -> bool:
    return 2 * sum(map(len, new)) < sum(map(len, old))


def _is_first_of_minute(store: Store, texts: Texts, owner_id: str) -> bool:
    sql = f"SELECT max(created_at) FROM {texts.table} WHERE {texts.key} = ?"  # noqa: S608  (our own names)
    last = store.value(sql, [owner_id]) or ""
    return bool(last[:_MINUTE] != store.now().isoformat()[:_MINUTE])


def _copy(store: Store, texts: Texts, owner_id: str) -> None:
    columns = ", ".join((*texts.places, *texts.words))
    now = store.now().isoformat()
    store.db.execute(
        f"INSERT INTO {texts.table} (id, {texts.key}, written_at, {columns}, created_at, updated_at) "  # noqa: S608
        f"SELECT ?, {texts.source_key}, updated_at, {columns}, ?, ? FROM {texts.source} "
        f"WHERE {texts.source_key} = ?",
        [new_id(), now, now, owner_id],
    )
