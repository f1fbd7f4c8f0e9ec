from pytestqt.qtbot import QtBot

from coachdesk.models import clients
from coachdesk.models.lists.clients import ClientList
from coachdesk.models.store import Store


def test_clients_are_told_by_their_words_and_found_by_their_id(store: Store, qtbot: QtBot) -> None:
    for name in ("Ben", "Ana"):
        clients.add_client(store, display_name=name)
    rows = clients.list_clients(store)
    shown = ClientList(lambda row: row.display_name.upper())
    shown.show(rows)
    assert [shown.index(at).data() for at in range(2)] == ["ANA", "BEN"]
    assert shown.place_of(rows[1].id) == 1
