"""What the editors of client and engagement share: Save, Cancel, and nothing typed is lost."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.views.context import Context
from coachdesk.views.form import Form
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.page import Page, ScrollColumn

_WIDEST = 760


class Editor(Page):
    """A form with Save (Ctrl+S, Ctrl+Return) and Cancel (Esc).

    Cancel sets what was typed aside, and a notice offers to go on with it. Leaving in any
    other way saves, as far as what is typed can be taken.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._as_it_was: tuple[object, ...] = ()
        self._set_aside = False
        self._going_on = False
        self._saving = False
        self.form = Form()
        self.cancel = secondary(self.tr("Cancel"), self._on_cancel)
        self.cancel.setToolTip("Esc")
        self.save = primary(self.tr("Save"), self._on_save)
        self.save.setToolTip("Ctrl+S")
        self.header.addWidget(self.cancel)
        self.header.addWidget(self.save)
        self._scroll = ScrollColumn()
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

    def _store(self, *, leaving: bool) -> None:
        """Send what is typed to the vault, then call `_stored` or `_on_problem`.

        Raises:
            KnownError: it can't be taken as it is.
        """
        raise NotImplementedError

    def _reopen(self) -> None:
        """Ask for this editor again, for the record at hand."""
        raise NotImplementedError

    def _captions(self) -> dict[str, str]:
        """Return what the fields are called on the form, by what an error calls them."""
        return {}

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what the vault holds."""
        return self._typed() != self._as_it_was

    def flush(self) -> None:
        """Save what is typed when the page is left; what can't be taken stays for later."""
        if self._set_aside or self._saving or not self.is_changed:
            return
        try:
            self._store(leaving=True)
        except KnownError as problem:
            self._keep_for_later(self.tr("Not saved yet: {reason}").format(reason=error_text(problem)))

    def focus_first(self) -> None:
        """Put the keyboard on the first field."""
        fields = (child for child in self.form.findChildren(QWidget))
        first = (field for field in fields if isinstance(field, QLineEdit | QPlainTextEdit))
        next(first, self.save).setFocus()

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
        self._set_aside = False
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
        if self._saving:
            return
        try:
            self._store(leaving=False)
        except KnownError as problem:
            self._on_problem(problem)

    def _on_problem(self, problem: KnownError) -> None:
        self._saving = False
        called = problem.facts.get("field")
        problem.facts["field"] = self._captions().get(str(called), called)
        self.form.show_problem(error_text(problem))
        self._scroll.verticalScrollBar().setValue(0)

    def _on_cancel(self) -> None:
        if self.is_changed:
            self._keep_for_later(self.tr("Your changes are set aside."))
        self._context.navigation.back_requested.emit()

    def _keep_for_later(self, text: str) -> None:
        self._set_aside = True
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

    def _stored(self) -> None:
        """Remember that the vault holds what is typed."""
        self._saving = False
        self._as_it_was = self._typed()
        self.form.show_problem("")
