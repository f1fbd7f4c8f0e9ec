"""How long the lock takes, in a process of its own: `python -m bench.locking FOLDER PASSPHRASE [backup]`.

A note has just been typed into. With `backup` the lock also makes the backup that a changed vault asks for.
"""

import json
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtTest import QTest

from bench.windows import Figures, run_until
from coachdesk import paths
from coachdesk.app import make_application
from coachdesk.desk import Desk, Surroundings
from coachdesk.gateway import Gateway
from coachdesk.guard import Guard, WayOut
from coachdesk.lock import Reason
from coachdesk.models.store import Store
from coachdesk.settings import Settings
from coachdesk.theme import Theme
from coachdesk.views.start.cover import Cover

_TYPED = "What she said, word by word"


def lock(folder: Path, passphrase: str, *, backs_up: bool) -> Figures:
    """Return the milliseconds until nothing is to be seen, and until the process may be replaced."""
    application = make_application(sys.argv[:1])
    gateway = Gateway()
    gateway.unlock(folder, passphrase)
    theme, settings = Theme(application), Settings(paths.settings_file())
    surroundings = Surroundings(settings=settings, theme=theme, gateway=gateway, backs_up=backs_up)
    desk = Desk(gateway.connect, surroundings, folder)
    left: list[float] = []
    guard = Guard(
        application,
        desk,
        WayOut(close=partial(_close, desk, gateway), replace=lambda: left.append(time.perf_counter())),
        make_cover=partial(Cover, gateway, theme, folder),
        minutes=lambda: settings.lock_minutes,
    )
    _type_a_note(desk)
    start = time.perf_counter()
    guard.lock(Reason.IDLE)
    hidden = time.perf_counter()
    run_until(lambda: bool(left))
    return {"hidden": (hidden - start) * 1000, "left": (left[0] - start) * 1000}


def _close(desk: Desk, gateway: Gateway) -> None:
    desk.close()
    gateway.close()


def _type_a_note(desk: Desk) -> None:
    """Open the newest session and type into its notes."""
    desk.show()
    run_until(lambda: desk.window.isVisible() and not desk.workspace.is_busy)
    found: list[str] = []
    desk.workspace.run(_newest_session, found.append)
    run_until(lambda: bool(found))
    desk.window.open("session", found[0], "notes")
    run_until(lambda: not desk.workspace.is_busy)
    holder = desk.window.focusWidget()
    assert holder is not None
    QTest.keyClicks(holder, _TYPED)


def _newest_session(store: Store) -> str:
    found: str = store.value("SELECT session_id FROM private_note ORDER BY updated_at DESC LIMIT 1")
    return found


if __name__ == "__main__":
    print(json.dumps(lock(Path(sys.argv[1]), sys.argv[2], backs_up=sys.argv[3:] == ["backup"])))
