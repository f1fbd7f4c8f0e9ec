"""What the editors of client and engagement share: Save, Cancel, and nothing typed is lost."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from coachdesk.errors import InvalidInputError, KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.change import Written
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.day_field import DayField
from coachdesk.views.fields import MoneyField, NumberField
from coachdesk.views.form import Form
from coachdesk.views.undo import Undo
from coachdesk.views.undo_steps import Kept
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.page import Page, ScrollColumn, bring_into_sight
from coachdesk.views.widgets.problem import ProblemLine

_WIDEST = 760

Job = Callable[[Store], Written[Any]]
Look = Callable[[Store], Any]
Changed = tuple[str, frozenset[str]]


class Editor(Page):
    """A form with Save (Ctrl+S, Ctrl+Return) and Cancel (Esc).

    Cancel sets what was typed aside, and a notice offers to go on with it. Leaving in any
    other way saves. What the vault does not take stays on the form, which then makes room
    for no other record.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self.undo = Undo(context, self)
        self._replaced: list[Any] = []
        self._as_it_was: tuple[object, ...] | None = None
        self._sent: tuple[object, ...] = ()
        self._set_aside = False
        self._going_on = False
        self._saving = False
        self._is_leaving = False
        self.form = Form()
        self.cancel = secondary(self.tr("Cancel"), self._on_cancel)
        self.cancel.setToolTip("Esc")
        self.save = primary(self.tr("Save"), self._on_save)
        self.save.setToolTip("Ctrl+S")
        self.header.addWidget(self.cancel)
        self.header.addWidget(self.save)
        self.problem = ProblemLine()
        self._scroll = ScrollColumn()
        self.body.addWidget(self.problem)
        self.body.addWidget(self._scroll)
        for keys, slot in (
            ("Ctrl+S", self._on_save),
            ("Ctrl+Return", self._on_save),
            ("Ctrl+Enter", self._on_save),
            ("Esc", self._on_cancel),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _build(self, form: Form) -> None:
        """Fill a new form with the rows of the record at hand."""
        raise NotImplementedError

    def _ask(self, *ids: str) -> None:
        """Ask the vault for the record with these ids, and `_show_form` when it is there."""
        raise NotImplementedError

    def _job(self) -> Job:
        """Return what stores the record as typed.

        Raises:
            KnownError: it can't be taken as it is.
        """
        raise NotImplementedError

    def _look(self) -> Look:
        """Return what reads the records that the form changes, None where there are none yet."""
        raise NotImplementedError

    def _put(self, records: Any, instead_of: Any) -> Job:  # noqa: ANN401  (what `_look` reads)
        """Return what puts records back in the place of what the form has made of them."""
        raise NotImplementedError

    def _changed(self) -> Changed:
        """Return what the change is called, and whose pages it is seen on."""
        raise NotImplementedError

    def _adopt(self, stored: Any) -> None:  # noqa: ANN401  (the record of each editor)
        """Take what the vault holds now as the record at hand."""
        raise NotImplementedError

    def _saved_words(self) -> str:
        """Return what is said when the record was saved on the way out."""
        raise NotImplementedError

    def _reopen(self) -> None:
        """Ask for this editor again, for the record at hand."""
        raise NotImplementedError

    def _named_fields(self) -> dict[str, tuple[QWidget, str]]:
        """Return fields of the form and what they are called there, by what an error calls them."""
        return {}

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what the vault holds."""
        return self._as_it_was is not None and self._typed() != self._as_it_was

    @property
    def has_unsaved(self) -> bool:
        """Whether words are typed that the vault does not hold and the coach has not set aside."""
        return self.is_changed and not self._set_aside

    def open(self, *ids: str) -> None:
        """Edit the record with these ids, or a new one."""
        if not self._goes_on():
            self._ask(*ids)

    def flush(self) -> None:
        """Save what is typed when the page is left; what can't be taken stays for later."""
        self._is_leaving = True
        if self.has_unsaved and not self._saving:
            self._send()

    def focus_first(self) -> None:
        """Put the keyboard on the first field."""
        fields = (child for child in self.form.findChildren(QWidget))
        first = (field for field in fields if isinstance(field, QLineEdit | QPlainTextEdit))
        next(first, self.save).setFocus()

    def _may_show_another(self, ask_again: Callable[[], None]) -> bool:
        """Tell whether the form may go; if not, say what it still holds, and offer to ask again later."""
        if self.has_unsaved:
            self._context.navigation.notify(
                self.tr("These words are not saved yet. Save or cancel them, then go on."),
                self.tr("Go on"),
                ask_again,
                stays=True,
            )
        return not self.has_unsaved

    def _show_form(self) -> None:
        """Put a new form in place of the old one."""
        self._scroll.column.removeWidget(self.form)
        self.form.hide()
        self.form.deleteLater()
        self.form = Form()
        self.form.setMaximumWidth(_WIDEST)
        self._build(self.form)
        self._scroll.column.insertWidget(0, self.form)
        if self._scroll.column.count() == 1:
            self._scroll.column.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)
        self.problem.say("")
        self._set_aside = False
        self._replaced = []
        self._as_it_was = self._typed()

    def _fold(self, form: Form, title: str, *, is_open: bool) -> Form:
        """Add a group of rows that can be folded away."""
        fold = Fold(self._context.theme, title, is_open=is_open)
        inside = Form()
        fold.body.addWidget(inside)
        form.add(fold)
        return inside

    def _typed(self) -> tuple[object, ...]:
        """Return all that is typed and chosen, to compare."""
        return (
            *(field.text() for field in self.form.findChildren(QLineEdit)),
            *(field.toPlainText() for field in self.form.findChildren(QPlainTextEdit)),
            *(field.currentIndex() for field in self.form.findChildren(QComboBox)),
            *(field.isChecked() for field in self.form.findChildren(QCheckBox)),
        )

    def _on_save(self) -> None:
        self._is_leaving = False
        if not self._saving:
            self._send()

    def _send(self) -> None:
        try:
            job = _looking(self._job(), self._look())
        except KnownError as problem:
            self._on_problem(problem)
            return
        self._saving, self._sent = True, self._typed()
        self._context.workspace.run(job, self._on_stored, origin=self, on_failed=self._on_problem)

    def _on_stored(self, written: Written[Any]) -> None:
        self._saving = False
        self._as_it_was = self._sent
        before, stored, after = written.value
        self._replaced.append(before)
        self._adopt(stored)
        self.problem.say("")
        if self.has_unsaved:  # typed while the save was under way
            self._send()
            return
        if not self._is_leaving:
            self._go_back()
        self._tell(after)

    def _tell(self, after: Any) -> None:  # noqa: ANN401  (what `_look` reads)
        """Say that it was saved, with the way back; a new record, on leaving alone, has none."""
        before, self._replaced = self._replaced[0], []
        text, records = self._changed()
        if before is not None and before != after:
            self.undo.hand_over(
                Kept(
                    text=text,
                    told=self._saved_words(),
                    before=before,
                    after=after,
                    put=self._put,
                    records=records,
                )
            )
        elif self._is_leaving:
            self._context.navigation.notify(self._saved_words())

    def _go_back(self) -> None:
        """Go where the coach will want to be after saving."""
        self._context.navigation.back_requested.emit()

    def _on_problem(self, problem: KnownError) -> None:
        self._saving = False
        called = problem.facts.get("field")
        field, caption = self._named_fields().get(str(called), (self._refusing_field(), called))
        problem.facts["field"] = caption
        self.problem.say(error_text(problem))
        if self._is_leaving:
            self._offer_to_go_on(self.tr("Not saved yet: {reason}").format(reason=error_text(problem)))
        elif field is not None:
            self._lead_to(field)

    def _refusing_field(self) -> QWidget | None:
        """Return the first field whose words it can't make sense of itself."""
        checked = (DayField, NumberField, MoneyField)
        fields = (field for field in self.form.findChildren(QLineEdit) if isinstance(field, checked))
        return next((field for field in fields if _refuses(field)), None)

    def _lead_to(self, field: QWidget) -> None:
        """Put the keyboard on a field, and it into sight, also out of a fold."""
        for fold in self.form.findChildren(Fold):
            if fold.isAncestorOf(field):
                fold.open()
        field.setFocus()
        bring_into_sight(field)

    def _on_cancel(self) -> None:
        if self._saving:
            self._is_leaving = True
        elif self.is_changed:
            self._set_aside = True
            self._offer_to_go_on(self.tr("Your changes are set aside."))
        self._context.navigation.back_requested.emit()

    def _offer_to_go_on(self, text: str) -> None:
        go_on = partial(self._go_on, self.form)
        self._context.navigation.notify(text, self.tr("Go on editing"), go_on)

    def _go_on(self, form: Form) -> None:
        """Come back to what was set aside, unless another record has taken its place."""
        if form is self.form:
            self._set_aside = False
            self._going_on = True
            self._reopen()

    def _goes_on(self) -> bool:
        """Tell whether the editor opens for what was set aside, and should leave the form as it is."""
        going_on, self._going_on = self._going_on, False
        return going_on


def _looking(job: Job, look: Look) -> Job:
    """Return a job that tells of the records before and after, too."""

    def do(store: Store) -> Written[tuple[Any, Any, Any]]:
        with store.transaction():
            before, written = look(store), job(store)
            return Written((before, written.value, look(store)), written.change)

    return do


def _refuses(field: DayField | NumberField | MoneyField) -> bool:
    try:
        field.value()
    except InvalidInputError:
        return True
    return False
