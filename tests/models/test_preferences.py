from datetime import date, timedelta

import attrs
import pytest

from coachdesk.errors import InvalidInputError, NotFoundError
from coachdesk.models.clients import delete_client, get_client
from coachdesk.models.engagements import save_engagement
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.people import Cadence, CadenceUnit, Engagement
from coachdesk.models.entities.relationship import Dial, Preference, PreferenceSource
from coachdesk.models.preferences import (
    OF_CLIENT,
    Recheck,
    confirm_preferences,
    holding,
    keep_preferences,
    known_of,
    last_said,
    preference_history,
    preferences_page,
    put_preference_back,
)
from coachdesk.models.store import Store
from tests.making import a_held_session, an_engagement
from tests.remembering import DAY, preference
from tests.reviewing import later

GUESS = PreferenceSource.COACH


@pytest.fixture
def work(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def mira(work: Engagement) -> ClientId:
    return work.client_ids[0]


def keep(store: Store, client_id: ClientId, **said: object) -> Preference:
    days = frozenset(said) & {"asked_on", "recheck_on"}
    return keep_preferences(store, said=preference(client_id, **said), days=days).value


def every(store: Store, work: Engagement, number: int, unit: CadenceUnit) -> Engagement:
    often = attrs.evolve(work, preferences_every=Cadence(number, unit))
    return save_engagement(store, engagement=often).value


def recheck(store: Store, client_id: ClientId) -> Recheck:
    return preferences_page(store, client_id=client_id).recheck


def test_nothing_is_known_before_it_was_asked(store: Store, mira: ClientId) -> None:
    page = preferences_page(store, client_id=mira)
    assert page.holds is None
    assert page.recheck == Recheck()


def test_what_is_changed_within_a_day_is_one_answer(store: Store, mira: ClientId) -> None:
    keep(store, mira)
    keep(store, mira, silence="I am looking for the word")
    assert [one.silence for one in preference_history(store, client_id=mira)] == ["I am looking for the word"]


def test_a_change_on_a_later_day_is_a_new_answer_and_the_former_stays(store: Store, mira: ClientId) -> None:
    keep(store, mira)
    later(store, timedelta(days=30))
    keep(store, mira, silence="Please wait")
    found = preference_history(store, client_id=mira)
    assert [(one.silence, one.asked_on) for one in found] == [
        ("Please wait", DAY + timedelta(days=30)),
        ("I am thinking", DAY),
    ]


def test_the_newest_answer_holds(store: Store, mira: ClientId) -> None:
    keep(store, mira)
    later(store, timedelta(days=30))
    newest = keep(store, mira, pace=Dial.MORE)
    assert holding(store, client_id=mira) == newest


def test_a_confirmation_dates_the_answer_that_holds(store: Store, mira: ClientId) -> None:
    keep(store, mira)
    later(store, timedelta(days=30))
    confirmed = confirm_preferences(store, client_id=mira).value
    assert preference_history(store, client_id=mira) == (confirmed,)
    assert (confirmed.asked_on, confirmed.confirmed_on) == (DAY, DAY + timedelta(days=30))


def test_a_change_takes_the_confirmation_along_with_the_former_answer(store: Store, mira: ClientId) -> None:
    keep(store, mira)
    later(store, timedelta(days=30))
    confirm_preferences(store, client_id=mira)
    changed = keep(store, mira, trust="You remember what I said")
    assert changed.confirmed_on is None
    assert preference_history(store, client_id=mira)[1].confirmed_on == DAY + timedelta(days=30)


def test_a_guess_counts_as_said_once_it_is_confirmed(store: Store, mira: ClientId) -> None:
    guess = keep(store, mira, source=GUESS)
    assert last_said(guess) is None
    confirmed = confirm_preferences(store, client_id=mira).value
    assert confirmed.source is PreferenceSource.CLIENT
    assert last_said(confirmed) == DAY


def test_that_the_client_says_what_was_a_guess_confirms_it(store: Store, mira: ClientId) -> None:
    guess = keep(store, mira, source=GUESS)
    later(store, timedelta(days=3))
    said = keep_preferences(store, said=attrs.evolve(guess, source=PreferenceSource.CLIENT)).value
    assert (said.id, said.confirmed_on) == (guess.id, DAY + timedelta(days=3))


def test_a_confirmation_can_be_taken_back(store: Store, mira: ClientId) -> None:
    guess = keep(store, mira, source=GUESS)
    confirm_preferences(store, client_id=mira)
    put_preference_back(store, preference=guess)
    assert holding(store, client_id=mira) == guess


def test_there_is_nothing_to_confirm_before_it_was_asked(store: Store, mira: ClientId) -> None:
    with pytest.raises(InvalidInputError):
        confirm_preferences(store, client_id=mira)


def test_what_is_taken_back_at_once_was_never_said(store: Store, mira: ClientId) -> None:
    keep(store, mira)
    keep(store, mira, pace=Dial.UNSAID, silence="")
    assert preference_history(store, client_id=mira) == ()


def test_what_does_not_hold_any_more_stays_in_the_history(store: Store, mira: ClientId) -> None:
    keep(store, mira)
    later(store, timedelta(days=30))
    keep(store, mira, pace=Dial.UNSAID, silence="")
    assert len(preference_history(store, client_id=mira)) == 2


def test_nothing_at_all_is_no_answer(store: Store, mira: ClientId) -> None:
    keep(store, mira, pace=Dial.UNSAID, silence="  ")
    assert preference_history(store, client_id=mira) == ()


def test_todays_answer_may_be_of_an_earlier_day(store: Store, mira: ClientId) -> None:
    keep(store, mira, asked_on=DAY - timedelta(days=9))
    assert keep(store, mira, asked_on=DAY - timedelta(days=8)).asked_on == DAY - timedelta(days=8)


def test_the_day_of_an_older_answer_stands(store: Store, mira: ClientId) -> None:
    keep(store, mira)
    later(store, timedelta(days=30))
    assert keep(store, mira, asked_on=DAY + timedelta(days=4)).asked_on == DAY


def test_a_save_that_comes_late_does_not_move_the_days(store: Store, mira: ClientId) -> None:
    old = keep(store, mira, recheck_on=DAY + timedelta(days=3))
    later(store, timedelta(days=30))
    for trust in ("You wait", "You wait for me"):
        kept = keep_preferences(store, said=attrs.evolve(old, trust=trust)).value
    assert (kept.asked_on, kept.recheck_on) == (DAY + timedelta(days=30), None)


@pytest.mark.parametrize("asked_on", [DAY + timedelta(days=31), DAY - timedelta(days=1)])
def test_no_answer_is_of_the_future_or_before_an_older_one(
    store: Store, mira: ClientId, asked_on: date
) -> None:
    keep(store, mira)
    later(store, timedelta(days=30))
    keep(store, mira, trust="You wait")
    with pytest.raises(InvalidInputError):
        keep(store, mira, trust="You wait", asked_on=asked_on)


def test_without_a_cadence_nobody_is_asked_again(store: Store, mira: ClientId) -> None:
    keep(store, mira)
    later(store, timedelta(days=900))
    assert recheck(store, mira) == Recheck()


@pytest.mark.parametrize(("days", "is_due"), [(27, False), (28, True)])
def test_a_cadence_of_weeks_counts_from_the_last_word(
    store: Store, work: Engagement, mira: ClientId, days: int, is_due: bool
) -> None:
    every(store, work, 4, CadenceUnit.WEEKS)
    keep(store, mira)
    later(store, timedelta(days=days))
    assert recheck(store, mira) == Recheck(on=DAY + timedelta(days=28), is_due=is_due)


@pytest.mark.parametrize(("sessions", "is_due"), [(1, False), (2, True)])
def test_a_cadence_of_sessions_counts_those_held_since(
    store: Store, work: Engagement, mira: ClientId, sessions: int, is_due: bool
) -> None:
    every(store, work, 2, CadenceUnit.SESSIONS)
    keep(store, mira)
    a_held_session(store, work, days=0)
    for days in range(1, sessions + 1):
        a_held_session(store, work, days=days)
    assert recheck(store, mira) == Recheck(after_sessions=2 - sessions, is_due=is_due)


def test_a_day_that_was_set_goes_before_the_cadence(store: Store, work: Engagement, mira: ClientId) -> None:
    every(store, work, 4, CadenceUnit.WEEKS)
    keep(store, mira, recheck_on=DAY + timedelta(days=3))
    assert recheck(store, mira) == Recheck(on=DAY + timedelta(days=3))


def test_a_day_that_has_come_is_settled_by_asking(store: Store, mira: ClientId) -> None:
    keep(store, mira, recheck_on=DAY + timedelta(days=3))
    later(store, timedelta(days=3))
    assert recheck(store, mira).is_due
    assert confirm_preferences(store, client_id=mira).value.recheck_on is None


def test_a_new_answer_begins_without_the_day_of_the_former(store: Store, mira: ClientId) -> None:
    keep(store, mira, recheck_on=DAY + timedelta(days=3))
    later(store, timedelta(days=4))
    assert keep(store, mira, trust="You wait").recheck_on is None


def test_a_day_to_ask_again_can_be_set_later(store: Store, mira: ClientId) -> None:
    keep(store, mira)
    later(store, timedelta(days=4))
    assert keep(store, mira, recheck_on=DAY + timedelta(days=50)).recheck_on == DAY + timedelta(days=50)
    assert len(preference_history(store, client_id=mira)) == 1


def test_who_said_nothing_is_not_among_those_who_did(store: Store, work: Engagement, mira: ClientId) -> None:
    clients = (get_client(store, client_id=mira),)
    assert known_of(store, clients, work, day=DAY) == ()
    said = keep(store, mira)
    assert [one.preference for one in known_of(store, clients, work, day=DAY)] == [said]


def test_nobody_is_asked_who_is_no_longer_there(store: Store, mira: ClientId) -> None:
    delete_client(store, client_id=mira)
    with pytest.raises(NotFoundError):
        keep(store, mira)


def test_what_holds_is_found_by_an_index(store: Store) -> None:
    plan = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {OF_CLIENT}", ["c"])]
    assert any("preference_of_client" in line for line in plan)
