import hashlib

import pytest

from coachdesk.errors import DamagedVaultError, InvalidInputError
from coachdesk.models.agreement_documents import (
    Copy,
    agreement_document,
    hand_out,
    handed_out,
    keep_pdf,
    kept_pdf,
    pages_of,
)
from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.agreement_versions import next_version
from coachdesk.models.clauses import save_words, set_state
from coachdesk.models.client_page import client_page
from coachdesk.models.entities.agreement import ClauseState, Layer, Party, SigningMethod, VersionState
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.entities.sharing import Letterhead, Protection, SharedHow
from coachdesk.models.letterhead import letterhead
from coachdesk.models.store import Store
from tests.agreeing import begin, clause_named, make_ready, put_name, reread, settle_clause, sign_all, signed
from tests.drawing import drawn

HEAD: Letterhead = letterhead(CoachProfile(name="Ines Vogt", practice_name="Vogt Coaching"))
CANARY = "zwitschernde Kanarienvoegel"


@pytest.fixture
def page(store: Store) -> AgreementPage:
    return begin(store)


def _hand(store: Store, page: AgreementPage, pdf: bytes, *, for_sponsor: bool = False) -> Change:
    copy = Copy(page=page, for_sponsor=for_sponsor)
    return hand_out(store, copy=copy, pdf=pdf, how=SharedHow.PDF).change


@pytest.mark.rule(4)
def test_the_document_holds_the_agreed_words_alone(store: Store, page: AgreementPage) -> None:
    boundaries = clause_named(page, "boundaries")
    save_words(store, clause_id=boundaries.id, clients_words=CANARY, coachs_words=CANARY)
    save_words(store, clause_id=boundaries.id, agreed_words="Until eight.")
    document = agreement_document(reread(store, page), HEAD)
    assert CANARY not in repr(document)
    assert [clause.words for clause in document.clauses if clause.words] == ["Until eight."]


@pytest.mark.parametrize("state", [ClauseState.PARKED, ClauseState.DROPPED])
def test_what_is_set_aside_is_not_printed(store: Store, page: AgreementPage, state: ClauseState) -> None:
    set_state(store, clause_id=clause_named(page, "law").id, state=state)
    headings = {clause.heading for clause in agreement_document(reread(store, page), HEAD).clauses}
    assert clause_named(page, "law").heading not in headings


@pytest.mark.rule(5)
def test_nothing_is_printed_by_template(page: AgreementPage) -> None:
    assert {clause.words for clause in agreement_document(page, HEAD).clauses} == {""}


@pytest.mark.rule(3)
def test_the_sponsors_copy_holds_the_clauses_for_all_parties(store: Store) -> None:
    page = begin(store, three_way=True)
    for clause in page.clauses:
        settle_clause(store, page, clause)
    document = agreement_document(reread(store, page), HEAD, for_sponsor=True)
    assert {clause.layer for clause in document.clauses} == {Layer.TERMS}
    assert clause_named(page, "release").heading not in {clause.heading for clause in document.clauses}


def test_a_signed_document_shows_who_signed_and_the_fingerprint(store: Store) -> None:
    page = signed(store)
    document = agreement_document(page, HEAD)
    assert document.state is VersionState.SIGNED
    assert [(mark.party, mark.name) for mark in document.signatures] == [
        (Party.CLIENT, "Mira Solano"),
        (Party.COACH, "Ines Vogt"),
    ]
    assert document.content_hash == page.version.content_hash


def test_the_moment_of_signing_is_local_to_the_coach(store: Store) -> None:
    mark = agreement_document(signed(store), HEAD).signatures[0].signed_at
    assert mark.utcoffset() == mark.astimezone().utcoffset()


def test_the_sponsors_copy_carries_the_sponsors_fingerprint(store: Store) -> None:
    page = signed(store, three_way=True)
    sponsors = next(mark for mark in page.signatures if mark.party is Party.SPONSOR)
    assert agreement_document(page, HEAD, for_sponsor=True).content_hash == sponsors.content_hash


def test_the_next_document_names_the_version_before(store: Store) -> None:
    page = signed(store)
    next_version(store, agreement_id=page.agreement.id, reason="A new job")
    newest = open_agreement(store, engagement_id=page.agreement.engagement_id)
    document = agreement_document(newest, HEAD)
    assert (document.number, document.reason) == (2, "A new job")
    assert document.earlier_versions == (f"1 · {page.version.content_hash}",)


def test_the_next_sponsors_copy_keeps_the_reason_between_the_two(store: Store) -> None:
    page = signed(store, three_way=True)
    next_version(store, agreement_id=page.agreement.id, reason="A quarrel")
    newest = open_agreement(store, engagement_id=page.agreement.engagement_id)
    document = agreement_document(newest, HEAD, for_sponsor=True)
    assert (document.reason, document.earlier_versions) == ("", ("1",))


def test_nothing_counts_as_shared_before_it_left(store: Store) -> None:
    page = signed(store)
    agreement_document(page, HEAD)
    keep_pdf(store, version_id=page.version.id, pdf=b"%PDF 1")
    assert client_page(store, client_id=page.client_ids[0]).shared == ()
    assert handed_out(store, version_id=page.version.id) == ()


@pytest.mark.rule(5)
def test_every_copy_that_leaves_is_recorded(store: Store, page: AgreementPage) -> None:
    change = _hand(store, page, b"%PDF 1")
    _hand(store, page, b"%PDF 1")
    assert change.touches(Kind.SHARED_DOCUMENT)
    records = handed_out(store, version_id=page.version.id)
    assert [record.sha256 for record in records] == [hashlib.sha256(b"%PDF 1").hexdigest()] * 2
    assert set(records) == set(client_page(store, client_id=page.client_ids[0]).shared)


def test_the_copy_itself_is_kept(store: Store, page: AgreementPage) -> None:
    _hand(store, page, b"%PDF 1")
    assert store.value("SELECT pdf FROM version_pdf WHERE version_id = ?", [page.version.id]) == b"%PDF 1"


def test_a_protected_copy_is_recorded_as_it_left_and_kept_as_it_reads(
    store: Store, page: AgreementPage
) -> None:
    written = hand_out(
        store,
        copy=Copy(page=page),
        pdf=b"%PDF pages",
        how=SharedHow.PDF,
        protection=Protection.SEALED,
        sha256="ab" * 32,
    ).value
    assert (written.protection, written.sha256) == (Protection.SEALED, "ab" * 32)
    assert handed_out(store, version_id=page.version.id) == (written,)
    assert [row["pdf"] for row in store.db.query("SELECT pdf FROM version_pdf")] == [b"%PDF pages"]


def test_the_pdf_of_a_signed_version_is_the_first_that_was_kept(store: Store) -> None:
    page = signed(store)
    for pdf in (b"%PDF 1", b"%PDF 2"):
        keep_pdf(store, version_id=page.version.id, pdf=pdf)
    assert kept_pdf(store, version_id=page.version.id) == b"%PDF 1"
    assert store.value("SELECT count(*) FROM version_pdf") == 1


def test_a_draft_that_left_is_not_taken_for_the_signed_version(store: Store, page: AgreementPage) -> None:
    ready = make_ready(store, page)
    left = hand_out(store, copy=Copy(page=ready), pdf=b"%PDF draft", how=SharedHow.PDF).value
    in_force = sign_all(store, reread(store, ready))
    assert kept_pdf(store, version_id=in_force.version.id) is None
    assert pages_of(store, document_id=left.id) == b"%PDF draft"


def test_a_draft_has_no_kept_pdf(store: Store, page: AgreementPage) -> None:
    keep_pdf(store, version_id=page.version.id, pdf=b"%PDF 1")
    _hand(store, page, b"%PDF 2")
    assert kept_pdf(store, version_id=page.version.id) is None


def test_a_sponsors_copy_is_not_taken_for_the_whole(store: Store) -> None:
    page = signed(store, three_way=True)
    _hand(store, page, b"%PDF sponsor", for_sponsor=True)
    assert kept_pdf(store, version_id=page.version.id) is None


def test_two_parties_have_no_sponsors_copy(store: Store, page: AgreementPage) -> None:
    with pytest.raises(InvalidInputError):
        _hand(store, page, b"%PDF 1", for_sponsor=True)


@pytest.mark.parametrize("statement", ["UPDATE version_pdf SET pdf = x'00'", "DELETE FROM version_pdf"])
def test_a_kept_copy_stays(store: Store, page: AgreementPage, statement: str) -> None:
    _hand(store, page, b"%PDF 1")
    with pytest.raises(Exception, match="does not change"):
        store.db.execute(statement)


def test_it_must_be_said_for_whom(page: AgreementPage) -> None:
    with pytest.raises(InvalidInputError):
        Copy(page=page, for_whom=" ")


def test_a_sponsor_who_is_gone_gets_no_copy(store: Store) -> None:
    page = begin(store, three_way=True)
    store.db.execute("UPDATE engagement SET sponsor_id = NULL")
    with pytest.raises(InvalidInputError, match="Nobody is named"):
        Copy(page=reread(store, page), for_sponsor=True)


def test_a_copy_says_what_it_is_and_for_whom(store: Store) -> None:
    page = begin(store, three_way=True)
    copy, sponsors = Copy(page=page), Copy(page=signed(store), for_sponsor=False)
    assert (copy.title, copy.for_whom) == ("Agreement with Mira Solano, draft of version 1", "Mira Solano")
    assert sponsors.title == "Agreement with Mira Solano, version 1"
    assert Copy(page=page, for_sponsor=True).for_whom == "Ruth Amsel, Halden AG"


def test_an_altered_text_makes_no_copy_and_is_not_kept(store: Store) -> None:
    page = signed(store)
    store.db.execute("DROP TRIGGER signed_clause_stays")
    store.db.execute("UPDATE clause SET agreed_words = 'Anything'")
    with pytest.raises(DamagedVaultError):
        Copy(page=reread(store, page))
    keep_pdf(store, version_id=page.version.id, pdf=b"%PDF 1")
    assert kept_pdf(store, version_id=page.version.id) is None


def test_what_was_drawn_is_printed(store: Store, page: AgreementPage) -> None:
    ready = make_ready(store, page)
    put_name(store, ready, Party.CLIENT, "Mira Solano", method=SigningMethod.DRAWN, evidence=drawn())
    [mark] = agreement_document(reread(store, ready), HEAD).signatures
    assert (mark.method, mark.strokes) == (SigningMethod.DRAWN, drawn().content)


def test_a_copy_to_be_signed_on_paper_has_the_fingerprint(store: Store, page: AgreementPage) -> None:
    ready = make_ready(store, page)
    printed = agreement_document(ready, HEAD).content_hash
    assert (ready.version.content_hash, printed) == ("", ready.fingerprint)
    assert sign_all(store, ready).version.content_hash == printed
