"""Days that are none, and ends before their starts, are said in words; what was typed stays."""

import pytest

from coachdesk.models.store import Store
from tests.drivers.coach import Coach
from tests.drivers.keyboard import focused

NO_DAY = "“2027-02-29” is not a day of the calendar."


@pytest.fixture
def editing(engaged: Coach) -> Coach:
    """Return a coach who edits an engagement."""
    engaged.keys.push("Edit engagement")
    return engaged


def dates(store: Store) -> list[tuple[str | None, str | None]]:
    """Return start and planned end of every engagement."""
    rows = store.db.query("SELECT starts_on, planned_end_on FROM engagement")
    return [(row["starts_on"], row["planned_end_on"]) for row in rows]


def test_the_29th_of_february_exists_in_a_leap_year(editing: Coach) -> None:
    editing.keys.fill("Starts", "2028-02-29")
    editing.keys.press("Ctrl+S")
    assert editing.practice.do(dates) == [("2028-02-29", None)]


def test_the_29th_of_february_of_other_years_is_said_and_stays(editing: Coach) -> None:
    editing.keys.fill("Starts", "2027-02-29")
    editing.keys.press("Ctrl+S")
    assert NO_DAY in editing.reads
    editing.keys.go_to("Starts")
    assert focused().text() == "2027-02-29"  # type: ignore[attr-defined]  # the line of the day


def test_an_end_before_the_start_is_said_and_stays(editing: Coach) -> None:
    editing.keys.fill("Starts", "2026-06-01")
    editing.keys.fill("Planned end", "2026-05-01")
    editing.keys.press("Ctrl+S")
    assert "The end is before the start. Change one of the two, then save again." in editing.reads
    editing.keys.fill("Planned end", "2026-12-01")
    editing.keys.press("Ctrl+S")
    assert editing.practice.do(dates) == [("2026-06-01", "2026-12-01")]


def test_leaving_with_a_day_that_is_none_keeps_it_for_later(editing: Coach) -> None:
    editing.keys.fill("Starts", "2027-02-29")
    editing.keys.press("Ctrl+1")
    assert NO_DAY in editing.practice.notices[-1]
    editing.keys.push("Go on editing")
    editing.keys.go_to("Starts")
    assert focused().text() == "2027-02-29"  # type: ignore[attr-defined]  # the line of the day


def test_a_session_is_not_planned_for_a_day_that_is_none(editing: Coach) -> None:
    editing.plan_session("2027-02-29")
    assert (editing.window.place, NO_DAY in editing.reads) == ("session-plan", True)


def test_a_promise_by_a_day_that_is_none_says_so_beside_it(planned: Coach) -> None:
    planned.keys.fill("By when", "2027-02-29")
    planned.keys.press("Tab")
    assert NO_DAY in planned.reads


def test_a_review_before_the_agreement_counts_is_said(engaged: Coach) -> None:
    engaged.start_agreement()
    engaged.choose("More about this version", "Dates…")
    engaged.keys.type("2026-06-01")
    engaged.keys.press("Tab")
    engaged.keys.type("2026-05-01")
    engaged.keys.press("Return")
    assert "The review comes before the agreement counts." in engaged.reads
