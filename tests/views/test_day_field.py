from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, QLocale, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QMenu
from pytestqt.qtbot import QtBot

from coachdesk.errors import InvalidInputError
from coachdesk.views.day_field import DayField, NearDay
from coachdesk.views.near_days import near_days

TODAY = date(2026, 5, 14)
BEFORE = NearDay("&before it", lambda: None)


@pytest.fixture(autouse=True)
def british(qtbot: QtBot) -> None:
    QLocale.setDefault(QLocale("en_GB"))


@pytest.fixture
def field(qtbot: QtBot) -> DayField:
    offering = DayField()
    offering.offer((*near_days(lambda: TODAY), BEFORE), lambda: TODAY)
    qtbot.addWidget(offering)
    return offering


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


@pytest.mark.parametrize(
    ("key", "day"),
    [("k", date(2026, 5, 21)), ("e", date(2026, 5, 28)), ("H", date(2026, 6, 14)), ("+", date(2026, 5, 15))],
)
def test_one_key_gives_a_near_day(field: DayField, key: str, day: date) -> None:
    QTest.keyClicks(field, key)
    assert field.value() == day


def test_a_key_gives_another_day_where_all_of_it_is_selected(field: DayField) -> None:
    field.set_value(TODAY)
    field.selectAll()
    QTest.keyClicks(field, "e")
    assert field.value() == TODAY + timedelta(weeks=2)


def test_a_letter_in_the_middle_of_a_day_is_a_letter(field: DayField) -> None:
    QTest.keyClicks(field, "14 Mk")
    assert field.text() == "14 Mk"


def test_signs_go_a_day_on_and_back(field: DayField) -> None:
    QTest.keyClicks(field, "k++-")
    assert field.value() == date(2026, 5, 22)


@pytest.mark.parametrize("typed", ["2026-06-02", "02/06/2026", "2-6"])
def test_a_day_with_signs_in_it_can_be_typed(field: DayField, typed: str) -> None:
    QTest.keyClicks(field, typed)
    assert field.text() == typed


@pytest.mark.parametrize("locale", ["en_GB", "en_US", "de_DE", "fr_FR", "it_IT", "nl_NL", "pl_PL", "sv_SE"])
def test_no_day_in_words_begins_with_one_of_the_letters(locale: str) -> None:
    letters = {one.letter for one in near_days(lambda: TODAY)} | {"B"}
    assert letters == {"K", "E", "H", "B"}
    words = QLocale(locale)
    formats = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    for day in range(365):
        shown = QDate(2026, 1, 1).addDays(day)
        begins = {words.toString(shown, form)[0].upper() for form in formats}
        assert not letters & begins


def test_a_day_that_does_not_exist_is_not_given(field: DayField) -> None:
    QTest.keyClicks(field, "b")
    assert field.text() == "b"


def test_without_an_offer_a_letter_is_a_letter(qtbot: QtBot) -> None:
    plain = DayField()
    qtbot.addWidget(plain)
    QTest.keyClicks(plain, "k+-")
    assert plain.text() == "k+-"


def test_what_is_read_only_takes_no_key(field: DayField) -> None:
    field.setReadOnly(True)
    QTest.keyClicks(field, "k+")
    assert field.text() == ""


def test_the_keys_are_told_in_tip_and_menu(field: DayField) -> None:
    menu = QMenu(field)
    field.fill(menu)
    assert "K: in a week" in field.toolTip()
    assert "Alt+Down: calendar" in field.accessibleDescription()
    shown = [action.text() for action in menu.actions() if action.text()]
    assert shown == [
        "in a wee&k\tK",
        "in two w&eeks\tE",
        "same day next mont&h\tH",
        "&before it\tB",
        "Calendar…\tAlt+Down",
    ]
    menu.aboutToShow.emit()
    assert [action.isEnabled() for action in menu.actions()][3] is False


def test_the_calendar_begins_today_and_gives_a_day(field: DayField) -> None:
    def choose() -> None:
        calendar = field.findChild(QCalendarWidget)
        assert calendar is not None
        assert calendar.selectedDate() == QDate(2026, 5, 14)
        calendar.clicked.emit(calendar.selectedDate())

    field.show()
    QTimer.singleShot(0, choose)
    field.open_calendar()
    assert field.value() == TODAY
