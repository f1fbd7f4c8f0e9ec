from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from coachdesk.models.lists.rows import Role, RowList

Pair = tuple[str, int]
PAIRS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 2)), unique_by=lambda pair: pair[0])


class Pairs(RowList[Pair]):
    """A letter for a key, a number for what can change, and a log of what was announced."""

    def __init__(self, *pairs: Pair) -> None:
        super().__init__(lambda pair: pair[0], lambda pair: f"{pair[0]} is {pair[1]}")
        self.said: list[tuple[str, int, int]] = []
        self.show(pairs)
        self.rowsRemoved.connect(lambda _parent, first, last: self.said.append(("removed", first, last)))
        self.rowsInserted.connect(lambda _parent, first, last: self.said.append(("inserted", first, last)))
        self.dataChanged.connect(lambda first, last: self.said.append(("changed", first.row(), last.row())))


@pytest.fixture
def pairs(qtbot: QtBot) -> Iterator[Pairs]:
    model = Pairs(("a", 1), ("b", 1), ("c", 1), ("d", 1))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()


def test_the_same_rows_are_no_news(pairs: Pairs) -> None:
    pairs.show(pairs.rows)
    assert pairs.said == []


def test_one_changed_row_is_one_change(pairs: Pairs) -> None:
    pairs.show((("a", 1), ("b", 2), ("c", 1), ("d", 1)))
    assert pairs.said == [("changed", 1, 1)]


def test_neighbours_go_and_come_as_one_run(pairs: Pairs) -> None:
    pairs.show((("a", 1), ("d", 1), ("x", 1), ("y", 1)))
    assert pairs.said == [("removed", 1, 2), ("inserted", 2, 3)]


def test_a_row_that_moves_leaves_the_others_alone(pairs: Pairs) -> None:
    pairs.show((("b", 1), ("c", 1), ("d", 1), ("a", 1)))
    assert pairs.said == [("removed", 0, 0), ("inserted", 3, 3)]


def test_a_row_gives_its_words_and_itself(pairs: Pairs) -> None:
    index = pairs.index(1)
    assert index.data() == index.data(Qt.ItemDataRole.AccessibleTextRole) == "b is 1"
    assert index.data(Role.ROW) == ("b", 1)
    assert (pairs.place_of("c"), pairs.place_of("z")) == (2, -1)


def test_there_is_nothing_below_a_row_or_outside_the_list(pairs: Pairs) -> None:
    assert pairs.rowCount(pairs.index(0)) == 0
    assert pairs.data(QModelIndex()) is None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=PAIRS, after=PAIRS)
def test_any_rows_become_any_others(qtbot: QtBot, before: list[Pair], after: list[Pair]) -> None:
    model = Pairs(*before)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(after)
    assert model.rows == tuple(after)
    tester.deleteLater()
