"""Whatever work holds: a look-back for a client holds exactly what is theirs, and its pages say that."""

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from coachdesk.documents.client_pack import render_pack
from coachdesk.documents.look_back import render_look_back
from coachdesk.documents.renderer import Renderer
from coachdesk.models import shared_look_backs
from coachdesk.models.client_packs import client_pack
from coachdesk.models.entities.look_back import SharedLookBack
from coachdesk.models.entities.people import Engagement
from coachdesk.models.shared_look_backs import shared_look_back
from coachdesk.models.store import Store
from tests.living import LETTERS, PRIVATE, SHARED, Living

SEEDS = st.integers(0, 2**32)
PLANNED = ("target_on", "target_before")
WRITTEN = re.compile(rf"(?:{PRIVATE}|{SHARED})\d{{3}}[{LETTERS}]{{3}}")
AT_RANDOM = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
ON_PAPER = settings(AT_RANDOM, max_examples=20)


def leaves(value: Any) -> Iterator[str]:  # noqa: ANN401  (whatever a look-back holds)
    """Yield every text inside a value."""
    if attrs.has(type(value)):
        for part in attrs.fields(type(value)):
            yield from leaves(getattr(value, part.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from leaves(each)
    elif isinstance(value, str):
        yield value


def days(value: Any) -> Iterator[date]:  # noqa: ANN401  (whatever a look-back holds)
    """Yield every day inside a value on which something was, or was to be."""
    if attrs.has(type(value)):
        for part in attrs.fields(type(value)):
            if part.name not in PLANNED:
                yield from days(getattr(value, part.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from days(each)
    elif isinstance(value, date):
        yield value


def marked(texts: Iterator[str] | list[str]) -> set[str]:
    """Return the words that were written by hand, of either side."""
    return {word for text in texts for word in WRITTEN.findall(text)}


def words_on(pdf: bytes) -> set[str]:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return marked([text.replace("\u200b", "")])


def lived(store: Store, seed: int) -> tuple[Living, Engagement]:
    living = Living(store, Random(seed))  # noqa: S311  (nothing here is to be hidden)
    return living, living.work()


def look_back_of(store: Store, work: Engagement, client: Any) -> SharedLookBack:  # noqa: ANN401  (an id)
    return shared_look_back(store, engagement_id=work.id, language="en", for_client=client)


@pytest.mark.rule(4)
@AT_RANDOM
@given(seed=SEEDS)
def test_a_look_back_holds_what_is_the_clients_and_nothing_else(store: Store, seed: int) -> None:
    living, work = lived(store, seed)
    for client in work.client_ids:
        assert marked(leaves(look_back_of(store, work, client))) == living.theirs[client]


@pytest.mark.rule(4)
@AT_RANDOM
@given(seed=SEEDS, back=st.integers(0, 220))
def test_from_a_day_on_it_holds_less_and_nothing_of_what_was_before(
    store: Store, seed: int, back: int
) -> None:
    living, work = lived(store, seed)
    since = store.today() - timedelta(days=back)
    for client in work.client_ids:
        whole = look_back_of(store, work, client)
        part = shared_look_back(store, engagement_id=work.id, language="en", for_client=client, since=since)
        assert marked(leaves(part)) <= living.theirs[client]
        assert sorted(days(attrs.evolve(part, since=None))) == sorted(
            day for day in days(whole) if day >= since
        )


@pytest.mark.rule(4)
@ON_PAPER
@given(seed=SEEDS)
def test_its_pages_say_that_and_nothing_else(store: Store, renderer: Renderer, seed: int) -> None:
    living, work = lived(store, seed)
    for client in work.client_ids:
        pdf = render_look_back(look_back_of(store, work, client), renderer).pdf
        assert words_on(pdf) == living.theirs[client]


@pytest.mark.rule(4)
@ON_PAPER
@given(seed=SEEDS)
def test_a_pack_says_no_more_either(store: Store, renderer: Renderer, seed: int) -> None:
    living, work = lived(store, seed)
    for client in work.client_ids:
        pack = client_pack(store, engagement_id=work.id, language="en", for_client=client)
        assert words_on(render_pack(pack, renderer).pdf) == living.theirs[client]


@pytest.mark.rule(4)
@AT_RANDOM
@given(seed=SEEDS)
def test_nobody_else_of_a_group_is_named(store: Store, renderer: Renderer, seed: int) -> None:
    _, work = lived(store, seed)
    names = {client: look_back_of(store, work, client).client_name for client in work.client_ids}
    for client in work.client_ids:
        texts = set(leaves(look_back_of(store, work, client)))
        assert texts & set(names.values()) == {names[client]}


@pytest.mark.rule(4, control=True)
@pytest.mark.parametrize(
    ("query", "private", "leaking"),
    [
        ("_COMMITMENTS", "SELECT what,", "SELECT outcome AS what,"),
        ("_FEEDBACK", "AND giver = 'client' AND how <> 'declined'", ""),
        ("_FEEDBACK", "CASE WHEN told_on IS NULL THEN '' ELSE answer END", "answer"),
        ("_FEEDBACK", "(client_id = :client OR (:alone AND client_id IS NULL))", "1"),
    ],
)
def test_a_query_that_lets_more_through_would_be_seen(
    store: Store, monkeypatch: pytest.MonkeyPatch, query: str, private: str, leaking: str
) -> None:
    broken = getattr(shared_look_backs, query).replace(private, leaking)
    assert broken != getattr(shared_look_backs, query)
    monkeypatch.setattr(shared_look_backs, query, broken)
    seen = []
    for seed in range(12):
        living, work = lived(store, seed)
        seen += [
            marked(leaves(look_back_of(store, work, client))) - living.theirs[client]
            for client in work.client_ids
        ]
    assert any(seen)
