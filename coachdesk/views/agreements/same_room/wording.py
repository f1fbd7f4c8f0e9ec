"""What is said on the screen that all in the room read, and what each of them is called there."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from coachdesk.errors import InvalidInputError, KnownError, LockedTextError, StaleError
from coachdesk.i18n import error_text
from coachdesk.models.entities.agreement import Party, ProposedBy
from coachdesk.models.entities.same_room import SameRoomPage, SharedClause, SharedYes
from coachdesk.views.agreements.wording import short_name
from coachdesk.views.labels import label, period_text

translate = QCoreApplication.translate
_LONGEST: Final = 24
_ABOUT_THE_CLAUSE: Final = (InvalidInputError, LockedTextError, StaleError)


def called(party: Party, name: str) -> str:
    """Return a name that fits on a button; without one, what somebody is."""
    return short_name(name, _LONGEST) or {
        Party.CLIENT: translate("agreements", "the client"),
        Party.COACH: translate("agreements", "the coach"),
        Party.SPONSOR: translate("agreements", "the sponsor"),
    }.get(party, "")


def name_of(one: SharedYes) -> str:
    """Return what somebody is called whose yes a clause needs."""
    return called(one.party, one.name)


def proposal_text(page: SameRoomPage, proposed_by: ProposedBy) -> str:
    """Return who the agreed words came from; nobody is “you” here."""
    named = translate("agreements", "proposed by {name}")
    return {
        ProposedBy.CLIENT: named.format(name=called(Party.CLIENT, page.client)),
        ProposedBy.COACH: named.format(name=called(Party.COACH, page.coach)),
        ProposedBy.TOGETHER: translate("agreements", "proposed together"),
        ProposedBy.TEMPLATE: translate("agreements", "from the template"),
    }[proposed_by]


def besides_text(clause: SharedClause) -> str:
    """Return what a clause says besides words, a line each."""
    lines = []
    if clause.keep_months is not None:
        text = translate("agreements", "Records are kept after the last session for {period}.")
        lines.append(text.format(period=period_text(clause.keep_months)))
    if clause.report_fields:
        text = translate("agreements", "A report to the sponsor may hold this, and nothing else: {fields}.")
        lines.append(text.format(fields="; ".join(map(label, clause.report_fields))))
    return "\n".join(lines)


def refusal_text(error: KnownError) -> str:
    """Return why something was not done; what concerns the vault is the coach's, and waits for the coach."""
    if isinstance(error, _ABOUT_THE_CLAUSE):
        return error_text(error)
    return translate("agreements", "This could not be saved just now. What was typed is still here.")
