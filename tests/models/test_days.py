from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.models.days import months_later


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 5, 14), 0, date(2026, 5, 14)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 14), 1, date(2027, 1, 14)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_as_far_as_there_is_one(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@given(day=st.dates(max_value=date(2900, 1, 1)), months=st.integers(0, 600))
def test_it_is_never_more_than_the_months_asked_for(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
