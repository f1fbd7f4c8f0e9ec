"""What was drawn or scanned stays with its signature; a change behind its back is noticed."""

from collections.abc import Callable
from typing import Any

import pytest

from coachdesk.errors import BugError, DamagedVaultError, InvalidInputError, NotFoundError
from coachdesk.models import clients
from coachdesk.models.agreement_documents import Copy
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.bin import BinKind, delete_for_good
from coachdesk.models.content_hash import chain_hash
from coachdesk.models.document_check import altered_documents
from coachdesk.models.entities.agreement import Party, SigningMethod, VersionState
from coachdesk.models.entities.evidence import MOST_BYTES, PDF, STROKES, Evidence
from coachdesk.models.entities.strokes import Drawing, Point, to_json
from coachdesk.models.evidence import get_evidence
from coachdesk.models.signatures import void_signatures
from coachdesk.models.store import Store
from tests.agreeing import begin, make_ready, put_name, reread, sign_all
from tests.drawing import a_pdf, drawn, scanned

DRAWN, PAPER = SigningMethod.DRAWN, SigningMethod.PAPER
TOUCH = {
    "one byte of it": "UPDATE signature_evidence SET content = "
    "CAST(substr(content, 1, 40) || x'7e' || substr(content, 42) AS BLOB)",
    "its type": "UPDATE signature_evidence SET media_type = 'image/png'",
    "its row": "DELETE FROM signature_evidence",
    "what the signature says of it": "UPDATE signature SET evidence_hash = '' WHERE party = 'client'",
}


@pytest.fixture
def half(store: Store) -> AgreementPage:
    """The client has drawn, the coach has not signed yet."""
    page = make_ready(store, begin(store))
    put_name(store, page, Party.CLIENT, "Mira Solano", method=DRAWN, evidence=drawn())
    return reread(store, page)


@pytest.fixture
def ready(store: Store) -> AgreementPage:
    return make_ready(store, begin(store))


def drop_triggers(store: Store) -> None:
    """Take away what protects, as an editor of the file could."""
    for trigger in store.db.triggers:
        store.db.execute(f"DROP TRIGGER {trigger.name}")


def test_what_was_drawn_is_kept_with_its_hash(store: Store, half: AgreementPage) -> None:
    [signature] = half.signatures
    assert get_evidence(store, signature_id=signature.id) == drawn()
    assert (signature.method, signature.evidence_hash) == (DRAWN, drawn().sha256)
    assert half.strokes == {signature.id: drawn().content}


def test_the_chain_covers_what_was_drawn(half: AgreementPage) -> None:
    [signature] = half.signatures
    assert signature.chain_hash == chain_hash(signature, "")
    assert drawn().sha256 == signature.evidence_hash


@pytest.mark.parametrize("scan", [scanned(), scanned(a_pdf())])
def test_a_scan_is_kept_as_it_is(store: Store, ready: AgreementPage, scan: Evidence) -> None:
    signature = put_name(store, ready, Party.CLIENT, "Mira Solano", method=PAPER, evidence=scan)
    assert get_evidence(store, signature_id=signature.id) == scan
    assert sign_all(store, reread(store, ready)).version.state is VersionState.SIGNED


def test_a_typed_name_leaves_nothing_else_behind(store: Store, ready: AgreementPage) -> None:
    signature = put_name(store, ready, Party.CLIENT, "Mira Solano")
    assert signature.evidence_hash == ""
    with pytest.raises(NotFoundError):
        get_evidence(store, signature_id=signature.id)


@pytest.mark.parametrize(
    ("method", "evidence"),
    [
        (DRAWN, None),
        (DRAWN, scanned()),
        (DRAWN, Evidence(media_type=STROKES, content=b"{}")),
        (DRAWN, Evidence(media_type=STROKES, content=to_json(Drawing(aspect=3)))),
        (DRAWN, Evidence(media_type=STROKES, content=to_json(Drawing(aspect=3, strokes=((Point(0, 0),),))))),
        (PAPER, None),
        (PAPER, drawn()),
        (PAPER, Evidence(media_type=PDF, content=b"GIF89a")),
        (PAPER, Evidence(media_type="text/html", content=b"<script>")),
        (PAPER, Evidence(media_type=PDF, content=b"%PDF-" + bytes(MOST_BYTES))),
    ],
)
def test_what_is_no_evidence_is_refused_and_not_kept(
    store: Store, ready: AgreementPage, method: SigningMethod, evidence: Evidence | None
) -> None:
    with pytest.raises(InvalidInputError):
        put_name(store, ready, Party.CLIENT, "Mira Solano", method=method, evidence=evidence)
    assert reread(store, ready).signatures == ()
    assert store.value("SELECT count(*) FROM signature_evidence") == 0


def test_a_typed_name_with_a_drawing_is_a_bug(store: Store, ready: AgreementPage) -> None:
    with pytest.raises(BugError):
        put_name(store, ready, Party.CLIENT, "Mira Solano", evidence=drawn())


def test_a_signature_without_its_drawing_is_not_kept(store: Store, ready: AgreementPage) -> None:
    store.db.execute(
        "CREATE TRIGGER full BEFORE INSERT ON signature_evidence BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    with pytest.raises(Exception, match="full"):
        put_name(store, ready, Party.CLIENT, "Mira Solano", method=DRAWN, evidence=drawn())
    assert reread(store, ready).signatures == ()


@pytest.mark.parametrize(
    "statement",
    [
        *TOUCH.values(),
        "UPDATE signature_evidence SET file_name = 'x'",
        "INSERT OR REPLACE INTO signature_evidence SELECT signature_id, media_type, file_name, x'00', "
        "created_at, updated_at FROM signature_evidence",
        "INSERT INTO signature_evidence SELECT id, 'image/png', 'x', x'00', created_at, updated_at "
        "FROM signature WHERE party = 'coach'",
    ],
)
@pytest.mark.parametrize("everybody", [False, True])
def test_no_statement_touches_it(store: Store, half: AgreementPage, statement: str, everybody: bool) -> None:
    put_name(store, half, Party.GUARDIAN, "Eva Solano", method=PAPER, evidence=scanned())
    page = sign_all(store, reread(store, half)) if everybody else reread(store, half)
    if not everybody:
        statement = statement.replace("party = 'coach'", "party = 'client'")
    with pytest.raises(Exception, match="signed text does not change"):
        store.db.execute(statement)
    assert reread(store, page) == page


def test_nothing_is_added_to_a_typed_signature(store: Store, ready: AgreementPage) -> None:
    signature = put_name(store, ready, Party.CLIENT, "Mira Solano")
    with pytest.raises(Exception, match="signed text does not change"):
        store.db.execute(
            "INSERT INTO signature_evidence VALUES (?, 'image/png', '', x'00', '', '')", [signature.id]
        )


@pytest.mark.parametrize("statement", TOUCH.values(), ids=TOUCH.keys())
def test_what_is_changed_behind_its_back_is_noticed(
    store: Store, half: AgreementPage, statement: str
) -> None:
    page = sign_all(store, half)
    assert not page.altered
    drop_triggers(store)
    store.db.execute(statement)
    assert reread(store, page).altered
    assert altered_documents(store.db.conn) == (page.version.id,)


def test_a_drawing_added_behind_its_back_is_noticed(store: Store, half: AgreementPage) -> None:
    page = sign_all(store, half)
    drop_triggers(store)
    store.db.execute(
        "INSERT INTO signature_evidence SELECT id, ?, '', ?, '', '' FROM signature WHERE party = 'coach'",
        [STROKES, drawn().content],
    )
    assert reread(store, page).altered


@pytest.mark.parametrize("at", range(0, len(drawn().content), 97))
def test_one_flipped_byte_is_noticed_wherever_it_is(store: Store, half: AgreementPage, at: int) -> None:
    drop_triggers(store)
    content = bytearray(drawn().content)
    content[at] ^= 1
    store.db.execute("UPDATE signature_evidence SET content = ?", [bytes(content)])
    page = reread(store, half)
    assert (page.altered, page.strokes) == (True, {})


def test_an_exchanged_drawing_with_its_hash_is_noticed_by_the_chain(
    store: Store, half: AgreementPage
) -> None:
    other = Evidence(
        media_type=STROKES,
        content=to_json(Drawing(aspect=3, strokes=((Point(0, 0), Point(1, 1)),))),
    )
    drop_triggers(store)
    store.db.execute("UPDATE signature_evidence SET content = ?", [other.content])
    store.db.execute("UPDATE signature SET evidence_hash = ?", [other.sha256])
    assert reread(store, half).altered


def test_what_is_altered_does_not_leave(store: Store, half: AgreementPage) -> None:
    drop_triggers(store)
    store.db.execute("DELETE FROM signature_evidence")
    with pytest.raises(DamagedVaultError):
        Copy(page=reread(store, half))


def test_a_signature_taken_back_keeps_what_was_drawn(store: Store, half: AgreementPage) -> None:
    void_signatures(store, version_id=half.version.id, reason="A sentence was unclear")
    page = reread(store, half)
    assert get_evidence(store, signature_id=page.signatures[0].id) == drawn()
    assert (page.altered, page.signatures[0].void_reason) == (False, "A sentence was unclear")


READ: dict[str, Callable[[Store, AgreementPage], Any]] = {
    "bytes": lambda s, p: get_evidence(s, signature_id=p.signatures[0].id).content,
    "page": lambda s, p: reread(s, p).altered,
}


@pytest.mark.parametrize("read", READ.values(), ids=READ.keys())
def test_reading_it_changes_nothing(
    store: Store, half: AgreementPage, read: Callable[[Store, AgreementPage], Any]
) -> None:
    before = store.edition
    read(store, half)
    assert store.edition == before


def test_it_goes_with_its_client_for_good(store: Store, half: AgreementPage) -> None:
    page = sign_all(store, half)
    client_id = page.client_ids[0]
    clients.delete_client(store, client_id=client_id)
    delete_for_good(store, kind=BinKind.CLIENT, record_id=client_id)
    assert store.value("SELECT count(*) FROM signature_evidence") == 0
