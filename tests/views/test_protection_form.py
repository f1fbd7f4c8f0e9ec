import pytest
from pytestqt.qtbot import QtBot

from coachdesk.errors import InvalidInputError
from coachdesk.models.entities.sharing import Protection
from coachdesk.views.context import Context
from coachdesk.views.protection_dialog import ProtectionDialog
from coachdesk.views.protection_form import ProtectionForm
from tests.accessibility import walk
from tests.conftest import Settle
from tests.drivers.start import texts

PASSWORD = "grüne Bäume im Herbst"


@pytest.fixture
def form(context: Context, qtbot: QtBot) -> ProtectionForm:
    made = ProtectionForm(context.theme, context.workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_choice_says_what_it_does_and_does_not(form: ProtectionForm) -> None:
    said = " ".join(texts(form))
    assert "It says that you made it, not who the client is." in said
    assert "Anybody who has the file can read it" in said
    assert all(option.accessibleDescription() in said for option in form.options.values())


@pytest.mark.parametrize("protection", [Protection.PLAIN, Protection.SEALED])
def test_without_a_password_none_is_asked_for(form: ProtectionForm, protection: Protection) -> None:
    form.choose(protection)
    assert not form.password.isVisible()
    assert form.is_ready
    assert (form.wish().protection, form.wish().password) == (protection, "")


def test_a_password_typed_before_goes_nowhere_with_another_choice(form: ProtectionForm) -> None:
    form.choose(Protection.ENCRYPTED)
    form.password.line.setText(PASSWORD)
    form.choose(Protection.SEALED)
    assert form.wish().password == ""


def test_a_password_is_asked_for_with_a_word_on_how_to_tell_it(form: ProtectionForm) -> None:
    form.choose(Protection.SEALED_AND_ENCRYPTED)
    assert form.password.isVisible()
    assert not form.is_ready
    assert "Tell it by phone or in person, not in the same mail. It is kept nowhere." in texts(form)


def test_below_the_floor_it_is_not_taken_and_says_how_much_is_missing(form: ProtectionForm) -> None:
    form.choose(Protection.ENCRYPTED)
    form.password.line.setText("green")
    assert form.strength.text() == "At least 8 characters, please: 3 to go."
    assert not form.is_ready
    with pytest.raises(InvalidInputError):
        form.wish()


def test_its_strength_is_said_in_a_time(form: ProtectionForm, settle: Settle, qtbot: QtBot) -> None:
    form.choose(Protection.ENCRYPTED)
    form.password.line.setText(PASSWORD)
    qtbot.waitUntil(lambda: form.strength.text().startswith("Time to guess from a stolen copy:"))
    assert form.is_ready
    assert form.wish().password == PASSWORD


@pytest.mark.parametrize(("password", "said"), [("x" * 128, "longer than"), ("quiet river 😀", "😀")])
def test_what_readers_would_not_take_is_said(form: ProtectionForm, password: str, said: str) -> None:
    form.choose(Protection.ENCRYPTED)
    form.password.line.setText(password)
    assert said in form.strength.text()
    assert not form.is_ready


def test_it_is_hidden_until_the_coach_wants_to_see_it(form: ProtectionForm) -> None:
    form.choose(Protection.ENCRYPTED)
    assert form.password.line.echoMode() is form.password.line.EchoMode.Password
    assert form.password.eye.accessibleName() == "Show password"
    form.password.eye.click()
    assert form.password.line.echoMode() is form.password.line.EchoMode.Normal
    assert form.password.eye.accessibleName() == "Hide password"


@pytest.fixture
def dialog(context: Context, form: ProtectionForm) -> ProtectionDialog:
    made = ProtectionDialog(context.theme, context.workspace, form)
    made.ask(Protection.SEALED_AND_ENCRYPTED, lambda _wish: None)
    return made


def test_the_dialog_opens_where_it_was_left_last(dialog: ProtectionDialog) -> None:
    assert dialog.form.options[Protection.SEALED_AND_ENCRYPTED].isChecked()
    assert dialog.focusWidget() is dialog.form.password.line
    assert not dialog.go_on.isEnabled()


def test_it_forgets_the_password_when_it_closes(dialog: ProtectionDialog) -> None:
    line = dialog.form.password.line
    line.setText(PASSWORD)
    dialog.reject()
    assert line.text() == ""


def test_everything_on_it_has_a_name_and_is_reached(dialog: ProtectionDialog, qtbot: QtBot) -> None:
    dialog.form.password.line.setText(PASSWORD)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    found = [find(dialog) for find in (walk.unnamed, walk.misnamed, walk.rich, walk.cropped)]
    assert found == [[], [], [], []]
    assert walk.out_of_reach(dialog) == []
