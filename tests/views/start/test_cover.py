from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from coachdesk.theme import Theme
from coachdesk.views.start.cover import Cover
from tests.drivers.start import PASSPHRASE, FakeGateway


@pytest.fixture
def cover(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Cover:
    gateway = FakeGateway()
    made = Cover(gateway, theme, tmp_path, timer=QTimer())
    qtbot.addWidget(made)
    made.show()
    made.begin()
    return made


def test_the_keyboard_is_where_the_passphrase_goes(cover: Cover) -> None:
    assert cover.focusWidget() is cover.passphrase.line


def test_the_right_passphrase_opens_and_is_forgotten(cover: Cover, qtbot: QtBot) -> None:
    cover.passphrase.line.setText(PASSPHRASE)
    with qtbot.waitSignal(cover.opened):
        cover.try_passphrase()
    assert cover.passphrase.text() == ""


def test_closing_it_is_another_try_and_not_the_end(cover: Cover, qtbot: QtBot) -> None:
    with qtbot.waitSignal(cover.try_again):
        cover.close()
    assert cover.isVisible()


def test_it_tries_by_itself_but_not_while_somebody_types(cover: Cover, qtbot: QtBot) -> None:
    clock = next(timer for timer in cover.findChildren(QTimer) if timer.interval() == 30_000)
    with qtbot.waitSignal(cover.try_again):
        clock.timeout.emit()
    cover.passphrase.line.setText("her")
    with qtbot.assertNotEmitted(cover.try_again):
        clock.timeout.emit()


def test_nothing_is_cut_in_the_smallest_size(cover: Cover) -> None:
    assert cover.minimumSizeHint().height() <= 700
