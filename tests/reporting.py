"""Steps towards a report to a sponsor."""

from coachdesk.models.agreed_data import set_report_fields
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.entities.agreement import ReportField
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.sponsor_report import ReportPart, SponsorReport
from coachdesk.models.sponsor_reports import approve_report, begin_report
from coachdesk.models.store import Store
from tests.agreeing import begin, make_ready, reread, sign_all

FIELDS = (ReportField.ATTENDANCE, ReportField.PROGRESS)
CLIENT = "Mira Solano"


def an_agreement_with_a_sponsor(
    store: Store, *names: str, fields: tuple[ReportField, ...] = FIELDS
) -> AgreementPage:
    """Sign an agreement that names what a report may hold."""
    page = begin(store, *names, three_way=True)
    set_report_fields(store, version_id=page.version.id, fields=fields)
    return sign_all(store, make_ready(store, reread(store, page)))


def a_report(store: Store, words: str = "She leads the morning call.", *names: str) -> SponsorReport:
    """Write a report under such an agreement."""
    engagement_id = an_agreement_with_a_sponsor(store, *names).agreement.engagement_id
    return written(store, engagement_id, words)


def written(store: Store, engagement_id: EngagementId, words: str) -> SponsorReport:
    """Begin a report with these words on progress."""
    parts = (ReportPart(field=ReportField.PROGRESS, words=words),)
    return begin_report(store, engagement_id=engagement_id, parts=parts).value


def approved(store: Store, report: SponsorReport, name: str = CLIENT) -> SponsorReport:
    """Let the client approve it as it reads."""
    return approve_report(store, report_id=report.id, name=name, shown=report.content_hash).value
