"""One side of a closing: its headline, and whatever else it promises."""

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from coachdesk.views.context import Context
from coachdesk.views.sessions.further_list import FurtherList
from coachdesk.views.sessions.promise_fields import PromiseFields
from coachdesk.views.widgets.buttons import link, rename
from coachdesk.views.widgets.tab_order import tab_through


class PromiseSide(QWidget):
    """All that one side promises: the headline, and behind a word as many more as there are."""

    def __init__(self, context: Context, *, by_coach: bool) -> None:
        super().__init__()
        self.by_coach = by_coach
        self.headline = PromiseFields(context, by_coach=by_coach)
        self.further = FurtherList(context, by_coach=by_coach)
        self.one_more = link("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.headline)
        column.addWidget(self.further)
        column.addStretch(1)
        self._place_one_more()
        self.further.changed.connect(self._place_one_more)

    def _place_one_more(self) -> None:
        """Let the word for one more stand below the last promise, and follow it with Tab."""
        promises = (self.headline, *(entry.fields for entry in self.further.entries.values()))
        promises[-1].words.addWidget(self.one_more)
        tab_through(*promises)

    def call(self, headline: str, further: str, one_more: str) -> None:
        """Say whose side it is."""
        self.headline.call(headline)
        self.further.call(further)
        rename(self.one_more, one_more)

    def problem(self) -> str:
        """Say what is wrong with a day that is typed, nothing where all is well."""
        return self.headline.by_when.problem() or self.further.problem()

    @property
    def fields(self) -> tuple[QPlainTextEdit, ...]:
        """Where the words of the promises stand, those of the headline first."""
        promises = (self.headline, *(entry.fields for entry in self.further.entries.values()))
        return tuple(field for promise in promises for field in promise.fields)

    def lock(self, *, is_locked: bool) -> None:
        """Let the side be read only."""
        self.headline.lock(is_locked=is_locked)
        self.further.lock(is_locked=is_locked)
        self.one_more.setHidden(is_locked)
