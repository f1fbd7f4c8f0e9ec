"""Page object of the private notes, apart from their session."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models import notes
from coachdesk.models.entities.ids import SessionId, new_id
from coachdesk.models.entities.session import PrivateNote, Session
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.sessions.notes.card import NotesCard
from coachdesk.views.sessions.notes.menu import NotesMenu, SpellingMenu
from tests.drivers.behind import Behind, Settle

Look = tuple[str, bool, bool]


class NotesDriver:
    """A coach who writes the notes of one session."""

    def __init__(self, context: Context, settle: Settle, qtbot: QtBot, session: Session) -> None:
        self.vault = Behind(context, settle)
        self._qtbot = qtbot
        self._session = session
        self.card = NotesCard(context, QObject(context.workspace), self.vault.do(self._open))
        self.edit = self.card.edit
        self.menus: list[NotesMenu] = []
        self.edit.menu_shown.connect(self.menus.append)
        qtbot.addWidget(self.card, before_close_func=lambda _card: self.save())
        self.card.resize(420, 520)
        with qtbot.waitActive(self.card):
            self.card.show()
            self.card.activateWindow()
        self.edit.setFocus()

    def _open(self, store: Store) -> notes.OpenNote:
        return notes.open_note(store, self._session.id)

    def speak(self, language: str = "English") -> None:
        """Let the spelling be checked in a language, and wait for its dictionary."""
        self.edit.speak(language)
        self.settle()

    def settle(self) -> None:
        """Wait until every answer has been told."""
        self.vault.settle()
        QApplication.processEvents()

    def save(self) -> None:
        """Leave the notes."""
        self.card.flush()
        self.settle()

    def show_what_is_stored(self) -> None:
        """Let the card hear of its notes once more, as after each change of the session."""
        self.card.show_note(self.vault.do(self._open))

    def change_elsewhere(self, body: str) -> None:
        """Let the notes be saved by somebody else, on top of what is stored."""
        revision = self.vault.do(self._open).note.revision
        save = partial(notes.save_note, session_id=self._session.id, body=body, revision=revision)
        self.vault.do(save)

    def turn_to_another(self, body: str) -> None:
        """Show the notes of another session."""
        self.card.turn_to(notes.OpenNote(PrivateNote(session_id=SessionId(new_id()), body=body)))

    @property
    def text(self) -> str:
        """What stands in the notes."""
        return self.edit.toPlainText()

    @property
    def stored(self) -> str:
        """What the vault holds."""
        return self.vault.do(self._open).note.body

    def type(self, text: str) -> None:
        """Type at the end of the notes, key by key; a new line is Enter."""
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.type_here(text)

    def type_here(self, text: str) -> None:
        """Type where the keyboard is; QTest has ASCII keys only."""
        assert text.isascii()
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press("Return")
            QTest.keyClicks(self._focused(), line)

    def press(self, *keys: str) -> None:
        """Press keys such as `Ctrl+F`."""
        for key in keys:
            QTest.keySequence(self._focused(), QKeySequence(key))

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.edit

    def put_cursor(self, before: str) -> None:
        """Put the cursor before some words."""
        self.edit.setTextCursor(self._cursor(self.text.index(before)))

    def _cursor(self, at: int) -> QTextCursor:
        cursor = self.edit.textCursor()
        cursor.setPosition(len(self.text[:at].encode("utf-16-le")) // 2)
        return cursor

    def select(self, words: str) -> None:
        """Select some words."""
        at = self.text.index(words)
        cursor = self._cursor(at)
        end = self._cursor(at + len(words)).position()
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.edit.setTextCursor(cursor)

    @property
    def selected(self) -> str:
        """What is selected."""
        return self.edit.textCursor().selectedText()

    @property
    def found(self) -> str:
        """What the bar says of how often something is there."""
        return self.card.find_bar.count.text()

    def underlined(self) -> list[str]:
        """Return the words that are marked as wrong, in lines that were seen."""
        wave = QTextCharFormat.UnderlineStyle.WaveUnderline
        found, block = [], self.edit.document().begin()
        while block.isValid():
            text = block.text().encode("utf-16-le")
            for part in block.layout().formats():
                if part.format.underlineStyle() == wave:
                    found.append(text[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le"))
            block = block.next()
        return found

    def wait_for_underlined(self, *words: str) -> None:
        """Wait until these words, and no others, are marked as wrong."""
        self._qtbot.waitUntil(lambda: self.underlined() == list(words))

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(condition)

    def paste(self, *, html: str = "", text: str = "") -> None:
        """Paste what another program has copied, and wait until it is there."""
        self.begin_to_paste(html=html, text=text)
        self.settle()

    def begin_to_paste(self, *, html: str = "", text: str = "") -> None:
        """Paste what another program has copied."""
        copied = QMimeData()
        if html:
            copied.setHtml(html)
        if text:
            copied.setText(text)
        self.edit.insertFromMimeData(copied)

    def open_menu(self) -> NotesMenu:
        """Press the menu key."""
        place = self.edit.cursorRect().center()
        key = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(
            self.edit.viewport(), QContextMenuEvent(key, place, self.edit.viewport().mapToGlobal(place))
        )
        self.settle()
        return self.menus[-1]

    def choose(self, text: str) -> None:
        """Open the menu and choose an entry."""
        menu = self.open_menu()
        action_of(menu, text).trigger()
        menu.close()
        self.settle()

    def spelling_menu(self) -> SpellingMenu:
        """Return the menu of dictionaries."""
        menu = action_of(self.open_menu(), "Spelling").menu()
        assert isinstance(menu, SpellingMenu)
        return menu

    def hints(self) -> list[str]:
        """Return the words beside which a dot is shown."""
        if self.edit.hints.isHidden():
            return []
        return [word.text for _, word in self.edit.hints.marks()]

    def click_hint(self) -> None:
        """Click the first dot."""
        centre, _ = next(self.edit.hints.marks())
        QTest.mouseClick(
            self.edit.hints, Qt.MouseButton.LeftButton, pos=QPoint(int(centre.x()), int(centre.y()))
        )
        self.settle()


def action_of(menu: QMenu, text: str) -> QAction:
    """Return an entry of a menu."""
    found = [action for action in menu.actions() if action.text().replace("&", "") == text]
    assert found, [action.text() for action in menu.actions()]
    return found[0]


def texts_of(menu: QMenu) -> list[str]:
    """Return what the entries of a menu say."""
    return [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]
