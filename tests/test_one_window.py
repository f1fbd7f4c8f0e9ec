import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk import one_window
from coachdesk.errors import VaultInUseError
from coachdesk.one_window import OneWindow

Make = Callable[[], OneWindow]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return tmp_path / "MyPractice.coachdesk"


@pytest.fixture
def make(tmp_path: Path, qapp: QApplication) -> Iterator[Make]:
    made: list[OneWindow] = []

    def one() -> OneWindow:
        made.append(OneWindow(tmp_path / "run"))
        return made[-1]

    yield one
    for window in made:
        window.release()


@pytest.fixture
def first(make: Make, vault: Path) -> OneWindow:
    window = make()
    assert window.claim(vault)
    return window


def in_another_thread(job: Callable[[], bool], qtbot: QtBot) -> bool:
    """Let this thread's windows live on while the job waits."""
    answers: list[bool] = []
    thread = Thread(target=lambda: answers.append(job()))
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    return answers[0]


def test_a_later_start_brings_the_first_window_forward(
    first: OneWindow, make: Make, vault: Path, qtbot: QtBot
) -> None:
    second = make()
    with qtbot.waitSignal(first.knocked):
        assert in_another_thread(lambda: second.claim(vault), qtbot) is False


def test_a_first_window_that_does_not_answer_is_named(
    first: OneWindow, make: Make, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_window, "_PATIENCE_S", 0.05)
    with pytest.raises(VaultInUseError, match=f"process {os.getpid()} on "):
        make().claim(vault)
    assert [path.name for path in (vault.parent / "run").rglob("*") if path.is_file()] == [".lock"]


def test_another_vault_has_another_window(first: OneWindow, make: Make, tmp_path: Path) -> None:
    assert make().claim(tmp_path / "Other.coachdesk")


def test_going_to_another_vault_leaves_the_former_one(
    first: OneWindow, make: Make, vault: Path, tmp_path: Path
) -> None:
    assert first.claim(tmp_path / "Other.coachdesk")
    assert make().claim(vault)


def test_released_it_is_free(first: OneWindow, make: Make, vault: Path) -> None:
    first.release()
    assert make().claim(vault)


def test_another_way_to_write_the_path_is_the_same_vault(
    first: OneWindow, make: Make, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_window, "_PATIENCE_S", 0.05)
    with pytest.raises(VaultInUseError):
        make().claim(vault.parent / "x" / ".." / vault.name)


def test_nothing_but_the_knock_is_heard_and_nothing_is_read(
    first: OneWindow, vault: Path, qtbot: QtBot
) -> None:
    [porch] = (vault.parent / "run").iterdir()
    with qtbot.assertNotEmitted(first.knocked, wait=100):
        (porch / ("x" * 200)).write_bytes(b"x" * 100_000)
    with qtbot.waitSignal(first.knocked):
        (porch / "knock").write_bytes(os.urandom(100_000))


def test_the_folder_tells_no_path_and_is_private(first: OneWindow, vault: Path) -> None:
    [porch] = (vault.parent / "run").iterdir()
    assert "practice" not in porch.name.lower()
    assert porch.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_a_folder_that_others_can_write_is_not_used(make: Make, vault: Path, tmp_path: Path) -> None:
    make().claim(vault)
    [porch] = (tmp_path / "run").iterdir()
    porch.chmod(0o777)
    assert make().claim(vault)


def test_without_a_folder_for_the_session_every_window_opens(make: Make, vault: Path, tmp_path: Path) -> None:
    (tmp_path / "run").touch()
    assert make().claim(vault)
    assert make().claim(vault)


def test_without_locks_every_window_opens(make: Make, vault: Path) -> None:
    make().claim(vault)
    [porch] = (vault.parent / "run").iterdir()
    (porch / ".lock").unlink()
    (porch / ".lock").mkdir()
    assert make().claim(vault)
