"""The private side of the wall: Markdown as it is typed, saved as it is typed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QPushButton, QWidget

from coachdesk.clipboard import mark_private
from coachdesk.errors import StaleError
from coachdesk.models import notes
from coachdesk.models.agreed_data import Retention
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.session import PrivateNote
from coachdesk.models.history import Subject
from coachdesk.models.notes import OpenNote
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.dropped_files import files_in
from coachdesk.views.labels import period_text
from coachdesk.views.sessions import markdown
from coachdesk.views.sessions.markdown import MarkdownHighlighter
from coachdesk.views.widgets.autosave import SaveState
from coachdesk.views.widgets.buttons import IconButton, quiet
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.text import set_text, text_label

_LEAST_HEIGHT = 150


class MarkdownEdit(QPlainTextEdit):
    """An editor of Markdown source: Ctrl+B, Ctrl+I, Ctrl+H, Ctrl+U and lists that go on with Enter."""

    left = Signal()
    words_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._highlighter = MarkdownHighlighter(self.document(), context.theme)
        self.textChanged.connect(self._on_text_changed)
        self.actions_by_icon = {
            "bold": self._key(self.tr("Bold"), "Ctrl+B", partial(self._around, "**")),
            "italic": self._key(self.tr("Italic"), "Ctrl+I", partial(self._around, "*")),
            "heading": self._key(
                self.tr("Heading"), "Ctrl+H", lambda: markdown.toggle_heading(self.textCursor())
            ),
            "list": self._key(self.tr("List"), "Ctrl+U", lambda: markdown.toggle_list(self.textCursor())),
        }

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: D102
        return mark_private(super().createMimeDataFromSelection())

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(super().sizeHint().width(), _LEAST_HEIGHT)

    def _key(self, text: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
        return action

    def _around(self, mark: str) -> None:
        self.setTextCursor(markdown.toggle_around(self.textCursor(), mark))

    def show_text(self, text: str) -> None:
        """Show other words; the same ones leave cursor and undo alone."""
        if text != self.toPlainText():
            self._colour_if_short(len(text))
            self.setPlainText(text)

    def _colour_if_short(self, length: int) -> None:
        """Leave very long texts plain, so that the window never waits for colours."""
        wanted = self.document() if length <= markdown.HIGHLIGHT_LIMIT else None
        if self._highlighter.document() is not wanted:
            self._highlighter.colour(wanted)

    def _on_text_changed(self) -> None:
        """Pass on what was typed: Qt says the text has changed when only its colours have, too."""
        if not self._highlighter.is_colouring:
            self.words_changed.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: D102
        return not files_in(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: D102
        if source.hasText():
            text = source.text()
            self._colour_if_short(self.document().characterCount() + len(text))
            self.textCursor().insertText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() == Qt.KeyboardModifier.NoModifier and self._go_on_with_list():
            return
        if event.text() == " " and self._takes_mark_typed_twice():
            return
        super().keyPressEvent(event)

    def _takes_mark_typed_twice(self) -> bool:
        """Let whoever types the mark that a list has gone on with have it once."""
        cursor = self.textCursor()
        mark = markdown.mark_typed_twice(cursor.block().text()) if cursor.atBlockEnd() else ""
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(mark))
        if mark:
            cursor.removeSelectedText()
        return bool(mark)

    def _go_on_with_list(self) -> bool:
        cursor = self.textCursor()
        mark = None if cursor.hasSelection() else markdown.next_list_mark(cursor.block().text())
        if mark is None or not cursor.atBlockEnd():
            return False
        if mark:
            cursor.insertText(f"\n{mark}")
        else:
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        self.ensureCursorVisible()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class NoteKeeper:
    """Keeps drafts and notes in the store's thread, each on top of the revision before."""

    def __init__(self, opened: PrivateNote) -> None:
        self.session_id = opened.session_id
        self._revision = opened.revision

    def draft(self, store: Store, body: str) -> Written[PrivateNote]:
        """Keep what is being typed."""
        return notes.save_draft(store, session_id=self.session_id, body=body, revision=self._revision)

    def note(self, store: Store, body: str) -> Written[PrivateNote]:
        """Save what was typed."""
        written = notes.save_note(store, session_id=self.session_id, body=body, revision=self._revision)
        self._revision = written.value.revision
        return written


class NotesCard(Card):
    """Private notes; a selection crosses the wall only through “Take across”."""

    taken_across = Signal(str, str)

    def __init__(self, context: Context, origin: QObject, opened: OpenNote) -> None:
        super().__init__(Tone.PRIVATE)
        self._workspace = context.workspace
        self._keeper = NoteKeeper(opened.note)
        self._wants_note = opened.is_draft
        self._is_leaving = False
        self.edit = MarkdownEdit(context)
        self.edit.setProperty("field", "notes")
        self.edit.setPlaceholderText(self.tr("What you notice, guess and want to remember"))
        self.edit.show_text(opened.note.body)
        self.saver = PartSaver(context.workspace, origin, self._job)
        self.across = self._take_across_button()
        ask = context.navigation.history_requested.emit
        self.history = quiet(self.tr("History"), lambda: ask(Subject.NOTE.value, self._keeper.session_id))
        self.caption = text_label("", "private")
        self._lay_out(context)
        self.saver.state_changed.connect(self._on_state)
        self.edit.words_changed.connect(self._on_typed)
        self.edit.left.connect(self.flush)
        self.edit.copyAvailable.connect(self._offer_across)

    def _lay_out(self, context: Context) -> None:
        self.caption.setBuddy(self.edit)
        self.say_how_long(None)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for icon, action in self.edit.actions_by_icon.items():
            tools.addWidget(_tool(context, icon, action))
        tools.addStretch(1)
        tools.addWidget(self.history)
        tools.addWidget(self.across)
        self.body.addWidget(self.caption)
        self.body.addWidget(self.edit, 1)
        self.body.addLayout(tools)

    def _take_across_button(self) -> QPushButton:
        button = quiet(self.tr("Take across"))
        button.setAccessibleDescription(self.tr("Copies the selected words to what the client receives"))
        button.setToolTip(self.tr("Copies the selected words to what the client receives"))
        button.setEnabled(False)
        menu = QMenu(button)
        for field, text in (
            ("focus", self.tr("to our focus")),
            ("insights", self.tr("to the client's words")),
            ("agreed", self.tr("to what we agreed")),
            ("next_step", self.tr("to the next step")),
        ):
            menu.addAction(text, partial(self._take_across, field))
        button.setMenu(menu)
        return button

    def turn_to(self, opened: OpenNote) -> None:
        """Be the editor of other notes from now on; nothing here is unsaved."""
        self._keeper = NoteKeeper(opened.note)
        self._wants_note = opened.is_draft
        self.edit.blockSignals(True)
        self.edit.show_text(opened.note.body)
        self.edit.blockSignals(False)

    def append(self, words: str) -> None:
        """Add a paragraph below what stands there, and save it."""
        if words:
            cursor = QTextCursor(self.edit.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(f"\n\n{words}" if self.edit.toPlainText() else words)
            self.flush()

    def say_how_long(self, retention: Retention | None) -> None:
        """Say how long the agreement in force lets these notes be kept, where it does say."""
        text = self.tr("Private notes. Stay in this vault")
        if retention is not None:
            text = self.tr("Private notes. Stay in this vault, until {period} after the last session")
            text = text.format(period=period_text(retention.keep_months))
        set_text(self.caption, text)
        self.edit.setAccessibleName(text)

    def lock_shared_side(self, *, is_locked: bool) -> None:
        """Let words cross, or no more once the client has the summary."""
        self.across.setVisible(not is_locked)

    def _offer_across(self, is_selected: bool) -> None:
        self.across.setEnabled(is_selected)

    def _take_across(self, field: str) -> None:
        selected = self.edit.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        self.taken_across.emit(field, markdown.plain_words(selected))

    def _on_typed(self) -> None:
        self._wants_note = True
        self.saver.touch()

    def _on_state(self) -> None:
        if self.saver.state is SaveState.FAILED:
            self._wants_note = True

    def show_note(self, opened: OpenNote) -> None:
        """Show notes that were saved from elsewhere; what is being typed here stays."""
        if not (self.saver.is_dirty or self._wants_note) and opened.note.body != self.edit.toPlainText():
            self.turn_to(opened)

    @property
    def is_stale(self) -> bool:
        """Whether the vault holds other notes by now than those that were typed on."""
        return isinstance(self.saver.failure, StaleError)

    def keep_both(self) -> None:
        """Put what the vault holds above what is typed here, and save them together."""
        job = partial(notes.open_note, session_id=self._keeper.session_id)
        self._workspace.run(job, self._join, origin=self)

    def _join(self, opened: OpenNote) -> None:
        self._keeper = NoteKeeper(opened.note)
        stored = opened.note.body.rstrip()
        if stored not in self.edit.toPlainText():
            QTextCursor(self.edit.document()).insertText(f"{stored}\n\n")
        self._wants_note = True
        self.flush()
        self.edit.setFocus()

    def flush(self) -> None:
        """Save the note itself: the coach has left it, or the window locks."""
        if self._wants_note:
            self._is_leaving = True
            self.saver.touch()
            self.saver.flush()

    def _job(self) -> Job:
        body = self.edit.toPlainText()
        if not self._is_leaving:
            return partial(self._keeper.draft, body=body)
        self._is_leaving = self._wants_note = False
        return partial(self._keeper.note, body=body)


def _tool(context: Context, icon: str, action: QAction) -> IconButton:
    button = IconButton(context.theme, icon, action.text(), action.trigger)
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{action.text()} ({keys})")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
