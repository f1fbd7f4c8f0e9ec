"""How long a coach waits for plots: `python -m bench.looking_back SESSIONS`, figures as JSON."""

import json
import sys
import time
from statistics import median
from typing import Final

from PySide6.QtWidgets import QApplication

from bench.day import ask, look_at_the_day, opened_desk
from bench.windows import Figures, run_until
from coachdesk.desk import Desk
from coachdesk.views.look_back.panel import LookBackPanel
from coachdesk.views.look_back.span import Span

_CLIENT: Final = "SELECT client_id FROM engagement_client ORDER BY client_id LIMIT 12"
_ROUNDS: Final = 9


def looking_back(sessions: str) -> Figures:
    """Return the milliseconds until the plots are painted, for the first time and the median after that."""
    figures: Figures = {}
    with opened_desk(int(sessions)) as desk:
        clients = ask(desk, _CLIENT)
        look_at_the_day()
        first, *others = [_shown(desk, "practice") for _ in range(_ROUNDS)]
        figures |= {"practice_first": first, "practice": median(others)}
        figures["practice_whole"] = median([_whole(desk) for _ in range(_ROUNDS)])
        first, *others = [_shown(desk, "look-back", client) for client in clients]
        figures |= {"client_first": first, "client": median(others)}
    return figures


def _shown(desk: Desk, place: str, *ids: str) -> float:
    desk.window.open("today")
    _wait(desk)
    since = time.perf_counter()
    desk.window.open(place, *ids)
    return _painted(desk, since)


def _whole(desk: Desk) -> float:
    """Look at twelve months first, then at everything."""
    desk.window.open("practice")
    page = desk.window.page
    assert isinstance(page, LookBackPanel)
    page.span.choose(Span.YEAR)
    _wait(desk)
    since = time.perf_counter()
    page.span.choose(Span.ALL)
    return _painted(desk, since)


def _painted(desk: Desk, since: float) -> float:
    _wait(desk)
    QApplication.processEvents()
    return (time.perf_counter() - since) * 1000


def _wait(desk: Desk) -> None:
    run_until(lambda: not desk.workspace.is_busy)


if __name__ == "__main__":
    print(json.dumps(looking_back(sys.argv[1])))
