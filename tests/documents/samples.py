"""Believable documents for the tests: three practices, their agreements, a session and a kit."""

import struct
import tomllib
import zlib
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from coachdesk.models.entities.agreement import Layer, Party, VersionState
from coachdesk.models.entities.brief import (
    BriefSheet,
    SheetFeedback,
    SheetGoal,
    SheetMilestone,
    SheetPreferences,
)
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.sharing import (
    AgreementDocument,
    DocumentAddendum,
    DocumentClause,
    DocumentParty,
    DocumentPromise,
    DocumentSignature,
    Letterhead,
    RecoveryKit,
    SharedBooklet,
    SharedSummary,
)

VIENNA = timezone(timedelta(hours=2))

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
CONTENT_HASH = "8f2d61c0b7a94e53d1f0c6e2aa3b975844d90b17c5e86f21309acd7be4516f08"


def png(width: int = 240, height: int = 80) -> bytes:
    """A small picture: accent on the left, sand on the right."""
    row = b"\0" + b"\x1f\x6a\x60" * (width // 2) + b"\xe2\xc8\x8f" * (width - width // 2)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(row * height)
    chunks = [(b"IHDR", header), (b"IDAT", pixels), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def letterhead(*, logo: bytes | None = None) -> Letterhead:
    return Letterhead(
        coach_name="Ines Vogt",
        practice_name="Vogt & Weite",
        contact_lines=("Lindengasse 12, 1070 Vienna", "ines@vogtundweite.example", "+43 1 555 01 02"),
        logo=logo,
    )


def clauses() -> tuple[DocumentClause, ...]:
    layers = ((Layer.ALLIANCE, WORDS["alliance"]), (Layer.TERMS, WORDS["terms"]))
    return tuple(
        DocumentClause(heading=heading, words=words, layer=layer)
        for layer, texts in layers
        for heading, words in texts.items()
    )


def draft_agreement(**changes: object) -> AgreementDocument:
    fields: dict[str, object] = {
        "letterhead": letterhead(),
        "paper": PaperSize.A4,
        "language": "en",
        "parties": (
            DocumentParty(party=Party.CLIENT, name="Mira Solano"),
            DocumentParty(party=Party.COACH, name="Ines Vogt"),
        ),
        "clauses": clauses(),
        "number": 2,
        "state": VersionState.IN_DISCUSSION,
        "review_on": date(2026, 8, 20),
        "reason": "After six sessions Mira wanted a clearer line around evenings.",
        "earlier_versions": ("Version 1, signed 12 February 2026",),
    }
    return AgreementDocument(**(fields | changes))  # type: ignore[arg-type]  # a test's own overrides


def signature(party: Party, name: str, *, minute: int = 5, signer: str | None = None) -> DocumentSignature:
    return DocumentSignature(
        party=party,
        signer=name if signer is None else signer,
        name=name,
        place="Vienna",
        signed_at=datetime(2026, 5, 14, 10, minute, tzinfo=VIENNA),
        statement="I have read this version and it says what we talked about.",
    )


def signed_agreement(**changes: object) -> AgreementDocument:
    """Three parties: the sponsor signs too."""
    parties = (
        DocumentParty(party=Party.CLIENT, name="Mira Solano"),
        DocumentParty(party=Party.COACH, name="Ines Vogt"),
        DocumentParty(party=Party.SPONSOR, name="Peter Hald", organisation="Halden AG"),
    )
    fields: dict[str, object] = {
        "letterhead": letterhead(logo=png()),
        "parties": parties,
        "state": VersionState.SIGNED,
        "effective_on": date(2026, 5, 14),
        "content_hash": CONTENT_HASH,
        "signatures": tuple(signature(each.party, each.name, minute=5 + i) for i, each in enumerate(parties)),
    }
    return draft_agreement(**(fields | changes))


def session_summary(**changes: object) -> SharedSummary:
    fields: dict[str, object] = {
        "letterhead": letterhead(),
        "paper": PaperSize.A4,
        "language": "en",
        "client_name": "Mira Solano",
        "session_number": 7,
        "sessions_planned": 12,
        "held_on": date(2026, 5, 14),
        **WORDS["summary"],
        "commitment": DocumentPromise(
            what="Open the talk with the sentence we wrote",
            by_when=date(2026, 5, 18),
            how_we_will_know="it was said, whatever the answer",
        ),
        "pledge": DocumentPromise(
            what="Keep fifteen minutes free for a call after the talk",
            by_when=date(2026, 5, 18),
            how_we_will_know="the phone is on from half past ten",
        ),
    }
    return SharedSummary(**(fields | changes))  # type: ignore[arg-type]  # a test's own overrides


def further() -> tuple[DocumentPromise, ...]:
    """What both sides promised besides."""
    return (
        DocumentPromise(
            what="Ask Lena to read the numbers first",
            by_when=date(2026, 5, 16),
            how_we_will_know="she has the sheet",
        ),
        DocumentPromise(what="Send the page about first sentences", by_coach=True),
        DocumentPromise(what="Leave Mondays free", by_when=date(2026, 6, 1), by_coach=True),
    )


def booklet(count: int = 4, **changes: object) -> SharedBooklet:
    """The same session week after week; each says which it is."""
    summaries = tuple(
        session_summary(
            session_number=number,
            held_on=date(2026, 5, 14) + timedelta(weeks=number - 1),
            focus=f"What week {number} was about.",
        )
        for number in range(1, count + 1)
    )
    fields: dict[str, object] = {
        "letterhead": letterhead(),
        "paper": PaperSize.A4,
        "language": "en",
        "client_name": "Mira Solano",
        "summaries": summaries,
    }
    return SharedBooklet(**(fields | changes))  # type: ignore[arg-type]  # a test's own overrides


def addendum() -> DocumentAddendum:
    return DocumentAddendum(
        text="Mira wrote on Tuesday: the sentence was said, and Jonas asked for the numbers.",
        written_at=datetime(2026, 5, 19, 8, 30, tzinfo=UTC),
    )


def brief_sheet(**changes: object) -> BriefSheet:
    fields = _HEAD_OF_BRIEF | _PROMISED | _KNOWN | _AHEAD | _SAID
    return BriefSheet(**(fields | changes))  # type: ignore[arg-type]  # a test's own overrides


_HEAD_OF_BRIEF: Final[dict[str, object]] = {
    "paper": PaperSize.A4,
    "language": "en",
    "client_name": "Mira Solano",
    "pronunciation": "MEE-ra",
    "pronouns": "she/her",
    "session_number": 7,
    "sessions_planned": 12,
    "planned_on": date(2026, 5, 14),
    "last_session_on": date(2026, 4, 30),
    "days_since": 14,
    "purpose": "To lead kindly, and still be heard.",
    "last_words": "I say yes before I think.",
    "is_review_due": True,
    "clauses": ("Ending well",),
}
_PROMISED: Final[dict[str, object]] = {
    "commitments": (
        DocumentPromise(
            what="Open the talk with the sentence we wrote",
            by_when=date(2026, 5, 18),
            how_we_will_know="it was said",
        ),
    ),
    "pledges": (DocumentPromise(what="Keep fifteen minutes free", by_when=date(2026, 5, 18)),),
}
_KNOWN: Final[dict[str, object]] = {
    "preferences": (
        SheetPreferences(
            client_name="Mira",
            dials=(("pace", "less"), ("directness", "more"), ("structure", "about right")),
            words=(("silence", "I am thinking"), ("channels", "Letters, no calls")),
            confirmed_on=date(2026, 2, 12),
            is_due=True,
        ),
    ),
}
_AHEAD: Final[dict[str, object]] = {
    "goals": (
        SheetGoal(
            words="To be heard without raising my voice",
            step=6,
            said="They wait for me",
            said_on=date(2026, 4, 30),
        ),
    ),
    "milestones": (
        SheetMilestone(
            what="The first talk with the board", measure="they ask back", target_on=date(2026, 6, 3)
        ),
    ),
}
_SAID: Final[dict[str, object]] = {
    "unanswered": (SheetFeedback(sentence="You ask two things at once", given_on=date(2026, 4, 30)),),
    "to_tell": (
        SheetFeedback(
            sentence="Send it the day before",
            given_on=date(2026, 4, 16),
            will_change="I send it on Mondays",
        ),
    ),
}


def recovery_kit(**changes: object) -> RecoveryKit:
    fields: dict[str, object] = {
        "words": tuple(WORDS["kit"]["words"].split()),
        "vault_id": "5b0e7c1a-93d4-4f6e-8a27-d1c09be3f452",
        "made_on": date(2026, 5, 3),
        "vault_place": "Documents/CoachDesk",
    }
    return RecoveryKit(**(fields | changes))  # type: ignore[arg-type]  # a test's own overrides
