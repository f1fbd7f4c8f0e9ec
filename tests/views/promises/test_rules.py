"""Nobody is measured here, and a day is the coach's own."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from coachdesk.models.promise_lists import PromiseGrouping
from coachdesk.models.promising import PromiseWords, add_promise
from coachdesk.models.store import Store
from coachdesk.sample.clock import SettableClock
from coachdesk.views.promises import wording
from coachdesk.views.widgets.chip import ChipTone
from tests.drivers.promises import PromisesDriver
from tests.making import a_pledge, a_promise, a_word, an_engagement, carried_on

MARKS = re.compile(
    r"%|\bscor|\bstreak|\bpoints?\b|\brank|\boverdue|\bfailed\b|\d+\s*(?:of|/)\s*\d+|\d+\s+missed",
    re.IGNORECASE,
)
NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)


def much(store: Store) -> None:
    """Let promises lie behind and ahead, some of them carried, one again and again."""
    engagement = an_engagement(store)
    promise = carried_on(store, carried_on(store, carried_on(store, a_promise(store, engagement, days=-40))))
    a_word(store, promise)
    for days in (-30, -2, 0, 5):
        a_promise(store, engagement, f"Theirs, in {days} days", days=days)
        a_pledge(store, engagement, f"Mine, in {days} days", days=days)


def all_that_it_says(coach: PromisesDriver) -> Iterator[str]:
    """Yield the texts of the page grouped in each way, open and settled."""
    coach.begin(much)
    for what, key in (("Theirs, in -2", Qt.Key.Key_4), ("Mine, in -2", Qt.Key.Key_3)):
        coach.choose(what)
        coach.key(key)
    for grouping in PromiseGrouping:
        coach.group_by(grouping)
        yield coach.reads
    coach.show_settled()
    yield coach.reads


@pytest.mark.rule(8)
def test_nobody_is_counted_or_ranked(coach: PromisesDriver) -> None:
    assert [MARKS.findall(text) for text in all_that_it_says(coach)] == [[]] * 4


@pytest.mark.rule(8, control=True)
def test_a_count_of_misses_would_be_seen(coach: PromisesDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_whose", lambda _one, _by: "3 of 4 missed")
    assert [] not in [MARKS.findall(text) for text in all_that_it_says(coach)]


@pytest.mark.rule(8)
def test_a_day_that_is_over_looks_like_any_other(coach: PromisesDriver) -> None:
    coach.begin(much)
    today = coach.context.workspace.today()
    rows = coach.panel.model.rows
    told = [wording.line_text(row, PromiseGrouping.CLIENT, today) for row in rows]
    tones = {text.tone for text in told if text.title.startswith(("Theirs", "Mine"))}
    assert tones == {ChipTone.NEUTRAL}


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(NOON)


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Let the coach's computer stand in another zone."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


# Days of 23, 24 and 25 hours.
PLACES = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Pacific/Kiritimati", date(2026, 5, 14)),
    ("America/Anchorage", date(2026, 11, 1)),
]


@pytest.mark.parametrize(("zone", "day"), PLACES, indirect=["zone"])
def test_due_today_holds_from_the_first_to_the_last_minute(
    coach: PromisesDriver, clock: SettableClock, zone: str, day: date
) -> None:
    words = PromiseWords(is_mine=True, what="Ring them", by_when=day)
    coach.do(lambda store: add_promise(store, engagement_id=an_engagement(store).id, words=words))
    said = []
    for at in (day - timedelta(days=1), day, day + timedelta(days=1)):
        for hour, minute in ((0, 0), (23, 59)):
            clock.set(datetime(at.year, at.month, at.day, hour, minute).astimezone(UTC))
            coach.panel.refresh()
            coach.settle()
            said.append(coach.line_of("Ring them").split(", ")[-2])
    assert said == ["tomorrow", "tomorrow", "today", "today", "yesterday", "yesterday"]


def test_at_midnight_the_words_turn_without_being_read_again(
    coach: PromisesDriver, clock: SettableClock
) -> None:
    coach.begin(lambda store: a_pledge(store, an_engagement(store), "Ring them", days=0))
    before = coach.line_of("Ring them")
    clock.set(NOON + timedelta(days=1))
    assert ("today" in before, "yesterday" in coach.line_of("Ring them")) == (True, True)
