import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from coachdesk.theme import Theme
from coachdesk.views.start.passphrase_field import PassphraseField


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> PassphraseField:
    made = PassphraseField(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_hides_what_is_typed(field: PassphraseField) -> None:
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    assert field.line.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData


def test_the_eye_shows_it_and_says_so(field: PassphraseField) -> None:
    field.eye.click()
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert field.line.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    assert field.eye.accessibleName() == "Hide passphrase"


def test_clearing_hides_again(field: PassphraseField) -> None:
    field.eye.click()
    field.line.setText("heron quarry")
    field.clear()
    assert field.text() == ""
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    assert field.eye.accessibleName() == "Show passphrase"


def test_spaces_at_the_ends_belong_to_it(field: PassphraseField) -> None:
    QTest.keyClicks(field.line, " heron ")
    assert field.text() == " heron "


def test_a_capital_without_shift_brings_the_hint(field: PassphraseField) -> None:
    QTest.keyClicks(field.line, "A")
    assert field.caps_hint.isVisible()


def test_a_small_letter_takes_the_hint_away(field: PassphraseField) -> None:
    QTest.keyClicks(field.line, "A")
    QTest.keyClicks(field.line, "a")
    assert not field.caps_hint.isVisible()


def test_the_hint_follows_the_caps_lock_key_itself(field: PassphraseField) -> None:
    QTest.keyClicks(field.line, "a")
    QTest.keyClick(field.line, Qt.Key.Key_CapsLock)
    assert field.caps_hint.isVisible()
    QTest.keyClick(field.line, Qt.Key.Key_CapsLock)
    assert not field.caps_hint.isVisible()


def test_the_line_bears_the_name_of_the_field(field: PassphraseField) -> None:
    field.setAccessibleName("Passphrase")
    assert field.line.accessibleName() == "Passphrase"
