import hashlib
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models.agreement_documents import handed_out, kept_pdf
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.agreement_versions import set_dates
from coachdesk.models.clauses import save_words
from coachdesk.models.entities.agreement import ClauseState, Party, VersionState
from coachdesk.models.entities.sharing import SharedDocument, SharedHow
from coachdesk.models.store import Store
from coachdesk.views import letting_go, printing, saving
from coachdesk.views.context import Context
from coachdesk.views.navigation import Notice
from tests import agreeing
from tests.agreeing import clause_named
from tests.drivers.agreements import AgreementDriver, nameless, text_of

REFUSE_RECORDS = (
    "CREATE TRIGGER no_records BEFORE INSERT ON shared_document BEGIN SELECT RAISE(ABORT, 'not now'); END"
)


@pytest.fixture
def driver(context: Context, qtbot: QtBot) -> AgreementDriver:
    return AgreementDriver(context, qtbot)


@pytest.fixture
def signing(driver: AgreementDriver) -> AgreementDriver:
    driver.open(driver.prepare(lambda store: agreeing.make_ready(store, agreeing.begin(store))))
    driver.press(driver.panel.controls.main)
    return driver


@pytest.fixture
def signed(driver: AgreementDriver) -> AgreementDriver:
    return driver.open(driver.prepare(agreeing.signed))


def _left(driver: AgreementDriver) -> tuple[SharedDocument, ...]:
    version_id = driver.stored().version.id
    return driver.prepare(lambda store: handed_out(store, version_id=version_id))


def _choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    monkeypatch.setattr(saving, "ask_where", lambda _parent, _name: path)


def _said(driver: AgreementDriver) -> str:
    """Return what is said where one signs."""
    labels = driver.panel.view.signing.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def test_one_signs_after_the_other_and_then_it_is_in_force(signing: AgreementDriver) -> None:
    view = signing.panel.view
    assert view.signing.turn.text() == "Mira Solano, client"
    signing.sign("Mira Solano")
    assert view.signing.turn.text() == "Ines Vogt, coach"
    signing.sign("Ines Vogt")
    page = signing.stored()
    assert page.version.state is VersionState.SIGNED
    assert [(mark.name, mark.place) for mark in page.signatures] == [
        ("Mira Solano", "Basel"),
        ("Ines Vogt", "Basel"),
    ]
    assert view.stack.currentWidget() is view.work
    assert signing.notices[-1] == "Everybody has signed. Version 1 is in force."


def test_after_the_last_signature_the_keyboard_is_on_the_copy_for_the_client(
    signing: AgreementDriver,
) -> None:
    signing.sign("Mira Solano")
    signing.sign("Ines Vogt")
    assert signing.panel.window().focusWidget() is signing.panel.controls.save


def test_the_history_says_who_signed_and_as_what_name(signing: AgreementDriver) -> None:
    signing.sign("M. Solano")
    signing.sign("ines vogt")
    signing.keys("Ctrl+H")
    said = signing.panel.view.history.facts.text()
    assert "Mira Solano, client, signed as “M. Solano” on" in said
    assert "\nines vogt, coach" in said


def _lacking(store: Store) -> AgreementPage:
    """Return an agreement in force with a character that no font has."""
    page = agreeing.begin(store)
    save_words(store, clause_id=clause_named(page, "fees").id, agreed_words="As agreed \ue000")
    return agreeing.sign_all(store, agreeing.make_ready(store, agreeing.reread(store, page)))


def test_characters_that_a_kept_copy_lacks_are_named(driver: AgreementDriver) -> None:
    page = driver.prepare(_lacking)
    for _ in range(2):  # printed, then as it was kept
        driver.open(page)
        assert "\ue000" in driver.panel.view.preview.note.said
    assert driver.prepare(lambda store: kept_pdf(store, version_id=page.version.id)) is not None


def test_characters_that_a_kept_copy_lacks_are_named_another_day(
    driver: AgreementDriver, context: Context, qtbot: QtBot
) -> None:
    page = driver.prepare(_lacking)
    driver.open(page)
    another_day = AgreementDriver(context, qtbot).open(page)
    assert "\ue000" in another_day.panel.view.preview.note.said


def test_a_kept_copy_that_lacks_nothing_says_nothing(signed: AgreementDriver) -> None:
    signed.open(signed.stored())
    assert signed.panel.view.preview.note.said == ""


@pytest.fixture
def two_sign(driver: AgreementDriver) -> AgreementDriver:
    """Two clients and the coach are about to sign."""
    driver.open(driver.prepare(lambda s: agreeing.make_ready(s, agreeing.begin(s, "Anna", "Ben"))))
    driver.press(driver.panel.controls.main)
    return driver


def test_any_of_them_may_sign_first(two_sign: AgreementDriver) -> None:
    view = two_sign.panel.view.signing
    assert (view.turn.text(), view.other.text()) == ("Anna, client", "Ben signs first")
    two_sign.press(view.other)
    assert (view.turn.text(), view.other.text()) == ("Ben, client", "Ines Vogt signs first")
    two_sign.sign("Benjamin")
    assert [(mark.signer, mark.name) for mark in two_sign.stored().signatures] == [("Ben", "Benjamin")]
    assert view.turn.text() == "Anna, client"
    two_sign.sign("Anna")
    assert (view.turn.text(), view.other.isHidden()) == ("Ines Vogt, coach", True)


def test_who_signs_in_the_place_of_another_is_told(two_sign: AgreementDriver) -> None:
    two_sign.sign("Ben")
    assert two_sign.stored().signatures == ()
    assert "“Ben” has a place of their own" in _said(two_sign)


def test_a_text_that_changed_under_the_pen_is_not_signed(signing: AgreementDriver) -> None:
    fees = clause_named(signing.stored(), "fees")

    def change(store: Store) -> None:
        store.db.execute("UPDATE clause SET agreed_words = 'Twice as much' WHERE id = ?", [fees.id])

    signing.prepare(change)
    signing.sign("Mira Solano")
    assert signing.stored().signatures == ()
    assert "has changed since it was shown" in _said(signing)


def test_the_name_is_typed_by_whoever_signs(signing: AgreementDriver) -> None:
    assert signing.panel.view.signing.name.text() == ""
    signing.press(signing.panel.view.signing.sign)
    assert signing.stored().signatures == ()
    assert signing.panel.view.signing.turn.text() == "Mira Solano, client"


def test_nothing_typed_is_asked_for_in_words_of_signing(signing: AgreementDriver) -> None:
    signing.press(signing.panel.view.signing.sign)
    assert "The name is still missing. Whoever signs, please type it here." in _said(signing)
    assert signing.panel.window().focusWidget() is signing.panel.view.signing.name


def test_no_day_of_the_calendar_leads_to_the_day(signing: AgreementDriver) -> None:
    view = signing.panel.view.signing
    signing.type(view.moment.day, "2026-02-31")
    signing.sign("Mira Solano")
    assert signing.stored().signatures == ()
    assert signing.panel.window().focusWidget() is view.moment.day


def test_what_counts_from_a_later_day_is_not_said_to_be_in_force(signing: AgreementDriver) -> None:
    version_id = signing.stored().version.id
    signing.prepare(
        lambda store: set_dates(store, version_id=version_id, effective_on=date(2026, 6, 1), review_on=None)
    )
    signing.sign("Mira Solano")
    signing.sign("Ines Vogt")
    assert signing.notices[-1] == "Everybody has signed. Version 1 counts from 1 Jun."


def test_it_says_what_a_signature_here_is_not(signing: AgreementDriver) -> None:
    said = [label.text() for label in signing.panel.view.signing.findChildren(QLabel)]
    assert any("no qualified electronic signature" in text and "legal advice" in text for text in said)


def test_nothing_else_can_be_pressed_while_somebody_signs(signing: AgreementDriver) -> None:
    assert signing.panel.controls.isHidden()
    signing.press(signing.panel.view.signing.later)
    assert not signing.panel.controls.isHidden()


def test_a_guardian_may_sign_first(signing: AgreementDriver) -> None:
    signing.press(signing.panel.view.signing.guardian)
    signing.sign("Eva Solano")
    assert [mark.party for mark in signing.stored().signatures] == [Party.GUARDIAN]
    assert signing.panel.view.signing.turn.text() == "Mira Solano, client"


def test_clauses_without_a_yes_are_named_before_signing(driver: AgreementDriver) -> None:
    page = driver.prepare(lambda store: agreeing.make_ready(store, agreeing.begin(store)))
    driver.open(page, "silence")
    driver.agree_words("I count to five.")
    driver.press(driver.panel.controls.main)
    driver.press(driver.panel.controls.main)
    said = driver.panel.view.signing.open_clauses
    assert not said.isHidden()
    assert "Silence and pace" in said.text()


def test_the_sponsor_reads_the_sponsors_copy(driver: AgreementDriver) -> None:
    page = driver.prepare(lambda s: agreeing.make_ready(s, agreeing.begin(s, three_way=True)))
    driver.open(page)
    driver.press(driver.panel.controls.main)
    driver.sign("Mira Solano")
    driver.sign("Ines Vogt")
    assert driver.panel.view.signing.turn.text() == "Ruth Amsel, Halden AG, sponsor"
    assert "Boundaries" not in driver.paper()
    driver.sign("Ruth Amsel")
    assert driver.stored().version.state is VersionState.SIGNED


def test_the_pages_are_kept_when_all_have_signed(signing: AgreementDriver) -> None:
    signing.sign("Mira Solano")
    signing.sign("Ines Vogt")
    signing.settle()
    version_id = signing.stored().version.id
    kept = signing.prepare(lambda store: kept_pdf(store, version_id=version_id))
    assert kept is not None
    assert "Ines Vogt" in text_of(kept)
    assert _left(signing) == ()


def test_signatures_can_be_taken_back_with_a_reason(signing: AgreementDriver) -> None:
    signing.sign("Mira Solano")
    signing.press(signing.panel.view.signing.later)
    signing.panel.controls.more.action("void").trigger()
    signing.type(signing.asked(), "One sentence was unclear")
    signing.press(signing.panel.view.ask.confirm)
    page = signing.stored()
    assert page.version.state is VersionState.IN_DISCUSSION
    assert [mark.void_reason for mark in page.signatures] == ["One sentence was unclear"]


def test_a_signed_text_can_not_be_typed_into(signed: AgreementDriver) -> None:
    voices = signed.panel.view.card.voices
    assert all(voice.field.isReadOnly() for voice in (voices.clients, voices.coachs, voices.agreed))
    assert signed.panel.view.card.park.isHidden()
    assert signed.panel.view.picker.add.isHidden()


def test_a_new_version_needs_a_reason(signed: AgreementDriver) -> None:
    signed.press(signed.panel.controls.main)
    signed.press(signed.panel.view.ask.confirm)
    assert not signed.panel.view.ask.isHidden()
    assert signed.stored().version.number == 1


def test_a_new_version_starts_as_a_draft(signed: AgreementDriver) -> None:
    signed.press(signed.panel.controls.main)
    signed.type(signed.asked(), "A new job")
    signed.press(signed.panel.view.ask.confirm)
    page = signed.stored()
    assert (page.version.number, page.version.reason) == (2, "A new job")
    assert signed.panel.subtitle.whole == "Agreement, version 2, draft"
    assert clause_named(page, "boundaries").state is ClauseState.AGREED


def test_the_history_shows_the_pages_of_an_old_version(signed: AgreementDriver) -> None:
    page = signed.stored()
    signed.press(signed.panel.controls.main)
    signed.type(signed.asked(), "A new job")
    signed.press(signed.panel.view.ask.confirm)
    signed.panel.controls.more.action("history").trigger()
    signed.settle()
    history = signed.panel.view.history
    assert [version.number for version in history.model.rows] == [2, 1]
    history.list.setCurrentIndex(history.model.index(1))
    signed.settle()
    assert page.version.content_hash[:12] in signed.paper()
    assert "Mira Solano, client, signed on" in history.facts.text()
    assert nameless(history) == []


def test_a_saved_copy_is_what_was_shown_and_is_recorded(
    signed: AgreementDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(monkeypatch, tmp_path / "agreement.pdf")
    signed.press(signed.panel.controls.save)
    written = (tmp_path / "agreement.pdf").read_bytes()
    shown = signed.panel.view.preview.latest
    assert shown is not None
    assert written == shown.pdf
    records = _left(signed)
    assert [(r.how, r.sha256, r.for_whom) for r in records] == [
        (SharedHow.PDF, hashlib.sha256(written).hexdigest(), "Mira Solano")
    ]


def test_nothing_is_recorded_when_the_dialog_is_left(
    signed: AgreementDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(monkeypatch, None)
    signed.press(signed.panel.controls.save)
    assert _left(signed) == ()


def test_what_left_and_could_not_be_recorded_is_said_and_recorded_on_request(
    signed: AgreementDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _choose(monkeypatch, tmp_path / "agreement.pdf")
    offered: list[Notice] = []
    signed.context.navigation.notice_requested.connect(offered.append)
    signed.prepare(lambda store: store.db.execute(REFUSE_RECORDS))
    signed.press(signed.panel.controls.save)
    caplog.clear()
    assert (_left(signed), (tmp_path / "agreement.pdf").exists()) == ((), True)
    assert "It has left, but is not recorded yet." in offered[-1].text
    signed.prepare(lambda store: store.db.execute("DROP TRIGGER no_records"))
    assert offered[-1].on_action is not None
    offered[-1].on_action()
    signed.settle()
    assert [record.how for record in _left(signed)] == [SharedHow.PDF]


def test_an_altered_text_does_not_leave(
    signed: AgreementDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(monkeypatch, tmp_path / "agreement.pdf")

    def forge(store: Store) -> None:
        store.db.execute("DROP TRIGGER signed_clause_stays")
        store.db.execute("UPDATE clause SET agreed_words = 'Anything'")

    signed.prepare(forge)
    with signed.qtbot.waitSignal(signed.context.workspace.failed) as failed:
        signed.press(signed.panel.controls.save)
    assert "is not what was signed" in failed.args[0].text()
    assert not (tmp_path / "agreement.pdf").exists()


def test_a_sponsors_copy_for_nobody_does_not_leave(
    driver: AgreementDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(monkeypatch, tmp_path / "sponsor.pdf")
    page = driver.prepare(lambda store: agreeing.begin(store, three_way=True))
    driver.prepare(lambda store: store.db.execute("UPDATE engagement SET sponsor_id = NULL") and None)
    driver.open(page)
    driver.press(driver.panel.controls.sponsor)
    with driver.qtbot.waitSignal(driver.context.workspace.failed) as failed:
        driver.press(driver.panel.controls.save)
    assert "Nobody is named whom this copy is for" in failed.args[0].text()
    assert not (tmp_path / "sponsor.pdf").exists()


def test_nothing_is_recorded_when_the_copy_can_not_be_written(
    signed: AgreementDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(monkeypatch, tmp_path / "nowhere" / "agreement.pdf")
    with signed.qtbot.waitSignal(signed.context.workspace.failed):
        signed.press(signed.panel.controls.save)
    assert _left(signed) == ()


def test_words_still_being_typed_are_in_the_saved_copy(
    driver: AgreementDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.open(driver.prepare(agreeing.begin), "boundaries")
    _choose(monkeypatch, tmp_path / "agreement.pdf")
    driver.type(driver.panel.view.card.voices.agreed.field, "Until eight.")
    driver.press(driver.panel.controls.save)
    assert "Until eight." in text_of((tmp_path / "agreement.pdf").read_bytes())
    assert _left(driver)[0].title == "Agreement with Mira Solano, draft of version 1"


def test_a_print_is_recorded_as_printed(signed: AgreementDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[bytes] = []

    def take(_context: Context, _parent: QWidget, *, pdf: bytes, on_printed: printing.OnPrinted) -> None:
        printed.append(pdf)
        on_printed(SharedHow.PRINT)

    monkeypatch.setattr(letting_go, "print_pdf", take)
    signed.press(signed.panel.controls.print)
    assert [(r.how, r.sha256) for r in _left(signed)] == [
        (SharedHow.PRINT, hashlib.sha256(printed[0]).hexdigest())
    ]


def test_the_sponsors_copy_leaves_for_the_sponsor(
    driver: AgreementDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def three_way(store: object) -> AgreementPage:
        return agreeing.signed(store, three_way=True)  # type: ignore[arg-type]  # the workspace hands a store

    driver.open(driver.prepare(three_way))
    names: list[str] = []

    def choose(_parent: QWidget, name: str) -> Path:
        names.append(name)
        return tmp_path / "sponsor.pdf"

    monkeypatch.setattr(saving, "ask_where", choose)
    driver.press(driver.panel.controls.sponsor)
    driver.press(driver.panel.controls.save)
    assert names == ["Agreement with Mira Solano, version 1, sponsor's copy"]
    assert "Boundaries" not in text_of((tmp_path / "sponsor.pdf").read_bytes())
    assert [record.for_whom for record in _left(driver)] == ["Ruth Amsel, Halden AG"]
