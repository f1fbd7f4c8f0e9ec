from datetime import timedelta

import attrs
import pytest

from coachdesk.errors import LockedTextError
from coachdesk.models import promises, settling
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import PledgeState, Session
from coachdesk.models.promises import _LAST_TIME, ClosingPart
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Cells, Store
from tests.making import (
    a_full_closing,
    a_held_session,
    a_session,
    an_engagement,
    close_with_promises,
    commitment_of,
    hand_out,
    pledge_of,
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
@pytest.mark.rule(8)
def test_a_commitment_needs_what_by_when_and_how_we_will_know(
    store: Store, last: Session, gap: dict[str, str], part: ClosingPart
) -> None:
    typed = attrs.evolve(a_full_closing(last, store.now()), **gap)  # type: ignore[arg-type]  # one field each
    assert promises.missing_in_closing(typed) == (part,)
    promises.save_closing(store, closing=typed)
    assert promises.headline_commitment(store, last.id) is None


@pytest.mark.rule(8)
def test_the_vault_itself_refuses_half_a_commitment(store: Store, last: Session) -> None:
    close_with_promises(store, last)
    with pytest.raises(Exception, match="CHECK constraint"):
        store.db.execute("UPDATE commitment SET how_we_will_know = ' '")


@pytest.mark.rule(7)
def test_missing_parts_are_kept_as_typed_and_never_block(store: Store, last: Session) -> None:
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


def test_open_promises_of_all_or_of_one_until_a_day(
    store: Store, engagement: Engagement, last: Session
) -> None:
    close_with_promises(store, last)
    close_with_promises(store, a_session(store, an_engagement(store, "Daniel")))
    assert len(promises.open_promises(store).commitments) == 2
    assert len(promises.open_promises(store, engagement_id=engagement.id).pledges) == 1
    soon = promises.open_promises(store, until=store.now().date() + timedelta(days=4))
    assert (len(soon.commitments), len(soon.pledges)) == (0, 2)


@pytest.mark.rule(7)
def test_a_check_in_starts_with_the_promises_of_last_time(store: Store, last: Session, now: Session) -> None:
    close_with_promises(store, last)
    shown = promises.promises_of_last_time(store, now)
    assert shown.commitments == (commitment_of(store, last),)
    assert shown.pledges == (pledge_of(store, last),)


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
