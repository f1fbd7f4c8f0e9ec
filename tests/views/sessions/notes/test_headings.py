import pytest
from PySide6.QtWidgets import QMenu

from coachdesk.models.model_headings import Model
from coachdesk.views.sessions.notes.headings import as_markdown, headings_of
from tests.drivers.notes import NotesDriver, action_of


def choose_model(coach: NotesDriver, model: Model) -> None:
    headings = action_of(coach.open_menu(), "Headings").menu()
    assert isinstance(headings, QMenu)
    action_of(headings, model.value).trigger()
    coach.settle()


def test_headings_of_a_model_go_where_the_cursor_is(coach: NotesDriver) -> None:
    coach.type("She is late.")
    choose_model(coach, Model.GROW)
    assert coach.text == "She is late.\n\n" + as_markdown(Model.GROW)
    assert [line for line in coach.text.split("\n") if line.startswith("#")] == [
        "## Goal",
        "## Reality",
        "## Options",
        "## Will",
    ]


def test_one_undo_takes_them_back(coach: NotesDriver) -> None:
    choose_model(coach, Model.OSKAR)
    coach.edit.undo()
    assert coach.text == ""


def test_the_session_remembers_the_model(coach: NotesDriver) -> None:
    choose_model(coach, Model.CLEAR)
    found = coach.vault.do(lambda store: store.value("SELECT model_headings FROM session"))
    assert found == "CLEAR"


@pytest.mark.parametrize("model", Model)
def test_a_model_is_spelled_by_its_headings(model: Model) -> None:
    assert "".join(heading[0] for heading in headings_of(model)) == model.value
