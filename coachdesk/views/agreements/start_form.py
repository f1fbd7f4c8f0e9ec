"""Where an agreement begins: who makes it, and in which language."""

from typing import Final

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.agreements import Beginning
from coachdesk.models.entities.agreement import AgreementKind
from coachdesk.views.agreements.wording import joined
from coachdesk.views.fields import Choice
from coachdesk.views.form import Form
from coachdesk.views.widgets.buttons import primary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import heading, muted, set_text

_WIDEST: Final = 520


class StartForm(QWidget):
    """Offers to begin; `start_wanted` carries the kind and the language's tag."""

    start_wanted = Signal(object, str)

    def __init__(self, languages: frozenset[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._languages = sorted(languages)
        self.title = heading("", 2)
        self.kind = Choice(
            (
                (AgreementKind.TWO_PARTY, self.tr("Client and coach")),
                (AgreementKind.THREE_WAY, self.tr("Client, coach and sponsor")),
            ),
            AgreementKind.TWO_PARTY,
        )
        self.language = Choice(tuple((tag, _language_name(tag)) for tag in self._languages), "en")
        self.start = primary(self.tr("Start the agreement"), self._on_start)
        card = Card()
        card.setMaximumWidth(_WIDEST)
        card.body.setSpacing(14)
        card.body.addWidget(self.title)
        card.body.addWidget(
            muted(
                self.tr(
                    "It begins with clauses to talk about, none of them agreed. You change, drop and add "
                    "what you like, and each of you says yes to each clause."
                )
            )
        )
        form = Form()
        form.row(self.tr("Who makes it"), self.kind)
        form.row(self.tr("Language of the agreement"), self.language)
        card.body.addWidget(form)
        card.body.addWidget(self.start, alignment=Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 0)
        column.addWidget(card, alignment=Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)

    def show_beginning(self, beginning: Beginning) -> None:
        """Offer to begin with these people."""
        set_text(
            self.title, self.tr("An agreement with {names}").format(names=joined(beginning.client_names))
        )
        self.kind.choose(beginning.kind)
        self.kind.setEnabled(beginning.kind is AgreementKind.THREE_WAY)
        near = (tag for tag in self._languages if beginning.language.lower().startswith(tag))
        self.language.choose(next(near, "en"))

    def _on_start(self) -> None:
        self.start_wanted.emit(self.kind.value(), self.language.value())


def _language_name(tag: str) -> str:
    # 001 is the world: without it, Qt calls English “American English”
    name = QLocale(f"{tag}_001").nativeLanguageName()
    return name[:1].upper() + name[1:]
