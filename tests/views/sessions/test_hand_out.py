import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from coachdesk.crypto import vault as keys
from coachdesk.models import notes, summaries
from coachdesk.models.entities.session import CheckIn, Session, SharedText
from coachdesk.models.entities.sharing import Protection, SharedHow
from coachdesk.models.store import Store
from coachdesk.views import printing, saving
from coachdesk.views.sessions.hand_out import HandOutPanel
from tests.crypto.conftest import CHEAP, PASSPHRASE
from tests.drivers.protecting import answer, with_seals
from tests.drivers.sessions import Vault
from tests.making import close_with_promises, hand_out

CANARY = "kingfisher7431"
REFUSE_RECORDS = (
    "CREATE TRIGGER no_records BEFORE INSERT ON shared_document BEGIN SELECT RAISE(ABORT, 'not now'); END"
)


@pytest.fixture
def written(vault: Vault, now: Session) -> Session:
    def write(store: Store) -> None:
        notes.save_note(store, session_id=now.id, body=f"{CANARY} smiles", revision=0)
        notes.save_draft(store, session_id=now.id, body=f"{CANARY} smiles again", revision=1)
        notes.save_check_in(store, check_in=CheckIn(session_id=now.id, mood=CANARY))
        summaries.save_shared_text(store, text=SharedText(session_id=now.id, insights="I can ask for money"))
        close_with_promises(store, now)

    vault.do(write)
    return now


@pytest.fixture
def panel(vault: Vault, qtbot: QtBot) -> Iterator[HandOutPanel]:
    made = HandOutPanel(vault.context)
    qtbot.addWidget(made)
    made.resize(1084, 744)
    made.show()
    yield made
    vault.settle()


def open_at(panel: HandOutPanel, vault: Vault, session: Session) -> None:
    panel.open(session.id)
    vault.settle()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "summary.pdf"
    monkeypatch.setattr(saving, "ask_where", lambda _parent, _name: path)
    return path


def words_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def shared_rows(vault: Vault) -> list[dict[str, object]]:
    return vault.do(lambda store: list(store.db.query("SELECT * FROM shared_document")))


def test_the_pages_are_seen_before_they_leave(panel: HandOutPanel, vault: Vault, written: Session) -> None:
    open_at(panel, vault, written)
    assert panel.pages.page_count == 1
    assert panel.print_it.isEnabled()
    assert shared_rows(vault) == []


def test_nothing_written_is_nothing_to_hand_out(panel: HandOutPanel, vault: Vault, now: Session) -> None:
    open_at(panel, vault, now)
    assert not panel.print_it.isEnabled()
    assert not panel.save_it.isEnabled()
    assert "nothing to hand out yet" in panel.before.text()


def test_rule_4_and_5_what_is_saved_is_what_was_seen_and_is_recorded(
    panel: HandOutPanel, vault: Vault, written: Session, target: Path
) -> None:
    open_at(panel, vault, written)
    panel.save_it.click()
    vault.settle()
    pdf = target.read_bytes()
    assert "I can ask for money" in words_of(pdf)
    assert CANARY not in words_of(pdf)
    assert CANARY.encode() not in pdf
    (row,) = shared_rows(vault)
    assert (row["sha256"], row["how"]) == (hashlib.sha256(pdf).hexdigest(), SharedHow.PDF)
    assert CANARY not in repr(row)
    assert CANARY not in repr(vault.notices)


def test_handing_out_locks_the_words(
    panel: HandOutPanel, vault: Vault, written: Session, target: Path
) -> None:
    open_at(panel, vault, written)
    panel.save_it.click()
    vault.settle()
    assert vault.page(written).is_handed_out
    assert "saved as PDF" in panel.already.text()


def test_a_sealed_summary_is_recorded_as_one(
    vault: Vault, written: Session, target: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with keys.create(tmp_path / "Keys.coachdesk", PASSPHRASE, cost=CHEAP) as opened:
        panel = HandOutPanel(with_seals(vault.context, opened))
        qtbot.addWidget(panel)
        panel.show()
        open_at(panel, vault, written)
        panel.save_it.click()
        vault.settle()
        answer(Protection.SEALED)
        vault.settle()
    (row,) = shared_rows(vault)
    assert (row["protection"], row["sha256"]) == ("sealed", hashlib.sha256(target.read_bytes()).hexdigest())
    assert "saved as PDF, sealed, for Mira" in panel.already.text()


def test_what_could_not_be_written_is_not_recorded(
    panel: HandOutPanel, vault: Vault, written: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "ask_where", lambda _parent, _name: tmp_path / "gone" / "a.pdf")
    open_at(panel, vault, written)
    panel.save_it.click()
    vault.settle()
    assert vault.failures
    assert shared_rows(vault) == []
    assert not vault.page(written).is_handed_out


def test_words_changed_meanwhile_are_shown_before_they_can_leave(
    panel: HandOutPanel, vault: Vault, written: Session
) -> None:
    open_at(panel, vault, written)
    text = SharedText(session_id=written.id, agreed="Something new")
    vault.write(lambda store: summaries.save_shared_text(store, text=text))
    vault.settle()
    preview = panel.preview
    assert preview is not None
    assert "Something new" in words_of(preview.document.pdf)


def test_printing_is_recorded_as_printed(
    panel: HandOutPanel, vault: Vault, written: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[bytes] = []

    class Paper:
        def outputFileName(self) -> str:  # noqa: N802
            return ""

    monkeypatch.setattr(printing, "ask_for_printer", lambda _parent: Paper())
    monkeypatch.setattr(printing, "paint_pages", lambda _printer, pdf: printed.append(pdf))
    open_at(panel, vault, written)
    panel.print_it.click()
    vault.settle()
    (row,) = shared_rows(vault)
    assert (row["how"], row["sha256"]) == (SharedHow.PRINT, hashlib.sha256(printed[0]).hexdigest())


def test_what_left_and_could_not_be_recorded_is_said_and_recorded_on_request(
    panel: HandOutPanel, vault: Vault, written: Session, target: Path, caplog: pytest.LogCaptureFixture
) -> None:
    vault.do(lambda store: store.db.execute(REFUSE_RECORDS) and None)
    open_at(panel, vault, written)
    panel.save_it.click()
    vault.settle()
    caplog.clear()
    notice = vault.notices[-1]
    assert (target.exists(), shared_rows(vault)) == (True, [])
    assert "It has left, but is not recorded yet." in notice.text
    assert notice.stays
    assert notice.on_action is not None
    vault.do(lambda store: store.db.execute("DROP TRIGGER no_records") and None)
    notice.on_action()
    vault.settle()
    assert [row["sha256"] for row in shared_rows(vault)] == [hashlib.sha256(target.read_bytes()).hexdigest()]


def test_leaving_the_dialog_hands_nothing_out(
    panel: HandOutPanel, vault: Vault, written: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "ask_for_printer", lambda _parent: None)
    open_at(panel, vault, written)
    panel.print_it.click()
    vault.settle()
    assert shared_rows(vault) == []


def test_characters_without_a_font_are_said(panel: HandOutPanel, vault: Vault, written: Session) -> None:
    text = SharedText(session_id=written.id, agreed="A rare sign: \U000e0100 \u0378")
    vault.write(lambda store: summaries.save_shared_text(store, text=text))
    open_at(panel, vault, written)
    assert "\u0378" in panel.unprinted.text()
    assert panel.unprinted.isVisible()


def test_later_words_that_would_stay_behind_are_named_with_a_way_back(
    panel: HandOutPanel, vault: Vault, written: Session
) -> None:
    panel.open(written.id, "It went well")
    vault.settle()
    assert "It went well" in panel.waiting.said
    panel.add_waiting.click()
    assert vault.went == [("back",)]


def test_later_words_that_were_added_are_not_said_to_stay_behind(
    panel: HandOutPanel, vault: Vault, written: Session
) -> None:
    vault.do(lambda store: hand_out(store, written))
    vault.write(lambda store: summaries.add_addendum(store, session_id=written.id, text="It went well"))
    for waiting in ("It went well", ""):
        panel.open(written.id, waiting)
        vault.settle()
        assert (panel.waiting.said, panel.add_waiting.isHidden()) == ("", True)
