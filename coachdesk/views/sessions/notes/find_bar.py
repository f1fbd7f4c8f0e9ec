"""Looking for words in the notes: Ctrl+F, F3 and back, Esc leaves them selected."""

from bisect import bisect_left
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QWidget

from coachdesk.views.context import Context
from coachdesk.views.sessions.notes.finding import Place, Searched
from coachdesk.views.widgets.buttons import IconButton
from coachdesk.views.widgets.text import set_text, text_label

if TYPE_CHECKING:
    from coachdesk.views.sessions.notes.editor import MarkdownEdit

_LONGEST: Final = 200
_LOOK_AGAIN_MS: Final = 250
_READ_AT_ONCE: Final = 200_000


class FindBar(QWidget):
    """A line to type what is looked for, how often it is there, and the way from one place to the next."""

    def __init__(self, context: Context, edit: "MarkdownEdit") -> None:
        super().__init__()
        self._edit = edit
        self._theme = context.theme
        self._workspace = context.workspace
        self._searched: tuple[int, Searched] | None = None
        self._places: list[Place] = []
        self._from = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._again.timeout.connect(partial(self._look, _nothing_more))
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(self.tr("Find in notes"))
        self.field.setAccessibleName(self.tr("Find in notes"))
        self.count = text_label("", "muted", wrap=False)
        self.back = IconButton(
            context.theme, "chevron-up", self.tr("The one before (Shift+F3)"), self.previous
        )
        self.on = IconButton(context.theme, "chevron-down", self.tr("The next one (F3)"), self.next)
        self.leave = IconButton(context.theme, "x", self.tr("Leave (Esc)"), self.dismiss)
        self._lay_out()
        self.field.textEdited.connect(self._on_edited)
        edit.words_changed.connect(self._on_words_changed)
        edit.verticalScrollBar().valueChanged.connect(lambda _value: self._mark())
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for button in (self.back, self.on, self.leave):
            row.addWidget(button)
        self.setFocusProxy(self.field)

    def come_before(self, following: QWidget) -> None:
        """Be what Tab comes to before this."""
        before = following.previousInFocusChain() or self
        stops = (before, self.field, self.back, self.on, self.leave, following)
        for one, next_one in pairwise(stops):
            self.setTabOrder(one, next_one)

    def begin(self) -> None:
        """Take the keyboard, with the words that are selected in the notes, or those of last time."""
        cursor = self._edit.textCursor()
        selected = cursor.selectedText()
        self._from = cursor.selectionStart()
        if selected and "\u2029" not in selected and len(selected) <= _LONGEST:
            self.field.setText(selected)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._look(_nothing_more)

    def next(self) -> None:
        """Go to the next place, from the last one to the first."""
        self._step(1)

    def previous(self) -> None:
        """Go to the place before, from the first one to the last."""
        self._step(-1)

    def dismiss(self) -> None:
        """Go back to the notes; what was found stays selected."""
        self._again.stop()
        self._searched = None
        self.hide()
        self._edit.setExtraSelections([])
        self._edit.setFocus()

    def _step(self, by: int) -> None:
        if not self.field.text().strip():
            self.begin()
            return
        self._look(lambda: self._show(self._nearest(by)))

    def _nearest(self, by: int) -> int:
        cursor = self._edit.textCursor()
        begins = [begin for begin, _ in self._places]
        if by > 0:
            at = bisect_left(begins, cursor.selectionEnd() if cursor.hasSelection() else cursor.position())
            return at % len(begins)
        return (bisect_left(begins, cursor.selectionStart()) - 1) % len(begins)

    def _on_edited(self) -> None:
        self._look(self._show_first)

    def _show_first(self) -> None:
        begins = [begin for begin, _ in self._places]
        self._show(bisect_left(begins, self._from) % len(begins))

    def _on_words_changed(self) -> None:
        if self.isVisible():
            self._again.start()

    def _look(self, then: Callable[[], None]) -> None:
        """Find out where it is, and go on if it is anywhere; a very long text is read by a worker."""
        revision = self._edit.document().revision()
        if self._searched is not None and self._searched[0] == revision:
            self._find(self._searched[1], then)
            return
        text = self._edit.toPlainText()
        if len(text) <= _READ_AT_ONCE:
            self._take(revision, then, Searched.of(text))
        else:
            take = partial(self._take, revision, then)
            self._workspace.work(partial(Searched.of, text), take, origin=self)

    def _take(self, revision: int, then: Callable[[], None], searched: Searched) -> None:
        self._searched = (revision, searched)
        if revision == self._edit.document().revision():
            self._find(searched, then)

    def _find(self, searched: Searched, then: Callable[[], None]) -> None:
        self._places = searched.places_of(self.field.text())
        self._mark()
        self._tell(self._present())
        if self._places:
            then()

    def _present(self) -> int | None:
        cursor = self._edit.textCursor()
        place = (cursor.selectionStart(), cursor.selectionEnd())
        at = bisect_left(self._places, place)
        return at if at < len(self._places) and self._places[at] == place else None

    def _show(self, number: int) -> None:
        begin, end = self._places[number]
        self._edit.setTextCursor(self._cursor(begin, end))
        self._edit.ensureCursorVisible()
        self._mark()
        self._tell(number)

    def _cursor(self, begin: int, end: int) -> QTextCursor:
        cursor = self._edit.textCursor()
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _tell(self, number: int | None) -> None:
        text = ""
        if self.field.text().strip() and not self._places:
            text = self.tr("Not found")
        elif self._places and number is None:
            text = self.tr("%n time(s)", "", len(self._places))
        elif number is not None:
            text = self.tr("{number} of {count}").replace("{count}", str(len(self._places)))
            text = text.replace("{number}", str(number + 1))
        if text != self.count.text():
            set_text(self.count, text)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, text))

    def _mark(self) -> None:
        """Lay a colour below the places in sight."""
        blocks = [] if self.isHidden() else list(self._edit.blocks_in_sight())
        if not blocks:
            return
        first = bisect_left(self._places, (blocks[0].position(), 0))
        last = bisect_left(self._places, (blocks[-1].position() + blocks[-1].length(), 0))
        self._edit.setExtraSelections([self._marked(*place) for place in self._places[first:last]])

    def _marked(self, begin: int, end: int) -> QTextEdit.ExtraSelection:
        marked = QTextEdit.ExtraSelection()
        marked.cursor = self._cursor(begin, end)
        colour = QTextCharFormat()
        colour.setBackground(self._theme.colour("accent_soft"))
        marked.format = colour
        return marked

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)


def _nothing_more() -> None:
    """Leave it at what is marked and counted."""
