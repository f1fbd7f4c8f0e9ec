"""Search as you type: clients first, then everything else, the newest first."""

from collections.abc import Mapping
from typing import Any, Final

from attrs import frozen

from coachdesk.models.folding import folded, words
from coachdesk.models.found_records import Entry, hits_of
from coachdesk.models.hits import COUNT_LIMIT, Hit, SearchPage
from coachdesk.models.search import SearchKind
from coachdesk.models.snippets import Term, marked, snippet
from coachdesk.models.store import Store

_CLIENTS_SHOWN: Final = 5
_CLIENTS_WEIGHED: Final = 200
_WORDS_TAKEN: Final = 12
_LETTERS_TAKEN: Final = 400


@frozen
class Query:
    """What was typed, made safe: each word quoted, the last one open-ended, all of them to be found."""

    match: str
    terms: tuple[Term, ...]

    @classmethod
    def of(cls, typed: str) -> "Query":
        """Read what was typed; the signs and operators of the index's own language mean nothing here.

        A word that the index takes apart, such as `co-op`, is looked for as a phrase
        (https://www.sqlite.org/fts5.html#fts5_phrases).
        """
        parts = typed[:_LETTERS_TAKEN].split()
        phrases = [phrase for part in parts if (phrase := words(part))][:_WORDS_TAKEN]
        if not phrases:
            return cls("", ())
        terms = [Term(word) for phrase in phrases for word in phrase]
        terms[-1] = Term(terms[-1].word, open_ended=True)
        return cls(" ".join(f'"{" ".join(phrase)}"' for phrase in phrases) + "*", tuple(terms))


# Deleted records stay in the tables until they are erased; both subqueries run on small partial indexes.
_FOUND: Final = """
FROM search_text JOIN search_entry e ON e.id = search_text.rowid
WHERE search_text MATCH ? AND e.session_id NOT IN (SELECT id FROM session WHERE deleted_at IS NOT NULL)
AND e.engagement_id NOT IN (
  SELECT p.engagement_id FROM client gone JOIN engagement_client p ON p.client_id = gone.id
  WHERE gone.deleted_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM engagement_client q JOIN client c ON c.id = q.client_id
    WHERE q.engagement_id = p.engagement_id AND c.deleted_at IS NULL))
"""
_NEWEST: Final = (
    f"SELECT e.kind, e.owner_id, e.client_id, e.engagement_id, e.session_id {_FOUND} "
    "ORDER BY search_text.rowid DESC LIMIT ?"
)
_COUNT: Final = f"SELECT count(*) FROM (SELECT 1 {_FOUND} LIMIT ?)"  # noqa: S608  (constant)
# As long as nothing is deleted the index can be counted by itself, without looking at a thousand records.
_COUNT_ALL: Final = "SELECT count(*) FROM (SELECT 1 FROM search_text WHERE search_text MATCH ? LIMIT ?)"
_ANY_DELETED: Final = """
SELECT EXISTS (SELECT 1 FROM client WHERE deleted_at IS NOT NULL)
OR EXISTS (SELECT 1 FROM session WHERE deleted_at IS NOT NULL)
"""


def search(store: Store, typed: str, *, limit: int = 50) -> SearchPage:
    """Return what was found for anything typed: nothing for nothing, and never an error."""
    query = Query.of(typed)
    if not query.match:
        return SearchPage()
    clients, count_of_clients = _clients(store, query)
    entries = [Entry(*row) for row in store.db.execute(_NEWEST, [query.match, limit])]
    sql = _COUNT if store.value(_ANY_DELETED) else _COUNT_ALL
    count = count_of_clients + store.value(sql, [query.match, COUNT_LIMIT + 1])
    return SearchPage(
        clients=clients,
        others=hits_of(store, entries, query.terms),
        count=min(count, COUNT_LIMIT),
        is_more=count > COUNT_LIMIT,
    )


_NAMED: Final = """
SELECT c.id, c.display_name FROM search_name JOIN search_entry e ON e.id = search_name.rowid
JOIN client c ON c.id = e.owner_id WHERE search_name MATCH ? AND c.deleted_at IS NULL
ORDER BY search_name.rowid DESC LIMIT ?
"""
_CLIENT: Final = """
SELECT id, display_name, concat_ws(' · ', nullif(preferred_name, ''), nullif(code, ''),
  (SELECT nullif(group_concat(value, ' · '), '') FROM json_each(tags)),
  (SELECT group_concat(DISTINCT o.name) FROM engagement_client p JOIN engagement e ON e.id = p.engagement_id
   JOIN sponsor_contact s ON s.id = e.sponsor_id JOIN organisation o ON o.id = s.organisation_id
   WHERE p.client_id = client.id)) AS aside
FROM client WHERE id = ?
"""


def _clients(store: Store, query: Query) -> tuple[tuple[Hit, ...], int]:
    """Return the nearest of the clients found, and how many they are."""
    found = store.db.execute(_NAMED, [query.match, _CLIENTS_WEIGHED]).fetchall()
    found.sort(key=lambda row: _nearness(row[1], query.terms[0].word))
    rows = [next(store.db.query(_CLIENT, [client_id])) for client_id, _ in found[:_CLIENTS_SHOWN]]
    return tuple(_client_hit(row, query.terms) for row in rows), len(found)


def _nearness(name: str, word: str) -> tuple[bool, str]:
    plain = folded(name).strip()
    return not plain.startswith(word), plain


def _client_hit(row: Mapping[str, Any], terms: tuple[Term, ...]) -> Hit:
    return Hit(
        kind=SearchKind.CLIENT,
        owner_id=row["id"],
        client_id=row["id"],
        client_name=row["display_name"],
        title=marked(row["display_name"], terms),
        snippet=snippet(row["aside"], terms),
    )
