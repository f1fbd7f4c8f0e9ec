"""The way of a sponsor report out of the vault: with every client's yes to this exact text, or not at all."""

from datetime import datetime

import attrs

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.clock import local
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import SharedDocumentId, SponsorReportId, new_id
from coachdesk.models.entities.sharing import (
    DocumentReportPart,
    Protection,
    SharedDocument,
    SharedHow,
    SharedKind,
    SponsorReportDocument,
)
from coachdesk.models.entities.sponsor_report import SponsorReport
from coachdesk.models.entities.validators import NAME_LIMIT
from coachdesk.models.sharing import record_shared
from coachdesk.models.sponsor_reports import (
    ReportPage,
    change_of,
    get_report,
    insist_on_words,
    report_hash,
    report_page,
)
from coachdesk.models.store import Store, write


def insist_on_approval(page: ReportPage, report: SponsorReport) -> None:
    """Make sure that a report may leave.

    Raises:
        InvalidInputError: a client has not approved this exact text, or the agreement has changed.
    """
    insist_on_words(report)
    named = set(page.fields)
    if report.content_hash != report_hash(page, report) or {part.field for part in report.parts} - named:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The agreement has changed since this report was written."),
            QT_TRANSLATE_NOOP("errors", "Look through it, and let it be approved again."),
        )
    waiting = page.waits_for(report)
    if waiting:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "Not approved yet by {names}."),
            QT_TRANSLATE_NOOP("errors", "Show it first; it leaves once this text is approved."),
            names=", ".join(waiting),
        )


@write
def report_left(
    store: Store,
    *,
    report_id: SponsorReportId,
    how: SharedHow,
    sha256: str,
    protection: Protection = Protection.PLAIN,
) -> Written[SharedDocument]:
    """Record that an approved report has left as the file with this hash; from then on it does not change.

    Raises:
        InvalidInputError: a client has not approved this exact text.
    """
    report = get_report(store, report_id=report_id)
    page = report_page(store, engagement_id=report.engagement_id)
    if report.left_at is None:
        insist_on_approval(page, report)
        store.put("sponsor_report", attrs.evolve(report, left_at=store.now()))
    document = SharedDocument(
        id=SharedDocumentId(new_id()),
        kind=SharedKind.SPONSOR_REPORT,
        title=report_title(page, report),
        for_whom=report.sponsor,
        how=how,
        sha256=sha256,
        shared_at=store.now(),
        protection=protection,
        engagement_id=report.engagement_id,
        client_id=next(iter(page.agreement.client_ids), None),
        version_id=report.version_id,
    )
    written = record_shared(store, document)
    return Written(document, written.change | change_of(report))


def report_title(page: ReportPage, report: SponsorReport) -> str:
    """Return what the record calls a report."""
    return f"Report {report.number} about {' & '.join(page.clients)[: NAME_LIMIT // 2]}"


def report_document(page: ReportPage, report: SponsorReport) -> SponsorReportDocument:
    """Return what is printed: the parts that the agreement names, and who approved them."""
    approved = [one for one in report.approvals if one.content_hash == report.content_hash]
    last = max((one.approved_at for one in approved), default="")
    return SponsorReportDocument(
        letterhead=page.letterhead,
        paper=page.agreement.paper,
        language=report.language,
        number=report.number,
        client_names=page.clients,
        sponsor=report.sponsor,
        parts=tuple(
            DocumentReportPart(field=part.field, words=part.words)
            for part in report.parts
            if part.words.strip() and part.field in page.fields
        ),
        content_hash=report.content_hash,
        approved_by=tuple(dict.fromkeys(one.name for one in approved)),
        approved_on=local(datetime.fromisoformat(last)).date() if last else None,
    )
