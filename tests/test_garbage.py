"""Garbage that may hold widgets is collected where widgets live, and nowhere else."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from coachdesk.garbage import Collector, collect_due

MANY = 50_000


class Cycle:
    """Garbage as soon as it is made, that tells in which thread it went."""

    def __init__(self, went_in: list[int]) -> None:
        self._itself = self
        self._went_in = went_in

    def __del__(self) -> None:
        self._went_in.append(threading.get_ident())


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    yield
    gc.disable()  # as in all tests


def work_elsewhere(went_in: list[int]) -> list[list[int]]:
    """Make garbage here, and return what another thread allocates: so much that Python would collect."""
    kept: list[list[int]] = []
    Cycle(went_in)
    other = threading.Thread(target=lambda: kept.extend([] for _ in range(MANY)))
    other.start()
    other.join()
    return kept


def test_no_other_thread_collects(qtbot: QtBot) -> None:
    Collector(QCoreApplication.instance() or QCoreApplication([])).deleteLater()
    went_in: list[int] = []
    work_elsewhere(went_in)
    assert went_in == []


def test_python_alone_would_let_it() -> None:
    gc.enable()
    went_in: list[int] = []
    work_elsewhere(went_in)
    assert went_in
    assert threading.get_ident() not in went_in


def test_the_window_collects_in_its_own_thread(qtbot: QtBot) -> None:
    collector = Collector(QCoreApplication.instance() or QCoreApplication([]))
    went_in: list[int] = []
    kept = work_elsewhere(went_in)
    assert len(kept) == MANY
    qtbot.waitUntil(lambda: went_in == [threading.get_ident()])
    collector.deleteLater()


def test_what_lived_through_a_whole_collection_is_left_alone_by_the_next(qtbot: QtBot) -> None:
    collector = Collector(QCoreApplication.instance() or QCoreApplication([]))
    before = gc.get_freeze_count()
    kept: list[list[int]] = []
    while gc.get_freeze_count() == before and len(kept) < MANY * 10:
        kept.extend([] for _ in range(1000))
        collector.look()
    assert gc.get_freeze_count() > before
    collector.deleteLater()


def test_nothing_is_collected_before_it_is_due() -> None:
    gc.collect()
    assert collect_due() is None
