"""What is typed, however odd, is kept or refused in words; never lost."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer

from coachdesk.models.store import Store
from tests import agreeing, making
from tests.drivers.coach import NOTES, Coach
from tests.drivers.fixtures import Begin
from tests.drivers.keyboard import focused, wait_until

LONGEST = 10_000
TWO_MEGABYTES = "Zoë's Ärger, 4 o'clock: λόγος, слово, 言葉 👩‍🏫\n" * 41_000


def notes(store: Store) -> list[str]:
    """Return the private notes as they are stored."""
    return [row["body"] for row in store.db.query("SELECT body FROM private_note")]


def names(store: Store) -> list[str]:
    """Return the names of all clients."""
    return [row["display_name"] for row in store.db.query("SELECT display_name FROM client")]


class Pulse:
    """Beats in the window's thread; its longest pause is how long the window stood still."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(0)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now


def test_two_megabytes_are_pasted_saved_and_shown_again_byte_for_byte(
    planned: Coach, record_property: Callable[[str, object], None]
) -> None:
    assert len(TWO_MEGABYTES.encode()) > 2 * 1024 * 1024
    pulse = Pulse()
    planned.paste(NOTES, TWO_MEGABYTES)
    planned.keys.press("Tab", "Ctrl+1")
    record_property("longest_stall_ms", round(pulse.longest_ms))
    assert planned.practice.do(notes) == [TWO_MEGABYTES]
    planned.open_session()
    assert planned.text_of(NOTES) == TWO_MEGABYTES


def test_typing_goes_on_below_two_megabytes(planned: Coach) -> None:
    planned.paste(NOTES, TWO_MEGABYTES)
    planned.keys.press("Ctrl+End")
    planned.keys.type("and on")
    planned.keys.press("Tab")
    assert planned.practice.do(notes) == [TWO_MEGABYTES + "and on"]


def test_a_name_of_ten_thousand_characters_is_a_name(coach: Coach) -> None:
    coach.keys.press("Ctrl+N")
    coach.paste("Name", "x" * LONGEST)
    coach.keys.press("Ctrl+S")
    assert (coach.window.place, coach.practice.do(names)) == ("client", ["x" * LONGEST])


def test_a_name_that_is_too_long_is_said_and_stays(coach: Coach) -> None:
    coach.keys.press("Ctrl+N")
    coach.paste("Name", "x" * (LONGEST + 1))
    coach.keys.press("Ctrl+S")
    assert "The field “Name” is longer than 10000 characters." in coach.reads
    assert len(focused().text()) == LONGEST + 1  # type: ignore[attr-defined]  # the line of the name


def test_no_name_is_said(coach: Coach) -> None:
    coach.keys.press("Ctrl+N", "Ctrl+S")
    assert "The field “Name” is empty. Fill it in, then save again." in coach.reads


@pytest.mark.parametrize("name", ["مريم الخطيب", "שרה לוי", "👩‍🏫 Ana", "Nguyễn Thị Ánh", "İpek Şahin"])
def test_a_name_of_any_script_comes_back_as_typed(coach: Coach, name: str) -> None:
    coach.keys.press("Ctrl+N")
    coach.paste("Name", name)
    coach.keys.press("Ctrl+S")
    assert (coach.practice.do(names), name in coach.reads) == ([name], True)


def test_a_character_without_a_font_is_named_beside_the_agreement(begin: Begin) -> None:
    coach = Coach(begin(lambda store: agreeing.begin(store, "Mira \U000f1234")))
    coach.open_agreement()
    wait_until(lambda: "an empty box is printed for each: \U000f1234" in coach.reads, "for the notice")


def test_a_character_without_a_font_is_named_beside_the_summary(begin: Begin) -> None:
    coach = Coach(begin(lambda store: _session_about(store, "Jonas \U000f1234")))
    coach.open_session()
    coach.keys.push("Hand out")
    assert "an empty box is printed for each: \U000f1234" in coach.reads


def _session_about(store: Store, focus: str) -> None:
    session = making.a_session(store, making.an_engagement(store))
    making.hand_out(store, session, words=focus)
