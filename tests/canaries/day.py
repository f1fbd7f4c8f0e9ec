"""A whole day at the desk in a process of its own: `python -m tests.canaries.day HOME WORD`.

WORD is typed into private notes. Writes as JSON what the day said and did besides.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication

import coachdesk.crypto.connection  # noqa: F401  (names the driver before the tables ask for one)
from coachdesk import paths
from coachdesk.app import make_application
from coachdesk.logs import start_process
from coachdesk.models.clock import Clock, fixed_clock
from coachdesk.theme import Appearance, Theme
from coachdesk.views.sessions.session_panel import SessionPanel
from tests.canaries.watch import Watch, internet_sockets
from tests.drivers.coach import Coach, save_pdfs_in
from tests.drivers.practice import Practice, make_vault

if TYPE_CHECKING:
    from coachdesk.models.store import Store

MORNING = datetime(2026, 5, 14, 8, tzinfo=UTC)


class Witness(Practice):
    """A practice that remembers every title a window ever had."""

    def __init__(self, folder: Path, theme: Theme, clock: Clock, watch: Watch) -> None:
        self.titles: set[str] = set()
        super().__init__(folder, theme, clock, around=watch.around)

    def settle(self) -> None:
        """Wait, then look at the titles."""
        super().settle()
        self.titles |= {window.windowTitle() for window in QApplication.topLevelWidgets()}


def live(practice: Practice, word: str, original: Path) -> None:
    """Do all that a day has, with the word in the notes, in what was heard and a file, and nowhere else."""
    coach = Coach(practice)
    coach.add_client("Mira Solano")
    coach.begin_engagement("To lead calmly")
    coach.start_agreement()
    coach.agree_on_the_core()
    coach.sign("Mira Solano", "Ines Vogt")
    coach.keys.press("Ctrl+Shift+S")
    coach.plan_session()
    coach.open_session()
    hear(coach, word)
    ask(coach, word)
    coach.hold_session(f"She looks tired. {word} # {word}")
    coach.hand_out()
    coach.find(word[:6])
    fail(practice, word)
    coach.keys.press("Ctrl+End")
    coach.keys.type(f" and {word} again")
    coach.keys.push("History")
    coach.keys.press("Alt+Left")
    add_file(practice, original)
    for place in ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+,"):
        coach.keys.press(place)


def hear(coach: Coach, word: str) -> None:
    """Note a reflection and a quote that hold the word."""
    for key in ("Ctrl+Shift+R", "Ctrl+Shift+Q"):
        coach.keys.press(key)
        coach.keys.type(f"It was {word}")
        coach.keys.press("Ctrl+Return")


def ask(coach: Coach, word: str) -> None:
    """Show a prompt large, keep what came of it, and make it the coach's own: the word is in both."""
    coach.keys.press("Ctrl+Shift+P", "Down", "Space", "Escape")
    coach.keys.type("=")
    coach.keys.type(f"It was {word}")
    coach.keys.press("Return", "F2")
    coach.keys.type(f" {word}?")
    coach.keys.press("Return", "Escape")


def add_file(practice: Practice, original: Path) -> None:
    """Add a file to the session in front, and look at what is kept."""
    page = practice.window.page
    assert isinstance(page, SessionPanel)
    assert page.view is not None
    page.view.files.add_files([original])
    practice.settle()
    [file_id] = page.view.files.chips
    shown = practice.open("file", file_id)
    assert original.stem in shown.text.toPlainText()
    practice.keys.press("Alt+Left")


def fail(practice: Practice, word: str) -> None:
    """Let a job break with the word in its error."""

    def job(_store: "Store") -> None:
        raise RuntimeError(f"unforeseen {word}")

    practice.context.workspace.run(job)
    practice.settle()


def read_back(practice: Practice, word: str) -> dict[str, Any]:
    """Return the records of what left, and how often the word is in the notes and in what was heard."""
    shared = practice.do(lambda store: [str(row) for row in store.db.query("SELECT * FROM shared_document")])
    bodies = practice.do(
        lambda store: [row["body"] for row in store.db.query("SELECT body FROM private_note")]
    )
    heard = practice.do(
        lambda store: [row["heard"] for row in store.db.query("SELECT heard FROM reflection")]
    )
    asked = practice.do(
        lambda store: [
            row["words"]
            for row in store.db.query(
                "SELECT came_of AS words FROM prompt_use UNION SELECT words FROM prompt"
            )
        ]
    )
    return {"shared": shared, "kept": sum(body.count(word) for body in (*bodies, *heard, *asked))}


def main(home: Path, word: str) -> dict[str, Any]:
    """Live the day; everything that the process writes goes below `home`."""
    watch = Watch()
    start_process()
    logging.getLogger().setLevel(logging.DEBUG)
    logging.getLogger("coachdesk").setLevel(logging.DEBUG)
    application = make_application(["coachdesk"])
    save_pdfs_in(home, pytest.MonkeyPatch())
    clock = fixed_clock(MORNING)
    folder = make_vault(paths.new_vault_folder(), clock)
    practice = Witness(folder, Theme(application, Appearance.LIGHT), clock, watch)
    original = home / f"{word}.txt"
    original.write_text(f"{word}, {word} and {word}", encoding="utf-8")
    with watch:
        practice.begin()
        live(practice, word, original)
    original.unlink()
    told = read_back(practice, word)
    sockets = [*watch.sockets, *internet_sockets()]
    practice.settings.vault = folder
    practice.keys.press("Ctrl+L", "Ctrl+Q")
    practice.close()
    application.processEvents()
    return told | {
        "notices": practice.notices,
        "titles": sorted(practice.titles),
        "sockets": sockets,
        "files_of_window": watch.files_of_window,
        "threads_of_database": sorted(watch.threads_of_database),
        "modules": sorted(sys.modules),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), sys.argv[2])))
