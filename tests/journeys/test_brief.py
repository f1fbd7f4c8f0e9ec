"""From the day through the brief into the session, and how a client likes to work, by keyboard alone."""

import pytest

from coachdesk.models.entities.ids import ClientId, SessionId
from coachdesk.models.preferences import holding
from coachdesk.models.sessions import session
from tests import remembering
from tests.drivers.coach import Coach
from tests.drivers.fixtures import Begin
from tests.drivers.keyboard import focused, wait_until


@pytest.fixture
def before(begin: Begin) -> Coach:
    """Return a coach in the morning of a session before which there is much to remember."""
    return Coach(begin(remembering.a_full_brief))


def test_the_day_leads_through_the_brief_into_the_session(before: Coach) -> None:
    before.keys.push("Brief")
    assert before.window.place == "brief"
    assert "Open the talk with Jonas" in before.reads
    assert focused().accessibleName() == "Begin"
    before.keys.press("Return")
    assert before.window.place == "session"
    began = before.practice.do(
        lambda store: session(store, SessionId(before.window.page.session_at_hand))
    ).began_at
    assert began is not None


def test_one_key_leads_from_the_session_to_its_brief_and_enter_back(before: Coach) -> None:
    before.open_session()
    session_id = before.window.page.session_at_hand
    before.keys.press("Ctrl+Shift+B")
    assert (before.window.place, before.window.page.session_at_hand) == ("brief", session_id)
    before.keys.press("Return")
    assert (before.window.place, before.window.page.session_at_hand) == ("session", session_id)


def test_the_brief_is_a_command(before: Coach) -> None:
    before.find("brief")
    assert before.window.place == "brief"


def test_the_list_of_sessions_leads_to_the_brief_of_its_row(before: Coach) -> None:
    before.keys.press("Ctrl+4")
    before.keys.go_to("Sessions")
    before.keys.press("Down", "Ctrl+Shift+B")
    assert "Session 1 of 12" in before.facts


def test_the_brief_can_be_seen_as_it_is_printed(before: Coach) -> None:
    before.keys.press("Ctrl+Shift+B", "Ctrl+P")
    assert before.window.place == "brief-print"
    wait_until(lambda: focused().accessibleName() == "Print…", "for the pages")


def test_a_client_is_asked_from_the_brief(before: Coach) -> None:
    before.keys.press("Ctrl+Shift+B")
    before.keys.push("Look")
    assert before.window.place == "preferences"
    before.keys.fill("When we disagree", "Say it at once")
    before.keys.press("Ctrl+Return")
    client = ClientId(before.window.page.client_at_hand)
    said = before.practice.do(lambda store: holding(store, client_id=client))
    assert said is not None
    assert (said.disagreeing, said.confirmed_on) == ("Say it at once", remembering.DAY)


def test_how_we_work_is_a_command_that_knows_the_client(before: Coach) -> None:
    before.open_client("mira")
    before.find("how we")
    assert before.window.place == "preferences"


def test_without_a_client_at_hand_the_command_lets_one_be_chosen(before: Coach) -> None:
    before.find("how we")
    assert before.window.place == "clients"


def test_the_page_of_a_client_leads_to_how_they_work(before: Coach) -> None:
    before.open_client("mira")
    assert "less pace" in before.reads.lower()
    before.keys.push("Open")
    assert before.window.place == "preferences"
