from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from coachdesk.errors import InvalidInputError
from coachdesk.models.entities.people import CoachProfile, Credential, PaperSize
from coachdesk.theme import Theme
from coachdesk.views.profile_form import ProfileForm
from coachdesk.views.start.background import Background

FULL = CoachProfile(
    name="Mira Solano",
    practice_name="Harbour Coaching",
    contact="Harbour Lane 4\n8001 Zürich",
    credentials=(
        Credential(body="ICF", level="PCC", number="12", awarded_on=date(2024, 2, 29)),
        Credential(body="EMCC", expires_on=date(2027, 1, 1)),
    ),
    ethics_code="EMCC Global Code",
    insurer="Basler",
    jurisdiction="Swiss law",
    training_began_on=date(2019, 9, 1),
    currency="CHF",
    paper=PaperSize.LETTER,
)


@pytest.fixture
def form(theme: Theme, qtbot: QtBot) -> Iterator[ProfileForm]:
    usual = QLocale()
    QLocale.setDefault(QLocale("de_CH"))
    background = Background()
    made = ProfileForm(theme, background)
    qtbot.addWidget(made)
    yield made
    background.finish()
    QLocale.setDefault(usual)


def test_a_name_alone_is_a_profile(form: ProfileForm) -> None:
    form.name.setText("  Mira Solano ")
    assert form.profile() == CoachProfile(name="Mira Solano", currency="CHF")


def test_all_fields_read_back(form: ProfileForm) -> None:
    form.show_profile(FULL)
    assert form.profile() == FULL


def test_everything_but_the_name_is_folded_away(form: ProfileForm) -> None:
    form.show()
    assert form.name.isVisible()
    assert not form.contact.isVisible()
    assert not form.currency.isVisible()


def test_an_empty_name_is_refused(form: ProfileForm) -> None:
    form.name.setText("   ")
    with pytest.raises(InvalidInputError, match="Your name is still missing"):
        form.profile()


@pytest.mark.parametrize("typed", ["Franken", "C1F", "€", "EU"])
def test_what_is_no_currency_is_refused(form: ProfileForm, typed: str) -> None:
    form.name.setText("Mira")
    form.currency.setText(typed)
    with pytest.raises(InvalidInputError, match="is not a currency"):
        form.profile()


def test_a_currency_in_small_letters_is_taken(form: ProfileForm) -> None:
    form.name.setText("Mira")
    form.currency.setText(" eur ")
    assert form.profile().currency == "EUR"


def test_no_day_of_the_calendar_is_refused(form: ProfileForm) -> None:
    form.name.setText("Mira")
    form.training.setText("29.02.2027")
    with pytest.raises(InvalidInputError, match="not a day of the calendar"):
        form.profile()


def test_credentials_are_added_and_removed(form: ProfileForm) -> None:
    form.name.setText("Mira")
    form.credentials.add.click()
    form.credentials.add.click()
    form.credentials.rows[0].body_field.setText("ICF")
    form.credentials.rows[1].body_field.setText("EMCC")
    form.credentials.rows[0].remove.click()
    assert form.profile().credentials == (Credential(body="EMCC"),)


def test_an_empty_credential_is_left_out(form: ProfileForm) -> None:
    form.name.setText("Mira")
    form.credentials.add.click()
    assert form.profile().credentials == ()


def test_every_change_is_told(form: ProfileForm, qtbot: QtBot) -> None:
    form.show_profile(FULL)
    changes: tuple[Callable[[], object], ...] = (
        lambda: form.name.setText("M"),
        lambda: form.contact.setPlainText("M"),
        lambda: form.paper.choose(PaperSize.A4),
        lambda: form.training.setText(""),
        lambda: form.credentials.rows[0].level.setText("MCC"),
        form.credentials.add.click,
    )
    for change in changes:
        with qtbot.waitSignal(form.edited, timeout=1000):
            change()
