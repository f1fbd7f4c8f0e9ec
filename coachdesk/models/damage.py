"""From the keys of rows that can't be read to words that a coach knows them by."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Protocol

from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP
from coachdesk.models.entities.health import LostRecord

# Asks the vault for one row; None where there is none or where it can't be read.
Ask = Callable[[str, Sequence[Any]], Sequence[Any] | None]

_OF_SESSION: Final = """
SELECT s.number, (SELECT group_concat(c.display_name, ' & ') FROM engagement_client p
JOIN client c ON c.id = p.client_id WHERE p.engagement_id = s.engagement_id) FROM session s WHERE s.id = ?"""
_OF_VERSION: Final = """
SELECT v.number, (SELECT group_concat(c.display_name, ' & ') FROM engagement_client p
JOIN client c ON c.id = p.client_id WHERE p.engagement_id = a.engagement_id)
FROM agreement_version v JOIN agreement a ON a.id = v.agreement_id WHERE v.id = ?"""
_OF_ENGAGEMENT: Final = """
SELECT 0, group_concat(c.display_name, ' & ') FROM engagement_client p JOIN client c ON c.id = p.client_id
WHERE p.engagement_id = ?"""
# A lost row's own facts are gone with it; the search still knows whom it was about.
_BY_SEARCH: Final = """
SELECT 0, c.display_name FROM search_entry e JOIN client c ON c.id = e.client_id WHERE e.owner_id = ?"""


class LostRows(Protocol):
    """Rows of a table by their keys; there may be others that nothing knows of any more."""

    @property
    def table(self) -> str:
        """The table."""

    @property
    def keys(self) -> tuple[tuple[Any, ...], ...]:
        """The keys."""

    @property
    def and_others(self) -> bool:
        """Whether there may be more."""


@frozen
class _Words:
    """How a table's rows are called: where it is known whose they are, and where it is not."""

    known: str
    unknown: str
    place: str = ""


def _of_session(known: str, unknown: str) -> _Words:
    return _Words(known, unknown, _OF_SESSION)


_WORDS: Final = {
    "profile": _Words("", QT_TRANSLATE_NOOP("damage", "Your profile and letterhead")),
    "client": _Words("", QT_TRANSLATE_NOOP("damage", "A client's details")),
    "organisation": _Words("", QT_TRANSLATE_NOOP("damage", "An organisation")),
    "sponsor_contact": _Words("", QT_TRANSLATE_NOOP("damage", "A sponsor's contact")),
    "engagement": _Words("", QT_TRANSLATE_NOOP("damage", "An engagement")),
    "engagement_client": _Words(
        QT_TRANSLATE_NOOP("damage", "Who takes part in the engagement with {who}"),
        QT_TRANSLATE_NOOP("damage", "Who takes part in an engagement"),
        _OF_ENGAGEMENT,
    ),
    "safe_start": _Words(
        QT_TRANSLATE_NOOP("damage", "A step of the safe start with {who}"),
        QT_TRANSLATE_NOOP("damage", "A step of a safe start"),
        _OF_ENGAGEMENT,
    ),
    "consent": _Words("", QT_TRANSLATE_NOOP("damage", "A consent")),
    "agreement": _Words("", QT_TRANSLATE_NOOP("damage", "An agreement")),
    "agreement_version": _Words("", QT_TRANSLATE_NOOP("damage", "A version of an agreement")),
    "version_pdf": _Words(
        QT_TRANSLATE_NOOP("damage", "The kept PDF of version {number} of the agreement with {who}"),
        QT_TRANSLATE_NOOP("damage", "The kept PDF of an agreement"),
        _OF_VERSION,
    ),
    "clause": _Words(
        QT_TRANSLATE_NOOP("damage", "A clause of the agreement with {who}"),
        QT_TRANSLATE_NOOP("damage", "A clause of an agreement"),
        _BY_SEARCH,
    ),
    "signature": _Words("", QT_TRANSLATE_NOOP("damage", "A signature")),
    "signature_evidence": _Words("", QT_TRANSLATE_NOOP("damage", "What was drawn or scanned as a signature")),
    "review_point": _Words("", QT_TRANSLATE_NOOP("damage", "A review of an agreement")),
    "review_answer": _Words("", QT_TRANSLATE_NOOP("damage", "What a review said of a clause")),
    "noticed": _Words("", QT_TRANSLATE_NOOP("damage", "Something you noticed for the next review")),
    "sponsor_report": _Words("", QT_TRANSLATE_NOOP("damage", "A report to a sponsor")),
    "take_home_form": _Words("", QT_TRANSLATE_NOOP("damage", "A form that a client took home")),
    "seal_identity": _Words("", QT_TRANSLATE_NOOP("damage", "What seals your documents")),
    "clause_set": _Words("", QT_TRANSLATE_NOOP("damage", "A set of clauses of your own")),
    "set_clause": _Words("", QT_TRANSLATE_NOOP("damage", "A clause of a set of your own")),
    "session": _Words(
        QT_TRANSLATE_NOOP("damage", "A session with {who}: its day, place and state"),
        QT_TRANSLATE_NOOP("damage", "A session: its day, place and state"),
        _BY_SEARCH,
    ),
    "check_in": _of_session(
        QT_TRANSLATE_NOOP("damage", "Session {number} with {who}: check-in"),
        QT_TRANSLATE_NOOP("damage", "The check-in of a session"),
    ),
    "private_note": _of_session(
        QT_TRANSLATE_NOOP("damage", "Session {number} with {who}: private notes"),
        QT_TRANSLATE_NOOP("damage", "The private notes of a session"),
    ),
    "draft": _of_session(
        QT_TRANSLATE_NOOP("damage", "Session {number} with {who}: what was typed last in the private notes"),
        QT_TRANSLATE_NOOP("damage", "What was typed last in some private notes"),
    ),
    "shared_text": _of_session(
        QT_TRANSLATE_NOOP("damage", "Session {number} with {who}: what the client receives"),
        QT_TRANSLATE_NOOP("damage", "What a client receives of a session"),
    ),
    "closing": _of_session(
        QT_TRANSLATE_NOOP("damage", "Session {number} with {who}: closing"),
        QT_TRANSLATE_NOOP("damage", "The closing of a session"),
    ),
    "addendum": _Words("", QT_TRANSLATE_NOOP("damage", "An addendum to a session")),
    "commitment": _Words(
        QT_TRANSLATE_NOOP("damage", "A commitment of {who}"),
        QT_TRANSLATE_NOOP("damage", "A client's commitment"),
        _BY_SEARCH,
    ),
    "pledge": _Words(
        QT_TRANSLATE_NOOP("damage", "A promise of yours to {who}"),
        QT_TRANSLATE_NOOP("damage", "A promise of yours"),
        _BY_SEARCH,
    ),
    "shared_document": _Words("", QT_TRANSLATE_NOOP("damage", "The record that a document was handed out")),
    "earlier_note": _Words("", QT_TRANSLATE_NOOP("damage", "An earlier text of private notes")),
    "earlier_shared_text": _Words("", QT_TRANSLATE_NOOP("damage", "An earlier text for a client")),
    "earlier_clause": _Words("", QT_TRANSLATE_NOOP("damage", "An earlier text of a clause")),
    "milestone": _Words("", QT_TRANSLATE_NOOP("damage", "A milestone")),
    "milestone_turn": _Words("", QT_TRANSLATE_NOOP("damage", "How a milestone turned")),
    "goal": _Words(
        QT_TRANSLATE_NOOP("damage", "A goal of {who}"), QT_TRANSLATE_NOOP("damage", "A goal"), _BY_SEARCH
    ),
    "goal_scaling": _Words(
        "", QT_TRANSLATE_NOOP("damage", "Where a client saw themselves on the way to a goal")
    ),
    "preference": _Words("", QT_TRANSLATE_NOOP("damage", "How a client likes to work")),
    "feedback": _Words("", QT_TRANSLATE_NOOP("damage", "A sentence of feedback")),
    "practice_reflection": _Words("", QT_TRANSLATE_NOOP("damage", "A reflection on your own work")),
    "heading_template": _Words("", QT_TRANSLATE_NOOP("damage", "Headings of your own")),
    "attachment": _Words(
        QT_TRANSLATE_NOOP("damage", "A file of {who}: what it is called"),
        QT_TRANSLATE_NOOP("damage", "A file"),
        _BY_SEARCH,
    ),
    "attachment_part": _Words(
        QT_TRANSLATE_NOOP("damage", "A part of the file “{who}”"),
        QT_TRANSLATE_NOOP("damage", "A part of a file"),
        "SELECT 0, name FROM attachment WHERE id = ?",
    ),
    "prompt": _Words("", QT_TRANSLATE_NOOP("damage", "A prompt of your own")),
    "prompt_mark": _Words("", QT_TRANSLATE_NOOP("damage", "What you think of a prompt")),
    "prompt_use": _Words("", QT_TRANSLATE_NOOP("damage", "A prompt that was used")),
    "listed_word": _Words("", QT_TRANSLATE_NOOP("damage", "A word of your own")),
    "quote": _Words("", QT_TRANSLATE_NOOP("damage", "A quotation")),
    "reflection": _Words("", QT_TRANSLATE_NOOP("damage", "A reflection")),
    "signal": _Words("", QT_TRANSLATE_NOOP("damage", "Something you noticed in a session")),
    "insight": _Words("", QT_TRANSLATE_NOOP("damage", "An insight")),
    "experiment": _Words("", QT_TRANSLATE_NOOP("damage", "An experiment")),
    "supervision_flag": _Words("", QT_TRANSLATE_NOOP("damage", "Something for supervision")),
    "attendance": _of_session(
        QT_TRANSLATE_NOOP("damage", "Session {number} with {who}: who was there"),
        QT_TRANSLATE_NOOP("damage", "Who was at a session"),
    ),
    "further_promise": _Words("", QT_TRANSLATE_NOOP("damage", "A further promise of a closing")),
    "sqlite_schema": _Words(
        "", QT_TRANSLATE_NOOP("damage", "All of some kinds: the list of them is damaged")
    ),
    "removed_record": _Words("", QT_TRANSLATE_NOOP("damage", "Something in the bin")),
}
_OTHER: Final = QT_TRANSLATE_NOOP("damage", "Something else that you wrote")
_MAY_BE_MORE: Final = QT_TRANSLATE_NOOP("damage", "Perhaps more of the same kind")
# What CoachDesk makes again by itself.
_OWN: Final = frozenset({"search_entry", "remembered", "vault_meta", "_sqlite_migrations"})


def named(lost: Iterable[LostRows], ask: Ask) -> tuple[LostRecord, ...]:
    """Return in words what can't be read; what CoachDesk can make again is left out."""
    found: list[LostRecord] = []
    for rows in lost:
        if rows.table in _OWN:
            continue
        words = _WORDS.get(rows.table, _Words("", _OTHER))
        found += [_record(words, key, ask) for key in rows.keys]
        if rows.and_others:
            found.append(LostRecord(template=_MAY_BE_MORE if rows.keys else words.unknown))
    return tuple(found)


def _record(words: _Words, key: tuple[Any, ...], ask: Ask) -> LostRecord:
    place = ask(words.place, key[:1]) if words.place else None
    if place is None or not place[1]:
        return LostRecord(template=words.unknown)
    return LostRecord(template=words.known, number=place[0], who=place[1])
