"""Reports to a sponsor: only what the agreement names, and only with the client's yes to that exact text.

The hash of a report is the SHA-256 of canonical JSON in UTF-8 with the keys `format` ("coachdesk sponsor
report 1"), `number`, `language`, `sponsor`, `clients` (names), `coach` and `parts` (a list of `field`
and `words`), made as in `content_hash`.
"""

import hashlib
from collections.abc import Iterable
from typing import Final

import attrs
from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, LockedTextError, StaleError
from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.content_hash import canonical_json, printed_clauses
from coachdesk.models.entities.agreement import SPONSOR_CLAUSE, Party, ReportField
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import EngagementId, SponsorReportId, new_id
from coachdesk.models.entities.sharing import Letterhead
from coachdesk.models.entities.sponsor_report import Approval, ReportPart, SponsorReport
from coachdesk.models.letterhead import letterhead
from coachdesk.models.profile import get_profile
from coachdesk.models.report_facts import ReportFacts, report_facts
from coachdesk.models.store import Store, write

_FORMAT: Final = "coachdesk sponsor report 1"
_ALL: Final = "SELECT * FROM sponsor_report WHERE engagement_id = ? ORDER BY number"


@frozen(kw_only=True)
class ReportPage:
    """The reports of an engagement, oldest first; the agreement in force, and what a new one begins with."""

    agreement: AgreementPage
    letterhead: Letterhead
    facts: ReportFacts
    reports: tuple[SponsorReport, ...] = ()

    @property
    def fields(self) -> tuple[ReportField, ...]:
        """What a report may hold today."""
        clauses = printed_clauses(self.agreement.clauses, for_sponsor=True)
        is_agreed = any(clause.key == SPONSOR_CLAUSE for clause in clauses)
        return self.agreement.version.report_fields if is_agreed else ()

    @property
    def clients(self) -> tuple[str, ...]:
        """The names of the clients whose yes a report needs."""
        return tuple(one.name for one in self.agreement.names_of(Party.CLIENT))

    @property
    def sponsor(self) -> str:
        """Whom a report is for."""
        people = self.agreement.names_of(Party.SPONSOR)
        return " & ".join(", ".join(part for part in (one.name, one.organisation) if part) for one in people)

    def waits_for(self, report: SponsorReport) -> tuple[str, ...]:
        """Return the clients who have not approved the text as it reads now."""
        return tuple(name for name in self.clients if name not in report.approved_by)


def report_page(store: Store, *, engagement_id: EngagementId) -> ReportPage:
    """Return the reports of an engagement.

    Raises:
        InvalidInputError: no agreement with a sponsor is in force, or it is not what was signed.
        NotFoundError: there is no agreement.
    """
    newest = open_agreement(store, engagement_id=engagement_id)
    if newest.in_force is None or not newest.names_of(Party.SPONSOR):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "No agreement with a sponsor is in force here."),
            QT_TRANSLATE_NOOP("errors", "Sign one with all parties first; it names what a report may hold."),
        )
    page = open_agreement(store, engagement_id=engagement_id, version_id=newest.in_force.id)
    if page.altered:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The agreement is not what was signed."),
            QT_TRANSLATE_NOOP("errors", "Look at it first; no report leaves on its ground."),
        )
    profile = get_profile(store)
    return ReportPage(
        agreement=page,
        letterhead=Letterhead(coach_name="") if profile is None else letterhead(profile),
        facts=report_facts(store, engagement_id=engagement_id),
        reports=store.all(SponsorReport, _ALL, [engagement_id]),
    )


def get_report(store: Store, *, report_id: SponsorReportId) -> SponsorReport:
    """Return a report.

    Raises:
        NotFoundError: there is none with this id.
    """
    return store.one(SponsorReport, "SELECT * FROM sponsor_report WHERE id = ?", [report_id])


@write
def begin_report(
    store: Store, *, engagement_id: EngagementId, parts: Iterable[ReportPart] = ()
) -> Written[SponsorReport]:
    """Begin a report with a part for each field that the agreement names.

    Raises:
        InvalidInputError: the agreement in force names none, or a report is still being written.
    """
    page = report_page(store, engagement_id=engagement_id)
    _insist_on_fields(page)
    _insist_on_none_being_written(page)
    report = SponsorReport(
        id=SponsorReportId(new_id()),
        engagement_id=engagement_id,
        version_id=page.agreement.version.id,
        number=len(page.reports) + 1,
        language=page.agreement.version.language,
        sponsor=page.sponsor,
        parts=_named_parts(page, parts),
    )
    return _put(store, page, report)


@write
def save_report(
    store: Store, *, report_id: SponsorReportId, parts: Iterable[ReportPart]
) -> Written[SponsorReport]:
    """Keep what was typed; words under a field that the agreement does not name are left out.

    An approval counts for the text it was given to, and no other.

    Raises:
        LockedTextError: it has left.
        InvalidInputError: no agreement with a sponsor is in force any more.
    """
    report = _changeable(store, report_id)
    page = report_page(store, engagement_id=report.engagement_id)
    kept = attrs.evolve(
        report,
        version_id=page.agreement.version.id,
        sponsor=page.sponsor,
        parts=_named_parts(page, parts),
    )
    return _put(store, page, kept)


@write
def approve_report(
    store: Store, *, report_id: SponsorReportId, name: str, shown: str
) -> Written[SponsorReport]:
    """Note a client's yes to the text with the hash `shown`.

    Raises:
        LockedTextError: it has left.
        InvalidInputError: there is nothing in it yet, or it is none of the clients.
        StaleError: the text is not the one that was shown.
    """
    report = _changeable(store, report_id)
    page = report_page(store, engagement_id=report.engagement_id)
    insist_on_words(report)
    if report.content_hash != shown or report.content_hash != report_hash(page, report):
        raise StaleError(
            QT_TRANSLATE_NOOP("errors", "The text has changed since it was shown."),
            QT_TRANSLATE_NOOP("errors", "Read it together again, then approve it."),
        )
    if name not in page.clients:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "“{name}” is no client of this agreement."),
            QT_TRANSLATE_NOOP("errors", "Let the client approve it under their own name."),
            name=name,
        )
    yes = Approval(name=name, approved_at=store.now().isoformat(), content_hash=shown)
    return _put(store, page, attrs.evolve(report, approvals=(*report.approvals, yes)))


@write
def take_approval_back(store: Store, *, report_id: SponsorReportId, name: str) -> Written[SponsorReport]:
    """Take a client's yes back.

    Raises:
        LockedTextError: it has left.
    """
    report = _changeable(store, report_id)
    page = report_page(store, engagement_id=report.engagement_id)
    left = tuple(one for one in report.approvals if one.name != name)
    return _put(store, page, attrs.evolve(report, approvals=left))


@write
def drop_report(store: Store, *, report_id: SponsorReportId) -> Written[SponsorReport]:
    """Let a report go that has not left.

    Raises:
        LockedTextError: it has left.
    """
    report = _changeable(store, report_id)
    store.delete("sponsor_report", report_id)
    return Written(report, change_of(report))


@write
def put_report_back(store: Store, *, report: SponsorReport) -> Written[SponsorReport]:
    """Undo the dropping of a report; it comes after those that there are by now.

    Raises:
        InvalidInputError: no agreement with a sponsor is in force, or another report is being written.
    """
    page = report_page(store, engagement_id=report.engagement_id)
    _insist_on_none_being_written(page)
    return _put(store, page, attrs.evolve(report, number=len(page.reports) + 1))


def report_hash(page: ReportPage, report: SponsorReport) -> str:
    """Return the hash of a report's text as 64 hexadecimal digits."""
    content = {
        "format": _FORMAT,
        "number": report.number,
        "language": report.language,
        "sponsor": report.sponsor,
        "clients": list(page.clients),
        "coach": page.letterhead.coach_name,
        "parts": [attrs.asdict(part) for part in report.parts],
    }
    return hashlib.sha256(canonical_json(content)).hexdigest()


def _named_parts(page: ReportPage, parts: Iterable[ReportPart]) -> tuple[ReportPart, ...]:
    """Return a part for each field that the agreement names, in its order, and for no other."""
    said = {part.field: part.words.strip() for part in parts}
    return tuple(ReportPart(field=field, words=said.get(field, "")) for field in page.fields)


def _insist_on_fields(page: ReportPage) -> None:
    if not page.fields:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The agreement in force names nothing that a report may hold."),
            QT_TRANSLATE_NOOP("errors", "Start a new version, and tick it in the clause about the sponsor."),
        )


def _insist_on_none_being_written(page: ReportPage) -> None:
    if page.reports and page.reports[-1].left_at is None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "Report {number} is still being written."),
            QT_TRANSLATE_NOOP("errors", "Finish it, or let it go."),
            number=page.reports[-1].number,
        )


def insist_on_words(report: SponsorReport) -> None:
    """Make sure that there is something to approve.

    Raises:
        InvalidInputError: nothing is written yet.
    """
    if not any(part.words.strip() for part in report.parts):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "There is nothing in this report yet."),
            QT_TRANSLATE_NOOP("errors", "Write what the sponsor may hear first."),
        )


def _changeable(store: Store, report_id: SponsorReportId) -> SponsorReport:
    report = get_report(store, report_id=report_id)
    if report.left_at is not None:
        raise LockedTextError(
            QT_TRANSLATE_NOOP("errors", "Report {number} has left and does not change any more."),
            QT_TRANSLATE_NOOP("errors", "Begin another one."),
            number=report.number,
        )
    return report


def _put(store: Store, page: ReportPage, report: SponsorReport) -> Written[SponsorReport]:
    hashed = attrs.evolve(report, content_hash=report_hash(page, report))
    store.put("sponsor_report", hashed)
    return Written(hashed, change_of(hashed))


def change_of(report: SponsorReport) -> Change:
    """Return the change that a write to a report is."""
    return Change.of(Kind.SPONSOR_REPORT, report.id, report.engagement_id)
