"""Believable documents for the tests: three practices, their agreements, a session and a kit."""

import struct
import zlib
from datetime import UTC, date, datetime, timedelta, timezone

from coachdesk.models.entities.agreement import Layer, Party, VersionState
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
    SharedSummary,
)

VIENNA = timezone(timedelta(hours=2))

ALLIANCE = {
    "What good work looks like": "We leave each session with one thing that is lighter and one thing that is "
    "clear. Mira says it in her own words before we close, and Ines writes it down as said.",
    "Boundaries": "We write on working days until eight in the evening and answer within two. Family history "
    "comes up only when Mira opens it.\n\nWhen a topic belongs elsewhere, a doctor's room or a lawyer's desk, "
    "we name it and look for the right person together.",
    "What we expect of each other": "Mira comes with a question, however small. Ines comes rested, has read the "
    "last page and keeps the time.\nBoth of us say when we are tired.",
    "How we see progress": "Mira speaks first in two steering meetings before July. We look at it together "
    "after six sessions and decide whether the aim still fits.",
    "When we are off track": "Either of us says “left turn”. We stop and ask what the hour is for.",
    "When we disagree": "We say the disagreement in one sentence each, and let it stand for a minute. Nobody "
    "has to win. If it is still there next time, it comes first.",
    "Feedback": "One sentence at the end of every third session: what helped, or what Ines should do less of.",
    "Silence and pace": "Silence means that Mira is thinking. Ines counts to five before she speaks.",
    "Ending well": "",
}
TERMS = {
    "What coaching is and is not": "Coaching is a conversation about aims and next steps. It does not take the "
    "place of medical, legal or financial advice, nor of treatment.",
    "Schedule, place and length": "Twelve sessions of sixty minutes, every two weeks on Thursday at ten, by video; "
    "every fourth one in person at Lindengasse 12.",
    "Fees and payment": "180 euros a session. Invoices go out at the end of the month and are due in fourteen days.",
    "Cancelling and being late": "A session can be moved without cost until the day before at noon. After that it "
    "counts as held. If Mira is late, we end on time; if Ines is late, she adds the minutes.",
    "Confidentiality and its limits": "What is said stays between us. There is no privilege as with a lawyer or "
    "doctor: a court may ask. Ines speaks up when somebody's life is in danger, and tells Mira first if she can.",
    "Records": "Ines keeps notes in an encrypted file on her own laptop for three years after the last session, "
    "then deletes them. Mira may read what is kept about her at any time.",
    "Recording": "No recordings, and no note-taking software that listens.",
    "Changes": "We change this agreement in writing, with a new version that both of us sign.",
    "Disputes": "",
}
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
    layers = ((Layer.ALLIANCE, ALLIANCE), (Layer.TERMS, TERMS))
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


def signature(party: Party, name: str, *, minute: int = 5) -> DocumentSignature:
    return DocumentSignature(
        party=party,
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
        "focus": "The talk with Jonas about the budget, which Mira keeps moving.",
        "insights": "I can ask for money and still be fair.\n\nI talk fast when I am scared, and nobody minds when I stop.",
        "agreed": "Mira opens the talk herself. We rehearsed the first sentence three times, until it sounded like her.",
        "next_step": "Say the first sentence aloud, alone, once a day until Monday.",
        "next_date": "Thursday 28 May 2026 at ten, by video",
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


def addendum() -> DocumentAddendum:
    return DocumentAddendum(
        text="Mira wrote on Tuesday: the sentence was said, and Jonas asked for the numbers.",
        written_at=datetime(2026, 5, 19, 8, 30, tzinfo=UTC),
    )


def recovery_kit(**changes: object) -> RecoveryKit:
    words = (
        "orbit lamp river candle meadow quiz tunnel basket gravity maple salute window "
        "copper fringe advice stadium velvet pencil harbor ginger oxygen thunder kitchen zebra"
    )
    fields: dict[str, object] = {
        "words": tuple(words.split()),
        "vault_id": "5b0e7c1a-93d4-4f6e-8a27-d1c09be3f452",
        "made_on": date(2026, 5, 3),
        "vault_place": "Documents/CoachDesk",
    }
    return RecoveryKit(**(fields | changes))  # type: ignore[arg-type]  # a test's own overrides
