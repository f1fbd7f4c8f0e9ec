from datetime import date, datetime, time, timedelta

import attrs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.models import clients, sessions
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session, SharedText
from coachdesk.models.store import Store
from coachdesk.models.summaries import save_shared_text
from coachdesk.views.sessions.next_date import NextDateRow
from tests.drivers.closing import ClosingDriver
from tests.drivers.sessions import SessionDriver, Vault, focused
from tests.making import a_session, an_engagement, hand_out
from tests.views.sessions.conftest import MakePanel


@pytest.fixture
def closing(coach: SessionDriver) -> ClosingDriver:
    return ClosingDriver(coach)


@pytest.fixture
def row(closing: ClosingDriver) -> NextDateRow:
    return closing.card.next_date


def planned(closing: ClosingDriver, now: Session) -> Session | None:
    return closing.coach.vault.page(now).ending.next_meeting.planned


def test_one_key_and_enter_plan_the_next_session(
    closing: ClosingDriver, row: NextDateRow, now: Session
) -> None:
    closing.plan("k")
    found = planned(closing, now)
    assert found is not None
    assert found.planned_at == now.planned_at + timedelta(weeks=1)  # type: ignore[operator]  # it has a day
    assert "21 May 2026" in row.words.whole
    assert not row.plan_it.isVisible()


def test_the_client_reads_when_where_nothing_is_said_yet(closing: ClosingDriver, now: Session) -> None:
    closing.plan("k")
    at = now.planned_at.astimezone()  # type: ignore[union-attr]  # it has a day
    assert closing.coach.view.shared.next_date.text() == f"21 May 2026, {at:%H:%M}"
    assert closing.coach.vault.notices[-1].text.startswith("Planned: Thursday")
    closing.coach.leave()
    assert closing.coach.vault.page(now).shared.next_date.startswith("21 May 2026")


def test_in_the_clients_language(closing: ClosingDriver, engagement: Engagement) -> None:
    def in_german(store: Store) -> None:
        client = clients.get_client(store, client_id=engagement.client_ids[0])
        clients.save_client(store, client=attrs.evolve(client, language="de"))

    closing.coach.vault.do(in_german)
    closing.show_again()
    closing.plan("k")
    assert "21. Mai 2026" in closing.coach.view.shared.next_date.text()


def test_what_the_coach_had_said_to_the_client_stays(closing: ClosingDriver) -> None:
    closing.coach.view.shared.next_date.setPlainText("in the summer")
    closing.plan("k")
    assert closing.coach.view.shared.next_date.text() == "in the summer"


def test_undo_takes_the_session_and_the_line_back(
    closing: ClosingDriver, row: NextDateRow, now: Session
) -> None:
    closing.plan("k")
    closing.undo()
    assert planned(closing, now) is None
    assert closing.coach.view.shared.next_date.text() == ""
    closing.coach.leave()
    assert closing.coach.vault.page(now).shared == SharedText(session_id=now.id)
    assert row.plan_it.isVisible()


def test_undo_from_another_session_takes_the_line_back_too(
    closing: ClosingDriver, now: Session, last: Session
) -> None:
    closing.plan("k")
    closing.coach.open(last)
    closing.undo()
    assert closing.coach.vault.page(now).shared.next_date == ""


def test_the_usual_time_is_proposed(row: NextDateRow, now: Session) -> None:
    at = now.planned_at.astimezone()  # type: ignore[union-attr]  # it has a day
    assert (row.time.time().hour(), row.time.time().minute()) == (at.hour, at.minute)


def test_two_enters_plan_one_session(
    closing: ClosingDriver, row: NextDateRow, engagement: Engagement
) -> None:
    row.day.field.setFocus()
    QTest.keyClicks(row.day.field, "k")
    for _ in range(2):
        QTest.keyClick(row.day.field, Qt.Key.Key_Return)
    closing.coach.vault.settle()
    sql = "SELECT count(*) FROM session WHERE engagement_id = ? AND state = 'planned'"
    assert (
        closing.coach.vault.do(lambda store: store.value(sql, [engagement.id])) == 2
    )  # this one and the next


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Choose a day first."), ("30 Feb", "not a day of the calendar")]
)
def test_without_a_day_nothing_is_planned(
    closing: ClosingDriver, row: NextDateRow, now: Session, typed: str, said: str
) -> None:
    closing.plan(typed)
    assert said in row.hint.text()
    assert focused(closing.coach.panel) is row.day.field
    assert planned(closing, now) is None


def test_a_moment_that_is_over_is_not_planned(closing: ClosingDriver, row: NextDateRow, now: Session) -> None:
    closing.plan("-")
    assert row.hint.text().startswith("That moment is over")
    assert planned(closing, now) is None


def test_what_is_in_the_way_is_said_in_words(closing: ClosingDriver, row: NextDateRow) -> None:
    def another(store: Store) -> None:
        a_session(store, an_engagement(store, "Łukasz Wróblewski", called="Łukasz"), days=7)

    closing.coach.vault.do(another)
    QTest.keyClicks(row.day.field, "k")
    closing.coach.vault.settle()
    assert row.hint.text().startswith("Łukasz, ")
    assert row.hint.text().endswith(" is planned there.")
    QTest.keyClicks(row.day.field, "+")
    closing.coach.vault.settle()
    assert not row.hint.isVisible()


def test_a_planned_session_is_shown_and_moved(
    vault: Vault, make_panel: MakePanel, engagement: Engagement, now: Session
) -> None:
    following = vault.do(lambda store: a_session(store, engagement, days=14))
    closing = ClosingDriver(make_panel())
    closing.coach.open(now)
    assert "28 May 2026" in closing.card.next_date.words.whole
    closing.coach.press(closing.card.next_date.move_it)
    closing.plan("+")
    moved = vault.session(following)
    assert moved.planned_at == following.planned_at + timedelta(days=1)  # type: ignore[operator]  # it has a day
    closing.undo()
    assert vault.session(following).planned_at == following.planned_at


def test_moving_moves_the_line_that_told_of_it(closing: ClosingDriver, row: NextDateRow) -> None:
    closing.plan("k")
    closing.coach.press(row.move_it)
    closing.plan("+")
    assert closing.coach.view.shared.next_date.text().startswith("22 May 2026")


def test_it_can_be_left_where_it_is(closing: ClosingDriver, row: NextDateRow) -> None:
    closing.plan("k")
    closing.coach.press(row.move_it)
    assert row.plan_it.text() == "Move it"
    closing.coach.press(row.leave)
    assert (row.plan_it.isVisible(), focused(closing.coach.panel)) == (False, row.move_it)


def test_what_was_handed_out_does_not_change(closing: ClosingDriver, now: Session) -> None:
    closing.coach.vault.do(lambda store: hand_out(store, now))
    closing.show_again()
    closing.plan("k")
    assert planned(closing, now) is not None
    assert closing.coach.view.shared.next_date.text() == ""
    assert closing.coach.vault.failures == []


def test_a_session_that_can_not_be_planned_is_told(closing: ClosingDriver, row: NextDateRow) -> None:
    closing.coach.vault.refuse_writes(refuse=True)
    closing.plan("k")
    closing.coach.vault.refuse_writes(refuse=False)
    assert closing.coach.vault.failures != []
    closing.plan("")
    assert row.words.isVisible()


def test_a_day_that_is_being_chosen_stays_when_the_page_is_read_again(
    closing: ClosingDriver, row: NextDateRow, now: Session
) -> None:
    QTest.keyClicks(row.day.field, "k")
    text = SharedText(session_id=now.id, focus="Us")
    closing.coach.vault.do(lambda store: save_shared_text(store, text=text))
    closing.coach.vault.do(lambda store: sessions.set_minutes(store, session_id=now.id, minutes=50))
    closing.coach.vault.settle()
    assert row.day.day_or_none() == date(2026, 5, 21)
    assert row.moment() == datetime.combine(date(2026, 5, 21), at_of(row)).astimezone()


def at_of(row: NextDateRow) -> time:
    return time(row.time.time().hour(), row.time.time().minute())
