import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.errors import InvalidInputError, NotFoundError, StaleError
from coachdesk.models.clauses import (
    add_clause,
    agree,
    get_clause,
    move_clause,
    put_back,
    remove_clause,
    rename_clause,
    save_words,
    set_audience,
    set_state,
    withdraw_agreement,
)
from coachdesk.models.entities.agreement import (
    Audience,
    Clause,
    ClauseState,
    Layer,
    Party,
    ProposedBy,
    VersionState,
)
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import ClauseId
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store
from tests.agreeing import NOW, begin, clause_named, make_ready, reread, settle_clause


@pytest.fixture
def boundaries(store: Store) -> Clause:
    return clause_named(begin(store), "boundaries")


@pytest.fixture
def agreed(store: Store) -> Clause:
    page = begin(store)
    settle_clause(store, page, clause_named(page, "boundaries"))
    return clause_named(reread(store, page), "boundaries")


def test_one_voice_leaves_the_other_alone(store: Store, boundaries: Clause) -> None:
    save_words(store, clause_id=boundaries.id, coachs_words="I answer within two days.")
    save_words(store, clause_id=boundaries.id, clients_words="Nothing after eight.")
    kept = get_clause(store, clause_id=boundaries.id)
    assert kept.coachs_words == "I answer within two days."
    assert kept.clients_words == "Nothing after eight."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(words=st.text(st.characters(exclude_categories=["Cs"])))
def test_words_come_back_as_they_were_typed(store: Store, boundaries: Clause, words: str) -> None:
    save_words(store, clause_id=boundaries.id, clients_words=words)
    assert get_clause(store, clause_id=boundaries.id).clients_words == words


def test_a_voice_can_be_emptied(store: Store, boundaries: Clause) -> None:
    assert save_words(store, clause_id=boundaries.id, coachs_words="").value.coachs_words == ""


def test_saving_says_which_clause_changed(store: Store, boundaries: Clause) -> None:
    change = save_words(store, clause_id=boundaries.id, clients_words="Mine").change
    assert change.touches(Kind.CLAUSE)
    assert boundaries.id in change.ids


def test_words_of_nobodys_clause_are_refused(store: Store) -> None:
    with pytest.raises(NotFoundError):
        save_words(store, clause_id=ClauseId("nowhere"), agreed_words="Hm")


def test_everybodys_yes_makes_a_clause_agreed(store: Store, agreed: Clause) -> None:
    assert agreed.state is ClauseState.AGREED
    assert agreed.agreed_by_client_at == agreed.agreed_by_coach_at == NOW


def test_one_yes_is_not_enough(store: Store, boundaries: Clause) -> None:
    save_words(store, clause_id=boundaries.id, agreed_words="Until eight")
    assert agree(store, clause_id=boundaries.id, party=Party.CLIENT).value.state is ClauseState.OPEN


def test_a_clause_for_all_parties_needs_the_sponsors_yes_too(store: Store) -> None:
    fees = clause_named(begin(store, three_way=True), "fees")
    save_words(store, clause_id=fees.id, agreed_words="Halden pays.")
    states = [
        agree(store, clause_id=fees.id, party=party).value.state
        for party in (Party.CLIENT, Party.COACH, Party.SPONSOR)
    ]
    assert states == [ClauseState.OPEN, ClauseState.OPEN, ClauseState.AGREED]


def test_a_sponsor_has_no_say_in_what_is_between_the_two(store: Store) -> None:
    boundaries = clause_named(begin(store, three_way=True), "boundaries")
    save_words(store, clause_id=boundaries.id, agreed_words="Until eight")
    with pytest.raises(InvalidInputError):
        agree(store, clause_id=boundaries.id, party=Party.SPONSOR)


def test_a_yes_is_for_the_words_that_were_read(store: Store, boundaries: Clause) -> None:
    save_words(store, clause_id=boundaries.id, agreed_words="Until eight")
    with pytest.raises(StaleError):
        agree(store, clause_id=boundaries.id, party=Party.COACH, words="Until nine")
    said = agree(store, clause_id=boundaries.id, party=Party.COACH, words="Until eight").value
    assert said.agreed_by_coach_at == NOW


def test_nobody_agrees_to_nothing(store: Store, boundaries: Clause) -> None:
    with pytest.raises(InvalidInputError):
        agree(store, clause_id=boundaries.id, party=Party.COACH)


def test_the_clients_first_words_take_a_draft_into_discussion(store: Store) -> None:
    page = begin(store)
    boundaries = clause_named(page, "boundaries").id
    written = save_words(store, clause_id=boundaries, clients_words="No calls at night")
    assert reread(store, page).version.state is VersionState.IN_DISCUSSION
    assert written.change.touches(Kind.AGREEMENT)


def test_what_the_coach_prepares_alone_stays_a_draft(store: Store) -> None:
    page = begin(store)
    boundaries = clause_named(page, "boundaries").id
    save_words(store, clause_id=boundaries, coachs_words="Until seven", agreed_words="Until eight")
    assert reread(store, page).version.state is VersionState.DRAFT


def test_the_first_yes_takes_a_draft_into_discussion(store: Store) -> None:
    page = begin(store)
    settle_clause(store, page, clause_named(page, "boundaries"))
    assert reread(store, page).version.state is VersionState.IN_DISCUSSION


def test_other_words_take_back_every_yes(store: Store, agreed: Clause) -> None:
    changed = save_words(store, clause_id=agreed.id, agreed_words="Until nine").value
    assert changed.state is ClauseState.OPEN
    assert changed.agreed_by_client_at is changed.agreed_by_coach_at is None


def test_the_same_words_take_back_nothing(store: Store, agreed: Clause) -> None:
    same = save_words(store, clause_id=agreed.id, agreed_words=agreed.agreed_words, clients_words="Hm").value
    assert same.state is ClauseState.AGREED


@pytest.mark.parametrize("voice", ["clients_words", "coachs_words"])
def test_a_voice_of_ones_own_takes_back_nothing(store: Store, agreed: Clause, voice: str) -> None:
    words = {voice: "One more thought"}
    assert save_words(store, clause_id=agreed.id, **words).value.state is ClauseState.AGREED  # type: ignore[arg-type]  # the names of two text parameters


def test_who_proposed_the_words_is_kept(store: Store, boundaries: Clause) -> None:
    save_words(store, clause_id=boundaries.id, agreed_words="Hers", proposed_by=ProposedBy.CLIENT)
    assert get_clause(store, clause_id=boundaries.id).proposed_by is ProposedBy.CLIENT


def test_a_yes_can_be_taken_back(store: Store, agreed: Clause) -> None:
    back = withdraw_agreement(store, clause_id=agreed.id, party=Party.CLIENT).value
    assert back.state is ClauseState.OPEN
    assert (back.agreed_by_client_at, back.agreed_by_coach_at) == (None, NOW)


def test_to_revisit_is_to_be_free_again(store: Store, agreed: Clause) -> None:
    back = set_state(store, clause_id=agreed.id, state=ClauseState.REVISIT).value
    assert back.agreed_by_client_at is back.agreed_by_coach_at is None


def test_what_was_revisited_is_agreed_by_two_new_yeses(store: Store, agreed: Clause) -> None:
    set_state(store, clause_id=agreed.id, state=ClauseState.REVISIT)
    first = agree(store, clause_id=agreed.id, party=Party.CLIENT).value
    second = agree(store, clause_id=agreed.id, party=Party.COACH).value
    assert (first.state, second.state) == (ClauseState.REVISIT, ClauseState.AGREED)


@pytest.mark.parametrize("aside", [ClauseState.PARKED, ClauseState.DROPPED])
def test_what_was_set_aside_comes_back_as_it_was(store: Store, agreed: Clause, aside: ClauseState) -> None:
    assert set_state(store, clause_id=agreed.id, state=aside).value.state is aside
    assert set_state(store, clause_id=agreed.id, state=ClauseState.OPEN).value == agreed


@pytest.mark.parametrize("aside", [ClauseState.PARKED, ClauseState.DROPPED])
def test_nobody_agrees_to_what_is_set_aside(store: Store, agreed: Clause, aside: ClauseState) -> None:
    set_state(store, clause_id=agreed.id, state=aside)
    with pytest.raises(InvalidInputError):
        agree(store, clause_id=agreed.id, party=Party.COACH)


def test_another_heading_takes_back_every_yes(store: Store, agreed: Clause) -> None:
    renamed = rename_clause(store, clause_id=agreed.id, heading="  Our lines ").value
    assert (renamed.heading, renamed.state) == ("Our lines", ClauseState.OPEN)


def test_the_same_heading_changes_nothing(store: Store, agreed: Clause) -> None:
    written = rename_clause(store, clause_id=agreed.id, heading=agreed.heading)
    assert (written.value, written.change.kinds) == (agreed, frozenset())


def test_a_heading_is_not_empty(store: Store, boundaries: Clause) -> None:
    with pytest.raises(InvalidInputError):
        rename_clause(store, clause_id=boundaries.id, heading=" ")


def test_another_reader_takes_back_every_yes(store: Store, agreed: Clause) -> None:
    opened = set_audience(store, clause_id=agreed.id, audience=Audience.ALL_PARTIES).value
    assert (opened.audience, opened.state) == (Audience.ALL_PARTIES, ClauseState.OPEN)


def test_the_same_reader_changes_nothing(store: Store, agreed: Clause) -> None:
    assert set_audience(store, clause_id=agreed.id, audience=Audience.PAIR).value == agreed


def test_an_own_clause_stands_last_in_its_layer(store: Store) -> None:
    page = begin(store)
    own = add_clause(store, version_id=page.version.id, layer=Layer.ALLIANCE, heading="Dogs").value
    alliance = [clause for clause in reread(store, page).clauses if clause.layer is Layer.ALLIANCE]
    assert alliance[-1] == own


def test_an_own_clause_can_be_removed_and_put_back(store: Store) -> None:
    page = begin(store)
    own = add_clause(store, version_id=page.version.id, layer=Layer.TERMS, heading="Dogs").value
    remove_clause(store, clause_id=own.id)
    assert reread(store, page).clause(own.id) is None
    put_back(store, clause=own)
    assert reread(store, page).clause(own.id) == own


def test_a_removed_clause_is_not_found_any_more(store: Store) -> None:
    own = add_clause(store, version_id=begin(store).version.id, layer=Layer.TERMS, heading="Dogs").value
    remove_clause(store, clause_id=own.id)
    sql = "SELECT count(*) FROM search_entry WHERE kind = ? AND owner_id = ?"
    assert store.value(sql, [SearchKind.CLAUSE.value, own.id]) == 0


def test_a_shipped_clause_is_dropped_rather_than_removed(store: Store, boundaries: Clause) -> None:
    with pytest.raises(InvalidInputError):
        remove_clause(store, clause_id=boundaries.id)


@pytest.mark.parametrize(("by", "place"), [(-1, 0), (1, 2), (-9, 0), (99, 10)])
def test_a_clause_moves_within_its_layer(store: Store, by: int, place: int) -> None:
    page = begin(store)
    boundaries = clause_named(page, "boundaries")
    move_clause(store, clause_id=boundaries.id, by=by)
    alliance = [clause.key for clause in reread(store, page).clauses if clause.layer is Layer.ALLIANCE]
    assert alliance.index("boundaries") == place


@pytest.mark.parametrize("key", ["boundaries", "law"])
def test_a_changed_text_is_not_ready_any_more(store: Store, key: str) -> None:
    page = make_ready(store, begin(store))
    save_words(store, clause_id=clause_named(page, key).id, agreed_words="Something else")
    assert reread(store, page).version.state is VersionState.IN_DISCUSSION


def test_a_thought_of_ones_own_leaves_a_version_ready(store: Store) -> None:
    page = make_ready(store, begin(store))
    save_words(store, clause_id=clause_named(page, "boundaries").id, clients_words="Hm")
    assert reread(store, page).version.state is VersionState.READY
