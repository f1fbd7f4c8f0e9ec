"""What the whole application never does: talk to a network, or let the window wait for a disk."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.canaries.conftest import Day

# Opens a socket to nobody and a file of its own while being watched.
_LOUD = """
import json, pathlib, socket, sys
from tests.canaries.watch import Watch, internet_sockets
watch = Watch()
with watch:
    open(sys.argv[1], "w").close()
heard = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
heard.bind(("127.0.0.1", 0))
print(json.dumps([watch.sockets, watch.files_of_window, internet_sockets()]))
"""


def test_no_socket_is_opened_in_a_whole_day(day: Day) -> None:
    assert day.told["sockets"] == []


def test_not_even_by_a_library_behind_pythons_back(day: Day) -> None:
    if not day.calls:
        pytest.skip("no strace here to hear system calls")
    assert [call for call in day.calls if "AF_INET" in call] == []


def test_no_network_module_of_qt_is_loaded(day: Day) -> None:
    assert "PySide6.QtWidgets" in day.told["modules"]
    assert [name for name in day.told["modules"] if "QtNetwork" in name or "QtWebEngine" in name] == []


def test_the_windows_thread_touches_no_file_in_a_whole_day(day: Day) -> None:
    assert day.told["files_of_window"] == []


def test_one_thread_speaks_to_the_database(day: Day) -> None:
    assert day.told["threads_of_database"] == ["store_0"]


def test_the_watch_hears_sockets_and_files(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", _LOUD, str(tmp_path / "touched")]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=root, check=True)  # noqa: S603
    sockets, files, open_ones = json.loads(ran.stdout)
    assert sockets == ["socket.__new__", "socket.bind"]
    assert files == [f"open {tmp_path / 'touched'}"]
    assert len(open_ones) == (1 if sys.platform == "linux" else 0)
