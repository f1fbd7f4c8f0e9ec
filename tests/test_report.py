import logging
import os
import platform
from pathlib import Path

import pytest

from coachdesk import __version__, report
from coachdesk.crashes import LAST_NAME
from coachdesk.logs import start_logging
from coachdesk.models.store import Store

CANARY = "kanarienvogel"


@pytest.fixture
def log_folder(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Path:
    """Return a log in which a fault with a word in it was told."""
    handler = start_logging(tmp_path)
    log = logging.getLogger("coachdesk.tests")
    log.info("quiet")
    for number in range(50):
        log.error("a job failed %d: %s", number, OSError(2, CANARY, f"/home/{CANARY}/x"))
    caplog.clear()
    logging.getLogger().removeHandler(handler)
    handler.close()
    (tmp_path / LAST_NAME).write_text(
        f'Fatal Python error: Aborted\n  File "/home/{CANARY}/coachdesk/files.py", line 7 in x\n'
    )
    return tmp_path


def test_it_names_versions_and_places(log_folder: Path) -> None:
    text = report.compose(log_folder, "SQLCipher 4, SQLite 3")
    assert text.startswith(f"CoachDesk {__version__}\n")
    assert "SQLCipher 4, SQLite 3\n" in text
    assert "The last crash\nFatal Python error: Aborted\n  coachdesk.files:7\n" in text
    assert text.count(" a job failed ") == 40
    assert "a job failed 49: " in text


def test_it_names_nobody_and_no_folder(log_folder: Path) -> None:
    text = report.compose(log_folder, "")
    assert CANARY not in text
    assert "quiet" not in text
    for word in (str(Path.home()), platform.node(), os.environ.get("USER", "") or "/home/"):
        assert word not in text


def test_without_a_log_there_is_a_report(tmp_path: Path) -> None:
    assert report.compose(tmp_path, "").endswith("The last crash\n  none\n\nThe last faults\n  none\n")


def test_the_driver_tells_its_versions(store: Store) -> None:
    assert report.driver_versions(store).startswith("SQLCipher 4.")
