import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.ritual import Ritual, RitualMoment, RitualTime
from coachdesk.models.entities.session import CommitmentState, PledgeState, Session
from tests.drivers.clients import misnamed, unnamed
from tests.drivers.sessions import SessionDriver, Vault, focused
from tests.making import a_session, close_with_promises
from tests.repeating import a_ritual
from tests.views.sessions.conftest import MakePanel


@pytest.fixture
def arriving(vault: Vault, engagement: Engagement) -> Ritual:
    return vault.do(lambda store: a_ritual(store, engagement))


@pytest.fixture
def coach(make_panel: MakePanel, arriving: Ritual, now: Session) -> SessionDriver:
    driver = make_panel()
    driver.open(now)
    return driver


def keys(coach: SessionDriver, pressed: str) -> None:
    QTest.keySequence(focused(coach.panel), QKeySequence(pressed))
    coach.vault.settle()


def times(coach: SessionDriver) -> list[bool]:
    """Return, of each time a ritual was settled, whether it was left out."""
    kept = coach.vault.do(lambda store: store.all(RitualTime, "SELECT * FROM ritual_time ORDER BY rowid"))
    return [time.skipped for time in kept]


def test_it_stands_above_the_check_in_and_the_keyboard_is_in_the_check_in(coach: SessionDriver) -> None:
    strip, check_in = coach.view.opening_rituals, coach.view.check_in
    assert coach.is_in_sight(strip)
    assert strip.mapTo(coach.panel, strip.rect().bottomLeft()).y() < check_in.pos().y() + check_in.height()
    assert [step.text() for step in strip.boxes()] == ["A quiet minute", "One word each"]
    assert focused(coach.panel) is check_in.focus
    assert not coach.view.closing_rituals.isVisible()


@pytest.mark.parametrize(("pressed", "skipped"), [("1", False), ("2", True)])
def test_one_key_settles_it_and_leads_on(coach: SessionDriver, pressed: str, skipped: bool) -> None:
    coach.view.opening_rituals.boxes()[0].setFocus()
    keys(coach, pressed)
    assert times(coach) == [skipped]
    assert not coach.view.opening_rituals.isVisible()
    assert focused(coach.panel) is coach.view.check_in.focus


@pytest.mark.parametrize(("pressed", "skipped"), [("Ctrl+Shift+D", False), ("Ctrl+Shift+X", True)])
def test_one_key_settles_it_from_anywhere_on_the_page(
    coach: SessionDriver, pressed: str, skipped: bool
) -> None:
    coach.view.notes.edit.setFocus()
    keys(coach, pressed)
    assert times(coach) == [skipped]
    assert focused(coach.panel) is coach.view.notes.edit
    assert not coach.panel.steps.done.isEnabled()


def test_ticking_the_last_step_is_doing_it_and_ticking_another_is_not(coach: SessionDriver) -> None:
    first, second = coach.view.opening_rituals.boxes()
    coach.press(first)
    assert times(coach) == []
    coach.press(second)
    assert times(coach) == [False]


def test_what_is_ticked_stays_ticked_while_the_page_is_read_again(coach: SessionDriver) -> None:
    coach.press(coach.view.opening_rituals.boxes()[0])
    coach.panel.refresh()
    coach.vault.settle()
    assert [step.isChecked() for step in coach.view.opening_rituals.boxes()] == [True, False]


def test_ctrl_z_brings_it_back_and_redo_settles_it_again(coach: SessionDriver) -> None:
    keys(coach, "Ctrl+Shift+X")
    keys(coach, "Ctrl+Z")
    assert times(coach) == []
    assert coach.view.opening_rituals.isVisible()
    keys(coach, "Ctrl+Shift+Z")
    assert times(coach) == [True]


def test_the_closing_has_its_own_in_its_place(
    vault: Vault, make_panel: MakePanel, engagement: Engagement, now: Session
) -> None:
    vault.do(lambda store: a_ritual(store, engagement, RitualMoment.CLOSING, name="Last words"))
    coach = make_panel()
    coach.open(now)
    strip = coach.view.closing_rituals
    assert not coach.view.opening_rituals.isVisible()
    assert strip.y() < coach.view.closing.y()
    assert strip.row is not None
    strip.row.done.setFocus()
    keys(coach, "1")
    assert times(coach) == [False]
    assert focused(coach.panel) is coach.view.closing.fields[0]


def test_they_come_one_after_the_other(coach: SessionDriver, engagement: Engagement, now: Session) -> None:
    coach.vault.do(lambda store: a_ritual(store, name="Tea", steps=("Pour it",)))
    coach.open(now)
    strip = coach.view.opening_rituals
    assert strip.others.isVisible()
    assert strip.others.text().startswith("1 more")
    strip.boxes()[0].setFocus()
    keys(coach, "1")
    assert [step.text() for step in strip.boxes()] == ["Pour it"]
    assert focused(coach.panel) is strip.boxes()[0]
    assert not strip.others.isVisible()


def test_another_session_has_its_own_and_forgets_the_steps_of_this_one(
    coach: SessionDriver, engagement: Engagement
) -> None:
    keys(coach, "Ctrl+Shift+D")
    coach.open(coach.vault.do(lambda store: a_session(store, engagement)))
    assert coach.view.opening_rituals.isVisible()
    assert not coach.panel.steps.undo.undo_action.isEnabled()


def test_closing_a_session_waits_for_no_ritual(coach: SessionDriver, now: Session) -> None:
    coach.vault.do(lambda store: close_with_promises(store, now))
    coach.panel.refresh()
    coach.vault.settle()
    keys(coach, "Ctrl+Return")
    assert coach.vault.session(now).closed_at is not None
    assert times(coach) == []
    assert not coach.view.opening_rituals.isVisible()


def test_ctrl_z_takes_back_what_became_of_both_promises(coach: SessionDriver) -> None:
    coach.press(coach.commitment().answers[CommitmentState.CARRIED])
    coach.press(coach.pledge().answers[PledgeState.KEPT])
    open_ones = "SELECT count(*) FROM commitment WHERE state = 'open'"
    assert coach.vault.do(lambda store: store.value(open_ones)) == 1
    keys(coach, "Ctrl+Z")
    assert not coach.pledge().answers[PledgeState.KEPT].isChecked()
    keys(coach, "Ctrl+Z")
    assert not coach.commitment().answers[CommitmentState.CARRIED].isChecked()
    assert coach.vault.do(lambda store: store.value(open_ones)) == 1
    keys(coach, "Ctrl+Shift+Z")
    assert coach.commitment().answers[CommitmentState.CARRIED].isChecked()


def test_everything_has_a_name(coach: SessionDriver) -> None:
    assert unnamed(coach.panel) == []
    assert misnamed(coach.panel) == []
