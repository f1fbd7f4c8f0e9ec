"""The way from the agreement's page to the turned screen."""

from collections.abc import Callable
from typing import Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from coachdesk.models.agreement_desk import AgreementDesk
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.entities.agreement import AgreementKind, Party
from coachdesk.models.entities.ids import ClauseId
from coachdesk.views.agreements.desk_view import DeskView
from coachdesk.views.agreements.drafts import Drafts
from coachdesk.views.agreements.same_room.talk import Talk
from coachdesk.views.agreements.wording import party_name, short_name
from coachdesk.views.ask_card import Read
from coachdesk.views.context import Context
from coachdesk.views.form import Form
from coachdesk.views.way_back import WayBack

translate = QCoreApplication.translate
_WIDEST_CODE: Final = 360


@frozen
class Turning:
    """How the screen is turned: the code for the way back, and whether the sponsor is in the room."""

    way_back: WayBack
    with_sponsor: bool = False


class Entrance(QObject):
    """Asks how the screen is to be turned, and lets a talk begin."""

    def __init__(
        self,
        context: Context,
        view: DeskView,
        drafts: Drafts,
        desk: Callable[[], AgreementDesk | None],
        choose: Callable[[ClauseId], None],
    ) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._drafts = drafts
        self._find_desk = desk
        self._choose = choose

    def ask(self) -> None:
        """Ask for a code for the way back, where an agreement is being written."""
        desk, view = self._find_desk(), self._view
        if desk is None or view.stack.currentWidget() is not view.work:
            return
        page = desk.page
        view.ask.ask(
            translate(
                "agreements",
                "This agreement alone fills the screen, in large letters. You come back with a code that "
                "you choose now for this once, or with your passphrase.",
            ),
            translate("agreements", "Turn the screen"),
            lambda form: _build(form, page),
            lambda turning: self._turn(page, turning),
            named=("room",),  # never asked again: a code is no words, and kept nowhere
        )

    def _turn(self, page: AgreementPage, turning: Turning) -> None:
        talk = Talk(
            self._context.workspace,
            self._drafts,
            page.agreement.engagement_id,
            begin_at=self._view.card.clause_id,
            with_sponsor=turning.with_sponsor,
            way_back=turning.way_back,
            parent=self,
        )
        talk.moved.connect(self._choose)
        talk.left.connect(talk.deleteLater)
        self._context.navigation.same_room_requested.emit(talk)


def _build(form: Form, page: AgreementPage) -> Read:
    """Add the fields of the question, and return what reads them."""
    code = form.line(
        translate("agreements", "Code for the way back"),
        placeholder=translate("agreements", "Your passphrase works, too"),
    )
    code.setEchoMode(QLineEdit.EchoMode.Password)
    code.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
    code.setMaximumWidth(_WIDEST_CODE)
    sponsor = _sponsor_box(form, page)

    def read() -> Turning:
        way_back = WayBack(code.text())
        return Turning(way_back, with_sponsor=sponsor is not None and sponsor.isChecked())

    return read


def _sponsor_box(form: Form, page: AgreementPage) -> QCheckBox | None:
    if page.agreement.kind is not AgreementKind.THREE_WAY:
        return None
    text = translate("agreements", "{name} is here too: show only the clauses for all parties")
    names = page.names_of(Party.SPONSOR)
    name = (names[0].name or names[0].organisation) if names else ""
    return form.check(text.format(name=short_name(name) or party_name(page, Party.SPONSOR)))
