"""The page where a form that came back is looked through, and its answers are taken over."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from coachdesk.documents.returned_form import ReturnedForm, form_in
from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.clock import local
from coachdesk.models.entities.change import Kind, Written
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.returned_forms import (
    Answer,
    ReturnedAnswers,
    TakenOver,
    compare,
    take_over,
    undo_take_over,
)
from coachdesk.models.take_home import TakeHomePage, take_home_page
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.labels import day_text
from coachdesk.views.names import shortened
from coachdesk.views.take_home.answer_card import AnswerCard
from coachdesk.views.take_home.stage import Stage
from coachdesk.views.take_home.wording import left_out_text
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.text import muted

_MATTERS: Final = (Kind.AGREEMENT, Kind.CLAUSE, Kind.FORM)


class ReturnedFormPanel(Page):
    """Shows each answer that differs; nothing is written before the coach says so."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Returned form"))
        self._context = context
        self._engagement: EngagementId | None = None
        self._read: ReturnedForm | None = None
        self.found: ReturnedAnswers | None = None
        self.cards: list[AnswerCard] = []
        self.leave = secondary(self.tr("Back to the agreement"), self._on_back)
        self.choose = secondary(self.tr("Open a returned form…"), self._on_choose)
        self.take = primary(self.tr("Take over"), self._on_take)
        for part in (self.leave, self.choose, self.take):
            self.header.addWidget(part)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        work = ScrollColumn()
        work.column.addLayout(self._column)
        work.column.addStretch(1)
        self.stage = Stage(work)
        self.body.addWidget(self.stage, 1)
        self.keep_up(context.workspace.changed, *_MATTERS, own_too=True)

    def open(self, *ids: str) -> None:
        """Be ready for a form about the agreement of the engagement with this id."""
        self._engagement = EngagementId(ids[0])
        self._read = self.found = None
        self._ask_for_file()
        job = partial(take_home_page, engagement_id=self._engagement)
        self._context.workspace.run(job, self._on_page, origin=self, on_failed=self._say_why_not)

    def refresh(self) -> None:
        """Compare the form with the vault again."""
        if self._engagement is not None and self._read is not None:
            job = partial(
                compare,
                engagement_id=self._engagement,
                form_id=self._read.form_id,
                given=self._read.answers,
            )
            self._context.workspace.run(job, self._show, origin=self, on_failed=self._refuse)

    @property
    def engagement_at_hand(self) -> str:
        """The engagement whose agreement the form is about."""
        return self._engagement or ""

    def focus_first(self) -> None:
        """Put the keyboard on the first answer, or before what can be done."""
        has_answers = self.stage.has_work and self.cards
        (self.cards[0].tick if has_answers else self.leave).setFocus()

    def _on_page(self, page: TakeHomePage) -> None:
        self.name(self.tr("Returned form"), " & ".join(name for _, name in page.clients))

    def _ask_for_file(self) -> None:
        text = self.tr(
            "Choose the PDF that your client has filled in. Only the words in its boxes are read, and you "
            "see each of them before it is taken over."
        )
        title, choose = self.tr("Open the form that came back"), self.tr("Open a returned form…")
        self._say(EmptyState(title, text, choose, self._on_choose))

    def _say_why_not(self, error: KnownError) -> None:
        title = self.tr("No form can be taken over now")
        self._say(EmptyState(title, error_text(error), self.tr("Open the agreement"), self._on_back))

    def _refuse(self, error: KnownError) -> None:
        self._read = self.found = None
        title, text = self.tr("This file can't be taken over"), error_text(error)
        self._say(EmptyState(title, text, self.tr("Open another file…"), self._on_choose))
        announce(self.stage, f"{title}. {text}", is_urgent=True)

    def _say(self, message: EmptyState) -> None:
        had_keyboard = self.has_keyboard
        self.stage.say(message)
        self.choose.hide()
        self.take.hide()
        if had_keyboard:
            self.focus_first()

    def _on_choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a returned form"), str(documents_folder()), self.tr("PDF (*.pdf)")
        )
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Read the form in a file."""
        self._context.workspace.work(
            partial(form_in, path), self._on_read, origin=self, on_failed=self._refuse
        )

    def _on_read(self, form: ReturnedForm) -> None:
        self._read, self.found = form, None
        self.refresh()

    def _show(self, found: ReturnedAnswers) -> None:
        if found == self.found:
            return
        had_keyboard = self.has_keyboard
        self.found = found
        clear(self._column)
        self.cards = [AnswerCard(answer) for answer in found.changes]
        for text in self._notes(found):
            self._column.addWidget(muted(text))
        for card in self.cards:
            card.tick.toggled.connect(lambda _is_on: self._offer_to_take())
            self._column.addWidget(card)
        self.stage.show_work()
        self.choose.show()
        self.take.show()
        self._offer_to_take()
        if had_keyboard:
            self.focus_first()

    def _notes(self, found: ReturnedAnswers) -> Iterator[str]:
        name = shortened(found.client_name, 60)
        if found.changes:
            text = self.tr(
                "What {name} has written. What is ticked becomes the client's words; what you have agreed on "
                "stays as it is, and so does every yes."
            )
        else:
            text = self.tr("Nothing new from {name}: every answer is here already.")
        yield text.replace("{name}", name)
        if found.form.returned_at is not None:
            day = day_text(local(found.form.returned_at).date())
            yield self.tr("This form came back before: answers were taken over on {day}.").replace(
                "{day}", day
            )
        yield from self._left_out(found)

    def _left_out(self, found: ReturnedAnswers) -> Iterator[str]:
        extras = () if self._read is None else sorted(self._read.left_out)
        if extras:
            text = self.tr("The file also holds this, which was left out: {things}.")
            yield text.replace("{things}", ", ".join(map(left_out_text, extras)))
        if found.missing:
            text = self.tr("These boxes are missing in the file: {headings}.")
            yield text.replace("{headings}", ", ".join(found.missing))
        if found.gone:
            text = self.tr("No longer in the agreement: {headings}.")
            yield text.replace("{headings}", ", ".join(found.gone))

    @property
    def _ticked(self) -> list[Answer]:
        return [card.answer for card in self.cards if card.tick.isChecked()]

    def _offer_to_take(self) -> None:
        self.take.setEnabled(bool(self._ticked))

    def _on_take(self) -> None:
        if self.found is not None and self._ticked:
            job = partial(take_over, form_id=self.found.form.id, answers=self._ticked)
            self.take.setEnabled(False)  # a double click is one answer
            self._context.workspace.run(job, self._on_taken, on_failed=self._on_not_taken)

    def _on_taken(self, written: Written[TakenOver]) -> None:
        undo = partial(undo_take_over, taken=written.value)
        ways = self._context.navigation
        ways.notify(
            self.tr("Taken over as the client's words. What stood there before is in the history."),
            self.tr("Undo"),
            partial(self._context.workspace.run, undo),
        )
        self._read = self.found = None
        ways.agreement_requested.emit(self.engagement_at_hand, written.value.words[0][0])

    def _on_not_taken(self, error: KnownError) -> None:
        self._context.workspace.failed.emit(error)
        self._offer_to_take()
        self.refresh()

    def _on_back(self) -> None:
        self._context.navigation.agreement_requested.emit(self.engagement_at_hand, "")
