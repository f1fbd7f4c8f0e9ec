"""A believable look-back, and the pack that it is a part of."""

from datetime import date

from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.renderer import Renderer
from coachdesk.models.entities.look_back import (
    ClientPack,
    DocumentFeedback,
    DocumentKept,
    DocumentTurned,
    KeptAgreement,
    SharedLookBack,
)
from coachdesk.models.entities.moment import MilestoneState
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.relationship import Dial
from coachdesk.models.entities.session import CommitmentState, PledgeState
from coachdesk.models.entities.sharing import SharedDetour, SharedGoal, SharedPath, SharedScaling, SharedStop
from tests.documents import samples


def stops() -> tuple[SharedStop, ...]:
    detour = SharedDetour(
        turned_on=date(2026, 5, 2),
        what_before="A day a week without calls",
        target_before=date(2026, 5, 1),
    )
    return (
        SharedStop(
            what="The talk with Jonas has happened",
            measure="Both know who decides what",
            target_on=date(2026, 4, 1),
            state=MilestoneState.REACHED,
            settled_on=date(2026, 3, 27),
        ),
        SharedStop(what="The evening course", state=MilestoneState.LET_GO, settled_on=date(2026, 4, 20)),
        SharedStop(
            what="A day a week without meetings",
            target_on=date(2026, 7, 1),
            state=MilestoneState.MOVED,
            detours=(detour,),
        ),
        SharedStop(what="A deputy for the summer", target_on=date(2026, 8, 1), state=MilestoneState.AHEAD),
    )


def goals() -> tuple[SharedGoal, ...]:
    steps = (
        (date(2026, 2, 12), 3, "I wait until they ask"),
        (date(2026, 3, 26), 4, ""),
        (date(2026, 4, 23), 7, "I said it on Wednesday"),
        (date(2026, 5, 28), 6, ""),
    )
    return (
        SharedGoal(
            words="I say what matters before the week is over.",
            measure="Nobody has to ask twice",
            scalings=tuple(SharedScaling(on_day=day, value=at, words=words) for day, at, words in steps),
        ),
        SharedGoal(words="Sundays are mine.", scalings=(SharedScaling(on_day=date(2026, 3, 26), value=2),)),
    )


def promises() -> tuple[DocumentKept, ...]:
    return (
        DocumentKept(
            what="Open the talk with Jonas",
            by_when=date(2026, 3, 20),
            how_we_will_know="It was said",
            became=CommitmentState.DONE,
        ),
        DocumentKept(
            what="Leave at six on Tuesdays", by_when=date(2026, 4, 7), became=CommitmentState.ADAPTED
        ),
        DocumentKept(what="Write the list", by_when=date(2026, 4, 21), became=CommitmentState.CARRIED),
        DocumentKept(what="Call the course", by_when=date(2026, 5, 1), became=CommitmentState.LET_GO),
        DocumentKept(what="Ask Ayla", by_when=date(2026, 6, 1), became=CommitmentState.OPEN),
    )


def pledges() -> tuple[DocumentKept, ...]:
    return (
        DocumentKept(what="Keep fifteen minutes free", by_when=date(2026, 3, 20), became=PledgeState.KEPT),
        DocumentKept(what="Send the two questions", by_when=date(2026, 4, 7), became=PledgeState.LATE),
        DocumentKept(what="Read the plan", by_when=date(2026, 5, 1), became=PledgeState.OWNED),
        DocumentKept(what="Bring the example", became=PledgeState.OPEN),
    )


def look_back(**changes: object) -> SharedLookBack:
    fields: dict[str, object] = {
        "letterhead": samples.letterhead(),
        "paper": PaperSize.A4,
        "language": "en",
        "client_name": "Mira Solano",
        "met_on": tuple(
            date(2026, month, day) for month, day in ((2, 12), (2, 26), (3, 26), (5, 7), (5, 28))
        ),
        "path": SharedPath(goals=goals(), stops=stops()),
        "turned": (
            DocumentTurned(on_day=date(2026, 2, 12), dials=(("pace", Dial.LESS), ("directness", Dial.RIGHT))),
            DocumentTurned(on_day=date(2026, 4, 23), dials=(("pace", Dial.RIGHT), ("directness", Dial.MORE))),
        ),
        "commitments": promises(),
        "pledges": pledges(),
        "feedback": (
            DocumentFeedback(
                given_on=date(2026, 3, 26),
                sentence="You went quiet twice, and it was what I needed.",
                answer="Then I will trust the quiet more.",
                will_change="I count to ten before I ask.",
            ),
            DocumentFeedback(given_on=date(2026, 5, 7), sentence="Fewer questions at a time."),
        ),
    }
    return SharedLookBack(**(fields | changes))  # type: ignore[arg-type]  # a test's own overrides


def pack(renderer: Renderer, **changes: object) -> ClientPack:
    """Two agreements, three summaries and the look-back."""
    signed = render_agreement(samples.signed_agreement(), renderer).pdf
    fields: dict[str, object] = {
        "letterhead": samples.letterhead(),
        "paper": PaperSize.A4,
        "language": "en",
        "client_name": "Mira Solano",
        "agreements": (
            KeptAgreement(number=1, signed_on=date(2026, 2, 12), pdf=signed),
            KeptAgreement(number=2, signed_on=date(2026, 5, 14), pdf=signed),
        ),
        "summaries": samples.booklet(3).summaries,
        "look_back": look_back(),
    }
    return ClientPack(**(fields | changes))  # type: ignore[arg-type]  # a test's own overrides
