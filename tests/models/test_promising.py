from datetime import date

import attrs
import pytest

from coachdesk.errors import InvalidInputError, LockedTextError, NotFoundError
from coachdesk.models import further_promises, promises, promising, settling
from coachdesk.models.entities.ids import FurtherPromiseId, new_id
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import CommitmentState, FurtherPromise, Session
from coachdesk.models.finding import search
from coachdesk.models.promises import ClosingPart
from coachdesk.models.promising import PromiseWords, missing_in
from coachdesk.models.store import Store
from tests.making import (
    a_held_session,
    a_pledge,
    a_promise,
    an_engagement,
    close_with_promises,
    commitment_of,
    hand_out,
    pledge_of,
)

DAY = date(2026, 5, 20)
WHOLE = PromiseWords(is_mine=False, what="Call the school", by_when=DAY, known_by="There is a date")
PARTS = {
    ClosingPart.COMMITMENT_WHAT: attrs.evolve(WHOLE, what=" "),
    ClosingPart.COMMITMENT_BY: attrs.evolve(WHOLE, by_when=None),
    ClosingPart.COMMITMENT_KNOWN_BY: attrs.evolve(WHOLE, known_by="\n"),
}


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def last(store: Store, engagement: Engagement) -> Session:
    held = a_held_session(store, engagement)
    close_with_promises(store, held)
    return held


@pytest.mark.rule(8)
@pytest.mark.parametrize("part", PARTS)
def test_a_commitment_between_sessions_needs_each_of_its_parts(
    store: Store, engagement: Engagement, part: ClosingPart
) -> None:
    assert missing_in(PARTS[part]) == (part,)
    with pytest.raises(InvalidInputError):
        promising.add_promise(store, engagement_id=engagement.id, words=PARTS[part])
    assert promises.open_promises(store).commitments == ()


@pytest.mark.rule(8, control=True)
@pytest.mark.parametrize("part", PARTS)
def test_without_the_check_it_would_be_a_promise_without_a_day(
    store: Store, engagement: Engagement, part: ClosingPart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promising, "missing_in", lambda _words: ())
    words = attrs.evolve(PARTS[part], what=WHOLE.what, known_by=WHOLE.known_by)
    promising.add_promise(store, engagement_id=engagement.id, words=words)
    assert len(promises.open_promises(store).commitments) == 1


def test_a_pledge_needs_words_alone(store: Store, engagement: Engagement) -> None:
    assert a_pledge(store, engagement, days=None).by_when is None
    with pytest.raises(InvalidInputError):
        a_pledge(store, engagement, " ")


def test_a_promise_between_sessions_is_open_and_found(store: Store, engagement: Engagement) -> None:
    made = a_promise(store, engagement, "Call the harbour master")
    assert promises.open_promises(store).commitments == (made,)
    assert [hit.owner_id for hit in search(store, "harbour").others] == [made.id]


def test_a_promise_can_be_taken_back_and_made_again(store: Store, engagement: Engagement) -> None:
    made = a_pledge(store, engagement)
    promising.take_promise_back(store, promise=made)
    assert promises.open_promises(store).pledges == ()
    promising.put_promise(store, promise=made)
    assert promises.open_promises(store).pledges == (made,)


def test_other_words_stand_in_the_closing_of_the_session_too(store: Store, last: Session) -> None:
    old = commitment_of(store, last)
    promising.reword_promise(store, promise=old, words=WHOLE)
    typed = promises.closing(store, last.id)
    assert (typed.commitment_what, typed.commitment_by) == (WHOLE.what, DAY)
    promises.save_closing(store, closing=typed)
    assert PromiseWords.of(commitment_of(store, last)) == WHOLE


def test_other_words_of_a_pledge_stand_in_the_closing_too(store: Store, last: Session) -> None:
    words = PromiseWords(is_mine=True, what="Ring on Friday")
    promising.reword_promise(store, promise=pledge_of(store, last), words=words)
    assert promises.closing(store, last.id).pledge_what == "Ring on Friday"
    assert promises.closing(store, last.id).pledge_by is None


def test_other_words_stand_in_a_further_promise_too(store: Store, last: Session) -> None:
    more = FurtherPromise(id=FurtherPromiseId(new_id()), session_id=last.id, by_coach=True, what="Send it")
    further_promises.save_further(store, promise=more)
    pledge = next(one for one in promises.open_promises(store).pledges if str(one.id) == more.id)
    words = PromiseWords(is_mine=True, what="Send both")
    promising.reword_promise(store, promise=pledge, words=words)
    (typed,) = further_promises.further_promises(store, last.id)
    assert typed.what == "Send both"


def test_what_was_handed_out_keeps_its_words(store: Store, last: Session) -> None:
    old = commitment_of(store, last)
    hand_out(store, last)
    with pytest.raises(LockedTextError):
        promising.reword_promise(store, promise=old, words=WHOLE)
    assert commitment_of(store, last) == old


def test_other_words_need_all_parts(store: Store, engagement: Engagement) -> None:
    made = a_promise(store, engagement)
    with pytest.raises(InvalidInputError):
        promising.reword_promise(store, promise=made, words=attrs.evolve(WHOLE, by_when=None))


def test_other_words_leave_what_was_answered_meanwhile(store: Store, engagement: Engagement) -> None:
    as_it_was = a_promise(store, engagement)
    done = CommitmentState.DONE
    settling.settle_commitment(store, commitment_id=as_it_was.id, state=done, outcome="On Friday")
    promising.reword_promise(store, promise=as_it_was, words=WHOLE)
    now = promises.get_commitment(store, as_it_was.id)
    assert (now.what, now.state, now.outcome) == (WHOLE.what, done, "On Friday")


def test_a_promise_that_is_gone_has_no_other_words(store: Store, engagement: Engagement) -> None:
    made = a_pledge(store, engagement)
    promising.take_promise_back(store, promise=made)
    with pytest.raises(NotFoundError):
        promising.reword_promise(store, promise=made, words=PromiseWords(is_mine=True, what="Ring"))
