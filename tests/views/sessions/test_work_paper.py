import hashlib
from pathlib import Path

import pytest

from coachdesk.models import notes
from coachdesk.models.client_page import client_page
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.sharing import SharedKind
from coachdesk.models.store import Store
from coachdesk.views.sessions.look_back_panel import LookBackPaperPanel
from coachdesk.views.sessions.pack_panel import PackPanel
from tests import making
from tests.drivers.coach import save_pdfs_in
from tests.drivers.looking_back import PaperDriver
from tests.models.test_look_back import live
from tests.views.sessions.conftest import BeforePaper

CANARY = "kingfisher-7431"
LEAVES_AS = {
    LookBackPaperPanel: ("Look-back, Mira.pdf", SharedKind.LOOK_BACK),
    PackPanel: ("Coaching, Mira.pdf", SharedKind.PACK),
}


@pytest.fixture(params=LEAVES_AS)
def driver(before_paper: BeforePaper, request: pytest.FixtureRequest) -> PaperDriver:
    return before_paper(request.param)


def lived(store: Store) -> Engagement:
    work = making.an_engagement(store)
    live(store, work)
    held = making.a_held_session(store, work)
    notes.save_note(store, session_id=held.id, body=CANARY, revision=0)
    making.hand_out(store, held)
    making.a_held_session(store, work, days=-1)
    return work


def test_with_nothing_yet_nothing_can_leave(driver: PaperDriver) -> None:
    driver.open(driver.vault.do(making.an_engagement).id)
    assert not driver.panel.print_it.isEnabled()
    assert driver.panel.before.text().startswith("There is nothing")


@pytest.mark.rule(5)
def test_what_is_previewed_is_saved_and_recorded(
    driver: PaperDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_pdfs_in(tmp_path, monkeypatch)
    work = driver.vault.do(lived)
    driver.open(work.id, work.client_ids[0])
    driver.save()
    (pdf,) = tmp_path.glob("*.pdf")
    left = hashlib.sha256(pdf.read_bytes()).hexdigest()
    shared = driver.vault.do(lambda store: client_page(store, client_id=work.client_ids[0])).shared
    (document,) = [one for one in shared if one.sha256 == left]
    assert (pdf.name, document.kind) == LEAVES_AS[type(driver.panel)]
    assert "Handed out before:" in driver.panel.already.text()


@pytest.mark.rule(4)
def test_private_notes_are_not_on_the_pages(driver: PaperDriver) -> None:
    driver.open(driver.vault.do(lived).id)
    assert "Fewer questions" in driver.text
    assert CANARY not in driver.text
