import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.views.widgets.tab_order import tab_through
from tests.drivers.keyboard import focused


def a_part(*names: str) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.addWidget(QLabel("words"))
    for name in names:
        field = QLineEdit()
        field.setObjectName(name)
        column.addWidget(field)
    return part


def test_tab_leads_through_what_was_added_later_and_on(qtbot: QtBot) -> None:
    page = a_part("first", "last")
    qtbot.addWidget(page)
    added = a_part("one", "two")
    layout = page.layout()
    assert layout is not None
    layout.addWidget(added)
    first = page.findChildren(QLineEdit)[0]
    tab_through(first, added)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    first.setFocus()
    found = []
    for _ in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        found.append(focused().objectName())
    assert found == ["one", "two", "last"]


def test_a_part_that_goes_takes_no_menu_along(qtbot: QtBot) -> None:
    page, part = a_part("first"), a_part("one")
    qtbot.addWidget(page)
    more = QToolButton()
    menu = QMenu(more)
    action = menu.addAction("Delete")
    for widget in (part, more):
        page.layout().addWidget(widget)  # type: ignore[union-attr]  # it has one
    tab_through(page.findChildren(QLineEdit)[0], part)
    part.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert shiboken6.isValid(action)
