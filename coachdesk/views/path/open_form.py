"""The one form that is open on the way: another one keeps it first."""

from collections.abc import Callable
from functools import partial

from attrs import frozen
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.delivery import is_gone
from coachdesk.models.entities.change import Written
from coachdesk.views.path.forms import PathForm
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.page import FormName, bring_into_sight
from coachdesk.views.widgets.tab_order import tab_through


@frozen
class Place:
    """Where a form opens: at the end of a column, for Tab after a widget; then the keyboard goes back."""

    column: QVBoxLayout
    after: QWidget
    back_to: QWidget


class OpenForm(QObject):
    """Puts a form into a place of the page, and the keyboard back where it was once that is closed.

    `refused` tells why a form can't be kept, `orphaned` the words of one whose place is gone.
    """

    refused = Signal(str)
    orphaned = Signal(list)

    def __init__(self, undo: Undo, page: QWidget) -> None:
        super().__init__(page)
        self._undo = undo
        self._came_from: QWidget | None = None
        self._name: FormName = ()
        self.form: PathForm | None = None

    def open(self, name: FormName, make: Callable[[], PathForm], place: Place) -> None:
        """Open a form in a place; one that is open and changed is kept first."""
        if self.has_unsaved:
            self._keep(then=partial(self.open, name, make, place))
            return
        self.close()
        form = self.form = make()
        self._name = name
        self._came_from = place.back_to
        form.saved.connect(self._keep)
        form.left.connect(self.close)
        form.refused.connect(self.refused)
        place.column.addWidget(form)
        tab_through(place.after, form)
        form.first.setFocus()
        bring_into_sight(form)

    def close(self) -> None:
        """Take the form down, whatever is in it."""
        if self.form is None:
            return
        form, self.form = self.form, None
        had_keyboard = form.isAncestorOf(form.window().focusWidget())
        form.hide()
        form.deleteLater()
        if had_keyboard and self._came_from is not None and not is_gone(self._came_from):
            self._came_from.setFocus()

    def keep_first(self, part: QWidget, act: Callable[[], None]) -> None:
        """Do something to a part of the page, once what is typed in a form there is kept."""
        if self._is_in(part) and self.has_unsaved:
            self._keep(then=act)
        else:
            act()

    def go_with(self, part: QWidget) -> None:
        """Take the form down where the part of the page goes that it is in, and tell its words."""
        if self.form is None or not self._is_in(part):
            return
        words = self.form.new_words
        self.close()
        if words:
            self.orphaned.emit(words)

    def _is_in(self, part: QWidget) -> bool:
        return self.form is not None and part.isAncestorOf(self.form)

    @property
    def has_unsaved(self) -> bool:
        """Whether the form holds something that the vault does not."""
        return self.form is not None and self.form.is_changed

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The name of the form, where it is changed."""
        return (self._name,) if self.has_unsaved else ()

    def flush(self) -> None:
        """Keep the form if anything in it was changed; what can't be taken stays in it."""
        if self.has_unsaved:
            self._keep()

    def _keep(self, then: Callable[[], None] | None = None) -> None:
        form = self.form
        if form is None:
            return
        if not form.has_something_to_keep:
            self.close()
            return

        def close(_written: Written[object]) -> None:
            if self.form is form:
                self.close()
                if then is not None:
                    then()

        form.keep(self._undo, close)
