"""How long a coach waits on a year that was really lived: `python -m bench.lived`, figures as JSON."""

import json
import time
from statistics import median
from typing import Final

from PySide6.QtWidgets import QApplication

from bench.day import ask, desk_on, look_at_the_day
from bench.practice import lived
from bench.windows import Figures, run_until
from coachdesk.desk import Desk

_WORK: Final = "SELECT {id} FROM engagement_client ORDER BY engagement_id LIMIT 8"
# The pages that are opened, and which id each of them takes.
PAGES: Final = {
    "today": "",
    "promises": "",
    "practice": "",
    "client": "client_id",
    "timeline": "client_id",
    "look-back": "client_id",
    "path": "engagement_id",
    "feedback": "engagement_id",
    "contacts": "engagement_id",
}


def figures() -> Figures:
    """Return the milliseconds until each page is painted, the median over eight clients."""
    with lived() as folder, desk_on(folder) as desk:
        look_at_the_day()
        return {place: _opened(desk, place, id_name) for place, id_name in PAGES.items()}


def _opened(desk: Desk, place: str, id_name: str) -> float:
    ids = [(found,) for found in ask(desk, _WORK.format(id=id_name))] if id_name else [()] * 8
    return median([_shown(desk, place, *of) for of in ids])


def _shown(desk: Desk, place: str, *ids: str) -> float:
    desk.window.open("sessions")
    _wait(desk)
    since = time.perf_counter()
    desk.window.open(place, *ids)
    _wait(desk)
    QApplication.processEvents()
    return (time.perf_counter() - since) * 1000


def _wait(desk: Desk) -> None:
    run_until(lambda: not desk.workspace.is_busy)


if __name__ == "__main__":
    print(json.dumps(figures()))
