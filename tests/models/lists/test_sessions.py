from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from coachdesk.models.entities.ids import EngagementId, SessionId
from coachdesk.models.entities.session import SessionMode, SessionState
from coachdesk.models.lists.sessions import DayLine, SessionList, lines_of
from coachdesk.models.session_lists import SessionRow

NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


def row(days: int, number: int = 1) -> SessionRow:
    return SessionRow(
        id=SessionId(f"{days} {number}"),
        engagement_id=EngagementId("e"),
        client_names=("Mira",),
        number=number,
        starts_at=NOON + timedelta(days=days),
        mode=SessionMode.VIDEO,
        state=SessionState.PLANNED,
    )


def test_each_day_is_named_once() -> None:
    lines = lines_of((row(0), row(0, 2), row(1)), (row(-1),))
    kinds = [type(line) for line in lines]
    assert kinds == [DayLine, SessionRow, SessionRow, DayLine, SessionRow, DayLine, SessionRow]
    assert [line.begins_past for line in lines if isinstance(line, DayLine)] == [False, False, True]


def test_only_sessions_can_be_chosen() -> None:
    model = SessionList(str)
    model.show(lines_of((row(0),), ()))
    chosen = [bool(model.flags(model.index(at)) & Qt.ItemFlag.ItemIsSelectable) for at in range(2)]
    assert chosen == [False, True]


@given(st.lists(st.sets(st.integers(0, 20)), max_size=4))
def test_every_change_is_announced_truly(days_by_turn: list[set[int]]) -> None:
    model = SessionList(str)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for days in days_by_turn:
        lines = lines_of([row(day) for day in sorted(days)], [row(-day - 1) for day in sorted(days)])
        model.show(lines)
        assert model.rows == lines
