from pathlib import Path
from typing import Any

import pytest

from coachdesk.documents.renderer import Renderer
from coachdesk.documents.strings import strings_for
from coachdesk.documents.summary import render_summary
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.session import SummaryField
from coachdesk.models.entities.sharing import DocumentHeading, DocumentPromise, SharedSummary
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


def test_the_parts_stand_in_the_order_of_the_page(renderer: Renderer, tmp_path: Path) -> None:
    pdf = render_summary(samples.session_summary(further=samples.further()), renderer).pdf
    text = " ".join(reading.run("pdftotext", pdf, tmp_path, "-raw").split())
    words = samples.WORDS["summary"]
    parts = [words["focus"], "I can ask for money", "Mira opens the talk", words["experiment"]]
    parts += ["Open the talk", "Keep fifteen", "Ask Lena", "Send the page", "Leave Mondays"]
    parts += ["Say the first", "Thursday 28 May", words["free_line"]]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_each_side_has_its_promises_below_its_name(renderer: Renderer, tmp_path: Path) -> None:
    summary = samples.session_summary(further=samples.further(), pledge=None)
    text = text_of(summary, renderer, tmp_path)
    assert text.index("Ines Vogt will") < text.index("Send the page")
    assert "Leave Mondays free By 1 June 2026" in text


def test_headings_of_ones_own_stand_instead_of_the_usual_ones(renderer: Renderer, tmp_path: Path) -> None:
    own = tuple(DocumentHeading(field=part, words=f"Own {part.value}") for part in SummaryField)
    text = text_of(samples.session_summary(headings=own), renderer, tmp_path)
    strings = strings_for("en")
    assert [part for part in SummaryField if f"Own {part.value}" not in text] == []
    assert [part for part in SummaryField if f" {getattr(strings, part.value)} " in text] == []


def test_a_blank_heading_is_the_usual_one(renderer: Renderer, tmp_path: Path) -> None:
    blank = (DocumentHeading(field=SummaryField.FOCUS, words=" \n"),)
    assert "What we looked at" in text_of(samples.session_summary(headings=blank), renderer, tmp_path)


@pytest.mark.parametrize(
    ("given", "who"),
    [
        ({}, "Mira Solano will"),
        ({"promised_by": "Mira & Jo"}, "Mira & Jo will"),
        ({"others_unnamed": True}, "The group will"),
    ],
)
def test_it_says_who_promises(given: dict[str, object], who: str, renderer: Renderer, tmp_path: Path) -> None:
    assert who in text_of(samples.session_summary(**given), renderer, tmp_path)


@pytest.mark.parametrize(
    "words", ["x" * 20_000, "A long line of words. " * 900, "\u05e9\u05dc\u05d5\u05dd " * 400, "🙂 " * 300]
)
def test_words_of_any_kind_and_length_are_printed(words: str, renderer: Renderer, tmp_path: Path) -> None:
    parts: dict[str, Any] = {part.value: words for part in SummaryField if part is not SummaryField.PROMISES}
    promise = DocumentPromise(what=words[:2000], how_we_will_know=words[:2000])
    headings = tuple(DocumentHeading(field=part, words=words[:80]) for part in SummaryField)
    summary = samples.session_summary(
        **parts, commitment=promise, further=(promise,), headings=headings, client_name="N" * 80
    )
    pdf = render_summary(summary, renderer).pdf
    assert "No syntax or stream encoding errors" in reading.run("qpdf", pdf, tmp_path, "--check")


def test_later_words_are_dated(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(samples.session_summary(addenda=(samples.addendum(),)), renderer, tmp_path)
    assert "Added on 19 May 2026 Mira wrote on Tuesday" in text


def test_insights_are_quotations(renderer: Renderer) -> None:
    kinds = [kind for kind, _ in reading.tags(render_summary(samples.session_summary(), renderer).pdf)]
    assert kinds.count("/BlockQuote") == 1
