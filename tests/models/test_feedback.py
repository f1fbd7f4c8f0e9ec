from datetime import date, datetime

import attrs
import pytest

from coachdesk.errors import InvalidInputError
from coachdesk.models import engagements, feedback, sessions, stems
from coachdesk.models.bin import BinKind, delete_for_good
from coachdesk.models.clock import fixed_clock, local
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import FeedbackId
from coachdesk.models.entities.people import Cadence, CadenceUnit, Engagement
from coachdesk.models.entities.relationship import Feedback, FeedbackHow, Giver
from coachdesk.models.entities.session import Session
from coachdesk.models.feedback import HELD_BETWEEN, FeedbackTurn, save_feedback
from coachdesk.models.store import Store
from tests.making import a_held_session, a_session, an_engagement


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return with_cadence(store, an_engagement(store), Cadence(3))


def with_cadence(store: Store, engagement: Engagement, cadence: Cadence | None) -> Engagement:
    changed = attrs.evolve(engagement, feedback_every=cadence)
    return engagements.save_engagement(store, engagement=changed).value


def said(engagement: Engagement, held: Session | None, *, on: date, name: str = "one") -> Feedback:
    return Feedback(
        id=FeedbackId(name),
        engagement_id=engagement.id,
        session_id=None if held is None else held.id,
        client_id=engagement.client_ids[0],
        given_on=on,
        sentence="The pause was good",
        stem=stems.stems("en")[0],
    )


def day_of(held: Session) -> date:
    assert held.planned_at is not None
    return local(held.planned_at).date()


def turn(store: Store, held: Session, engagement: Engagement, language: str = "en") -> FeedbackTurn:
    return feedback.feedback_turn(store, held, engagement, language)


def dues(store: Store, engagement: Engagement, number: int) -> list[bool]:
    """Hold sessions week by week, and tell at each whether a sentence is due."""
    due = []
    for week in range(number):
        held = a_session(store, engagement, days=7 * week)
        due.append(turn(store, held, engagement).is_due)
        sessions.close_session(store, session_id=held.id)
    return due


def test_its_turn_comes_with_every_so_many_sessions(store: Store, engagement: Engagement) -> None:
    assert dues(store, engagement, 4) == [False, False, True, True]


def test_a_turn_that_was_taken_is_over(store: Store, engagement: Engagement) -> None:
    first = [a_held_session(store, engagement, days=days) for days in (0, 7, 14)]
    save_feedback(store, feedback=said(engagement, first[-1], on=day_of(first[-1])))
    assert dues(store, engagement, 1) == [False]
    later = [a_session(store, engagement, days=days) for days in (21, 28, 35)]
    due = []
    for held in later:
        due.append(turn(store, held, engagement).is_due)
        sessions.close_session(store, session_id=held.id)
    assert due == [False, False, True]


def test_one_that_was_declined_is_not_asked_again_at_once(store: Store, engagement: Engagement) -> None:
    held = [a_held_session(store, engagement, days=days) for days in (0, 7, 14)]
    declined = attrs.evolve(
        said(engagement, held[-1], on=day_of(held[-1])), how=FeedbackHow.DECLINED, sentence=""
    )
    save_feedback(store, feedback=declined)
    assert not turn(store, a_session(store, engagement, days=21), engagement).is_due
    assert feedback.open_feedback(store, engagement_id=engagement.id) == ()


@pytest.mark.parametrize(("days", "due"), [(20, False), (21, True), (30, True)])
def test_its_turn_comes_with_every_so_many_weeks(store: Store, days: int, due: bool) -> None:
    engagement = with_cadence(store, an_engagement(store), Cadence(3, CadenceUnit.WEEKS))
    a_held_session(store, engagement, days=0)
    assert turn(store, a_session(store, engagement, days=days), engagement).is_due is due


@pytest.mark.parametrize("cadence", [None, Cadence(0)])
def test_without_a_cadence_it_is_never_due(store: Store, cadence: Cadence | None) -> None:
    engagement = with_cadence(store, an_engagement(store), cadence)
    assert not any(dues(store, engagement, 4))


def test_a_later_session_takes_the_turn_over(store: Store, engagement: Engagement) -> None:
    held = [a_held_session(store, engagement, days=days) for days in (0, 7, 14, 21)]
    assert not turn(store, held[2], engagement).is_due
    assert turn(store, held[3], engagement).is_due


def test_a_missed_session_asks_for_nothing(store: Store, engagement: Engagement) -> None:
    dues(store, engagement, 2)
    missed = sessions.mark_no_show(store, session_id=a_session(store, engagement, days=14).id).value
    assert not turn(store, missed, engagement).is_due


def test_the_beginning_is_never_that_of_last_time(store: Store, engagement: Engagement) -> None:
    held = a_held_session(store, engagement)
    save_feedback(store, feedback=said(engagement, held, on=day_of(held)))
    following = a_session(store, engagement)
    assert turn(store, following, engagement).stems[0] == stems.stems("en")[1]
    assert turn(store, following, engagement, "de").stems == stems.stems("de")


def test_a_sentence_is_kept_word_for_word(store: Store, engagement: Engagement) -> None:
    held = a_held_session(store, engagement)
    words = "You  went quiet – and “that” was it 🌱 "
    save_feedback(store, feedback=attrs.evolve(said(engagement, held, on=day_of(held)), sentence=words))
    assert turn(store, held, engagement).given[0].sentence == words


def test_a_sentence_that_is_no_sentence_any_more_is_refused(store: Store, engagement: Engagement) -> None:
    with pytest.raises(InvalidInputError, match="280"):
        attrs.evolve(said(engagement, None, on=date(2026, 5, 14)), sentence="x" * 281)


@pytest.mark.rule(10)
def test_it_stays_open_until_the_coach_has_answered(store: Store, engagement: Engagement) -> None:
    held = a_held_session(store, engagement)
    one = save_feedback(store, feedback=said(engagement, held, on=day_of(held))).value
    following = a_session(store, engagement, days=70)
    for left_alone in (one, attrs.evolve(one, will_change="Longer pauses"), attrs.evolve(one, answer=" ")):
        save_feedback(store, feedback=left_alone)
        assert feedback.open_feedback(store, engagement_id=engagement.id) == (left_alone,)
        assert turn(store, following, engagement).waiting == (left_alone,)
    save_feedback(store, feedback=attrs.evolve(one, answer="Thank you. I will wait"))
    assert feedback.open_feedback(store, engagement_id=engagement.id) == ()


@pytest.mark.rule(10, control=True)
def test_without_the_wait_for_an_answer_it_would_be_gone(
    store: Store, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = a_held_session(store, engagement)
    save_feedback(store, feedback=said(engagement, held, on=day_of(held)))
    monkeypatch.setattr(feedback, "_OPEN", "false")
    assert feedback.open_feedback(store, engagement_id=engagement.id) == ()


def test_an_answer_waits_until_the_client_has_been_told(store: Store, engagement: Engagement) -> None:
    held = a_held_session(store, engagement)
    answered = attrs.evolve(said(engagement, held, on=day_of(held)), answer="Thank you")
    following = a_session(store, engagement)
    save_feedback(store, feedback=answered)
    assert turn(store, following, engagement).waiting == (answered,)
    save_feedback(store, feedback=attrs.evolve(answered, told_on=day_of(following)))
    assert turn(store, following, engagement).waiting == ()


def test_what_the_coach_says_to_the_client_waits_for_nobody(store: Store, engagement: Engagement) -> None:
    held = a_held_session(store, engagement)
    mine = attrs.evolve(said(engagement, held, on=day_of(held)), giver=Giver.COACH)
    save_feedback(store, feedback=mine)
    assert feedback.open_feedback(store, engagement_id=engagement.id) == ()
    assert turn(store, held, engagement).given == ()


def test_what_was_said_in_a_deleted_session_does_not_wait(store: Store, engagement: Engagement) -> None:
    held = a_held_session(store, engagement)
    save_feedback(store, feedback=said(engagement, held, on=day_of(held)))
    sessions.delete_session(store, session_id=held.id)
    assert feedback.open_feedback(store, engagement_id=engagement.id) == ()


def noticed(store: Store) -> list[tuple[str, str, str]]:
    return list(store.db.execute("SELECT id, kind, words FROM noticed"))


def test_a_wish_for_change_is_known_to_the_next_review(store: Store, engagement: Engagement) -> None:
    one = attrs.evolve(said(engagement, None, on=date(2026, 5, 14)), asks_change=True)
    change = save_feedback(store, feedback=one).change
    assert noticed(store) == [("one", "feedback", "The pause was good")]
    assert change.touches(Kind.REVIEW)
    save_feedback(store, feedback=attrs.evolve(one, asks_change=False))
    assert noticed(store) == []


def test_a_wish_that_the_coach_struck_from_the_review_stays_struck(
    store: Store, engagement: Engagement
) -> None:
    one = attrs.evolve(said(engagement, None, on=date(2026, 5, 14)), asks_change=True)
    save_feedback(store, feedback=one)
    store.db.execute("DELETE FROM noticed")
    save_feedback(store, feedback=attrs.evolve(one, answer="I see"))
    assert noticed(store) == []


def test_an_emptied_sentence_goes_with_its_wish(store: Store, engagement: Engagement) -> None:
    one = attrs.evolve(said(engagement, None, on=date(2026, 5, 14)), asks_change=True)
    save_feedback(store, feedback=one)
    written = feedback.save_all_feedback(store, feedback=(attrs.evolve(one, sentence=" "),))
    assert written.change == Change(frozenset({Kind.FEEDBACK, Kind.REVIEW}), written.change.ids)
    assert (store.value("SELECT count(*) FROM feedback"), noticed(store)) == (0, [])


def test_what_was_said_late_in_the_day_counts_for_that_day(store: Store, engagement: Engagement) -> None:
    late = datetime(2026, 5, 14, 23, 30).astimezone()
    store.now = fixed_clock(late)
    held = a_held_session(store, engagement, days=0)
    save_feedback(store, feedback=said(engagement, held, on=day_of(held)))
    assert dues_from(store, engagement) == [False, False, True]


def dues_from(store: Store, engagement: Engagement) -> list[bool]:
    due = []
    for week in (1, 2, 3):
        held = a_session(store, engagement, days=7 * week)
        due.append(turn(store, held, engagement).is_due)
        sessions.close_session(store, session_id=held.id)
    return due


def test_the_turn_is_found_by_indexes_alone(store: Store, engagement: Engagement) -> None:
    held = a_held_session(store, engagement)
    cells = [engagement.id, held.id, "", "9999"]
    steps = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {HELD_BETWEEN}", cells)]
    assert all(step.startswith("SEARCH session USING") for step in steps)


def test_what_was_said_in_a_session_goes_with_it_for_good(store: Store, engagement: Engagement) -> None:
    held = a_held_session(store, engagement)
    wish = attrs.evolve(said(engagement, held, on=day_of(held)), asks_change=True)
    save_feedback(store, feedback=wish)
    sessions.delete_session(store, session_id=held.id)
    assert feedback.open_feedback(store, engagement_id=engagement.id) == ()
    delete_for_good(store, kind=BinKind.SESSION, record_id=held.id)
    assert feedback.open_feedback(store, engagement_id=engagement.id) == ()
    assert store.db["noticed"].count == 0
