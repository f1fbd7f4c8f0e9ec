import sys

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from coachdesk.immortals import keep_singletons


@pytest.mark.parametrize("singleton", [None, True, False])
def test_no_number_of_qt_calls_uses_up_a_singleton(singleton: object, qapp: QApplication) -> None:
    keep_singletons()
    owner = QObject()
    for _ in range(20_000):
        owner.setObjectName("x")
    assert sys.getrefcount(singleton) > 1 << 29


def test_keeping_them_twice_changes_nothing() -> None:
    keep_singletons()
    before = sys.getrefcount(None)
    keep_singletons()
    assert abs(sys.getrefcount(None) - before) < 1000
