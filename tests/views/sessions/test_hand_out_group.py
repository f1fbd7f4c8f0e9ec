"""The summary of a group: for one member, or for all of them where that may be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models import summaries
from coachdesk.models.client_page import client_page
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Attendance, Presence, Session, SharedText
from coachdesk.models.store import Store
from coachdesk.views.sessions.hand_out import HandOutPanel
from tests.documents.reading import text
from tests.drivers import protecting
from tests.drivers.sessions import Vault
from tests.making import a_group, a_session, close_with_promises


@pytest.fixture
def panel(vault: Vault, qtbot: QtBot) -> Iterator[HandOutPanel]:
    made = HandOutPanel(vault.context)
    qtbot.addWidget(made)
    made.resize(1084, 744)
    made.show()
    yield made
    vault.settle()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "summary.pdf"
    protecting.save_at(path, monkeypatch)
    return path


def group(vault: Vault, *, apart: bool, words: str = "What we may stop") -> tuple[Engagement, Session]:
    def make(store: Store) -> tuple[Engagement, Session]:
        work = a_group(store, "Ana Ruiz", "Ben Okafor", apart=apart)
        held = a_session(store, work)
        summaries.save_shared_text(store, text=SharedText(session_id=held.id, agreed=words))
        close_with_promises(store, held)
        return work, held

    return vault.do(make)


def open_at(panel: HandOutPanel, vault: Vault, session: Session) -> None:
    panel.open(session.id)
    vault.settle()


def readers(panel: HandOutPanel) -> list[str]:
    field = panel.for_whom.field
    return [field.itemText(at) for at in range(field.count())]


def choose(panel: HandOutPanel, vault: Vault, name: str) -> None:
    """Go up or down to a reader with the arrow keys."""
    field = panel.for_whom.field
    field.setFocus()
    steps = readers(panel).index(name) - field.currentIndex()
    for _ in range(abs(steps)):
        QTest.keyClick(field, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
        vault.settle()


def save(panel: HandOutPanel, vault: Vault) -> None:
    panel.save_it.click()
    vault.settle()


def shared_with(vault: Vault, client_id: ClientId) -> list[str]:
    page = vault.do(lambda store: client_page(store, client_id=client_id))
    return [document.title for document in page.shared]


def pages(panel: HandOutPanel, folder: Path) -> str:
    assert panel.preview is not None
    return text(panel.preview.document.pdf, folder)


def test_all_together_comes_first_where_they_may_be_named(panel: HandOutPanel, vault: Vault) -> None:
    _work, held = group(vault, apart=False)
    open_at(panel, vault, held)
    assert readers(panel) == ["All together", "Ana Ruiz", "Ben Okafor"]
    assert panel.title.whole == "What Ana Ruiz & Ben Okafor receive"


def test_rule_5_of_those_kept_apart_each_is_alone_on_the_paper(
    panel: HandOutPanel, vault: Vault, target: Path, tmp_path: Path
) -> None:
    work, held = group(vault, apart=True)
    open_at(panel, vault, held)
    assert readers(panel) == ["Ana Ruiz", "Ben Okafor"]
    choose(panel, vault, "Ben Okafor")
    assert "Ana" not in pages(panel, tmp_path)
    save(panel, vault)
    assert "Ana" not in text(target.read_bytes(), tmp_path)
    ana, ben = work.client_ids
    assert shared_with(vault, ana) == []
    assert shared_with(vault, ben) == ["Summary of session 1, Ben Okafor"]


def test_who_has_it_is_said_and_the_next_one_gets_theirs(
    panel: HandOutPanel, vault: Vault, target: Path
) -> None:
    _work, held = group(vault, apart=True)
    open_at(panel, vault, held)
    save(panel, vault)
    assert readers(panel) == ["Ana Ruiz (has it)", "Ben Okafor"]
    choose(panel, vault, "Ben Okafor")
    save(panel, vault)
    assert readers(panel) == ["Ana Ruiz (has it)", "Ben Okafor (has it)"]


def test_who_was_not_there_is_offered_and_marked(panel: HandOutPanel, vault: Vault) -> None:
    work, held = group(vault, apart=True)
    gone = Attendance(session_id=held.id, client_id=work.client_ids[1], presence=Presence.ABSENT)
    vault.do(lambda store: store.put("attendance", gone, key=("session_id", "client_id")))
    open_at(panel, vault, held)
    assert readers(panel) == ["Ana Ruiz", "Ben Okafor (was not there)"]


def test_another_members_name_in_the_words_is_pointed_out(panel: HandOutPanel, vault: Vault) -> None:
    _work, held = group(vault, apart=True, words="As ben said: stop")
    open_at(panel, vault, held)
    assert "These words name Ben Okafor" in panel.named.said
    assert panel.save_it.isEnabled()
    choose(panel, vault, "Ben Okafor")
    assert panel.named.said == ""


def test_names_are_no_matter_where_all_may_read_them(panel: HandOutPanel, vault: Vault) -> None:
    _work, held = group(vault, apart=False, words="As Ben said: stop")
    open_at(panel, vault, held)
    choose(panel, vault, "Ana Ruiz")
    assert panel.named.said == ""


def test_a_paper_for_all_is_listed_once(panel: HandOutPanel, vault: Vault, target: Path) -> None:
    _work, held = group(vault, apart=False)
    open_at(panel, vault, held)
    save(panel, vault)
    assert panel.already.text().count("Ana Ruiz & Ben Okafor") == 1


def test_choosing_a_reader_leaves_the_keyboard_on_the_choice(panel: HandOutPanel, vault: Vault) -> None:
    _work, held = group(vault, apart=True)
    open_at(panel, vault, held)
    choose(panel, vault, "Ben Okafor")
    assert panel.focusWidget() is panel.for_whom.field


def test_several_sessions_are_asked_for_from_here(panel: HandOutPanel, vault: Vault) -> None:
    asked: list[str] = []
    vault.context.navigation.booklet_requested.connect(asked.append)
    work, held = group(vault, apart=False)
    open_at(panel, vault, held)
    panel.several.click()
    assert (asked, panel.engagement_at_hand) == ([work.id], work.id)


def test_another_session_begins_with_the_usual_reader(panel: HandOutPanel, vault: Vault) -> None:
    work, held = group(vault, apart=False)
    open_at(panel, vault, held)
    choose(panel, vault, "Ben Okafor")
    other = vault.do(lambda store: a_session(store, work, days=7))
    open_at(panel, vault, other)
    assert panel.for_whom.field.currentText() == "All together"
