import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from coachdesk.documents.look_back import render_look_back
from coachdesk.documents.renderer import Renderer
from coachdesk.documents.strings import strings_for
from coachdesk.models.entities.look_back import (
    DocumentFeedback,
    DocumentKept,
)
from coachdesk.models.entities.moment import MilestoneState
from coachdesk.models.entities.session import CommitmentState, PledgeState
from coachdesk.models.entities.sharing import SharedGoal, SharedPath, SharedScaling
from coachdesk.resources import resource_toml
from tests.canaries.test_rules import MARKS
from tests.documents import looking_back, reading

EMPTY = {
    "met_on": (),
    "path": SharedPath(),
    "turned": (),
    "commitments": (),
    "pledges": (),
    "feedback": (),
}


def said(renderer: Renderer, folder: Path, **changes: object) -> str:
    return reading.text(render_look_back(looking_back.look_back(**changes), renderer).pdf, folder)


def test_it_says_what_there_is_from_the_days_to_the_sentences(renderer: Renderer, tmp_path: Path) -> None:
    text = said(renderer, tmp_path)
    parts = ("When we met", "The way we came", "Where you saw yourself", "How you like to work")
    ends = ("What we promised each other", "What you said about our work")
    places = [text.index(part) for part in (*parts, *ends)]
    assert places == sorted(places)
    assert "reached on 27 March 2026" in text
    assert "My answer: Then I will trust the quiet more." in text


def test_what_there_is_nothing_of_is_left_out(renderer: Renderer, tmp_path: Path) -> None:
    text = said(renderer, tmp_path, **EMPTY | {"feedback": looking_back.look_back().feedback})
    assert "What you said about our work" in text
    assert "When we met" not in text
    assert "What we promised each other" not in text


def test_the_head_says_from_which_day_on_it_looks_back(renderer: Renderer, tmp_path: Path) -> None:
    assert "Since 1 March 2026" in said(renderer, tmp_path, since=date(2026, 3, 1))
    assert "12 February 2026 to 28 May 2026" in said(renderer, tmp_path)


def test_a_month_without_a_session_is_said_like_the_others(renderer: Renderer) -> None:
    tags = reading.tags(render_look_back(looking_back.look_back(), renderer).pdf)
    (days, steps) = [words for kind, words in tags if kind == "/Figure"]
    assert days.endswith("March 2026: 1 session; April 2026: 0 sessions; May 2026: 2 sessions.")
    assert "12 February 2026: 3; 26 March 2026: 4" in steps


@pytest.mark.rule(8)
def test_both_sides_stand_beside_each_other_even_where_one_is_empty(
    renderer: Renderer, tmp_path: Path
) -> None:
    text = said(renderer, tmp_path, **EMPTY | {"pledges": looking_back.pledges()})
    assert "You promised nothing I promised" in text


def test_each_end_of_a_promise_has_a_word_and_a_shape(renderer: Renderer) -> None:
    for language in ("en", "de"):
        strings = strings_for(language)
        ends = {state.value for state in (*CommitmentState, *PledgeState)}
        assert set(strings.look_back_became) == ends
        assert set(strings.look_back_states) == {state.value for state in MilestoneState}
    every = tuple(DocumentKept(what="It", became=state) for state in (*CommitmentState, *PledgeState))
    assert render_look_back(looking_back.look_back(commitments=every), renderer).tagged


def test_of_a_group_the_promises_are_the_groups(renderer: Renderer, tmp_path: Path) -> None:
    text = said(renderer, tmp_path, of_group=True)
    assert "The group promised" in text
    assert "You promised" not in text


@pytest.mark.rule(10)
@pytest.mark.parametrize("language", ["en", "de"])
def test_rule_10_no_word_of_it_is_a_mark_a_norm_or_a_place_among_others(language: str) -> None:
    table = resource_toml("documents", "strings.toml")[language]
    own = [str(text) for key, text in table.items() if key.startswith(("look_back", "pack"))]
    assert len(own) > 25
    assert [text for text in own if MARKS.search(text) or any(word in text for word in NORMS)] == []


NORMS = (
    "average",
    "better",
    "worse",
    "best",
    "norm",
    "Durchschnitt",
    "besser",
    "schlechter",
    "total",
    "Rang",
)


@pytest.mark.rule(10, control=True)
@pytest.mark.parametrize("text", ["80 % kept", "Your score", "above average", "besser als andere"])
def test_rule_10_such_a_word_would_be_seen(text: str) -> None:
    assert MARKS.search(text) or any(word in text for word in NORMS)


def a_step_a_week(days: tuple[date, ...]) -> tuple[SharedScaling, ...]:
    return tuple(SharedScaling(on_day=day, value=3, words="As it was") for day in days)


def test_many_and_long_ones_are_sound(renderer: Renderer, tmp_path: Path) -> None:
    days = tuple(date(2016, 1, 1) + timedelta(days=7 * at) for at in range(500))
    words = "A word that goes on and on. " * 20
    rendered = render_look_back(
        looking_back.look_back(
            client_name="N" * 200,
            met_on=days,
            path=SharedPath(
                goals=tuple(SharedGoal(words=words, scalings=a_step_a_week(days[:60])) for _ in range(12)),
                stops=looking_back.stops() * 20,
            ),
            commitments=looking_back.promises() * 60,
            pledges=looking_back.pledges() * 10,
            feedback=tuple(DocumentFeedback(given_on=day, sentence="x" * 280) for day in days[:80]),
        ),
        renderer,
    )
    assert rendered.tagged
    assert "No syntax or stream encoding errors" in reading.run("qpdf", rendered.pdf, tmp_path, "--check")


def test_more_steps_than_a_page_holds_are_all_on_the_pages(renderer: Renderer, tmp_path: Path) -> None:
    days = tuple(date(2026, 1, 1) + timedelta(days=at) for at in range(120))
    path = SharedPath(goals=(SharedGoal(words="Sundays are mine.", scalings=a_step_a_week(days)),))
    assert said(renderer, tmp_path, path=path).count("As it was") == len(days)


def test_a_promise_stands_on_one_page(renderer: Renderer) -> None:
    kept = tuple(
        DocumentKept(
            what=f"Begin {at}: " + "and go on " * (3 + at),
            became=CommitmentState.DONE,
            how_we_will_know=f"End {at}.",
        )
        for at in range(40)
    )
    pdf = render_look_back(looking_back.look_back(commitments=kept), renderer).pdf
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert [page.count("Begin ") - page.count("End ") for page in pages] == [0] * len(pages)


def test_words_from_right_to_left_and_in_german_stay_themselves(renderer: Renderer, tmp_path: Path) -> None:
    text = said(
        renderer,
        tmp_path,
        language="de",
        feedback=(DocumentFeedback(given_on=date(2026, 5, 7), sentence="كان الصمت مفيدا"),),
    )
    assert "Was Sie über unsere Arbeit gesagt haben" in text
    assert "Rückblick" in text


def test_all_steps_on_one_day_need_no_line(renderer: Renderer) -> None:
    twice = tuple(SharedScaling(on_day=date(2026, 5, 7), value=value) for value in (0, 10))
    path = SharedPath(goals=(SharedGoal(words="One", scalings=twice),))
    assert render_look_back(looking_back.look_back(path=path), renderer).tagged


def test_a_detour_says_what_stood_before(renderer: Renderer, tmp_path: Path) -> None:
    text = said(renderer, tmp_path)
    before = "Until 2 May 2026: A day a week without calls, planned for 1 May 2026."
    assert before.removesuffix(".") in text


def test_nothing_at_all_says_so() -> None:
    empty = looking_back.look_back(**EMPTY)
    assert empty.says_nothing
    assert not looking_back.look_back().says_nothing
