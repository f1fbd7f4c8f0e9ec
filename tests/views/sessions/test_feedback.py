from enum import Enum, IntEnum
from functools import partial

import attrs
import pytest
from PySide6.QtTest import QTest

from coachdesk.models import engagements, feedback
from coachdesk.models.clients import add_client
from coachdesk.models.entities.ids import FeedbackId
from coachdesk.models.entities.people import Cadence, Engagement, EngagementFormat
from coachdesk.models.entities.relationship import SENTENCE_LIMIT, Dial, Feedback, FeedbackHow
from coachdesk.models.entities.session import Session
from coachdesk.models.stems import stems
from coachdesk.models.store import Store
from coachdesk.views.feedback_entry import FeedbackEntry
from tests.drivers.closing import ClosingDriver
from tests.drivers.sessions import SessionDriver, Vault, focused
from tests.making import a_session
from tests.views.sessions.conftest import MakePanel


def make_due(store: Store, engagement: Engagement) -> None:
    """Let a sentence be due at the second session."""
    engagements.save_engagement(store, engagement=attrs.evolve(engagement, feedback_every=Cadence(2)))


def said_last_time(store: Store, last: Session) -> Feedback:
    one = Feedback(
        id=FeedbackId("one"),
        engagement_id=last.engagement_id,
        session_id=last.id,
        given_on=last.planned_at.date(),  # type: ignore[union-attr]  # it has a day
        sentence="Longer pauses, please",
    )
    return feedback.save_feedback(store, feedback=one).value


@pytest.fixture
def closing(vault: Vault, make_panel: MakePanel, engagement: Engagement, now: Session) -> ClosingDriver:
    vault.do(partial(make_due, engagement=engagement))
    coach = make_panel()
    coach.open(now)
    return ClosingDriver(coach)


@pytest.fixture
def entry(closing: ClosingDriver) -> FeedbackEntry:
    return closing.sentence()


def given(closing: ClosingDriver, now: Session) -> tuple[Feedback, ...]:
    return closing.stored(now).feedback.given


def test_a_sentence_shows_only_when_its_turn_has_come(coach: SessionDriver, entry: FeedbackEntry) -> None:
    assert entry.isVisible()
    assert stems("en")[0] in entry.stem.text()


def test_without_its_turn_there_is_a_word_alone(coach: SessionDriver) -> None:
    closing = ClosingDriver(coach)
    assert not closing.card.feedback.isVisible()
    assert closing.card.ask_feedback.isVisible()
    asked = closing.ask_for_feedback()
    assert (asked.isVisible(), focused(coach.panel)) == (True, asked.sentence)


def test_it_is_kept_word_for_word_with_how_it_came(
    closing: ClosingDriver, entry: FeedbackEntry, now: Session, engagement: Engagement
) -> None:
    QTest.keyClicks(entry.sentence, "The pause was good.")
    entry.how.choose(FeedbackHow.ON_PAPER)
    (one,) = given(closing, now)
    assert (one.sentence, one.how, one.stem) == ("The pause was good.", FeedbackHow.ON_PAPER, stems("en")[0])
    assert (one.client_id, one.session_id) == (engagement.client_ids[0], now.id)


def test_another_beginning_can_be_offered(closing: ClosingDriver, entry: FeedbackEntry, now: Session) -> None:
    closing.coach.press(entry.another)
    assert stems("en")[1] in entry.stem.text()
    QTest.keyClicks(entry.sentence, "x")
    assert given(closing, now)[0].stem == stems("en")[1]


def test_not_this_time_is_an_answer_and_can_be_taken_back(
    closing: ClosingDriver, entry: FeedbackEntry, now: Session
) -> None:
    closing.coach.press(entry.not_now)
    assert [one.how for one in given(closing, now)] == [FeedbackHow.DECLINED]
    assert not entry.sentence.isVisible()
    closing.coach.press(entry.after_all)
    assert (given(closing, now), focused(closing.coach.panel)) == ((), entry.sentence)


def test_there_is_no_room_for_more_than_a_sentence(closing: ClosingDriver, entry: FeedbackEntry) -> None:
    entry.sentence.insertPlainText("é" * (SENTENCE_LIMIT - 1) + "🌱🌱")
    assert entry.sentence.text() == "é" * (SENTENCE_LIMIT - 1) + "🌱"
    assert str(SENTENCE_LIMIT) in entry.limit.text()
    assert entry.limit.isVisible()


def test_a_wish_for_change_reaches_the_next_review(
    closing: ClosingDriver, entry: FeedbackEntry, now: Session
) -> None:
    QTest.keyClicks(entry.sentence, "Longer pauses")
    entry.asks_change.click()
    (one,) = given(closing, now)
    noticed = closing.coach.vault.do(lambda store: store.value("SELECT id FROM noticed"))
    assert (one.asks_change, noticed) == (True, one.id)


def test_it_is_answered_where_it_was_given(
    closing: ClosingDriver, entry: FeedbackEntry, now: Session
) -> None:
    QTest.keyClicks(entry.sentence, "Longer pauses")
    closing.coach.press(entry.unfold)
    assert entry.answer is not None
    assert focused(closing.coach.panel) is entry.answer.answer
    QTest.keyClicks(entry.answer.answer, "I will wait")
    QTest.keyClicks(entry.answer.will_change, "Count to five")
    entry.answer.told.click()
    (one,) = given(closing, now)
    assert (one.answer, one.will_change, str(one.told_on)) == ("I will wait", "Count to five", "2026-05-14")


@pytest.mark.rule(10)
def test_what_was_said_last_time_waits_here_until_it_is_answered(
    vault: Vault, make_panel: MakePanel, last: Session, now: Session
) -> None:
    vault.do(partial(said_last_time, last=last))
    closing = ClosingDriver(make_panel())
    closing.coach.open(now)
    (row,) = closing.card.feedback.waiting.values()
    assert "waits for your answer" in row.words.whole
    closing.coach.press(row.unfold)
    assert row.answer is not None
    QTest.keyClicks(row.answer.answer, "Thank you")
    assert closing.stored(now).feedback.waiting[0].answer == "Thank you"
    row.answer.told.click()
    assert closing.stored(now).feedback.waiting == ()


@pytest.mark.rule(10, control=True)
def test_what_would_not_wait_would_not_be_seen(
    vault: Vault, make_panel: MakePanel, last: Session, now: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.do(partial(said_last_time, last=last))
    monkeypatch.setattr(feedback, "_untold", lambda *_given: ())
    closing = ClosingDriver(make_panel())
    closing.coach.open(now)
    assert closing.card.feedback.waiting == {}


def can_be_totalled(kind: type[Enum]) -> bool:
    """Tell whether the values of a kind are numbers, or words for them."""
    return any(isinstance(one.value, int) or str(one.value).isdigit() for one in kind)


@pytest.mark.rule(10)
def test_a_dial_is_a_word_and_no_number() -> None:
    assert not can_be_totalled(Dial)
    fields = {field.name: str(field.type) for field in attrs.fields(Feedback)}
    assert not any("int" in kind or "float" in kind for kind in fields.values())


@pytest.mark.rule(10, control=True)
def test_a_scale_would_be_told() -> None:
    class Scale(IntEnum):
        LESS = 1
        MORE = 2

    assert can_be_totalled(Scale)


def test_a_sentence_that_is_due_is_asked_for_once(closing: ClosingDriver, now: Session) -> None:
    closing.coach.fill_closing(what="Say it", by="2026-05-18", sign="It was said", pledge="Keep free")
    closing.coach.press(closing.coach.panel.controls.close_session)
    assert closing.coach.view.missing.text.text() == "Still open: a sentence of feedback."
    closing.coach.press(closing.coach.view.missing.answers[0])
    assert focused(closing.coach.panel) is closing.sentence().sentence
    closing.coach.press(closing.coach.panel.controls.close_session)
    assert closing.coach.vault.session(now).closed_at is not None


def test_one_that_was_declined_is_not_missing(closing: ClosingDriver, entry: FeedbackEntry) -> None:
    closing.coach.press(entry.not_now)
    assert not closing.card.feedback.is_missing


def test_what_is_typed_holds_the_page_until_it_is_saved(
    closing: ClosingDriver, entry: FeedbackEntry, now: Session
) -> None:
    closing.coach.vault.refuse_writes(refuse=True)
    QTest.keyClicks(entry.sentence, "The pause")
    closing.coach.leave()
    assert closing.coach.panel.has_unsaved
    closing.coach.vault.refuse_writes(refuse=False)
    assert [one.sentence for one in given(closing, now)] == ["The pause"]


def test_each_of_a_group_has_a_sentence(vault: Vault, make_panel: MakePanel, engagement: Engagement) -> None:
    def of_two(store: Store) -> Session:
        other = add_client(store, display_name="Daniel Okafor").value
        both = (*engagement.client_ids, other.id)
        work = engagements.add_engagement(store, client_ids=both, purpose="To work as one").value
        group = attrs.evolve(work, format=EngagementFormat.GROUP)
        return a_session(store, engagements.save_engagement(store, engagement=group).value)

    held = vault.do(of_two)
    closing = ClosingDriver(make_panel())
    closing.coach.open(held)
    entry, whose = closing.ask_for_feedback(), closing.card.feedback.whose
    for place, words in enumerate(("We laughed", "I was heard")):
        whose.setCurrentIndex(place)
        QTest.keyClicks(entry.sentence, words)
    stored = {one.client_id: one.sentence for one in given(closing, held)}
    assert stored == {None: "We laughed", engagement.client_ids[0]: "I was heard"}
    whose.setCurrentIndex(0)
    assert entry.sentence.text() == "We laughed"
