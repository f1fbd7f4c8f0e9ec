"""How long a coach with sixty active clients waits for Today: `python -m bench.today SESSIONS`, as JSON."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.practice import NOW, PASSPHRASE, lent, opened
from bench.unlocking import once_asked
from bench.windows import Figures, rest, run_until, start
from coachdesk.models.entities.ids import EngagementId, FeedbackId, new_id
from coachdesk.models.entities.relationship import Feedback
from coachdesk.models.store import Store
from coachdesk.views.main_window import MainWindow
from coachdesk.views.today.panel import TodayPanel

_CLIENTS: Final = 60
_ROUNDS: Final = 12


def today(sessions: str) -> Figures:
    """Return the milliseconds from the key to the day, and until a change of it is painted."""
    figures: Figures = {}
    with busy(int(sessions)) as folder:
        start(str(folder), lambda application: figures.update(_come_in(application)))
    return figures


@contextmanager
def busy(size: int) -> Iterator[Path]:
    """Lend a practice in which sixty clients are active, each with something that waits."""
    with lent(size) as folder:
        with opened(folder) as store, store.transaction():
            rows = store.db.execute("SELECT id FROM engagement ORDER BY rowid DESC LIMIT ?", [_CLIENTS])
            for number, (engagement_id,) in enumerate(rows.fetchall()):
                _let_wait(store, EngagementId(engagement_id), number)
        yield folder


def _let_wait(store: Store, engagement_id: EngagementId, number: int) -> None:
    store.db.execute("UPDATE engagement SET state = 'active' WHERE id = ?", [engagement_id])
    said = Feedback(
        id=FeedbackId(new_id()),
        engagement_id=engagement_id,
        given_on=(NOW - timedelta(days=number)).date(),
        sentence="Leave me a little longer before you ask the next question",
    )
    store.put("feedback", said)


def _come_in(application: QApplication) -> Figures:
    figures = once_asked(application, PASSPHRASE)
    (window,) = (shown for shown in application.topLevelWidgets() if isinstance(shown, MainWindow))
    page = window.page
    assert isinstance(page, TodayPanel)
    return figures | _changes(page)


def _changes(page: TodayPanel) -> Figures:
    """Read and paint the day anew; then put a thing off and take it up again, each of which is kept first."""
    read = [_shown_after(page, partial(_walk, page, at % 2)) for at in range(_ROUNDS)]
    kept = [_shown_after(page, partial(_put_off_or_undo, page, at % 2)) for at in range(_ROUNDS)]
    return {"refreshed": median(read), "refreshed_longest": max(read), "put_off": median(kept)}


def _walk(page: TodayPanel, back: int) -> None:
    assert page.page is not None
    page.week.chosen.emit(page.page.day + timedelta(days=1 - back))


def _put_off_or_undo(page: TodayPanel, is_undo: int) -> None:
    assert page.between is not None
    if is_undo:
        page.undo.undo()
    else:
        QTest.keyClick(page.between.looks[0], Qt.Key.Key_T)


def _shown_after(page: TodayPanel, act: Callable[[], None]) -> float:
    rest()
    before, since = page.page, time.perf_counter()
    act()
    run_until(lambda: page.page is not before)
    QApplication.processEvents()
    return (time.perf_counter() - since) * 1000


if __name__ == "__main__":
    print(json.dumps(today(sys.argv[1])))
