import pytest

from coachdesk.errors import InvalidInputError
from coachdesk.models.entities.change import Kind
from coachdesk.models.own_words import add_own_word, own_words, remove_own_word
from coachdesk.models.store import Store


def test_words_are_kept_once_and_by_name(store: Store) -> None:
    for word in ("Zoë", "Łukasz", "zeitgeist", "Zoë"):
        add_own_word(store, word=word)
    assert sorted(own_words(store)) == sorted(("Zoë", "Łukasz", "zeitgeist"))


def test_a_word_is_taken_out_again(store: Store) -> None:
    add_own_word(store, word="Zoë")
    written = remove_own_word(store, word="Zoë")
    assert own_words(store) == ()
    assert written.change.touches(Kind.WORD_LIST)


def test_other_lists_are_not_ours(store: Store) -> None:
    with store.transaction():
        store.db.execute("INSERT INTO listed_word VALUES ('feelings', 'glad', 0, 'now', 'now')")
    remove_own_word(store, word="glad")
    assert own_words(store) == ()
    assert store.value("SELECT count(*) FROM listed_word") == 1


def test_nothing_is_no_word(store: Store) -> None:
    with pytest.raises(InvalidInputError):
        add_own_word(store, word=" ")
