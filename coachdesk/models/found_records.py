"""From entries of the index to the records they stand for, with words to show."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from attrs import frozen

from coachdesk.models.hits import Hit
from coachdesk.models.search import SearchKind
from coachdesk.models.snippets import Term, marked, snippet
from coachdesk.models.store import Store


@frozen(kw_only=True)
class Entry:
    """One row of the index."""

    kind: SearchKind
    owner_id: str
    client_id: str
    engagement_id: str
    session_id: str


@frozen(kw_only=True)
class _Words:
    """The words of a record, as it was put into the index."""

    owner_id: str
    title: str = ""
    text: str


@frozen(kw_only=True)
class _Meeting:
    """The session that a record belongs to."""

    owner_id: str
    number: int
    at: datetime | None = None


@frozen(kw_only=True)
class _Names:
    """The names of those who share an engagement."""

    owner_id: str
    names: str


_WORDS: Final = {
    SearchKind.NOTE: """
        SELECT session_id AS owner_id, body AS text FROM private_note
        WHERE session_id IN (SELECT value FROM json_each(?))""",
    SearchKind.SESSION: """
        SELECT s.id AS owner_id, concat_ws(char(10), k.focus, k.most_valuable, k.mood, k.since_last,
          k.success_today, t.focus, t.insights, t.agreed, t.next_step, t.next_date,
          (SELECT group_concat(text, char(10)) FROM addendum a WHERE a.session_id = s.id)) AS text
        FROM session s LEFT JOIN check_in k ON k.session_id = s.id
        LEFT JOIN shared_text t ON t.session_id = s.id WHERE s.id IN (SELECT value FROM json_each(?))""",
    SearchKind.COMMITMENT: """
        SELECT id AS owner_id, concat_ws(' – ', what, how_we_will_know, nullif(outcome, '')) AS text
        FROM commitment WHERE id IN (SELECT value FROM json_each(?))""",
    SearchKind.PLEDGE: """
        SELECT id AS owner_id, concat_ws(' – ', what, nullif(outcome, '')) AS text
        FROM pledge WHERE id IN (SELECT value FROM json_each(?))""",
    SearchKind.CLAUSE: """
        SELECT id AS owner_id, heading AS title,
          concat_ws(char(10), agreed_words, clients_words, coachs_words) AS text
        FROM clause WHERE id IN (SELECT value FROM json_each(?))""",
}
_MEETINGS: Final = """
SELECT id AS owner_id, number, coalesce(began_at, planned_at) AS at
FROM session WHERE id IN (SELECT value FROM json_each(?))
"""
_NAMES: Final = """
SELECT engagement_id AS owner_id, group_concat(display_name, ' & ' ORDER BY position) AS names
FROM engagement_client p JOIN client c ON c.id = p.client_id AND c.deleted_at IS NULL
WHERE engagement_id IN (SELECT value FROM json_each(?)) GROUP BY engagement_id
"""


def hits_of(store: Store, entries: Sequence[Entry], terms: Sequence[Term]) -> tuple[Hit, ...]:
    """Return a hit for each entry, in the same order, with a snippet cut from its record."""
    words = {kind: _words(store, kind, entries) for kind in {entry.kind for entry in entries}}
    meetings = _by_owner(store.all(_Meeting, _MEETINGS, [_json(entry.session_id for entry in entries)]))
    names = _by_owner(store.all(_Names, _NAMES, [_json(entry.engagement_id for entry in entries)]))
    return tuple(
        _hit(entry, words[entry.kind][entry.owner_id], meetings, names, terms)
        for entry in entries
        if entry.owner_id in words[entry.kind]
    )


def _words(store: Store, kind: SearchKind, entries: Sequence[Entry]) -> dict[str, _Words]:
    owners = _json(entry.owner_id for entry in entries if entry.kind is kind)
    return _by_owner(store.all(_Words, _WORDS[kind], [owners]))


def _by_owner(records: Iterable[Any]) -> dict[str, Any]:
    return {record.owner_id: record for record in records}


def _json(ids: Iterable[str]) -> str:
    return json.dumps(sorted(set(ids)))


def _hit(
    entry: Entry,
    words: _Words,
    meetings: Mapping[str, _Meeting],
    names: Mapping[str, _Names],
    terms: Sequence[Term],
) -> Hit:
    meeting = meetings.get(entry.session_id)
    named = names.get(entry.engagement_id)
    return Hit(
        kind=entry.kind,
        owner_id=entry.owner_id,
        client_id=entry.client_id,
        client_name=named.names if named else "",
        title=marked(words.title, terms),
        number=meeting.number if meeting else None,
        at=meeting.at if meeting else None,
        engagement_id=entry.engagement_id,
        session_id=entry.session_id,
        snippet=snippet(words.text, terms),
    )
