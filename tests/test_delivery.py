from concurrent.futures import Future
from typing import Any

from pytestqt.qtbot import QtBot

from coachdesk.delivery import Delivery


def test_an_answer_that_is_there_already_comes_in_its_turn(qtbot: QtBot) -> None:
    delivery = Delivery()
    told: list[int] = []
    for number in (1, 2):
        done: Future[Any] = Future()
        done.set_result(number)
        delivery.expect(done, lambda future: told.append(future.result()))
        told.append(-number)
    qtbot.waitUntil(lambda: len(told) == 4)
    assert told == [-1, -2, 1, 2]
