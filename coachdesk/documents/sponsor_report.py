"""A report to the sponsor as PDF, and the words that one begins with."""

from collections.abc import Sequence
from datetime import date

from coachdesk.documents.parts import head, pictures, sheet
from coachdesk.documents.renderer import RenderedDocument, Renderer
from coachdesk.documents.strings import Strings, strings_for
from coachdesk.documents.text import name, paragraphs, short
from coachdesk.models.entities.agreement import ReportField
from coachdesk.models.entities.sharing import SponsorReportDocument

_HASH_START = 12


def render_sponsor_report(document: SponsorReportDocument, renderer: Renderer) -> RenderedDocument:
    """Print a report; until the clients have approved it, it says that it is a draft.

    Raises:
        InvalidInputError: the logo is not a picture.
    """
    return renderer.render("sponsor-report", _data(document), files=pictures(document.letterhead))


def _data(document: SponsorReportDocument) -> dict[str, object]:
    strings = strings_for(document.language)
    names = strings.joined([name(client) for client in document.client_names])
    return {
        "sheet": _sheet(document, strings),
        "head": head(document.letterhead, strings),
        "title": strings.report_title.format(names=names),
        "for": strings.report_for.format(name=name(document.sponsor)),
        "status": _status(document, strings),
        "draft": not document.approved_by,
        "parts": [
            {"title": _capital(strings.report_fields[part.field.value]), "words": paragraphs(part.words)}
            for part in document.parts
        ],
        "ground": _ground(document, strings),
        "hash_label": strings.content_hash,
        "hash": short(document.content_hash, 128),
    }


def _ground(document: SponsorReportDocument, strings: Strings) -> list[str]:
    approved = strings.joined([name(client) for client in document.approved_by])
    return [strings.report_ground, *([strings.report_read.format(names=approved)] if approved else [])]


def _sheet(document: SponsorReportDocument, strings: Strings) -> dict[str, object]:
    names = strings.joined([short(client) for client in document.client_names])
    title = strings.report_title.format(names=names)
    fingerprint = strings.short_hash.format(hash=document.content_hash[:_HASH_START])
    return sheet(
        title=title,
        paper=document.paper,
        language=document.language,
        strings=strings,
        running=title,
        note=f"{_status(document, strings)}  ·  {fingerprint}",
    )


def _status(document: SponsorReportDocument, strings: Strings) -> str:
    if document.approved_on is None:
        return strings.report_draft.format(number=document.number)
    day = strings.long_date(document.approved_on)
    return strings.report_approved.format(number=document.number, date=day)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def suggested_words(
    field: ReportField, language: str, *, held_on: Sequence[date], planned: int | None, purpose: str
) -> str:
    """Return what a report can begin with under a field: facts, and the purpose as the client put it."""
    strings = strings_for(language)
    if field is ReportField.ATTENDANCE and held_on:
        return strings.report_sessions.format(
            number=len(held_on), first=strings.long_date(held_on[0]), last=strings.long_date(held_on[-1])
        )
    if field is ReportField.COMPLETION and planned:
        return strings.report_of_planned.format(number=len(held_on), planned=planned)
    return purpose.strip() if field is ReportField.PURPOSE else ""
