from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from coachdesk.errors import InvalidInputError
from coachdesk.theme import Theme
from coachdesk.views.day_field import DayField
from coachdesk.views.fields import MomentField, MoneyField, NumberField, PlainText
from coachdesk.views.form import Form


@pytest.fixture(autouse=True)
def british(qtbot: QtBot) -> None:
    QLocale.setDefault(QLocale("en_GB"))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-05-14", date(2026, 5, 14)),
        ("14/05/2026", date(2026, 5, 14)),
        ("29/02/2028", date(2028, 2, 29)),
        ("2028-02-29", date(2028, 2, 29)),
        ("01/03/1998", date(1998, 3, 1)),
        ("", None),
    ],
)
def test_a_day_is_read(typed: str, day: date | None) -> None:
    field = DayField()
    field.setText(typed)
    assert field.value() == day


@pytest.mark.parametrize("typed", ["29/02/2027", "2027-02-29", "soon", "31/04/2026", "99"])
def test_what_is_no_day_is_told(typed: str) -> None:
    field = DayField()
    field.setText(typed)
    with pytest.raises(InvalidInputError, match="Type it like"):
        field.value()


@pytest.mark.parametrize("day", [date(2026, 5, 14), date(2028, 2, 29), date(1998, 3, 1)])
def test_a_shown_day_reads_back(day: date) -> None:
    assert DayField(day).value() == day


def test_arrows_go_through_the_days(qtbot: QtBot) -> None:
    field = DayField(date(2028, 2, 28))
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == date(2028, 2, 29)


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
