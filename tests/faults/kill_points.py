"""Changes to the ways in, killed at every line.

`python -m tests.faults.kill_points SOURCE CHANGE STEP TARGET [careless]`: each try works on a copy of
SOURCE, the vault and its keychain, in `TARGET/<number>`. One process forks them all, so that a try costs
milliseconds. The last number is the try that nothing killed.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, Final

from coachdesk.crypto import keychain_slot, keystore, vault
from coachdesk.crypto.keychain import SERVICE, Keychain
from tests.crypto.conftest import CHEAP, PASSPHRASE

NEW_PASSPHRASE: Final = "the new passphrase"
VAULT, ENTRIES = "Mine.coachdesk", "keychain"
_WATCHED: Final = ("files.py", "keystore.py", "keychain_slot.py", "opened.py", "kill_points.py")


class FolderStore:
    """A keychain that outlives a process: a file for each entry."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_password(self, _service: str, username: str) -> str | None:
        path = self._folder / username
        return path.read_text(encoding="ascii") if path.exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        assert service == SERVICE
        self._folder.mkdir(exist_ok=True)
        (self._folder / username).write_text(password, encoding="ascii")

    def delete_password(self, _service: str, username: str) -> None:
        (self._folder / username).unlink()


def keychain_in(folder: Path) -> Keychain:
    """Return the keychain of a try."""
    return Keychain(lambda: FolderStore(folder / ENTRIES))


def change_passphrase(folder: Path) -> None:
    with vault.unlock(folder / VAULT, PASSPHRASE) as opened:
        _killable(lambda: opened.change_passphrase(PASSPHRASE, NEW_PASSPHRASE, cost=CHEAP))


def add_keychain(folder: Path) -> None:
    with vault.unlock(folder / VAULT, PASSPHRASE) as opened:
        _killable(lambda: opened.add_keychain(keychain_in(folder)))


def remove_keychain(folder: Path) -> None:
    with vault.unlock(folder / VAULT, PASSPHRASE) as opened:
        _killable(lambda: opened.remove_keychain(keychain_in(folder)))


CHANGES: Final = {change.__name__: change for change in (change_passphrase, add_keychain, remove_keychain)}
_lines_left = 0


def _killable(change: Callable[[], object]) -> None:
    sys.settrace(_enter)
    change()
    sys.settrace(None)


def _enter(frame: FrameType, _event: str, _argument: Any) -> Callable[..., Any] | None:  # noqa: ANN401
    return _line if Path(frame.f_code.co_filename).name in _WATCHED else None


def _line(_frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:  # noqa: ANN401
    global _lines_left  # noqa: PLW0603  (the tracer has no other place)
    if event == "line":
        _lines_left -= 1
        if _lines_left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return _line


def try_once(change: Callable[[Path], None], folder: Path, lines: int) -> bool:
    """Make the change in a child that is killed before so many lines are done; tell whether it finished."""
    global _lines_left  # noqa: PLW0603
    child = os.fork()
    if child == 0:
        _lines_left = lines
        change(folder)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        assert os.waitstatus_to_exitcode(status) == 0
    return not os.WIFSIGNALED(status)


def careless() -> None:
    """Take the care away: key files are cut before either is written, entries go before slots."""

    def write_both(path: Path, content: bytes, **_: object) -> None:
        both = [path.with_name(name) for name in (keystore.KEYS_NAME, keystore.COPY_NAME)]
        for each in both:
            each.write_bytes(b"")
        for length in range(0, len(content), 32):
            for each in both:
                each.write_bytes(content[:length])
        for each in both:
            each.write_bytes(content)

    def entry_first(keys: keystore.KeyStore, keychain: Keychain, *rest: Any) -> Any:  # noqa: ANN401
        keychain.delete(keys.keychain_entry() or "")
        return keys.drop_keychain(*rest), None

    keystore.write_atomically = write_both  # type: ignore[attr-defined]
    keychain_slot.remove = entry_first  # type: ignore[assignment]  # the rest is handed through


def main(source: Path, change: str, step: int, target: Path) -> None:
    """Kill after one line more each time, until nothing is left to kill."""
    lines, finished = 1, False
    while not finished:
        folder = target / str(lines)
        shutil.copytree(source, folder)
        finished = try_once(CHANGES[change], folder, lines)
        lines += step


if __name__ == "__main__":
    if "careless" in sys.argv:
        careless()
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
