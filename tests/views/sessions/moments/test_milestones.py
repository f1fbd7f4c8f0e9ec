"""How a milestone turns on the page of a session, and that a removal by mistake loses no turn."""

from datetime import date
from functools import partial

import attrs
import pytest
from PySide6.QtCore import Qt

from coachdesk.models.entities.moment import Milestone, MilestoneState
from coachdesk.models.milestone_turns import turns_of
from coachdesk.models.moments import put_moment
from tests.drivers.moments import MomentsDriver
from tests.noting import one_of_each


@pytest.fixture
def moved(noting: MomentsDriver) -> Milestone:
    """Return a milestone that was moved, with a word on why."""
    every = one_of_each(noting.session, noting.coach.vault.context.workspace.now())
    milestone = next(one for one in every if isinstance(one, Milestone))
    other_day = attrs.evolve(
        milestone, state=MilestoneState.MOVED, target_on=date(2026, 10, 1), why="Jonas is away"
    )
    noting.coach.vault.write(partial(put_moment, moment=milestone))
    noting.put(other_day)
    return other_day


def whys(noting: MomentsDriver, milestone: Milestone) -> list[str]:
    noting.stored()
    found = noting.coach.vault.do(lambda store: turns_of(store, milestone.id))
    return [turn.why for turn in found]


def test_one_key_says_that_it_is_reached_and_is_a_turn(noting: MomentsDriver, moved: Milestone) -> None:
    noting.row()
    noting.key(Qt.Key.Key_2)
    assert whys(noting, moved) == ["Jonas is away", ""]


def test_the_same_key_by_mistake_leaves_no_trace(noting: MomentsDriver, moved: Milestone) -> None:
    noting.row()
    noting.key(Qt.Key.Key_2)
    noting.undo()
    assert whys(noting, moved) == ["Jonas is away"]


def test_the_notice_brings_a_milestone_back_with_its_turns(noting: MomentsDriver, moved: Milestone) -> None:
    noting.row()
    noting.key(Qt.Key.Key_Delete)
    assert whys(noting, moved) == []
    undo = noting.coach.vault.notices[-1].on_action
    assert undo is not None
    undo()
    assert whys(noting, moved) == ["Jonas is away"]
