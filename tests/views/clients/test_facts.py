import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coachdesk.theme import Theme
from coachdesk.views.clients.facts import facts_grid

ADDRESS = "priya.raman@alsterwerk.example"
LONG_ADDRESS = "somebody.with-a-long-name@a-company-with-a-longer-one.example"


@pytest.mark.parametrize("address", [ADDRESS, LONG_ADDRESS])
def test_no_address_is_cut_where_the_card_ends(theme: Theme, qtbot: QtBot, address: str) -> None:
    grid = facts_grid((("Phone", "+49 40"), ("Email", f"Priya\n{address}"), ("Code", "P")))
    qtbot.addWidget(grid)
    grid.resize(300, 300)
    grid.show()
    QApplication.processEvents()
    for label in grid.findChildren(QLabel):
        assert label.fontMetrics().size(0, label.text()).width() <= label.width()


def test_an_address_that_is_shortened_is_whole_to_a_screen_reader(theme: Theme, qtbot: QtBot) -> None:
    grid = facts_grid((("Email", LONG_ADDRESS),))
    qtbot.addWidget(grid)
    grid.resize(200, 100)
    assert LONG_ADDRESS in [label.accessibleName() for label in grid.findChildren(QLabel)]
