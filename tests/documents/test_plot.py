from pathlib import Path

import pytest

from coachdesk.documents.plot import render_plot
from coachdesk.documents.renderer import Renderer
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.plot_sheet import PlotSheet
from tests.documents import reading

DRAWING = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40">
<circle cx="20" cy="20" r="8" fill="#1F6A60"/><text x="40" y="24" font-family="Noto Sans">done</text></svg>"""
PLOT = PlotSheet(
    paper=PaperSize.A4,
    language="en",
    title="What became of promises",
    whose="Mira",
    alt="Mira promised: 1 done.",
    drawing=DRAWING,
    heads=("Month", "Mira promised"),
    rows=(("May 2026", "1 done"), ("June 2026", "")),
)


@pytest.fixture(scope="module")
def pdf(renderer: Renderer) -> bytes:
    return render_plot(PLOT, renderer).pdf


def test_it_is_a_picture_with_words_and_a_table(pdf: bytes, tmp_path: Path) -> None:
    tags = reading.tags(pdf)
    assert ("/Figure", "Mira promised: 1 done.") in tags
    kinds = [kind for kind, _ in tags]
    assert (kinds.count("/Table"), kinds.count("/TH"), kinds.count("/TR")) == (1, 2, 3)
    assert "No syntax or stream encoding errors" in reading.run("qpdf", pdf, tmp_path, "--check")


def test_it_stays_with_the_coach_and_says_so(pdf: bytes, tmp_path: Path) -> None:
    assert "For me, not to be handed out" in reading.text(pdf, tmp_path)
    assert reading.info(pdf, tmp_path)["Title"] == "What became of promises, Mira"


def test_its_letters_are_embedded(pdf: bytes, tmp_path: Path) -> None:
    assert set(reading.fonts(pdf, tmp_path).values()) == {"yes"}
