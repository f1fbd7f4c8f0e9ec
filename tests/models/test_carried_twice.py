import pytest

from coachdesk.models import settling
from coachdesk.models.carried_twice import CARRIED_TWICE_OF_ENGAGEMENT, carried_twice
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.review import ReviewCause
from coachdesk.models.entities.session import CommitmentState
from coachdesk.models.review_causes import due_review
from coachdesk.models.store import Store
from tests.making import a_promise, an_engagement, carried_on


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


def test_a_promise_carried_twice_asks_for_its_size(store: Store, engagement: Engagement) -> None:
    once = carried_on(store, a_promise(store, engagement))
    assert carried_twice(store, engagement.id) == frozenset()
    twice = carried_on(store, once)
    assert carried_twice(store, engagement.id) == {twice.id}


def test_one_that_is_kept_as_it_is_does_not_ask_again(store: Store, engagement: Engagement) -> None:
    twice = carried_on(store, carried_on(store, a_promise(store, engagement)))
    settling.keep_size(store, commitment_id=twice.id)
    carried_on(store, twice)
    assert carried_twice(store, engagement.id) == frozenset()


def test_the_answer_can_be_taken_back(store: Store, engagement: Engagement) -> None:
    twice = carried_on(store, carried_on(store, a_promise(store, engagement)))
    settling.keep_size(store, commitment_id=twice.id)
    settling.keep_size(store, commitment_id=twice.id, is_kept=False)
    assert carried_twice(store, engagement.id) == {twice.id}


def test_smaller_words_begin_anew(store: Store, engagement: Engagement) -> None:
    twice = carried_on(store, carried_on(store, a_promise(store, engagement)))
    settling.make_smaller(store, commitment_id=twice.id, what="One line")
    assert carried_twice(store, engagement.id) == frozenset()
    due = due_review(store, engagement_id=engagement.id, day=store.now().date())
    assert due is None or ReviewCause.CARRIED not in due.causes


def test_one_that_is_let_go_asks_nothing(store: Store, engagement: Engagement) -> None:
    twice = carried_on(store, carried_on(store, a_promise(store, engagement)))
    settling.settle_commitment(store, commitment_id=twice.id, state=CommitmentState.LET_GO)
    assert carried_twice(store, engagement.id) == frozenset()


def test_each_is_found_by_an_index(store: Store) -> None:
    plan = store.db.execute(f"EXPLAIN QUERY PLAN {CARRIED_TWICE_OF_ENGAGEMENT}", ["x"]).fetchall()
    assert not [step[3] for step in plan if step[3].startswith("SCAN")]
