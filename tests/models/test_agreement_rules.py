"""Controls for the rules of an agreement: the protection is taken away, and the rule breaks."""

import attrs
import pytest

from coachdesk.documents import agreement as paper
from coachdesk.models import agreement_documents, agreement_versions, sponsor_reports
from coachdesk.models.agreement_documents import agreement_document, handed_out
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.agreement_versions import mark_ready
from coachdesk.models.clauses import save_words
from coachdesk.models.content_hash import printed_clauses
from coachdesk.models.entities.agreement import ReportField, VersionState
from coachdesk.models.entities.sharing import DocumentClause, Letterhead, SharedHow
from coachdesk.models.entities.sponsor_report import ReportPart
from coachdesk.models.report_leaving import report_left
from coachdesk.models.store import Store
from tests.agreeing import begin, clause_named, reread, signed
from tests.reporting import a_report, approved

HEAD = Letterhead(coach_name="Ines Vogt")
CANARY = "Zwitscherkanari"


def printed(page: AgreementPage, *, for_sponsor: bool = False) -> str:
    return str(attrs.asdict(agreement_document(page, HEAD, for_sponsor=for_sponsor)))


@pytest.mark.rule(1, control=True)
def test_without_the_triggers_a_signed_text_changes_and_only_the_fingerprint_tells(store: Store) -> None:
    page = signed(store)
    store.db.execute("DROP TRIGGER signed_clause_stays")
    store.db.execute("UPDATE clause SET agreed_words = ? WHERE core = 1", [CANARY])
    assert CANARY in printed(reread(store, page))
    assert reread(store, page).altered


@pytest.mark.rule(2, control=True)
def test_without_the_core_a_version_would_be_ready_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin(store)
    monkeypatch.setattr(agreement_versions, "missing_for_ready", lambda _page: ())
    assert mark_ready(store, version_id=page.version.id).value.state is VersionState.READY


@pytest.mark.rule(3, control=True)
def test_without_the_audience_a_sponsor_would_read_what_is_between_the_two(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin(store, three_way=True)
    save_words(store, clause_id=clause_named(page, "boundaries").id, agreed_words=CANARY)
    assert CANARY not in printed(reread(store, page), for_sponsor=True)
    monkeypatch.setattr(
        agreement_documents, "printed_clauses", lambda clauses, **_given: printed_clauses(clauses)
    )
    assert CANARY in printed(reread(store, page), for_sponsor=True)


@pytest.mark.rule(3, control=True)
def test_without_the_named_fields_a_report_would_hold_anything(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = a_report(store)
    monkeypatch.setattr(sponsor_reports, "_named_parts", lambda _page, parts: tuple(parts))
    themes = (ReportPart(field=ReportField.THEMES, words=CANARY),)
    assert CANARY in str(sponsor_reports.save_report(store, report_id=report.id, parts=themes).value)


@pytest.mark.rule(4, control=True)
def test_a_builder_that_took_a_voice_would_print_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = begin(store)
    clause = clause_named(page, "boundaries")
    save_words(store, clause_id=clause.id, clients_words=CANARY)
    monkeypatch.setattr(
        agreement_documents,
        "_printed_clause",
        lambda _version, one: DocumentClause(heading=one.heading, words=one.clients_words, layer=one.layer),
    )
    assert CANARY in printed(reread(store, page))


@pytest.mark.rule(4)
def test_what_prints_an_agreement_can_not_reach_the_vault() -> None:
    kinds = {field.type for field in attrs.fields(DocumentClause)}
    assert not any("Clause" in str(kind) or "Store" in str(kind) for kind in kinds)
    assert not any(name in vars(paper) for name in ("Store", "Clause", "AgreementPage"))


@pytest.mark.rule(5, control=True)
def test_without_a_record_nobody_could_say_what_has_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = signed(store)
    monkeypatch.setattr(agreement_documents, "record_shared", lambda _store, document: _Unrecorded(document))
    copy = agreement_documents.Copy(page=page)
    agreement_documents.hand_out(store, copy=copy, pdf=b"%PDF", how=SharedHow.PDF)
    assert handed_out(store, version_id=page.version.id) == ()


@pytest.mark.rule(5)
def test_a_report_that_left_is_on_the_list(store: Store) -> None:
    report = approved(store, a_report(store))
    left = report_left(store, report_id=report.id, how=SharedHow.PRINT, sha256="ab").value
    assert store.value("SELECT title FROM shared_document WHERE id = ?", [left.id]) == left.title


@attrs.frozen
class _Unrecorded:
    value: object
