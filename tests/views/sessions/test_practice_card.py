import pytest
from PySide6.QtTest import QTest

from coachdesk.models import practice_reflections
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.entities.session import Session
from coachdesk.models.lens_names import name_lenses
from tests.drivers.closing import ClosingDriver
from tests.drivers.sessions import SessionDriver, focused
from tests.making import hand_out


@pytest.fixture
def closing(coach: SessionDriver) -> ClosingDriver:
    return ClosingDriver(coach)


def test_it_is_offered_once_the_session_is_closed(closing: ClosingDriver) -> None:
    assert not closing.coach.view.practice.isVisible()
    closing.close()
    assert closing.coach.view.practice.isVisible()
    assert closing.coach.view.practice.fields is None


def test_it_is_kept_as_it_is_typed(closing: ClosingDriver, now: Session) -> None:
    closing.close()
    fields = closing.practise()
    assert focused(closing.coach.panel) is fields.did
    QTest.keyClicks(fields.did, "I waited")
    fields.lens.choose(Lens.COMMUNICATION)
    fields.anonymised.click()
    mine = closing.stored(now).practice
    assert mine is not None
    assert (mine.did, mine.lens, mine.anonymised) == ("I waited", Lens.COMMUNICATION, True)
    assert mine.on_day == closing.coach.vault.context.workspace.today()


def test_what_was_written_is_there_again(closing: ClosingDriver, now: Session, last: Session) -> None:
    closing.close()
    QTest.keyClicks(closing.practise().missed, "The shrug")
    closing.coach.leave()
    closing.coach.open(last)
    assert closing.practise().missed.text() == ""
    closing.coach.open(now)
    assert closing.practise().missed.text() == "The shrug"


def test_it_takes_part_in_saving(closing: ClosingDriver, now: Session) -> None:
    closing.close()
    fields = closing.practise()
    closing.coach.vault.refuse_writes(refuse=True)
    QTest.keyClicks(fields.learning, "Wait")
    closing.coach.leave()
    assert closing.coach.panel.has_unsaved
    closing.coach.vault.refuse_writes(refuse=False)
    mine = closing.stored(now).practice
    assert mine is not None
    assert mine.learning == "Wait"


def test_handing_out_leaves_it_alone(closing: ClosingDriver, now: Session) -> None:
    closing.close()
    fields = closing.practise()
    closing.coach.vault.do(lambda store: hand_out(store, now))
    closing.show_again()
    QTest.keyClicks(fields.did, "I waited")
    closing.coach.leave()
    reflection = closing.coach.vault.do(lambda store: practice_reflections.reflection_on(store, now.id))
    assert reflection is not None
    assert not fields.did.isReadOnly()


def test_lenses_are_called_as_the_coach_calls_them(closing: ClosingDriver) -> None:
    closing.coach.vault.do(lambda store: name_lenses(store, names={Lens.FOUNDATION: "the ground"}))
    closing.close()
    fields = closing.practise()
    texts = [button.text() for button in fields.lens.buttons.values()]
    assert texts == ["the ground", "relationship", "communication", "learning and results"]
