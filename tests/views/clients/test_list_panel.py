from functools import partial

import attrs
import pytest
from PySide6.QtCore import Qt

from coachdesk.models import clients
from coachdesk.models.entities.people import Client, ClientStatus, Engagement
from coachdesk.views.clients.list_panel import Filter
from tests.drivers.clients import ClientsScreen, Desk, misnamed, unnamed


def add(desk: Desk, *names: str) -> list[Client]:
    return [desk.write(partial(clients.add_client, display_name=name)) for name in names]


def test_an_empty_list_leads_to_the_first_client(desk: Desk) -> None:
    screen = ClientsScreen(desk)
    assert "Nobody here yet" in screen.texts()
    assert not screen.panel.add.isVisible()
    screen.click("Add your first client")
    assert desk.went == [("client_edit", "")]


def test_typing_narrows_the_list(desk: Desk) -> None:
    add(desk, "Ana", "Ben", "Bénédicte")
    screen = ClientsScreen(desk)
    screen.find("ben")
    assert screen.names() == ["Ben", "Bénédicte"]


def test_when_nobody_matches_everyone_is_one_click_away(desk: Desk) -> None:
    add(desk, "Ana")
    screen = ClientsScreen(desk)
    screen.find("zzz")
    assert "Nobody matches" in screen.texts()
    screen.click("Show all clients")
    assert screen.names() == ["Ana"]


def test_a_status_narrows_the_list(desk: Desk) -> None:
    ana, _ben = add(desk, "Ana", "Ben")
    desk.write(lambda store: clients.set_status(store, client_id=ana.id, status=ClientStatus.PAUSED))
    screen = ClientsScreen(desk)
    screen.choose(Filter.PAUSED)
    assert screen.names() == ["Ana"]
    screen.choose(Filter.ARCHIVED)
    assert "Nobody matches" in screen.texts()


def test_the_keyboard_alone_finds_and_opens(desk: Desk) -> None:
    _ana, ben, bea = add(desk, "Ana", "Ben", "Bea")
    screen = ClientsScreen(desk)
    screen.panel.focus_first()
    screen.press(Qt.Key.Key_B)
    screen.press(Qt.Key.Key_Return)
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Return)
    assert desk.went == [("client", bea.id), ("client", ben.id)]


def test_delete_takes_out_and_undo_brings_back(desk: Desk) -> None:
    add(desk, "Ana", "Ben")
    screen = ClientsScreen(desk)
    screen.panel.list.setFocus()
    screen.press(Qt.Key.Key_Delete)
    assert screen.names() == ["Ben"]
    assert desk.notices[-1].text == "Ana was deleted."
    desk.undo()
    assert screen.names() == ["Ana", "Ben"]


def test_a_client_added_elsewhere_appears(desk: Desk) -> None:
    screen = ClientsScreen(desk)
    add(desk, "Ana")
    desk.settle()
    assert screen.names() == ["Ana"]


def test_a_row_says_purpose_and_status_to_a_screen_reader(desk: Desk, work: Engagement) -> None:
    screen = ClientsScreen(desk)
    spoken = screen.panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Mira Solano, prospect, “To lead calmly”"


@pytest.mark.parametrize("name", ["x" * 10_000, "محمد عبد الله " * 500, "🦊" * 3000])
def test_no_name_breaks_the_list(desk: Desk, name: str) -> None:
    (client,) = add(desk, name)
    desk.write(
        lambda store: clients.save_client(store, client=attrs.evolve(client, preferred_name=name + "!"))
    )
    screen = ClientsScreen(desk)
    screen.panel.grab()
    assert screen.width_wanted() <= 828


def test_everything_has_its_name(desk: Desk, work: Engagement) -> None:
    screen = ClientsScreen(desk)
    assert unnamed(screen.panel) == []
    assert misnamed(screen.panel) == []
