from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from coachdesk.errors import InvalidInputError
from coachdesk.theme import Theme
from coachdesk.views.fields import MomentField, MoneyField, NumberField, PlainText
from coachdesk.views.form import Form


@pytest.fixture(autouse=True)
def british(qtbot: QtBot) -> None:
    QLocale.setDefault(QLocale("en_GB"))


def test_a_moment_is_returned_in_utc() -> None:
    moment = datetime(2026, 5, 14, 8, 30, tzinfo=UTC)
    assert MomentField(moment).value() == moment


def test_no_day_is_no_moment() -> None:
    assert MomentField(None).value() is None


def test_no_day_is_cut_and_the_time_is_as_high_as_it(theme: Theme, qtbot: QtBot) -> None:
    field = MomentField(datetime(2026, 12, 30, 8, tzinfo=UTC))
    qtbot.addWidget(field)
    field.resize(field.minimumSizeHint())
    field.show()
    room = field.day.width() - 26
    assert room >= field.day.fontMetrics().horizontalAdvance(field.day.text())
    assert field.day.height() == field.time.height()


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("120", 12000),
        ("120.5", 12050),
        ("120,50", 12050),
        ("1,200.00", 120000),
        ("1.200,00", 120000),
        ("1,200", 120000),
    ],
)
def test_an_amount_is_read_with_point_or_comma(typed: str, minor: int) -> None:
    field = MoneyField()
    field.setText(typed)
    assert field.value() == minor


@pytest.mark.parametrize("typed", ["-5", "abc", "12.3.4x"])
def test_what_is_no_amount_is_told(typed: str) -> None:
    field = MoneyField()
    field.setText(typed)
    with pytest.raises(InvalidInputError):
        field.value()


@pytest.mark.parametrize("typed", ["-1", "1.5", "twelve", "9" * 30])
def test_what_is_no_number_is_told(typed: str) -> None:
    field = NumberField(maximum=500)
    field.setText(typed)
    with pytest.raises(InvalidInputError):
        field.value()


def test_a_row_ties_label_and_field_together(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    field = form.line("Pronouns")
    assert field.accessibleName() == "Pronouns"


def test_tab_leaves_a_text_of_several_lines(qtbot: QtBot) -> None:
    assert PlainText().tabChangesFocus()
