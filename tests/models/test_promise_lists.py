from datetime import date, timedelta

import pytest

from coachdesk.models import promise_lists, settling
from coachdesk.models.clients import delete_client
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import CommitmentState, PledgeState
from coachdesk.models.promise_lists import (
    PromiseGrouping,
    PromisesPage,
    promises_page,
    remember_grouping,
)
from coachdesk.models.remembered import Key, remember
from coachdesk.models.sessions import delete_session
from coachdesk.models.store import Store
from tests.making import (
    a_group,
    a_held_session,
    a_pledge,
    a_promise,
    a_word,
    an_engagement,
    carried_on,
    close_with_promises,
    hand_out,
)

DAY = date(2026, 5, 14)


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


def whats(page: PromisesPage) -> list[str]:
    return [one.promise.what for one in page.promises]


def test_a_new_vault_holds_no_promises(store: Store) -> None:
    assert promises_page(store, day=DAY) == PromisesPage()


def test_the_coachs_own_pledges_stand_first(store: Store, engagement: Engagement) -> None:
    a_promise(store, engagement, "theirs", days=-3)
    a_pledge(store, engagement, "mine, some day", days=None)
    a_pledge(store, engagement, "mine, later", days=9)
    assert whats(promises_page(store, day=DAY)) == ["mine, later", "mine, some day", "theirs"]


def test_what_was_settled_lately_is_a_list_of_its_own(store: Store, engagement: Engagement) -> None:
    pledge, promise = a_pledge(store, engagement, "mine"), a_promise(store, engagement, "theirs")
    settling.settle_pledge(store, pledge_id=pledge.id, state=PledgeState.KEPT)
    settling.settle_commitment(store, commitment_id=promise.id, state=CommitmentState.DONE)
    assert whats(promises_page(store, day=DAY)) == []
    assert whats(promises_page(store, day=DAY, settled=True)) == ["mine", "theirs"]
    assert whats(promises_page(store, day=DAY + timedelta(weeks=7), settled=True)) == []


def test_a_promise_names_all_who_are_coached_together(store: Store) -> None:
    a_promise(store, a_group(store, "Ana", "Ben"))
    (one,) = promises_page(store, day=DAY).promises
    assert one.names == ("Ana", "Ben")


def test_what_was_handed_out_says_so(store: Store, engagement: Engagement) -> None:
    held = a_held_session(store, engagement)
    close_with_promises(store, held)
    hand_out(store, held)
    assert [one.is_handed_out for one in promises_page(store, day=DAY).promises] == [True, True]


def test_a_promise_brings_its_words_and_its_question(store: Store, engagement: Engagement) -> None:
    twice = carried_on(store, carried_on(store, a_promise(store, engagement)))
    word = a_word(store, twice)
    (one,) = promises_page(store, day=DAY).promises
    assert (one.asks_size, one.check_ins) == (True, (word,))


def test_promises_of_the_bin_are_not_listed(store: Store, engagement: Engagement) -> None:
    held = a_held_session(store, engagement)
    close_with_promises(store, held)
    other = an_engagement(store, "Noor")
    a_promise(store, other)
    delete_session(store, session_id=held.id)
    delete_client(store, client_id=other.client_ids[0])
    assert promises_page(store, day=DAY).promises == ()


def test_it_can_be_found_by_name_and_word_without_accents(store: Store) -> None:
    a_promise(store, an_engagement(store, "Zoë Ånström"), "Größe fragen")
    (one,) = promises_page(store, day=DAY).promises
    assert "zoe" in one.haystack
    assert "grosse" in one.haystack


def test_engagements_under_way_can_be_promised_in(store: Store, engagement: Engagement) -> None:
    assert promises_page(store, day=DAY).engagements == ((engagement.id, ("Mira Solano",)),)


@pytest.mark.parametrize(
    "name", ["OPEN_COMMITMENTS", "OPEN_PLEDGES", "SETTLED_COMMITMENTS", "SETTLED_PLEDGES"]
)
def test_promises_are_found_by_an_index(store: Store, name: str) -> None:
    sql = getattr(promise_lists, name)
    plan = store.db.execute(f"EXPLAIN QUERY PLAN {sql}", {"also": "[]", "since": "2026"}).fetchall()
    assert not [step[3] for step in plan if step[3].startswith("SCAN") and "json_each" not in step[3]]


def test_what_was_just_settled_can_stay_among_the_open_ones(store: Store, engagement: Engagement) -> None:
    pledge = a_pledge(store, engagement, "mine")
    settling.settle_pledge(store, pledge_id=pledge.id, state=PledgeState.KEPT)
    (one,) = promises_page(store, day=DAY, also={pledge.id}).promises
    assert (one.id, one.is_open) == (pledge.id, False)


@pytest.mark.parametrize("grouping", PromiseGrouping)
def test_the_grouping_is_kept_in_mind(store: Store, grouping: PromiseGrouping) -> None:
    remember_grouping(store, grouping)
    assert promises_page(store, day=DAY).grouping is grouping


def test_a_grouping_of_a_later_coachdesk_is_passed_over(store: Store) -> None:
    remember(store, Key.PROMISE_GROUPING, "moon")
    assert promises_page(store, day=DAY).grouping is PromiseGrouping.CLIENT


def test_the_number_of_queries_does_not_grow(store: Store, engagement: Engagement) -> None:
    def queries() -> int:
        asked: list[str] = []
        with store.db.tracer(lambda sql, _cells: asked.append(sql)):
            promises_page(store, day=DAY)
        return len(asked)

    a_word(store, a_promise(store, engagement))
    few = queries()
    for n in range(9):
        a_word(store, a_promise(store, engagement, f"{n}"))
    assert queries() == few
