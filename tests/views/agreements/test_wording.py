import pytest

from coachdesk.views.agreements.wording import short_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Priya Raman", "Priya Raman"),
        ("Alsterwerk Logistik GmbH", "Alsterwerk…"),
        ("K. Wolfeschlegelsteinhausenbergerdorff", "K. Wolfeschlegels…"),
    ],
)
def test_a_long_name_is_cut_between_words_where_much_of_it_is_left(name: str, shown: str) -> None:
    assert short_name(name, 18) == shown
