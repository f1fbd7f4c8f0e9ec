"""The agreement as PDF: plain talk first, signatures, the terms as an annex."""

from collections.abc import Iterable
from typing import Any, Final

from coachdesk.documents.drawn import drawn
from coachdesk.documents.parts import head, pictures, sheet
from coachdesk.documents.renderer import RenderedDocument, Renderer
from coachdesk.documents.strings import Strings, strings_for
from coachdesk.documents.text import line, name, paragraphs, right_to_left, short
from coachdesk.models.entities.agreement import Layer, Party, SigningMethod, VersionState
from coachdesk.models.entities.sharing import (
    AgreementDocument,
    DocumentClause,
    DocumentParty,
    DocumentSignature,
)

_UNSETTLED: Final = frozenset({VersionState.DRAFT, VersionState.IN_DISCUSSION})
_HASH_START: Final = 12
_FITS_ON_A_PAGE: Final = 800
_NEVER_FITS_ON_A_PAGE: Final = 6_000
_SIGNERS_ON_A_PAGE: Final = 6


def render_agreement(document: AgreementDocument, renderer: Renderer) -> RenderedDocument:
    """Print an agreement version in the state it is in.

    Clauses without words are named together at the end of their layer, so that
    everyone sees what stays open; terms without any words take no page.

    Raises:
        InvalidInputError: the logo is not a picture.
    """
    return renderer.render("agreement", _data(document), files=pictures(document.letterhead))


def _data(document: AgreementDocument) -> dict[str, object]:
    strings = strings_for(document.language)
    terms = _layer(document, Layer.TERMS, strings)
    return {
        "sheet": _sheet(document, strings),
        "head": head(document.letterhead, strings),
        "title": strings.agreement,
        "between": _between(document, strings),
        "status": _status(document, strings),
        "draft": document.state in _UNSETTLED,
        "dates": _dates(document, strings),
        "alliance": _layer(document, Layer.ALLIANCE, strings) | {"title": strings.alliance},
        "terms": terms | {"title": strings.annex, "note": strings.annex_note} if terms["clauses"] else None,
        "terms_open": "" if terms["clauses"] else terms["open"],
        "signatures": _signatures(document, strings),
        "about": _about(document, strings),
    }


def _sheet(document: AgreementDocument, strings: Strings) -> dict[str, object]:
    names = strings.joined([party.name for party in document.parties])
    between = f"{strings.agreement}, {strings.between.format(names=names)}"
    status = _status(document, strings)
    fingerprint = strings.short_hash.format(hash=document.content_hash[:_HASH_START])
    return sheet(
        title=between,
        paper=document.paper,
        language=document.language,
        strings=strings,
        running=between,
        note=f"{status}  ·  {fingerprint}" if document.content_hash else status,
    )


def _between(document: AgreementDocument, strings: Strings) -> str:
    names = [with_organisation(party, strings) for party in document.parties]
    return strings.between.format(names=strings.joined(names))


def with_organisation(party: DocumentParty, strings: Strings) -> str:
    """Return a party's name, with what it speaks for."""
    if not party.organisation.strip():
        return name(party.name)
    return strings.with_organisation.format(name=name(party.name), organisation=name(party.organisation))


def _status(document: AgreementDocument, strings: Strings) -> str:
    by_state = {
        VersionState.READY: strings.ready,
        VersionState.SIGNED: strings.signed,
        VersionState.SUPERSEDED: strings.superseded,
        VersionState.WITHDRAWN: strings.withdrawn,
    }
    return by_state.get(document.state, strings.draft).format(number=document.number)


def _layer(document: AgreementDocument, layer: Layer, strings: Strings) -> dict[str, object]:
    clauses = [clause for clause in document.clauses if clause.layer is layer]
    worded = [clause for clause in clauses if clause.says_something]
    blank = [clause for clause in clauses if not clause.says_something]
    return {
        "long": sum(len(clause.words) for clause in worded) > _NEVER_FITS_ON_A_PAGE,
        "clauses": [_clause(clause, strings) for clause in worded],
        "open": _open_line(blank, document.state, strings),
    }


def _clause(clause: DocumentClause, strings: Strings) -> dict[str, object]:
    return {
        "heading": line(clause.heading),
        "rtl": right_to_left(clause.heading),
        "words": paragraphs(clause.words),
        "facts": _agreed_facts(clause, strings),
    }


def _agreed_facts(clause: DocumentClause, strings: Strings) -> list[str]:
    """Return what is agreed on besides the words, a line each."""
    facts = []
    if clause.keep_months is not None:
        facts.append(strings.kept_for(clause.keep_months))
    if clause.report_fields:
        names = [strings.report_fields[field.value] for field in clause.report_fields]
        facts.append(strings.reported.format(fields="; ".join(names)))
    return facts


def _open_line(blank: Iterable[DocumentClause], state: VersionState, strings: Strings) -> str:
    headings = "; ".join(name(clause.heading) for clause in blank)
    text = strings.not_worded if state in _UNSETTLED else strings.left_open
    return text.format(headings=headings) if headings else ""


def _signatures(document: AgreementDocument, strings: Strings) -> dict[str, object]:
    blocks = _signature_blocks(document, strings)
    return {
        "title": strings.signatures,
        "blocks": blocks,
        "tall": any(block["signed"] and block["signed"]["drawn"] for block in blocks),
        "what_it_is": "" if document.state in _UNSETTLED else strings.what_it_is,
        "hash_label": strings.content_hash,
        "hash": short(document.content_hash, 128),
        "long": len(blocks) > _SIGNERS_ON_A_PAGE or sum(map(_letters, blocks)) > _FITS_ON_A_PAGE,
    }


def _signature_blocks(document: AgreementDocument, strings: Strings) -> list[dict[str, Any]]:
    waiting = list(document.signatures)
    blocks = [_block(party, _take(party, waiting), strings) for party in document.parties]
    return blocks + [_block(_signer(signature), signature, strings) for signature in waiting]


def _take(party: DocumentParty, waiting: list[DocumentSignature]) -> DocumentSignature | None:
    """Find the signature that was given in the place of a party, whatever name was typed there."""
    place = (party.party, party.name)
    found = next((signature for signature in waiting if (signature.party, signature.signer) == place), None)
    if found:
        waiting.remove(found)
    return found


def _signer(signature: DocumentSignature) -> DocumentParty:
    return DocumentParty(party=signature.party, name=signature.name)


def _block(party: DocumentParty, signature: DocumentSignature | None, strings: Strings) -> dict[str, Any]:
    block = {
        "role": role(party.party, strings),
        "name": with_organisation(party, strings),
        "place_and_date": strings.place_and_date,
        "signed": _signed(signature, strings) if signature else None,
    }
    return block | {"long": _letters(block) > _FITS_ON_A_PAGE}


def _letters(block: dict[str, Any]) -> int:
    texts = (text for text in (block["signed"] or {}).values() if isinstance(text, str))
    return sum(map(len, (block["name"], *texts)))


def role(party: Party, strings: Strings) -> str:
    """Return what a party is called under a signature."""
    return {
        Party.CLIENT: strings.client,
        Party.COACH: strings.coach,
        Party.SPONSOR: strings.sponsor,
        Party.GUARDIAN: strings.guardian,
    }[party]


def _signed(signature: DocumentSignature, strings: Strings) -> dict[str, Any]:
    moment = strings.long_moment(signature.signed_at)
    place = name(signature.place)
    is_paper = signature.method is SigningMethod.PAPER
    statement = line(signature.statement)
    return {
        "name": name(signature.name),
        "on_paper": strings.on_paper if is_paper else "",
        "drawn": drawn(signature.strokes, strings.drawn.format(name=short(signature.name))),
        "when": strings.signed_in.format(place=place, moment=moment) if place else moment,
        "statement": f"{statement} {strings.scan_kept}" if is_paper else statement,
    }


def _dates(document: AgreementDocument, strings: Strings) -> list[str]:
    dates = ((strings.effective, document.effective_on), (strings.review, document.review_on))
    return [label.format(date=strings.long_date(day)) for label, day in dates if day]


def _about(document: AgreementDocument, strings: Strings) -> dict[str, object]:
    facts = {
        strings.reason: [line(document.reason)] if document.reason.strip() else [],
        strings.earlier: [line(version) for version in document.earlier_versions],
    }
    return {
        "title": strings.about,
        "facts": [{"label": label, "values": values} for label, values in facts.items() if values],
        "long": len(document.reason) + sum(map(len, document.earlier_versions)) > _FITS_ON_A_PAGE,
    }
