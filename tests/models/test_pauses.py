from datetime import timedelta

import pytest

from coachdesk.errors import InvalidInputError
from coachdesk.models import standing
from coachdesk.models.ending import begin_ending, close_work, go_on_after_all, take_step
from coachdesk.models.entities.ending import EndingStep
from coachdesk.models.entities.people import ClientStatus, Engagement, EngagementState
from coachdesk.models.pauses import pause_work, return_to_work
from coachdesk.models.store import Store
from coachdesk.models.waiting import Care, returns_due
from tests.making import an_engagement
from tests.models.test_ending import end, make_active, state_of, status_of


@pytest.fixture
def work(store: Store) -> Engagement:
    return make_active(store, an_engagement(store))


def test_a_rest_has_a_day_and_a_why(store: Store, work: Engagement) -> None:
    until = store.now().date() + timedelta(days=60)
    pause_work(store, engagement_id=work.id, until=until, why=" The child comes ")
    rest = standing.standing(store, engagement_id=work.id).pause
    assert rest is not None
    assert (rest.until, rest.why) == (until, "The child comes")
    assert (state_of(store, work), status_of(store, work)) == (EngagementState.PAUSED, ClientStatus.PAUSED)


def test_the_work_goes_on_where_it_was(store: Store, work: Engagement) -> None:
    pause_work(store, engagement_id=work.id)
    return_to_work(store, engagement_id=work.id, welcome="With a walk")
    now = standing.standing(store, engagement_id=work.id)
    assert now.pause is None
    assert [rest.welcome for rest in now.pauses] == ["With a walk"]
    assert (state_of(store, work), status_of(store, work)) == (EngagementState.ACTIVE, ClientStatus.ACTIVE)


def test_each_rest_stays_on_record(store: Store, work: Engagement) -> None:
    for _ in range(2):
        pause_work(store, engagement_id=work.id)
        return_to_work(store, engagement_id=work.id)
    assert len(standing.standing(store, engagement_id=work.id).pauses) == 2


def test_a_rest_is_not_over_before_it_begins(store: Store, work: Engagement) -> None:
    with pytest.raises(InvalidInputError, match="goes on for a while"):
        pause_work(store, engagement_id=work.id, until=store.now().date())


def test_what_rests_does_not_rest_twice(store: Store, work: Engagement) -> None:
    pause_work(store, engagement_id=work.id)
    with pytest.raises(InvalidInputError, match="rests already"):
        pause_work(store, engagement_id=work.id)


def test_what_goes_on_has_nothing_to_come_back_from(store: Store, work: Engagement) -> None:
    with pytest.raises(InvalidInputError, match="does not rest"):
        return_to_work(store, engagement_id=work.id)


def test_a_rest_and_a_return_can_be_taken_back(store: Store, work: Engagement) -> None:
    active = standing.standing(store, engagement_id=work.id)
    begun = pause_work(store, engagement_id=work.id).value
    resting = standing.standing(store, engagement_id=work.id)
    back = return_to_work(store, engagement_id=work.id).value
    standing.put_back(store, before=back)
    assert standing.standing(store, engagement_id=work.id) == resting
    standing.put_back(store, before=begun)
    assert standing.standing(store, engagement_id=work.id) == active


def test_work_whose_rest_was_meant_to_be_over_waits_on_today(store: Store, work: Engagement) -> None:
    until = store.now().date() + timedelta(days=3)
    pause_work(store, engagement_id=work.id, until=until)
    found = [
        [one.care for one in returns_due(store, day=until + timedelta(days=later))] for later in (-1, 0, 1)
    ]
    assert found == [[], [Care.RETURN], [Care.RETURN]]
    return_to_work(store, engagement_id=work.id)
    assert returns_due(store, day=until) == ()


def test_a_rest_within_a_rest_leads_back_one_at_a_time(store: Store, work: Engagement) -> None:
    pause_work(store, engagement_id=work.id, why="The child comes")
    begin_ending(store, engagement_id=work.id)
    pause_work(store, engagement_id=work.id, why="A holiday before the end")
    return_to_work(store, engagement_id=work.id)
    assert state_of(store, work) is EngagementState.CLOSING
    go_on_after_all(store, engagement_id=work.id)
    return_to_work(store, engagement_id=work.id)
    assert state_of(store, work) is EngagementState.ACTIVE
    assert standing.standing(store, engagement_id=work.id).pause is None


def test_work_that_ends_rests_no_more(store: Store, work: Engagement) -> None:
    pause_work(store, engagement_id=work.id)
    begin_ending(store, engagement_id=work.id)
    assert standing.standing(store, engagement_id=work.id).pause is None


@pytest.mark.parametrize("is_closed", [False, True])
def test_work_that_rested_before_its_end_rests_on_after_all(
    store: Store, work: Engagement, is_closed: bool
) -> None:
    until = store.today() + timedelta(days=30)
    pause_work(store, engagement_id=work.id, until=until)
    before = standing.standing(store, engagement_id=work.id)
    if is_closed:
        end(store, work)
    else:
        begin_ending(store, engagement_id=work.id)
    go_on_after_all(store, engagement_id=work.id)
    assert standing.standing(store, engagement_id=work.id) == before
    assert [one.care for one in returns_due(store, day=until)] == [Care.RETURN]


def test_a_rest_that_was_over_before_the_end_is_over_after_all(store: Store, work: Engagement) -> None:
    pause_work(store, engagement_id=work.id)
    return_to_work(store, engagement_id=work.id)
    begin_ending(store, engagement_id=work.id)
    go_on_after_all(store, engagement_id=work.id)
    assert standing.standing(store, engagement_id=work.id).pause is None


def test_work_that_goes_on_after_all_does_not_rest_any_more(store: Store, work: Engagement) -> None:
    begin_ending(store, engagement_id=work.id)
    pause_work(store, engagement_id=work.id)
    go_on_after_all(store, engagement_id=work.id)
    now = standing.standing(store, engagement_id=work.id)
    assert (now.engagement.state, now.pause) == (EngagementState.ACTIVE, None)


def test_work_that_is_closed_has_no_rest_left_open(store: Store, work: Engagement) -> None:
    for deed in (pause_work, begin_ending, pause_work, return_to_work):
        deed(store, engagement_id=work.id)
    for step in EndingStep:
        take_step(store, engagement_id=work.id, step=step)
    close_work(store, engagement_id=work.id)
    assert standing.standing(store, engagement_id=work.id).pause is None
