from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.models import agreed_data, clauses
from coachdesk.models.agreement_page import AgreementPage, open_agreement, page_of_version
from coachdesk.models.agreement_versions import next_version, set_dates
from coachdesk.models.clauses import (
    add_clause,
    move_clause,
    rename_clause,
    save_words,
    set_audience,
    set_state,
)
from coachdesk.models.entities.agreement import Audience, Clause, ClauseState, Layer, ReportField
from coachdesk.models.entities.difference import ClauseDifference, Fate, Piece, Turn, VersionDifference
from coachdesk.models.store import Store
from coachdesk.models.version_differences import pieces_between, version_difference
from tests import agreeing
from tests.conftest import NOW

CANARY = "Zwitscherkanari"
WORDS = st.lists(st.sampled_from(["we", "meet", "at ", "noon", "\n", " ", "é", "\u05d0"])).map(" ".join)


def joined(pieces: tuple[Piece, ...], *fates: Fate) -> str:
    return "".join(piece.words for piece in pieces if piece.fate in fates)


@given(WORDS, WORDS)
def test_the_old_words_with_the_runs_applied_are_the_new_ones(old: str, new: str) -> None:
    pieces = pieces_between(old, new)
    assert joined(pieces, Fate.SAME, Fate.GONE) == old
    assert joined(pieces, Fate.SAME, Fate.NEW) == new


@given(WORDS, WORDS)
def test_swapping_the_versions_swaps_what_is_gone_and_what_is_new(old: str, new: str) -> None:
    there, back = pieces_between(old, new), pieces_between(new, old)
    for fate, other in ((Fate.SAME, Fate.SAME), (Fate.GONE, Fate.NEW), (Fate.NEW, Fate.GONE)):
        assert [p.words for p in there if p.fate is fate] == [p.words for p in back if p.fate is other]


class Talk:
    """Version 1 in force, and version 2 as a draft that is being changed."""

    def __init__(self, store: Store, *, three_way: bool = False) -> None:
        self.store = store
        begun = agreeing.begin(store, three_way=three_way)
        for heading in ("Silence", "The dog"):
            own = add_clause(store, version_id=begun.version.id, layer=Layer.ALLIANCE, heading=heading)
            save_words(store, clause_id=own.value.id, agreed_words=f"We agree about {heading.lower()}.")
        self.old = agreeing.sign_all(store, agreeing.make_ready(store, agreeing.reread(store, begun)))
        next_version(store, agreement_id=self.old.agreement.id, reason="We meet less often")

    @property
    def new(self) -> AgreementPage:
        return open_agreement(self.store, engagement_id=self.old.agreement.engagement_id)

    def clause(self, name: str) -> Clause:
        return next(clause for clause in self.new.clauses if name in (clause.key, clause.heading))

    def difference(self, *, for_sponsor: bool = False) -> VersionDifference:
        return version_difference(
            page_of_version(self.store, version_id=self.old.version.id), self.new, for_sponsor=for_sponsor
        )

    def changed(self, **asked: Any) -> list[tuple[str, tuple[Turn, ...]]]:  # noqa: ANN401
        return [(one.heading, one.turns) for one in self.difference(**asked).changed]


@pytest.fixture
def talk(store: Store) -> Talk:
    return Talk(store)


@pytest.fixture
def three_way(store: Store) -> Talk:
    return Talk(store, three_way=True)


def found(difference: VersionDifference, heading: str) -> ClauseDifference:
    return next(one for one in difference.clauses if one.heading == heading)


def test_a_new_version_begins_without_a_difference(talk: Talk) -> None:
    assert talk.difference().is_empty
    assert talk.difference().reasons == ("We meet less often",)


def test_reworded(talk: Talk, store: Store) -> None:
    save_words(store, clause_id=talk.clause("Silence").id, agreed_words="We agree to like silence.")
    assert talk.changed() == [("Silence", (Turn.REWORDED,))]
    assert joined(found(talk.difference(), "Silence").pieces, Fate.NEW) == " to like"


def test_added(talk: Talk, store: Store) -> None:
    add_clause(store, version_id=talk.new.version.id, layer=Layer.TERMS, heading="The cat")
    assert talk.changed() == [("The cat", (Turn.ADDED,))]


@pytest.mark.parametrize(
    ("state", "turn"), [(ClauseState.PARKED, Turn.PARKED), (ClauseState.DROPPED, Turn.DROPPED)]
)
def test_set_aside(talk: Talk, store: Store, state: ClauseState, turn: Turn) -> None:
    set_state(store, clause_id=talk.clause("Silence").id, state=state)
    assert talk.changed() == [("Silence", (turn,))]
    assert {piece.fate for piece in found(talk.difference(), "Silence").pieces} == {Fate.GONE}


def test_removed_counts_as_dropped(talk: Talk, store: Store) -> None:
    clauses.remove_clause(store, clause_id=talk.clause("Silence").id)
    assert talk.changed() == [("Silence", (Turn.DROPPED,))]


def test_what_is_gone_keeps_its_place_among_the_rest(talk: Talk, store: Store) -> None:
    before = [one.heading for one in talk.difference().clauses]
    set_state(store, clause_id=talk.clause("Silence").id, state=ClauseState.DROPPED)
    assert [one.heading for one in talk.difference().clauses] == before


def test_moved(talk: Talk, store: Store) -> None:
    move_clause(store, clause_id=talk.clause("The dog").id, by=-1)
    assert [turns for _, turns in talk.changed()] == [(Turn.MOVED,)]


def test_a_shipped_clause_renamed_is_known_by_its_key(talk: Talk, store: Store) -> None:
    clause = next(one for one in talk.new.clauses if one.key)
    rename_clause(store, clause_id=clause.id, heading="By another name")
    assert talk.changed() == [("By another name", (Turn.RENAMED,))]
    assert found(talk.difference(), "By another name").former_heading == clause.heading


def test_an_own_clause_renamed_is_known_by_its_words(talk: Talk, store: Store) -> None:
    rename_clause(store, clause_id=talk.clause("Silence").id, heading="Quiet")
    assert talk.changed() == [("Quiet", (Turn.RENAMED,))]


def test_what_is_agreed_besides_words(talk: Talk, store: Store) -> None:
    agreed_data.set_retention(store, version_id=talk.new.version.id, keep_months=24)
    assert [one.keep_months for one in talk.difference().changed] == [(None, 24)]


def test_what_a_report_may_hold(three_way: Talk, store: Store) -> None:
    agreed_data.set_report_fields(store, version_id=three_way.new.version.id, fields={ReportField.THEMES})
    assert [one.report_fields for one in three_way.difference().changed] == [((), (ReportField.THEMES,))]


def test_days(talk: Talk, store: Store) -> None:
    set_dates(store, version_id=talk.new.version.id, effective_on=NOW.date(), review_on=None)
    assert talk.difference().has_other_days
    assert talk.difference().new.effective_on == NOW.date()


def test_parties(talk: Talk, store: Store) -> None:
    store.db.execute("UPDATE client SET display_name = 'Mira Amsel'")
    difference = talk.difference()
    assert [one.name for one in difference.parties_gone] == ["Mira Solano"]
    assert [one.name for one in difference.parties_new] == ["Mira Amsel"]


def test_swapped_versions_swap_added_and_dropped(talk: Talk, store: Store) -> None:
    add_clause(store, version_id=talk.new.version.id, layer=Layer.TERMS, heading="The cat")
    clauses.remove_clause(store, clause_id=talk.clause("Silence").id)
    back = version_difference(talk.new, talk.old)
    assert {(one.heading, one.turns) for one in back.changed} == {
        ("The cat", (Turn.DROPPED,)),
        ("Silence", (Turn.ADDED,)),
    }


def test_no_voice_is_in_it(talk: Talk, store: Store) -> None:
    save_words(store, clause_id=talk.clause("Silence").id, clients_words=CANARY, coachs_words=CANARY)
    assert talk.difference().is_empty
    assert CANARY not in repr(attrs.asdict(talk.difference()))


def test_the_sponsor_learns_nothing_of_what_is_between_the_two(three_way: Talk, store: Store) -> None:
    save_words(store, clause_id=three_way.clause("Silence").id, agreed_words=CANARY)
    assert three_way.changed() == [("Silence", (Turn.REWORDED,))]
    assert three_way.changed(for_sponsor=True) == []
    assert three_way.difference(for_sponsor=True).reasons == ()
    assert CANARY not in repr(three_way.difference(for_sponsor=True))


def test_a_clause_kept_from_the_sponsor_is_gone_for_the_sponsor(three_way: Talk, store: Store) -> None:
    shared = next(one for one in three_way.new.clauses if one.audience is Audience.ALL_PARTIES)
    save_words(store, clause_id=shared.id, agreed_words=CANARY)
    set_audience(store, clause_id=shared.id, audience=Audience.PAIR)
    assert three_way.changed() == [(shared.heading, (Turn.REWORDED, Turn.CLOSED))]
    assert three_way.changed(for_sponsor=True) == [(shared.heading, (Turn.DROPPED,))]
    assert CANARY not in repr(three_way.difference(for_sponsor=True))


def test_the_sponsor_gets_the_fingerprint_of_the_sponsors_copy(three_way: Talk) -> None:
    marks = [three_way.difference(for_sponsor=asked).old.content_hash for asked in (False, True)]
    assert all(marks)
    assert marks[0] != marks[1]
