"""Windows, each in a process of its own: `python -m bench.windows NAME …` prints figures as JSON.

`BENCH_STARTED` in the environment is the moment on the system's monotonic clock at which the
process was started, so that the interpreter's own start counts too.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QVBoxLayout, QWidget

Figures = dict[str, float]
_QUIET_S: Final = 1.5
_TOO_LONG_MS: Final = 60_000


class FirstPaint(QObject):
    """Notices that a window has painted itself for the first time."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.happened = False
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's own name)
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            self.happened = True
        return False


def run_until(done: Callable[[], bool]) -> None:
    """Let events happen until something is so, looked at every millisecond."""
    loop = QEventLoop()
    look = QTimer()
    look.timeout.connect(lambda: loop.quit() if done() else None)
    look.start(1)
    QTimer.singleShot(_TOO_LONG_MS, loop, lambda: loop.exit(1))
    if loop.exec():
        raise TimeoutError


def since_start() -> Figures:
    """Return wall and processor time since the process was started, in milliseconds."""
    wall = time.monotonic() - float(os.environ["BENCH_STARTED"])
    return {"wall": wall * 1000, "cpu": time.process_time() * 1000}


def memory_mb() -> float:
    """Return the proportional set size, https://docs.kernel.org/filesystems/proc.html; 0 where unknown."""
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.is_file():
        return 0.0
    lines = rollup.read_text(encoding="ascii").splitlines()
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def rest() -> Figures:
    """Wait until nothing happens any more and return the memory held then."""
    quiet_since = time.monotonic()
    run_until(lambda: time.monotonic() - quiet_since > _QUIET_S)
    return {"memory": memory_mb()}


def bare() -> Figures:
    """Open a window with a line to type in and nothing else."""
    application = QApplication(sys.argv[:1])
    painted = FirstPaint(application)
    window = QMainWindow()
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.addWidget(QLabel("Passphrase"))
    layout.addWidget(QLineEdit())
    window.setCentralWidget(inside)
    window.resize(640, 480)
    window.show()
    run_until(lambda: painted.happened)
    return since_start() | rest()


def unlock(folder: str) -> Figures:
    """Start as a coach does, up to the window that asks for the passphrase."""
    figures: Figures = {}

    def wait_for_paint(application: QApplication) -> None:
        painted = FirstPaint(application)
        run_until(lambda: painted.happened)
        figures.update(since_start())

    start(folder, wait_for_paint)
    return figures


def start(folder: str, once_begun: Callable[[QApplication], None]) -> None:
    """Run the application on a vault, with this in the place of its loop of events."""

    def instead(application: QApplication) -> int:
        once_begun(application)
        return 0

    QApplication.exec = instead  # type: ignore[method-assign,assignment]  # the one place to look in
    from coachdesk.cli import main

    main(["--vault", folder])


PROBES: Final[dict[str, Callable[..., Figures]]] = {"bare": bare, "unlock": unlock}

if __name__ == "__main__":
    print(json.dumps(PROBES[sys.argv[1]](*sys.argv[2:])))
