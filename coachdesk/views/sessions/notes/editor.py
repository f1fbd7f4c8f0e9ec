"""The editor of Markdown source: as it is typed it is kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from coachdesk.clipboard import mark_private
from coachdesk.views.context import Context
from coachdesk.views.sessions.notes import writing
from coachdesk.views.sessions.notes.colouring import Colouring
from coachdesk.views.sessions.notes.direction import align
from coachdesk.views.sessions.notes.habits import Habits
from coachdesk.views.sessions.notes.hints import WIDTH, HintMargin
from coachdesk.views.sessions.notes.markdown import Line, toggled
from coachdesk.views.sessions.notes.menu import NotesMenu, word_at
from coachdesk.views.sessions.notes.pasting import Pasting
from coachdesk.views.sessions.notes.spelling import SpellCheck

_LEAST_HEIGHT: Final = 150
_ZOOM_STEP: Final = 1.12
_WHEEL_STEP: Final = 120  # https://doc.qt.io/qt-6/qwheelevent.html#angleDelta
_SIGNS_A_LINE: Final = 84  # longer lines are hard to read


class MarkdownEdit(QPlainTextEdit):
    """Keys write marks, lists go on with Enter, what is pasted comes as Markdown, paragraphs run their way.

    `words_changed` tells of words that come from the coach, never of colours or of what is only shown.
    `image_pasted` and `files_pasted` come from the clipboard or a drop, and change no text.
    """

    left = Signal()
    words_changed = Signal()
    menu_shown = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_typed = True
        self._turned = 0
        self._usual_points = self.font().pointSizeF()
        self._prepare()
        self.habits = Habits(context.workspace, self)
        self.spelling = SpellCheck(context, self.habits, self)
        self.pasting = Pasting(self, context.workspace)
        self.image_pasted = self.pasting.image_pasted
        self.files_pasted = self.pasting.files_pasted
        self.hints = HintMargin(self, context.theme)
        self._colouring = Colouring(self, self.font, context.theme, self.spelling, self.blocks_in_sight)
        self._make_actions()
        self._connect()
        self._follow_habits()

    def _prepare(self) -> None:
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each paragraph by its first letter
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.document().clearUndoRedoStacks()  # a margin is no step of the coach's

    def _connect(self) -> None:
        self.document().contentsChange.connect(self._on_contents_change)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._colouring.colour())
        self.habits.changed.connect(self._follow_habits)
        self.hints.turned_off.connect(lambda: self.show_hints(shown=False))

    def _make_actions(self) -> None:
        make = self._action
        self.actions_by_icon = {
            "bold": make(self.tr("Bold"), "Ctrl+B", partial(self._around, "**")),
            "italic": make(self.tr("Italic"), "Ctrl+I", partial(self._around, "*")),
            "heading": make(self.tr("Heading"), "Ctrl+H", partial(self._toggle, Line.HEADING)),
            "list": make(self.tr("List"), "Ctrl+U", partial(self._toggle, Line.LIST)),
        }
        self.line_actions = (
            self.actions_by_icon["list"],
            make(self.tr("Numbered list"), "", partial(self._toggle, Line.NUMBERS)),
            make(self.tr("To do"), "", partial(self._toggle, Line.TASKS)),
            make(self.tr("Quote"), "", partial(self._toggle, Line.QUOTE)),
            make(self.tr("Move in"), "Ctrl+]", lambda: writing.indent(self.textCursor(), deeper=True)),
            make(self.tr("Move out"), "Ctrl+[", lambda: writing.indent(self.textCursor(), deeper=False)),
        )
        self.zoom_actions = (
            make(self.tr("Larger"), "Ctrl+=", lambda: self.zoom_by(1)),
            make(self.tr("Smaller"), "Ctrl+-", lambda: self.zoom_by(-1)),
            make(self.tr("As usual"), "Ctrl+0", lambda: self.zoom_by(0)),
        )
        self.zoom_actions[0].setShortcuts([QKeySequence("Ctrl+="), QKeySequence("Ctrl++")])
        self.offered: list[QAction] = []
        self.plain = make(self.tr("Paste without formatting"), "Ctrl+Shift+V", self.paste_plain)

    def _action(self, text: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
        return action

    def _around(self, mark: str) -> None:
        self.setTextCursor(writing.toggle_around(self.textCursor(), mark))

    def _toggle(self, kind: Line) -> None:
        writing.change_lines(self.textCursor(), partial(toggled, kind=kind))

    def speak(self, language: str) -> None:
        """Check the spelling in a client's language, as the coach wrote it down; write as is the habit."""
        self.habits.read()
        self.spelling.begin(language)

    def show_text(self, text: str) -> None:
        """Show other words and forget how they came about; the same ones leave cursor and undo alone."""
        if text != self.toPlainText():
            with self._shown_not_typed():
                self.setPlainText(text)

    def change_text(self, text: str) -> None:
        """Show other words as one step that can be undone."""
        with self._shown_not_typed():
            writing.replace_all(self.textCursor(), text)

    @contextmanager
    def _shown_not_typed(self) -> Iterator[None]:
        self._is_typed = False
        yield
        self._is_typed = True

    def insert_paragraph(self, text: str) -> None:
        """Put lines of their own where the cursor is."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        before = "" if not cursor.block().text()[: cursor.positionInBlock()].strip() else "\n\n"
        cursor.insertText(f"{before}{text}")
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def blocks_in_sight(self) -> Iterator[QTextBlock]:
        """Yield the lines that are seen, from the top."""
        block = self.firstVisibleBlock()
        below = self.viewport().height()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= below:
            yield block
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def zoom_by(self, steps: int) -> None:
        """Make the letters larger or smaller; 0 steps lead back to the usual size."""
        wanted = self.habits.now.zoom + steps if steps else 0
        self.habits.keep(self.habits.now.zoomed(wanted))

    def show_hints(self, *, shown: bool) -> None:
        """Show the dots beside words of medicine and therapy, or none."""
        self.habits.keep(self.habits.now.with_hints(shown=shown))

    def _follow_habits(self) -> None:
        self.hints.setVisible(self.habits.now.shows_hints)
        points = self._usual_points * _ZOOM_STEP**self.habits.now.zoom
        if abs(points - self.font().pointSizeF()) > 0.01:  # noqa: PLR2004  (a hundredth of a point)
            font = self.font()
            font.setPointSizeF(points)
            self.setFont(font)
            self._make_room()
            self._colouring.start_anew()

    def _make_room(self) -> None:
        """Leave room for the dots, and keep lines as short as they read well."""
        inner = self.contentsRect()
        widest = self.fontMetrics().averageCharWidth() * _SIGNS_A_LINE
        bar = self.verticalScrollBar()
        spare = max(WIDTH, inner.width() - (bar.width() if bar.isVisible() else 0) - widest)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left, right = (spare, 0) if is_mirrored else (0, spare)
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)
        beside = self.viewport().geometry()
        x = beside.left() - WIDTH if is_mirrored else beside.right() + 1
        self.hints.setGeometry(QRect(x, beside.top(), WIDTH, beside.height()))

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        document = self.document()
        first, last = document.findBlock(position), document.findBlock(position + added)
        self._colouring.note_change(first, last, added=added, position=position)

    def _on_text_changed(self) -> None:
        self._colouring.colour()
        align(self.blocks_in_sight())
        if self._is_typed:
            self.words_changed.emit()

    def _on_cursor_moved(self) -> None:
        self._colouring.cursor_moved(self.textCursor().position(), self.document())

    def paste_plain(self) -> None:
        """Put the words of the clipboard where the cursor is, as they are."""
        self.pasting.paste_plain(QGuiApplication.clipboard().text())

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: D102
        return mark_private(super().createMimeDataFromSelection())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: D102
        return self.pasting.takes(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: D102
        self.pasting.paste(source)

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(super().sizeHint().width(), _LEAST_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if writing.go_on_with_list(self.textCursor()):
                self.ensureCursorVisible()
                return
        elif event.text() == " " and writing.take_mark_once(self.textCursor()):
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: D102
        super().inputMethodEvent(event)
        self._colouring.colour_line(self.textCursor().block())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._turn(event.angleDelta().y())
            event.accept()
        else:
            super().wheelEvent(event)

    def _turn(self, eighths: int) -> None:
        """Count what a wheel or a pad has turned until it makes a step."""
        self._turned += eighths
        steps = int(self._turned / _WHEEL_STEP)
        self._turned -= steps * _WHEEL_STEP
        if steps:
            self.zoom_by(steps)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102
        menu = NotesMenu(self, word_at(self, event))
        self.menu_shown.emit(menu)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        align(self.blocks_in_sight())
        super().paintEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self._make_room()
        self._colouring.colour()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._make_room()
        self._colouring.colour()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()
