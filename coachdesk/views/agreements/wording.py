"""How agreements are put into words on the screen."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.agreement_versions import Missing
from coachdesk.models.agreements import AgreementRow
from coachdesk.models.entities.agreement import (
    FROZEN_STATES,
    AgreementVersion,
    ClauseState,
    Party,
    PartyName,
    ProposedBy,
    Signature,
    SigningMethod,
    VersionState,
)
from coachdesk.models.lists.clauses import ClauseRow
from coachdesk.views.labels import label, moment_text, short_day
from coachdesk.views.widgets.chip import ChipTone
from coachdesk.views.widgets.row_view import RowText

translate = QCoreApplication.translate
_LONGEST_NAME: Final = 40
_LONGEST_CALLED: Final = 18
_TONES: Final = {
    VersionState.SIGNED: ChipTone.ACCENT,
    VersionState.READY: ChipTone.ACCENT,
    VersionState.DRAFT: ChipTone.SAND,
    VersionState.IN_DISCUSSION: ChipTone.SAND,
}
CLAUSE_TONES: Final = {
    ClauseState.AGREED: ChipTone.ACCENT,
    ClauseState.OPEN: ChipTone.SAND,
}


def short_name(name: str, longest: int = _LONGEST_NAME) -> str:
    """Return a name that fits on a line, cut between its words where much of it is left."""
    if len(name) <= longest:
        return name
    words = name[:longest].rpartition(" ")[0]
    return f"{words if len(words) > longest // 2 else name[: longest - 1]}…"


def joined(names: Iterable[str]) -> str:
    """Return names as one phrase of the locale."""
    return QLocale().createSeparatedList([short_name(name) for name in names])


def version_line(version: AgreementVersion) -> str:
    """Return a version and where it stands."""
    return translate("agreements", "Agreement, version {number}, {state}").format(
        number=version.number, state=label(version.state)
    )


def client_of(page: AgreementPage) -> str:
    """Return what the client is called on a button, where three of them stand side by side."""
    return short_name(page.called, _LONGEST_CALLED) or translate("agreements", "the client")


def party_name(page: AgreementPage, party: Party) -> str:
    """Return how a party is named in a sentence; the coach is the reader."""
    names = page.names_of(party)
    if party is Party.CLIENT:
        return client_of(page)
    if party is Party.SPONSOR and names:
        return short_name(names[0].organisation or names[0].name, _LONGEST_CALLED) or translate(
            "agreements", "the sponsor"
        )
    return translate("agreements", "You")


def proposed_text(page: AgreementPage, proposed_by: ProposedBy) -> str:
    """Return who the agreed words came from."""
    return {
        ProposedBy.CLIENT: translate("agreements", "proposed by {name}").format(name=client_of(page)),
        ProposedBy.COACH: translate("agreements", "proposed by you"),
        ProposedBy.TOGETHER: translate("agreements", "proposed together"),
        ProposedBy.TEMPLATE: translate("agreements", "from the template"),
    }[proposed_by]


def clause_row_text(row: ClauseRow) -> RowText:
    """Return what the list of clauses says of one; a clause nobody has begun stays quiet."""
    if row.clause_id is None:
        return RowText(title=label(row.layer))
    chip = "" if row.is_blank else label(row.state)
    return RowText(title=row.heading, chip=chip, tone=CLAUSE_TONES.get(row.state, ChipTone.NEUTRAL))


def agreement_row_text(row: AgreementRow, today: date) -> RowText:
    """Return what the list of agreements says of one."""
    parts = [
        translate("agreements", "{agreed} of {clauses} clauses agreed").format(
            agreed=row.agreed, clauses=row.clauses
        )
    ]
    if row.in_force is not None and row.in_force != row.number:
        parts.append(translate("agreements", "version {number} in force").format(number=row.in_force))
    if row.review_on is not None:
        parts.append(
            translate("agreements", "to look at on {day}").format(day=short_day(row.review_on, today))
        )
    return RowText(
        title=joined(row.client_names),
        note=row.organisation,
        detail=" · ".join(parts),
        aside=translate("agreements", "version {number}").format(number=row.number),
        chip=label(row.state),
        tone=_TONES.get(row.state, ChipTone.NEUTRAL),
    )


def missing_text(page: AgreementPage, missing: Iterable[Missing]) -> str:
    """Return what stands between a version and its signing, clause by clause."""
    parts = (f"{one.clause.heading} ({_what_is_missing(page, one)})" for one in missing)
    return translate("agreements", "Before you can sign: {parts}.").format(parts="; ".join(parts))


def _what_is_missing(page: AgreementPage, one: Missing) -> str:
    if one.is_set_aside:
        return label(one.clause.state)
    if one.has_no_words:
        return translate("agreements", "no words yet")
    return translate("agreements", "waits for {names}").format(
        names=QLocale().createSeparatedList(_waiting(page, one.parties))
    )


def _waiting(page: AgreementPage, parties: Iterable[Party]) -> list[str]:
    return [
        translate("agreements", "you") if party is Party.COACH else party_name(page, party)
        for party in parties
    ]


def signer_text(name: PartyName) -> str:
    """Return who signs, and as what."""
    whole = ", ".join(part for part in (short_name(name.name), short_name(name.organisation)) if part)
    return f"{whole}, {label(name.party)}" if whole else label(name.party).capitalize()


def signature_text(signature: Signature, today: date) -> str:
    """Return a signature as a line, with the name that was typed where it is not the signer's own."""
    typed, signer = short_name(signature.name), short_name(signature.signer)
    is_own = not signer or typed.casefold() == signer.casefold()
    facts = {
        "name": typed if is_own else signer,
        "typed": typed,
        "party": label(signature.party),
        "moment": moment_text(signature.signed_at, today),
        "place": short_name(signature.place),
        "method": label(signature.method),
    }
    if is_own:
        line = translate("agreements", "{name}, {party}, signed on {moment}")
    else:
        line = translate("agreements", "{name}, {party}, signed as “{typed}” on {moment}")
    if signature.place:
        line += ", {place}"
    if signature.method is not SigningMethod.TYPED:
        line += ", {method}"
    return line.format(**facts)


def version_row_text(version: AgreementVersion, today: date) -> RowText:
    """Return what the history says of a version."""
    days = (
        (translate("agreements", "from {day}"), version.effective_on),
        (translate("agreements", "to look at on {day}"), version.review_on),
    )
    dated = [text.format(day=short_day(day, today)) for text, day in days if day is not None]
    return RowText(
        title=translate("agreements", "Version {number}").format(number=version.number),
        detail=version.reason or " · ".join(dated) or translate("agreements", "The first one"),
        chip=label(version.state),
        tone=_TONES.get(version.state, ChipTone.NEUTRAL),
    )


def in_force_text(version: AgreementVersion, today: date) -> str:
    """Return what is said when the last one has signed; a version may count from a later day on."""
    if version.effective_on is None or version.effective_on <= today:
        text = translate("agreements", "Everybody has signed. Version {number} is in force.")
        return text.format(number=version.number)
    text = translate("agreements", "Everybody has signed. Version {number} counts from {day}.")
    return text.format(number=version.number, day=short_day(version.effective_on, today))


def copy_title(page: AgreementPage, *, for_sponsor: bool) -> str:
    """Return what a copy is called, for the record and the file: the sponsor's is another one."""
    is_settled = page.version.state in FROZEN_STATES
    text = (
        translate("agreements", "Agreement with {names}, version {number}")
        if is_settled
        else translate("agreements", "Agreement with {names}, draft of version {number}")
    )
    if for_sponsor:
        text = translate("agreements", "{copy}, sponsor's copy").format(copy=text)
    names = joined(name.name for name in page.names_of(Party.CLIENT))
    return text.format(names=names, number=page.version.number)


def altered_text(page: AgreementPage) -> str:
    """Return what stays on the page while it, or a version before it, is not what was signed."""
    if page.altered:
        return translate(
            "agreements",
            "The text or a signature is not what it was when it was signed: it was changed outside "
            "CoachDesk. Compare it with a copy that was handed out, or restore a backup.",
        )
    if page.altered_before:
        return translate(
            "agreements",
            "Of an earlier version, the text or a signature is not what it was when it was signed: version "
            "{numbers}. It was changed outside CoachDesk. Compare it with a copy that was handed out, or "
            "restore a backup.",
        ).format(numbers=QLocale().createSeparatedList([str(number) for number in page.altered_before]))
    return ""
