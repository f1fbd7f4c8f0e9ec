from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from coachdesk.documents.addendum import render_addendum
from coachdesk.documents.renderer import Renderer
from coachdesk.documents.runs import run_paragraphs
from coachdesk.models.entities.agreement import Layer, Party, PartyName, ReportField
from coachdesk.models.entities.difference import (
    ClauseDifference,
    Fate,
    Piece,
    Turn,
    VersionDifference,
    VersionMark,
)
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.sharing import AddendumDocument, DocumentParty
from tests.documents import reading, samples

OFTEN = ClauseDifference(
    heading="How often we meet",
    layer=Layer.ALLIANCE,
    turns=(Turn.REWORDED,),
    pieces=(
        Piece(Fate.SAME, "We meet every"),
        Piece(Fate.GONE, " second"),
        Piece(Fate.NEW, " third"),
        Piece(Fate.SAME, " week, at noon."),
    ),
)
SILENCE = ClauseDifference(heading="Silence", layer=Layer.ALLIANCE)
DOG = ClauseDifference(
    heading="The dog",
    layer=Layer.ALLIANCE,
    turns=(Turn.DROPPED,),
    pieces=(Piece(Fate.GONE, "The dog may come along."),),
)
RECORDS = ClauseDifference(heading="Records", layer=Layer.TERMS, turns=(Turn.REWORDED,), keep_months=(24, 36))
QUIET = ClauseDifference(
    heading="Quiet",
    former_heading="No telephone",
    layer=Layer.TERMS,
    turns=(Turn.RENAMED, Turn.MOVED),
    pieces=(Piece(Fate.SAME, "These words are in the agreement."),),
)
DIFFERENCE = VersionDifference(
    old=VersionMark(number=1, is_draft=False, effective_on=date(2026, 1, 7), content_hash="ab" * 32),
    new=VersionMark(number=2, is_draft=False, effective_on=date(2026, 5, 14), content_hash="cd" * 32),
    clauses=(OFTEN, SILENCE, DOG, RECORDS, QUIET),
    reasons=("Mira has moved to Vienna, and comes by train.",),
)
ADDENDUM = AddendumDocument(
    letterhead=samples.letterhead(),
    paper=PaperSize.A4,
    language="en",
    parties=(
        DocumentParty(party=Party.CLIENT, name="Mira Solano"),
        DocumentParty(party=Party.COACH, name="Ines Vogt"),
    ),
    difference=DIFFERENCE,
)


def changed(**changes: Any) -> AddendumDocument:  # noqa: ANN401
    return attrs.evolve(ADDENDUM, difference=attrs.evolve(DIFFERENCE, **changes))


@pytest.fixture
def text(renderer: Renderer, tmp_path: Path) -> str:
    return text_of(ADDENDUM, renderer, tmp_path)


def text_of(document: AddendumDocument, renderer: Renderer, folder: Path) -> str:
    return reading.text(render_addendum(document, renderer).pdf, folder)


def test_it_says_what_changed_and_why(text: str) -> None:
    assert "What changed and why in the agreement between Mira Solano and Ines Vogt" in text
    assert "From version 1 to version 2" in text
    assert "Why it changed Mira has moved to Vienna, and comes by train." in text


def test_copied_words_still_tell_what_is_gone(text: str) -> None:
    assert "How often we meet other words We meet every [second] third week, at noon." in text
    assert "The dog no longer part of it [The dog may come along.]" in text
    assert "[Records are kept for 2 years after the last session.] Records are kept for 3 years" in text
    assert "[In force from 7 January 2026] In force from 14 May 2026" in text


def test_what_did_not_change_is_not_repeated(text: str) -> None:
    assert "Silence" not in text
    assert "Quiet another name; at another place Called before: No telephone" in text
    assert "These words are in the agreement." not in text


def test_both_leave_their_initials_under_the_fingerprints(text: str) -> None:
    assert "Initials We have read what changed. Mira Solano" in text
    assert text.count("Date") == len(ADDENDUM.parties)
    assert f"Version 1: {'ab' * 32} Version 2: {'cd' * 32}" in text
    assert "Text abababababab to cdcdcdcdcdcd" in text


def test_a_draft_says_so(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(changed(new=VersionMark(number=2, is_draft=True)), renderer, tmp_path)
    assert "From version 1 to the draft of version 2" in text
    assert "Version 2: not signed yet" in text


def test_without_a_reason_the_title_promises_none(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(changed(reasons=()), renderer, tmp_path)
    assert "What changed in the agreement" in text
    assert "Why" not in text


def test_parties_and_report_fields_are_told(renderer: Renderer, tmp_path: Path) -> None:
    sponsor = ClauseDifference(
        heading="The sponsor",
        layer=Layer.TERMS,
        turns=(Turn.REWORDED,),
        report_fields=((), (ReportField.THEMES,)),
    )
    gone = PartyName(party=Party.SPONSOR, name="Peter Hald", organisation="Halden AG")
    text = text_of(changed(clauses=(sponsor,), parties_gone=(gone,)), renderer, tmp_path)
    assert "The sponsor other words A report to the sponsor holds nothing but: themes." in text
    assert "Who makes the agreement [Peter Hald (Halden AG), Sponsor]" in text


def test_it_can_be_german(renderer: Renderer, tmp_path: Path) -> None:
    text = text_of(attrs.evolve(ADDENDUM, language="de"), renderer, tmp_path)
    assert "Was sich geändert hat, und warum in der Vereinbarung zwischen Mira Solano" in text
    assert "How often we meet andere Worte" in text


def test_it_fits_on_a_page(renderer: Renderer) -> None:
    assert len(reading.reader(render_addendum(ADDENDUM, renderer).pdf).pages) == 1


def long_clauses(count: int) -> AddendumDocument:
    words = Piece(Fate.NEW, "We say so early and look at it together once more. " * 4)
    clause = ClauseDifference(heading="Silence", layer=Layer.ALLIANCE, turns=(Turn.ADDED,), pieces=(words,))
    return changed(clauses=(clause,) * count)


@pytest.mark.parametrize("count", [3, 4, 5])
def test_what_is_a_little_longer_is_set_closer(renderer: Renderer, count: int) -> None:
    pdf = render_addendum(long_clauses(count), renderer).pdf
    assert len(reading.reader(pdf).pages) == 1


def test_what_is_longer_than_any_page_takes_more_than_one(renderer: Renderer) -> None:
    made = render_addendum(long_clauses(40), renderer)
    assert len(reading.reader(made.pdf).pages) > 1
    assert made.tagged


def test_a_screen_reader_can_read_it(renderer: Renderer) -> None:
    assert render_addendum(ADDENDUM, renderer).tagged


def test_line_ends_stay_and_blank_lines_part() -> None:
    found = run_paragraphs((Piece(Fate.SAME, "One\ntwo"), Piece(Fate.NEW, " three\n\nfour")))
    words = [[[run["words"] for run in line] for line in paragraph["lines"]] for paragraph in found]
    assert words == [[["One"], ["two", "three"]], [["four"]]]


def test_words_that_take_the_place_of_the_first_ones_stand_apart() -> None:
    (paragraph,) = run_paragraphs(
        (Piece(Fate.GONE, "Always"), Piece(Fate.NEW, "Often"), Piece(Fate.SAME, " we"))
    )
    assert [run["apart"] for run in paragraph["lines"][0]] == [False, True, True]
