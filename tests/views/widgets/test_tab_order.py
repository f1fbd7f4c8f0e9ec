from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
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
