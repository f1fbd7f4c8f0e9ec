"""What was written before comes back, and what was deleted, by keyboard alone."""

from datetime import timedelta

from coachdesk.models import clients, notes
from coachdesk.models.store import Store
from coachdesk.views.bin.bin_panel import BinPanel
from coachdesk.views.history.history_panel import HistoryPanel
from tests import making
from tests.drivers.coach import NOTES, Coach
from tests.drivers.fixtures import Begin


def written_twice(store: Store) -> None:
    """Write notes, and a day later others in their place."""
    session = making.a_session(store, making.an_engagement(store))
    today = store.now
    store.now = lambda: today() - timedelta(days=1)
    notes.save_note(store, session_id=session.id, body="She spoke of the lighthouse", revision=0)
    store.now = today
    notes.save_note(store, session_id=session.id, body="She spoke of the sea", revision=1)


def test_earlier_notes_come_back_into_the_editor(begin: Begin) -> None:
    coach = Coach(begin(written_twice))
    coach.open_session()
    coach.keys.push("History")
    assert coach.window.place == "history"
    coach.keys.push("Bring this one back")
    assert "It is back." in coach.practice.notices[-1]
    coach.keys.push("Back")
    assert coach.text_of(NOTES) == "She spoke of the lighthouse"


def test_what_came_back_is_typed_on(begin: Begin) -> None:
    coach = Coach(begin(written_twice))
    coach.open_session()
    coach.keys.push("History")
    coach.keys.push("Bring this one back")
    coach.keys.push("Back")
    coach.keys.fill(NOTES, "Both of them")
    coach.keys.press("Tab")
    [note] = coach.practice.do(lambda store: list(store.db.query("SELECT body FROM private_note")))
    assert note == {"body": "Both of them"}


def test_the_words_on_the_way_to_the_history_are_in_it(begin: Begin) -> None:
    coach = Coach(begin(written_twice))
    coach.open_session()
    coach.keys.fill(NOTES, "Typed a moment ago")
    coach.keys.push("History")
    page = coach.window.page
    assert isinstance(page, HistoryPanel)
    assert "Typed a moment ago" in page.text.toPlainText()


def test_a_deleted_client_is_put_back_from_the_list_of_clients(begin: Begin) -> None:
    def delete(store: Store) -> None:
        engagement = making.an_engagement(store)
        clients.delete_client(store, client_id=engagement.client_ids[0])
        clients.add_client(store, display_name="Tom Abel")

    coach = Coach(begin(delete))
    coach.keys.press("Ctrl+2")
    coach.keys.push("Deleted, 1")
    page = coach.window.page
    assert isinstance(page, BinPanel)
    assert "Mira Solano" in str(page.model.index(0).data())
    coach.keys.push("Put back")
    coach.keys.push("Back")
    assert coach.window.place == "clients"
    assert coach.facts == "2 client(s)"
