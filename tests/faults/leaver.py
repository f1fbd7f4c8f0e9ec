"""A coach who goes away, in a process of its own: `python -m tests.faults.leaver HOME SCENE [deaf]`.

Types into a note, opens what the scene says, says `open`, and stays. A line on the standard input
moves the clocks: what passed while awake, what passed asleep, how far the wall clock was set. With `deaf`
nothing locks, as if no signal were heard.
"""

import os
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QDrag, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import coachdesk.crypto.connection  # noqa: F401  (names the driver before the tables ask for one)
from coachdesk import app, idle
from coachdesk.leaving import Leaving
from coachdesk.logs import start_process
from coachdesk.theme import Appearance, Theme
from coachdesk.views import printing, saving
from coachdesk.views.main_window import MainWindow
from tests.drivers.coach import NOTES
from tests.drivers.first_start import Entrance, live_in
from tests.drivers.keyboard import focused, wait_until
from tests.faults.clocks import Time

VAULT: Final = "MyPractice.coachdesk"
TYPED: Final = "one two three"
_UNTIL_HEARD_MS: Final = 1_200
_LOOK_MS: Final = 50


def drag(window: MainWindow) -> None:
    """Drag a picture of the window about."""
    carried = QDrag(window)
    data = QMimeData()
    data.setText("Mira Solano")
    carried.setMimeData(data)
    picture = QPixmap(200, 80)
    picture.fill("#888")
    carried.setPixmap(picture)
    carried.exec()


def in_an_answer(window: MainWindow) -> None:
    """Ask for a file while an answer of the vault is being told."""
    workspace = window._context.workspace  # noqa: SLF001  (as a page would have it)

    def ask(_nothing: None) -> None:
        saving.ask_where(window, "Summary")

    workspace.run(lambda _store: None, ask)


SCENES: Final[dict[str, Callable[[MainWindow], object]]] = {
    "page": lambda _window: None,
    "menu": lambda window: window.page.view.notes.across.showMenu(),  # type: ignore[attr-defined]  # the session's
    "file dialog": lambda window: saving.ask_where(window, "Summary"),
    "print dialog": printing.ask_for_printer,
    "drag": drag,
    "answer": in_an_answer,
}


def has_notes() -> bool:
    """Tell whether the notes of a session can be typed into."""
    edits = (widget for widget in QApplication.allWidgets() if widget.accessibleName() == NOTES)
    return any(edit.isVisible() and edit.isEnabled() for edit in edits)


def open_scene(entrance: Entrance, name: str) -> None:
    """Go to the note, type into it, and open what the scene says."""
    wait_until(lambda: isinstance(QApplication.activeWindow(), MainWindow), "for the desk")
    entrance.keys.press("Ctrl+4")
    entrance.keys.go_to("Sessions")
    wait_until(lambda: focused().model().rowCount() > 0, "for the list")  # type: ignore[attr-defined]  # its view
    entrance.keys.press("Return")
    wait_until(has_notes, "for the session")
    entrance.keys.go_to(NOTES)
    entrance.keys.type(TYPED)
    for _ in range(len(" two three")):
        QTest.keySequence(focused(), "Left")
    window = QApplication.activeWindow()
    assert isinstance(window, MainWindow)
    QTimer.singleShot(0, partial(SCENES[name], window))


def take_keyboard() -> None:
    """Give the keyboard to the window in front: there is no window manager to do so."""
    shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    if QApplication.activeWindow() is None and shown:
        shown[-1].activateWindow()


def hear_time(time: Time) -> None:
    """Move the clocks as the other process says."""
    for line in sys.stdin:
        time.move(*map(float, line.split()))


def main(home: Path, scene: str, *, is_deaf: bool) -> None:
    """Unlock the vault in `home`, open the scene, and stay."""
    start_process()
    patch = pytest.MonkeyPatch()
    live_in(home, patch)
    time = Time()
    patch.setattr(idle, "system_clocks", time.clocks)
    if is_deaf:
        patch.setattr(Leaving, "lock", lambda _self, _reason: None)
    application = app.make_application(["coachdesk"])
    attention = QTimer()
    attention.timeout.connect(take_keyboard)
    attention.start(_LOOK_MS)
    entrance = Entrance(home, Theme(application, Appearance.LIGHT), application)
    entrance.settings.vault = home / VAULT
    entrance.open()
    entrance.unlock()
    open_scene(entrance, scene)
    attention.stop()
    threading.Thread(target=hear_time, args=(time,), daemon=True).start()
    QTimer.singleShot(_UNTIL_HEARD_MS, partial(os.write, sys.stdout.fileno(), b"open\n"))
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], is_deaf=sys.argv[3:] == ["deaf"])
