from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from coachdesk.views.plots.plot import Table
from coachdesk.views.plots.table_view import PlotTable, TableModel

TABLE = Table(("Month", "Sessions"), tuple((f"Month {at}", str(at)) for at in range(30)))


def test_the_model_keeps_to_the_rules_of_qt(qtbot: QtBot) -> None:
    model = TableModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_table(TABLE)
    model.show_table(Table((), ()))
    assert (model.rowCount(), model.columnCount()) == (0, 0)


def test_each_cell_says_what_it_is_about(qtbot: QtBot) -> None:
    model = TableModel()
    model.show_table(TABLE)
    cell = model.index(3, 1)
    assert cell.data() == "3"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Sessions: 3"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Month"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_a_long_table_scrolls_in_itself_and_lets_the_keyboard_out(qtbot: QtBot) -> None:
    view = PlotTable()
    qtbot.addWidget(view)
    view.show_table("Sessions by month", TABLE)
    view.show()
    short = PlotTable()
    qtbot.addWidget(short)
    short.show_table("Sessions by month", Table(TABLE.heads, TABLE.rows[:2]))
    assert short.height() < view.height() < 500
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.currentIndex().row() == 1
