import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.models import notes, summaries
from coachdesk.models.client_packs import handed_out_packs
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import SharedText
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.sessions.pack_panel import PackPanel
from tests import making
from tests.drivers.coach import save_pdfs_in
from tests.drivers.looking_back import PaperDriver
from tests.drivers.sessions import Vault
from tests.models.test_look_back import live

CANARY = "kingfisher-7431"
Settle = Callable[[], None]


@pytest.fixture
def driver(context: Context, settle: Settle, qtbot: QtBot) -> PaperDriver:
    panel = PackPanel(context)
    qtbot.addWidget(panel)
    panel.show()
    return PaperDriver(Vault(context, settle), panel)


def lived(store: Store) -> Engagement:
    work = making.an_engagement(store)
    live(store, work)
    held = making.a_held_session(store, work)
    notes.save_note(store, session_id=held.id, body=CANARY, revision=0)
    making.hand_out(store, held)
    making.a_held_session(store, work, days=-1)
    return work


def hand_out_to(store: Store, work: Engagement, reader: ClientId, words: str) -> None:
    """Hand a summary out to one member of a group."""
    held = making.a_held_session(store, work).id
    summaries.save_shared_text(store, text=SharedText(session_id=held, focus=words))
    summary = summaries.shared_summary(store, held, language="en", for_client=reader)
    record = partial(summaries.hand_out, store, session_id=held, summary=summary, for_client=reader)
    record(title="Summary", how=SharedHow.PDF, sha256="ab" * 32)


def test_with_nothing_to_keep_nothing_can_leave(driver: PaperDriver) -> None:
    driver.open(driver.vault.do(making.an_engagement).id)
    assert not driver.panel.print_it.isEnabled()
    assert "nothing yet" in driver.panel.before.text()


@pytest.mark.rule(5)
def test_what_is_previewed_is_saved_and_recorded(
    driver: PaperDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_pdfs_in(tmp_path, monkeypatch)
    work = driver.vault.do(lived)
    driver.open(work.id)
    driver.save()
    pdf = (tmp_path / "Coaching, Mira.pdf").read_bytes()
    (document,) = driver.vault.do(lambda store: handed_out_packs(store, engagement_id=work.id))
    assert document.sha256 == hashlib.sha256(pdf).hexdigest()
    assert "Handed out before:" in driver.panel.already.text()


@pytest.mark.rule(4)
def test_private_notes_are_not_on_the_pages(driver: PaperDriver) -> None:
    driver.open(driver.vault.do(lived).id)
    assert "The talk with Jonas" in driver.text
    assert CANARY not in driver.text


def test_in_a_group_it_is_for_one_member_at_a_time(driver: PaperDriver) -> None:
    work = driver.vault.do(lambda store: making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=True))
    driver.vault.do(lambda store: hand_out_to(store, work, work.client_ids[0], "With Ben"))
    driver.open(work.id)
    assert [driver.panel.for_whom.field.itemText(at) for at in range(2)] == ["Ana Ruiz", "Ben Okafor"]
    assert "Ben" in driver.panel.named.text()
