import re
from datetime import date

import attrs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from coachdesk.models import clients, engagements, promises, summaries
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.people import Client
from coachdesk.models.entities.session import Session
from coachdesk.models.promises import ClosingPart
from coachdesk.models.store import Store
from coachdesk.views.sessions import promise_fields
from coachdesk.views.sessions.promise_fields import Small
from coachdesk.views.sessions.promise_side import PromiseSide
from tests.drivers.closing import ClosingDriver
from tests.drivers.keyboard import wait_until
from tests.drivers.sessions import SessionDriver, focused
from tests.making import close_with_promises, hand_out

SCORES = re.compile(
    r"\d\s*%|\bscore|\bstreak|\bpoints?\b|\brat(e|ing)\b|\bgrade|overdue|\bfail", re.IGNORECASE
)
SMALLEST = (828, 640)
FULL = {"what": "Say it", "by": "2026-05-18", "sign": "It was said", "pledge": "Keep free"}


def call(store: Store, held: Session, name: str) -> Written[Client]:
    """Call the first client of a session by another name."""
    engagement = engagements.get_engagement(store, engagement_id=held.engagement_id)
    client = clients.get_client(store, client_id=engagement.client_ids[0])
    return clients.save_client(store, client=attrs.evolve(client, preferred_name=name))


@pytest.fixture
def closing(coach: SessionDriver) -> ClosingDriver:
    return ClosingDriver(coach)


def test_more_about_a_commitment_is_kept(closing: ClosingDriver, now: Session) -> None:
    closing.coach.fill_closing(**FULL)
    details = closing.open_details()
    details.small_enough.choose(Small.YES)
    QTest.keyClicks(details.barrier, "The yard closes at four")
    QTest.keyClicks(details.held_to_it, "Ask me once")
    closing.coach.leave()
    commitment = closing.coach.vault.do(lambda store: promises.headline_commitment(store, now.id))
    assert commitment is not None
    assert (commitment.small_enough, commitment.barrier) == (True, "The yard closes at four")
    assert commitment.held_to_it == "Ask me once"


def test_what_is_folded_is_not_lost_by_typing_on(closing: ClosingDriver, now: Session) -> None:
    detailed = attrs.evolve(
        closing.coach.vault.do(lambda store: close_with_promises(store, now)),
        small_enough=False,
        barrier="Rain",
    )
    closing.coach.vault.do(lambda store: promises.save_closing(store, closing=detailed))
    closing.show_again()
    assert closing.card.clients.headline.in_short.whole == "not small enough yet · Rain"
    QTest.keyClicks(closing.card.pledge, "Soon: ")
    closing.coach.leave()
    stored = closing.coach.vault.page(now).closing
    assert (stored.small_enough, stored.barrier) == (False, "Rain")


def test_details_begin_with_the_first_question_and_fold_again(closing: ClosingDriver) -> None:
    details = closing.open_details()
    assert focused(closing.coach.panel) is details.small_enough.buttons[Small.NOT_ASKED]
    assert closing.card.clients.headline.more.text() == "Less about it"
    closing.coach.press(closing.card.clients.headline.more)
    assert not details.isVisible()


def test_one_more_of_each_side_is_a_promise_of_its_own(closing: ClosingDriver, now: Session) -> None:
    closing.add_further(closing.card.clients, "Ring twice", "k", "They have a date")
    closing.add_further(closing.card.mine, "Send the page")
    further = closing.stored(now).further
    assert [(one.what, one.by_when, one.by_coach) for one in further] == [
        ("Ring twice", date(2026, 5, 21), False),
        ("Send the page", None, True),
    ]
    opened = closing.coach.vault.do(promises.open_promises)
    assert "Ring twice" in [one.what for one in opened.commitments]
    assert "Send the page" in [one.what for one in opened.pledges]


def test_half_of_one_more_is_kept_and_shown_again(closing: ClosingDriver, now: Session) -> None:
    closing.add_further(closing.card.clients, "Ring twice")
    closing.coach.leave()
    closing.card.turn_to(now.id)
    closing.show_again()
    (entry,) = closing.card.clients.further.entries.values()
    assert entry.fields.what.text() == "Ring twice"


def test_a_second_blank_one_is_not_begun(closing: ClosingDriver) -> None:
    first = closing.add_further(closing.card.mine)
    closing.coach.press(closing.card.mine.one_more)
    assert list(closing.card.mine.further.entries.values()) == [first]
    assert focused(closing.coach.panel) is first.fields.what


def test_one_that_is_emptied_stays_under_the_keyboard(closing: ClosingDriver, now: Session) -> None:
    entry = closing.add_further(closing.card.mine, "x")
    closing.coach.leave()
    entry.fields.what.clear()
    assert closing.stored(now).further == ()
    closing.show_again()
    assert entry.fields.what.isVisible()


def test_a_removed_one_comes_back(closing: ClosingDriver, now: Session) -> None:
    entry = closing.add_further(closing.card.clients, "Ring twice", "k", "They have a date")
    closing.coach.press(entry.remove)
    assert (closing.stored(now).further, closing.card.clients.further.isVisible()) == ((), False)
    closing.undo()
    (back,) = closing.card.clients.further.entries.values()
    assert back.fields.known_by.text() == "They have a date"
    assert closing.stored(now).further != ()


def test_a_blank_one_is_removed_without_a_word(closing: ClosingDriver) -> None:
    closing.coach.press(closing.add_further(closing.card.mine).remove)
    assert closing.coach.vault.notices == []


def test_one_that_can_not_be_removed_is_there_again(closing: ClosingDriver, now: Session) -> None:
    entry = closing.add_further(closing.card.mine, "Send the page")
    closing.coach.leave()
    closing.coach.vault.refuse_writes(refuse=True)
    closing.coach.press(entry.remove)
    closing.coach.vault.refuse_writes(refuse=False)
    (back,) = closing.card.mine.further.entries.values()
    assert back.fields.what.text() == "Send the page"
    assert closing.coach.vault.failures != []


def test_half_a_day_of_one_more_is_said(closing: ClosingDriver) -> None:
    entry = closing.add_further(closing.card.mine, "Send it", "30 Feb")
    entry.fields.by_when.field.editingFinished.emit()
    assert "not a day of the calendar" in closing.card.problem.text()


def test_what_was_handed_out_can_only_be_read(closing: ClosingDriver, now: Session) -> None:
    entry = closing.add_further(closing.card.clients, "Ring twice", "k", "They have a date")
    details = closing.open_details()
    closing.coach.leave()
    closing.coach.vault.do(lambda store: hand_out(store, now))
    closing.show_again()
    assert entry.fields.what.isReadOnly()
    assert details.barrier.isReadOnly()
    assert not details.small_enough.isEnabled()
    assert not any(part.isVisible() for part in (entry.remove, closing.card.mine.one_more))


def test_words_of_one_more_that_came_too_late_go_into_later_words(
    closing: ClosingDriver, now: Session
) -> None:
    closing.coach.vault.do(lambda store: hand_out(store, now))
    closing.add_further(closing.card.clients, "Ring twice", "k")
    closing.coach.leave()
    closing.coach.press(closing.coach.view.late.answers[0])
    (later,) = closing.coach.vault.do(lambda store: summaries.addenda(store, now.id))
    assert later.text == "Mira will: Ring twice\nBy when: 2026-05-21"
    assert not closing.coach.view.is_dirty


def sizes(side: PromiseSide) -> tuple[int, int]:
    return side.width(), side.headline.what.width()


def looks(side: PromiseSide) -> list[object]:
    """Return what the sheet of the theme goes by, and the font."""
    fields: tuple[QWidget, ...] = (side.headline.what, side.headline.by_when.field, side.headline.caption)
    return [(field.property("field"), field.property("role"), field.font().toString()) for field in fields]


@pytest.mark.rule(8)
def test_both_sides_have_the_same_room_and_the_same_looks(closing: ClosingDriver) -> None:
    card = closing.card
    assert all(abs(a - b) <= 1 for a, b in zip(sizes(card.clients), sizes(card.mine), strict=True))
    assert looks(card.clients) == looks(card.mine)
    for side in (card.clients, card.mine):
        closing.add_further(side, "One more")
    widths = [next(iter(side.further.entries.values())).width() for side in (card.clients, card.mine)]
    assert abs(widths[0] - widths[1]) <= 1


@pytest.mark.rule(8)
def test_a_long_name_takes_no_room_from_the_other_side(closing: ClosingDriver, last: Session) -> None:
    name = "Wilhelmina-Theodora Freifrau von Hohenstein-Württemberg"
    closing.coach.vault.write(lambda store: call(store, last, name))
    closing.coach.panel.resize(*SMALLEST)
    wait_until(lambda: closing.card.width() > 700, "for the page to have the room beside it")
    assert name[:10] in closing.card.clients.headline.caption.text()
    widths = closing.card.clients.width(), closing.card.mine.width()
    assert abs(widths[0] - widths[1]) <= 1


@pytest.mark.rule(8, control=True)
def test_a_side_with_less_room_or_other_looks_would_be_told(closing: ClosingDriver) -> None:
    closing.card.mine.setMaximumWidth(200)
    closing.card.mine.headline.what.setProperty("field", "boxed")
    closing.coach.vault.settle()
    assert sizes(closing.card.clients)[0] - closing.card.mine.maximumWidth() > 1
    assert looks(closing.card.clients) != looks(closing.card.mine)


def alarming(closing: ClosingDriver) -> list[str]:
    """Return what the closing says of a person in the words of a school or an alarm."""
    parts = (closing.card, closing.coach.view.practice, closing.coach.view.missing)
    said = [text for part in parts for text in closing.texts(part) if SCORES.search(text)]
    return said + (["a problem"] if closing.card.problem.isVisible() else [])


@pytest.mark.rule(8)
def test_nothing_scores_or_alarms(closing: ClosingDriver, now: Session) -> None:
    closing.coach.fill_closing(**FULL | {"by": "2020-01-01"})  # a day long gone is no alarm
    closing.add_further(closing.card.clients, "Ring twice", "2020-01-01")
    closing.open_details().small_enough.choose(Small.NO)
    closing.ask_for_feedback()
    closing.close()
    closing.practise()
    assert alarming(closing) == []


@pytest.mark.rule(8, control=True)
def test_a_score_would_be_told(closing: ClosingDriver) -> None:
    closing.card.clients.one_more.setText("80 % kept, a streak of 3")
    assert alarming(closing) == ["80 % kept, a streak of 3"]


@pytest.mark.rule(7)
def test_a_full_closing_of_one_promise_each_lacks_nothing(closing: ClosingDriver) -> None:
    assert len(closing.card.missing()) == 4
    closing.coach.fill_closing(**FULL)
    assert closing.card.missing() == ()


@pytest.mark.rule(7)
def test_what_was_asked_for_once_is_not_asked_again_after_opening_again(
    closing: ClosingDriver, now: Session, last: Session
) -> None:
    coach = closing.coach
    closing.close()
    coach.open(last)
    coach.open(now)
    coach.press(coach.panel.controls.reopen)
    coach.press(coach.panel.controls.close_session)
    assert not coach.view.missing.isVisible()
    assert coach.vault.session(now).closed_at is not None


@pytest.mark.rule(7, control=True)
def test_a_page_that_forgot_would_ask_twice(closing: ClosingDriver, now: Session) -> None:
    closing.close()
    closing.coach.press(closing.coach.panel.controls.reopen)
    closing.coach.view.missing._asked.clear()  # noqa: SLF001  (the protection taken away)
    closing.coach.press(closing.coach.panel.controls.close_session)
    assert closing.coach.view.missing.isVisible()


def test_every_part_can_be_led_to(closing: ClosingDriver) -> None:
    found = []
    for part in ClosingPart:
        closing.card.focus_on(part)
        found.append(focused(closing.coach.panel))
    card = closing.card
    fields = (
        card.commitment,
        card.commitment_by.field,
        card.known_by,
        card.pledge,
        closing.sentence().sentence,
    )
    assert found == list(fields)


def test_tab_leads_down_one_side_and_then_down_the_other(closing: ClosingDriver) -> None:
    closing.open_details()
    first = closing.add_further(closing.card.clients).fields
    mine = closing.add_further(closing.card.mine).fields
    details = closing.card.clients.headline.details
    assert details is not None
    closing.card.known_by.setFocus()
    stops = (
        closing.card.known_by,
        details.barrier,
        first.what,
        first.known_by,
        closing.card.pledge,
        mine.what,
    )
    reached = []
    for _ in range(24):
        reached.append(focused(closing.coach.panel))
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
    assert [stop for stop in reached if stop in stops] == list(stops)


def test_small_enough_has_three_answers() -> None:
    assert [Small.of(answer).answer for answer in (None, True, False)] == [None, True, False]
    assert promise_fields.PromiseWords().small_enough is None
