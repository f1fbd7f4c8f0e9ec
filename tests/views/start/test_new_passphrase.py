import pytest
from pytestqt.qtbot import QtBot

from coachdesk.theme import Theme
from coachdesk.views.start.background import Background
from coachdesk.views.start.new_passphrase import NewPassphrase
from tests.drivers.start import PASSPHRASE, choose
from tests.views.start.conftest import Wait


@pytest.fixture
def fields(theme: Theme, background: Background, qtbot: QtBot) -> NewPassphrase:
    made = NewPassphrase(theme, background)
    qtbot.addWidget(made)
    made.show()
    return made


def test_twice_the_same_is_ready(fields: NewPassphrase) -> None:
    choose(fields, PASSPHRASE)
    assert fields.is_ready


def test_under_eight_characters_is_not_ready(fields: NewPassphrase) -> None:
    choose(fields, "seven77")
    assert not fields.is_ready
    assert fields.strength.text() == "At least 8 characters, please: 1 to go."


def test_a_weak_one_is_explained_and_taken(fields: NewPassphrase, wait: Wait) -> None:
    choose(fields, "password1")
    wait(lambda: fields.strength.text().startswith("Time to guess from a stolen copy: seconds."))
    assert fields.is_ready


def test_the_estimate_follows_the_typing(fields: NewPassphrase, wait: Wait) -> None:
    choose(fields, "password1")
    fields.first.line.setText(PASSPHRASE)
    wait(lambda: "centuries" in fields.strength.text())


def test_a_difference_is_said_once_it_shows(fields: NewPassphrase) -> None:
    choose(fields, PASSPHRASE, "heron q")
    assert not fields.match.isVisible()
    choose(fields, PASSPHRASE, "heron x")
    assert fields.match.isVisible()
    assert not fields.is_ready


def test_case_and_spaces_make_a_difference(fields: NewPassphrase) -> None:
    choose(fields, PASSPHRASE, f"{PASSPHRASE} ")
    assert not fields.is_ready
    choose(fields, PASSPHRASE, PASSPHRASE.upper())
    assert not fields.is_ready


def test_ten_thousand_characters_are_taken(fields: NewPassphrase) -> None:
    choose(fields, "ab 🙂" * 2500)
    assert fields.is_ready


def test_clearing_forgets_both(fields: NewPassphrase) -> None:
    choose(fields, PASSPHRASE)
    fields.clear()
    assert (fields.first.text(), fields.again.text()) == ("", "")
