"""What is heard and noticed in a session is noted, checked and found again, by keyboard alone."""

from PySide6.QtCore import Qt

from coachdesk.models.entities.moment import Alignment, Reflection
from coachdesk.models.store import Store
from coachdesk.views.sessions.moments.moment_list import MomentList
from tests.drivers.coach import NOTES, Coach
from tests.drivers.keyboard import focused

LIST = "What was noted in this session"


def reflections(store: Store) -> list[tuple[str, str, Alignment]]:
    """Return what was heard."""
    found = store.all(Reflection, "SELECT * FROM reflection")
    return [(one.heard, one.feeling, one.alignment) for one in found]


def rows() -> list[str]:
    """Return what the list in front says, row by row."""
    shown = focused()
    assert isinstance(shown, MomentList)
    model = shown.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def test_a_reflection_is_noted_in_the_middle_of_a_sentence(planned: Coach) -> None:
    planned.keys.fill(NOTES, "She says it ")
    planned.keys.press("Ctrl+Shift+R")
    planned.keys.type("fears the debt\nrelieved\n")
    planned.keys.press("Return")
    planned.keys.type("twice")
    assert planned.text_of(NOTES) == "She says it twice"
    assert planned.practice.do(reflections) == [("fears the debt", "relieved", Alignment.NOT_CHECKED)]


def test_it_is_confirmed_with_one_key_in_the_list(planned: Coach) -> None:
    planned.keys.press("Ctrl+Shift+R")
    planned.keys.type("fears the debt")
    planned.keys.press("Ctrl+Return")
    planned.keys.go_to(LIST)
    assert rows() == ["Heard fears the debt, not checked"]
    planned.keys.press("2")
    assert rows() == ["Heard fears the debt, confirmed"]
    planned.keys.press("Ctrl+Z")
    assert rows() == ["Heard fears the debt, not checked"]


def test_what_is_typed_is_in_the_vault_before_the_window_locks(planned: Coach) -> None:
    planned.keys.press("Ctrl+Shift+R")
    planned.keys.type("fears the debt")
    assert planned.window.save_all() == []
    assert planned.practice.do(reflections) == [("fears the debt", "", Alignment.NOT_CHECKED)]


def test_the_search_leads_to_a_moment_and_offers_to_note_one(planned: Coach) -> None:
    planned.keys.press("Ctrl+Shift+I")
    planned.keys.type("I can ask for money")
    planned.keys.press("Ctrl+Return", "Ctrl+1")
    planned.find("money")
    assert (planned.window.place, rows()) == ("session", ["Saw “I can ask for money”"])
    planned.keys.press("Ctrl+K")
    planned.keys.type("quote")
    planned.keys.press("Return")
    planned.keys.type("That was me")
    planned.keys.press("Ctrl+Return")
    assert planned.practice.do(lambda store: store.value("SELECT words FROM quote")) == "That was me"
