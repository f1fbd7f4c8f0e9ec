"""Signing in the room: one after the other, each with their name under the same words."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.agreement_desk import AgreementDesk
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.agreement_versions import not_talked_through
from coachdesk.models.clock import local
from coachdesk.models.entities.agreement import Party, PartyName, SigningMethod
from coachdesk.views.agreements.signing import Signing
from coachdesk.views.agreements.signing_ways import SigningWays
from coachdesk.views.agreements.wording import joined, short_name, signature_text, signer_text
from coachdesk.views.context import Context
from coachdesk.views.day_field import shown_day
from coachdesk.views.form import Form
from coachdesk.views.labels import label
from coachdesk.views.names import shortened
from coachdesk.views.shortcuts import add_shortcuts
from coachdesk.views.widgets.buttons import primary, quiet, rename, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import body, heading, muted, set_caption, set_text
from coachdesk.views.widgets.typing_undo import start_over

_WIDEST: Final = 620
_LONGEST_NAME: Final = 24


class SignPanel(ScrollColumn):
    """A calm page for the one whose turn it is; `signed` carries a `Signing`."""

    signed = Signal(object)
    left = Signal()
    turn_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._page: AgreementPage | None = None
        self._turn: PartyName | None = None
        self._offered = ""
        self.title = heading("")
        self.done = muted("")
        self.open_clauses = ProblemLine()
        self.turn = heading("", 2)
        self.statement = body("")
        self.ways = SigningWays(context)
        self.form = Form()
        self.name = self.form.line(self.tr("Your name, as you sign it"))
        with self.form.side_by_side():
            self.place = self.form.line(self.tr("Place"))
            self.moment = self.form.moment(self.tr("Day and time"))
        self.sign = primary(self.tr("Sign"), self._on_sign)
        self.later = secondary(self.tr("Back to the agreement"), self.left.emit)
        self.guardian = quiet(self.tr("A guardian signs too"), self._on_guardian)
        self.other = quiet("", self._on_other)
        self.name.returnPressed.connect(self._on_sign)
        self.ways.chosen.connect(self._on_way_chosen)
        add_shortcuts(self, ((self.tr("Back to the agreement"), "Esc", self.left.emit),))
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card()
        card.body.setSpacing(12)
        for part in (self.turn, self.statement, self.ways, self.form):
            card.body.addWidget(part)
        card.body.addLayout(_row(self.later, self.sign, is_at_end=True))
        card.body.addLayout(_row(self.guardian, self.other))
        self.column.setSpacing(14)
        for widget in (self.title, self._plain_words(), self.open_clauses, self.done, card):
            widget.setMaximumWidth(_WIDEST)
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def _plain_words(self) -> QWidget:
        return muted(
            self.tr(
                "This records what you agreed on, who said so, when and where. It is no qualified electronic "
                "signature, and nothing here is legal advice."
            )
        )

    @property
    def is_sponsors_turn(self) -> bool:
        """Whether the sponsor is about to sign, and so reads the sponsor's copy."""
        return self._turn is not None and self._turn.party is Party.SPONSOR

    def show_desk(self, desk: AgreementDesk) -> None:
        """Show who has signed, and ask the next one; the place is where the last one signed.

        Whoever is about to sign under the same text is left in peace.
        """
        before, self._page = self._page, desk.page
        page = desk.page
        self.place.setText(self.place.text() or desk.last_place)
        number = page.version.number
        set_text(self.title, self.tr("Signing version {number}").format(number=number))
        today = self._context.workspace.today()
        set_text(self.done, "\n".join(signature_text(mark, today) for mark in page.signed_by))
        self.done.setVisible(bool(page.signed_by))
        self._show_open_clauses(page)
        is_same = before is not None and _what_is_signed(before) == _what_is_signed(page)
        if page.yet_to_sign and not (is_same and self._turn is not None):
            self._give_turn(page.yet_to_sign[0])
        self._follow_day()

    @property
    def _next(self) -> PartyName | None:
        """Who else could sign now: the one after whose turn it is, round and round."""
        waiting = () if self._page is None else self._page.yet_to_sign
        at = waiting.index(self._turn) + 1 if self._turn in waiting else 0
        others = [one for one in (*waiting[at:], *waiting[:at]) if one != self._turn]
        return next(iter(others), None)

    def _show_open_clauses(self, page: AgreementPage) -> None:
        clauses = () if page.signed_by else not_talked_through(page)
        text = self.tr(
            "These clauses have words that not everybody has said yes to one by one: {headings}. Signing "
            "says yes to them too. Park what you would rather leave out."
        )
        headings = joined(clause.heading for clause in clauses)
        self.open_clauses.say(text.format(headings=headings) if clauses else "")

    def _give_turn(self, turn: PartyName) -> None:
        self._turn = turn
        set_text(self.turn, signer_text(turn))
        self.ways.begin()
        start_over(self.name)
        self.name.setPlaceholderText(shortened(turn.name, 60))
        self._offer_moment()
        self.form.show_problem("")
        self._show_way()
        waiting = () if self._page is None else self._page.yet_to_sign
        self.guardian.setHidden(any(one.party is Party.GUARDIAN for one in (turn, *waiting)))
        self._offer_other()
        self.turn_changed.emit()
        (self.ways.first_field or self.name).setFocus()

    def _offer_moment(self) -> None:
        """Offer this very moment as that of the signature."""
        now = self._context.workspace.now()
        self._offered = shown_day(local(now).date())
        self.moment.set_value(now)

    def _follow_day(self) -> None:
        """Offer the new day once the one that was offered is over, and stands there as it was."""
        is_over = self._offered != shown_day(self._context.workspace.today())
        if is_over and self.moment.day.text() == self._offered:
            self._offer_moment()

    def _show_way(self) -> None:
        """Ask for what the chosen way of signing needs, in its words.

        Whoever types signs with the name; beside strokes or a scan it only says whose they are.
        """
        method, whole = self.ways.method, "" if self._turn is None else self._turn.name
        is_typed = method is SigningMethod.TYPED
        number = 0 if self._page is None else self._page.version.number
        set_text(self.statement, self._statement(method).format(number=number))
        caption = self.tr("Your name, as you sign it") if is_typed else self.tr("Name of who signs")
        set_caption(self._name_caption, caption)
        if is_typed and self.name.text() == whole:
            start_over(self.name)
        elif not is_typed and not self.name.text():
            self.name.setText(whole)
            self.name.setCursorPosition(0)
        on_paper = method is SigningMethod.PAPER
        rename(self.sign, self.tr("Record the signature") if on_paper else self.tr("Sign"))

    def _statement(self, method: SigningMethod) -> str:
        if method is SigningMethod.PAPER:
            return self.tr("I have signed version {number} of our agreement by hand, on paper.")
        return self.tr("I have read version {number} of our agreement, and I agree to it.")

    @property
    def _name_caption(self) -> QLabel:
        captions = self.form.findChildren(QLabel)
        return next(caption for caption in captions if caption.buddy() is self.name)

    def _on_way_chosen(self) -> None:
        self.form.show_problem("")
        self._show_way()

    def _offer_other(self) -> None:
        other = self._next
        text = self.tr("{name} signs first")
        rename(self.other, "" if other is None else text.format(name=_called(other)))
        self.other.setHidden(other is None)

    def refuse(self, error: KnownError) -> None:
        """Say why a signature can't be taken, and keep what was typed and drawn."""
        self._ask_again(error_text(error), self.name)

    def _ask_again(self, problem: str, field: QWidget) -> None:
        self.form.show_problem(problem)
        field.setFocus()

    def _on_guardian(self) -> None:
        self._give_turn(PartyName(party=Party.GUARDIAN, name=""))

    def _on_other(self) -> None:
        other = self._next
        if other is not None:
            self._give_turn(other)

    def _on_sign(self) -> None:
        if self._turn is None or self._page is None:
            return
        if not self.name.text().strip():
            self._ask_again(
                self.tr("The name is still missing. Whoever signs, please type it here."), self.name
            )
            return
        field = self.ways.first_field
        if field is not None and self.ways.evidence is None:
            self._ask_again(self._what_is_missing(), field)
            return
        try:
            signed_at = self.moment.value() or self._context.workspace.now()
        except KnownError as error:
            self._ask_again(error_text(error), self.moment)
            return
        self.signed.emit(
            Signing(
                shown=self._page.fingerprint,
                party=self._turn.party,
                signer=self._turn.name,
                name=self.name.text(),
                place=self.place.text(),
                signed_at=signed_at,
                statement=self.statement.text(),
                method=self.ways.method,
                evidence=self.ways.evidence,
            )
        )

    def _what_is_missing(self) -> str:
        if self.ways.method is SigningMethod.DRAWN:
            return self.tr("Nothing is drawn yet. Sign in the white box, or type your name instead.")
        return self.tr("The scan of the signed page is still missing. Choose it, or drop it in its place.")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        if not event.spontaneous():  # somebody comes to sign: nothing is left of the last time
            self._turn = None
            self.ways.start_over()


def _what_is_signed(page: AgreementPage) -> tuple[object, ...]:
    return page.version.id, page.fingerprint, page.signatures


def _called(one: PartyName) -> str:
    return short_name(one.name or one.organisation, _LONGEST_NAME) or label(one.party).capitalize()


def _row(*parts: QWidget, is_at_end: bool = False) -> FlowLayout:
    """Return widgets side by side, in a second line where there is no room for all."""
    row = FlowLayout(is_at_end=is_at_end)
    for part in parts:
        row.addWidget(part)
    return row
