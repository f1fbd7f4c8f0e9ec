"""The coach's profile as a form: at the first start and in the settings."""

from typing import Final

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.entities.people import CoachProfile, PaperSize
from coachdesk.theme import Theme
from coachdesk.views.credential_rows import CredentialRows
from coachdesk.views.day_field import DayField
from coachdesk.views.fields import Choice, PlainText
from coachdesk.views.form import Form
from coachdesk.views.labels import choices
from coachdesk.views.logo_field import AskPicture, LogoField, ask_picture
from coachdesk.views.start.background import Worker
from coachdesk.views.start.kit import paper_here
from coachdesk.views.widgets.fold import Fold

_CURRENCY_LENGTH: Final = 3
_USUAL_CURRENCY: Final = "EUR"


class ProfileForm(QWidget):
    """A name is enough; the rest is folded away."""

    edited = Signal()

    def __init__(self, theme: Theme, worker: Worker, *, ask_picture: AskPicture = ask_picture) -> None:
        super().__init__()
        self.letterhead = Fold(theme, self.tr("Letterhead and paper"))
        self.practice = Fold(theme, self.tr("Credentials and practice"))
        form = Form()
        self.name = form.line(self.tr("Your &name"))
        self._fill_letterhead(worker, ask_picture)
        self._fill_practice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (form, self.letterhead, self.practice):  # filled before, so that Tab follows this order
            column.addWidget(part)
        self._watch()

    def _fill_letterhead(self, worker: Worker, ask: AskPicture) -> None:
        form = Form()
        self.practice_name: QLineEdit = form.line(self.tr("Name of your practice"))
        self.contact: PlainText = form.text(
            self.tr("Contact"), hint=self.tr("As it should stand on the letterhead, line by line.")
        )
        self.contact.setFixedHeight(self.contact.minimumHeight())
        self.logo = form.row(self.tr("Logo"), LogoField(worker, ask=ask))
        self.paper: Choice[PaperSize] = form.choice(
            self.tr("Paper for printing and PDF"), choices(PaperSize), paper_here()
        )
        self.letterhead.body.addWidget(form)

    def _fill_practice(self) -> None:
        form = Form()
        self.credentials = CredentialRows()
        form.add(self.credentials)
        self.ethics_code: QLineEdit = form.line(self.tr("Code of ethics you follow"))
        with form.side_by_side():
            self.insurer: QLineEdit = form.line(self.tr("Insurer"))
            self.jurisdiction: QLineEdit = form.line(self.tr("Law that applies"))
        with form.side_by_side():
            self.training: DayField = form.day(self.tr("Coach training began on"))
            self.currency: QLineEdit = form.line(self.tr("Usual currency"), _currency_here())
        self.practice.body.addWidget(form)

    def _watch(self) -> None:
        lines = (self.name, self.practice_name, self.ethics_code, self.insurer, self.jurisdiction)
        for line in (*lines, self.training, self.currency, self.contact):
            line.textChanged.connect(lambda *_: self.edited.emit())
        self.paper.currentIndexChanged.connect(lambda _index: self.edited.emit())
        self.logo.edited.connect(self.edited)
        self.credentials.edited.connect(self.edited)

    def empty(self) -> None:
        """Show the form as it is where no profile is stored yet."""
        self.show_profile(CoachProfile(name="–", paper=paper_here(), currency=_currency_here()))
        self.name.clear()

    def show_profile(self, profile: CoachProfile) -> None:
        """Show what is stored."""
        self.name.setText(profile.name)
        self.practice_name.setText(profile.practice_name)
        self.contact.setPlainText(profile.contact)
        self.logo.set_value(profile.logo)
        self.paper.choose(profile.paper)
        self.credentials.set_value(profile.credentials)
        self.ethics_code.setText(profile.ethics_code)
        self.insurer.setText(profile.insurer)
        self.jurisdiction.setText(profile.jurisdiction)
        self.training.set_value(profile.training_began_on)
        self.currency.setText(profile.currency)
        for line in self.findChildren(QLineEdit):
            line.setCursorPosition(0)

    def profile(self) -> CoachProfile:
        """Return the profile as it is typed.

        Raises:
            InvalidInputError: the name is empty, a day is none, or the currency is no code.
        """
        return CoachProfile(
            name=self._named(),
            practice_name=self.practice_name.text().strip(),
            contact=self.contact.text().strip(),
            logo=self.logo.value(),
            credentials=self.credentials.value(),
            ethics_code=self.ethics_code.text().strip(),
            insurer=self.insurer.text().strip(),
            jurisdiction=self.jurisdiction.text().strip(),
            training_began_on=self.training.value(),
            currency=self._currency(),
            paper=self.paper.value(),
        )

    def _named(self) -> str:
        name = self.name.text().strip()
        if not name:
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "Your name is still missing."),
                QT_TRANSLATE_NOOP("errors", "It is the one thing that every agreement needs."),
            )
        return name

    def _currency(self) -> str:
        typed = self.currency.text().strip().upper() or _currency_here()
        if len(typed) != _CURRENCY_LENGTH or not (typed.isascii() and typed.isalpha()):
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "“{typed}” is not a currency."),
                QT_TRANSLATE_NOOP("errors", "Type its three letters, such as EUR, CHF or USD."),
                typed=typed[:40],
            )
        return typed


def _currency_here() -> str:
    """Return the ISO 4217 code that is usual where the computer says it is."""
    return QLocale().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode) or _USUAL_CURRENCY
