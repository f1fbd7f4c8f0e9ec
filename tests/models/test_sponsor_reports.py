from datetime import date

import attrs
import pytest

from coachdesk.errors import InvalidInputError, LockedTextError, StaleError
from coachdesk.models import sponsor_reports as reports
from coachdesk.models.agreement_page import open_agreement
from coachdesk.models.agreement_versions import next_version
from coachdesk.models.engagements import get_engagement
from coachdesk.models.entities.agreement import ReportField
from coachdesk.models.entities.sharing import SharedHow, SharedKind
from coachdesk.models.entities.sponsor_report import ReportPart
from coachdesk.models.entities.validators import NAME_LIMIT
from coachdesk.models.report_leaving import report_document, report_left
from coachdesk.models.sponsor_reports import report_page
from coachdesk.models.store import Store
from tests.agreeing import make_ready, sign_all, signed
from tests.making import a_held_session
from tests.reporting import CLIENT, FIELDS, a_report, an_agreement_with_a_sponsor, approved, written

THEMES = ReportPart(field=ReportField.THEMES, words="Zwitscherkanari")


def test_a_report_has_a_part_for_each_field_that_the_agreement_names(store: Store) -> None:
    assert tuple(part.field for part in a_report(store).parts) == FIELDS


@pytest.mark.rule(3)
def test_words_under_any_other_field_are_left_out(store: Store) -> None:
    report = a_report(store)
    kept = reports.save_report(store, report_id=report.id, parts=(*report.parts, THEMES)).value
    assert "Zwitscherkanari" not in str(attrs.asdict(kept))


def test_nothing_leaves_without_the_clients_yes(store: Store) -> None:
    report = a_report(store)
    with pytest.raises(InvalidInputError, match=f"Not approved yet by {CLIENT}"):
        report_left(store, report_id=report.id, how=SharedHow.PDF, sha256="ab")
    assert store.value("SELECT count(*) FROM shared_document") == 0


@pytest.mark.rule(3)
def test_a_yes_to_other_words_lets_nothing_leave(store: Store) -> None:
    report = approved(store, a_report(store))
    other = (ReportPart(field=ReportField.PROGRESS, words="She is often late."),)
    reports.save_report(store, report_id=report.id, parts=other)
    with pytest.raises(InvalidInputError, match="Not approved yet"):
        report_left(store, report_id=report.id, how=SharedHow.PDF, sha256="ab")


def test_the_same_words_again_are_approved_again(store: Store) -> None:
    report = approved(store, a_report(store))
    reports.save_report(store, report_id=report.id, parts=())
    back = reports.save_report(store, report_id=report.id, parts=report.parts).value
    assert back.approved_by == (CLIENT,)


def test_what_was_approved_leaves_and_is_recorded(store: Store) -> None:
    report = approved(store, a_report(store))
    document = report_left(store, report_id=report.id, how=SharedHow.PDF, sha256="ab").value
    assert (document.kind, document.for_whom) == (SharedKind.SPONSOR_REPORT, "Ruth Amsel, Halden AG")
    assert reports.get_report(store, report_id=report.id).left_at == store.now()


def test_what_has_left_does_not_change(store: Store) -> None:
    report = approved(store, a_report(store))
    report_left(store, report_id=report.id, how=SharedHow.PDF, sha256="ab")
    with pytest.raises(LockedTextError):
        reports.save_report(store, report_id=report.id, parts=())
    with pytest.raises(Exception, match="handed-out text does not change"):
        store.db.execute("UPDATE sponsor_report SET parts = '[]'")


def test_it_can_leave_once_more_as_it_is(store: Store) -> None:
    report = approved(store, a_report(store))
    for how in SharedHow:
        report_left(store, report_id=report.id, how=how, sha256="ab")
    assert store.value("SELECT count(*) FROM shared_document") == 2


def test_every_client_has_a_yes_of_their_own(store: Store) -> None:
    report = approved(store, a_report(store, "Both lead.", CLIENT, "Jo Marsh"))
    page = report_page(store, engagement_id=report.engagement_id)
    assert page.waits_for(report) == ("Jo Marsh",)


def test_only_a_client_approves(store: Store) -> None:
    with pytest.raises(InvalidInputError, match="no client of this agreement"):
        approved(store, a_report(store), "Ruth Amsel")


def test_a_yes_is_to_the_words_that_were_shown(store: Store) -> None:
    report = a_report(store)
    reports.save_report(store, report_id=report.id, parts=())
    reports.save_report(store, report_id=report.id, parts=(attrs.evolve(report.parts[1], words="Other"),))
    with pytest.raises(StaleError):
        approved(store, report)


def test_a_yes_can_be_taken_back(store: Store) -> None:
    report = approved(store, a_report(store))
    assert reports.take_approval_back(store, report_id=report.id, name=CLIENT).value.approved_by == ()


def test_an_empty_report_is_not_approved(store: Store) -> None:
    with pytest.raises(InvalidInputError, match="nothing in this report yet"):
        approved(store, a_report(store, " "))


def test_what_a_newer_agreement_does_not_name_stays_here(store: Store) -> None:
    report = approved(store, a_report(store))
    agreement = report_page(store, engagement_id=report.engagement_id).agreement.agreement
    version = next_version(store, agreement_id=agreement.id, reason="Less said").value
    store.db.execute("UPDATE agreement_version SET report_fields = '[]' WHERE id = ?", [version.id])
    newest = open_agreement(store, engagement_id=report.engagement_id)
    sign_all(store, make_ready(store, newest))
    with pytest.raises(InvalidInputError, match="agreement has changed"):
        report_left(store, report_id=report.id, how=SharedHow.PDF, sha256="ab")
    page = report_page(store, engagement_id=report.engagement_id)
    assert report_document(page, report).parts == ()


def test_without_a_sponsor_there_is_no_report(store: Store) -> None:
    page = signed(store)
    with pytest.raises(InvalidInputError, match="No agreement with a sponsor"):
        report_page(store, engagement_id=page.agreement.engagement_id)


def test_an_agreement_that_names_nothing_lets_nothing_be_written(store: Store) -> None:
    page = an_agreement_with_a_sponsor(store, fields=())
    with pytest.raises(InvalidInputError, match="names nothing"):
        written(store, page.agreement.engagement_id, "Words")


def test_one_report_at_a_time(store: Store) -> None:
    report = a_report(store)
    with pytest.raises(InvalidInputError, match="still being written"):
        written(store, report.engagement_id, "More")


def test_a_dropped_report_comes_back_with_its_yes(store: Store) -> None:
    report = approved(store, a_report(store))
    dropped = reports.drop_report(store, report_id=report.id).value
    assert report_page(store, engagement_id=report.engagement_id).reports == ()
    reports.put_report_back(store, report=dropped)
    assert report_page(store, engagement_id=report.engagement_id).reports == (report,)


def test_a_report_about_the_longest_name_is_recorded(store: Store) -> None:
    name = "Zoë" * (NAME_LIMIT // 3)
    report = approved(store, a_report(store, "Words.", name), name)
    left = report_left(store, report_id=report.id, how=SharedHow.PDF, sha256="ab").value
    assert left.title.startswith("Report 1 about Zoë")


def test_a_dropped_report_waits_until_no_other_is_being_written(store: Store) -> None:
    report = a_report(store)
    reports.drop_report(store, report_id=report.id)
    other = approved(store, written(store, report.engagement_id, "Other words."))
    with pytest.raises(InvalidInputError, match="still being written"):
        reports.put_report_back(store, report=report)
    report_left(store, report_id=other.id, how=SharedHow.PDF, sha256="0" * 64)
    assert reports.put_report_back(store, report=report).value.number == other.number + 1


def test_an_altered_agreement_is_no_ground(store: Store) -> None:
    report = a_report(store)
    store.db.execute("DROP TRIGGER signed_clause_stays")
    store.db.execute("UPDATE clause SET agreed_words = 'Anything' WHERE core = 1")
    with pytest.raises(InvalidInputError, match="not what was signed"):
        report_page(store, engagement_id=report.engagement_id)


def test_a_report_can_begin_with_the_sessions_held(store: Store) -> None:
    page = an_agreement_with_a_sponsor(store)
    engagement = get_engagement(store, engagement_id=page.agreement.engagement_id)
    for days in (-14, -7):
        a_held_session(store, engagement, days=days)
    found = report_page(store, engagement_id=engagement.id)
    assert found.facts.held_on == (date(2026, 4, 30), date(2026, 5, 7))
    assert (found.clients, found.sponsor) == ((CLIENT,), "Ruth Amsel, Halden AG")


def test_the_document_says_who_approved_it_and_when(store: Store) -> None:
    report = approved(store, a_report(store))
    document = report_document(report_page(store, engagement_id=report.engagement_id), report)
    assert document.approved_by == (CLIENT,)
    assert document.approved_on == store.now().date()
    assert [part.words for part in document.parts] == ["She leads the morning call."]
