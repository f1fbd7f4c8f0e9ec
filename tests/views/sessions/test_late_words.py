import pytest
from PySide6.QtTest import QTest

from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from tests.drivers.sessions import SessionDriver, focused
from tests.drivers.shared_side import SharedSide
from tests.making import a_session, hand_out


@pytest.fixture
def late(coach: SessionDriver, now: Session) -> SessionDriver:
    """A coach whose words could not be saved before the summary was handed out."""
    coach.vault.refuse_writes(refuse=True)
    QTest.keyClicks(coach.view.shared.insights, "I can ask")
    QTest.keyClicks(coach.view.closing.pledge, "Keep Friday free")
    coach.leave()
    coach.vault.refuse_writes(refuse=False)
    coach.vault.do(lambda store: hand_out(store, now))
    coach.leave()
    return coach


def addenda(coach: SessionDriver, of: Session) -> list[str]:
    return [addendum.text for addendum in coach.vault.page(of).addenda]


def test_words_that_came_too_late_stay_in_sight_with_a_way_out(late: SessionDriver) -> None:
    assert late.panel.has_unsaved
    assert late.view.shared.insights.text() == "I can ask"
    assert late.view.shared.insights.isReadOnly()
    assert late.view.late.isVisible()
    assert not late.view.failure.isVisible()


def test_they_become_later_words(late: SessionDriver, now: Session) -> None:
    late.press(late.view.late.answers[0])
    assert addenda(late, now) == ["In your words: I can ask\nI will: Keep Friday free"]
    late.leave()
    assert not late.panel.has_unsaved
    assert not late.view.late.isVisible()
    assert (late.view.shared.insights.text(), late.view.shared.focus.text()) == ("", "The talk with Jonas")


def test_late_words_of_every_part_are_named_as_the_session_calls_them(
    coach: SessionDriver, now: Session
) -> None:
    side = SharedSide(coach)
    side.use("Plain")
    for add in ("Add what they try out", "Add a last line"):
        side.add(add)
    coach.leave()
    coach.vault.refuse_writes(refuse=True)
    for field in coach.view.shared.fields:
        QTest.keyClicks(field, "x")
    coach.leave()
    coach.vault.refuse_writes(refuse=False)
    coach.vault.do(lambda store: hand_out(store, now))
    coach.leave()
    coach.press(coach.view.late.answers[0])
    said = ["Topic", "Said", "Agreed", "To try", "First step", "Next meeting", "Also"]
    assert [line for text in addenda(coach, now) for line in text.split("\n")] == [
        f"{one}: x" for one in said
    ]


def test_what_no_summary_holds_goes_into_the_notes(coach: SessionDriver, now: Session) -> None:
    coach.vault.refuse_writes(refuse=True)
    QTest.keyClicks(coach.view.shared.insights, "I can ask")
    coach.view.closing.clients.headline.more.click()
    details = coach.view.closing.clients.headline.details
    assert details is not None
    QTest.keyClicks(details.barrier, "His temper")
    coach.leave()
    coach.vault.refuse_writes(refuse=False)
    coach.vault.do(lambda store: hand_out(store, now))
    coach.leave()
    coach.press(coach.view.late.answers[0])
    coach.leave()
    assert addenda(coach, now) == ["In your words: I can ask"]
    assert coach.vault.page(now).open_note.note.body == "What could get in the way: His temper"


def test_they_become_later_words_once(late: SessionDriver, now: Session) -> None:
    for _ in range(2):
        late.view.late.answers[0].click()
    late.vault.settle()
    assert len(addenda(late, now)) == 1


def test_they_go_into_the_notes_instead(late: SessionDriver, now: Session) -> None:
    late.type_note("A good hour")
    late.press(late.view.late.answers[1])
    late.leave()
    note = late.vault.page(now).open_note.note
    assert note.body == "A good hour\n\nIn your words: I can ask\nI will: Keep Friday free"
    assert addenda(late, now) == []
    assert not late.panel.has_unsaved


def test_where_later_words_are_refused_they_stay(late: SessionDriver, now: Session) -> None:
    late.vault.refuse_writes(refuse=True)
    late.press(late.view.late.answers[0])
    assert late.panel.has_unsaved
    late.vault.refuse_writes(refuse=False)
    late.press(late.view.late.answers[0])
    assert len(addenda(late, now)) == 1


def test_a_save_under_way_does_not_bring_them_back(late: SessionDriver) -> None:
    late.view.late.answers[0].click()
    late.leave()
    late.leave()
    assert not late.panel.has_unsaved


def test_they_are_led_to_from_another_session(late: SessionDriver, engagement: Engagement) -> None:
    other = late.vault.do(lambda store: a_session(store, engagement, days=7))
    late.open(other)
    late.panel.show_unsaved()
    late.vault.settle()
    assert focused(late.panel) is late.view.late.answers[0]
