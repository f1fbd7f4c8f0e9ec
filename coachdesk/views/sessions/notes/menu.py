"""The menu of the notes: words that may have been meant first, then what every editor has, then the rest."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.note_habits import NO_SPELLING
from coachdesk.spelling.words import words_to_check
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.sessions.notes.languages import dictionary_name
from coachdesk.views.sessions.notes.spelling import SpellCheck
from coachdesk.views.sessions.notes.units import signs_of, units_of

if TYPE_CHECKING:
    from coachdesk.views.sessions.notes.editor import MarkdownEdit

_LONGEST_SHOWN: Final = 30
AskDictionary = Callable[[QWidget, str], Path | None]
OnFailed = Callable[[KnownError], None]


def ask_dictionary(parent: QWidget, title: str) -> Path | None:
    """Let the coach choose a dictionary; None when they leave it."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(documents_folder()), "Hunspell (*.dic *.aff)")
    return Path(chosen) if chosen else None


@frozen
class WordAt:
    """A word of the notes, and a cursor that has it selected."""

    text: str
    place: QTextCursor


def word_at(edit: "MarkdownEdit", event: QContextMenuEvent) -> WordAt | None:
    """Return the word that a menu was asked for: below the mouse, or at the cursor where a key asked."""
    by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
    return word_at_cursor(edit.cursorForPosition(event.pos()) if by_mouse else edit.textCursor())


def word_at_cursor(cursor: QTextCursor) -> WordAt | None:
    """Return the word at a place of the notes, None where none stands there."""
    block = cursor.block()
    at = signs_of(block.text())(cursor.positionInBlock())
    found = next((word for word in words_to_check(block.text()) if word.start <= at <= word.end), None)
    if found is None:
        return None
    units = units_of(block.text())
    place = QTextCursor(block)
    place.setPosition(block.position() + units(found.start))
    place.setPosition(block.position() + units(found.end), QTextCursor.MoveMode.KeepAnchor)
    return WordAt(found.text, place)


class NotesMenu(QMenu):
    """What can be done here; suggestions are filled in when they arrive."""

    def __init__(self, edit: "MarkdownEdit", word: WordAt | None) -> None:
        super().__init__(edit)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._edit = edit
        self._spelling = edit.spelling
        self._awaited: QAction | None = None
        if word is not None and self._spelling.is_on:
            self._add_word(word)
        self._standard = edit.createStandardContextMenu(QPoint())
        self._standard.setParent(self, self._standard.windowFlags())
        self.addActions(self._standard.actions())
        self.addAction(edit.plain)
        self.addSeparator()
        add_writing(self, edit)

    def _add_word(self, word: WordAt) -> None:
        own = self._spelling.own_form(word.text)
        if own is not None:
            text = self.tr("Take “{word}” out of my words").replace("{word}", _shortened(own))
            self.addAction(_plain(text), partial(self._spelling.unlearn, own))
            self.addSeparator()
        elif self._spelling.is_wrong(word.text):
            self._awaited = self.addAction(self.tr("Looking for words that may be meant…"))
            self._awaited.setEnabled(False)
            text = self.tr("Add “{word}” to my words").replace("{word}", _shortened(word.text))
            self.addAction(_plain(text), partial(self._spelling.learn, word.text))
            self.addSeparator()
            self._spelling.suggest(word.text, partial(self._show, word), origin=self)

    def _show(self, word: WordAt, suggestions: tuple[str, ...]) -> None:
        if self._awaited is None:
            return
        for suggestion in suggestions:
            action = QAction(_plain(suggestion), self)
            action.triggered.connect(partial(_put, word.place, suggestion))
            self.insertAction(self._awaited, action)
        if suggestions:
            self.removeAction(self._awaited)
        else:
            self._awaited.setText(self.tr("Nothing similar in the dictionary"))
        self._awaited = None


def add_writing(menu: QMenu, edit: "MarkdownEdit") -> None:
    """Add what makes writing easy, and how it looks, as both menus of the notes have it."""
    menu.addMenu(menu.tr("Lists and quotes")).addActions(edit.line_actions)
    menu.addActions(edit.offered)
    menu.addMenu(menu.tr("Size of letters")).addActions(edit.zoom_actions)
    menu.addMenu(SpellingMenu(edit.spelling, menu))
    hints = menu.addAction(menu.tr("Dots beside words of medicine and therapy"))
    hints.setCheckable(True)
    hints.setChecked(edit.habits.now.shows_hints)
    hints.toggled.connect(lambda shown: edit.show_hints(shown=shown))


class SpellingMenu(QMenu):
    """The dictionaries that are here, none, or another one."""

    def __init__(self, spelling: SpellCheck, parent: QWidget, ask: AskDictionary = ask_dictionary) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Spelling"))
        self._spelling = spelling
        self._ask = ask
        self._say_why_not()
        group = QActionGroup(self)
        for tag in spelling.all or {}:
            self._choice(group, _plain(dictionary_name(tag)), tag)
        self._choice(group, self.tr("Not checked"), NO_SPELLING)
        self.addSeparator()
        self.add_another = self.addAction(self.tr("Add a dictionary…"), self._on_add)

    def _say_why_not(self) -> None:
        text = ""
        if self._spelling.failure is not None:
            text = error_text(self._spelling.failure)
        elif self._spelling.dictionary is None and self._spelling.is_without_dictionary:
            text = self.tr("No dictionary for {language} is here").replace(
                "{language}", _shortened(self._spelling.language)
            )
        if text:
            self.addAction(_plain(text)).setEnabled(False)

    def _choice(self, group: QActionGroup, text: str, tag: str) -> None:
        action = self.addAction(text, partial(self._spelling.choose, tag))
        action.setCheckable(True)
        present = self._spelling.dictionary
        action.setChecked(tag == (NO_SPELLING if present is None else present.tag))
        group.addAction(action)

    def _on_add(self) -> None:
        chosen = self._ask(self, self.tr("Which dictionary?"))
        if chosen is not None:
            self._spelling.add(chosen)


def _put(place: QTextCursor, word: str, _checked: bool = False) -> None:
    place.insertText(word)


def _shortened(word: str) -> str:
    return word if len(word) <= _LONGEST_SHOWN else f"{word[:_LONGEST_SHOWN]}…"


def _plain(text: str) -> str:
    """Return a text for a menu, where an ampersand would be a key."""
    return text.replace("&", "&&")
