"""Signing by hand: drawn on the screen, or on paper with the scan attached."""

from pathlib import Path

import attrs
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models import clients
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.entities.agreement import Party, SigningMethod, VersionState
from coachdesk.models.entities.evidence import PDF, PNG, Evidence
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.entities.strokes import from_json
from coachdesk.models.evidence import get_evidence
from coachdesk.models.store import Store
from coachdesk.views import letting_go, printing
from coachdesk.views.agreements.sign_panel import SignPanel
from coachdesk.views.context import Context
from tests import agreeing
from tests.documents import reading
from tests.drawing import a_pdf, a_png, drawn, scanned
from tests.drivers.agreements import AgreementDriver, nameless

TYPED, DRAWN, PAPER = SigningMethod


@pytest.fixture
def driver(context: Context, qtbot: QtBot) -> AgreementDriver:
    return AgreementDriver(context, qtbot)


@pytest.fixture
def signing(driver: AgreementDriver) -> AgreementDriver:
    driver.open(driver.prepare(lambda store: agreeing.make_ready(store, agreeing.begin(store))))
    driver.press(driver.panel.controls.main)
    return driver


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "signed.png"
    path.write_bytes(a_png())
    return path


def panel(driver: AgreementDriver) -> SignPanel:
    return driver.panel.view.signing


def said(root: QWidget) -> str:
    return " ".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def evidence(driver: AgreementDriver, at: int = 0) -> Evidence:
    signature = driver.stored().signatures[at]
    return driver.prepare(lambda store: get_evidence(store, signature_id=signature.id))


def test_typing_is_what_one_begins_with(signing: AgreementDriver) -> None:
    assert panel(signing).ways.method is TYPED
    assert not panel(signing).ways.pad.isVisible()
    assert not panel(signing).ways.scan.isVisible()
    assert signing.panel.window().focusWidget() is panel(signing).name


def test_a_drawn_signature_is_kept_as_strokes(signing: AgreementDriver) -> None:
    signing.choose_way(DRAWN)
    signing.draw()
    signing.press(panel(signing).sign)
    [signature] = signing.stored().signatures
    assert (signature.method, signature.name, signature.signer) == (DRAWN, "Mira Solano", "Mira Solano")
    assert [len(stroke) for stroke in from_json(evidence(signing).content).strokes] == [3, 2]


def test_the_next_one_finds_an_empty_box(signing: AgreementDriver) -> None:
    signing.choose_way(DRAWN)
    signing.draw()
    signing.press(panel(signing).sign)
    assert panel(signing).turn.text() == "Ines Vogt, coach"
    assert panel(signing).ways.pad.drawing.is_blank
    assert panel(signing).name.text() == "Ines Vogt"
    assert signing.panel.window().focusWidget() is panel(signing).ways.pad


def test_all_may_draw(signing: AgreementDriver) -> None:
    signing.choose_way(DRAWN)
    for _ in range(2):
        signing.draw()
        signing.press(panel(signing).sign)
    page = signing.stored()
    assert (page.version.state, page.altered, len(page.strokes)) == (VersionState.SIGNED, False, 2)


def test_nothing_drawn_is_asked_for(signing: AgreementDriver) -> None:
    signing.choose_way(DRAWN)
    signing.press(panel(signing).sign)
    assert "Nothing is drawn yet" in said(panel(signing))
    assert signing.panel.window().focusWidget() is panel(signing).ways.pad
    assert signing.stored().signatures == ()


def test_undo_and_clear_are_offered_once_there_is_a_stroke(signing: AgreementDriver) -> None:
    signing.choose_way(DRAWN)
    ways = panel(signing).ways
    assert not ways.undo.isEnabled()
    signing.draw()
    signing.press(ways.undo)
    assert len(ways.pad.drawing.strokes) == 1
    signing.press(ways.clear)
    assert (ways.pad.drawing.is_blank, ways.clear.isEnabled()) == (True, False)


def test_who_types_signs_with_the_name_who_draws_does_not(signing: AgreementDriver) -> None:
    signing.choose_way(DRAWN)
    assert (panel(signing).name.text(), panel(signing).name.accessibleName()) == (
        "Mira Solano",
        "Name of who signs",
    )
    signing.choose_way(TYPED)
    assert (panel(signing).name.text(), panel(signing).name.accessibleName()) == (
        "",
        "Your name, as you sign it",
    )


def test_a_change_elsewhere_leaves_what_is_drawn(signing: AgreementDriver) -> None:
    signing.choose_way(DRAWN)
    signing.draw()
    signing.type(panel(signing).name, "M. Solano")
    signing.panel.refresh()
    signing.settle()
    assert not panel(signing).ways.pad.drawing.is_blank
    assert panel(signing).name.text() == "M. Solano"


def test_who_comes_back_begins_anew(signing: AgreementDriver) -> None:
    signing.choose_way(DRAWN)
    signing.draw()
    signing.press(panel(signing).later)
    signing.press(signing.panel.controls.main)
    assert panel(signing).ways.method is TYPED
    assert panel(signing).ways.pad.drawing.is_blank


def test_a_drawn_signature_is_on_the_pages_at_once(signing: AgreementDriver) -> None:
    signing.choose_way(DRAWN)
    signing.draw()
    signing.press(panel(signing).sign)
    signing.settle()
    latest = signing.panel.view.preview.latest
    assert latest is not None
    assert ("/Figure", "Signature of Mira Solano, drawn by hand") in reading.tags(latest.pdf)


def test_paper_is_printed_and_recorded(signing: AgreementDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    def take(_context: Context, _parent: QWidget, *, pdf: bytes, on_printed: printing.OnPrinted) -> None:
        assert pdf.startswith(b"%PDF")
        on_printed(SharedHow.PRINT)

    monkeypatch.setattr(letting_go, "print_pdf", take)
    signing.choose_way(PAPER)
    signing.press(panel(signing).ways.print)
    count = signing.prepare(lambda store: store.value("SELECT count(*) FROM shared_document"))
    assert count == 1
    assert panel(signing).ways.method is PAPER


def test_a_scan_is_kept_with_place_and_words(signing: AgreementDriver, scan: Path) -> None:
    signing.choose_way(PAPER)
    signing.attach(scan)
    signing.type(panel(signing).place, "Basel")
    signing.press(panel(signing).sign)
    [signature] = signing.stored().signatures
    assert (signature.method, signature.place) == (PAPER, "Basel")
    assert signature.statement == "I have signed version 1 of our agreement by hand, on paper."
    assert evidence(signing) == Evidence(media_type=PNG, file_name="signed.png", content=a_png())


def test_a_scan_is_looked_at_before_it_is_kept(signing: AgreementDriver, scan: Path) -> None:
    signing.choose_way(PAPER)
    signing.attach(scan)
    field = panel(signing).ways.scan
    assert field.view.isVisible()
    assert not field.view.picture.is_empty
    assert (field.note.text(), field.choose.text()) == ("signed.png", "Choose another…")


def test_a_pdf_is_looked_at_page_by_page(signing: AgreementDriver, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(a_pdf(2))
    signing.choose_way(PAPER)
    signing.attach(path)
    assert panel(signing).ways.scan.view.pages.page_count == 2


def test_one_scan_serves_both(signing: AgreementDriver, scan: Path) -> None:
    signing.choose_way(PAPER)
    signing.attach(scan)
    signing.press(panel(signing).sign)
    signing.press(panel(signing).sign)
    page = signing.stored()
    assert (page.version.state, page.altered) == (VersionState.SIGNED, False)
    assert evidence(signing, 0) == evidence(signing, 1)


def test_another_type_of_file_is_refused_in_words(signing: AgreementDriver, tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(b"GIF89a")
    signing.choose_way(PAPER)
    signing.attach(path)
    assert "This file is no PNG" in panel(signing).ways.scan.problem.said
    signing.press(panel(signing).sign)
    assert "The scan of the signed page is still missing" in said(panel(signing))
    assert signing.stored().signatures == ()
    assert signing.prepare(lambda store: store.value("SELECT count(*) FROM signature_evidence")) == 0


def test_a_refused_file_takes_the_earlier_scan_away(
    signing: AgreementDriver, scan: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").write_bytes(b"x")
    signing.choose_way(PAPER)
    signing.attach(scan)
    signing.attach(tmp_path / "other")
    assert panel(signing).ways.evidence is None


def drop(driver: AgreementDriver, *urls: QUrl) -> None:
    dropped = QMimeData()
    dropped.setUrls(list(urls))
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel(driver).ways.scan.dropEvent(event)
    driver.settle()


def test_a_scan_can_be_dropped(signing: AgreementDriver, scan: Path) -> None:
    signing.choose_way(PAPER)
    drop(signing, QUrl.fromLocalFile(str(scan)))
    assert panel(signing).ways.scan.evidence is not None


def test_what_is_no_file_here_is_not_fetched(signing: AgreementDriver, scan: Path) -> None:
    signing.choose_way(PAPER)
    drop(signing, QUrl("https://example.org/scan.png"))
    drop(signing, QUrl.fromLocalFile(str(scan)), QUrl.fromLocalFile(str(scan)))
    assert panel(signing).ways.scan.evidence is None


@pytest.mark.parametrize("method", SigningMethod)
def test_everything_has_a_name(signing: AgreementDriver, method: SigningMethod) -> None:
    signing.choose_way(method)
    assert nameless(panel(signing)) == []


def test_a_drawing_is_passed_over_by_keyboard_in_one_step(signing: AgreementDriver) -> None:
    signing.choose_way(DRAWN)
    panel(signing).ways.pad.setFocus()
    QTest.keyClick(panel(signing).ways.pad, Qt.Key.Key_Tab)
    assert signing.panel.window().focusWidget() is panel(signing).name


# The guardian.


def with_guardian(store: Store) -> AgreementPage:
    page = agreeing.begin(store)
    client = clients.get_client(store, client_id=page.client_ids[0])
    clients.save_client(store, client=attrs.evolve(client, guardian="Eva Solano"))
    return agreeing.make_ready(store, agreeing.reread(store, page))


def test_a_named_guardian_is_asked_after_the_client(driver: AgreementDriver) -> None:
    driver.open(driver.prepare(with_guardian))
    driver.press(driver.panel.controls.main)
    assert panel(driver).guardian.isHidden()
    driver.sign("Mira Solano")
    assert panel(driver).turn.text() == "Eva Solano, guardian"
    driver.sign("Eva Solano")
    driver.sign("Ines Vogt")
    page = driver.stored()
    assert [mark.party for mark in page.signatures] == [Party.CLIENT, Party.GUARDIAN, Party.COACH]
    assert page.version.state is VersionState.SIGNED


def test_the_other_parent_may_sign_too(driver: AgreementDriver) -> None:
    driver.open(driver.prepare(with_guardian))
    driver.press(driver.panel.controls.main)
    driver.sign("Mira Solano")
    driver.sign("Eva Solano")
    driver.press(panel(driver).guardian)
    driver.sign("Otto Solano")
    assert panel(driver).turn.text() == "Ines Vogt, coach"
    assert [mark.signer for mark in driver.stored().signatures] == ["Mira Solano", "Eva Solano", ""]


# The history.


def by_hand(store: Store) -> AgreementPage:
    """Let the client draw, the coach sign on paper."""
    page = agreeing.make_ready(store, agreeing.begin(store))
    agreeing.put_name(store, page, Party.CLIENT, "Mira Solano", method=DRAWN, evidence=drawn())
    page = agreeing.reread(store, page)
    agreeing.put_name(store, page, Party.COACH, "Ines Vogt", method=PAPER, evidence=scanned(a_pdf(3)))
    return agreeing.reread(store, page)


@pytest.fixture
def history(driver: AgreementDriver) -> AgreementDriver:
    driver.open(driver.prepare(by_hand))
    driver.panel.controls.more.action("history").trigger()
    driver.settle()
    return driver


def test_the_history_says_how_each_has_signed(history: AgreementDriver) -> None:
    lines = history.panel.view.history.facts.text().splitlines()
    assert lines[0].endswith(", Basel, drawn")
    assert lines[1].endswith(", Basel, on paper")


def test_what_was_drawn_is_seen_again(history: AgreementDriver) -> None:
    card = history.panel.view.history.evidence
    first, second = card.buttons.values()
    assert (first.text(), second.text()) == ("Show what Mira Solano drew", "Show the scan of Ines Vogt")
    history.press(first)
    assert card.view.drawing.isVisible()
    history.press(second)
    assert (card.view.pages.isVisible(), card.view.pages.page_count) == (True, 3)
    history.press(second)
    assert card.view.isHidden()
    assert nameless(history.panel.view.history) == []


def test_a_drawing_taken_back_is_still_seen_with_reason_and_time(signing: AgreementDriver) -> None:
    signing.choose_way(DRAWN)
    signing.draw()
    signing.press(panel(signing).sign)
    signing.press(panel(signing).later)
    signing.panel.controls.more.action("void").trigger()
    signing.type(signing.asked(), "One sentence was unclear")
    signing.press(signing.panel.view.ask.confirm)
    signing.keys("Ctrl+H")
    view = signing.panel.view.history
    assert "drawn; taken back on 14 May" in view.facts.text()
    assert view.facts.text().endswith(": One sentence was unclear")
    signing.press(next(iter(view.evidence.buttons.values())))
    assert view.evidence.view.drawing.isVisible()


def test_a_typed_version_has_nothing_to_show(driver: AgreementDriver) -> None:
    driver.open(driver.prepare(agreeing.signed))
    driver.panel.controls.more.action("history").trigger()
    driver.settle()
    assert driver.panel.view.history.evidence.isHidden()


def test_an_exchanged_drawing_is_said_to_be_another(history: AgreementDriver) -> None:
    def forge(store: Store) -> None:
        store.db.execute("DROP TRIGGER evidence_stays")
        store.db.execute("UPDATE signature_evidence SET content = ?, media_type = ?", [a_png(), PNG])

    history.prepare(forge)
    card = history.panel.view.history.evidence
    history.press(next(iter(card.buttons.values())))
    assert "changed outside CoachDesk" in card.view.problem.said


def test_a_changed_scan_is_told_when_it_is_opened(driver: AgreementDriver) -> None:
    page = driver.prepare(by_hand)

    def forge(store: Store) -> None:
        store.db.execute("DROP TRIGGER evidence_stays")
        store.db.execute("UPDATE signature_evidence SET content = ? WHERE media_type = ?", [a_pdf(4), PDF])

    driver.prepare(forge)
    driver.open(page)
    assert "is not what it was when it was signed" in driver.panel.view.note.text()
