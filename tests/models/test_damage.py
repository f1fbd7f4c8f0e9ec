import re
from collections.abc import Sequence
from typing import Any

import pytest
from attrs import frozen

from coachdesk.models import clauses, damage, notes
from coachdesk.models.entities.health import LostRecord
from coachdesk.models.migrations import m0001_first_practice, m0002_memory_history_bin
from coachdesk.models.store import Store
from tests import agreeing, making


@frozen(kw_only=True)
class Lost:
    table: str
    keys: tuple[tuple[Any, ...], ...] = ()
    and_others: bool = False


def texts(store: Store, *lost: Lost) -> list[str]:
    def ask(sql: str, cells: Sequence[Any]) -> Sequence[Any] | None:
        row: Sequence[Any] | None = store.db.execute(sql, cells).fetchone()
        return row

    return [record.text() for record in damage.named(lost, ask)]


def test_private_notes_are_named_by_session_and_client(store: Store) -> None:
    session = making.a_session(store, making.an_engagement(store))
    assert texts(store, Lost(table="private_note", keys=((session.id,),))) == [
        "Session 1 with Mira Solano: private notes"
    ]


def test_what_the_search_knows_names_a_lost_promise(store: Store) -> None:
    session = making.a_session(store, making.an_engagement(store))
    making.close_with_promises(store, session)
    [commitment] = [row["id"] for row in store.db.query("SELECT id FROM commitment")]
    store.db.execute("PRAGMA foreign_keys = OFF")
    assert texts(store, Lost(table="commitment", keys=((commitment,),))) == ["A commitment of Mira Solano"]


def test_a_clause_is_named_by_its_client(store: Store) -> None:
    page = agreeing.begin(store)
    clauses.save_words(store, clause_id=page.clauses[0].id, agreed_words="We speak up")
    [text] = texts(store, Lost(table="clause", keys=((page.clauses[0].id,),)))
    assert text.startswith("A clause of the agreement with ")


def test_where_nobody_knows_whose_it_was_only_what_it_was_is_said(store: Store) -> None:
    lost = (Lost(table="private_note", keys=(("gone",),)), Lost(table="client", keys=(("x",),)))
    assert texts(store, *lost) == ["The private notes of a session", "A client's details"]


def test_a_vault_that_can_not_be_asked_says_what_it_was() -> None:
    lost = (Lost(table="closing", keys=(("gone",),)),)
    assert damage.named(lost, lambda _sql, _cells: None) == (LostRecord(template="The closing of a session"),)


def test_what_may_be_lost_besides_is_said(store: Store) -> None:
    session = making.a_session(store, making.an_engagement(store))
    notes.save_note(store, session_id=session.id, body="words", revision=0)
    assert texts(store, Lost(table="private_note", keys=((session.id,),), and_others=True))[1:] == [
        "Perhaps more of the same kind"
    ]
    assert texts(store, Lost(table="profile", and_others=True)) == ["Your profile and letterhead"]


def test_what_can_be_made_again_is_not_mourned(store: Store) -> None:
    assert texts(store, Lost(table="search_entry", and_others=True), Lost(table="remembered")) == []


def test_a_table_without_words_is_still_told(store: Store) -> None:
    assert texts(store, Lost(table="of tomorrow", keys=(("x",),))) == ["Something else that you wrote"]


@pytest.mark.parametrize("script", [m0001_first_practice.SCRIPT, m0002_memory_history_bin.SCRIPT])
def test_every_table_has_words_for_its_rows(store: Store, script: str) -> None:
    made_again = {"search_entry", "remembered"}
    for table in set(re.findall(r"CREATE TABLE (\w+)", script)) - made_again:
        assert texts(store, Lost(table=table, and_others=True)) != ["Something else that you wrote"], table


def test_a_name_is_filled_in_after_translation() -> None:
    record = LostRecord(template="A commitment of {who}", who="Mira")
    assert record.text(lambda text: text.replace("A commitment of", "Zusage von")) == "Zusage von Mira"
