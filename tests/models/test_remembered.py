from coachdesk.errors import NotFoundError
from coachdesk.models.remembered import Key, forget, recall, remember
from coachdesk.models.store import Store


def generation(store: Store) -> int:
    return int(store.value("SELECT value FROM vault_meta WHERE key = 'generation'"))


def test_nothing_is_remembered_at_first(store: Store) -> None:
    assert {recall(store, key) for key in Key} == {None}


def test_the_last_word_is_remembered(store: Store) -> None:
    remember(store, Key.RESTING_PLACE, "clients")
    remember(store, Key.RESTING_PLACE, "session/7")
    assert recall(store, Key.RESTING_PLACE) == "session/7"
    assert recall(store, Key.GOOD_BACKUP) is None


def test_what_is_forgotten_is_gone(store: Store) -> None:
    remember(store, Key.GOOD_BACKUP, "x")
    forget(store, Key.GOOD_BACKUP)
    assert recall(store, Key.GOOD_BACKUP) is None


def test_remembering_is_no_change_of_the_practice(store: Store) -> None:
    before = generation(store)
    remember(store, Key.GOOD_BACKUP, "x")
    assert generation(store) == before
    assert not store.db.conn.in_transaction


def test_inside_a_transaction_it_is_part_of_that(store: Store) -> None:
    try:
        with store.transaction():
            remember(store, Key.GOOD_BACKUP, "x")
            raise NotFoundError
    except NotFoundError:
        assert recall(store, Key.GOOD_BACKUP) is None
