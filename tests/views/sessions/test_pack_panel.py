from functools import partial

import pytest

from coachdesk.models import summaries
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import SharedText
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.store import Store
from coachdesk.views.sessions.pack_panel import PackPanel
from tests import making
from tests.drivers.looking_back import PaperDriver
from tests.views.sessions.conftest import BeforePaper


@pytest.fixture
def driver(before_paper: BeforePaper) -> PaperDriver:
    return before_paper(PackPanel)


def hand_out_to(store: Store, work: Engagement, reader: ClientId, words: str) -> None:
    """Hand a summary out to one member of a group."""
    held = making.a_held_session(store, work).id
    summaries.save_shared_text(store, text=SharedText(session_id=held, focus=words))
    summary = summaries.shared_summary(store, held, language="en", for_client=reader)
    record = partial(summaries.hand_out, store, session_id=held, summary=summary, for_client=reader)
    record(title="Summary", how=SharedHow.PDF, sha256="ab" * 32)


def test_in_a_group_it_is_for_one_member_at_a_time(driver: PaperDriver) -> None:
    work = driver.vault.do(lambda store: making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=True))
    driver.vault.do(lambda store: hand_out_to(store, work, work.client_ids[0], "With Ben"))
    driver.open(work.id)
    assert [driver.panel.for_whom.field.itemText(at) for at in range(2)] == ["Ana Ruiz", "Ben Okafor"]
    assert "Ben" in driver.panel.named.text()
