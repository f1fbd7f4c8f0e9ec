"""Fault 19: a second start, a second user, what a crash left behind, two computers on a share."""

import os
import pwd  # noqa: F401  (a user without rights could not import it later)
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

from coachdesk.crypto import vault
from coachdesk.errors import NoRightError
from coachdesk.models.clock import Clock
from tests.drivers.first_start import Entrance
from tests.drivers.keyboard import wait_until, words_in_sight
from tests.drivers.practice import PASSPHRASE, make_vault
from tests.drivers.processes import Started, alive, has_window, start, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="stops and kills processes as Linux does")

_NOBODY: Final = 65534
_ELSEWHERE: Final = '{"pid": 7, "host": "studio", "since": "2026-11-20T09:30:00+00:00"}'

Start = Callable[..., Started]


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    return make_vault(tmp_path / "MyPractice.coachdesk", clock)


@pytest.fixture
def open_window(tmp_path: Path, folder: Path) -> Iterator[Start]:
    """Return what starts CoachDesk in a home and a session of its own."""
    started: list[Started] = []

    def one() -> Started:
        started.append(start(tmp_path / "home", "-m", "coachdesk", "--vault", str(folder)))
        return started[-1]

    yield one
    for process in started:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait()


@pytest.mark.fault(19)
def test_a_second_start_raises_the_first_window_and_ends_well(open_window: Start) -> None:
    first = open_window()
    wait_for(lambda: has_window(first), "for the first window")
    assert open_window().wait(20) == 0
    assert alive(first)


@pytest.mark.fault(19)
def test_a_second_start_says_who_holds_it_where_the_first_is_stuck(open_window: Start) -> None:
    first = open_window()
    wait_for(lambda: has_window(first), "for the first window")
    first.send_signal(signal.SIGSTOP)
    second = open_window()
    with pytest.raises(subprocess.TimeoutExpired):  # its window says so and stays
        second.wait(4)
    first.send_signal(signal.SIGCONT)


@pytest.mark.fault(19)
def test_after_a_crash_the_next_start_has_the_window(open_window: Start) -> None:
    first = open_window()
    wait_for(lambda: has_window(first), "for the first window")
    first.kill()
    first.wait()
    second = open_window()
    wait_for(lambda: has_window(second), "for the second window")


@pytest.mark.fault(19)
def test_a_crash_leaves_the_vault_to_the_next_start(tmp_path: Path, folder: Path) -> None:
    script = "import sys; from coachdesk.crypto import vault; from pathlib import Path;"
    script += (
        f"v = vault.unlock(Path(sys.argv[1]), {PASSPHRASE!r}); print('open', flush=True); sys.stdin.read()"
    )
    with start(tmp_path, "-c", script, str(folder), talk=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        holder.kill()
    assert str(holder.pid) in (folder / ".lock").read_text()
    vault.unlock(folder, PASSPHRASE).close()


@pytest.mark.fault(19)
def test_another_computers_lock_is_named_and_the_coach_decides(entrance: Entrance, folder: Path) -> None:
    (folder / ".lock").write_text(_ELSEWHERE)
    entrance.settings.vault = folder
    entrance.open()
    entrance.unlock()
    entrance.wait_for("This vault was opened on studio (2026-11-2")
    entrance.keys.push("Open it here")
    wait_until(lambda: "A quiet desk" in words_in_sight(), "for the desk")
    assert "studio" not in (folder / ".lock").read_text()


@pytest.fixture
def as_nobody(folder: Path) -> Iterator[Path]:
    """Lend the vault at a place that all users reach, to a user with no rights."""
    if os.geteuid() != 0:
        pytest.skip("only an administrator can be another user")
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        moved = folder.rename(Path(place) / folder.name)
        os.seteuid(_NOBODY)
        try:
            yield moved
        finally:
            os.seteuid(0)


@pytest.mark.fault(19)
def test_a_second_user_without_rights_is_told_whose_it_is(as_nobody: Path) -> None:
    with pytest.raises(NoRightError, match="it belongs to root"):
        vault.unlock(as_nobody, PASSPHRASE)


@pytest.mark.fault(19)
def test_a_second_user_who_may_only_read_is_told_whose_it_is(as_nobody: Path) -> None:
    os.seteuid(0)
    as_nobody.chmod(0o755)
    os.seteuid(_NOBODY)
    with pytest.raises(NoRightError, match="it belongs to root"):
        vault.unlock(as_nobody, PASSPHRASE)
