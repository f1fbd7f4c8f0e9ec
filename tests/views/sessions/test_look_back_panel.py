import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.models import notes, promises
from coachdesk.models.client_page import client_page
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.sharing import SharedKind
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.sessions.look_back_panel import LookBackPaperPanel
from tests import making
from tests.drivers.coach import save_pdfs_in
from tests.drivers.looking_back import PaperDriver
from tests.drivers.sessions import Vault
from tests.models.test_look_back import live, say

CANARY = "kingfisher-7431"
Settle = Callable[[], None]


@pytest.fixture
def driver(context: Context, settle: Settle, qtbot: QtBot) -> PaperDriver:
    panel = LookBackPaperPanel(context)
    qtbot.addWidget(panel)
    panel.show()
    return PaperDriver(Vault(context, settle), panel)


def lived(store: Store) -> Engagement:
    work = making.an_engagement(store)
    live(store, work)
    held = making.a_held_session(store, work)
    notes.save_note(store, session_id=held.id, body=CANARY, revision=0)
    return work


def test_with_nothing_behind_nothing_can_leave(driver: PaperDriver) -> None:
    driver.open(driver.vault.do(making.an_engagement).id)
    assert not driver.panel.print_it.isEnabled()
    assert "nothing of the client's" in driver.panel.before.text()


@pytest.mark.rule(5)
def test_what_is_previewed_is_saved_and_recorded(
    driver: PaperDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_pdfs_in(tmp_path, monkeypatch)
    work = driver.vault.do(lived)
    driver.open(work.id, work.client_ids[0])
    driver.save()
    pdf = (tmp_path / "Look-back, Mira.pdf").read_bytes()
    (document,) = driver.vault.do(lambda store: client_page(store, client_id=work.client_ids[0])).shared
    assert (document.kind, document.sha256) == (SharedKind.LOOK_BACK, hashlib.sha256(pdf).hexdigest())
    assert "Handed out before:" in driver.panel.already.text()


@pytest.mark.rule(4)
def test_private_notes_are_not_on_the_pages(driver: PaperDriver) -> None:
    work = driver.vault.do(lived)
    driver.open(work.id, work.client_ids[0])
    assert "Fewer questions" in driver.text
    assert CANARY not in driver.text


def test_in_a_group_it_is_for_one_member_and_says_who_is_named(driver: PaperDriver) -> None:
    work = driver.vault.do(lambda store: making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=True))
    ana, ben = work.client_ids
    driver.vault.do(lambda store: say(store, work, "Ben helped me", client_id=ana))
    driver.vault.do(lambda store: say(store, work, "Said by Ben", client_id=ben))
    driver.open(work.id)
    assert [driver.panel.for_whom.field.itemText(at) for at in range(2)] == ["Ana Ruiz", "Ben Okafor"]
    assert "Ben helped me" in driver.text
    assert "Said by Ben" not in driver.text
    assert "Ben" in driver.panel.named.text()


def test_another_member_is_chosen_by_keyboard(driver: PaperDriver) -> None:
    work = driver.vault.do(lambda store: making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=True))
    driver.vault.do(lambda store: say(store, work, "Said by Ben", client_id=work.client_ids[1]))
    driver.open(work.id)
    driver.panel.for_whom.chosen.emit(work.client_ids[1])
    driver.vault.settle()
    assert "Said by Ben" in driver.text
    assert driver.panel.title.whole == "What Ben Okafor receives"


def test_what_changes_meanwhile_changes_the_pages(driver: PaperDriver) -> None:
    work = driver.vault.do(lived)
    driver.open(work.id)
    held = driver.vault.do(lambda store: making.a_held_session(store, work))
    driver.vault.write(
        lambda store: promises.save_closing(store, closing=making.a_full_closing(held, store.now()))
    )
    driver.vault.settle()
    assert driver.text.count("Open the talk with Jonas") == 2
