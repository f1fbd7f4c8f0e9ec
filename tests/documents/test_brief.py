from datetime import date
from pathlib import Path

import pytest

from coachdesk.documents.brief import render_brief
from coachdesk.documents.renderer import Renderer
from coachdesk.models.entities.brief import BriefSheet, SheetGoal
from coachdesk.models.entities.people import PaperSize
from tests.documents import reading
from tests.documents.samples import brief_sheet


def text_of(sheet: BriefSheet, renderer: Renderer, folder: Path) -> str:
    return reading.text(render_brief(sheet, renderer).pdf, folder)


def test_it_says_whom_it_is_for(renderer: Renderer, tmp_path: Path) -> None:
    assert text_of(brief_sheet(), renderer, tmp_path).startswith("For me, not to be handed out Mira Solano")


def test_who_comes_and_since_when_is_on_top(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(brief_sheet(), renderer, tmp_path)
    assert "say “MEE-ra” · she/her Session 7 of 12 · 14 May 2026" in text
    assert "Last session on 30 April 2026, 14 days ago" in text


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "yesterday"), (2, "2 days ago")])
def test_days_are_said_in_words(renderer: Renderer, tmp_path: Path, days: int, words: str) -> None:
    assert f"2026, {words}" in text_of(brief_sheet(days_since=days), renderer, tmp_path)


def test_a_first_session_is_called_one(renderer: Renderer, tmp_path: Path) -> None:
    first = brief_sheet(last_session_on=None, days_since=None, sessions_planned=None, session_number=1)
    text = text_of(first, renderer, tmp_path)
    assert "Our first session" in text
    assert "Session 1 · 14 May 2026" in text


def test_every_part_is_printed_with_its_words(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(brief_sheet(), renderer, tmp_path)
    for words in (
        "To lead kindly, and still be heard.",
        "I say yes before I think.",
        "by 18 May 2026 We will know: it was said",
        "Less pace, more directness, structure about right",
        "Silence usually means: I am thinking",
        "Last confirmed on 12 February 2026; time to ask again.",
        "To be heard without raising my voice From 0 to 10 they saw it at 6",
        "on 30 April 2026: “They wait for me”",
        "We will see it by: they ask back",
        "You ask two things at once",
        "I send it on Mondays After: Send it the day before",
        "To talk about again: Ending well.",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (SheetGoal(words="To rest"), "What they want to reach To rest"),
        (SheetGoal(words="To rest", step=0, said_on=date(2026, 4, 30)), "saw it at 0 on 30 April 2026"),
    ],
)
def test_a_goal_is_printed_as_far_as_anything_was_said(
    renderer: Renderer, tmp_path: Path, goal: SheetGoal, words: str
) -> None:
    text = text_of(brief_sheet(goals=(goal,)), renderer, tmp_path)
    assert words in text
    assert "“”" not in text


def test_a_side_without_a_promise_keeps_its_column(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(brief_sheet(pledges=()), renderer, tmp_path)
    assert "I promised" in text
    assert "nothing open" in text


def test_what_is_blank_prints_nothing(renderer: Renderer, tmp_path: Path) -> None:
    sheet = BriefSheet(paper=PaperSize.A4, language="en", client_name="Jo", session_number=1)
    text = text_of(sheet, renderer, tmp_path)
    head = "For me, not to be handed out"
    assert text == f"{head} Jo Session 1 Our first session {head} Page 1 of 1"


def test_it_can_be_german(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(brief_sheet(language="de-AT"), renderer, tmp_path)
    assert "Für mich, nicht zum Weitergeben" in text
    assert "Weniger Tempo, mehr Direktheit, Struktur gerade richtig" in text
    assert "vor 14 Tagen" in text


def test_a_screen_reader_can_read_it(renderer: Renderer) -> None:
    assert render_brief(brief_sheet(), renderer).tagged


def test_long_words_stay_on_the_paper(renderer: Renderer, tmp_path: Path) -> None:
    name = "Ōtākou " * 11 + "😀"
    sheet = brief_sheet(
        client_name=name, purpose="x" * 400, clauses=("מילים",) * 20, planned_on=date(2026, 1, 1)
    )
    assert "Ōtākou" in text_of(sheet, renderer, tmp_path)
