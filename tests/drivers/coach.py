"""A coach's day in verbs, each done with the keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit

from coachdesk.documents.protect import Wish
from coachdesk.views import saving
from tests.drivers.keyboard import Keyboard, focused, wait_until, words_in_sight
from tests.drivers.practice import Practice

CORE = (
    "Boundaries",
    "What we expect of each other",
    "How we see progress",
    "When we are off track",
    "When we disagree",
)
NOTES = "Private notes. Stay in this vault"
_CLAUSES_AT_MOST = 30


def save_pdfs_in(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Answer each question how a PDF should leave, and where to."""
    patch.setattr(saving, "ask_how", lambda _context, _parent, _before, on_answer: on_answer(Wish()))
    patch.setattr(saving, "ask_where", lambda _parent, name: folder / f"{saving.file_name(name)}.pdf")


class Coach:
    """What the coach does; every step ends when the vault has answered."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.window = practice.window
        self.keys: Keyboard = practice.keys

    @property
    def reads(self) -> str:
        """What is written on the page in front."""
        return words_in_sight(self.window)

    @property
    def facts(self) -> str:
        """The line below the title of the page in front."""
        return self.window.page.subtitle.whole

    def text_of(self, name: str) -> str:
        """Go to a field of several lines and return what stands in it."""
        self.keys.go_to(name)
        field = focused()
        assert isinstance(field, QPlainTextEdit)
        return field.toPlainText()

    def choose(self, button: str, entry: str) -> None:
        """Open the menu of a button and choose an entry by its first letters."""
        self.keys.go_to(button)
        QTimer.singleShot(0, lambda: self._choose_entry(entry))
        self.keys.press("Space")
        self.window.activateWindow()  # offscreen, nobody gives the window its keyboard back
        wait_until(self.window.isActiveWindow, "for the window")

    def take_across(self, entry: str) -> None:
        """Take what is selected in the notes across, to a part named by an entry of the menu."""
        self.keys.press("Ctrl+Shift+T")
        self._choose_entry(entry)
        self.window.activateWindow()  # offscreen, nobody gives the window its keyboard back
        wait_until(self.window.isActiveWindow, "for the window")

    def _choose_entry(self, entry: str) -> None:
        """Press Down until the entry is lit, then Enter; runs while the menu is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            QTest.keyClick(menu, Qt.Key.Key_Down)
            lit = menu.activeAction()
            if lit is not None and lit.text().split("\t")[0] == entry:
                QTest.keyClick(menu, Qt.Key.Key_Return)
                return
        menu.close()
        raise AssertionError(f"no entry {entry}")

    def paste(self, name: str, text: str) -> None:
        """Go to a field and paste over what stands there."""
        self.keys.go_to(name)
        QApplication.clipboard().setText(text)
        self.keys.press("Ctrl+A", "Ctrl+V")
        QApplication.clipboard().clear()

    def add_client(self, name: str) -> None:
        """Add somebody of whom only the name is known."""
        self.keys.press("Ctrl+N")
        self.keys.type(name)
        self.keys.press("Ctrl+S")

    def begin_engagement(self, purpose: str) -> None:
        """From a client's page: say what the work is for."""
        self.keys.push("Begin an engagement")
        self.keys.type(purpose)
        self.keys.press("Ctrl+S")

    def start_agreement(self) -> None:
        """From a client's page: begin an agreement with the shipped clauses."""
        self.keys.push("Start the agreement")
        self.keys.push("Start the agreement")

    def go_to_clause(self, heading: str) -> None:
        """Go down the list of clauses to one of them."""
        self.keys.go_to("Clauses")
        for _ in range(_CLAUSES_AT_MOST):
            if heading in self.reads.split("\n"):
                return
            self.keys.press("Down")
        raise AssertionError(f"no clause {heading}")

    def agree_on(self, heading: str, words: str) -> None:
        """Write the agreed words of a clause, and let both say yes."""
        self.go_to_clause(heading)
        self.keys.fill("What we agree", words)
        self.keys.press("Ctrl+Return", "Ctrl+Shift+Return")

    def agree_on_the_core(self) -> None:
        """Write and agree every clause that an agreement needs."""
        for heading in CORE:
            self.agree_on(heading, f"About {heading.lower()}: we speak up")

    def sign(self, *names: str) -> None:
        """Declare the agreement ready and let each sign, in the order in which they are asked."""
        self.keys.push("Ready to sign")
        self.keys.push("Sign…")
        for name in names:
            self.keys.fill("Your name, as you sign it", name)
            self.keys.press("Return")
        wait_until(lambda: "signed" in self.reads, "for the signatures")

    def open_client(self, name: str) -> None:
        """Go to a client's page."""
        self.find(name)
        wait_until(lambda: self.window.place == "client", "for the client")

    def open_agreement(self) -> None:
        """Open the first agreement of the list."""
        self.keys.press("Ctrl+3")
        self.keys.go_to("Agreements")
        self.keys.press("Return")

    def plan_session(self, day: str = "") -> None:
        """Plan the next session with the one client there is."""
        self.keys.press("Ctrl+Shift+N")
        if day:
            self.keys.fill("When: day", day)
        self.keys.press("Ctrl+Return")

    def open_session(self) -> None:
        """Open the first session of the list."""
        self.keys.press("Ctrl+4")
        self.keys.go_to("Sessions")
        self.keys.press("Return")

    def write_closing(self) -> None:
        """Give both promises."""
        self.keys.fill("Mira Solano will", "Open the talk with Jonas")
        self.keys.fill("By when", "2026-05-21")
        self.keys.fill("We will know by", "It was said")
        self.keys.fill("You will", "Keep fifteen minutes free")
        self.keys.fill("By when", "2026-05-20")

    def hold_session(self, notes: str = "She looks tired") -> None:
        """Hold a session from check-in to closing."""
        self.open_session()
        self.keys.push("Begin")
        self.keys.fill("What deserves our time today?", "The talk with Jonas")
        self.keys.fill(NOTES, notes)
        self.keys.fill("Our focus", "How to open a hard talk")
        self.keys.fill("In your words", "I can say it plainly")
        self.write_closing()
        self.keys.press("Ctrl+Return")

    def hand_out(self) -> None:
        """Save the summary of the session in front as PDF."""
        self.keys.push("Hand out")
        self.keys.push("Save PDF…")

    def find(self, words: str) -> None:
        """Search from anywhere and open the first row."""
        self.keys.press("Ctrl+K")
        self.keys.type(words)
        self.keys.press("Return")
