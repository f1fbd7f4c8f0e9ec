from datetime import date

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.errors import LockedTextError
from coachdesk.models import engagements, further_promises, promises, settling
from coachdesk.models.entities.ids import CommitmentId, FurtherPromiseId, PledgeId
from coachdesk.models.entities.session import (
    CommitmentState,
    FurtherPromise,
    PledgeState,
    Session,
)
from coachdesk.models.further_promises import remove_further, save_further
from coachdesk.models.store import Store
from tests.making import (
    a_full_closing,
    a_session,
    an_engagement,
    close_with_promises,
    commitment_of,
    hand_out,
    pledge_of,
)

DAY = date(2026, 5, 21)
WORDS = st.sampled_from(["", " ", "Ring twice", "x" * 10_001])


@pytest.fixture
def held(store: Store) -> Session:
    return a_session(store, an_engagement(store))


def a_further(held: Session, *, by_coach: bool = False, name: str = "further") -> FurtherPromise:
    """Return a further promise that says all it needs."""
    return FurtherPromise(
        id=FurtherPromiseId(name),
        session_id=held.id,
        by_coach=by_coach,
        what="Ring the workshop",
        by_when=DAY,
        known_by="" if by_coach else "They have a date",
        barrier="The yard closes at four",
    )


def a_following_session(store: Store, held: Session) -> Session:
    return a_session(store, engagements.get_engagement(store, engagement_id=held.engagement_id))


def made(store: Store) -> list[str]:
    """Return the ids of all that further promises have become."""
    sql = "SELECT id FROM commitment WHERE NOT headline UNION SELECT id FROM pledge WHERE NOT headline"
    return sorted(row[0] for row in store.db.execute(sql))


def found(store: Store) -> int:
    sql = "SELECT count(*) FROM search_entry WHERE owner_id = 'further'"
    return int(store.value(sql))


def test_a_complete_one_is_a_commitment_of_the_same_id(store: Store, held: Session) -> None:
    save_further(store, promise=a_further(held))
    commitment = promises.get_commitment(store, CommitmentId("further"))
    assert (commitment.what, commitment.by_when, commitment.headline) == ("Ring the workshop", DAY, False)
    assert (commitment.how_we_will_know, commitment.barrier) == (
        "They have a date",
        "The yard closes at four",
    )


def test_one_of_the_coach_is_a_pledge_of_the_same_id(store: Store, held: Session) -> None:
    save_further(store, promise=a_further(held, by_coach=True))
    pledge = promises.get_pledge(store, PledgeId("further"))
    assert (pledge.what, pledge.by_when, pledge.headline) == ("Ring the workshop", DAY, False)


@pytest.mark.rule(8)
@pytest.mark.parametrize("gap", [{"what": " "}, {"by_when": None}, {"known_by": ""}])
def test_half_a_promise_is_kept_as_typed_and_is_none_yet(
    store: Store, held: Session, gap: dict[str, str]
) -> None:
    typed = attrs.evolve(a_further(held), **gap)  # type: ignore[arg-type]  # one field each
    save_further(store, promise=typed)
    assert further_promises.further_promises(store, held.id) == (typed,)
    assert made(store) == []


@pytest.mark.rule(8, control=True)
def test_without_the_check_half_a_promise_would_be_held(
    store: Store, held: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(further_promises, "is_complete", lambda _promise: True)
    save_further(store, promise=attrs.evolve(a_further(held), by_when=None))
    assert made(store) == ["further"]


def test_it_goes_again_when_it_is_incomplete(store: Store, held: Session) -> None:
    save_further(store, promise=a_further(held))
    save_further(store, promise=attrs.evolve(a_further(held), known_by=""))
    assert (made(store), found(store)) == ([], 0)


@pytest.mark.parametrize("by_coach", [False, True])
def test_a_removed_one_can_be_brought_back(store: Store, held: Session, by_coach: bool) -> None:
    promise = a_further(held, by_coach=by_coach)
    save_further(store, promise=promise)
    remove_further(store, promise=promise)
    assert (made(store), further_promises.further_promises(store, held.id)) == ([], ())
    save_further(store, promise=promise)
    assert (made(store), further_promises.further_promises(store, held.id)) == (["further"], (promise,))


def test_a_blank_one_is_not_kept(store: Store, held: Session) -> None:
    blank = FurtherPromise(id=FurtherPromiseId("further"), session_id=held.id)
    save_further(store, promise=a_further(held))
    save_further(store, promise=blank)
    assert further_promises.further_promises(store, held.id) == ()


def test_the_headline_stays_the_headline(store: Store, held: Session) -> None:
    typed = a_full_closing(held, store.now())
    both = (a_further(held), a_further(held, by_coach=True, name="mine"))
    further_promises.save_promises(store, closing=typed, further=both)
    assert commitment_of(store, held).what == typed.commitment_what
    assert pledge_of(store, held).what == typed.pledge_what
    assert made(store) == ["further", "mine"]


def test_it_can_be_found_like_any_other(store: Store, held: Session) -> None:
    save_further(store, promise=a_further(held))
    assert found(store) == 1


def test_it_is_open_and_comes_first_at_the_next_check_in(store: Store, held: Session) -> None:
    close_with_promises(store, held)
    save_further(store, promise=a_further(held))
    save_further(store, promise=a_further(held, by_coach=True, name="mine"))
    following = a_following_session(store, held)
    shown = promises.promises_of_last_time(store, following)
    assert (len(shown.commitments), len(shown.pledges)) == (2, 2)
    assert len(promises.open_promises(store).commitments) == 2


@pytest.mark.parametrize("by_coach", [False, True])
def test_what_was_settled_stays_on_record(store: Store, held: Session, by_coach: bool) -> None:
    promise = a_further(held, by_coach=by_coach)
    save_further(store, promise=promise)
    if by_coach:
        settling.settle_pledge(
            store, pledge_id=PledgeId("further"), state=PledgeState.LATE, outcome="Tuesday"
        )
    else:
        done = CommitmentState.DONE
        settling.settle_commitment(store, commitment_id=CommitmentId("further"), state=done, outcome="Yes")
    save_further(store, promise=attrs.evolve(promise, what="Ring the yard"))
    remove_further(store, promise=promise)
    row = next(store.db.query(_SETTLED))
    assert (row["what"], row["outcome"]) == ("Ring the yard", "Tuesday" if by_coach else "Yes")


_SETTLED = "SELECT what, outcome FROM commitment UNION SELECT what, outcome FROM pledge"


def test_one_that_is_carried_into_an_empty_closing_leads_it(store: Store, held: Session) -> None:
    save_further(store, promise=a_further(held))
    following = a_following_session(store, held)
    carried, origin = CommitmentState.CARRIED, CommitmentId("further")
    settling.settle_commitment(store, commitment_id=origin, state=carried, in_session=following.id)
    assert commitment_of(store, following).carried_from_id == "further"
    assert promises.closing(store, following.id).barrier == "The yard closes at four"


def test_rule_5_handed_out_it_stands(store: Store, held: Session) -> None:
    promise = a_further(held)
    save_further(store, promise=promise)
    hand_out(store, held)
    for change in (save_further, remove_further):
        with pytest.raises(LockedTextError):
            change(store, promise=promise)
    with pytest.raises(Exception, match="handed-out text"):
        store.db.execute("UPDATE further_promise SET what = 'less'")


SOME = st.builds(
    FurtherPromise,
    id=st.sampled_from([FurtherPromiseId("a"), FurtherPromiseId("b"), FurtherPromiseId("c")]),
    session_id=st.just(""),
    by_when=st.sampled_from([None, DAY]),
    what=WORDS,
    known_by=WORDS,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(SOME, max_size=12), taken=st.sets(st.sampled_from("abc")))
def test_what_is_promised_is_always_what_stands_there_complete(
    store: Store, typed: list[FurtherPromise], taken: set[str]
) -> None:
    held = a_session(store, an_engagement(store))
    last: dict[str, FurtherPromise] = {}
    for one in typed:
        name = FurtherPromiseId(f"{one.id} {held.id}")
        promise = attrs.evolve(one, id=name, session_id=held.id, by_coach=one.id == "c")
        last[one.id] = save_further(store, promise=promise).value
    for gone in taken & set(last):
        remove_further(store, promise=last.pop(gone))
    complete = [promise for promise in last.values() if further_promises.is_complete(promise)]
    assert [one for one in made(store) if one.endswith(held.id)] == sorted(one.id for one in complete)
