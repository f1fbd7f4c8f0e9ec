from datetime import date
from pathlib import Path

import pytest

from coachdesk.documents.booklet import render_booklet
from coachdesk.documents.renderer import Renderer
from coachdesk.models.entities.sharing import SharedBooklet
from tests.documents import reading, samples


def pages_of(booklet: SharedBooklet, renderer: Renderer) -> list[str]:
    pdf = render_booklet(booklet, renderer).pdf
    return [" ".join(page.extract_text().split()) for page in reading.reader(pdf).pages]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_few_summaries_begin_below_the_head(count: int, renderer: Renderer) -> None:
    pages = pages_of(samples.booklet(count), renderer)
    assert len(pages) == count
    assert "Our sessions in short" in pages[0]
    assert "What is in here" not in pages[0]
    for number, page in enumerate(pages, start=1):
        assert f"What week {number} was about." in page


def test_more_than_three_are_listed_on_a_page_in_front(renderer: Renderer) -> None:
    front, *pages = pages_of(samples.booklet(4), renderer)
    assert "What is in here" in front
    assert "for Mira Solano" in front
    assert [f"Session {number} of 12" in front for number in (1, 2, 3, 4)] == [True] * 4
    assert "What week" not in front
    assert [f"What week {number} was about." in page for number, page in enumerate(pages, start=1)] == [
        True
    ] * 4


def test_each_summary_says_which_session_it_is(renderer: Renderer, tmp_path: Path) -> None:
    text = reading.text(render_booklet(samples.booklet(2), renderer).pdf, tmp_path)
    assert "Session 2 of 12 · 21 May 2026" in text
    assert "14 May 2026 to 21 May 2026" in text


def test_a_single_day_is_said_once(renderer: Renderer, tmp_path: Path) -> None:
    text = reading.text(render_booklet(samples.booklet(1), renderer).pdf, tmp_path)
    assert "14 May 2026 to" not in text


def test_sessions_without_a_day_say_none(renderer: Renderer) -> None:
    undated = (samples.session_summary(held_on=None), samples.session_summary(held_on=None, session_number=8))
    (first, _) = pages_of(samples.booklet(summaries=undated), renderer)
    assert str(date(2026, 5, 14).year) not in first.replace("28 May 2026", "").replace("18 May 2026", "")


def test_it_speaks_the_language_of_the_document(renderer: Renderer) -> None:
    german = tuple(samples.session_summary(language="de", session_number=at) for at in range(1, 6))
    front, *_ = pages_of(samples.booklet(language="de", summaries=german), renderer)
    assert "Unsere Sitzungen in Kürze" in front
    assert "Was darin steht" in front


def test_many_long_summaries_are_sound(renderer: Renderer, tmp_path: Path) -> None:
    long = tuple(
        samples.session_summary(session_number=at, agreed="A sentence that goes on. " * 300)
        for at in range(1, 41)
    )
    rendered = render_booklet(samples.booklet(summaries=long, client_name="N" * 80), renderer)
    assert rendered.tagged
    assert "No syntax or stream encoding errors" in reading.run("qpdf", rendered.pdf, tmp_path, "--check")
