from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from coachdesk.models.entities.timeline import Happened, TimelineRow
from coachdesk.models.lists.timeline import DayLine, MonthLine, TimelineList, lines_of

NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)
TOP = QModelIndex()


def row(days: int, number: int = 1) -> TimelineRow:
    return TimelineRow(kind=Happened.SESSION, id=f"{days} {number}", at=NOON - timedelta(days=days))


def watched() -> TimelineList:
    model = TimelineList(str)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def test_each_month_and_each_day_is_named_once() -> None:
    kinds = [type(line) for line in lines_of((row(0), row(0, 2), row(1), row(20)))]
    assert kinds == [
        MonthLine, DayLine, TimelineRow, TimelineRow, DayLine, TimelineRow, MonthLine, DayLine, TimelineRow
    ]  # fmt: skip


def test_only_what_happened_can_be_chosen() -> None:
    model = watched()
    model.show_part((row(0),), goes_on=False)
    chosen = [bool(model.flags(model.index(at)) & Qt.ItemFlag.ItemIsSelectable) for at in range(3)]
    assert chosen == [False, False, True]


def test_more_is_asked_for_once_until_it_comes() -> None:
    model, asked = TimelineList(str), []
    model.more_wanted.connect(lambda: asked.append(True))
    model.show_part((row(0),), goes_on=True)
    model.fetchMore(TOP)
    model.fetchMore(TOP)
    assert (len(asked), model.canFetchMore(TOP)) == (1, False)
    model.add_part((row(1),), goes_on=True)
    assert model.canFetchMore(TOP)
    model.add_part((), goes_on=False)
    assert not model.canFetchMore(TOP)


@given(st.lists(st.lists(st.integers(0, 3), max_size=5), max_size=6))
def test_parts_come_to_the_same_as_the_whole(steps: list[list[int]]) -> None:
    model, day = watched(), 0
    rows: list[TimelineRow] = []
    for step in steps:
        part: list[TimelineRow] = []
        for gap in step:
            day += gap
            part.append(row(day, len(rows) + len(part)))
        model.add_part(part, goes_on=True)
        rows += part
    assert model.rows == tuple(lines_of(rows))
    assert model.count == len(rows)


@given(st.lists(st.sets(st.integers(0, 40)), max_size=4))
def test_every_change_is_announced_truly(days_by_turn: list[set[int]]) -> None:
    model = watched()
    for days in days_by_turn:
        rows = [row(day) for day in sorted(days)]
        model.show_part(rows, goes_on=False)
        assert model.rows == tuple(lines_of(rows))
