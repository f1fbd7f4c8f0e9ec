from collections.abc import Callable

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.models import clients, engagements, notes, search, sessions, summaries
from coachdesk.models.entities.ids import SessionId, new_id
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.finding import Query
from coachdesk.models.finding import search as find
from coachdesk.models.hits import COUNT_LIMIT, Hit
from coachdesk.models.search import SearchKind
from coachdesk.models.snippets import Term
from coachdesk.models.store import Store

Write = Callable[[str], SessionId]


@pytest.fixture
def anna(store: Store) -> Client:
    return clients.add_client(store, display_name="Anna Łukasz").value


@pytest.fixture
def engagement(store: Store, anna: Client) -> Engagement:
    return engagements.add_engagement(store, client_ids=(anna.id,)).value


@pytest.fixture
def write(store: Store, engagement: Engagement) -> Write:
    """Return what holds a session and writes its private notes."""

    def written(body: str) -> SessionId:
        held = sessions.plan_session(store, engagement_id=engagement.id, planned_at=store.now()).value
        notes.save_note(store, session_id=held.id, body=body, revision=0)
        return held.id

    return written


def bodies(hits: tuple[Hit, ...]) -> list[str]:
    return ["".join(text for text, _ in hit.snippet) for hit in hits]


@pytest.mark.parametrize(
    ("typed", "match", "words"),
    [
        ("sle", '"sle"*', ["sle"]),
        ("Zażółć AND the", '"zazolc" "and" "the"*', ["zazolc", "and", "the"]),
        ("co-op", '"co op"*', ["co", "op"]),
        ('-x" OR NEAR(', '"x" "or" "near"*', ["x", "or", "near"]),
        ("会議", '"会 議"*', ["会", "議"]),
    ],
)
def test_what_is_typed_becomes_quoted_words(typed: str, match: str, words: list[str]) -> None:
    query = Query.of(typed)
    assert query.match == match
    assert query.terms == (*map(Term, words[:-1]), Term(words[-1], open_ended=True))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=30) | st.sampled_from(["", "*", '"', "a*b", "^x", "text:", "(", "NOT", "\0"]))
def test_nothing_typed_is_an_error(store: Store, typed: str) -> None:
    assert find(store, typed).count == 0


def test_a_client_comes_first(store: Store, anna: Client, write: Write) -> None:
    write("Lukasz was mentioned")
    page = find(store, "lukas")
    assert [hit.kind for hit in page.hits] == [SearchKind.CLIENT, SearchKind.NOTE]
    assert page.clients[0].title == (("Anna ", False), ("Łukasz", True))
    assert page.count == 2


def test_a_name_that_starts_so_comes_before_one_that_holds_it(store: Store) -> None:
    for name in ("Zoe Berger", "Bernd", "Adele Bern"):
        clients.add_client(store, display_name=name)
    assert [hit.client_name for hit in find(store, "ber").clients] == ["Bernd", "Adele Bern", "Zoe Berger"]


def test_one_letter_finds_notes_and_marks_the_word(store: Store, write: Write) -> None:
    session_id = write("We spoke about Öl and water")
    (hit,) = find(store, "o").others
    assert (hit.owner_id, hit.session_id, hit.number) == (session_id, session_id, 1)
    assert ("Öl", True) in hit.snippet


def test_all_words_have_to_be_found(store: Store, write: Write) -> None:
    write("silence at the end")
    assert find(store, "silence end").others
    assert not find(store, "silence beginning").others


def test_a_hyphenated_word_is_a_phrase(store: Store, write: Write) -> None:
    write("the co-op meets")
    write("op or co")
    assert bodies(find(store, "co-op").others) == ["the co-op meets"]


def test_what_was_written_last_comes_first(store: Store, write: Write) -> None:
    first = write("the old plan")
    write("the new plan")
    assert bodies(find(store, "plan").others) == ["the new plan", "the old plan"]
    notes.save_note(store, session_id=first, body="the old plan, again", revision=1)
    assert bodies(find(store, "plan").others) == ["the old plan, again", "the new plan"]


def test_an_earlier_text_is_not_found(store: Store, write: Write) -> None:
    session_id = write("lighthouse")
    notes.save_note(store, session_id=session_id, body="harbour", revision=1)
    assert find(store, "lighthouse").count == 0


def test_a_deleted_session_is_not_found(store: Store, write: Write) -> None:
    session_id = write("lighthouse")
    sessions.delete_session(store, session_id=session_id)
    assert find(store, "lighthouse").count == 0
    sessions.restore_session(store, session_id=session_id)
    assert find(store, "lighthouse").count == 1


def test_nothing_of_a_deleted_client_is_found(store: Store, anna: Client, write: Write) -> None:
    write("lighthouse")
    clients.delete_client(store, client_id=anna.id)
    assert find(store, "anna").count == find(store, "lighthouse").count == 0
    clients.undo_delete(store, client_id=anna.id)
    assert find(store, "anna").count == find(store, "lighthouse").count == 1


def test_a_group_is_found_while_one_of_them_stays(
    store: Store, anna: Client, engagement: Engagement, write: Write
) -> None:
    ben = clients.add_client(store, display_name="Ben").value
    group = attrs.evolve(engagement, client_ids=(anna.id, ben.id))
    engagements.save_engagement(store, engagement=group)
    write("lighthouse")
    assert find(store, "lighthouse").others[0].client_name == "Anna Łukasz & Ben"
    clients.delete_client(store, client_id=anna.id)
    assert find(store, "lighthouse").others[0].client_name == "Ben"


def test_later_words_are_found(store: Store, write: Write) -> None:
    session_id = write("a note")
    store.db.execute(
        "UPDATE session SET handed_out_at = ? WHERE id = ?", [store.now().isoformat(), session_id]
    )
    summaries.add_addendum(store, session_id=session_id, text="the lighthouse after all")
    (hit,) = find(store, "lighthouse").others
    assert (hit.kind, ("lighthouse", True) in hit.snippet) == (SearchKind.SESSION, True)


def test_an_entry_goes_with_its_record(store: Store, write: Write) -> None:
    session_id = write("lighthouse")
    store.delete("session", session_id)
    assert store.value("SELECT count(*) FROM search_entry WHERE kind = ?", [SearchKind.NOTE]) == 0
    assert store.value("SELECT count(*) FROM search_text WHERE search_text MATCH 'lighthouse'") == 0


def test_counting_stops_at_a_thousand(store: Store, anna: Client, write: Write) -> None:
    session_id = write("lighthouse")
    row = "INSERT INTO search_entry VALUES (?, 'note', ?, '', '', ?)"
    with store.transaction():
        for number in range(COUNT_LIMIT):
            store.db.execute(row, [1000 + number, new_id(), session_id])
            store.db.execute(
                "INSERT INTO search_text (rowid, text) VALUES (?, 'lighthouse')", [1000 + number]
            )
    page = find(store, "light")
    assert (page.count, page.is_more) == (COUNT_LIMIT, True)


def test_merging_changes_no_answer_and_comes_to_an_end(store: Store, write: Write) -> None:
    for number in range(40):
        write(f"lighthouse {number}")
    before = find(store, "lighthouse")
    steps = 0
    while search.merge_when_idle(store):
        steps += 1
    assert 0 < steps < 40
    assert find(store, "lighthouse") == before
