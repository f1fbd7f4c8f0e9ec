"""Several summaries put together, looked at and saved, by keyboard alone."""

from datetime import timedelta
from pathlib import Path

import pytest

from coachdesk.models import notes, summaries
from coachdesk.models.entities.session import SharedText
from coachdesk.models.store import Store
from tests import making
from tests.documents.reading import reader, run, text
from tests.drivers.coach import Coach
from tests.drivers.fixtures import Begin

BOOKLET = "Summaries of 2 sessions, Mira.pdf"


def _two_sessions(store: Store) -> None:
    work = making.an_engagement(store)
    for number in (1, 2):
        held = making.a_held_session(store, work, days=7 * number - 21)
        notes.save_note(store, session_id=held.id, body="She looks tired", revision=0)
        words = SharedText(session_id=held.id, focus=f"What week {number} was about")
        summaries.save_shared_text(store, text=words)


@pytest.fixture
def coach(begin: Begin) -> Coach:
    return Coach(begin(_two_sessions))


def test_two_sessions_leave_as_one_paper(coach: Coach, papers: Path, tmp_path: Path) -> None:
    coach.open_client("mira")
    coach.find("booklet")
    assert coach.window.place == "booklet"
    for number in (1, 2):
        day = coach.practice.context.workspace.today() + timedelta(days=7 * number - 21)
        coach.keys.push(f"Session {number} of 12 · {day:%-d %b %Y}")
    coach.keys.push("Save PDF…")
    pdf = (papers / BOOKLET).read_bytes()
    assert "No syntax or stream encoding errors" in run("qpdf", pdf, tmp_path, "--check")
    assert len(reader(pdf).pages) == 2
    printed = text(pdf, tmp_path)
    assert ["week 1 was" in printed, "week 2 was" in printed, "tired" in printed] == [True, True, False]
    assert "Handed out before:" in coach.reads


def test_the_hand_out_page_leads_there(coach: Coach) -> None:
    coach.open_session()
    coach.keys.push("Hand out")
    coach.keys.push("Several sessions as one…")
    assert coach.window.place == "booklet"
    coach.keys.push("Back")
    assert coach.window.place == "summary"


def test_words_are_taken_across_by_a_key(planned: Coach) -> None:
    planned.keys.go_to("Private notes. Stay in this vault")
    planned.keys.type("One meeting without slides")
    planned.keys.press("Ctrl+A")
    planned.take_across("to what they try out")
    assert planned.text_of("What you try out") == "One meeting without slides"


def test_a_last_line_is_asked_for_by_keys(planned: Coach) -> None:
    planned.choose("More for what your client receives", "Add a last line")
    planned.keys.fill("A last line", "Bring the blue notebook")
    assert planned.text_of("A last line") == "Bring the blue notebook"
