import time

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from bench.day import Stalls
from bench.windows import run_until

STALL_S = 0.08


def test_what_keeps_the_window_from_answering_is_a_stall(qtbot: QtBot) -> None:
    stalls = Stalls()
    stalls.during("a slow step", lambda: time.sleep(STALL_S))
    stalls.during("a quick step", lambda: None)
    assert stalls.longest["a slow step"] >= 1000 * STALL_S > stalls.longest["a quick step"]


def test_waiting_is_none_but_what_happens_meanwhile_is(qtbot: QtBot) -> None:
    done: list[bool] = []

    def answer() -> None:
        time.sleep(STALL_S)
        done.append(True)

    def wait() -> None:
        QTimer.singleShot(300, answer)
        run_until(lambda: bool(done))

    stalls = Stalls()
    stalls.during("an answer", wait)
    assert 1000 * STALL_S <= stalls.longest["an answer"] < 300
