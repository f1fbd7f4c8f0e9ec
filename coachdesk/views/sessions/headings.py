"""What the parts of a summary are called: as usual, as in a set of the coach's, or in words of one's own."""

from functools import partial

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from coachdesk.models.entities.session import Heading, HeadingTemplate, SummaryField
from coachdesk.models.heading_templates import HEADING_LIMIT, HeadingsAtHand, shipped_headings, tidy
from coachdesk.views.labelled import labelled
from coachdesk.views.labels import label
from coachdesk.views.open_fields import labelled_tightly
from coachdesk.views.widgets.buttons import quiet, secondary
from coachdesk.views.widgets.flow import FlowLayout

_NAME_LIMIT = 60


class HeadingsMenu(QMenu):
    """A menu of sets; `chosen` carries the headings of one, `edit_wanted` asks for words of one's own."""

    chosen = Signal(tuple)
    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTitle(self.tr("Headings"))
        self._at_hand = HeadingsAtHand()
        self._now: tuple[Heading, ...] = ()
        self.aboutToShow.connect(self._build)

    def show_sets(self, at_hand: HeadingsAtHand, now: tuple[Heading, ...]) -> None:
        """Offer all sets, the one in use ticked, as soon as somebody looks."""
        self._at_hand, self._now = at_hand, now

    def _build(self) -> None:
        last_time = self._at_hand.last_time
        self.clear()
        self._offer(self.tr("As usual"), ())
        for template in (*shipped_headings(QLocale().bcp47Name()), *self._at_hand.own):
            self._offer(template.name, template.headings)
        if last_time and last_time != self._now:
            self.addSeparator()
            self.addAction(self.tr("As last time"), partial(self.chosen.emit, last_time))
        self.addSeparator()
        self.addAction(self.tr("In your own words…"), self.edit_wanted.emit)

    def _offer(self, name: str, headings: tuple[Heading, ...]) -> None:
        action = self.addAction(name.replace("&", "&&"), partial(self.chosen.emit, headings))
        action.setCheckable(True)
        action.setChecked(headings == self._now)


class HeadingsEditor(QWidget):
    """Headings in words of one's own, which the page follows as they are typed, and a name to keep them by.

    `kept` carries name and headings, `deleted` the set that shall go.
    """

    typed = Signal()
    kept = Signal(str, tuple)
    deleted = Signal(object)
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._own: HeadingTemplate | None = None
        self.lines = {part: self._line() for part in SummaryField}
        self.name = QLineEdit()
        self.name.setMaxLength(_NAME_LIMIT)
        self.name.setPlaceholderText(self.tr("A name, to use them again"))
        self.name.returnPressed.connect(self._on_keep)
        self.keep = secondary(self.tr("Keep as a set"), self._on_keep)
        self.delete = quiet(self.tr("Delete this set"), self._on_delete)
        self.close_it = quiet(self.tr("Done"), self.done.emit)
        self._lay_out()

    def _line(self) -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(HEADING_LIMIT)
        line.setProperty("field", "open")
        line.textEdited.connect(lambda _text: self.typed.emit())
        return line

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(5)
        for part, line in self.lines.items():
            column.addWidget(labelled_tightly(label(part), line))
            line.setPlaceholderText(label(part))
        column.addWidget(labelled(self.tr("Name of the set"), self.name)[0])
        buttons = FlowLayout(spacing=10)
        for button in (self.keep, self.delete, self.close_it):
            buttons.addWidget(button)
        column.addLayout(buttons)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """What is typed."""
        return tidy(tuple(Heading(field=part, words=line.text()) for part, line in self.lines.items()))

    def show_headings(self, headings: tuple[Heading, ...], own: tuple[HeadingTemplate, ...]) -> None:
        """Show what the parts are called, and which set of the coach's that is; typing goes on."""
        found = next((template for template in own if template.headings == headings), None)
        is_from_elsewhere = headings != self.headings
        if is_from_elsewhere:
            self._show_words(headings)
        if is_from_elsewhere or (found is not None and not self.name.isModified()):
            self.name.setText("" if found is None else found.name)
        self._own = found
        self.delete.setVisible(found is not None)

    def _show_words(self, headings: tuple[Heading, ...]) -> None:
        words = {heading.field: heading.words for heading in headings}
        for part, line in self.lines.items():
            line.setText(words.get(part, ""))
            line.setCursorPosition(0)

    def flush(self) -> None:
        """Keep the set whose name is typed."""
        if self.name.isModified() and self.name.text().strip() and self.headings:
            self._on_keep()

    def _on_keep(self) -> None:
        if self.name.text().strip():
            self.name.setModified(False)
            self.kept.emit(self.name.text().strip(), self.headings)
        else:
            self.name.setFocus()

    def _on_delete(self) -> None:
        if self._own is not None:
            self.deleted.emit(self._own)
