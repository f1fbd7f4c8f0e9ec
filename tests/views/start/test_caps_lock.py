import pytest

from coachdesk.views.start.caps_lock import caps_lock_from


@pytest.mark.parametrize(
    ("text", "shift", "found"),
    [
        ("a", False, False),
        ("A", False, True),
        ("a", True, True),
        ("A", True, False),
        ("ж", False, False),
        ("Ж", False, True),
        ("7", False, None),
        ("字", False, None),
        ("", False, None),
        ("\r", False, None),
    ],
)
def test_a_letter_tells_whether_caps_lock_is_on(text: str, shift: bool, found: bool | None) -> None:
    assert caps_lock_from(text, shift=shift, shift_undoes_caps=True) is found


@pytest.mark.parametrize(
    ("text", "shift", "found"), [("A", True, None), ("A", False, True), ("a", False, False)]
)
def test_a_capital_with_shift_says_nothing_on_a_mac(text: str, shift: bool, found: bool | None) -> None:
    assert caps_lock_from(text, shift=shift, shift_undoes_caps=False) is found
