from pathlib import Path

import pytest

from coachdesk.documents.renderer import Renderer
from coachdesk.documents.summary import render_summary
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.sharing import DocumentPromise, SharedSummary
from tests.documents import reading, samples

Y_TOP = 3


def text_of(summary: SharedSummary, renderer: Renderer, folder: Path) -> str:
    return reading.text(render_summary(summary, renderer).pdf, folder)


@pytest.mark.parametrize("paper", PaperSize)
def test_a_full_summary_is_one_page(paper: PaperSize, renderer: Renderer) -> None:
    summary = samples.session_summary(paper=paper, letterhead=samples.letterhead(logo=samples.png()))
    assert len(reading.reader(render_summary(summary, renderer).pdf).pages) == 1


def test_it_says_whose_which_and_when(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(samples.session_summary(), renderer, tmp_path)
    assert "Session 7 of 12 · 14 May 2026" in text
    assert "for Mira Solano" in text


def test_everything_shared_is_there(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(samples.session_summary(), renderer, tmp_path)
    for words in samples.WORDS["summary"].values():
        assert " ".join(words.split()) in text


def test_both_promises_stand_side_by_side(renderer: Renderer, tmp_path: Path) -> None:
    pdf = render_summary(samples.session_summary(), renderer).pdf
    boxes = reading.run("pdftotext", pdf, tmp_path, "-bbox").splitlines()
    open_row, keep_row = (next(row for row in boxes if f">{word}<" in row) for word in ("Open", "Keep"))
    assert open_row.split('"')[Y_TOP] == keep_row.split('"')[Y_TOP]


def test_a_promise_says_what_by_when_and_how_we_will_know(renderer: Renderer, tmp_path: Path) -> None:
    only = DocumentPromise(what="Call Jonas")
    text = text_of(samples.session_summary(pledge=only), renderer, tmp_path)
    assert text.count("By 18 May 2026") == 1
    assert text.count("We will know: ") == 1
    assert "Ines Vogt will" in text


def test_what_is_blank_prints_nothing(renderer: Renderer, tmp_path: Path) -> None:
    blank = SharedSummary(
        letterhead=samples.letterhead(),
        paper=PaperSize.A4,
        language="en",
        client_name="Mira Solano",
        session_number=1,
        focus=" \n ",
    )
    text = text_of(blank, renderer, tmp_path)
    assert text.endswith("Session 1 Our session in short for Mira Solano Session 1 Page 1 of 1")


def test_later_words_are_dated(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(samples.session_summary(addenda=(samples.addendum(),)), renderer, tmp_path)
    assert "Added on 19 May 2026 Mira wrote on Tuesday" in text


def test_insights_are_quotations(renderer: Renderer) -> None:
    kinds = [kind for kind, _ in reading.tags(render_summary(samples.session_summary(), renderer).pdf)]
    assert kinds.count("/BlockQuote") == 1
