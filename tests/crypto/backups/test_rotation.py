from datetime import UTC, datetime, timedelta

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.crypto.backups.rotation import KEPT_LAST, Extent, expendable, may_rotate

START = datetime(2025, 1, 1, tzinfo=UTC)


@frozen(kw_only=True)
class One:
    made_at: datetime
    generation: int
    is_sound: bool = True


BACKUPS = st.lists(
    st.builds(
        One,
        made_at=st.integers(0, 800 * 24).map(lambda hours: START + timedelta(hours=hours)),
        generation=st.integers(0, 5_000),
        is_sound=st.booleans(),
    ),
    max_size=60,
    unique_by=lambda one: (one.made_at, one.generation),  # as the names of backups are
)


def every(hours: int, count: int) -> list[One]:
    return [One(made_at=START + timedelta(hours=hours * n), generation=n) for n in range(count)]


def kept(backups: list[One]) -> list[One]:
    gone = expendable(backups)
    return [one for one in backups if one not in gone]


@given(BACKUPS)
def test_the_newest_sound_one_always_stays(backups: list[One]) -> None:
    sound = [one for one in backups if one.is_sound]
    newest = max(sound, key=lambda one: (one.made_at, one.generation), default=None)
    furthest = max(sound, key=lambda one: one.generation, default=None)
    assert newest not in expendable(backups)
    assert (
        furthest is None
        or max(one.generation for one in kept(backups) if one.is_sound) == furthest.generation
    )


@given(BACKUPS)
def test_the_last_ten_stay(backups: list[One]) -> None:
    newest = sorted(backups, key=lambda one: (one.made_at, one.generation))[-KEPT_LAST:]
    assert not set(newest) & set(expendable(backups))


@given(BACKUPS)
def test_what_stayed_once_stays_when_asked_again(backups: list[One]) -> None:
    assert expendable(kept(backups)) == ()


@given(BACKUPS)
def test_no_more_stay_than_the_rules_name(backups: list[One]) -> None:
    assert len(kept(backups)) <= 2 * KEPT_LAST + 14 + 8 + 12 + 1


def test_days_weeks_and_months_thin_out() -> None:
    days = [one.made_at for one in kept(every(6, 4 * 400))]
    newest = START + timedelta(hours=6 * (4 * 400 - 1))
    assert sum(newest - day <= timedelta(days=14) for day in days) >= 14
    assert (newest - min(days)) > timedelta(days=300)
    assert len(days) < 45


def test_an_unsound_one_takes_no_good_ones_place() -> None:
    bad = [One(made_at=START + timedelta(days=30, hours=n), generation=90, is_sound=False) for n in range(20)]
    assert set(every(24, 10)) <= set(kept([*every(24, 10), *bad]))


@pytest.mark.parametrize(
    ("now", "before", "may"),
    [
        (Extent(generation=5, rows=100), None, True),
        (Extent(generation=5, rows=100), Extent(generation=5, rows=100), True),
        (Extent(generation=4, rows=100), Extent(generation=5, rows=100), False),
        (Extent(generation=6, rows=51), Extent(generation=5, rows=100), True),
        (Extent(generation=6, rows=50), Extent(generation=5, rows=100), False),
    ],
)
def test_an_older_or_shrunk_vault_removes_nothing(now: Extent, before: Extent | None, may: bool) -> None:
    assert may_rotate(now, before) is may
