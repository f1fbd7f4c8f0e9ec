from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from coachdesk.views.zone_text import there_text, time_with_there
from tests.drivers.walls import coach_in

ANA = (("Ana",), ("Europe/Lisbon",))
NEW_YORK = (("Ben",), ("America/New_York",))


@pytest.fixture(autouse=True)
def in_london() -> Iterator[None]:
    with coach_in("Europe/London"):
        yield


def test_a_client_in_another_zone_is_told_with_their_time() -> None:
    at = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)  # 10:00 in London
    assert time_with_there(at, ("Ana",), ("Europe/Berlin",)) == "10:00, 11:00 for Ana"


def test_where_the_clocks_agree_one_time_is_enough() -> None:
    at = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
    assert time_with_there(at, *ANA) == "10:00"


def test_the_distance_follows_each_change_of_the_clock() -> None:
    before, between, after = (
        datetime(2026, month, day, hour, 0, tzinfo=UTC)
        for month, day, hour in ((3, 5, 15), (3, 12, 15), (4, 2, 14))
    )
    texts = [time_with_there(at, *NEW_YORK) for at in (before, between, after)]
    assert texts == ["15:00, 10:00 for Ben", "15:00, 11:00 for Ben", "15:00, 10:00 for Ben"]


def test_another_day_there_is_named() -> None:
    at = datetime(2026, 5, 14, 19, 0, tzinfo=UTC)
    assert there_text(at, ("Yuki",), ("Asia/Tokyo",)) == "Fri 04:00 for Yuki"


def test_several_are_told_one_after_the_other() -> None:
    at = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
    zones = ("Europe/Berlin", "Europe/Madrid", "Asia/Tokyo")
    assert there_text(at, ("Ana", "Eva", "Yuki"), zones) == "11:00 for Ana & Eva, 18:00 for Yuki"
