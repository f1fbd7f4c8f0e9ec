from datetime import timedelta

import attrs
import pytest

from coachdesk.errors import LockedTextError
from coachdesk.models import promises, settling
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Commitment, CommitmentState, Pledge, PledgeState, Session
from coachdesk.models.promises import _LAST_TIME, ClosingPart
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Cells, Store
from tests.making import (
    a_full_closing,
    a_held_session,
    a_session,
    an_engagement,
    close_with_promises,
    hand_out,
)


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def last(store: Store, engagement: Engagement) -> Session:
    return a_held_session(store, engagement)


@pytest.fixture
def now(store: Store, engagement: Engagement, last: Session) -> Session:
    return a_session(store, engagement)


def commitment_of(store: Store, session: Session) -> Commitment:
    found = promises.headline_commitment(store, session.id)
    assert found is not None
    return found


def pledge_of(store: Store, session: Session) -> Pledge:
    found = promises.headline_pledge(store, session.id)
    assert found is not None
    return found


def carry(store: Store, last: Session, now: Session) -> Commitment:
    close_with_promises(store, last)
    return settling.settle_commitment(
        store,
        commitment_id=commitment_of(store, last).id,
        state=CommitmentState.CARRIED,
        outcome="A busy week",
        in_session=now.id,
    ).value


def test_a_full_closing_becomes_a_commitment_and_a_pledge(store: Store, last: Session) -> None:
    typed = close_with_promises(store, last)
    commitment, pledge = commitment_of(store, last), pledge_of(store, last)
    assert (commitment.what, commitment.by_when) == (typed.commitment_what, typed.commitment_by)
    assert commitment.how_we_will_know == typed.commitment_known_by
    assert (pledge.what, pledge.by_when, pledge.commitment_id) == (
        typed.pledge_what,
        typed.pledge_by,
        commitment.id,
    )


@pytest.mark.parametrize(
    ("gap", "part"),
    [
        ({"commitment_what": " "}, ClosingPart.COMMITMENT_WHAT),
        ({"commitment_by": None}, ClosingPart.COMMITMENT_BY),
        ({"commitment_known_by": ""}, ClosingPart.COMMITMENT_KNOWN_BY),
    ],
)
def test_rule_8_a_commitment_needs_what_by_when_and_how_we_will_know(
    store: Store, last: Session, gap: dict[str, str], part: ClosingPart
) -> None:
    typed = attrs.evolve(a_full_closing(last, store.now()), **gap)  # type: ignore[arg-type]  # one field each
    assert promises.missing_in_closing(typed) == (part,)
    promises.save_closing(store, closing=typed)
    assert promises.headline_commitment(store, last.id) is None


def test_rule_8_the_vault_itself_refuses_half_a_commitment(store: Store, last: Session) -> None:
    close_with_promises(store, last)
    with pytest.raises(Exception, match="CHECK constraint"):
        store.db.execute("UPDATE commitment SET how_we_will_know = ' '")


def test_rule_7_missing_parts_are_kept_as_typed_and_never_block(store: Store, last: Session) -> None:
    typed = attrs.evolve(a_full_closing(last, store.now()), commitment_by=None, pledge_what="")
    promises.save_closing(store, closing=typed)
    assert promises.closing(store, last.id) == typed
    assert promises.missing_in_closing(typed) == (ClosingPart.COMMITMENT_BY, ClosingPart.PLEDGE_WHAT)


def test_a_pledge_needs_no_day(store: Store, last: Session) -> None:
    promises.save_closing(store, closing=attrs.evolve(a_full_closing(last, store.now()), pledge_by=None))
    assert pledge_of(store, last).by_when is None


def test_typing_on_changes_the_same_promise(store: Store, last: Session) -> None:
    typed = close_with_promises(store, last)
    before = commitment_of(store, last)
    promises.save_closing(store, closing=attrs.evolve(typed, commitment_what="Another sentence"))
    assert commitment_of(store, last) == attrs.evolve(before, what="Another sentence")


def test_an_emptied_closing_takes_its_promises_back(store: Store, last: Session) -> None:
    typed = close_with_promises(store, last)
    promises.save_closing(store, closing=attrs.evolve(typed, commitment_what="", pledge_what=""))
    assert promises.open_promises(store) == promises.Promises()


def test_words_too_long_for_a_promise_are_kept(store: Store, last: Session) -> None:
    typed = attrs.evolve(a_full_closing(last, store.now()), commitment_what="x" * 10_001)
    promises.save_closing(store, closing=typed)
    assert promises.closing(store, last.id) == typed


def test_promises_can_be_found(store: Store, last: Session) -> None:
    close_with_promises(store, last)
    kinds = [row[0] for row in store.db.execute("SELECT kind FROM search_entry ORDER BY kind")]
    assert {SearchKind.COMMITMENT, SearchKind.PLEDGE} < set(kinds)


def test_rule_5_handed_out_promises_stand(store: Store, last: Session) -> None:
    typed = close_with_promises(store, last)
    hand_out(store, last)
    with pytest.raises(LockedTextError):
        promises.save_closing(store, closing=attrs.evolve(typed, commitment_what="Less"))
    assert commitment_of(store, last).what == typed.commitment_what


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


def test_open_promises_of_all_or_of_one_until_a_day(
    store: Store, engagement: Engagement, last: Session
) -> None:
    close_with_promises(store, last)
    close_with_promises(store, a_session(store, an_engagement(store, "Daniel")))
    assert len(promises.open_promises(store).commitments) == 2
    assert len(promises.open_promises(store, engagement_id=engagement.id).pledges) == 1
    soon = promises.open_promises(store, until=store.now().date() + timedelta(days=4))
    assert (len(soon.commitments), len(soon.pledges)) == (0, 2)


def test_rule_7_a_check_in_starts_with_the_promises_of_last_time(
    store: Store, last: Session, now: Session
) -> None:
    close_with_promises(store, last)
    shown = promises.promises_of_last_time(store, now)
    assert shown.commitments == (commitment_of(store, last),)
    assert shown.pledges == (pledge_of(store, last),)


def test_settled_promises_of_last_time_stay_in_view(store: Store, last: Session, now: Session) -> None:
    origin = carry(store, last, now)
    assert promises.promises_of_last_time(store, now).commitments == (origin,)


def test_older_promises_stay_in_view_while_they_are_open(
    store: Store, engagement: Engagement, last: Session, now: Session
) -> None:
    close_with_promises(store, last)
    close_with_promises(store, now)
    settling.settle_pledge(store, pledge_id=pledge_of(store, last).id, state=PledgeState.KEPT)
    shown = promises.promises_of_last_time(store, a_session(store, engagement))
    assert set(shown.commitments) == {commitment_of(store, last), commitment_of(store, now)}
    assert shown.pledges == (pledge_of(store, now),)


def test_a_first_session_has_nothing_from_last_time(store: Store, last: Session) -> None:
    assert promises.promises_of_last_time(store, last) == promises.Promises()


@pytest.mark.parametrize("table", ["commitment", "pledge"])
def test_promises_of_last_time_are_found_without_going_through_all(
    store: Store, now: Session, table: str
) -> None:
    cells: Cells = {"engagement": now.engagement_id, "session": now.id, "number": now.number}
    sql = f"EXPLAIN QUERY PLAN {_LAST_TIME.format(table=table)}"
    steps = [row[3] for row in store.db.execute(sql, cells)]
    assert [step for step in steps if table in step] != []
    assert [step for step in steps if step.startswith(f"SCAN {table}") or "session_id>" in step] == []
