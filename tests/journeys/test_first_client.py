"""From an empty desk to a client who knows what she comes for, by keyboard alone."""

from pathlib import Path

from PySide6.QtCore import Qt

from coachdesk.models.clock import Clock
from coachdesk.theme import Theme
from tests.drivers.coach import Coach
from tests.drivers.keyboard import focused, wait_until
from tests.drivers.practice import Practice, make_vault


def test_the_empty_desk_offers_the_first_client_to_the_keyboard(coach: Coach) -> None:
    assert focused().accessibleName() == "Add your first client"
    coach.keys.press("Space")
    assert coach.window.place == "client-edit"


def test_it_does_so_too_where_the_vault_answers_before_the_window_is_in_front(
    tmp_path: Path, theme: Theme, clock: Clock
) -> None:
    practice = Practice(make_vault(tmp_path / "MyPractice.coachdesk", clock), theme, clock)
    practice.window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    practice.desk.show()
    practice.context.workspace.drain()
    practice.window.activateWindow()
    wait_until(practice.window.isActiveWindow, "for the window")
    assert focused().accessibleName() == "Add your first client"
    practice.close()


def test_a_name_is_enough(coach: Coach) -> None:
    coach.add_client("Mira Solano")
    assert coach.window.place == "client"
    assert "Mira Solano" in coach.reads


def test_the_keyboard_goes_along_to_the_new_client(coach: Coach) -> None:
    coach.add_client("Mira Solano")
    assert coach.window.page.isAncestorOf(focused())


def test_the_purpose_stands_on_the_clients_page_in_her_words(coach: Coach) -> None:
    coach.add_client("Mira Solano")
    coach.begin_engagement("To lead calmly")
    assert coach.window.place == "client"
    assert "“To lead calmly”" in coach.reads


def test_the_client_is_found_from_anywhere(engaged: Coach) -> None:
    engaged.keys.press("Ctrl+4")
    engaged.find("sol")
    assert (engaged.window.place, "Mira Solano" in engaged.reads) == ("client", True)


def test_the_keys_of_the_places_lead_there(coach: Coach) -> None:
    places = []
    for keys in ("Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+,", "Ctrl+1", "Alt+Left"):
        coach.keys.press(keys)
        places.append(coach.window.place)
    assert places[:5] == ["clients", "agreements", "sessions", "promises", "prompts"]
    assert places[5:] == ["settings", "today", "settings"]


def test_arrows_lead_along_the_rail(coach: Coach) -> None:
    places = []
    for here in ("Today", "Clients", "Agreements", "Sessions", "Promises", "Prompts"):
        coach.keys.go_to(here)
        coach.keys.press("Down")
        places.append(coach.window.place)
    assert places[:5] == ["clients", "agreements", "sessions", "promises", "prompts"]


def test_the_lock_is_one_key_away(coach: Coach) -> None:
    wanted: list[bool] = []
    coach.practice.desk.lock_requested.connect(lambda: wanted.append(True))
    coach.keys.press("Ctrl+L")
    assert wanted == [True]
