"""What was said between sessions of how a promise goes, and a place for the next word."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models.entities.between import BetweenCheckIn
from coachdesk.views.labels import due_day
from coachdesk.views.open_fields import OpenSentence
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import muted

KEY: Final = "W"


def said_text(said: BetweenCheckIn, today: date) -> str:
    """Return a word with its day, and the mood where there was one."""
    text = QCoreApplication.translate("SaidBetween", "{day}: “{words}”")
    if said.mood:
        text = QCoreApplication.translate("SaidBetween", "{day}: “{words}”, {mood}")
    day = due_day(said.on_day, today)
    return (
        text.replace("{day}", f"{day[:1].upper()}{day[1:]}")
        .replace("{mood}", said.mood)
        .replace("{words}", said.words)
    )


class SaidBetween(QWidget):
    """The newest words on a promise, each to be taken away where `on_removed` says how."""

    def __init__(
        self, *, most: int = 2, on_removed: Callable[[BetweenCheckIn], object] | None = None
    ) -> None:
        super().__init__()
        self._most = most
        self._on_removed = on_removed
        self._shown: tuple[BetweenCheckIn, ...] = ()
        self.lines: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    def show_said(self, said: Sequence[BetweenCheckIn], today: date) -> None:
        """Show the newest of these words, which come in that order."""
        self.setVisible(bool(said))
        if tuple(said) == self._shown:
            return
        self._shown = tuple(said)
        clear(self._column)
        self.lines = [said_text(one, today) for one in said[: self._most]]
        for one, text in zip(said, self.lines, strict=False):
            self._column.addWidget(self._line(one, text))
        if len(said) > self._most:
            self._column.addWidget(muted(self.tr("and %n earlier", "", len(said) - self._most)))

    def _line(self, one: BetweenCheckIn, text: str) -> QWidget:
        words = muted(text)
        if self._on_removed is None:
            return words
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        remove = self._on_removed
        away = link(self.tr("Take away"), lambda: remove(one))
        away.setAccessibleDescription(text)
        row.addWidget(words, 1)
        row.addWidget(away, alignment=Qt.AlignmentFlag.AlignTop)
        return line


class WordField(QWidget):
    """Asks in one line how a promise goes, and for the mood in a word; W leads there, Enter keeps it."""

    said = Signal(str, str)

    def __init__(self, about: str) -> None:
        super().__init__()
        self.ask = link(self.tr("Add a word"), self.open)
        self.ask.setToolTip(self.tr("Key {key}").replace("{key}", KEY))
        self.words = OpenSentence(most=4, placeholder=self.tr("How is it going?"))
        self.words.setAccessibleName(self.tr("How is it going?"))
        self.mood = OpenSentence(most=2, placeholder=self.tr("The mood, in a word"))
        self.mood.setAccessibleName(self.tr("The mood, in a word"))
        self.keep = link(self.tr("Keep this word"), self._on_keep)
        self.leave = link(self.tr("Leave it"), self._on_leave)
        for part in (self.ask, self.words, self.mood, self.keep, self.leave):
            part.setAccessibleDescription(about)
        for field in (self.words, self.mood):
            field.finished.connect(self._on_keep)
        self._lay_out()
        self._escape = QShortcut(QKeySequence("Escape"), self)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self._on_leave)
        self._show_fields(is_open=False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.ask, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.words)
        column.addWidget(self.mood)
        row = FlowLayout(spacing=10)
        row.addWidget(self.keep)
        row.addWidget(self.leave)
        column.addLayout(row)

    @property
    def is_dirty(self) -> bool:
        """Whether a word is typed that the vault does not hold."""
        return bool(self.words.text())

    def offer(self, *, is_wanted: bool) -> None:
        """Offer to say a word, or no more; one that is being typed stays."""
        self.setVisible(is_wanted or self.is_dirty)
        self.ask.setVisible(is_wanted and self.words.isHidden())

    def open(self) -> None:
        """Let the word be typed."""
        self._show_fields(is_open=True)
        self.words.setFocus()

    def flush(self) -> None:
        """Keep what is typed."""
        if self.is_dirty:
            self._send()

    def _show_fields(self, *, is_open: bool) -> None:
        self.ask.setHidden(is_open)
        self._escape.setEnabled(is_open)
        for part in (self.words, self.mood, self.keep, self.leave):
            part.setVisible(is_open)

    def _send(self) -> None:
        words, mood = self.words.text(), self.mood.text()
        self._empty()
        self.said.emit(words, mood)

    def _on_keep(self) -> None:
        if self.is_dirty:
            self._send()
        self._on_leave()

    def _on_leave(self) -> None:
        self._empty()
        self.ask.setFocus()

    def _empty(self) -> None:
        self.words.show_text("")
        self.mood.show_text("")
        self._show_fields(is_open=False)
