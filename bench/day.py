"""How long the window's thread stalls in a coach's day: `python -m bench.day SESSIONS`, figures as JSON.

A stall is the time between two ticks of a timer that is due every millisecond: whatever happens in it, the
window answers nothing. The same is looked at in a window where nothing happens, for what the machine adds.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bench.files import largest_file
from bench.practice import PASSPHRASE, SEED, lent
from bench.windows import Figures, run_until
from bench.words import Prose
from coachdesk import paths
from coachdesk.app import make_application
from coachdesk.desk import Desk, Surroundings
from coachdesk.gateway import Gateway
from coachdesk.models.clock import Clock, system_clock
from coachdesk.models.store import Store
from coachdesk.settings import Settings
from coachdesk.theme import Theme
from coachdesk.views.sessions.session_panel import SessionPanel

REST: Final = "rest"
UNUSUAL: Final = ("paste two megabytes", "leave the two megabytes", "type while a file of 100 MB is added")
_REST_S: Final = 3.0
_LOOKED_AT_S: Final = 3.0
_BETWEEN_KEYS_MS: Final = 15
_AUTOSAVED_S: Final = 2.5
_WORDS_OF_LONG_PASTE: Final = 230_000
_RECENT: Final = "SELECT session_id FROM private_note ORDER BY updated_at DESC, session_id LIMIT 12"


class Stalls:
    """The longest time between two ticks, while each thing was done."""

    def __init__(self) -> None:
        self.longest: Figures = {}
        self._doing = REST
        self._last = time.perf_counter()
        self._ticks = QTimer()
        self._ticks.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticks.timeout.connect(self._on_tick)
        self._ticks.start(1)

    def during(self, what: str, act: Callable[[], None]) -> None:
        """Do something and look at how long the window stands still for it."""
        self._last = time.perf_counter()
        self._doing = what
        act()
        QApplication.processEvents()
        self._on_tick()

    def _on_tick(self) -> None:
        now = time.perf_counter()
        stalled = (now - self._last) * 1000
        self._last = now
        self.longest[self._doing] = max(self.longest.get(self._doing, 0), stalled)


def paused() -> None:
    """Let as much time go by as between two keys."""
    due = time.perf_counter() + _BETWEEN_KEYS_MS / 1000
    run_until(lambda: time.perf_counter() > due)


class Day:
    """What a coach does, one thing after the other, each until the vault has answered."""

    def __init__(self, desk: Desk, prose: Prose, file: Path) -> None:
        self._desk = desk
        self._file = file
        self._window = desk.window
        self._prose = prose
        self._sessions = iter(ask(desk, _RECENT))
        self._client = ask(desk, "SELECT id FROM client ORDER BY display_name DESC LIMIT 1")[0]

    def steps(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Yield each thing by its name."""
        yield "see the day", partial(self._go, "today")
        yield "open the clients", partial(self._go, "clients")
        yield "open a client", partial(self._go, "client", self._client)
        yield "search", self._search
        yield "look at a brief", partial(self._go, "brief", ask(self._desk, _RECENT)[-1])
        yield "open the first session", self._open_session
        yield "type a note", self._type
        yield "paste two pages", partial(self._paste, self._prose.text(800))
        yield "leave the note", partial(self._go, "today")
        yield "open another session", self._open_session
        yield UNUSUAL[0], partial(self._paste, self._prose.text(_WORDS_OF_LONG_PASTE))
        yield UNUSUAL[1], partial(self._go, "today")
        yield "open a third session", self._open_session
        yield UNUSUAL[2], self._add_a_file
        yield "open the list of sessions", partial(self._go, "sessions")
        yield "go through the list of sessions", self._scroll
        yield "open the agreements", partial(self._go, "agreements")
        yield "plan a session", partial(self._go, "session-plan", "")
        yield "open the form of a client", partial(self._go, "client-edit", "")
        yield "open the settings", partial(self._go, "settings")

    def settle(self) -> None:
        """Wait until every answer is shown."""
        run_until(lambda: not self._desk.workspace.is_busy)

    def _go(self, place: str, *ids: str) -> None:
        self._window.open(place, *ids)
        self.settle()

    def _open_session(self) -> None:
        self._go("session", next(self._sessions), "notes")

    def _search(self) -> None:
        self._window.search.setFocus()
        for word in self._prose.vocabulary[40:43]:
            self._press(word)
            QTest.keyClick(self._focused(), Qt.Key.Key_Escape)

    def _type(self) -> None:
        self._press(self._prose.text(20))
        since = time.monotonic()
        run_until(lambda: time.monotonic() - since > _AUTOSAVED_S)

    def _add_a_file(self) -> None:
        page = self._window.page
        assert isinstance(page, SessionPanel)
        assert page.view is not None
        files = self._desk.context.files
        page.view.files.add_files([self._file])
        while files.uploads:
            QTest.keyClicks(self._focused(), "a")
            paused()
        self.settle()
        assert page.view.files.chips, page.view.files.problem.said

    def _press(self, text: str) -> None:
        for letter in "".join(filter(str.isascii, text)).replace("\n", " "):  # QTest has no other keys
            QTest.keyClicks(self._focused(), letter)
            paused()
        self.settle()

    def _paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        paused()
        QTest.keyClick(self._focused(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        since = time.monotonic()
        run_until(lambda: time.monotonic() - since > _AUTOSAVED_S)
        self.settle()

    def _scroll(self) -> None:
        for _ in range(40):
            QTest.keyClick(self._focused(), Qt.Key.Key_PageDown)
            paused()
        self.settle()

    def _focused(self) -> QWidget:
        found = self._window.focusWidget()
        assert found is not None
        return found


def ask(desk: Desk, sql: str) -> list[str]:
    """Return the first column of what a query finds in the vault behind a window."""
    found: list[list[str]] = []

    def read(store: Store) -> list[str]:
        return [row[0] for row in store.db.execute(sql).fetchall()]

    desk.workspace.run(read, found.append)
    run_until(lambda: bool(found))
    return found[0]


def look_at_the_day() -> None:
    """Let the seconds pass that a coach looks at the day before opening anything."""
    since = time.monotonic()
    run_until(lambda: time.monotonic() - since > _LOOKED_AT_S)


@contextmanager
def opened_desk(sessions: int) -> Iterator[Desk]:
    """Lend a window on a copy of a practice; it makes no backup."""
    with lent(sessions) as folder, desk_on(folder) as desk:
        yield desk


@contextmanager
def desk_on(folder: Path, clock: Clock = system_clock) -> Iterator[Desk]:
    """Lend a window on a vault that may be written into."""
    application = make_application(sys.argv[:1])
    with closing(Gateway()) as gateway:
        gateway.unlock(folder, PASSPHRASE)
        surroundings = Surroundings(
            settings=Settings(paths.settings_file()),
            theme=Theme(application),
            gateway=gateway,
            clock=clock,
            backs_up=False,
        )
        desk = Desk(gateway.connect, surroundings, folder)
        desk.show()
        run_until(lambda: desk.window.isVisible() and not desk.workspace.is_busy)
        yield desk
        desk.close()


def day(sessions: str) -> Figures:
    """Return the longest stall of each step of a day, and of a window at rest."""
    with opened_desk(int(sessions)) as desk, largest_file(Path.home()) as file:
        whole_day = Day(desk, Prose(SEED), file)
        stalls = Stalls()
        since = time.monotonic()
        stalls.during(REST, lambda: run_until(lambda: time.monotonic() - since > _REST_S))
        for what, act in whole_day.steps():
            stalls.during(what, act)
    return stalls.longest


if __name__ == "__main__":
    print(json.dumps(day(sys.argv[1])))
