from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from coachdesk.errors import InvalidInputError
from coachdesk.i18n import error_text, install_translators


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    installed = install_translators(qapp, QLocale("en_GB"))
    yield
    for translator in installed:
        qapp.removeTranslator(translator)


@pytest.mark.parametrize(("number", "text"), [(1, "1 session"), (0, "0 sessions"), (12, "12 sessions")])
def test_english_has_its_plurals(english: None, number: int, text: str) -> None:
    assert QCoreApplication.translate("TodayPanel", "%n session(s)", "", number) == text


def test_an_error_says_what_happened_and_what_to_do() -> None:
    error = InvalidInputError(
        "“{typed}” is no day.", "Type it like {example}.", typed="31 June", example="1 June"
    )
    assert error_text(error) == "“31 June” is no day. Type it like 1 June."
