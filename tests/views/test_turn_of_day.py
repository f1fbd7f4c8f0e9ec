"""A window that stays open over midnight: what it shows, and the day of what is noted there."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.people import Engagement
from coachdesk.models.goals import scale, set_goal
from coachdesk.models.store import Store
from coachdesk.sample.clock import SettableClock
from coachdesk.views.calendar.panel import CalendarPanel
from coachdesk.views.context import Context
from coachdesk.views.promises.panel import PromisesPanel
from coachdesk.views.turn_of_day import TurnOfDay
from coachdesk.views.widgets.page import Page
from coachdesk.workspace import Workspace
from tests import agreeing
from tests.conftest import Settle
from tests.drivers.agreements import AgreementDriver
from tests.drivers.feedback import FeedbackDriver
from tests.drivers.path import PathDriver
from tests.drivers.walls import coach_in
from tests.making import a_pledge, an_engagement

A_MINUTE_TO = datetime(2026, 5, 14, 21, 59, tzinfo=UTC)  # 23:59 in Berlin
NEXT_DAY = date(2026, 5, 15)


@pytest.fixture(autouse=True)
def berlin() -> Iterator[None]:
    with coach_in("Europe/Berlin"):
        yield


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(A_MINUTE_TO)


@pytest.fixture
def midnight(clock: SettableClock) -> Callable[[], None]:
    """Return what lets two minutes pass."""
    return lambda: clock.set(A_MINUTE_TO + timedelta(minutes=2))


@pytest.fixture
def work(workspace: Workspace, settle: Settle) -> Engagement:
    made: list[Engagement] = []
    workspace.run(an_engagement, made.append)
    settle()
    return made[0]


def with_a_goal(store: Store, work: Engagement, *, value: int | None = None) -> None:
    goal = set_goal(store, engagement_id=work.id, words="Say no").value.goal
    if value is not None:
        scale(store, goal_id=goal.id, value=value)


def test_a_new_day_is_told_once(workspace: Workspace, midnight: Callable[[], None], qtbot: QtBot) -> None:
    turn, told = TurnOfDay(workspace), []
    turn.came.connect(lambda: told.append(workspace.today()))
    turn.look()
    midnight()
    turn.look()
    turn.look()
    assert told == [NEXT_DAY]


def in_front(panel: Page, qtbot: QtBot, settle: Settle) -> None:
    qtbot.addWidget(panel)
    panel.show()
    panel.refresh()
    settle()


def test_the_calendar_marks_the_new_day(
    context: Context, midnight: Callable[[], None], settle: Settle, qtbot: QtBot
) -> None:
    panel = CalendarPanel(context)
    in_front(panel, qtbot, settle)
    midnight()
    panel.begin_day()
    settle()
    assert [one.day for one in panel.grid.table.days if one.is_today] == [NEXT_DAY]


def test_what_was_due_today_was_due_yesterday(
    context: Context, work: Engagement, midnight: Callable[[], None], settle: Settle, qtbot: QtBot
) -> None:
    context.workspace.run(lambda store: a_pledge(store, work, days=0))
    panel = PromisesPanel(context)
    in_front(panel, qtbot, settle)
    midnight()
    with qtbot.waitSignal(panel.model.dataChanged):
        panel.begin_day()
    settle()
    assert "yesterday" in panel.model.index(1).data()


def test_feedback_is_of_the_day_it_is_noted_on(
    context: Context, work: Engagement, midnight: Callable[[], None], qtbot: QtBot
) -> None:
    coach = FeedbackDriver(context, qtbot).open(work)
    midnight()
    coach.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert coach.rows()[0].said.feedback.given_on == NEXT_DAY


@pytest.mark.parametrize(("typed", "shown"), [("", NEXT_DAY), ("2026-05-01", date(2026, 5, 1))])
def test_who_signs_is_offered_the_new_day_unless_another_was_typed(
    context: Context, midnight: Callable[[], None], qtbot: QtBot, typed: str, shown: date
) -> None:
    coach = AgreementDriver(context, qtbot)
    coach.open(coach.prepare(lambda store: agreeing.make_ready(store, agreeing.begin(store))))
    coach.press(coach.panel.controls.main)
    day = coach.panel.view.signing.moment.day
    if typed:
        coach.type(day, typed)
    midnight()
    coach.panel.begin_day()
    coach.settle()
    assert day.value() == shown


@pytest.mark.parametrize("before", [None, 4])
def test_a_step_is_of_the_day_it_is_chosen_on(
    context: Context, work: Engagement, midnight: Callable[[], None], qtbot: QtBot, before: int | None
) -> None:
    context.workspace.run(lambda store: with_a_goal(store, work, value=before))
    coach = PathDriver(context, qtbot).open(work.id)
    midnight()
    coach.key(Qt.Key.Key_9, coach.card())
    shown = [(one.on_day, one.value) for one in coach.goal().scalings]
    assert shown == [(A_MINUTE_TO.date(), before)] * (before is not None) + [(NEXT_DAY, 9)]


def test_a_step_of_yesterday_is_not_in_hand_on_the_new_day(
    context: Context, work: Engagement, midnight: Callable[[], None], qtbot: QtBot
) -> None:
    context.workspace.run(lambda store: with_a_goal(store, work, value=4))
    coach = PathDriver(context, qtbot).open(work.id)
    assert coach.card().entry.steps.value == 4
    midnight()
    coach.panel.begin_day()
    coach.settle()
    assert coach.card().entry.steps.value is None
