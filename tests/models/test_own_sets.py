import attrs
import pytest

from coachdesk.errors import InvalidInputError, NotFoundError
from coachdesk.models import own_sets
from coachdesk.models.agreement_page import open_agreement
from coachdesk.models.agreements import start_agreement
from coachdesk.models.clause_sets import ClauseTemplate, every_shipped_clause, shipped_clauses
from coachdesk.models.entities.agreement import AgreementKind, Layer
from coachdesk.models.entities.clause_set import SetClause
from coachdesk.models.entities.ids import ClauseSetId
from coachdesk.models.own_sets import SetPage, set_page, templates_of
from coachdesk.models.store import Store
from tests.agreeing import engage


@pytest.fixture
def page(store: Store) -> SetPage:
    return kept(store, *every_shipped_clause("en"))


def kept(store: Store, *templates: ClauseTemplate) -> SetPage:
    added = own_sets.add_set(store, name="Leaders", language="en", templates=templates)
    return set_page(store, set_id=added.value.id)


def clause(page: SetPage, key: str) -> SetClause:
    return next(one for one in page.clauses if one.key == key)


@pytest.mark.parametrize("kind", AgreementKind)
def test_a_copy_begins_an_agreement_as_the_shipped_clauses_do(page: SetPage, kind: AgreementKind) -> None:
    assert templates_of(page, kind) == shipped_clauses("en", kind)


def test_an_agreement_begins_with_the_coachs_own_words(store: Store, page: SetPage) -> None:
    own_sets.save_set_clause(store, clause=attrs.evolve(clause(page, "trust"), heading="What we dare"))
    engagement = engage(store)
    templates = templates_of(set_page(store, set_id=page.set.id), AgreementKind.TWO_PARTY)
    start_agreement(
        store, engagement_id=engagement.id, kind=AgreementKind.TWO_PARTY, language="en", templates=templates
    )
    headings = [one.heading for one in open_agreement(store, engagement_id=engagement.id).clauses]
    assert "What we dare" in headings


def test_a_set_without_core_clauses_gets_them(store: Store) -> None:
    page = kept(store, *(one for one in every_shipped_clause("en") if not one.core))
    core = {one.key for one in page.clauses if one.core}
    assert core == {"boundaries", "expectations", "success", "course-correction", "disagreement"}


def test_a_core_clause_stays_core_in_every_agreement(store: Store, page: SetPage) -> None:
    bent = attrs.evolve(clause(page, "success"), core=False, kinds=(AgreementKind.THREE_WAY,))
    saved = own_sets.save_set_clause(store, clause=bent).value
    assert (saved.core, saved.kinds) == (True, tuple(AgreementKind))


def test_a_core_clause_is_not_removed(store: Store, page: SetPage) -> None:
    with pytest.raises(InvalidInputError, match="part of every agreement"):
        own_sets.remove_set_clause(store, clause=clause(page, "boundaries"))


def test_another_one_is_removed_and_put_back(store: Store, page: SetPage) -> None:
    removed = own_sets.remove_set_clause(store, clause=clause(page, "law")).value
    assert removed not in set_page(store, set_id=page.set.id).clauses
    own_sets.save_set_clause(store, clause=removed)
    assert set_page(store, set_id=page.set.id) == page


def test_a_clause_of_ones_own_comes_last_in_its_layer(store: Store, page: SetPage) -> None:
    own_sets.add_set_clause(store, set_id=page.set.id, layer=Layer.ALLIANCE, heading="Music")
    alliance = [one for one in set_page(store, set_id=page.set.id).clauses if one.layer is Layer.ALLIANCE]
    assert (alliance[-1].heading, alliance[-1].key) == ("Music", "")


@pytest.mark.parametrize(("by", "place"), [(1, 1), (-1, 0), (99, 10)])
def test_a_clause_moves_as_far_as_it_goes(store: Store, page: SetPage, by: int, place: int) -> None:
    own_sets.move_set_clause(store, clause=clause(page, "good-work"), by=by)
    assert [one.key for one in set_page(store, set_id=page.set.id).clauses][place] == "good-work"


def test_a_deleted_set_comes_back_whole(store: Store, page: SetPage) -> None:
    deleted = own_sets.delete_set(store, set_id=page.set.id).value
    assert own_sets.own_sets(store) == ()
    own_sets.put_set_back(store, page=deleted)
    assert set_page(store, set_id=page.set.id) == page


def test_a_set_is_renamed(store: Store, page: SetPage) -> None:
    own_sets.rename_set(store, set_id=page.set.id, name=" Teams ")
    assert [one.name for one in own_sets.own_sets(store)] == ["Teams"]


def test_a_set_needs_a_name(store: Store) -> None:
    with pytest.raises(InvalidInputError):
        own_sets.add_set(store, name=" ", language="en", templates=())


def test_a_clause_belongs_to_some_agreement(store: Store, page: SetPage) -> None:
    with pytest.raises(InvalidInputError, match="no kind of agreement"):
        own_sets.save_set_clause(store, clause=attrs.evolve(clause(page, "law"), kinds=()))


def test_nothing_is_saved_into_a_set_that_is_gone(store: Store, page: SetPage) -> None:
    own_sets.delete_set(store, set_id=page.set.id)
    with pytest.raises(NotFoundError):
        own_sets.save_set_clause(store, clause=clause(page, "law"))
    with pytest.raises(NotFoundError):
        set_page(store, set_id=ClauseSetId("none"))
