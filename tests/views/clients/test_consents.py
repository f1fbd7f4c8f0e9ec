from datetime import date

import pytest
from PySide6.QtCore import Qt

from coachdesk.models import clients, consents
from coachdesk.models.entities.people import Client, Consent, ConsentForm, ConsentKind, ConsentState
from tests.drivers.clients import ClientScreen, Desk


@pytest.fixture
def screen(desk: Desk, mira: Client) -> ClientScreen:
    screen = ClientScreen(desk, mira.id)
    screen.unfold("Consents")
    return screen


def kept(desk: Desk, client: Client) -> tuple[Consent, ...]:
    return desk.do(lambda store: consents.consents_of(store, client_id=client.id))


def note(screen: ClientScreen, kind: ConsentKind = ConsentKind.RECORDING) -> None:
    screen.click("Note a consent")
    editor = screen.records.consents.editor
    assert editor is not None
    editor.kind.choose(kind)
    editor.how.choose(ConsentForm.WRITTEN)
    editor.scope.setText("Audio only")
    editor.day.setFocus()
    screen.press(Qt.Key.Key_Return)


def test_a_consent_is_noted_by_keyboard(desk: Desk, screen: ClientScreen, mira: Client) -> None:
    note(screen)
    (consent,) = kept(desk, mira)
    assert (consent.kind, consent.form) == (ConsentKind.RECORDING, ConsentForm.WRITTEN)
    assert (consent.scope, consent.given_on) == ("Audio only", date(2026, 5, 14))
    for words in ("Recording", "written, 14 May · Audio only", "given"):
        assert words in screen.texts()


def test_a_consent_can_be_withdrawn(desk: Desk, screen: ClientScreen, mira: Client) -> None:
    note(screen)
    screen.click("Change")
    editor = screen.records.consents.editor
    assert editor is not None
    editor.state.choose(ConsentState.WITHDRAWN)
    screen.click("Save")
    assert kept(desk, mira)[0].state is ConsentState.WITHDRAWN
    assert "withdrawn" in screen.texts()


def test_a_mistaken_note_can_be_removed_and_brought_back(
    desk: Desk, screen: ClientScreen, mira: Client
) -> None:
    note(screen)
    noted = kept(desk, mira)
    screen.click("Change")
    screen.click("Remove")
    assert kept(desk, mira) == ()
    desk.undo()
    assert kept(desk, mira) == noted


def test_what_the_notice_brought_back_leaves_the_step_before_it(
    desk: Desk, screen: ClientScreen, mira: Client
) -> None:
    note(screen)
    screen.click("Change")
    screen.click("Remove")
    desk.undo()
    screen.panel.undo.undo()
    desk.settle()
    assert kept(desk, mira) == ()


def test_escape_leaves_the_form(desk: Desk, screen: ClientScreen, mira: Client) -> None:
    screen.click("Note a consent")
    screen.press(Qt.Key.Key_Escape)
    assert screen.records.consents.editor is None
    assert kept(desk, mira) == ()


def test_return_on_cancel_cancels(desk: Desk, screen: ClientScreen, mira: Client) -> None:
    screen.click("Note a consent")
    screen.button("Cancel").setFocus()
    screen.press(Qt.Key.Key_Return)
    assert kept(desk, mira) == ()


def test_a_day_that_is_missing_is_asked_for(desk: Desk, screen: ClientScreen, mira: Client) -> None:
    screen.click("Note a consent")
    screen.type("On", "")
    screen.click("Save")
    assert "The day of the answer is missing." in screen.texts()
    assert kept(desk, mira) == ()


def test_leaving_the_page_keeps_a_changed_form_and_only_that(
    desk: Desk, screen: ClientScreen, mira: Client
) -> None:
    screen.click("Note a consent")
    screen.panel.flush()
    desk.settle()
    assert kept(desk, mira) == ()
    screen.type("How far it goes", "Audio only")
    screen.panel.flush()
    desk.settle()
    assert [consent.scope for consent in kept(desk, mira)] == ["Audio only"]


def test_leaving_with_what_cannot_be_taken_keeps_the_form(desk: Desk, screen: ClientScreen) -> None:
    screen.click("Note a consent")
    screen.type("On", "30 February")
    screen.panel.flush()
    assert "is not a day of the calendar" in screen.texts()


def test_a_form_stays_until_the_vault_holds_it(desk: Desk, screen: ClientScreen, mira: Client) -> None:
    screen.click("Note a consent")
    screen.type("How far it goes", "Audio only")
    desk.refuse_writes(refuse=True)
    screen.click("Save")
    assert "can't be written to" in screen.texts()
    assert screen.panel.has_unsaved
    desk.refuse_writes(refuse=False)
    screen.panel.flush()
    desk.settle()
    assert [consent.scope for consent in kept(desk, mira)] == ["Audio only"]
    assert screen.records.consents.editor is None


def test_a_bug_in_a_save_leaves_the_form_and_room_for_the_next_try(
    desk: Desk,
    screen: ClientScreen,
    mira: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    screen.click("Note a consent")
    screen.type("How far it goes", "Audio only")
    with monkeypatch.context() as broken:
        broken.setattr(consents, "record_consent", lambda *_, **__: 1 // 0)
        screen.click("Save")
    caplog.clear()
    screen.click("Save")
    assert [consent.scope for consent in kept(desk, mira)] == ["Audio only"]


def test_words_typed_during_a_save_are_saved_too(desk: Desk, screen: ClientScreen, mira: Client) -> None:
    screen.click("Note a consent")
    screen.type("How far it goes", "Audio")
    screen.panel.flush()
    screen.type("How far it goes", "Audio only")
    desk.settle()
    assert [consent.scope for consent in kept(desk, mira)] == ["Audio only"]


def test_another_form_opens_once_the_first_is_saved(desk: Desk, screen: ClientScreen, mira: Client) -> None:
    note(screen)
    screen.click("Change")
    screen.type("How far it goes", "Audio and notes")
    screen.click("Note a consent")
    assert screen.field("How far it goes").text() == ""
    assert [consent.scope for consent in kept(desk, mira)] == ["Audio and notes"]


def test_a_note_that_could_not_be_removed_stays_open(desk: Desk, screen: ClientScreen, mira: Client) -> None:
    note(screen)
    screen.click("Change")
    desk.refuse_writes(refuse=True)
    screen.click("Remove")
    assert "can't be written to" in screen.texts()
    assert len(kept(desk, mira)) == 1


def test_another_client_waits_for_a_form_that_could_not_be_saved(desk: Desk, screen: ClientScreen) -> None:
    ben = desk.write(lambda store: clients.add_client(store, display_name="Ben"))
    screen.click("Note a consent")
    screen.type("On", "30 February")
    screen.panel.flush()
    screen.panel.open(ben.id)
    desk.settle()
    assert screen.panel.title.whole == "Mira Solano"
    assert screen.field("On").text() == "30 February"
    assert desk.notices[-1].text.startswith("Some words are not saved yet.")


def test_a_client_who_is_deleted_leaves_no_form_that_holds_the_window(
    desk: Desk, screen: ClientScreen, mira: Client
) -> None:
    screen.click("Note a consent")
    screen.type("On", "30 February")
    desk.write(lambda store: clients.delete_client(store, client_id=mira.id))
    desk.settle()
    assert not screen.panel.has_unsaved


def test_another_client_has_a_form_of_their_own(desk: Desk, screen: ClientScreen, mira: Client) -> None:
    ben = desk.write(lambda store: clients.add_client(store, display_name="Ben"))
    screen.click("Note a consent")
    screen.panel.open(ben.id)
    desk.settle()
    assert screen.records.consents.editor is None
