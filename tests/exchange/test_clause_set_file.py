import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.errors import InvalidInputError, KnownError
from coachdesk.exchange.clause_set_file import LARGEST_FILE, read_set, write_set
from coachdesk.models import own_sets
from coachdesk.models.clause_sets import every_shipped_clause
from coachdesk.models.store import Store


@pytest.fixture
def content(store: Store) -> dict[str, Any]:
    added = own_sets.add_set(store, name="Führung", language="de", templates=every_shipped_clause("de"))
    data: dict[str, Any] = json.loads(write_set(own_sets.set_page(store, set_id=added.value.id)))
    return data


def packed(content: object) -> bytes:
    return json.dumps(content).encode()


def test_what_is_written_is_read(content: dict[str, Any]) -> None:
    found = read_set(packed(content))
    assert (found.name, found.language) == ("Führung", "de")
    assert found.clauses == tuple(every_shipped_clause("de"))


def test_a_byte_order_mark_does_no_harm(content: dict[str, Any]) -> None:
    assert read_set(b"\xef\xbb\xbf" + packed(content)).name == "Führung"


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"[]", b"{}", b'{"format": "coachdesk-clauses", "version": 1}', b"[" * 100_000]
)
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInputError, match="no set of clauses"):
        read_set(data)


def test_a_huge_file_is_not_even_parsed() -> None:
    with pytest.raises(InvalidInputError, match="no set of clauses"):
        read_set(b" " * (LARGEST_FILE + 1))


def test_a_newer_file_is_refused_politely(content: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError, match="newer CoachDesk"):
        read_set(packed(content | {"version": 2}))


@pytest.mark.parametrize(
    "bent",
    [
        {"layer": "cellar"},
        {"heading": " "},
        {"heading": 7},
        {"heading": "x" * 501},
        {"audience": "everybody"},
        {"core": "yes"},
        {"kinds": []},
        {"kinds": ["one-way"]},
        {"key": "good-work"},
    ],
)
def test_the_clause_that_cant_be_read_is_named(content: dict[str, Any], bent: dict[str, Any]) -> None:
    content["clauses"][2] |= bent
    with pytest.raises(InvalidInputError) as refused:
        read_set(packed(content))
    assert refused.value.facts["number"] == 3


def test_a_key_that_no_shipped_clause_has_makes_it_ones_own(content: dict[str, Any]) -> None:
    content["clauses"][2]["key"] = "from-the-future"
    assert read_set(packed(content)).clauses[2].key == ""


def test_what_cant_be_seen_is_left_out(content: dict[str, Any]) -> None:
    content["clauses"][0]["suggestion"] = "One\nline\x00\x1b[31m\ud800"
    assert read_set(packed(content)).clauses[0].suggestion == "One\nline[31m"


@given(st.binary(max_size=300) | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(packed))
def test_a_strangers_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(KnownError):
        read_set(data)
