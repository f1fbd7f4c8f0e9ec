import hashlib
from pathlib import Path

import pytest

from coachdesk.documents.client_pack import render_pack
from coachdesk.documents.renderer import Renderer
from coachdesk.errors import StaleError
from coachdesk.models import agreement_documents, client_packs, notes, summaries
from coachdesk.models.client_packs import client_pack, hand_out_pack
from coachdesk.models.client_page import client_page
from coachdesk.models.engagements import get_engagement
from coachdesk.models.entities.look_back import ClientPack
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session, SharedText
from coachdesk.models.entities.sharing import SharedDocument, SharedHow, SharedKind
from coachdesk.models.store import Store
from tests import agreeing, making
from tests.documents import reading

CANARY = "kingfisher-7431"


@pytest.fixture
def work(store: Store) -> Engagement:
    page = agreeing.signed(store)
    agreement_documents.keep_pdf(store, version_id=page.version.id, pdf=agreed_pages())
    return get_engagement(store, engagement_id=page.agreement.engagement_id)


def agreed_pages() -> bytes:
    from coachdesk.documents.agreement import render_agreement
    from tests.documents import samples

    return render_agreement(samples.signed_agreement(), Renderer()).pdf


def pack_of(store: Store, work: Engagement) -> ClientPack:
    return client_pack(store, engagement_id=work.id, language="en")


def a_noted_session(store: Store, work: Engagement) -> Session:
    held = making.a_held_session(store, work)
    notes.save_note(store, session_id=held.id, body=CANARY, revision=0)
    return held


def give(store: Store, work: Engagement, pack: ClientPack) -> SharedDocument:
    return hand_out_pack(
        store, engagement_id=work.id, paper=pack, title="Pack, Mira", how=SharedHow.PDF, sha256="ab" * 32
    ).value


def test_it_holds_the_agreement_as_it_was_kept(store: Store, work: Engagement) -> None:
    (kept,) = pack_of(store, work).agreements
    assert kept.number == 1
    assert hashlib.sha256(kept.pdf).hexdigest() == hashlib.sha256(agreed_pages()).hexdigest()
    assert kept.signed_on is not None


def test_it_holds_the_summaries_that_the_client_has_and_no_others(store: Store, work: Engagement) -> None:
    making.hand_out(store, a_noted_session(store, work), words="The talk with Jonas")
    kept_back = a_noted_session(store, work)
    summaries.save_shared_text(store, text=SharedText(session_id=kept_back.id, focus="Not yet"))
    assert [one.focus for one in pack_of(store, work).summaries] == ["The talk with Jonas"]


def test_before_anything_there_is_nothing_to_keep(store: Store) -> None:
    assert pack_of(store, making.an_engagement(store)).says_nothing


@pytest.mark.rule(4)
def test_no_private_note_is_in_its_pages(
    store: Store, work: Engagement, renderer: Renderer, tmp_path: Path
) -> None:
    making.hand_out(store, a_noted_session(store, work))
    pdf = render_pack(pack_of(store, work), renderer).pdf
    text = reading.text(pdf, tmp_path)
    assert "The talk with Jonas" in text
    assert CANARY not in text
    assert "No syntax or stream encoding errors" in reading.run("qpdf", pdf, tmp_path, "--check")


@pytest.mark.rule(5)
def test_that_it_left_is_recorded(store: Store, work: Engagement) -> None:
    document = give(store, work, pack_of(store, work))
    assert (document.kind, document.client_id) == (SharedKind.PACK, work.client_ids[0])
    assert document in client_page(store, client_id=work.client_ids[0]).shared


@pytest.mark.rule(5)
def test_only_what_was_previewed_leaves(store: Store, work: Engagement) -> None:
    previewed = pack_of(store, work)
    making.hand_out(store, a_noted_session(store, work))
    with pytest.raises(StaleError):
        give(store, work, previewed)


@pytest.mark.rule(5, control=True)
def test_without_the_second_look_another_pack_would_leave(
    store: Store, work: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    previewed = pack_of(store, work)
    making.hand_out(store, a_noted_session(store, work))
    monkeypatch.setattr(client_packs, "client_pack", lambda *_args, **_kwargs: previewed)
    assert give(store, work, previewed).kind is SharedKind.PACK


def test_of_a_group_each_member_gets_their_own(store: Store) -> None:
    work = making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=True)
    making.a_held_session(store, work)
    for client, name in zip(work.client_ids, ("Ana Ruiz", "Ben Okafor"), strict=True):
        pack = client_pack(store, engagement_id=work.id, language="en", for_client=client)
        assert pack.client_name == name
