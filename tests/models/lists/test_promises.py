from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from coachdesk.models.entities.ids import ClientId, CommitmentId, EngagementId, PledgeId
from coachdesk.models.entities.session import Commitment, Pledge
from coachdesk.models.lists.promises import GroupLine, PromiseList, lines_of
from coachdesk.models.promise_lists import ListedPromise, PromiseGrouping

DAY = date(2026, 5, 14)


def listed(number: int, *, days: int = 0, client: str = "Mira", is_mine: bool = False) -> ListedPromise:
    due = DAY + timedelta(days=days)
    promise: Commitment | Pledge = Commitment(
        id=CommitmentId(f"c{number}"),
        engagement_id=EngagementId(client),
        what="w",
        by_when=due,
        how_we_will_know="k",
    )
    if is_mine:
        promise = Pledge(id=PledgeId(f"p{number}"), engagement_id=EngagementId(client), what="w", by_when=due)
    return ListedPromise(promise=promise, client_id=ClientId(client), names=(client,), called=(client,))


def test_in_each_group_the_coachs_own_stand_first() -> None:
    rows = [
        listed(1),
        listed(2, is_mine=True),
        listed(3, client="Ana"),
        listed(4, client="Ana", is_mine=True),
    ]
    for by in PromiseGrouping:
        last: ListedPromise | None = None
        for line in lines_of(rows, by):
            one = line if isinstance(line, ListedPromise) else None
            assert not (one and last and one.is_mine and not last.is_mine)
            last = one


def test_days_stand_in_their_order() -> None:
    lines = lines_of([listed(1, days=3), listed(2, days=-1, is_mine=True)], PromiseGrouping.DAY)
    days = [line.day for line in lines if isinstance(line, GroupLine)]
    assert days == [DAY - timedelta(days=1), DAY + timedelta(days=3)]


def test_only_promises_can_be_chosen() -> None:
    model = PromiseList(str)
    model.show(lines_of([listed(1)], PromiseGrouping.CLIENT))
    chosen = [bool(model.flags(model.index(at)) & Qt.ItemFlag.ItemIsSelectable) for at in range(2)]
    assert chosen == [False, True]


ROWS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(-3, 3), st.sampled_from("ABC"), st.booleans()),
    unique_by=lambda row: (row[0], row[3]),
)


@given(st.lists(st.tuples(ROWS, st.sampled_from(PromiseGrouping)), max_size=4))
def test_every_change_is_announced_truly(
    turns: list[tuple[list[tuple[int, int, str, bool]], PromiseGrouping]],
) -> None:
    model = PromiseList(str)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows, by in turns:
        lines = lines_of(
            [listed(n, days=days, client=client, is_mine=mine) for n, days, client, mine in rows], by
        )
        model.show(lines)
        assert model.rows == lines
        assert len({line.key if isinstance(line, GroupLine) else line.id for line in lines}) == len(lines)
