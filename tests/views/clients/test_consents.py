from datetime import date

import pytest
from PySide6.QtCore import Qt

from coachdesk.models import clients, consents
from coachdesk.models.entities.people import Client, Consent, ConsentForm, ConsentKind, ConsentState
from tests.drivers.clients import ClientScreen, Desk


@pytest.fixture
def screen(desk: Desk, mira: Client) -> ClientScreen:
    return ClientScreen(desk, mira.id)


def kept(desk: Desk, client: Client) -> tuple[Consent, ...]:
    return desk.do(lambda store: consents.consents_of(store, client_id=client.id))


def note(screen: ClientScreen, kind: ConsentKind = ConsentKind.RECORDING) -> None:
    screen.click("Note a consent")
    editor = screen.panel.consents.editor
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
    editor = screen.panel.consents.editor
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


def test_escape_leaves_the_form(desk: Desk, screen: ClientScreen, mira: Client) -> None:
    screen.click("Note a consent")
    screen.press(Qt.Key.Key_Escape)
    assert screen.panel.consents.editor is None
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


def test_another_client_has_a_form_of_their_own(desk: Desk, screen: ClientScreen, mira: Client) -> None:
    ben = desk.write(lambda store: clients.add_client(store, display_name="Ben"))
    screen.click("Note a consent")
    screen.panel.open(ben.id)
    desk.settle()
    assert screen.panel.consents.editor is None
