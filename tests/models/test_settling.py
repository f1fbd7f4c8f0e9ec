from datetime import date, timedelta
from functools import partial

import attrs
import pytest

from coachdesk.errors import InvalidInputError, LockedTextError
from coachdesk.models import promises, settling
from coachdesk.models.carried_twice import carried_twice
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Commitment, CommitmentState, PledgeState, Session, SizeAnswer
from coachdesk.models.store import Store
from tests.making import (
    a_held_session,
    a_promise,
    a_session,
    an_engagement,
    carried_on,
    close_with_promises,
    commitment_of,
    hand_out,
    pledge_of,
)

YESTERDAY = date(2026, 5, 13)


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def last(store: Store, engagement: Engagement) -> Session:
    return a_held_session(store, engagement)


@pytest.fixture
def now(store: Store, engagement: Engagement, last: Session) -> Session:
    return a_session(store, engagement)


def carry(store: Store, last: Session, now: Session) -> Commitment:
    close_with_promises(store, last)
    return settling.settle_commitment(
        store,
        commitment_id=commitment_of(store, last).id,
        state=CommitmentState.CARRIED,
        outcome="A busy week",
        in_session=now.id,
    ).value


@pytest.mark.parametrize(
    "state", [CommitmentState.DONE, CommitmentState.ADAPTED, CommitmentState.LET_GO, CommitmentState.OPEN]
)
def test_settling_says_what_became_of_it(store: Store, last: Session, state: CommitmentState) -> None:
    close_with_promises(store, last)
    settled = settling.settle_commitment(
        store, commitment_id=commitment_of(store, last).id, state=state, outcome=" It took two tries "
    ).value
    assert (settled.state, settled.outcome) == (state, "It took two tries")
    assert commitment_of(store, last) == settled


def test_carrying_makes_it_the_headline_of_an_empty_closing(
    store: Store, last: Session, now: Session
) -> None:
    origin = carry(store, last, now)
    follower = commitment_of(store, now)
    assert (follower.carried_from_id, follower.what) == (origin.id, origin.what)
    assert follower.state is CommitmentState.OPEN
    assert promises.closing(store, now.id).commitment_what == origin.what
    assert promises.closing(store, now.id).commitment_by == store.now().date() + timedelta(days=7)


def test_carrying_leaves_a_closing_that_is_already_typed(store: Store, last: Session, now: Session) -> None:
    typed = close_with_promises(store, now)
    origin = carry(store, last, now)
    assert promises.closing(store, now.id) == typed
    followers = [one for one in promises.open_promises(store).commitments if one.carried_from_id]
    assert [(one.carried_from_id, one.session_id) for one in followers] == [(origin.id, None)]


def test_a_wrong_key_is_no_second_promise(store: Store, last: Session, now: Session) -> None:
    origin = carry(store, last, now)
    settling.settle_commitment(store, commitment_id=origin.id, state=CommitmentState.DONE)
    assert promises.headline_commitment(store, now.id) is None
    assert promises.closing(store, now.id).commitment_what == ""


def test_what_was_carried_into_a_handed_out_summary_stands(store: Store, last: Session, now: Session) -> None:
    origin = carry(store, last, now)
    hand_out(store, now)
    with pytest.raises(LockedTextError):
        settling.settle_commitment(store, commitment_id=origin.id, state=CommitmentState.DONE)
    assert promises.get_commitment(store, origin.id).state is CommitmentState.CARRIED


def test_a_carried_promise_outlives_a_closing_being_retyped(
    store: Store, last: Session, now: Session
) -> None:
    carry(store, last, now)
    carried = commitment_of(store, now)
    typed = promises.closing(store, now.id)
    promises.save_closing(store, closing=attrs.evolve(typed, commitment_what=""))
    promises.save_closing(store, closing=attrs.evolve(typed, commitment_what="Half of it"))
    assert commitment_of(store, now) == attrs.evolve(carried, what="Half of it")


@pytest.mark.parametrize("state", PledgeState)
def test_a_pledge_is_settled_with_the_same_weight(store: Store, last: Session, state: PledgeState) -> None:
    close_with_promises(store, last)
    settled = settling.settle_pledge(
        store, pledge_id=pledge_of(store, last).id, state=state, outcome="Sent on Friday"
    ).value
    assert pledge_of(store, last) == settled
    assert (settled.state, settled.outcome) == (state, "Sent on Friday")


def test_settled_promises_of_last_time_stay_in_view(store: Store, last: Session, now: Session) -> None:
    origin = carry(store, last, now)
    assert promises.promises_of_last_time(store, now).commitments == (origin,)


def test_the_day_of_an_answer_stays_when_a_word_on_why_is_added(store: Store, last: Session) -> None:
    close_with_promises(store, last)
    promise = commitment_of(store, last)
    store.put("commitment", attrs.evolve(promise, state=CommitmentState.DONE, settled_on=YESTERDAY))
    settled = settling.settle_commitment(
        store, commitment_id=promise.id, state=CommitmentState.DONE, outcome="It took two tries"
    ).value
    assert settled.settled_on == YESTERDAY


def test_an_answer_is_of_its_day_and_taken_back_of_none(store: Store, last: Session) -> None:
    close_with_promises(store, last)
    pledge = pledge_of(store, last)
    kept = settling.settle_pledge(store, pledge_id=pledge.id, state=PledgeState.KEPT).value
    back = settling.settle_pledge(store, pledge_id=pledge.id, state=PledgeState.OPEN).value
    assert (kept.settled_on, back.settled_on) == (store.now().date(), None)


def make_smaller(store: Store, promise: Commitment, *, in_session: Session | None = None) -> Commitment:
    adapted = settling.make_smaller(
        store,
        commitment_id=promise.id,
        what=" Write the first line ",
        in_session=None if in_session is None else in_session.id,
    ).value
    assert adapted.state is CommitmentState.ADAPTED
    return next(one for one in promises.open_promises(store).commitments if one.carried_from_id == adapted.id)


def test_smaller_words_go_on_from_what_was_promised(store: Store, last: Session) -> None:
    close_with_promises(store, last)
    old = commitment_of(store, last)
    smaller = make_smaller(store, old)
    assert (smaller.what, smaller.how_we_will_know) == ("Write the first line", old.how_we_will_know)
    assert smaller.by_when == store.now().date() + timedelta(days=7)
    assert promises.get_commitment(store, old.id).what == old.what


def test_smaller_words_lead_a_closing_that_is_empty(store: Store, last: Session, now: Session) -> None:
    close_with_promises(store, last)
    make_smaller(store, commitment_of(store, last), in_session=now)
    assert promises.closing(store, now.id).commitment_what == "Write the first line"


def test_smaller_words_are_taken_back_by_another_answer(store: Store, last: Session) -> None:
    close_with_promises(store, last)
    smaller = make_smaller(store, commitment_of(store, last))
    settling.settle_commitment(store, commitment_id=commitment_of(store, last).id, state=CommitmentState.DONE)
    assert smaller not in promises.open_promises(store).commitments


@pytest.mark.parametrize("state", CommitmentState)
def test_any_answer_can_be_undone(store: Store, last: Session, now: Session, state: CommitmentState) -> None:
    origin = carry(store, last, now)
    before = everything(store)
    standing = settling.standing_of(store, origin.id, is_mine=False)
    settling.settle_commitment(store, commitment_id=origin.id, state=state, outcome="After all")
    settling.go_back(store, to=standing)
    assert everything(store) == before


def test_an_answer_to_a_pledge_can_be_undone(store: Store, last: Session) -> None:
    close_with_promises(store, last)
    pledge = pledge_of(store, last)
    standing = settling.standing_of(store, pledge.id, is_mine=True)
    settling.settle_pledge(store, pledge_id=pledge.id, state=PledgeState.LATE, outcome="A day")
    settling.go_back(store, to=standing)
    assert pledge_of(store, last) == pledge


def everything(store: Store) -> list[object]:
    rows = [*store.db.query("SELECT * FROM commitment ORDER BY id"), *store.db.query("SELECT * FROM closing")]
    return [{name: cell for name, cell in row.items() if not name.endswith("_at")} for row in rows]


def twice_carried(store: Store, engagement: Engagement) -> Commitment:
    return carried_on(store, carried_on(store, a_promise(store, engagement)))


@pytest.mark.parametrize("answer", SizeAnswer)
def test_each_answer_about_the_size_ends_the_question_and_can_be_undone(
    store: Store, engagement: Engagement, answer: SizeAnswer
) -> None:
    twice = twice_carried(store, engagement)
    before = everything(store)
    by = partial(settling.answer_size, commitment_id=twice.id, answer=answer, words="One line")
    standing = settling.turn(store, promise=twice, by=by).value
    assert carried_twice(store, engagement.id) == frozenset()
    after = everything(store)
    left = settling.go_back(store, to=standing).value
    assert everything(store) == before
    settling.go_back(store, to=left)
    assert everything(store) == after


def test_smaller_words_are_words(store: Store, engagement: Engagement) -> None:
    twice = twice_carried(store, engagement)
    with pytest.raises(InvalidInputError):
        settling.answer_size(store, commitment_id=twice.id, answer=SizeAnswer.SMALLER, words=" ")
    assert promises.get_commitment(store, twice.id) == twice
