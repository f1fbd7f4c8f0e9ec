import attrs
import pytest
from PySide6.QtCore import Qt

from coachdesk.models import clients
from coachdesk.models.entities.ids import ClientId, new_id
from coachdesk.models.entities.people import Client, ClientStatus
from coachdesk.views.clients.client_editor import ClientEditor
from tests.drivers.clients import ClientEditorScreen, Desk, misnamed, unnamed

CONTROL = Qt.KeyboardModifier.ControlModifier
FULL = Client(
    id=ClientId(new_id()),
    display_name="Mira Solano",
    preferred_name="Miri",
    pronunciation="MEE-ra",
    pronouns="she/her",
    code="MS-1",
    email="m@s.example",
    phone="+49 1",
    time_zone="Europe/Berlin",
    guardian="Eva Solano",
    language="es",
    referred_by="Ana",
    tags=("music", "first job"),
    status=ClientStatus.PAUSED,
)


def everyone(desk: Desk) -> list[str]:
    return [row.display_name for row in desk.do(clients.list_clients)]


def test_a_name_is_enough(desk: Desk) -> None:
    screen = ClientEditorScreen(desk)
    screen.type("Name", "Mira Solano")
    screen.click("Save")
    assert everyone(desk) == ["Mira Solano"]
    assert [place for place, *_ in desk.went] == ["back", "client"]


def test_a_client_is_added_by_keyboard_alone(desk: Desk) -> None:
    screen = ClientEditorScreen(desk)
    for key in (Qt.Key.Key_A, Qt.Key.Key_N, Qt.Key.Key_A):
        screen.press(key)
    screen.press(Qt.Key.Key_S, CONTROL)
    assert everyone(desk) == ["ana"]


def test_everything_but_the_name_is_folded_away_at_first(desk: Desk) -> None:
    screen = ClientEditorScreen(desk)
    panel = screen.panel
    assert [field.isVisible() for field in (panel.display_name, panel.email, panel.code)] == [
        True,
        False,
        False,
    ]
    screen.unfold("Contact")
    assert panel.email.isVisible()


def test_every_field_comes_back(desk: Desk) -> None:
    desk.write(lambda store: clients.save_client(store, client=FULL))
    screen = ClientEditorScreen(desk, FULL.id)
    screen.type("Said like", "MI-ra")
    screen.click("Save")
    kept = desk.do(lambda store: clients.get_client(store, client_id=FULL.id))
    assert kept == attrs.evolve(FULL, pronunciation="MI-ra")
    assert desk.went == [("back",)]


@pytest.mark.parametrize(
    ("name", "reason"), [("  ", "The field “Name” is empty"), ("x" * 10_001, "longer than 10000")]
)
def test_a_name_that_cannot_be_taken_is_said_beside_the_form(desk: Desk, name: str, reason: str) -> None:
    screen = ClientEditorScreen(desk)
    screen.type("Name", name)
    screen.unfold("Contact")
    screen.type("Email", "kept@x.example")
    screen.click("Save")
    assert reason in screen.texts()
    assert screen.field("Email").text() == "kept@x.example"
    assert (everyone(desk), desk.went) == ([], [])


@pytest.mark.parametrize("name", ["x" * 10_000, "שרה כהן", "🦊 Fuchs", "e" + "\u0301" * 40])
def test_unusual_names_are_kept_as_typed(desk: Desk, name: str) -> None:
    screen = ClientEditorScreen(desk)
    screen.type("Name", name)
    screen.click("Save")
    assert everyone(desk) == [name]


def test_escape_leaves_without_a_word_when_nothing_changed(desk: Desk, mira: Client) -> None:
    screen = ClientEditorScreen(desk, mira.id)
    screen.press(Qt.Key.Key_Escape)
    assert (desk.went, desk.notices) == ([("back",)], [])


def test_escape_sets_changes_aside_and_they_can_be_taken_up(desk: Desk, mira: Client) -> None:
    screen = ClientEditorScreen(desk, mira.id)
    screen.type("Name", "Mira S.")
    screen.press(Qt.Key.Key_Escape)
    screen.panel.flush()
    desk.settle()
    assert everyone(desk) == ["Mira Solano"]
    desk.undo()
    assert desk.went[-1] == ("client_edit", mira.id)
    assert screen.field("Name").text() == "Mira S."


def test_opening_again_starts_from_what_the_vault_holds(desk: Desk, mira: Client) -> None:
    screen = ClientEditorScreen(desk, mira.id)
    screen.type("Name", "Mira S.")
    screen.press(Qt.Key.Key_Escape)
    screen.panel.open(mira.id)
    desk.settle()
    assert screen.field("Name").text() == "Mira Solano"


def test_leaving_in_any_other_way_saves(desk: Desk, mira: Client) -> None:
    screen = ClientEditorScreen(desk, mira.id)
    screen.type("Name", "Mira S.")
    screen.panel.flush()
    desk.settle()
    assert everyone(desk) == ["Mira S."]
    assert desk.notices[-1].text == "Mira S. was saved."


def test_leaving_with_what_cannot_be_taken_keeps_it(desk: Desk, mira: Client) -> None:
    screen = ClientEditorScreen(desk, mira.id)
    screen.type("Name", "")
    screen.unfold("Contact")
    screen.type("Phone", "+49 1")
    screen.panel.flush()
    assert desk.notices[-1].text.startswith("Not saved yet: ")
    desk.undo()
    assert screen.field("Phone").text() == "+49 1"


def test_what_cannot_be_taken_holds_the_window_and_says_why(desk: Desk, mira: Client) -> None:
    screen = ClientEditorScreen(desk, mira.id)
    screen.type("Name", "")
    screen.unfold("Contact")
    screen.type("Phone", "+49 1")
    screen.panel.flush()
    assert screen.panel.has_unsaved
    assert "The field “Name” is empty" in screen.texts()


def test_a_form_that_is_as_it_was_or_set_aside_holds_nothing(desk: Desk, mira: Client) -> None:
    screen = ClientEditorScreen(desk, mira.id)
    held = [screen.panel.has_unsaved]
    screen.type("Name", "Mira S.")
    held.append(screen.panel.has_unsaved)
    screen.press(Qt.Key.Key_Escape)
    held.append(screen.panel.has_unsaved)
    assert held == [False, True, False]


def test_what_the_disk_refused_is_kept_and_saved_by_the_next_try(desk: Desk, mira: Client) -> None:
    screen = ClientEditorScreen(desk, mira.id)
    desk.refuse_writes(refuse=True)
    screen.type("Name", "Mira S.")
    screen.panel.flush()
    desk.settle()
    assert screen.panel.has_unsaved
    assert "can't be written to" in screen.texts()
    desk.refuse_writes(refuse=False)
    screen.panel.flush()
    desk.settle()
    assert (screen.panel.has_unsaved, everyone(desk)) == (False, ["Mira S."])


def test_a_bug_in_a_save_leaves_room_for_the_next_try(
    desk: Desk, mira: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    screen = ClientEditorScreen(desk, mira.id)
    screen.type("Name", "Mira S.")
    with monkeypatch.context() as broken:
        broken.setattr(clients, "save_client", lambda *_, **__: 1 // 0)
        screen.click("Save")
    caplog.clear()
    assert screen.field("Name").text() == "Mira S."
    screen.click("Save")
    assert everyone(desk) == ["Mira S."]


def test_another_client_waits_for_words_that_could_not_be_saved(desk: Desk, mira: Client) -> None:
    ben = desk.write(lambda store: clients.add_client(store, display_name="Ben"))
    screen = ClientEditorScreen(desk, mira.id)
    desk.refuse_writes(refuse=True)
    screen.type("Name", "Mira S.")
    screen.panel.flush()
    screen.panel.open(ben.id)
    desk.settle()
    assert (screen.panel.title.whole, screen.field("Name").text()) == ("Mira Solano", "Mira S.")
    assert "can't be written to" in screen.texts()
    desk.refuse_writes(refuse=False)
    screen.click("Save")
    desk.undo_of("Go on")
    assert screen.field("Name").text() == "Ben"


@pytest.mark.parametrize("is_new", [True, False])
def test_another_client_follows_once_the_first_is_saved(desk: Desk, mira: Client, is_new: bool) -> None:
    ben = desk.write(lambda store: clients.add_client(store, display_name="Ben"))
    screen = ClientEditorScreen(desk, mira.id)
    screen.type("Name", "Mira S.")
    screen.panel.flush()
    screen.panel.open("" if is_new else ben.id)
    desk.settle()
    assert screen.field("Name").text() == ("" if is_new else "Ben")
    assert sorted(everyone(desk)) == ["Ben", "Mira S."]


def test_words_typed_during_a_save_are_saved_too(desk: Desk, mira: Client) -> None:
    screen = ClientEditorScreen(desk, mira.id)
    screen.type("Name", "Mira S")
    screen.panel.save.click()
    screen.type("Name", "Mira S.")
    desk.settle()
    assert (everyone(desk), desk.went) == (["Mira S."], [("back",)])


def test_who_left_during_a_save_is_not_called_back(desk: Desk, mira: Client) -> None:
    screen = ClientEditorScreen(desk, mira.id)
    screen.type("Name", "Mira S.")
    screen.panel.save.click()
    screen.panel.flush()
    desk.settle()
    assert (desk.went, desk.notices[-1].text) == ([], "Mira S. was saved.")


def test_a_client_deleted_meanwhile_is_not_brought_back_by_a_save(desk: Desk, mira: Client) -> None:
    screen = ClientEditorScreen(desk, mira.id)
    desk.write(lambda store: clients.delete_client(store, client_id=mira.id))
    screen.type("Name", "Mira S.")
    screen.click("Save")
    assert "no longer in the vault" in screen.texts()
    assert everyone(desk) == []


def test_saving_twice_in_a_hurry_adds_one_client(desk: Desk) -> None:
    screen = ClientEditorScreen(desk)
    screen.type("Name", "Ana")
    screen.panel.save.click()
    screen.panel.save.click()
    desk.settle()
    assert everyone(desk) == ["Ana"]


def test_everything_has_its_name(desk: Desk) -> None:
    desk.write(lambda store: clients.save_client(store, client=FULL))
    panel: ClientEditor = ClientEditorScreen(desk, FULL.id).panel
    assert unnamed(panel) == []
    assert misnamed(panel) == []


def test_a_zone_that_nobody_knows_is_refused_with_what_to_do(desk: Desk) -> None:
    screen = ClientEditorScreen(desk)
    screen.type("Name", "Mira Solano")
    screen.unfold("Contact")
    screen.type("Time zone", "Lisbon")
    screen.click("Save")
    assert "like Europe/Lisbon, or leave the field empty" in screen.texts()
    assert everyone(desk) == []
    screen.type("Time zone", "Europe/Lisbon")
    screen.click("Save")
    assert everyone(desk) == ["Mira Solano"]


def test_cities_are_offered_while_a_zone_is_typed(desk: Desk) -> None:
    screen = ClientEditorScreen(desk)
    screen.unfold("Contact")
    field = screen.panel.time_zone
    assert field.completer() is None
    field.setFocus()
    screen.press(Qt.Key.Key_L, Qt.KeyboardModifier.NoModifier)
    assert field.completer().completionPrefix() == "l"
