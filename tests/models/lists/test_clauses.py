from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from coachdesk.models.clauses import move_clause, set_state
from coachdesk.models.entities.agreement import ClauseState
from coachdesk.models.lists.clauses import ClauseList
from coachdesk.models.store import Store
from tests.agreeing import begin, clause_named, reread


def _list() -> ClauseList:
    model = ClauseList(lambda row: row.heading or row.layer.value)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def test_each_layer_has_a_heading_that_can_not_be_chosen(store: Store, qtbot: QtBot) -> None:
    model = _list()
    page = begin(store)
    model.show_clauses(page.clauses)
    headings = [at for at, row in enumerate(model.rows) if row.clause_id is None]
    assert [model.index(at).data() for at in headings] == ["alliance", "terms"]
    assert {model.flags(model.index(at)) for at in headings} == {Qt.ItemFlag.NoItemFlags}
    assert model.rowCount() == len(page.clauses) + 2


def test_a_moved_and_changed_clause_is_announced(store: Store, qtbot: QtBot) -> None:
    model = _list()
    page = begin(store)
    model.show_clauses(page.clauses)
    boundaries = clause_named(page, "boundaries")
    move_clause(store, clause_id=boundaries.id, by=2)
    set_state(store, clause_id=boundaries.id, state=ClauseState.PARKED)
    model.show_clauses(reread(store, page).clauses)
    assert model.place_of(boundaries.id) == 4
    assert model.rows[4].state is ClauseState.PARKED


def test_neighbours_pass_over_the_headings_and_stop_at_the_ends(store: Store, qtbot: QtBot) -> None:
    model = _list()
    clauses = begin(store).clauses
    model.show_clauses(clauses)
    last_of_alliance = clauses[10]
    assert model.neighbour(last_of_alliance.id, 1) == clauses[11].id
    assert model.neighbour(clauses[0].id, -1) == clauses[0].id
    assert model.neighbour(None, 1) == clauses[0].id


def test_without_clauses_there_is_no_neighbour(qtbot: QtBot) -> None:
    assert _list().neighbour(None, 1) is None
