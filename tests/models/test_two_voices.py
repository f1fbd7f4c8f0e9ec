"""Two voices and what both agree on: no voice overwrites another, and nothing that stood there is lost."""

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.models.clauses import Words, get_clause, save_words
from coachdesk.models.entities.agreement import Clause, ProposedBy
from coachdesk.models.store import Store
from coachdesk.models.two_voices import back_to, from_both, from_client, from_coach
from tests.agreeing import begin, clause_named

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TYPED = st.one_of(
    st.builds(Words, clients=TEXTS),
    st.builds(Words, coachs=TEXTS),
    st.builds(Words, agreed=TEXTS),
)
ONE_BY_ONE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


def last(typed: list[Words], voice: str, former: str) -> str:
    """Return what was typed last into one voice."""
    said = [getattr(words, voice) for words in typed if getattr(words, voice) is not None]
    return said[-1] if said else former


def save(store: Store, clause: Clause, words: Words) -> Clause:
    return save_words(
        store,
        clause_id=clause.id,
        clients_words=words.clients,
        coachs_words=words.coachs,
        agreed_words=words.agreed,
        proposed_by=words.proposed_by,
        keep_former=bool(words.keep_former),
    ).value


@ONE_BY_ONE
@given(typed=st.lists(TYPED, max_size=8))
def test_no_voice_overwrites_another(store: Store, typed: list[Words]) -> None:
    clause = clause_named(begin(store), "boundaries")
    for words in typed:
        save(store, clause, words)
    kept = get_clause(store, clause_id=clause.id)
    assert kept.clients_words == last(typed, "clients", clause.clients_words)
    assert kept.coachs_words == last(typed, "coachs", clause.coachs_words)
    assert kept.agreed_words == last(typed, "agreed", clause.agreed_words)


@ONE_BY_ONE
@given(typed=st.lists(TYPED, max_size=8))
def test_words_typed_together_come_to_the_same(store: Store, typed: list[Words]) -> None:
    clause = clause_named(begin(store), "boundaries")
    one_by_one, all_at_once = clause, Words()
    for words in typed:
        one_by_one, all_at_once = words.in_clause(one_by_one), all_at_once.then(words)
    together = all_at_once.in_clause(clause)
    for voice in ("clients_words", "coachs_words", "agreed_words"):
        assert getattr(together, voice) == getattr(one_by_one, voice)


@given(clients=TEXTS, coachs=TEXTS)
def test_taking_over_leaves_both_voices_alone(clients: str, coachs: str) -> None:
    for words in (from_client(clients), from_coach(coachs), from_both(clients, coachs)):
        assert (words.clients, words.coachs) == (None, None)


@given(clients=TEXTS, coachs=TEXTS)
def test_combined_words_hold_both_voices(clients: str, coachs: str) -> None:
    combined = from_both(clients, coachs).agreed
    assert combined is not None
    assert clients.strip() in combined
    assert coachs.strip() in combined


def test_the_same_words_stand_there_once() -> None:
    assert from_both("Slowly ", "Slowly") == Words(
        agreed="Slowly", proposed_by=ProposedBy.TOGETHER, keep_former=True
    )


def test_what_words_take_the_place_of_is_kept_each_time(store: Store) -> None:
    clause = clause_named(begin(store), "boundaries")
    for agreed in ("Until eight", "Until nine"):
        save(store, clause, Words(agreed=agreed))
    for words in (from_client("Until ten"), from_coach("Until six"), back_to("Until ten", ProposedBy.CLIENT)):
        save(store, clause, words)
    sql = "SELECT agreed_words FROM earlier_clause WHERE clause_id = ?"
    kept = {row[0] for row in store.db.execute(sql, [clause.id])}
    assert {"Until nine", "Until ten", "Until six"} <= kept


def test_control_without_keeping_a_second_change_within_a_minute_is_lost(store: Store) -> None:
    clause = clause_named(begin(store), "boundaries")
    for words in ("Until eight", "Until nine", "Until ten"):
        save(store, clause, Words(agreed=words))
    save(store, clause, attrs.evolve(from_client("Until six"), keep_former=None))
    sql = "SELECT agreed_words FROM earlier_clause WHERE clause_id = ?"
    assert "Until ten" not in {row[0] for row in store.db.execute(sql, [clause.id])}
