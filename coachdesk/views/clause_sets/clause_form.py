"""One clause of a set, as an agreement will begin with it."""

from collections.abc import Iterable
from functools import partial

import attrs
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from coachdesk.models.entities.agreement import AgreementKind, Audience, Layer
from coachdesk.models.entities.clause_set import SetClause
from coachdesk.models.own_sets import is_always_core, save_set_clause
from coachdesk.views.context import Context
from coachdesk.views.form import Form
from coachdesk.views.labels import choices
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.saver import Job, PartSaver


class ClauseForm(ScrollColumn):
    """Saves a clause while it is typed; `saver` knows how safe it is."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._clause: SetClause | None = None
        form = Form()
        self.heading = form.line(self.tr("Heading"))
        self.prompt = form.text(self.tr("What opens the talk"), hint=self.tr("Said by you, not printed."))
        self.suggestion = form.text(
            self.tr("Words to start from"),
            lines=6,
            hint=self.tr("They begin as your words. Nothing is agreed before each of you says yes."),
        )
        with form.side_by_side():
            self.layer = form.choice(self.tr("Where it belongs"), choices(Layer), Layer.ALLIANCE)
            self.audience = form.choice(self.tr("Who reads it"), choices(Audience), Audience.PAIR)
        self.core = form.check(self.tr("Agreed by both before an agreement is ready to sign"))
        self.two_party = form.check(self.tr("Part of agreements of client and coach"))
        self.three_way = form.check(self.tr("Part of agreements with a sponsor"))
        self._form = form
        self.column.addWidget(form)
        self.column.addStretch(1)
        self.saver = PartSaver(context.workspace, self, self._job)
        self._follow()

    def _follow(self) -> None:
        for text in (self.prompt, self.suggestion):
            text.textChanged.connect(self._on_typed)
        self.heading.textEdited.connect(self._on_typed)
        for choice in (self.layer, self.audience):
            choice.activated.connect(lambda _at: self._on_chosen())
        for box in self._boxes:
            box.clicked.connect(self._on_chosen)

    @property
    def _boxes(self) -> tuple[QCheckBox, ...]:
        return self.core, self.two_party, self.three_way

    @property
    def clause(self) -> SetClause | None:
        """The clause that is shown."""
        return self._clause

    def show_clause(self, clause: SetClause, *, read_only: bool) -> None:
        """Show a clause; the words that are typed on it at the moment stay."""
        is_same = self._clause is not None and self._clause.id == clause.id
        self._clause = clause
        if not (is_same and self.saver.is_dirty):
            self._fill(clause)
        self._allow(clause, read_only=read_only)
        if not is_same:
            self.verticalScrollBar().setValue(0)

    def _fill(self, clause: SetClause) -> None:
        _show(self.heading, clause.heading)
        _show(self.prompt, clause.prompt)
        _show(self.suggestion, clause.suggestion)
        self.layer.choose(clause.layer)
        self.audience.choose(clause.audience)
        self.core.setChecked(clause.core)
        self.two_party.setChecked(AgreementKind.TWO_PARTY in clause.kinds)
        self.three_way.setChecked(AgreementKind.THREE_WAY in clause.kinds)

    def _allow(self, clause: SetClause, *, read_only: bool) -> None:
        for field in (self.heading, self.prompt, self.suggestion):
            field.setReadOnly(read_only)
        for choice in (self.layer, self.audience):
            choice.setEnabled(not read_only)
        for box in self._boxes:
            box.setEnabled(not read_only and not is_always_core(clause))

    def say(self, problem: str) -> None:
        """Say what can't be taken as it is; an empty text says all is well."""
        self._form.show_problem(problem)

    def flush(self) -> None:
        """Save at once what is typed."""
        self.saver.flush()

    def take_back(self) -> None:
        """Hold what stands in the form for typed: a lock has brought it back."""
        self._on_typed()

    def let_go(self, gone: Iterable[SetClause]) -> None:
        """Forget what could not be saved of a clause that is not there any more."""
        if self._clause is not None and self._clause.id in {clause.id for clause in gone}:
            self.saver.forget()

    def _on_typed(self) -> None:
        if self._clause is not None and not self.heading.isReadOnly():
            self.saver.touch()

    def _on_chosen(self) -> None:
        self._on_typed()
        self.saver.flush()

    def _typed(self, clause: SetClause) -> SetClause:
        """Return the clause as it stands in the form.

        Raises:
            InvalidInputError: the heading is empty.
        """
        kinds = (
            (AgreementKind.TWO_PARTY, self.two_party.isChecked()),
            (AgreementKind.THREE_WAY, self.three_way.isChecked()),
        )
        return attrs.evolve(
            clause,
            heading=self.heading.text().strip(),
            prompt=self.prompt.text().strip(),
            suggestion=self.suggestion.text().strip(),
            layer=self.layer.value(),
            audience=self.audience.value(),
            core=self.core.isChecked(),
            kinds=tuple(kind for kind, is_chosen in kinds if is_chosen),
        )

    def _job(self) -> Job:
        if self._clause is None:
            raise AssertionError("nothing is shown that could be saved")
        self._clause = self._typed(self._clause)
        return partial(save_set_clause, clause=self._clause)


def _show(field: QWidget, text: str) -> None:
    """Show a text; the same one leaves cursor and undo alone."""
    with QSignalBlocker(field):
        if isinstance(field, QLineEdit) and field.text() != text:
            field.setText(text)
            field.setCursorPosition(0)
        elif isinstance(field, QPlainTextEdit) and field.toPlainText() != text:
            field.setPlainText(text)
