from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import attrs
import pytest

from coachdesk.documents.addendum import render_addendum
from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.booklet import render_booklet
from coachdesk.documents.kit import render_kit
from coachdesk.documents.look_back import render_look_back
from coachdesk.documents.renderer import Renderer
from coachdesk.documents.summary import render_summary
from coachdesk.models.entities.people import PaperSize
from tests.documents import looking_back, reading, samples
from tests.documents.test_addendum import ADDENDUM

Make = Callable[[PaperSize, Renderer], bytes]


def agreement(paper: PaperSize, renderer: Renderer) -> bytes:
    return render_agreement(samples.signed_agreement(paper=paper), renderer).pdf


def draft(paper: PaperSize, renderer: Renderer) -> bytes:
    return render_agreement(samples.draft_agreement(paper=paper, language="de-AT"), renderer).pdf


def summary(paper: PaperSize, renderer: Renderer) -> bytes:
    return render_summary(samples.session_summary(paper=paper, addenda=(samples.addendum(),)), renderer).pdf


def booklet(paper: PaperSize, renderer: Renderer) -> bytes:
    return render_booklet(samples.booklet(paper=paper), renderer).pdf


def kit(paper: PaperSize, renderer: Renderer) -> bytes:
    return render_kit(samples.recovery_kit(paper=paper), renderer).pdf


def changes(paper: PaperSize, renderer: Renderer) -> bytes:
    return render_addendum(attrs.evolve(ADDENDUM, paper=paper), renderer).pdf


def look_back(paper: PaperSize, renderer: Renderer) -> bytes:
    return render_look_back(looking_back.look_back(paper=paper), renderer).pdf


DOCUMENTS: list[Make] = [agreement, draft, summary, booklet, kit, changes, look_back]
TITLES: dict[Make, str] = {
    agreement: "Our agreement, between Mira Solano, Ines Vogt and Peter Hald",
    draft: "Unsere Vereinbarung, zwischen Mira Solano und Ines Vogt",
    summary: "Session summary for Mira Solano",
    booklet: "Session summaries for Mira Solano",
    kit: "Recovery kit",
    look_back: "Look-back for Mira Solano",
    changes: "What changed and why, between Mira Solano and Ines Vogt",
}
SIZES = {PaperSize.A4: "595.276 x 841.89 pts (A4)", PaperSize.LETTER: "612 x 792 pts (letter)"}
every_document = pytest.mark.parametrize("make", DOCUMENTS)


@every_document
@pytest.mark.parametrize("paper", PaperSize)
def test_other_tools_find_it_sound(make: Make, paper: PaperSize, renderer: Renderer, tmp_path: Path) -> None:
    pdf = make(paper, renderer)
    assert "No syntax or stream encoding errors" in reading.run("qpdf", pdf, tmp_path, "--check")
    facts = reading.info(pdf, tmp_path)
    assert (facts["Tagged"], facts["Title"], facts["Page size"]) == ("yes", TITLES[make], SIZES[paper])


@every_document
def test_every_font_is_embedded(make: Make, renderer: Renderer, tmp_path: Path) -> None:
    assert set(reading.fonts(make(PaperSize.A4, renderer), tmp_path).values()) == {"yes"}


@every_document
def test_it_says_that_it_keeps_to_pdf_ua(make: Make, renderer: Renderer) -> None:
    metadata = reading.catalog(make(PaperSize.A4, renderer))["/Metadata"].get_data()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata


@every_document
def test_it_says_that_it_is_for_keeping(make: Make, renderer: Renderer) -> None:
    pdf = make(PaperSize.A4, renderer)
    metadata = reading.catalog(pdf)["/Metadata"].get_data()
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert pdf.startswith(b"%PDF-1.7")


@every_document
def test_it_knows_its_language_and_shows_its_title(make: Make, renderer: Renderer) -> None:
    catalog = reading.catalog(make(PaperSize.A4, renderer))
    assert catalog["/Lang"] == ("de" if make is draft else "en")
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"] is not False


@every_document
def test_headings_go_down_one_step_at_a_time(make: Make, renderer: Renderer) -> None:
    kinds = [kind for kind, _ in reading.tags(make(PaperSize.A4, renderer))]
    levels = [int(kind[2]) for kind in kinds if kind in ("/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@every_document
def test_layout_is_not_called_a_table(make: Make, renderer: Renderer) -> None:
    assert "/Table" not in [kind for kind, _ in reading.tags(make(PaperSize.A4, renderer))]


@every_document
def test_every_figure_has_words(make: Make, renderer: Renderer) -> None:
    tags = reading.tags(make(PaperSize.A4, renderer))
    assert all(words for kind, words in tags if kind == "/Figure")


def test_the_logo_is_named_after_the_practice(renderer: Renderer) -> None:
    assert ("/Figure", "Logo of Vogt & Weite") in reading.tags(agreement(PaperSize.A4, renderer))
