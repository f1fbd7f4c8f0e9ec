"""What a process does behind its own back: sockets, and files touched by the window's own thread."""

import sys
import sysconfig
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

Connect = Callable[[], Any]
_ROOT: Final = Path(__file__).parents[2]
# Modules, icons, fonts and texts come with the program; to read them is no secret and no wait for a disk.
_PROGRAM: Final = tuple(
    str(Path(place).resolve())
    for place in (
        sys.prefix,
        sys.base_prefix,
        sysconfig.get_path("stdlib"),
        _ROOT / "coachdesk",
        _ROOT / "resources",
        _ROOT / "tests",
    )
)
_ON_FILES: Final = ("open", "os.", "shutil.", "tempfile.", "sqlite3.", "pathlib.")


class Watch:
    """Hears every audit event of the interpreter (https://docs.python.org/3/library/audit_events.html)."""

    def __init__(self) -> None:
        self.sockets: list[str] = []
        self.files_of_window: list[str] = []
        self.threads_of_database: set[str] = set()
        self._is_working = False
        sys.addaudithook(self._hear)

    def __enter__(self) -> "Watch":
        """Watch from here on what the window's thread does with files."""
        self._is_working = True
        return self

    def __exit__(self, *_: object) -> None:
        """Stop watching files."""
        self._is_working = False

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith("socket."):
            self.sockets.append(event)
        elif self._is_working and event.startswith(_ON_FILES):
            self._hear_file(event, arguments)

    def _hear_file(self, event: str, arguments: tuple[Any, ...]) -> None:
        is_window = threading.current_thread() is threading.main_thread()
        place = str(arguments[0]) if arguments else ""
        if is_window and not place.startswith(_PROGRAM):
            self.files_of_window.append(f"{event} {place}")

    def around(self, connect: Connect) -> Connect:
        """Return a way to the database that notes the thread of every statement."""

        def opened() -> Any:  # noqa: ANN401  (untyped driver)
            connection = connect()
            connection.set_trace_callback(self._note_thread())
            return connection

        return opened

    def _note_thread(self) -> Callable[[str], None]:
        return lambda _sql: self.threads_of_database.add(threading.current_thread().name)


def internet_sockets() -> list[str]:
    """Return this process's open internet sockets, as Linux knows them."""
    ours = {_target(link) for link in Path("/proc/self/fd").glob("*")}
    rows = [
        row.split()
        for name in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")
        if (table := Path("/proc/self/net") / name).exists()
        for row in table.read_text().splitlines()[1:]
    ]
    return [" ".join(row[1:4]) for row in rows if f"socket:[{row[9]}]" in ours]


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""
