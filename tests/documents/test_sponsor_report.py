from datetime import date
from pathlib import Path

import attrs
import pytest

from coachdesk.documents.renderer import Renderer
from coachdesk.documents.sponsor_report import render_sponsor_report, suggested_words
from coachdesk.models.entities.agreement import ReportField
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.sharing import DocumentReportPart, Letterhead, SponsorReportDocument
from tests.documents import reading

REPORT = SponsorReportDocument(
    letterhead=Letterhead(coach_name="Ines Vogt", practice_name="Vogt Coaching"),
    paper=PaperSize.A4,
    language="en",
    number=2,
    client_names=("Mira Solano",),
    sponsor="Peter Hald, Halden AG",
    parts=(
        DocumentReportPart(field=ReportField.ATTENDANCE, words="Sessions held: 6."),
        DocumentReportPart(field=ReportField.PROGRESS, words="I lead the morning call."),
    ),
    content_hash="ab" * 32,
    approved_by=("Mira Solano",),
    approved_on=date(2026, 5, 14),
)


def text_of(document: SponsorReportDocument, renderer: Renderer, folder: Path) -> str:
    return " ".join(reading.text(render_sponsor_report(document, renderer).pdf, folder).split())


def test_it_says_what_the_agreement_names_under_its_own_headings(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(REPORT, renderer, tmp_path)
    assert "Which sessions took place Sessions held: 6." in text
    assert "Progress in the client's words I lead the morning call." in text
    assert "for Peter Hald, Halden AG" in text


def test_it_says_who_approved_it(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(REPORT, renderer, tmp_path)
    assert "Report 2, approved on 14 May 2026" in text
    assert "Read and approved, before it left, by Mira Solano." in text
    assert "ab" * 32 in text


def test_until_then_it_is_a_draft(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(attrs.evolve(REPORT, approved_by=(), approved_on=None), renderer, tmp_path)
    assert "draft, not approved yet" in text
    assert "Read and approved" not in text


def test_it_can_be_german(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(attrs.evolve(REPORT, language="de"), renderer, tmp_path)
    assert "Bericht über das Coaching von Mira Solano" in text


def test_a_screen_reader_can_read_it(renderer: Renderer) -> None:
    assert render_sponsor_report(REPORT, renderer).tagged


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (ReportField.ATTENDANCE, "Sessions held: 2, from 7 May 2026 to 14 May 2026."),
        (ReportField.COMPLETION, "Of 8 sessions planned have taken place: 2."),
        (ReportField.PURPOSE, "To lead without shouting"),
        (ReportField.THEMES, ""),
        (ReportField.PROGRESS, ""),
    ],
)
def test_a_report_begins_with_facts_alone(field: ReportField, words: str) -> None:
    days = (date(2026, 5, 7), date(2026, 5, 14))
    assert suggested_words(field, "en", held_on=days, planned=8, purpose="To lead without shouting") == words


def test_before_the_first_session_there_is_nothing_to_count() -> None:
    assert suggested_words(ReportField.ATTENDANCE, "en", held_on=(), planned=None, purpose="") == ""
