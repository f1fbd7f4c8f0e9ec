from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.ritual import RitualMoment
from coachdesk.models.rituals import remove_ritual
from coachdesk.models.shipped_rituals import ritual_examples
from coachdesk.views.context import Context
from coachdesk.views.rituals.whose import Reach
from coachdesk.views.widgets.problem import ProblemLine
from tests import refusing
from tests.drivers.clients import misnamed, unnamed
from tests.drivers.rituals import RitualsDriver
from tests.making import an_engagement
from tests.repeating import a_ritual

DAY = date(2026, 5, 14)


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> Iterator[RitualsDriver]:
    yield RitualsDriver(context, qtbot)
    refusing.refuse_writes(refuse=False)


@pytest.fixture
def work(coach: RitualsDriver) -> Engagement:
    return coach.do(an_engagement)


@pytest.fixture
def arriving(coach: RitualsDriver, work: Engagement) -> RitualsDriver:
    """A coach before one ritual of Mira's."""
    coach.do(lambda store: a_ritual(store, work))
    return coach.open(work.id)


def test_before_there_is_any_it_shows_examples_and_switches_none_on(coach: RitualsDriver) -> None:
    coach.open()
    assert len(coach.panel.nothing.takes) == len(ritual_examples("en"))
    assert coach.panel.nothing.write.hasFocus()
    assert coach.stored() == ()


def test_an_example_that_is_taken_is_off_until_the_coach_switches_it_on(
    coach: RitualsDriver, work: Engagement
) -> None:
    coach.open(work.id)
    coach.press(coach.panel.nothing.takes[0])
    [taken] = coach.stored()
    assert (taken.name, taken.active, taken.engagement_id) == ("Arriving", False, work.id)
    assert coach.listed() == ["Arriving, off, as we begin"]
    assert coach.panel.form.name.hasFocus()
    coach.press(coach.panel.form.on)
    assert coach.stored()[0].active


def test_an_example_of_a_day_begins_with_a_day(coach: RitualsDriver) -> None:
    coach.open()
    coach.press(coach.panel.nothing.takes[-1])
    assert (coach.stored()[0].moment, coach.stored()[0].on_day) == (RitualMoment.ON_DAY, DAY)


def test_a_new_one_is_named_at_once_and_comes_when_it_is_due(arriving: RitualsDriver) -> None:
    arriving.press(arriving.panel.new)
    assert arriving.panel.form.name.selectedText() == "Our ritual"
    arriving.type_over(arriving.panel.form.name, "Tea first")
    assert [(one.name, one.active) for one in arriving.stored()] == [("Arriving", True), ("Tea first", True)]
    assert arriving.listed()[1] == "Tea first, as we begin"


def test_the_page_of_a_client_shows_those_of_every_client_as_such(arriving: RitualsDriver) -> None:
    arriving.do(lambda store: a_ritual(store, None, RitualMoment.CLOSING, name="Last words"))
    arriving.open(arriving.panel.engagement_at_hand)
    assert arriving.listed() == ["Arriving, as we begin", "Last words, as we end · every client"]
    arriving.choose("Last words")
    assert "every client" in arriving.panel.form.whose.everyone.text().lower()
    assert arriving.panel.form.whose.everyone.isVisible()
    arriving.open()
    assert arriving.listed() == ["Last words, as we end"]
    assert not arriving.panel.form.whose.reach.isVisible()


def test_what_is_asked_follows_when_it_comes(arriving: RitualsDriver) -> None:
    form = arriving.panel.form
    form.moment.buttons[RitualMoment.EVERY].click()
    arriving.settle()
    assert (form.every.isVisible(), form.on_day.isVisible(), form.every.text()) == (True, False, "4")
    form.moment.buttons[RitualMoment.ON_DAY].click()
    arriving.settle()
    assert (form.every.isVisible(), form.on_day.isVisible()) == (False, True)
    assert arriving.stored()[0].on_day == DAY


def test_what_is_no_number_is_said_and_nothing_is_lost(arriving: RitualsDriver) -> None:
    form = arriving.panel.form
    form.moment.buttons[RitualMoment.EVERY].click()
    arriving.settle()
    arriving.type_over(form.every, "often")
    assert arriving.panel.has_unsaved
    problem = form.findChild(ProblemLine)
    assert problem is not None
    assert "often" in problem.said
    arriving.type_over(form.every, "3")
    assert arriving.stored()[0].every == 3


def test_it_becomes_one_of_every_client(arriving: RitualsDriver) -> None:
    arriving.panel.form.whose.reach.buttons[Reach.EVERY].click()
    arriving.settle()
    assert arriving.stored()[0].engagement_id is None
    arriving.take_back()
    assert arriving.stored()[0].engagement_id == arriving.panel.engagement_at_hand


def test_steps_are_written_with_the_keyboard_alone(arriving: RitualsDriver) -> None:
    steps = arriving.panel.form.steps
    steps.lines[0].field.setFocus()
    arriving.keys("Return")
    arriving.qtbot.keyClicks(arriving.panel.window().focusWidget(), "Tea")
    arriving.save()
    assert arriving.stored()[0].steps == ("A quiet minute", "Tea", "One word each")
    arriving.keys("Alt+Up")
    assert arriving.stored()[0].steps == ("Tea", "A quiet minute", "One word each")
    assert steps.lines[0].field.hasFocus()
    arriving.keys("Alt+Up")
    assert arriving.steps()[0] == "Tea"


def test_backspace_leaves_an_empty_step(arriving: RitualsDriver) -> None:
    arriving.press(arriving.panel.form.steps.more)
    assert len(arriving.steps()) == 3
    arriving.keys("Backspace")
    assert arriving.steps() == ["A quiet minute", "One word each"]
    assert arriving.panel.form.steps.lines[1].field.hasFocus()


def test_ctrl_z_takes_back_one_change_after_the_other(arriving: RitualsDriver) -> None:
    form = arriving.panel.form
    arriving.type_over(form.name, "Landing")
    form.steps.lines[1].up.click()
    form.steps.lines[0].remove.click()
    arriving.press(form.on)
    found = []
    for _ in range(4):
        arriving.keys("Ctrl+Z")
        [now] = arriving.stored()
        found.append((now.active, now.steps, now.name))
    both = ("A quiet minute", "One word each")
    assert found == [
        (True, ("A quiet minute",), "Landing"),
        (True, both[::-1], "Landing"),
        (True, both, "Landing"),
        (True, both, "Arriving"),
    ]
    assert arriving.steps() == list(both)


def test_what_is_removed_comes_back_by_the_notice_or_by_ctrl_z(arriving: RitualsDriver) -> None:
    before = arriving.stored()
    arriving.press(arriving.panel.remove)
    assert arriving.stored() == ()
    assert arriving.panel.nothing.isVisible()
    assert arriving.notices[-1].text == "“Arriving” is removed."
    arriving.take_back()
    assert arriving.stored() == before
    arriving.panel.undo.redo()
    arriving.settle()
    assert arriving.stored() == ()


def test_taking_back_a_new_one_takes_it_away(arriving: RitualsDriver) -> None:
    arriving.press(arriving.panel.new)
    arriving.type_over(arriving.panel.form.name, "Tea first")
    for _ in range(2):
        arriving.take_back()
    assert [one.name for one in arriving.stored()] == ["Arriving"]


def test_one_that_was_removed_elsewhere_is_gone_from_the_page(arriving: RitualsDriver) -> None:
    [ritual] = arriving.stored()
    arriving.do(lambda store: remove_ritual(store, ritual_id=ritual.id))
    assert arriving.panel.nothing.isVisible()


def test_words_that_could_not_be_saved_keep_the_page(arriving: RitualsDriver) -> None:
    jo = arriving.do(lambda store: an_engagement(store, "Jo Mills"))
    refusing.refuse_writes(refuse=True)
    arriving.type_over(arriving.panel.form.name, "Landing")
    arriving.open(jo.id)
    assert arriving.panel.form.name.text() == "Landing"
    assert arriving.panel.engagement_at_hand != jo.id
    refusing.refuse_writes(refuse=False)
    arriving.save()
    assert arriving.stored()[0].name == "Landing"


def test_everything_has_a_name(arriving: RitualsDriver) -> None:
    assert unnamed(arriving.panel) == []
    assert misnamed(arriving.panel) == []


def test_how_a_session_begins_and_ends_stand_side_by_side(coach: RitualsDriver) -> None:
    coach.open()
    assert list(coach.panel.form.moment.buttons) == list(RitualMoment)
