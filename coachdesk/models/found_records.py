"""From entries of the index to the records they stand for, with words to show."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from coachdesk.models.hits import Hit
from coachdesk.models.search import SearchKind
from coachdesk.models.snippets import Term, marked, snippet
from coachdesk.models.store import Store


class Entry(NamedTuple):
    """One row of the index."""

    kind: str
    owner_id: str
    client_id: str
    engagement_id: str
    session_id: str


# Plain tuples, for there are some two hundred rows to each letter typed.
_Words = tuple[str, str]
_Meeting = tuple[int, str | None]

_OF_MOMENTS: Final = {
    "quote": "words",
    "reflection": "heard, nullif(feeling, ''), nullif(correction, '')",
    "signal": "noticed, nullif(reading, ''), nullif(second_reading, ''), nullif(meant, '')",
    "insight": "words, nullif(leads_to, '')",
    "experiment": "what, nullif(assumption, ''), nullif(happened, ''), nullif(learned, '')",
    "supervision_flag": "words",
    "milestone": "what, nullif(measure, ''), nullif(why, '')",
}
_MOMENTS: Final = " UNION ALL ".join(
    f"SELECT id, '', concat_ws(' – ', {words}) FROM {table} WHERE id IN (SELECT value FROM json_each(?1))"  # noqa: S608  (our own names)
    for table, words in _OF_MOMENTS.items()
)
_WORDS: Final[dict[str, str]] = {
    SearchKind.NOTE: """
        SELECT s.id, '', concat_ws(char(10), n.body,
          (SELECT group_concat(note, char(10)) FROM attendance a WHERE a.session_id = s.id AND note <> ''))
        FROM session s LEFT JOIN private_note n ON n.session_id = s.id
        WHERE s.id IN (SELECT value FROM json_each(?))""",
    SearchKind.SESSION: """
        SELECT s.id, '', concat_ws(char(10), k.focus, k.most_valuable, k.mood, k.since_last,
          k.success_today, t.focus, t.insights, t.agreed, t.experiment, t.next_step, t.next_date, t.free_line,
          (SELECT group_concat(text, char(10)) FROM addendum a WHERE a.session_id = s.id))
        FROM session s LEFT JOIN check_in k ON k.session_id = s.id
        LEFT JOIN shared_text t ON t.session_id = s.id WHERE s.id IN (SELECT value FROM json_each(?))""",
    SearchKind.COMMITMENT: """
        SELECT id, '', concat_ws(' – ', what, how_we_will_know, nullif(outcome, ''))
        FROM commitment WHERE id IN (SELECT value FROM json_each(?))""",
    SearchKind.PLEDGE: """
        SELECT id, '', concat_ws(' – ', what, nullif(outcome, ''))
        FROM pledge WHERE id IN (SELECT value FROM json_each(?))""",
    SearchKind.ATTACHMENT: """
        SELECT id, name, '' FROM attachment WHERE id IN (SELECT value FROM json_each(?))""",
    SearchKind.CHECK_IN: """
        SELECT id, '', concat_ws(' – ', words, nullif(mood, ''))
        FROM between_check_in WHERE id IN (SELECT value FROM json_each(?))""",
    SearchKind.GOAL: """
        SELECT id, '', concat_ws(' – ', words, nullif(measure, ''), nullif(ended_because, ''),
          (SELECT group_concat(nullif(s.words, ''), ' – ') FROM goal_scaling s WHERE s.goal_id = goal.id))
        FROM goal WHERE id IN (SELECT value FROM json_each(?))""",
    SearchKind.CONTACT: """
        SELECT id, '', words FROM contact WHERE id IN (SELECT value FROM json_each(?))""",
    SearchKind.FEEDBACK: """
        SELECT id, '', concat_ws(' – ', nullif(sentence, ''), nullif(answer, ''), nullif(will_change, ''))
        FROM feedback WHERE id IN (SELECT value FROM json_each(?))""",
    SearchKind.CLAUSE: """
        SELECT id, heading, concat_ws(char(10), agreed_words, clients_words, coachs_words)
        FROM clause WHERE id IN (SELECT value FROM json_each(?))""",
    SearchKind.MOMENT: _MOMENTS,
}
_MEETINGS: Final = """
SELECT id, number, coalesce(began_at, planned_at) FROM session WHERE id IN (SELECT value FROM json_each(?))
"""
_NAMES: Final = """
SELECT engagement_id, group_concat(display_name, ' & ' ORDER BY position)
FROM engagement_client p JOIN client c ON c.id = p.client_id AND c.deleted_at IS NULL
WHERE engagement_id IN (SELECT value FROM json_each(?)) GROUP BY engagement_id
"""


def hits_of(store: Store, entries: Sequence[Entry], terms: Sequence[Term]) -> tuple[Hit, ...]:
    """Return a hit for each entry, in the same order, with a snippet cut from its record."""
    meetings = _rows(store, _MEETINGS, (entry.session_id for entry in entries))
    names = _rows(store, _NAMES, (entry.engagement_id for entry in entries))
    words: dict[str, dict[str, Any]] = {
        kind: _rows(store, _WORDS[kind], (entry.owner_id for entry in entries if entry.kind == kind))
        for kind in _WORDS
    }
    return tuple(
        _hit(entry, found, meetings.get(entry.session_id), names.get(entry.engagement_id, ("",))[0], terms)
        for entry in entries
        if (found := words[entry.kind].get(entry.owner_id))
    )


def _rows(store: Store, sql: str, ids: Iterable[str]) -> dict[str, Any]:
    """Return the rows with these ids by their first cell."""
    rows = store.db.execute(sql, [json.dumps(sorted(set(ids)))])
    return {row[0]: row[1:] for row in rows}


def _hit(entry: Entry, words: _Words, meeting: _Meeting | None, names: str, terms: Sequence[Term]) -> Hit:
    title, text = words
    number, at = meeting or (None, None)
    return Hit(
        kind=SearchKind(entry.kind),
        owner_id=entry.owner_id,
        client_id=entry.client_id,
        client_name=names,
        title=marked(title, terms),
        number=number,
        at=datetime.fromisoformat(at) if at else None,
        engagement_id=entry.engagement_id,
        session_id=entry.session_id,
        snippet=snippet(text, terms),
    )
