"""The clock that is set by hand."""

from datetime import UTC, datetime, timedelta, timezone

from coachdesk.sample.clock import SettableClock

NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)


def test_it_stands_still() -> None:
    clock = SettableClock(NOON)
    assert clock() == clock() == NOON


def test_it_moves_both_ways() -> None:
    clock = SettableClock(NOON)
    clock.set(NOON + timedelta(days=1))
    clock.set(NOON - timedelta(days=1))
    assert clock() == NOON - timedelta(days=1)


def test_it_shows_utc_whatever_it_was_set_to() -> None:
    clock = SettableClock(NOON.astimezone(timezone(timedelta(hours=2))))
    assert clock() == NOON
    assert clock().tzinfo is UTC
