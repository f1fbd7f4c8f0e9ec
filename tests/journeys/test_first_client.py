"""From an empty desk to a client who knows what she comes for, by keyboard alone."""

from tests.drivers.coach import Coach
from tests.drivers.keyboard import focused


def test_the_empty_desk_offers_the_first_client_to_the_keyboard(coach: Coach) -> None:
    assert focused().accessibleName() == "Add your first client"
    coach.keys.press("Space")
    assert coach.window.place == "client-edit"


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
    for keys in ("Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+,", "Ctrl+1", "Alt+Left"):
        coach.keys.press(keys)
        places.append(coach.window.place)
    assert places == ["clients", "agreements", "sessions", "settings", "today", "settings"]


def test_the_lock_is_one_key_away(coach: Coach) -> None:
    wanted: list[bool] = []
    coach.practice.desk.lock_requested.connect(lambda: wanted.append(True))
    coach.keys.press("Ctrl+L")
    assert wanted == [True]
