import pytest

from bench.table import Row, table


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (Row(what="x", measured=7, limit=8), True),
        (Row(what="x", measured=9, limit=8), False),
        (Row(what="x", measured=7, limit=8, baseline=5, most=1.1), False),
        (Row(what="x", measured=5, limit=8, baseline=5, most=1.1), True),
        (Row(what="x", measured=7), None),
    ],
)
def test_every_goal_of_a_line_has_to_be_met(row: Row, met: bool | None) -> None:
    assert row.is_met is met


def test_the_table_is_aligned_markdown() -> None:
    lines = table([Row(what="search", measured=12.34, baseline=10, beside="plain", most=1.1)]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[2].replace("  ", "") == "| search | 12.3 ms| 10.0 ms plain | 1.23 × | ≤ 1.1 × | **no** |"
