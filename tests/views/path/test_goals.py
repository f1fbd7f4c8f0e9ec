from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coachdesk.models import goals
from coachdesk.models.entities.path import Goal
from coachdesk.models.entities.people import Engagement
from coachdesk.views.context import Context
from coachdesk.views.path import goal_card, goals_part
from coachdesk.views.path.forms import EndForm, GoalForm
from tests import refusing
from tests.drivers.path import PathDriver
from tests.making import an_engagement
from tests.walking import a_goal, scaled

DAY = date(2026, 5, 14)


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> Iterator[PathDriver]:
    yield PathDriver(context, qtbot)
    refusing.refuse_writes(refuse=False)


@pytest.fixture
def work(coach: PathDriver) -> Engagement:
    return coach.do(an_engagement)


@pytest.fixture
def goal(coach: PathDriver, work: Engagement) -> Goal:
    return coach.do(lambda store: a_goal(store, work))


def points(coach: PathDriver) -> list[tuple[int, str, date]]:
    return [(one.value, one.words, one.on_day) for one in coach.goal().scalings]


def test_before_there_is_a_goal_the_page_says_what_to_ask(coach: PathDriver, work: Engagement) -> None:
    coach.open(work.id)
    assert "What do they want to be different?" in coach.reads()
    assert coach.panel.goals.add.hasFocus()


def test_a_goal_is_set_in_the_clients_words(coach: PathDriver, work: Engagement) -> None:
    coach.open(work.id)
    coach.panel.new_goal.trigger()
    coach.write("To sleep through")
    coach.key(Qt.Key.Key_Return)
    assert coach.goal().goal.words == "To sleep through"
    assert "“To sleep through”" in coach.reads()
    assert coach.panel.form.form is None


def test_a_goal_without_words_stays_in_its_form(coach: PathDriver, work: Engagement) -> None:
    coach.open(work.id)
    coach.panel.new_goal.trigger()
    coach.form(GoalForm).measure.setText("Seven hours")
    coach.keep()
    assert "is empty" in coach.reads()
    assert coach.panel.has_unsaved
    coach.panel.form.close()


def test_one_key_scales(coach: PathDriver, work: Engagement, goal: Goal) -> None:
    coach.open(work.id)
    coach.key(Qt.Key.Key_6)
    assert points(coach) == [(6, "", DAY)]
    assert coach.card().entry.words.hasFocus()
    assert "What makes it a 6 rather than a 5?" in coach.reads()


@pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_0, 0), (Qt.Key.Key_X, 10)])
def test_there_is_a_key_for_either_end(
    coach: PathDriver, work: Engagement, goal: Goal, key: Qt.Key, step: int
) -> None:
    coach.open(work.id)
    coach.key(key)
    assert points(coach) == [(step, "", DAY)]


def test_entering_the_page_no_step_is_chosen_by_chance(
    coach: PathDriver, work: Engagement, goal: Goal
) -> None:
    coach.open(work.id)
    steps = coach.card().entry.steps
    assert not any(button.hasFocus() for button in steps.buttons)
    assert coach.panel.isAncestorOf(coach.panel.window().focusWidget())


def test_arrows_lead_to_a_step_and_space_chooses_it(coach: PathDriver, work: Engagement, goal: Goal) -> None:
    coach.open(work.id)
    coach.card().entry.steps.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        coach.key(key)
    assert points(coach) == []
    coach.key(Qt.Key.Key_Space)
    assert points(coach) == [(2, "", DAY)]


def test_the_words_are_theirs_and_kept_as_they_are_typed(
    coach: PathDriver, work: Engagement, goal: Goal
) -> None:
    coach.open(work.id)
    coach.key(Qt.Key.Key_6)
    coach.write("I rang 3 times, ex ante")
    coach.save()
    assert points(coach) == [(6, "I rang 3 times, ex ante", DAY)]
    assert "“I rang 3 times, ex ante”" in coach.reads()


def test_the_same_step_again_takes_it_back(coach: PathDriver, work: Engagement, goal: Goal) -> None:
    coach.open(work.id)
    coach.key(Qt.Key.Key_6)
    coach.key(Qt.Key.Key_6, coach.card().entry.steps.buttons[6])
    assert points(coach) == []


def test_a_step_and_its_words_are_undone_in_turn(coach: PathDriver, work: Engagement, goal: Goal) -> None:
    coach.open(work.id)
    coach.key(Qt.Key.Key_6)
    coach.key(Qt.Key.Key_7, coach.card().entry.steps.buttons[6])
    assert points(coach) == [(7, "", DAY)]
    coach.undo()
    assert points(coach) == [(6, "", DAY)]
    coach.undo()
    assert points(coach) == []
    coach.redo()
    assert points(coach) == [(6, "", DAY)]
    assert coach.card().entry.steps.value == 6


def test_it_may_have_been_said_on_another_day(coach: PathDriver, work: Engagement, goal: Goal) -> None:
    coach.open(work.id)
    coach.key(Qt.Key.Key_6)
    coach.card().entry.day.setText("2026-05-02")
    coach.card().entry.day.editingFinished.emit()
    coach.settle()
    assert points(coach) == [(6, "", date(2026, 5, 2))]


def test_a_day_that_has_not_come_is_refused_in_words(coach: PathDriver, work: Engagement, goal: Goal) -> None:
    coach.open(work.id)
    coach.key(Qt.Key.Key_6)
    coach.card().entry.day.setText("2026-06-02")
    coach.card().entry.day.editingFinished.emit()
    coach.settle()
    assert "That day has not come yet." in coach.reads()
    coach.card().entry.day.setText("2026-05-02")


def test_former_points_stand_in_order_with_their_words(
    coach: PathDriver, work: Engagement, goal: Goal
) -> None:
    said = ((date(2026, 3, 1), 6, "I wait"), (date(2026, 4, 2), 4, "I ask"))
    coach.do(lambda store: scaled(store, goal.id, *said))
    text = coach.open(work.id).reads()
    assert text.index("“I wait”") < text.index("“I ask”")
    assert coach.card().entry.steps.value is None


def test_older_points_are_folded(coach: PathDriver, work: Engagement, goal: Goal) -> None:
    said = [(date(2026, 3, day), day % 11, f"day {day}") for day in range(1, 9)]
    coach.do(lambda store: scaled(store, goal.id, *said))
    coach.open(work.id)
    assert "“day 3”" not in coach.reads()
    assert coach.card().points.earlier.button.text() == "Earlier (3)"
    coach.card().points.earlier.open()
    assert "“day 3”" in coach.reads()


def test_a_former_point_can_be_put_right(coach: PathDriver, work: Engagement, goal: Goal) -> None:
    coach.do(lambda store: scaled(store, goal.id, (date(2026, 3, 1), 6, "I wait")))
    coach.open(work.id)
    coach.card().points.change_wanted.emit(coach.goal().scalings[0])
    coach.key(Qt.Key.Key_5)
    assert points(coach) == [(5, "I wait", date(2026, 3, 1))]


def test_a_goal_can_have_other_words(coach: PathDriver, work: Engagement, goal: Goal) -> None:
    coach.open(work.id)
    coach.choose(coach.card(), goal_card.EDIT)
    coach.form(GoalForm).words.setText("To rest")
    coach.keep()
    assert coach.goal().goal.words == "To rest"
    coach.undo()
    assert coach.goal().goal == goal


def test_a_goal_ends_with_a_word_on_why_and_is_taken_up_again(
    coach: PathDriver, work: Engagement, goal: Goal
) -> None:
    coach.open(work.id)
    coach.choose(coach.card(), goal_card.END)
    coach.form(EndForm).because.setText("It is easy now")
    coach.keep()
    assert coach.goal().goal.ended_because == "It is easy now"
    assert coach.panel.goals.ended.button.text() == "Goals that ended (1)"
    coach.panel.goals.wanted.emit(goals_part.UP, coach.goal())
    coach.settle()
    assert coach.goal().goal.ended_on is None


def test_goals_change_places(coach: PathDriver, work: Engagement, goal: Goal) -> None:
    coach.do(lambda store: a_goal(store, work, "To sleep"))
    coach.open(work.id)
    assert not coach.card(1).more.action(goal_card.LATER).isEnabled()
    coach.choose(coach.card(1), goal_card.EARLIER)
    assert [one.goal.words for one in coach.stored().goals] == ["To sleep", goal.words]
    coach.undo()
    assert [one.goal.words for one in coach.stored().goals] == [goal.words, "To sleep"]


def test_a_goal_that_is_removed_comes_back_with_its_points(
    coach: PathDriver, work: Engagement, goal: Goal
) -> None:
    coach.do(lambda store: scaled(store, goal.id, (date(2026, 3, 1), 6, "I wait")))
    coach.open(work.id)
    before = coach.goal()
    coach.choose(coach.card(), goal_card.REMOVE)
    assert coach.stored().goals == ()
    coach.undo()
    assert coach.goal() == before


def test_what_can_not_be_saved_stays_on_the_page(coach: PathDriver, work: Engagement, goal: Goal) -> None:
    other = coach.do(lambda store: an_engagement(store, "Daniel"))
    coach.open(work.id)
    refusing.refuse_writes(refuse=True)
    coach.key(Qt.Key.Key_6)
    coach.open(other.id)
    assert coach.panel.subtitle.whole == "Mira Solano"
    assert coach.panel.has_unsaved
    coach.settle()
    refusing.refuse_writes(refuse=False)
    coach.save()
    assert coach.do(lambda store: goals.get_goal(store, goal_id=goal.id)).scalings[0].value == 6


def test_a_point_from_elsewhere_moves_no_word(coach: PathDriver, work: Engagement, goal: Goal) -> None:
    coach.open(work.id)
    coach.key(Qt.Key.Key_6)
    coach.write("I rang")
    scale = partial(goals.scale, goal_id=goal.id, value=2, words="from elsewhere", on_day=date(2026, 3, 1))
    coach.do(scale)
    coach.settle()
    assert "“from elsewhere”" in coach.reads()
    assert coach.card().entry.words.text() == "I rang"


def test_words_that_are_taken_back_leave_a_step_that_was_said_meanwhile(
    coach: PathDriver, work: Engagement, goal: Goal
) -> None:
    coach.open(work.id)
    coach.choose(coach.card(), goal_card.EDIT)
    coach.form(GoalForm).words.setText("To say no kindly")
    coach.card().entry.steps.pick(6)
    coach.settle()
    coach.keep()
    coach.undo()
    assert coach.goal().goal.words == goal.words
    assert points(coach) == [(6, "", DAY)]


def test_setting_one_can_be_undone_with_its_form_open(coach: PathDriver, work: Engagement) -> None:
    coach.open(work.id)
    coach.panel.new_goal.trigger()
    coach.write("To sleep through")
    coach.keep()
    coach.choose(coach.card(), goal_card.EDIT)
    coach.undo()
    assert (coach.stored().goals, coach.panel.form.form, coach.panel.has_unsaved) == ((), None, False)


def test_removed_with_a_form_open_it_takes_the_words_along(
    coach: PathDriver, work: Engagement, goal: Goal
) -> None:
    coach.open(work.id)
    coach.choose(coach.card(), goal_card.EDIT)
    coach.form(GoalForm).measure.setText("A handshake")
    coach.choose(coach.card(), goal_card.REMOVE)
    assert (coach.stored().goals, coach.panel.form.form) == ((), None)
    coach.undo()
    assert (coach.goal().goal.words, coach.goal().goal.measure) == (goal.words, "A handshake")
