import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.errors import InvalidInputError
from coachdesk.models import between_check_ins, promises, settling
from coachdesk.models.between_check_ins import CHECK_INS_ON, check_ins_on
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import CommitmentState
from coachdesk.models.finding import search
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store
from tests.making import (
    a_held_session,
    a_pledge,
    a_promise,
    a_word,
    an_engagement,
    carried_on,
    close_with_promises,
    commitment_of,
    pledge_of,
)

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1).filter(str.strip)


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


def test_a_word_stands_with_its_promise(store: Store, engagement: Engagement) -> None:
    promise, pledge = a_promise(store, engagement), a_pledge(store, engagement)
    one, other = a_word(store, promise), a_word(store, pledge, "Sent half of it")
    assert check_ins_on(store, [promise.id, pledge.id]) == {promise.id: (one,), pledge.id: (other,)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS, mood=WORDS)
def test_a_word_comes_back_as_it_was_said(store: Store, words: str, mood: str) -> None:
    promise = a_promise(store, an_engagement(store))
    said = a_word(store, promise, words)
    assert check_ins_on(store, [promise.id])[promise.id] == (said,)
    assert said.words == words.strip()


def test_a_word_can_be_taken_away_and_put_back(store: Store, engagement: Engagement) -> None:
    promise = a_promise(store, engagement)
    said = a_word(store, promise)
    change = between_check_ins.remove_check_in(store, check_in=said).change
    assert change.touches(Kind.CHECK_IN)
    assert check_ins_on(store, [promise.id]) == {}
    between_check_ins.keep_check_in(store, check_in=said)
    assert check_ins_on(store, [promise.id]) == {promise.id: (said,)}


def test_a_word_is_found_until_it_is_taken_away(store: Store, engagement: Engagement) -> None:
    said = a_word(store, a_promise(store, engagement), "The harbour wall")
    found = search(store, "harbour").others
    assert [(hit.kind, hit.owner_id) for hit in found] == [(SearchKind.CHECK_IN, said.id)]
    between_check_ins.remove_check_in(store, check_in=said)
    assert search(store, "harbour").others == ()


def test_a_word_says_something(store: Store, engagement: Engagement) -> None:
    with pytest.raises(InvalidInputError):
        a_word(store, a_promise(store, engagement), "  ")


def test_words_are_found_by_the_index_of_their_promise(store: Store) -> None:
    plan = store.db.execute(f"EXPLAIN QUERY PLAN {CHECK_INS_ON}", {"ids": "[]"}).fetchall()
    assert not [step[3] for step in plan if step[3].startswith("SCAN between")]


def test_words_on_what_was_carried_stay_with_what_it_came_from(store: Store, engagement: Engagement) -> None:
    promise = a_promise(store, engagement)
    a_word(store, carried_on(store, promise), "I wrote half of it")
    settling.settle_commitment(store, commitment_id=promise.id, state=CommitmentState.DONE)
    assert [one.words for one in check_ins_on(store, [promise.id])[promise.id]] == ["I wrote half of it"]


def test_words_on_a_promise_stay_with_it_while_its_closing_is_typed_anew(
    store: Store, engagement: Engagement
) -> None:
    session = a_held_session(store, engagement)
    whole = close_with_promises(store, session)
    said = a_word(store, commitment_of(store, session)), a_word(store, pledge_of(store, session))
    promises.save_closing(store, closing=attrs.evolve(whole, commitment_known_by="", pledge_what=""))
    promises.save_closing(store, closing=whole)
    both = [commitment_of(store, session).id, pledge_of(store, session).id]
    assert set(sum(check_ins_on(store, both).values(), ())) == set(said)
