from functools import partial

import pytest

from coachdesk.errors import InvalidInputError
from coachdesk.models.clients import add_client, list_clients
from coachdesk.models.entities.change import Change, Written
from coachdesk.models.store import Store
from coachdesk.models.together import together


def test_all_of_them_happen_and_tell_as_one(store: Store) -> None:
    verbs = [partial(add_client, display_name=name) for name in ("Mira", "Jonas")]
    written = together(store, verbs=verbs)
    assert [client.display_name for client in written.value] == ["Mira", "Jonas"]
    assert {client.id for client in written.value} <= written.change.ids


def test_none_of_them_happens_where_one_fails(store: Store) -> None:
    verbs = [partial(add_client, display_name=name) for name in ("Mira", "  ")]
    with pytest.raises(InvalidInputError):
        together(store, verbs=verbs)
    assert list_clients(store) == ()


def test_nothing_to_do_is_no_change(store: Store) -> None:
    assert together(store, verbs=()) == Written((), Change())
