from pathlib import Path

import attrs
import pytest

from coachdesk.documents.addendum import render_addendum
from coachdesk.documents.renderer import Renderer
from coachdesk.errors import DamagedVaultError, InvalidInputError
from coachdesk.models.addenda import AddendumCopy, Comparison, compare, hand_out_addendum, usual_pair
from coachdesk.models.agreement_documents import Copy, hand_out, handed_out, kept_pdf, pages_of
from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.agreement_versions import next_version, withdraw_version
from coachdesk.models.clauses import save_words
from coachdesk.models.entities.agreement import Audience
from coachdesk.models.entities.sharing import SharedHow, SharedKind
from coachdesk.models.store import Store
from tests import agreeing
from tests.documents import reading

CANARY = "Zwitscherkanari"
AMONG_TWO = "Heckenbraunelle"


def begin_next(store: Store, first: AgreementPage) -> AgreementPage:
    next_version(store, agreement_id=first.agreement.id, reason=f"{AMONG_TWO} moved")
    return open_agreement(store, engagement_id=first.agreement.engagement_id)


def draft(store: Store, *, three_way: bool = False) -> AgreementPage:
    """Return version 2 as a draft in which one clause of each audience has other words."""
    page = begin_next(store, agreeing.signed(store, three_way=three_way))
    pair, shared = (
        next(clause for clause in page.clauses if clause.audience is audience)
        for audience in (Audience.PAIR, Audience.ALL_PARTIES)
    )
    save_words(store, clause_id=pair.id, agreed_words=AMONG_TWO, clients_words=CANARY)
    save_words(store, clause_id=shared.id, agreed_words="For all of us", coachs_words=CANARY)
    return agreeing.reread(store, page)


def comparison(store: Store) -> Comparison:
    return compare(store, engagement_id=store.value("SELECT engagement_id FROM agreement"))


def pages(store: Store, renderer: Renderer, folder: Path, *, for_sponsor: bool = False) -> str:
    copy = AddendumCopy(comparison=comparison(store), for_sponsor=for_sponsor)
    return reading.text(render_addendum(copy.document, renderer).pdf, folder)


def test_the_usual_comparison_is_the_version_in_force_with_the_newest(store: Store) -> None:
    page = draft(store)
    assert usual_pair(page.versions) == (page.versions[0].id, page.versions[1].id)


def test_a_version_in_force_is_compared_with_the_one_it_took_the_place_of(store: Store) -> None:
    page = agreeing.sign_all(store, agreeing.make_ready(store, draft(store)))
    assert usual_pair(page.versions) == (page.versions[0].id, page.versions[1].id)


def test_what_was_given_up_in_between_is_passed_over(store: Store) -> None:
    given_up = draft(store)
    withdraw_version(store, version_id=given_up.version.id)
    third = begin_next(store, given_up)
    assert usual_pair(third.versions) == (third.versions[0].id, third.versions[2].id)
    assert comparison(store).difference().reasons == (f"{AMONG_TWO} moved",) * 2


def test_the_earlier_version_comes_first_whichever_is_named_first(store: Store) -> None:
    page = draft(store)
    one, two = (version.id for version in page.versions)
    found = compare(store, engagement_id=page.agreement.engagement_id, pair=(two, one))
    assert (found.old.version.number, found.new.version.number) == (1, 2)


def test_one_version_has_nothing_to_be_compared_with(store: Store) -> None:
    page = agreeing.signed(store)
    with pytest.raises(InvalidInputError, match="one version only"):
        comparison(store)
    same = page.version.id, page.version.id
    with pytest.raises(InvalidInputError, match="differ from itself"):
        compare(store, engagement_id=page.agreement.engagement_id, pair=same)


def test_nothing_private_is_in_the_document_or_on_its_pages(
    store: Store, renderer: Renderer, tmp_path: Path
) -> None:
    draft(store)
    assert CANARY not in repr(attrs.asdict(comparison(store).document()))
    text = pages(store, renderer, tmp_path)
    assert CANARY not in text
    assert AMONG_TWO in text


def test_the_sponsor_reads_neither_the_reason_nor_what_is_between_the_two(
    store: Store, renderer: Renderer, tmp_path: Path
) -> None:
    draft(store, three_way=True)
    text = pages(store, renderer, tmp_path, for_sponsor=True)
    assert "For all of us" in text
    assert AMONG_TWO not in text
    assert CANARY not in text


def test_what_left_is_recorded_with_its_pages_beside_the_newer_version(store: Store) -> None:
    page = draft(store)
    copy = AddendumCopy(comparison=comparison(store))
    shared = hand_out_addendum(store, copy=copy, pdf=b"%PDF one", how=SharedHow.PRINT).value
    assert handed_out(store, version_id=page.version.id) == (shared,)
    assert (shared.kind, shared.for_whom) == (SharedKind.ADDENDUM, "Mira Solano")
    assert pages_of(store, document_id=shared.id) == b"%PDF one"


def test_an_addendum_is_not_the_pdf_of_its_version(store: Store) -> None:
    page = agreeing.sign_all(store, agreeing.make_ready(store, draft(store)))
    copy = AddendumCopy(comparison=comparison(store))
    hand_out_addendum(store, copy=copy, pdf=b"%PDF one", how=SharedHow.PRINT)
    assert kept_pdf(store, version_id=page.version.id) is None


def test_the_pages_of_each_copy_are_found_again(store: Store) -> None:
    page = agreeing.signed(store, three_way=True)
    for_two = hand_out(store, copy=Copy(page=page), pdf=b"%PDF two", how=SharedHow.PDF, sha256="ab" * 32)
    copy = Copy(page=page, for_sponsor=True)
    for_sponsor = hand_out(store, copy=copy, pdf=b"%PDF sponsor", how=SharedHow.PRINT)
    assert pages_of(store, document_id=for_two.value.id) == b"%PDF two"
    assert pages_of(store, document_id=for_sponsor.value.id) == b"%PDF sponsor"


def test_pages_of_a_copy_that_left_before_they_had_a_fingerprint_are_found(store: Store) -> None:
    shared = hand_out(store, copy=Copy(page=agreeing.signed(store)), pdf=b"%PDF", how=SharedHow.PDF).value
    store.db.execute("UPDATE shared_document SET pages_hash = ''")
    assert pages_of(store, document_id=shared.id) == b"%PDF"


def test_without_a_change_nothing_leaves(store: Store) -> None:
    begin_next(store, agreeing.signed(store))
    with pytest.raises(InvalidInputError, match="Nothing changed"):
        AddendumCopy(comparison=comparison(store))


def test_what_changed_between_the_two_alone_is_nothing_to_the_sponsor(store: Store) -> None:
    page = begin_next(store, agreeing.signed(store, three_way=True))
    pair = next(clause for clause in page.clauses if clause.audience is Audience.PAIR)
    save_words(store, clause_id=pair.id, agreed_words=AMONG_TWO)
    assert AddendumCopy(comparison=comparison(store)).document.difference.changed
    with pytest.raises(InvalidInputError, match="Nothing changed"):
        AddendumCopy(comparison=comparison(store), for_sponsor=True)


@pytest.mark.fault(16)
def test_nothing_leaves_of_a_version_that_was_altered(store: Store) -> None:
    draft(store)
    for trigger in store.db.triggers:
        store.db.execute(f"DROP TRIGGER {trigger.name}")
    store.db.execute(
        "UPDATE clause SET agreed_words = agreed_words || '!' WHERE version_id ="
        " (SELECT id FROM agreement_version WHERE number = 1)"
    )
    with pytest.raises(DamagedVaultError, match="version 1"):
        AddendumCopy(comparison=comparison(store))
