from datetime import date

import attrs
import pytest

from coachdesk.errors import InvalidInputError, LockedTextError, NotFoundError
from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.agreement_versions import (
    get_version,
    mark_ready,
    missing_for_ready,
    next_version,
    not_talked_through,
    set_dates,
    withdraw_version,
)
from coachdesk.models.clauses import save_words, set_state, withdraw_agreement
from coachdesk.models.entities.agreement import ClauseState, Party, VersionState
from coachdesk.models.entities.ids import VersionId
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store
from tests.agreeing import (
    begin,
    clause_named,
    make_ready,
    put_name,
    reread,
    settle_clause,
    sign_all,
    signed,
)

CORE = ("boundaries", "expectations", "success", "course-correction", "disagreement")


@pytest.fixture
def ready(store: Store) -> AgreementPage:
    return make_ready(store, begin(store))


def _newest(store: Store, page: AgreementPage) -> AgreementPage:
    return open_agreement(store, engagement_id=page.agreement.engagement_id)


def test_the_core_is_what_the_rule_names(store: Store) -> None:
    assert tuple(clause.key for clause in begin(store).clauses if clause.core) == CORE


@pytest.mark.rule(2)
@pytest.mark.parametrize("key", CORE)
@pytest.mark.parametrize("party", [Party.CLIENT, Party.COACH])
def test_each_core_clause_needs_each_yes(store: Store, ready: AgreementPage, key: str, party: Party) -> None:
    withdraw_agreement(store, clause_id=clause_named(ready, key).id, party=party)
    missing = missing_for_ready(reread(store, ready))
    assert [(one.clause.key, one.parties) for one in missing] == [(key, (party,))]
    with pytest.raises(InvalidInputError, match=clause_named(ready, key).heading):
        mark_ready(store, version_id=ready.version.id)


@pytest.mark.parametrize("key", CORE)
@pytest.mark.parametrize("state", [ClauseState.REVISIT, ClauseState.PARKED, ClauseState.DROPPED])
def test_a_core_clause_can_not_be_set_aside(
    store: Store, ready: AgreementPage, key: str, state: ClauseState
) -> None:
    set_state(store, clause_id=clause_named(ready, key).id, state=state)
    missing = missing_for_ready(reread(store, ready))
    assert [one.clause.key for one in missing if one.is_set_aside] == [key]
    with pytest.raises(InvalidInputError):
        mark_ready(store, version_id=ready.version.id)


@pytest.mark.rule(2)
def test_a_core_clause_needs_words(store: Store, ready: AgreementPage) -> None:
    save_words(store, clause_id=clause_named(ready, "success").id, agreed_words=" ")
    missing = missing_for_ready(reread(store, ready))
    assert [one.clause.key for one in missing if one.has_no_words] == ["success"]


def test_other_clauses_may_stay_open(ready: AgreementPage) -> None:
    assert missing_for_ready(ready) == ()
    assert ready.version.state is VersionState.READY


def test_words_without_a_yes_are_named_before_signing(store: Store, ready: AgreementPage) -> None:
    save_words(store, clause_id=clause_named(ready, "law").id, agreed_words="The law of Basel.")
    assert [clause.key for clause in not_talked_through(reread(store, ready))] == ["law"]


def test_a_ready_version_can_be_talked_about_again(store: Store, ready: AgreementPage) -> None:
    set_state(store, clause_id=clause_named(ready, "boundaries").id, state=ClauseState.REVISIT)
    assert reread(store, ready).version.state is VersionState.IN_DISCUSSION


def test_dates_are_kept(store: Store, ready: AgreementPage) -> None:
    days = (date(2026, 6, 1), date(2028, 2, 29))
    set_dates(store, version_id=ready.version.id, effective_on=days[0], review_on=days[1])
    version = reread(store, ready).version
    assert (version.effective_on, version.review_on) == days


def test_a_review_is_not_before_the_beginning(store: Store, ready: AgreementPage) -> None:
    with pytest.raises(InvalidInputError):
        set_dates(
            store,
            version_id=ready.version.id,
            effective_on=date(2026, 6, 1),
            review_on=date(2026, 5, 31),
        )


def test_the_next_version_starts_from_the_signed_one(store: Store) -> None:
    page = signed(store)
    version = next_version(store, agreement_id=page.agreement.id, reason=" A new job ").value
    assert (version.number, version.state) == (2, VersionState.DRAFT)
    assert (version.supersedes_id, version.reason) == (page.version.id, "A new job")
    assert version.content_hash == ""


def test_unchanged_clauses_stay_agreed_in_the_next_version(store: Store) -> None:
    page = signed(store)
    next_version(store, agreement_id=page.agreement.id, reason="A new job")
    copies = _newest(store, page).clauses
    old_ids = zip(copies, page.clauses, strict=True)
    back = [attrs.evolve(copy, id=old.id, version_id=old.version_id) for copy, old in old_ids]
    assert tuple(back) == page.clauses
    assert {copy.id for copy in copies}.isdisjoint(clause.id for clause in page.clauses)


def test_what_was_dropped_is_gone_in_the_next_version(store: Store) -> None:
    page = make_ready(store, begin(store))
    set_state(store, clause_id=clause_named(page, "law").id, state=ClauseState.DROPPED)
    mark_ready(store, version_id=page.version.id)
    sign_all(store, reread(store, page))
    next_version(store, agreement_id=page.agreement.id, reason="A new job")
    assert "law" not in {clause.key for clause in _newest(store, page).clauses}


def test_a_next_version_needs_a_reason(store: Store) -> None:
    with pytest.raises(InvalidInputError):
        next_version(store, agreement_id=signed(store).agreement.id, reason=" ")


def test_one_version_is_worked_on_at_a_time(store: Store, ready: AgreementPage) -> None:
    with pytest.raises(InvalidInputError):
        next_version(store, agreement_id=ready.agreement.id, reason="Haste")


def test_the_signed_version_stays_in_force_while_the_next_one_is_talked_about(store: Store) -> None:
    page = signed(store)
    next_version(store, agreement_id=page.agreement.id, reason="A new job")
    newest = _newest(store, page)
    assert newest.in_force is not None
    assert (newest.in_force.number, newest.version.number, newest.is_newest) == (1, 2, True)


def test_signing_the_next_version_supersedes_the_one_before(store: Store) -> None:
    page = signed(store)
    next_version(store, agreement_id=page.agreement.id, reason="A new job")
    mark_ready(store, version_id=_newest(store, page).version.id)
    newest = sign_all(store, _newest(store, page))
    assert [version.state for version in newest.versions] == [
        VersionState.SUPERSEDED,
        VersionState.SIGNED,
    ]
    assert not newest.altered


def test_a_version_given_up_is_passed_over_by_the_next(store: Store) -> None:
    page = signed(store)
    second = next_version(store, agreement_id=page.agreement.id, reason="Haste").value
    withdraw_version(store, version_id=second.id)
    third = next_version(store, agreement_id=page.agreement.id, reason="A new job").value
    assert (third.number, third.supersedes_id) == (3, page.version.id)


def test_an_agreement_in_force_can_be_ended(store: Store) -> None:
    page = signed(store)
    withdraw_version(store, version_id=page.version.id)
    assert reread(store, page).in_force is None


def test_half_signed_is_not_given_up_in_passing(store: Store, ready: AgreementPage) -> None:
    put_name(store, ready, Party.CLIENT, "Mira Solano")
    with pytest.raises(LockedTextError):
        withdraw_version(store, version_id=ready.version.id)


def test_the_search_follows_the_version_that_counts(store: Store) -> None:
    page = signed(store)
    second = next_version(store, agreement_id=page.agreement.id, reason="Haste").value
    sql = "SELECT DISTINCT version_id FROM clause JOIN search_entry ON owner_id = clause.id WHERE kind = ?"
    found = [store.db.execute(sql, [SearchKind.CLAUSE.value]).fetchall()]
    withdraw_version(store, version_id=second.id)
    found.append(store.db.execute(sql, [SearchKind.CLAUSE.value]).fetchall())
    assert found == [[(second.id,)], [(page.version.id,)]]


def test_an_old_version_can_be_opened(store: Store) -> None:
    page = signed(store)
    next_version(store, agreement_id=page.agreement.id, reason="A new job")
    old = reread(store, page)
    assert (old.version.number, old.is_newest) == (1, False)


def test_nobodys_version_can_not_be_opened(store: Store) -> None:
    page = begin(store)
    with pytest.raises(NotFoundError):
        open_agreement(store, engagement_id=page.agreement.engagement_id, version_id=VersionId("x"))


def test_a_clause_settled_twice_is_settled(store: Store) -> None:
    page = begin(store)
    for _ in range(2):
        settle_clause(store, page, clause_named(page, "success"))
    assert get_version(store, version_id=page.version.id).state is VersionState.IN_DISCUSSION
