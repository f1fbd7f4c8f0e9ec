"""A full disk costs nothing that was typed, and is said in words."""

from pathlib import Path

import pytest

from coachdesk.documents.protect import Wish
from coachdesk.views import saving
from tests.drivers.coach import NOTES, Coach
from tests.faults.disks import fill_up, small_disk

NO_ROOM = "There is not enough room on the disk. Free some space and try again. Nothing is lost."


def shared(coach: Coach) -> int:
    """Return how many copies are on record as having left."""
    return coach.practice.do(lambda store: store.db["shared_document"].count)


@pytest.mark.fault(17)
def test_an_agreement_that_does_not_fit_is_not_saved_nor_recorded(
    signed: Coach, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_up(monkeypatch)
    signed.keys.press("Ctrl+Shift+S")
    assert signed.practice.notices[-1] == NO_ROOM
    assert NO_ROOM in signed.reads
    assert (list(papers.iterdir()), shared(signed)) == ([], 0)


@pytest.mark.fault(17)
def test_it_is_saved_as_soon_as_there_is_room(
    signed: Coach, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fill_up(patch)
        signed.keys.press("Ctrl+Shift+S")
    signed.keys.press("Ctrl+Shift+S")
    assert ([path.suffix for path in papers.iterdir()], shared(signed)) == ([".pdf"], 1)


@pytest.mark.fault(17)
def test_a_real_small_disk_is_told_from_other_troubles(
    signed: Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "stick") as stick:
        monkeypatch.setattr(saving, "ask_how", lambda _context, _parent, _before, go_on: go_on(Wish()))
        monkeypatch.setattr(saving, "ask_where", lambda _parent, name: stick / f"{name}.pdf")
        signed.keys.press("Ctrl+Shift+S")
        assert signed.practice.notices[-1] == NO_ROOM
        assert list(stick.iterdir()) == []


LONG = "What she said, at length. " * 2_000


@pytest.mark.fault(17)
def test_notes_that_can_not_be_saved_stay_on_the_page(planned: Coach) -> None:
    limit_pages(planned)
    planned.paste(NOTES, LONG)
    planned.keys.press("Tab")
    assert f"Not saved: {NO_ROOM}" in planned.reads
    assert planned.text_of(NOTES) == LONG


@pytest.mark.fault(17)
def test_they_are_saved_as_soon_as_there_is_room(planned: Coach) -> None:
    limit_pages(planned)
    planned.paste(NOTES, LONG)
    planned.keys.press("Tab")
    planned.practice.do(lambda store: store.db.execute("PRAGMA max_page_count = 100000").fetchall())
    planned.keys.push("Retry")
    [note] = planned.practice.do(lambda store: list(store.db.query("SELECT body FROM private_note")))
    assert (note["body"], "Not saved" in planned.reads) == (LONG, False)


@pytest.mark.fault(17)
def test_the_window_stays_open_for_words_that_can_not_be_saved(planned: Coach) -> None:
    limit_pages(planned)
    planned.paste(NOTES, LONG)
    planned.keys.press("Ctrl+Q")
    assert planned.window.isVisible()
    assert "Some words could not be saved. They are still here, nothing is lost." in planned.reads


def limit_pages(coach: Coach) -> None:
    """Let the database grow no further, as on a full disk (https://www.sqlite.org/pragma.html#pragma_max_page_count)."""
    pages = coach.practice.do(lambda store: store.db.execute("PRAGMA page_count").fetchone()[0])
    coach.practice.do(lambda store: store.db.execute(f"PRAGMA max_page_count = {pages}").fetchall())
