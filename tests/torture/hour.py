"""An hour of a session in stretches: `python -m tests.torture.hour FOLDER STRETCH`, a process for each.

A stretch opens the vault anew, finds every word of those before it, and ends as it is called: with a lock,
or killed. What is typed follows from the number of an edit alone, so that whoever looks afterwards knows
every word. With `unsaved` as a third word, some more is typed and the kill waits for nothing.
"""

import os
import random
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from attrs import frozen
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit

import coachdesk.crypto.connection  # noqa: F401  (names the driver before the tables ask for one)
from coachdesk.app import make_application
from coachdesk.models.clock import fixed_clock
from coachdesk.theme import Theme
from coachdesk.views.sessions.session_panel import SessionPanel
from coachdesk.views.sessions.session_view import SessionView
from coachdesk.views.widgets.autosave import SaveState
from tests.drivers.keyboard import wait_until
from tests.drivers.practice import Practice

BEGAN: Final = datetime(2026, 5, 14, 8, 0, tzinfo=UTC)
LOCK, KILL = "lock", "kill"
ENDS: Final = (LOCK, KILL, LOCK, LOCK)
EDITS: Final = 500
REFLECTIONS: Final = 20
FILES: Final = 3
LOST: Final = "in the last moment"
_MINUTES: Final = 60
_AT_THE_END: Final = 0.6
_WORDS: Final = ("harbour ", "quietly ", "“later” ", "żółw ", "then\n", "42 ", "she laughs ", "не сейчас ")


@frozen
class Edit:
    """At a place some letters go, and others come."""

    at: int
    gone: int
    words: str

    def on(self, text: str) -> str:
        """Return a text with this edit."""
        return text[: self.at] + self.words + text[self.at + self.gone :]


def edits() -> Iterator[Edit]:
    """Yield the edits of the hour: the same ones each time, most of them at the end."""
    dice = random.Random(_MINUTES)  # noqa: S311  (no secret)
    text = ""
    for _ in range(EDITS):
        at = len(text) if dice.random() < _AT_THE_END else dice.randrange(len(text) + 1)
        edit = Edit(at, min(dice.choice((0, 0, 0, 1, 4)), len(text) - at), dice.choice(_WORDS))
        text = edit.on(text)
        yield edit


def notes_after(count: int) -> str:
    """Return what the notes say after so many edits."""
    text = ""
    for _, edit in zip(range(count), edits(), strict=False):
        text = edit.on(text)
    return text


def share(whole: int, stretch: int) -> range:
    """Return which of so many things belong to a stretch."""
    return range(whole * stretch // len(ENDS), whole * (stretch + 1) // len(ENDS))


def heard(number: int) -> str:
    """Return what a reflection says."""
    return f"That it costs more than it gives, part {number}"


def file_content(number: int) -> bytes:
    """Return what is in a file: some of it text, of a length that fits no part of it."""
    return random.Random(number).randbytes(700_001 * number + 13)  # noqa: S311  (no secret)


class Hour:
    """A coach at the page of the session."""

    def __init__(self, folder: Path, stretch: int) -> None:
        self._folder = folder
        self._stretch = stretch
        clock = fixed_clock(BEGAN + timedelta(minutes=_MINUTES * stretch // len(ENDS)))
        self.practice = Practice(folder, Theme(make_application(sys.argv[:1])), clock)
        self.practice.begin()
        self._open()

    def _open(self) -> None:
        session_id = self.practice.do(lambda store: store.value("SELECT id FROM session"))
        self.practice.window.open("session", session_id, "notes")
        self.practice.settle()

    @property
    def view(self) -> SessionView:
        """The session's page."""
        panel = self.practice.window.page
        assert isinstance(panel, SessionPanel)
        assert panel.view is not None
        return panel.view

    def live(self) -> None:
        """Find what was typed before, and go on: edits, and now and then a reflection or a file."""
        mine = share(EDITS, self._stretch)
        assert self.view.notes.edit.toPlainText() == notes_after(mine.start)
        for number, edit in zip(range(EDITS), edits(), strict=True):
            if number in mine:
                type_edit(self.view.notes.edit, edit)
        for number in share(REFLECTIONS, self._stretch):
            self._reflect(number)
        for number in share(FILES, self._stretch):
            self._add_file(number)

    def _reflect(self, number: int) -> None:
        self.view.notes.edit.setFocus()
        self.practice.keys.press("Ctrl+Shift+R")
        self.practice.keys.type(heard(number))
        self.practice.keys.press("Ctrl+Return")

    def _add_file(self, number: int) -> None:
        file = self._folder.parent / f"{number}.bin"
        file.write_bytes(file_content(number))
        self.view.files.add_files([file])
        wait_until(lambda: len(self.view.files.chips) > number, "for the file")

    def lock(self) -> None:
        """Lock with all that was typed in the last moment."""
        assert self.practice.desk.come_to_rest()
        self.practice.desk.close()

    def be_killed(self, *, at_once: bool) -> None:
        """Be killed when the page says that all is saved; or at once, with some more words just typed."""
        if at_once:
            type_edit(self.view.notes.edit, Edit(0, 0, LOST))
        else:
            wait_until(lambda: self.view.state is SaveState.SAVED, "for what was typed to be saved")
        os.kill(os.getpid(), signal.SIGKILL)


def type_edit(edit: QPlainTextEdit, change: Edit) -> None:
    """Put the cursor somewhere, take some letters away and type others, key by key."""
    cursor = edit.textCursor()
    cursor.setPosition(change.at)
    cursor.setPosition(change.at + change.gone, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    if change.gone:
        press(edit, Qt.Key.Key_Backspace)
    for letter in change.words:
        press(edit, Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown, letter)


def press(edit: QPlainTextEdit, key: Qt.Key, text: str = "") -> None:
    """Press and release one key, whatever letter is on it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "\r" if text == "\n" else text)
        QApplication.sendEvent(edit, event)


def main(folder: str, stretch: str, how: str = "") -> None:
    """Live through a stretch of the hour, and end as it ends."""
    hour = Hour(Path(folder), int(stretch))
    hour.live()
    if ENDS[int(stretch)] == LOCK:
        hour.lock()
    else:
        hour.be_killed(at_once=how == "unsaved")


if __name__ == "__main__":
    main(*sys.argv[1:])
