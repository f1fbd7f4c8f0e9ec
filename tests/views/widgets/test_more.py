from pytestqt.qtbot import QtBot

from coachdesk.theme import Theme
from coachdesk.views.widgets.more import MoreButton


def test_a_group_without_entries_leaves_no_second_line(theme: Theme, qtbot: QtBot) -> None:
    button = MoreButton(
        theme, "More", (("a", "A", list), None, ("b", "B", list), None, ("c", "C", list), None)
    )
    qtbot.addWidget(button)
    button.action("b").setVisible(False)
    menu = button.menu()
    assert menu.separatorsCollapsible()
    assert [action.isSeparator() for action in menu.actions()] == [False, True, False, True, False, True]
