"""From unlocking through brief, session and closing to the paper, by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from coachdesk.models.clock import system_clock
from coachdesk.theme import Theme
from coachdesk.views import printing
from tests.documents.reading import text
from tests.drivers.coach import NOTES
from tests.drivers.first_start import Entrance, live_in
from tests.drivers.keyboard import focused, front, wait_until, words_in_sight
from tests.drivers.practice import make_vault
from tests.remembering import a_full_brief

SHARED = ("How to open a hard talk", "I can say it plainly", "Say the first sentence aloud", "It was said")
PRIVATE = ("She looks tired", "That it costs her the evenings")


@pytest.fixture
def locked(
    tmp_path: Path, theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Entrance]:
    """Return a coach before the door, on the morning of a session."""
    live_in(tmp_path, monkeypatch)
    monkeypatch.setattr(printing, "ask_for_printer", lambda _parent: printer_into(tmp_path / "paper.pdf"))
    opened = Entrance(tmp_path, theme, qapp)
    opened.settings.vault = make_vault(tmp_path / "MyPractice.coachdesk", system_clock, a_full_brief)
    opened.open()
    yield opened
    opened.quit()


def printer_into(file: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def come_in_by_the_brief(coach: Entrance) -> None:
    coach.wait_for("Your practice is locked.")
    coach.unlock()
    wait_until(lambda: "Mira Solano" in words_in_sight(), "for the day")
    coach.keys.push("Brief")
    coach.wait_for("Open the talk with Jonas")
    wait_until(lambda: focused().accessibleName() == "Begin", "for the brief")
    coach.keys.press("Return")
    wait_until(lambda: focused().accessibleName() == "What deserves our time today?", "for the session")


def hold(coach: Entrance) -> None:
    """Answer the promises of last time by one key each, check in, write, reflect, and use a prompt."""
    coach.keys.go_to("Done")
    coach.keys.press("1")
    wait_until(lambda: focused().accessibleName() != "", "for the promise")
    coach.keys.fill("What deserves our time today?", "The talk with Jonas")
    coach.keys.fill(NOTES, PRIVATE[0])
    coach.keys.press("Ctrl+Shift+R")
    coach.keys.type(PRIVATE[1])
    coach.keys.press("Ctrl+Return")
    wait_until(lambda: focused().accessibleName() == NOTES, "for the notes")
    coach.keys.fill("Our focus", "How to open a hard talk")
    coach.keys.fill("In your words", "I can say it plainly")


def close(coach: Entrance) -> None:
    coach.keys.fill("Mira will", "Say the first sentence aloud")
    coach.keys.press("Tab", "k")
    coach.keys.fill("We will know by", "It was said")
    coach.keys.fill("You will", "Ring on Monday at ten")
    coach.keys.press("Ctrl+Return")
    if "Still open" in words_in_sight():  # asked for once
        coach.keys.press("Ctrl+Return")
    wait_until(lambda: "closed" in words_in_sight(), "for the end")


def test_a_session_from_the_door_to_the_paper(locked: Entrance, tmp_path: Path) -> None:
    come_in_by_the_brief(locked)
    hold(locked)
    close(locked)
    locked.keys.press("Ctrl+P")
    locked.wait_for("What Mira receives")
    wait_until(lambda: focused().accessibleName() == "Print…", "for the pages")
    locked.keys.press("Space")
    locked.wait_for("saved as PDF, for Mira")
    printed = text((tmp_path / "paper.pdf").read_bytes(), tmp_path)
    shared = (
        "How to open a hard talk",
        "I can say it plainly",
        "Say the first sentence aloud",
        "It was said",
    )
    assert [words for words in shared if words not in printed] == []
    assert [words for words in PRIVATE if words in printed] == []
    assert front().windowTitle() == "CoachDesk"
