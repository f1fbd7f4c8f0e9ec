from datetime import date

import pytest
from PySide6.QtCore import Qt

from coachdesk.models import clients, engagements, safe_start
from coachdesk.models.entities.people import Client, CoachProfile, Engagement, SafeStartItem, SafeStartStep
from coachdesk.models.profile import save_profile
from tests.drivers.clients import ClientScreen, Desk

STEP = SafeStartStep.PRIVACY


@pytest.fixture
def screen(desk: Desk, mira: Client, work: Engagement) -> ClientScreen:
    desk.write(lambda store: save_profile(store, profile=CoachProfile(name="Ines Vogt")))
    screen = ClientScreen(desk, mira.id)
    screen.click("Privacy notice given")
    return screen


def item(desk: Desk, work: Engagement) -> SafeStartItem:
    items = desk.do(lambda store: safe_start.safe_start(store, engagement_id=work.id))
    return next(one for one in items if one.step is STEP)


def test_a_tick_is_by_the_coach_today(desk: Desk, screen: ClientScreen, work: Engagement) -> None:
    assert (item(desk, work).done_by, item(desk, work).done_on) == ("Ines Vogt", date(2026, 5, 14))
    assert screen.has_button("Ines, 14 May")


def test_a_tick_can_be_taken_away(desk: Desk, screen: ClientScreen, work: Engagement) -> None:
    screen.click("Privacy notice given")
    assert item(desk, work).done_on is None
    assert not screen.has_button("Ines, 14 May")


@pytest.mark.parametrize("step", ["Privacy notice given", "What coaching is"])
def test_a_tick_that_was_refused_is_put_back_at_once(desk: Desk, screen: ClientScreen, step: str) -> None:
    was_ticked = screen.button(step).isChecked()
    desk.refuse_writes(refuse=True)
    screen.click(step)
    assert screen.button(step).isChecked() is was_ticked
    assert "can't be written to" in screen.texts()
    desk.refuse_writes(refuse=False)
    screen.click(step)
    assert screen.button(step).isChecked() is not was_ticked
    assert "can't be written to" not in screen.texts()


def test_who_and_when_can_be_changed_by_keyboard(desk: Desk, screen: ClientScreen, work: Engagement) -> None:
    screen.click("Ines, 14 May")
    screen.type("Who", "Jon")
    screen.type("When", "2024-02-29")
    screen.press(Qt.Key.Key_Return)
    assert (item(desk, work).done_by, item(desk, work).done_on) == ("Jon", date(2024, 2, 29))


def test_a_name_with_more_behind_it_is_told_with_one_comma(screen: ClientScreen) -> None:
    screen.click("Ines, 14 May")
    screen.type("Who", "Jon, by telephone")
    screen.press(Qt.Key.Key_Return)
    assert screen.has_button("Jon, 14 May")


def test_escape_leaves_who_and_when_as_they_were(desk: Desk, screen: ClientScreen, work: Engagement) -> None:
    screen.click("Ines, 14 May")
    screen.type("Who", "Jon")
    screen.press(Qt.Key.Key_Escape)
    assert item(desk, work).done_by == "Ines Vogt"
    assert not screen.has_button("Save")


@pytest.mark.parametrize(("typed", "reason"), [("", "day is missing"), ("2026-02-30", "not a day")])
def test_a_day_that_cannot_be_taken_is_said(screen: ClientScreen, typed: str, reason: str) -> None:
    screen.click("Ines, 14 May")
    screen.type("When", typed)
    screen.click("Save")
    assert reason in screen.texts()


def test_leaving_the_page_keeps_who_and_when(desk: Desk, screen: ClientScreen, work: Engagement) -> None:
    screen.click("Ines, 14 May")
    screen.panel.flush()
    assert screen.has_button("Save")
    screen.type("Who", "Jon")
    screen.panel.flush()
    desk.settle()
    assert item(desk, work).done_by == "Jon"


def test_the_way_into_who_and_when_is_also_the_way_out(screen: ClientScreen) -> None:
    screen.click("Ines, 14 May")
    screen.click("Ines, 14 May")
    assert not screen.has_button("Save")


def test_who_and_when_stay_until_the_vault_holds_them(
    desk: Desk, screen: ClientScreen, work: Engagement
) -> None:
    screen.click("Ines, 14 May")
    screen.type("Who", "Jon")
    desk.refuse_writes(refuse=True)
    screen.click("Save")
    assert "can't be written to" in screen.texts()
    assert screen.panel.has_unsaved
    desk.refuse_writes(refuse=False)
    screen.panel.flush()
    desk.settle()
    assert item(desk, work).done_by == "Jon"
    assert not screen.has_button("Save")


def test_a_client_who_was_asked_for_meanwhile_is_offered_and_opened(
    desk: Desk, screen: ClientScreen, mira: Client
) -> None:
    ben = desk.write(lambda store: clients.add_client(store, display_name="Ben"))
    desk.context.navigation.client_requested.connect(screen.panel.open)
    screen.click("Ines, 14 May")
    screen.type("When", "")
    screen.panel.open(ben.id)
    desk.settle()
    assert (screen.panel.title.whole, desk.notices[-1].stays) == ("Mira Solano", True)
    screen.click("Cancel")
    desk.undo_of("Open Ben")
    assert screen.panel.title.whole == "Ben"


def test_a_new_engagement_waits_for_who_and_when(
    desk: Desk, screen: ClientScreen, mira: Client, work: Engagement
) -> None:
    screen.click("Ines, 14 May")
    screen.type("When", "")
    desk.write(lambda store: engagements.add_engagement(store, client_ids=(mira.id,)))
    desk.settle()
    assert screen.panel.has_unsaved
    screen.type("When", "2026-05-13")
    screen.click("Save")
    assert item(desk, work).done_on == date(2026, 5, 13)
    assert len(screen.panel.choice.buttons) == 2
