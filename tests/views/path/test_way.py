from datetime import date

import attrs
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.models import milestones
from coachdesk.models.engagements import save_engagement
from coachdesk.models.entities.moment import Milestone, MilestoneState
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.timeline import HappenedGroup
from coachdesk.views.context import Context
from coachdesk.views.path import stop_row
from coachdesk.views.path.forms import LetGoForm, MoveForm, StopForm
from coachdesk.views.path.gutter import MARK_OF, Mark
from coachdesk.views.timeline.wording import group_name
from tests.drivers.path import PathDriver
from tests.making import an_engagement
from tests.walking import SUMMER, a_milestone

AUTUMN = date(2026, 10, 1)
AHEAD, REACHED, MOVED, LET_GO = MilestoneState


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> PathDriver:
    return PathDriver(context, qtbot)


@pytest.fixture
def work(coach: PathDriver) -> Engagement:
    return coach.do(an_engagement)


@pytest.fixture
def talk(coach: PathDriver, work: Engagement) -> Milestone:
    return coach.do(lambda store: a_milestone(store, work))


def test_the_page_has_the_name_that_a_timeline_uses(coach: PathDriver, work: Engagement) -> None:
    coach.open(work.id)
    assert group_name(HappenedGroup.PATH).casefold() in coach.panel.title.whole


def test_the_way_leads_from_its_start_to_the_picture_of_success(coach: PathDriver, work: Engagement) -> None:
    painted = attrs.evolve(work, picture_of_success="I go home at five", starts_on=date(2026, 3, 3))
    coach.do(lambda store: save_engagement(store, engagement=painted))
    text = coach.open(work.id).reads()
    assert "Begun on 3 Mar" in text
    assert text.index("“To lead kindly”") < text.index("“I go home at five”")


def test_without_a_picture_it_says_what_to_ask(coach: PathDriver, work: Engagement) -> None:
    went: list[tuple[str, str]] = []
    coach.context.navigation.engagement_edit_requested.connect(lambda *ids: went.append(ids))
    coach.open(work.id)
    assert "How will it be, once they are there?" in coach.reads()
    coach.press(coach.panel.way.paint_picture)
    assert went == [(work.client_ids[0], work.id)]


def test_a_milestone_is_set_with_a_key_and_enter(coach: PathDriver, work: Engagement) -> None:
    coach.open(work.id)
    coach.panel.new_stop.trigger()
    coach.write("The letter is sent")
    coach.form(StopForm).target.setText("2026-10-01")
    coach.form(StopForm).together.setChecked(False)
    coach.key(Qt.Key.Key_Return)
    [stop] = coach.stored().stops
    assert (stop.milestone.what, stop.milestone.target_on, stop.milestone.set_together) == (
        "The letter is sent",
        AUTUMN,
        False,
    )
    assert "my own idea so far" in coach.reads()


def test_setting_one_can_be_undone_and_done_again(coach: PathDriver, work: Engagement) -> None:
    coach.open(work.id)
    coach.panel.new_stop.trigger()
    coach.write("The letter is sent")
    coach.keep()
    before = coach.stored().stops
    coach.undo()
    assert coach.stored().stops == ()
    coach.redo()
    assert coach.stored().stops == before


def test_one_key_says_that_it_is_reached(coach: PathDriver, work: Engagement, talk: Milestone) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_R)
    assert coach.stop(talk.id).milestone.state is REACHED
    assert "reached on 14 May" in coach.reads()
    assert coach.row(talk.id).inside.hasFocus()
    coach.undo()
    assert (coach.stop(talk.id).milestone, coach.stop(talk.id).turns) == (talk, ())


def test_it_moves_with_a_reason_and_shows_where_it_was(
    coach: PathDriver, work: Engagement, talk: Milestone
) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_M)
    form = coach.form(MoveForm)
    form.target.setText("2026-10-01")
    form.what.setText("A letter")
    form.why.setText("Jonas is away")
    coach.keep()
    assert coach.stop(talk.id).milestone.state is MOVED
    assert "Before: “The talk is held”, by 1 Jul – Jonas is away" in coach.reads()
    coach.undo()
    assert coach.stop(talk.id).milestone == talk


def test_let_go_it_stays_in_sight_with_its_reason(
    coach: PathDriver, work: Engagement, talk: Milestone
) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_L)
    coach.form(LetGoForm).why.setText("It matters no more")
    coach.keep()
    text = coach.reads()
    assert {"The talk is held", "let go", "It matters no more"} <= set(text.splitlines())
    assert "let go on 14 May" in text


def test_it_may_be_let_go_without_a_word(coach: PathDriver, work: Engagement, talk: Milestone) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_L)
    coach.key(Qt.Key.Key_Return)
    assert coach.stop(talk.id).milestone.state is LET_GO


def test_what_is_behind_can_be_taken_up_again(coach: PathDriver, work: Engagement, talk: Milestone) -> None:
    coach.do(lambda store: milestones.reach(store, milestone_id=talk.id))
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_U)
    assert coach.stop(talk.id).milestone.state is AHEAD


def test_only_what_makes_sense_is_offered(coach: PathDriver, work: Engagement, talk: Milestone) -> None:
    coach.do(lambda store: milestones.reach(store, milestone_id=talk.id))
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_L)
    assert coach.panel.form.form is None
    assert not coach.row(talk.id).more.action(stop_row.MOVE).isVisible()


def test_other_words_leave_its_state_alone(coach: PathDriver, work: Engagement, talk: Milestone) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_E)
    coach.form(StopForm).measure.setText("A handshake")
    coach.keep()
    stop = coach.stop(talk.id)
    assert (stop.milestone.measure, stop.milestone.state, stop.turns) == ("A handshake", AHEAD, ())


def test_removed_by_mistake_it_comes_back_as_it_was(
    coach: PathDriver, work: Engagement, talk: Milestone
) -> None:
    coach.do(lambda store: milestones.move(store, milestone_id=talk.id, to=AUTUMN, why="Jonas is away"))
    coach.open(work.id)
    before = coach.stop(talk.id)
    coach.on_stop(talk.id, Qt.Key.Key_Delete)
    assert coach.stored().stops == ()
    assert coach.panel.way.add.hasFocus()
    assert coach.notices[-1].action_text == "Undo"
    coach.undo()
    assert coach.stop(talk.id) == before


def test_esc_leaves_a_form_and_changes_nothing(coach: PathDriver, work: Engagement, talk: Milestone) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_M)
    coach.write("x")
    coach.key(Qt.Key.Key_Escape)
    assert coach.panel.form.form is None
    assert coach.row(talk.id).inside.hasFocus()
    assert coach.stop(talk.id).milestone == talk


def test_a_second_form_keeps_the_first(coach: PathDriver, work: Engagement, talk: Milestone) -> None:
    coach.open(work.id)
    coach.panel.new_goal.trigger()
    coach.write("To sleep through")
    coach.on_stop(talk.id, Qt.Key.Key_M)
    assert coach.goal().goal.words == "To sleep through"
    coach.form(MoveForm)


def test_what_is_typed_is_kept_on_the_way_out(coach: PathDriver, work: Engagement, talk: Milestone) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_M)
    coach.form(MoveForm).why.setText("Jonas is away")
    coach.save()
    assert coach.stop(talk.id).turns[-1].why == "Jonas is away"


def test_no_day_of_the_calendar_is_said_and_nothing_lost(
    coach: PathDriver, work: Engagement, talk: Milestone
) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_M)
    coach.form(MoveForm).target.setText("soon")
    coach.keep()
    assert "is not a day of the calendar" in coach.reads()
    assert coach.panel.has_unsaved
    coach.form(MoveForm).target.setText("")


def test_arrows_walk_the_way(coach: PathDriver, work: Engagement, talk: Milestone) -> None:
    later = coach.do(lambda store: a_milestone(store, work, "Later", target_on=AUTUMN))
    coach.open(work.id)
    coach.row(talk.id).setFocus()
    for key, here in ((Qt.Key.Key_Down, later), (Qt.Key.Key_Down, later), (Qt.Key.Key_Up, talk)):
        coach.key(key)
        assert coach.row(here.id).inside.hasFocus()


def test_tab_stops_at_what_comes_next_alone(coach: PathDriver, work: Engagement, talk: Milestone) -> None:
    coach.do(lambda store: milestones.reach(store, milestone_id=talk.id))
    later = coach.do(lambda store: a_milestone(store, work, "Later", target_on=AUTUMN))
    coach.open(work.id)
    stops = {key: row.inside.focusPolicy() for key, row in coach.panel.way.rows.items()}
    assert stops == {talk.id: Qt.FocusPolicy.ClickFocus, later.id: Qt.FocusPolicy.StrongFocus}


def test_a_row_says_all_of_itself(coach: PathDriver, work: Engagement, talk: Milestone) -> None:
    coach.do(lambda store: milestones.move(store, milestone_id=talk.id, to=AUTUMN, why="Jonas is away"))
    coach.open(work.id)
    assert coach.row(talk.id).inside.accessibleName() == (
        "The talk is held, moved, by 1 Oct · Both said their price, Before: by 1 Jul – Jonas is away"
    )


def test_each_state_has_a_shape_and_a_word_of_its_own() -> None:
    assert set(MARK_OF) == set(MilestoneState)
    assert len({*MARK_OF.values(), Mark.START, Mark.ADD, Mark.END}) == len(MilestoneState) + 3


def test_a_way_that_changes_elsewhere_is_read_again(
    coach: PathDriver, work: Engagement, talk: Milestone
) -> None:
    coach.open(work.id)
    assert coach.stop(talk.id).milestone.target_on == SUMMER
    coach.do(lambda store: milestones.let_go(store, milestone_id=talk.id, why="from elsewhere"))
    coach.settle()
    assert "from elsewhere" in coach.reads()


def test_what_changed_elsewhere_meanwhile_is_not_undone(
    coach: PathDriver, work: Engagement, talk: Milestone
) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_R)
    coach.do(lambda store: milestones.take_up_again(store, milestone_id=talk.id, why="from elsewhere"))
    coach.undo()
    assert coach.stop(talk.id).milestone.why == "from elsewhere"


def test_other_words_leave_what_became_of_it_while_they_were_typed(
    coach: PathDriver, work: Engagement, talk: Milestone
) -> None:
    coach.open(work.id)
    coach.choose(coach.row(talk.id), stop_row.EDIT)
    coach.form(StopForm).what.setText("The long talk is held")
    coach.row(talk.id).wanted.emit(stop_row.REACH, coach.row(talk.id).stop)
    coach.settle()
    coach.keep()
    now = coach.stop(talk.id).milestone
    assert (now.what, now.state) == ("The long talk is held", REACHED)
    coach.undo()
    now = coach.stop(talk.id).milestone
    assert (now.what, now.state) == ("The talk is held", REACHED)


def test_removed_with_a_form_open_it_takes_the_words_along(
    coach: PathDriver, work: Engagement, talk: Milestone
) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_M)
    coach.form(MoveForm).why.setText("Jonas is away")
    coach.choose(coach.row(talk.id), stop_row.REMOVE)
    assert (coach.stored().stops, coach.panel.form.form, coach.panel.has_unsaved) == ((), None, False)
    coach.undo()
    assert coach.stop(talk.id).turns[-1].why == "Jonas is away"


def test_one_whose_form_can_not_be_kept_stays(coach: PathDriver, work: Engagement, talk: Milestone) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_M)
    coach.form(MoveForm).target.setText("soon")
    coach.choose(coach.row(talk.id), stop_row.REMOVE)
    assert "is not a day of the calendar" in coach.reads()
    assert coach.stop(talk.id).milestone == talk
    coach.form(MoveForm).target.setText("")


def test_setting_one_can_be_undone_with_its_form_open(coach: PathDriver, work: Engagement) -> None:
    coach.open(work.id)
    coach.panel.new_stop.trigger()
    coach.write("The letter is sent")
    coach.keep()
    coach.on_stop(coach.stored().stops[0].milestone.id, Qt.Key.Key_E)
    coach.undo()
    assert (coach.stored().stops, coach.panel.form.form, coach.panel.has_unsaved) == ((), None, False)


def test_words_for_one_that_is_gone_can_be_copied(
    coach: PathDriver, work: Engagement, talk: Milestone
) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_M)
    coach.form(MoveForm).why.setText("Jonas is away")
    coach.do(lambda store: milestones.remove_milestone(store, milestone_id=talk.id))
    coach.settle()
    assert coach.panel.form.form is None
    assert coach.notices[-1].on_action is not None
    coach.notices[-1].on_action()
    assert QApplication.clipboard().text() == "Jonas is away"
    QApplication.clipboard().clear()


def test_a_form_left_while_it_is_kept_waits_for_no_answer(
    coach: PathDriver, work: Engagement, talk: Milestone
) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_M)
    form = coach.form(MoveForm)
    form.why.setText("Jonas is away")
    form.saved.emit()
    form.left.emit()
    QApplication.sendPostedEvents(form, QEvent.Type.DeferredDelete)
    coach.settle()
    assert coach.stop(talk.id).turns[-1].why == "Jonas is away"


def test_leaving_a_form_that_can_not_be_kept_says_why(
    coach: PathDriver, work: Engagement, talk: Milestone
) -> None:
    asked: list[str] = []
    coach.context.navigation.path_requested.connect(asked.append)
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_M)
    coach.form(MoveForm).target.setText("soon")
    coach.panel.flush()
    coach.panel.hide()
    coach.settle()
    told = coach.notices[-1]
    assert told.text.startswith("Not saved yet: “soon” is not a day of the calendar")
    assert told.on_action is not None
    told.on_action()
    assert asked == [work.id]
    coach.form(MoveForm).target.setText("")


def test_a_form_that_can_not_be_kept_says_so_where_it_is(
    coach: PathDriver, work: Engagement, talk: Milestone
) -> None:
    coach.open(work.id)
    coach.on_stop(talk.id, Qt.Key.Key_M)
    coach.form(MoveForm).target.setText("soon")
    coach.keep()
    assert coach.notices == []
    coach.form(MoveForm).target.setText("")
