from functools import partial

import pytest

from coachdesk.errors import InvalidInputError
from coachdesk.models import engagements, standing
from coachdesk.models.clients import delete_client, get_client
from coachdesk.models.ending import (
    begin_ending,
    close_work,
    go_on_after_all,
    put_step,
    skip_step,
    steps_ahead,
    take_step,
)
from coachdesk.models.ending_page import ending_page
from coachdesk.models.entities.ending import EndingStep
from coachdesk.models.entities.people import ClientStatus, Engagement, EngagementState
from coachdesk.models.pauses import pause_work
from coachdesk.models.store import Store
from tests.making import a_group, a_held_session, an_engagement, close_with_promises

ROWS = (
    "client",
    "engagement",
    "session",
    "commitment",
    "pledge",
    "private_note",
    "shared_document",
    "clause",
)


@pytest.fixture
def work(store: Store) -> Engagement:
    return make_active(store, an_engagement(store))


def make_active(store: Store, work: Engagement) -> Engagement:
    active = EngagementState.ACTIVE
    return engagements.set_engagement_state(store, engagement_id=work.id, state=active).value


def state_of(store: Store, work: Engagement) -> EngagementState:
    return engagements.get_engagement(store, engagement_id=work.id).state


def status_of(store: Store, work: Engagement) -> ClientStatus:
    return get_client(store, client_id=work.client_ids[0]).status


def end(store: Store, work: Engagement) -> None:
    begin_ending(store, engagement_id=work.id)
    for step in EndingStep:
        take_step(store, engagement_id=work.id, step=step)
    close_work(store, engagement_id=work.id, words="We said good-bye by the lock")


def test_an_ending_leads_from_closing_to_closed(store: Store, work: Engagement) -> None:
    begin_ending(store, engagement_id=work.id)
    assert state_of(store, work) is EngagementState.CLOSING
    for step in EndingStep:
        take_step(store, engagement_id=work.id, step=step)
    close_work(store, engagement_id=work.id)
    assert (state_of(store, work), status_of(store, work)) == (EngagementState.CLOSED, ClientStatus.FORMER)


def test_a_client_with_other_work_stays_an_active_one(store: Store, work: Engagement) -> None:
    make_active(store, engagements.add_engagement(store, client_ids=work.client_ids).value)
    end(store, work)
    assert status_of(store, work) is ClientStatus.ACTIVE


def test_the_members_of_a_group_end_together(store: Store) -> None:
    group = make_active(store, a_group(store, "Mira Solano", "Jon Bell"))
    end(store, group)
    found = [get_client(store, client_id=member).status for member in group.client_ids]
    assert found == [ClientStatus.FORMER] * 2


def test_a_step_is_left_out_for_a_reason_only(store: Store, work: Engagement) -> None:
    begin_ending(store, engagement_id=work.id)
    leave_out = partial(skip_step, store, engagement_id=work.id, step=EndingStep.FEEDBACK)
    with pytest.raises(InvalidInputError, match="word on why"):
        leave_out(because=" ")
    leave_out(because="Mira has moved")
    assert EndingStep.FEEDBACK not in steps_ahead(standing.standing(store, engagement_id=work.id))


def test_nothing_closes_while_a_step_is_ahead(store: Store, work: Engagement) -> None:
    begin_ending(store, engagement_id=work.id)
    for step in tuple(EndingStep)[:-1]:
        take_step(store, engagement_id=work.id, step=step)
    with pytest.raises(InvalidInputError, match="still ahead"):
        close_work(store, engagement_id=work.id)
    assert state_of(store, work) is EngagementState.CLOSING


def test_a_step_can_be_taken_back(store: Store, work: Engagement) -> None:
    begin_ending(store, engagement_id=work.id)
    before = take_step(store, engagement_id=work.id, step=EndingStep.REVIEW).value
    put_step(store, taken=before)
    assert EndingStep.REVIEW in steps_ahead(standing.standing(store, engagement_id=work.id))


@pytest.mark.parametrize("verb", [begin_ending, go_on_after_all, close_work])
def test_what_an_ending_did_can_be_taken_back(store: Store, work: Engagement, verb: object) -> None:
    if verb is not begin_ending:
        begin_ending(store, engagement_id=work.id)
        for step in EndingStep:
            skip_step(store, engagement_id=work.id, step=step, because="It was short")
    before = standing.standing(store, engagement_id=work.id)
    done = verb(store, engagement_id=work.id).value  # type: ignore[operator]
    standing.put_back(store, before=done)
    assert standing.standing(store, engagement_id=work.id) == before


def test_an_ending_can_be_called_off(store: Store, work: Engagement) -> None:
    begin_ending(store, engagement_id=work.id)
    go_on_after_all(store, engagement_id=work.id)
    assert state_of(store, work) is EngagementState.ACTIVE
    assert standing.standing(store, engagement_id=work.id).ending is None


def test_work_that_rested_rests_no_more_once_it_is_closed(store: Store, work: Engagement) -> None:
    pause_work(store, engagement_id=work.id)
    end(store, work)
    assert standing.standing(store, engagement_id=work.id).pause is None


def test_an_ending_begins_once(store: Store, work: Engagement) -> None:
    begin_ending(store, engagement_id=work.id)
    with pytest.raises(InvalidInputError, match="begun already"):
        begin_ending(store, engagement_id=work.id)


def test_an_ending_deletes_nothing(store: Store, work: Engagement) -> None:
    close_with_promises(store, a_held_session(store, work))
    before = {table: store.db[table].count for table in ROWS}
    end(store, work)
    assert before == {table: store.db[table].count for table in ROWS}


def test_work_with_a_group_ends_though_one_of_them_is_in_the_bin(store: Store) -> None:
    work = make_active(store, a_group(store, "Ana Ruiz", "Ben Okafor"))
    ana, ben = work.client_ids
    delete_client(store, client_id=ana)
    begin_ending(store, engagement_id=work.id)
    page = ending_page(store, engagement_id=work.id)
    assert [client.id for client in page.clients] == [ben]
    for step in EndingStep:
        take_step(store, engagement_id=work.id, step=step)
    before = close_work(store, engagement_id=work.id).value
    assert get_client(store, client_id=ben).status is ClientStatus.FORMER
    standing.put_back(store, before=before)
    assert state_of(store, work) is EngagementState.CLOSING
