"""A group is met: who is here is said with a few keys, and each member's page knows."""

from coachdesk.models.entities.session import Presence
from coachdesk.models.store import Store
from coachdesk.views.clients.client_panel import ClientPanel
from coachdesk.views.clients.sessions import Sessions
from tests import making
from tests.drivers.coach import Coach
from tests.drivers.fixtures import Begin


def a_team(store: Store) -> None:
    making.a_session(store, making.a_group(store, "Ana", "Ben", "Cem", "Dana"))


def test_who_was_there_is_said_by_keyboard_and_known_on_a_members_page(begin: Begin) -> None:
    coach = Coach(begin(a_team))
    coach.open_session()
    assert coach.window.page.title.whole.startswith("Ana, Ben and 2 other")
    coach.keys.go_to("One by one")
    coach.keys.press("Space", "1", "3", "2", "1")
    assert "here: Ana & Dana · for part of it: Cem · not here: Ben" in coach.reads
    coach.open_client("ben")
    page = coach.window.page
    assert isinstance(page, ClientPanel)
    (line,) = page.section(Sessions).next.model().rows  # type: ignore[attr-defined]  # its own rows
    assert line.presence is Presence.ABSENT


def test_a_session_of_a_group_is_found_by_any_of_its_names(begin: Begin) -> None:
    coach = Coach(begin(a_team))
    coach.keys.press("Ctrl+4")
    coach.keys.fill("Find by name", "dana")
    assert coach.window.page.model.rowCount() == 2  # type: ignore[attr-defined]  # a day and a session
