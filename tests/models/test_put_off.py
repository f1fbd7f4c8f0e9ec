from datetime import date, timedelta

from coachdesk.models.put_off import put_off, put_off_until, take_up_again
from coachdesk.models.store import Store
from coachdesk.models.today import key_of, today_page
from tests.making import an_engagement
from tests.remembering import feedback

DAY = date(2026, 5, 14)
TOMORROW = DAY + timedelta(days=1)


def test_what_is_put_off_comes_back_on_its_day(store: Store) -> None:
    feedback(store, an_engagement(store), "Longer pauses")
    (said,) = today_page(store, day=DAY).feedback
    put_off(store, thing=key_of(said), until=TOMORROW)
    assert today_page(store, day=DAY).feedback == ()
    assert today_page(store, day=TOMORROW).feedback == (said,)


def test_only_that_one_is_put_off(store: Store) -> None:
    work = an_engagement(store)
    feedback(store, work, "Longer pauses")
    feedback(store, work, "Less of a hurry")
    put_off(store, thing=key_of(today_page(store, day=DAY).feedback[0]), until=TOMORROW)
    assert len(today_page(store, day=DAY).feedback) == 1


def test_it_can_be_taken_up_again(store: Store) -> None:
    put_off(store, thing="quiet 1", until=TOMORROW)
    take_up_again(store, thing="quiet 1")
    assert put_off_until(store) == {}


def test_what_has_come_back_is_forgotten(store: Store) -> None:
    put_off(store, thing="quiet 1", until=DAY)
    put_off(store, thing="quiet 2", until=TOMORROW)
    assert put_off_until(store) == {"quiet 2": TOMORROW}
