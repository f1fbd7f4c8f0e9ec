"""The private side of the wall: the notes, saved as they are typed."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu

from coachdesk.errors import StaleError
from coachdesk.models import notes
from coachdesk.models.agreed_data import Retention
from coachdesk.models.entities.people import Client
from coachdesk.models.entities.session import Session
from coachdesk.models.history import Subject
from coachdesk.models.model_headings import Model, models_of, use_model
from coachdesk.models.notes import OpenNote
from coachdesk.views.context import Context
from coachdesk.views.labels import period_text
from coachdesk.views.sessions.notes.editor import MarkdownEdit
from coachdesk.views.sessions.notes.find_bar import FindBar
from coachdesk.views.sessions.notes.headings import as_markdown
from coachdesk.views.sessions.notes.keeper import NoteKeeper
from coachdesk.views.sessions.notes.markdown import plain_words
from coachdesk.views.sessions.notes.menu import add_writing
from coachdesk.views.sessions.take_across import TakeAcross
from coachdesk.views.widgets.autosave import SaveState
from coachdesk.views.widgets.buttons import IconButton, link
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.text import set_text, text_label


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
        self.across = TakeAcross(context, self)
        self.across.wanted.connect(self._take_across)
        ask = context.navigation.history_requested.emit
        self.history = link(self.tr("History"), lambda: ask(Subject.NOTE.value, self._keeper.session_id))
        self.caption = text_label("", "private")
        self._make_find_bar = partial(FindBar, context, self.edit)
        self._find_bar: FindBar | None = None
        self._models = {model: self._model_action(model) for model in Model}
        self.more = self._more_button(context)
        self._lay_out(context)
        self.saver.state_changed.connect(self._on_state)
        self.edit.words_changed.connect(self._on_typed)
        self.edit.left.connect(self.flush)
        self.edit.copyAvailable.connect(self._offer_across)
        self.edit.hints.turned_off.connect(partial(self._tell_of_hints, context))

    def _lay_out(self, context: Context) -> None:
        self.caption.setBuddy(self.edit)
        self.say_how_long(None)
        tools = FlowLayout(spacing=0)
        for icon, action in self.edit.actions_by_icon.items():
            tools.addWidget(_tool(context, icon, action))
        tools.addWidget(self.more)
        tools.add_stretch()
        tools.addWidget(self.across)
        top = QHBoxLayout()
        top.addWidget(self.caption, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.edit, 1)
        self.body.addLayout(tools)
        top.addWidget(self.history, alignment=Qt.AlignmentFlag.AlignTop)  # last: Tab comes to the notes first

    def _model_action(self, model: Model) -> QAction:
        action = QAction(model.value, self)
        action.setCheckable(True)
        action.triggered.connect(partial(self._on_model, model))
        return action

    def _on_model(self, model: Model, _checked: bool = True) -> None:
        self._models[model].setChecked(True)
        self.edit.insert_paragraph(as_markdown(model))
        job = partial(use_model, session_id=self._keeper.session_id, model=model)
        self._workspace.run(job, origin=self)

    def _more_button(self, context: Context) -> IconButton:
        """Offer by mouse what the menu key offers in the notes."""
        headings = QMenu(self.tr("Headings"), self)
        headings.addActions(list(self._models.values()))
        self.edit.offered = [headings.menuAction(), self._find_actions()[0]]
        button = IconButton(context.theme, "ellipsis", self.tr("More for your notes"))
        menu = QMenu(button)
        menu.aboutToShow.connect(partial(self._fill, menu))
        button.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button

    def _fill(self, menu: QMenu) -> None:
        for former in menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            former.deleteLater()
        menu.clear()
        add_writing(menu, self.edit)

    @property
    def find_bar(self) -> FindBar:
        """The bar above the notes to find words with, made when it is first wanted."""
        if self._find_bar is None:
            self._find_bar = self._make_find_bar()
            self.body.insertWidget(self.body.indexOf(self.edit), self._find_bar)
            self._find_bar.come_before(self.edit)
        return self._find_bar

    def _find_actions(self) -> list[QAction]:
        found = []
        for text, keys, act in (
            (self.tr("Find in notes"), "Ctrl+F", FindBar.begin),
            (self.tr("Find the next one"), "F3", FindBar.next),
            (self.tr("Find the one before"), "Shift+F3", FindBar.previous),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _checked=False, act=act: act(self.find_bar))
            for holder in (self, self.edit):  # in focus mode, the notes stand without their card
                holder.addAction(action)
            found.append(action)
        return found

    def _tell_of_hints(self, context: Context) -> None:
        text = self.tr("The dots are off. The menu of the notes turns them on again.")
        context.navigation.notify(text, self.tr("Undo"), partial(self.edit.show_hints, shown=True))

    def turn_to(self, opened: OpenNote) -> None:
        """Be the editor of other notes from now on; nothing here is unsaved."""
        self._take(opened)
        self.edit.show_text(opened.note.body)

    def _take(self, opened: OpenNote) -> None:
        self._keeper = NoteKeeper(opened.note)
        self._wants_note = opened.is_draft

    def show_session(self, session: Session, clients: tuple[Client, ...]) -> None:
        """Write in the language of the client, along the models whose headings stand here."""
        self.edit.speak(next((client.language for client in clients if client.language), ""))
        for model, action in self._models.items():
            action.setChecked(model in models_of(session))

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

    def chosen_words(self) -> str:
        """Return the words that are selected, without their marks."""
        selected = self.edit.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        return plain_words(selected)

    def _take_across(self, field: str) -> None:
        self.taken_across.emit(field, self.chosen_words())

    def _on_typed(self) -> None:
        self._wants_note = True
        self.saver.touch()

    def _on_state(self) -> None:
        if self.saver.state is SaveState.FAILED:
            self._wants_note = True

    def show_note(self, opened: OpenNote) -> None:
        """Show notes that were saved from elsewhere, as one step of undo; what is being typed here stays."""
        if self.saver.is_dirty or self._wants_note or opened.note.body == self.edit.toPlainText():
            return
        self._take(opened)
        self.edit.change_text(opened.note.body)

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
        self.edit.pasting.finish()
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
