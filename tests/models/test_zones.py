from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from coachdesk.errors import InvalidInputError
from coachdesk.models.zones import elsewhere, insist_on_zone, meant_by, zone_named, zone_names

BERLIN = ZoneInfo("Europe/Berlin")
NINE = datetime(2026, 5, 14, 9, 0, tzinfo=BERLIN)


def there(moment: datetime, *zones: str) -> list[tuple[tuple[str, ...], str]]:
    called = [f"client {at}" for at, _ in enumerate(zones)]
    return [(one.called, f"{one.at:%a %H:%M}") for one in elsewhere(moment, called, zones, BERLIN)]


def test_a_client_elsewhere_has_another_time() -> None:
    assert there(NINE, "Europe/Lisbon") == [(("client 0",), "Thu 08:00")]


@pytest.mark.parametrize("zone", ["", "Europe/Berlin", "Europe/Madrid", "nowhere at all"])
def test_where_the_clocks_agree_or_nobody_knows_nothing_is_said(zone: str) -> None:
    assert there(NINE, zone) == []


def test_those_who_share_a_time_are_told_together() -> None:
    found = there(NINE, "Europe/Lisbon", "Europe/London", "Asia/Tokyo")
    assert found == [(("client 0", "client 1"), "Thu 08:00"), (("client 2",), "Thu 16:00")]


def test_their_day_may_be_another_one() -> None:
    assert there(NINE, "Pacific/Auckland") == [(("client 0",), "Thu 19:00")]
    assert there(NINE.replace(hour=20), "Pacific/Auckland") == [(("client 0",), "Fri 06:00")]


def test_between_two_changes_of_the_clock_the_distance_differs() -> None:
    new_york = "America/New_York"  # changes on 8 March 2026, Berlin on 29 March
    assert there(datetime(2026, 3, 5, 15, 0, tzinfo=BERLIN), new_york)[0][1] == "Thu 09:00"
    assert there(datetime(2026, 3, 12, 15, 0, tzinfo=BERLIN), new_york)[0][1] == "Thu 10:00"
    assert there(datetime(2026, 4, 2, 15, 0, tzinfo=BERLIN), new_york)[0][1] == "Thu 09:00"


def test_a_moment_in_utc_is_shown_on_both_walls() -> None:
    assert there(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Lisbon")[0][1] == "Sun 01:30"


@pytest.mark.parametrize("name", ["", "Europe/Lisbon", "UTC", "Asia/Kolkata"])
def test_no_zone_and_a_real_one_are_taken(name: str) -> None:
    insist_on_zone(name)


@pytest.mark.parametrize("typed", ["Lisbon", "Europe/Lissabon", "Europe", "../../etc/passwd", "GMT+25"])
def test_any_other_is_refused_with_what_to_do(typed: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        insist_on_zone(typed)
    assert "like Europe/Lisbon" in refused.value.text()


def test_a_city_says_what_is_meant() -> None:
    assert meant_by("lisbon") == "Europe/Lisbon"
    assert meant_by("new york") == "America/New_York"
    assert meant_by("nowhere") == ""


def test_all_that_are_offered_exist() -> None:
    assert all(zone_named(name) for name in zone_names())
    assert "Europe/Berlin" in zone_names()
