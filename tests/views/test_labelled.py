from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.theme import Theme
from coachdesk.views.labelled import labelled
from coachdesk.views.start.passphrase_field import PassphraseField
from coachdesk.views.widgets.buttons import secondary


def test_alt_and_the_letter_lead_into_a_field_of_several_parts(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    first = secondary("First")
    passphrase, field = labelled("&Passphrase", PassphraseField(theme))
    column.addWidget(first)
    column.addWidget(passphrase)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert field.line.hasFocus()
