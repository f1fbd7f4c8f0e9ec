import pytest

from coachdesk.models import promises
from coachdesk.models.store import Store
from coachdesk.views.promises.form import Side
from tests.drivers.promises import PromisesDriver
from tests.making import (
    a_held_session,
    a_pledge,
    a_promise,
    an_engagement,
    close_with_promises,
    hand_out,
)


@pytest.fixture
def adding(coach: PromisesDriver) -> PromisesDriver:
    coach.begin(an_engagement)
    coach.press(coach.panel.add)
    return coach


def send(coach: PromisesDriver) -> None:
    coach.form.saved.emit()
    coach.settle()


def test_a_pledge_is_added_in_a_moment(adding: PromisesDriver) -> None:
    adding.form.what.setPlainText("Send the reading")
    adding.form.by_when.setText("2026-05-20")
    send(adding)
    assert adding.panel.form is None
    assert adding.listed == ["Send the reading"]
    assert "Wednesday" in adding.line_of("Send the reading") or "20 May" in adding.line_of("Send the reading")


@pytest.mark.rule(8)
def test_a_clients_promise_is_asked_for_its_day_and_its_sign(adding: PromisesDriver) -> None:
    assert adding.form.side is not None
    adding.form.side.choose(Side.THEIRS)
    assert adding.form.known_by.isVisible()
    adding.form.what.setPlainText("Call the school")
    send(adding)
    assert "Say what, by when, and how you will both know" in adding.reads
    adding.form.by_when.setText("2026-05-20")
    adding.form.known_by.setPlainText("There is a date")
    send(adding)
    assert adding.listed == ["Call the school"]


def test_adding_can_be_undone_and_done_again(adding: PromisesDriver) -> None:
    adding.form.what.setPlainText("Send the reading")
    send(adding)
    adding.undo()
    assert adding.listed == []
    adding.redo()
    assert adding.listed == ["Send the reading"]


def test_an_empty_form_holds_nothing_back(adding: PromisesDriver) -> None:
    assert adding.form.side is not None
    adding.form.side.choose(Side.THEIRS)
    assert not adding.panel.has_unsaved
    adding.form.left.emit()
    assert adding.panel.form is None


def test_words_that_can_not_be_kept_hold_the_window(adding: PromisesDriver) -> None:
    assert adding.form.side is not None
    adding.form.side.choose(Side.THEIRS)
    adding.form.what.setPlainText("Call the school")
    adding.save()
    assert adding.panel.has_unsaved
    assert adding.form.what.toPlainText() == "Call the school"
    adding.form.left.emit()


def test_a_promise_is_said_in_other_words_and_as_before(coach: PromisesDriver) -> None:
    made = coach.begin(lambda store: a_promise(store, an_engagement(store), "Call the school"))
    coach.press(coach.panel.detail.reword)
    coach.form.what.setPlainText("Ring the school")
    send(coach)
    assert coach.listed == ["Ring the school"]
    coach.undo()
    assert coach.do(promises.open_promises).commitments == (made,)


def test_other_words_begin_with_the_whole_promise(coach: PromisesDriver) -> None:
    coach.begin(lambda store: a_pledge(store, an_engagement(store), "Send the reading"))
    coach.press(coach.panel.detail.reword)
    assert coach.form.what.toPlainText() == "Send the reading"
    assert not coach.form.known_by.isVisible()
    assert not coach.panel.has_unsaved
    coach.form.left.emit()


def test_what_was_handed_out_is_not_reworded(coach: PromisesDriver) -> None:
    def handed_out(store: Store) -> None:
        held = a_held_session(store, an_engagement(store))
        close_with_promises(store, held)
        hand_out(store, held)

    coach.begin(handed_out)
    assert coach.panel.detail.reword.isHidden()
    assert coach.panel.detail.locked.isVisible()
