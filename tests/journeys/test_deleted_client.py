"""Of a deleted client nothing is opened, and nothing written on, whichever way leads there."""

from functools import partial

import pytest

from coachdesk.models import clients
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.store import Store
from tests import making
from tests.drivers.coach import Coach
from tests.drivers.fixtures import Begin

OF_CLIENT = ("client", "client-edit", "engagement-edit", "timeline", "preferences", "look-back")
OF_WORK = (
    "agreement",
    "path",
    "rituals",
    "contacts",
    "feedback",
    "booklet",
    "look-back-paper",
    "ending",
    "pack",
)
OF_SESSION = ("session", "summary", "brief-print")


@pytest.fixture
def coach(begin: Begin) -> Coach:
    return Coach(begin(lambda store: making.a_session(store, making.an_engagement(store))))


def ids(store: Store) -> tuple[ClientId, str, str]:
    """Return the client, the engagement and the session."""
    tables = ("client", "engagement", "session")
    client, work, session = (store.value(f"SELECT id FROM {table}") for table in tables)  # noqa: S608  (table names)
    return ClientId(client), work, session


def test_every_page_about_them_says_so_and_is_left(coach: Coach) -> None:
    client, work, session = coach.practice.do(ids)
    coach.practice.do(partial(clients.delete_client, client_id=client))
    places = [(place, client, "") for place in OF_CLIENT] + [(place, work, "") for place in OF_WORK]
    stayed = []
    for place in (*places, *((place, session, "") for place in OF_SESSION)):
        coach.practice.open("today")
        coach.practice.notices.clear()
        coach.practice.open(*place)
        if coach.window.place != "today" or "This client was deleted." not in coach.window.notices.text:
            stayed.append(place[0])
    assert stayed == []


def test_the_way_back_leads_past_them(coach: Coach) -> None:
    client, work, _session = coach.practice.do(ids)
    coach.practice.open("clients")
    for place in (("client", client), ("path", work), ("feedback", work)):
        coach.practice.open(*place)
    coach.practice.open("today")
    coach.practice.do(partial(clients.delete_client, client_id=client))
    coach.keys.press("Alt+Left")
    coach.practice.settle()
    assert coach.window.place == "clients"


def test_what_comes_back_from_the_bin_is_opened_again(coach: Coach) -> None:
    client, work, _session = coach.practice.do(ids)
    coach.practice.do(partial(clients.delete_client, client_id=client))
    coach.practice.do(partial(clients.undo_delete, client_id=client))
    assert coach.practice.open("path", work).engagement_at_hand == work
    assert coach.window.place == "path"
