"""How long a coach waits for a session and its brief: `python -m bench.opening SESSIONS`, figures as JSON."""

import json
import sys
import time
from statistics import median
from typing import Final

from PySide6.QtWidgets import QApplication

from bench.day import ask, look_at_the_day, opened_desk
from bench.windows import Figures, run_until
from coachdesk.desk import Desk

_PAGES: Final = ("session", "brief")
_HELD: Final = (
    "SELECT id FROM session WHERE state = 'held' ORDER BY coalesce(began_at, planned_at) DESC LIMIT 24"
)


def opening(sessions: str) -> Figures:
    """Return the milliseconds until a page is painted, for the first time and the median after that."""
    figures: Figures = {}
    with opened_desk(int(sessions)) as desk:
        held = ask(desk, _HELD)
        look_at_the_day()
        for page in _PAGES:
            first, *others = [_shown(desk, page, session_id) for session_id in held]
            figures |= {f"{page}_first": first, page: median(others), f"{page}_longest": max(others)}
    return figures


def _shown(desk: Desk, page: str, session_id: str) -> float:
    _rest(desk)
    since = time.perf_counter()
    desk.window.open(page, session_id)
    run_until(lambda: not desk.workspace.is_busy)
    QApplication.processEvents()
    return (time.perf_counter() - since) * 1000


def _rest(desk: Desk) -> None:
    desk.window.open("today")
    run_until(lambda: not desk.workspace.is_busy)


if __name__ == "__main__":
    print(json.dumps(opening(sys.argv[1])))
