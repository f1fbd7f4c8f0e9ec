import attrs
import pytest
from PySide6.QtTest import QTest

from coachdesk.models import engagements, session_details, sessions
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import FeeKind, Session, SessionKind, SessionMode, SessionState
from coachdesk.models.session_lists import list_sessions
from tests.drivers.sessions import SessionDriver, focused
from tests.making import a_held_session


def test_a_kind_is_chosen_from_the_menu(coach: SessionDriver, now: Session) -> None:
    kinds = coach.panel.controls.kinds.kinds
    assert kinds[SessionKind.COACHING, False].isChecked()
    kinds[SessionKind.SUPERVISION, True].trigger()
    coach.vault.settle()
    stored = coach.vault.session(now)
    assert (stored.kind, stored.received, stored.countable) == (SessionKind.SUPERVISION, True, False)
    assert "supervision, received" in coach.panel.subtitle.whole


def test_coaching_is_not_said_where_it_goes_without_saying(coach: SessionDriver) -> None:
    assert "coaching" not in coach.panel.subtitle.whole


def test_how_it_counts_steps_back_until_it_is_asked_for(coach: SessionDriver) -> None:
    assert coach.view.around.counting is None
    coach.choose("counting")
    assert focused(coach.panel) is coach.counting.countable
    coach.press(coach.counting.done)
    assert not coach.counting.isVisible()
    assert not coach.view.around.above.isVisible()


def test_an_hour_is_left_out_with_a_word_on_why(coach: SessionDriver, now: Session) -> None:
    coach.choose("counting")
    coach.press(coach.counting.countable)
    QTest.keyClicks(coach.counting.reason, "a trial")
    coach.counting.fee.choose(FeeKind.EXCHANGE)
    coach.leave()
    stored = coach.vault.session(now)
    assert (stored.countable, stored.countable_reason, stored.fee_kind) == (
        False,
        "a trial",
        FeeKind.EXCHANGE,
    )
    assert coach.counting.words.text() == "No hour counts: you chose so."


def test_a_chemistry_session_says_why_it_does_not_count(coach: SessionDriver, now: Session) -> None:
    coach.panel.controls.kinds.kinds[SessionKind.CHEMISTRY, False].trigger()
    coach.vault.settle()
    coach.choose("counting")
    assert coach.counting.words.text() == "No hour counts: chemistry session."


def test_what_was_received_offers_no_counting(coach: SessionDriver, now: Session) -> None:
    coach.panel.controls.kinds.kinds[SessionKind.MENTORING, True].trigger()
    coach.vault.settle()
    coach.choose("counting")
    assert not coach.counting.countable.isVisible()
    assert "you were the one it was given to" in coach.counting.words.text()


def test_minutes_are_corrected_where_they_count(coach: SessionDriver, engagement: Engagement) -> None:
    held = coach.vault.do(lambda store: a_held_session(store, engagement))
    coach.open(held)
    coach.choose("counting")
    coach.counting.minutes.setText("75")
    coach.counting.minutes.editingFinished.emit()
    coach.vault.settle()
    assert coach.vault.session(held).minutes == 75


@pytest.mark.parametrize("wrong", ["an hour", "-5"])
def test_minutes_that_are_none_are_put_back(coach: SessionDriver, engagement: Engagement, wrong: str) -> None:
    coach.open(coach.vault.do(lambda store: a_held_session(store, engagement)))
    coach.choose("counting")
    coach.counting.minutes.setText(wrong)
    coach.counting.minutes.editingFinished.emit()
    assert coach.counting.minutes.text() == "60"
    assert "not a number" in coach.vault.failures[-1]


def test_late_means_that_the_fee_is_due(coach: SessionDriver, engagement: Engagement) -> None:
    paid = attrs.evolve(engagement, fee_minor=12_000, currency="EUR")
    coach.vault.do(lambda store: engagements.save_engagement(store, engagement=paid))
    coach.choose("late")
    assert coach.counting.words.text() == (
        "Cancelled late, so no hour counts. The fee of 120.00 EUR is due, unless you agreed otherwise."
    )


def test_in_time_means_that_no_fee_is_due(coach: SessionDriver) -> None:
    coach.choose("cancel")
    assert coach.counting.words.text() == "Cancelled in time, so no hour counts."


def test_a_word_on_why_is_kept_and_not_asked_for(coach: SessionDriver, now: Session) -> None:
    coach.choose("no_show")
    QTest.keyClicks(coach.counting.reason, "The train")
    coach.leave()
    assert coach.vault.session(now).countable_reason == "The train"


def test_who_waits_in_vain_can_say_so_while_the_clock_runs(coach: SessionDriver, now: Session) -> None:
    coach.press(coach.panel.controls.begin)
    coach.choose("no_show")
    assert coach.vault.session(now).state is SessionState.NO_SHOW
    coach.choose("again")
    assert coach.vault.session(now).began_at is None


def test_a_beginning_is_taken_back(coach: SessionDriver, now: Session) -> None:
    coach.press(coach.panel.controls.begin)
    coach.choose("not_begun")
    assert coach.vault.session(now).state is SessionState.PLANNED
    assert coach.panel.controls.begin.isVisible()


def test_the_old_time_leads_to_the_new_one(coach: SessionDriver, now: Session) -> None:
    assert now.planned_at is not None
    later = now.planned_at.replace(day=20)
    coach.vault.do(
        lambda store: sessions.move_session(
            store, session_id=now.id, planned_at=later, minutes=60, mode=SessionMode.VIDEO, place=""
        )
    )
    rows = coach.vault.do(list_sessions)
    trace = next(row for row in rows if row.state is SessionState.MOVED)
    coach.open(coach.vault.do(lambda store: sessions.session(store, trace.id)))
    assert "It takes place on 20 May" in coach.counting.words.text()
    assert not coach.panel.controls.more.action("again").isVisible()
    coach.press(coach.counting.new_time)
    assert coach.vault.went == [("session", now.id, "")]


def test_what_was_received_is_closed_without_a_question(coach: SessionDriver, now: Session) -> None:
    kind = SessionKind.SUPERVISION
    coach.vault.do(lambda store: session_details.set_kind(store, session_id=now.id, kind=kind, received=True))
    coach.panel.refresh()
    coach.vault.settle()
    coach.press(coach.panel.controls.close_session)
    assert coach.vault.session(now).closed_at is not None
