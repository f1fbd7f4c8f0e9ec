"""How writing feels in a long note: `python -m bench.writing`, figures as JSON.

The same keys go to a bare QPlainTextEdit and to the notes in turn, so that both see the same machine. Nearly
every word of the text is unknown to the dictionary, and every tenth line has a clinical one: the worst case.
"""

import json
import random
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from bench.clock import time_each
from bench.day import Stalls, look_at_the_day, opened_desk, paused
from bench.practice import SEED
from bench.windows import Figures, run_until
from bench.words import Prose
from coachdesk.desk import Desk
from coachdesk.views.sessions.notes.editor import MarkdownEdit
from coachdesk.views.sessions.notes.find_bar import FindBar

_LETTERS: Final = 50_000
_SMALL: Final = "1000"
_KEYS: Final = 400
_WORDS_OF_LONG_PASTE: Final = 230_000
_WORDS_OF_PAGE: Final = 6_000
_PLACES: Final = 8


def long_note(prose: Prose) -> str:
    """Return a note of about 50,000 letters with lists, marks and clinical words."""
    marks = ("", "", "- ", "> ", "## ", "1. ", "", "- [ ] ", "", "She spoke of **depression**. ")
    lines = [f"{marks[number % 10]}{line}" for number, line in enumerate(prose.text(9_000).split("\n"))]
    return "\n".join(lines)[:_LETTERS]


def in_window(edit: QPlainTextEdit) -> None:
    """Show an editor as large as the notes are in focus mode."""
    edit.resize(900, 700)
    edit.show()


def press(edit: QPlainTextEdit, key: str) -> None:
    """Press a key, and see what it did."""
    QTest.keyClicks(edit, key)
    QApplication.processEvents()


def typed(edits: dict[str, QPlainTextEdit], prose: Prose) -> Figures:
    """Type at several places, each key in one editor and then in the other."""
    keys = [letter for letter in prose.text(_KEYS // 4).replace("\n", " ") if letter.isascii()][:_KEYS]
    chosen = random.Random(SEED)
    runs: dict[str, list[float]] = {name: [] for name in edits}
    for number, key in enumerate(keys):
        if number % (_KEYS // _PLACES) == 0:
            place = chosen.randrange(_LETTERS)
            for edit in edits.values():
                cursor = QTextCursor(edit.document())
                cursor.setPosition(place)
                edit.setTextCursor(cursor)
            paused()
        for name, edit in edits.items():
            runs[name] += time_each([partial(press, edit, key)], warm_up=0).runs
        paused()
    return {name: sorted(times)[int(0.95 * len(times))] for name, times in runs.items()}


def html_of(text: str) -> QMimeData:
    """Return a page as a browser copies it."""
    copied = QMimeData()
    copied.setText(text)
    rows = (f"<p style='margin:0'><b>{line[:9]}</b>{line[9:]}</p>" for line in text.split("\n"))
    copied.setHtml(f"<meta charset='utf-8'>{''.join(rows)}<script>alert(1)</script>")
    return copied


class Writing:
    """The things that might hold the window up, one after the other."""

    def __init__(self, desk: Desk, prose: Prose) -> None:
        self._desk = desk
        self._prose = prose
        self._note = long_note(prose)
        self._page = html_of(prose.text(_WORDS_OF_PAGE))
        self._book = html_of(prose.text(_WORDS_OF_LONG_PASTE))
        self.edit = MarkdownEdit(desk.context)
        in_window(self.edit)
        self._find = FindBar(desk.context, self.edit)

    def settle(self) -> None:
        """Wait until the dictionary has answered and the lines are coloured."""
        for _ in range(10):
            paused()
        run_until(lambda: not self._desk.workspace.is_busy)

    def steps(self) -> dict[str, Callable[[], None]]:
        """Return each thing by its name."""
        return {
            "read the dictionary": partial(self._then, lambda: self.edit.speak("English")),
            "open": partial(self._then, lambda: self.edit.show_text(self._note)),
            "scroll": self._scroll,
            "suggest": partial(self._then, self._suggest),
            "find": self._look_for,
            "paste a page": partial(self._then, lambda: self._paste(self._page)),
            "paste two megabytes": partial(self._then, lambda: self._paste(self._book)),
        }

    def _then(self, act: Callable[[], object]) -> None:
        act()
        self.settle()

    def _scroll(self) -> None:
        bar = self.edit.verticalScrollBar()
        for value in range(0, bar.maximum(), max(1, bar.maximum() // 40)):
            bar.setValue(value)
            paused()
        self.settle()

    def _suggest(self) -> None:
        for word in self._prose.vocabulary[:8]:
            self.edit.spelling.suggest(word, lambda _found: None, origin=self.edit)

    def _look_for(self) -> None:
        self._find.show()
        for word in ("d", "de", "dep", "depr", "ü", "zzz"):
            self._find.field.setText(word)
            self._find.field.textEdited.emit(word)
            paused()
        self._find.dismiss()

    def _paste(self, copied: QMimeData) -> None:
        self.edit.insertFromMimeData(copied)


def writing() -> Figures:
    """Return the p95 of a key in both editors, and the longest stall of each other thing."""
    with opened_desk(int(_SMALL)) as desk:
        look_at_the_day()
        prose = Prose(SEED)
        ours = Writing(desk, prose)
        stalls = Stalls()
        for what, act in ours.steps().items():
            if what == "scroll":
                bare = QPlainTextEdit()
                in_window(bare)
                bare.setPlainText(ours.edit.toPlainText())
                figures = typed({"bare": bare, "ours": ours.edit}, prose)
            stalls.during(what, act)
        ours.edit.close()
        bare.close()
    return {**figures, **stalls.longest}


if __name__ == "__main__":
    print(json.dumps(writing()))
