from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.ritual import RitualMoment, RitualTime
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.today.between_card import ThingRow
from coachdesk.views.today.panel import TodayPanel
from tests.conftest import Settle
from tests.making import an_engagement
from tests.repeating import a_ritual

DAY = date(2026, 5, 14)


class Desk:
    """A coach at Today, with a ritual of the day."""

    def __init__(self, context: Context, qtbot: QtBot, settle: Settle) -> None:
        self.context, self.qtbot, self.settle = context, qtbot, settle
        self.panel = TodayPanel(context)
        qtbot.addWidget(self.panel)
        with qtbot.waitActive(self.panel):
            self.panel.show()
            self.panel.activateWindow()

    def fill(self, *names: str, of_one: bool) -> None:
        """Let there be these clients, and a ritual of the last, or of every one."""

        def write(store: Store) -> None:
            work: list[Engagement] = [an_engagement(store, name) for name in names]
            a_ritual(
                store, work[-1] if of_one else None, RitualMoment.ON_DAY, on_day=DAY, name="The day we began"
            )

        self.context.workspace.run(write)
        self.panel.refresh()
        self.settle()

    def row(self) -> ThingRow | None:
        """Return the row of the ritual, None where there is none."""
        assert self.panel.between is not None
        rows = self.panel.between.findChildren(ThingRow)
        return next((row for row in rows if "The day we began" in row.look.accessibleDescription()), None)

    def press(self, key: Qt.Key) -> None:
        """Press a key on the row."""
        row = self.row()
        assert row is not None
        row.look.setFocus()
        self.qtbot.keyClick(row.look, key)
        self.settle()

    def times(self) -> list[bool]:
        """Return, of each time a ritual was settled, whether it was left out."""
        kept: list[tuple[RitualTime, ...]] = []
        sql = "SELECT * FROM ritual_time"
        self.context.workspace.run(lambda store: kept.append(store.all(RitualTime, sql)))
        self.settle()
        return [time.skipped for time in kept[0]]


@pytest.fixture
def desk(context: Context, qtbot: QtBot, settle: Settle) -> Desk:
    return Desk(context, qtbot, settle)


def test_a_ritual_of_the_day_stands_between_coach_and_client(desk: Desk) -> None:
    desk.fill("Mira Solano", "Jo Mills", of_one=True)
    row = desk.row()
    assert row is not None
    assert row.look.accessibleDescription() == "Jo Mills: The day we began"


def test_one_of_every_client_stands_there_once(desk: Desk) -> None:
    desk.fill("Mira Solano", "Jo Mills", of_one=False)
    row = desk.row()
    assert row is not None
    assert row.look.accessibleDescription().startswith("With 2 client")


@pytest.mark.parametrize(("key", "skipped"), [(Qt.Key.Key_D, False), (Qt.Key.Key_O, True)])
def test_one_key_settles_it_with_all_and_ctrl_z_takes_it_back(desk: Desk, key: Qt.Key, skipped: bool) -> None:
    desk.fill("Mira Solano", "Jo Mills", of_one=False)
    desk.press(key)
    assert desk.times() == [skipped, skipped]
    assert desk.row() is None
    desk.panel.undo.undo()
    desk.settle()
    assert desk.times() == []
    assert desk.row() is not None


def test_it_can_be_put_off_like_anything_else(desk: Desk) -> None:
    desk.fill("Mira Solano", of_one=True)
    desk.press(Qt.Key.Key_T)
    assert desk.row() is None
    assert desk.times() == []


def test_it_leads_to_where_rituals_are_written(desk: Desk) -> None:
    desk.fill("Mira Solano", "Jo Mills", of_one=False)
    row = desk.row()
    assert row is not None
    with desk.qtbot.waitSignal(desk.context.navigation.rituals_requested) as asked:
        row.look.click()
    assert asked.args == [""]


def test_only_a_ritual_has_keys_of_its_own(desk: Desk) -> None:
    desk.fill("Mira Solano", of_one=True)
    assert desk.panel.between is not None
    menus = [len(row.menu().actions()) for row in desk.panel.between.findChildren(ThingRow)]
    assert sorted(set(menus)) in ([5], [2, 5])
