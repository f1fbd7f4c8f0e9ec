"""Where the words of a summary are written, part by part; what is seldom wanted comes when it is."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from coachdesk.models.entities.session import Heading, SharedText, SummaryField
from coachdesk.views.labels import label
from coachdesk.views.open_fields import OpenText, lock_field
from coachdesk.views.sessions.wording import differing
from coachdesk.views.widgets.looks import give_look
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.text import caption, set_caption

SELDOM: Final = (SummaryField.EXPERIMENT, SummaryField.FREE_LINE)
_MARKED_MS: Final = 1600
_SAID: Final = 120


class SharedFields(QWidget):
    """The fields in the order of the page, each under its heading of this session."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_locked = False
        self._wanted: set[SummaryField] = set()
        self.by_part: dict[SummaryField, OpenText] = {
            SummaryField.FOCUS: OpenText(placeholder=self.tr("What the hour was for")),
            SummaryField.INSIGHTS: OpenText(placeholder=self.tr("What they said, as they said it")),
            SummaryField.AGREED: OpenText(),
            SummaryField.EXPERIMENT: OpenText(placeholder=self.tr("Something to try, and until when")),
            SummaryField.NEXT_STEP: OpenText(),
            SummaryField.NEXT_DATE: OpenText(),
            SummaryField.FREE_LINE: OpenText(placeholder=self.tr("Whatever else belongs here")),
        }
        self._quoted = Quoted(self.by_part[SummaryField.INSIGHTS])
        self._captions = {part: self._caption(part) for part in self.by_part}
        self._heads = {part: _head(self._captions[part]) for part in self.by_part}
        self._columns = {part: self._column(part) for part in self.by_part}
        self._lay_out()
        for field in self.by_part.values():
            field.textChanged.connect(self._on_typed)
        self.show_headings(())
        self._fold()

    def _caption(self, part: SummaryField) -> QLabel:
        shown = caption(label(part), self._holder(part))
        shown.setWordWrap(True)  # a heading of one's own may be long
        policy = shown.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        shown.setSizePolicy(policy)
        return shown

    def _holder(self, part: SummaryField) -> QWidget:
        return self._quoted if part is SummaryField.INSIGHTS else self.by_part[part]

    def _column(self, part: SummaryField) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addLayout(self._heads[part])
        layout.addWidget(self._holder(part))
        layout.addStretch(1)
        return column

    def offer_beside(self, part: SummaryField, offer: QWidget) -> None:
        """Let something to do stand beside the heading of a part, before its field in the order of Tab."""
        self._heads[part].addWidget(offer)
        self.setTabOrder(offer, self._holder(part))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        beside = QHBoxLayout()
        beside.setSpacing(18)
        beside.addWidget(self._columns[SummaryField.NEXT_STEP], 3)
        beside.addWidget(self._columns[SummaryField.NEXT_DATE], 2)
        for part in (
            SummaryField.FOCUS,
            SummaryField.INSIGHTS,
            SummaryField.AGREED,
            SummaryField.EXPERIMENT,
        ):
            column.addWidget(self._columns[part])
        column.addLayout(beside)
        column.addWidget(self._columns[SummaryField.FREE_LINE])

    @property
    def words(self) -> Mapping[str, str]:
        """What is typed, by the names that a shared text has for it."""
        return {part.value: field.text() for part, field in self.by_part.items()}

    def show_words(self, shared: SharedText) -> None:
        """Show what the vault holds."""
        for part, field in self.by_part.items():
            field.blockSignals(True)
            field.show_text(getattr(shared, part.value))
            field.blockSignals(False)
        self._fold()

    def show_headings(self, headings: tuple[Heading, ...]) -> None:
        """Call each part as this session calls it, and as usual where it has no name of its own."""
        own = {heading.field: heading.words for heading in headings}
        for part, shown in self._captions.items():
            set_caption(shown, own.get(part) or label(part))

    def lock(self, *, is_locked: bool) -> None:
        """Let the words stand as they are, or be written on."""
        self._is_locked = is_locked
        for field in self.by_part.values():
            lock_field(field, is_locked=is_locked)
        self._fold()

    def forget_opened(self) -> None:
        """Fold again what was opened for another session."""
        self._wanted.clear()
        self._fold()

    def open(self, part: SummaryField) -> None:
        """Show a part that is seldom wanted, ready to be written into."""
        self._wanted.add(part)
        self._fold()
        self.by_part[part].setFocus()

    def is_folded(self, part: SummaryField) -> bool:
        """Tell whether a part is out of sight, since it says nothing and nobody asked for it."""
        return self._columns[part].isHidden()

    def take(self, part: SummaryField, words: str) -> OpenText:
        """Add words at the end of a part, and leave them selected and marked, to be read over."""
        self._wanted.add(part)
        self._fold()
        field = self.by_part[part]
        _append_selected(field, words)
        field.setFocus()
        self._mark(field)
        said = self.tr("Copied to “{heading}”: {words}").replace("{heading}", field.accessibleName())
        announce(field, said.replace("{words}", words[:_SAID]))
        return field

    def _mark(self, field: OpenText) -> None:
        give_look(field, "yes", called="landed")
        QTimer.singleShot(_MARKED_MS, field, lambda: give_look(field, "", called="landed"))

    def differing(self, stored: SharedText) -> list[str]:
        """Return a line for each part that says something else than what is stored."""
        return [
            line
            for part, field in self.by_part.items()
            for line in differing(field.accessibleName(), field.text(), getattr(stored, part.value))
        ]

    def _on_typed(self) -> None:
        self._fold()
        self.typed.emit()

    def _fold(self) -> None:
        """Show of the parts that are seldom wanted those that say something or were asked for."""
        for part in SELDOM:
            says_something = bool(self.by_part[part].toPlainText())
            if says_something:
                self._wanted.add(part)  # who empties it goes on writing there
            is_folded = not says_something and (self._is_locked or part not in self._wanted)
            self._columns[part].setVisible(not is_folded)


def _head(shown: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(shown, 1)
    return row


class Quoted(QFrame):
    """Somebody's own words while they are written: the bar of a quotation beside the field."""

    def __init__(self, field: OpenText) -> None:
        super().__init__()
        self.setProperty("quote", True)
        self.setFocusProxy(field)
        self._field = field
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 0, 0)
        layout.addWidget(field)

    def setAccessibleName(self, name: str) -> None:  # noqa: D102
        self._field.setAccessibleName(name)


def _append_selected(field: OpenText, words: str) -> None:
    cursor = field.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    start = cursor.position() + (1 if field.text() else 0)
    cursor.insertText(f"\n{words}" if field.text() else words)
    cursor.setPosition(start, cursor.MoveMode.MoveAnchor)
    cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
