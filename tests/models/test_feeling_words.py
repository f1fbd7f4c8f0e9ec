import re

import pytest

from coachdesk.models.entities.change import Kind
from coachdesk.models.feeling_words import (
    feeling_words,
    forget_own_feelings,
    save_feeling_words,
    shipped_feelings,
)
from coachdesk.models.store import Store

DIAGNOSES = re.compile(r"depress|trauma|panic|panik|anxi|manic|bipolar|burn.?out|phobi|neuro|diagnos|addict")


@pytest.mark.parametrize("language", ["en", "de"])
def test_forty_to_sixty_plain_words_ship(language: str) -> None:
    words = shipped_feelings(language)
    assert 40 <= len(words) <= 60
    assert len(set(words)) == len(words)
    assert [word for word in words if DIAGNOSES.search(word) or len(word) > 24] == []


@pytest.mark.parametrize(
    ("language", "first"), [("de-AT", "froh"), ("de", "froh"), ("pl", "glad"), ("", "glad"), ("../x", "glad")]
)
def test_the_words_speak_the_language_asked_for(language: str, first: str) -> None:
    assert shipped_feelings(language)[0] == first


def test_the_words_that_ship_are_offered_first(store: Store) -> None:
    offered = feeling_words(store, "en")
    assert (offered.words, offered.is_own) == (shipped_feelings("en"), False)


def test_the_coachs_own_words_are_offered_in_their_order(store: Store) -> None:
    written = save_feeling_words(store, words=["wobbly", " at  ease ", "", "wobbly"])
    assert feeling_words(store, "de").words == ("wobbly", "at ease") == written.value.words
    assert feeling_words(store, "de").is_own
    assert written.change.kinds == {Kind.WORD_LIST}


def test_other_lists_are_left_alone(store: Store) -> None:
    store.db.execute("INSERT INTO listed_word VALUES ('other', 'tram', 0, '', '')")
    forget_own_feelings(store)
    assert store.value("SELECT word FROM listed_word") == "tram"


def test_the_way_back_leads_to_the_words_that_ship(store: Store) -> None:
    save_feeling_words(store, words=["wobbly"])
    forget_own_feelings(store)
    assert feeling_words(store, "en").words == shipped_feelings("en")
