from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.i18n import install_translators
from coachdesk.idle import Idleness
from coachdesk.views import lock_banner
from coachdesk.views.lock_banner import LockBanner
from tests.faults.clocks import Time


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit())
    made.resize(800, 300)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    installed = install_translators(qapp, QLocale("en_GB"))
    yield
    for translator in installed:
        qapp.removeTranslator(translator)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what a screen reader is given to say."""
    heard: list[str] = []
    monkeypatch.setattr(lock_banner, "QAccessibleAnnouncementEvent", lambda _widget, text: heard.append(text))
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda _event: None)
    return heard


def test_it_counts_down_in_words(window: QWidget, said: list[str]) -> None:
    banner = LockBanner(window)
    banner.warn(30)
    assert banner.text == "Locking in 30 seconds. Press any key or move the mouse to stay."
    banner.warn(1)
    assert banner.text == "Locking in 1 second. Press any key or move the mouse to stay."


def test_a_screen_reader_hears_it_twice(window: QWidget, said: list[str]) -> None:
    banner = LockBanner(window)
    for seconds in range(30, 0, -1):
        banner.warn(seconds)
    assert [text.split(".")[0] for text in said] == ["Locking in 30 seconds", "Locking in 10 seconds"]


def test_it_takes_neither_keyboard_nor_mouse(window: QWidget, said: list[str]) -> None:
    window.findChildren(QLineEdit)[0].setFocus()
    banner = LockBanner(window)
    banner.warn(30)
    assert isinstance(window.focusWidget(), QLineEdit)
    assert window.childAt(banner.geometry().center()) is not banner


def test_it_stays_in_the_middle_of_its_window(window: QWidget, said: list[str]) -> None:
    banner = LockBanner(window)
    banner.warn(30)
    window.resize(500, 300)
    QApplication.processEvents()
    assert abs(banner.geometry().center().x() - 250) <= 1
    assert banner.geometry().right() < 500


@pytest.mark.parametrize("move", ["key", "mouse"])
def test_any_key_and_any_movement_takes_it_back(window: QWidget, said: list[str], move: str) -> None:
    time, banner = Time(), LockBanner(window)
    idleness = Idleness(lambda: 10, time.clocks())
    idleness.warned.connect(banner.warn)
    idleness.stayed.connect(banner.hide)
    idleness.attend(window.windowHandle())
    idleness.start()
    time.move(580, 0, 0)
    idleness.look()
    assert banner.text.startswith("Locking in 20 seconds")
    if move == "key":
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    else:
        QTest.mouseMove(window.windowHandle(), window.rect().center())
    assert banner.text == ""
