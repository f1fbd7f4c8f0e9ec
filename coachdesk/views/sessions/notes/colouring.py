"""How the notes look: Markdown that reads like a page, and a line below words that no dictionary knows.

Qt's own QSyntaxHighlighter goes over every line of whatever is pasted or opened, and tells of colours as if
they were words. This one sets the same formats, but only in lines that are seen, when they come into sight
or change; cursor, undo and text know nothing of it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from coachdesk.spelling.words import Word, words_to_check
from coachdesk.theme import Theme
from coachdesk.views.sessions.notes.markdown import Look, looks_of
from coachdesk.views.sessions.notes.spelling import SpellCheck
from coachdesk.views.sessions.notes.units import units_of

_LONGEST_LINE: Final = 5_000
_TYPED_AT_ONCE: Final = 30
_STALE: Final = -1  # what Qt gives to a line that is new
_AWAITS_ANSWER: Final = -2
_HEADING_SIZE: Final = 1.15


class Colouring(QObject):
    """Formats the lines in sight; `in_sight` yields them. What is being typed is not yet called wrong."""

    def __init__(
        self,
        parent: QObject,
        font: Callable[[], QFont],
        theme: Theme,
        spelling: SpellCheck,
        in_sight: Callable[[], Iterable[QTextBlock]],
    ) -> None:
        super().__init__(parent)
        self._font = font
        self._theme = theme
        self._spelling = spelling
        self._in_sight = in_sight
        self._formats: dict[str, QTextCharFormat] = {}
        self._generation = 0
        self._typed_at = -1
        self._is_awaiting = False
        self._tint()
        theme.changed.connect(self.start_anew)
        spelling.answered.connect(self.colour)
        spelling.changed.connect(self.start_anew)

    def start_anew(self) -> None:
        """Colour every line once more when it is next in sight."""
        self._tint()
        self._generation += 1
        self.colour()

    def note_change(self, block: QTextBlock, last: QTextBlock, *, added: int, position: int) -> None:
        """Remember which lines have changed: Qt makes new ones, and these two are the edges."""
        for changed in (block, last):
            if changed.isValid():
                changed.setUserState(_STALE)
        self._typed_at = position + added if 0 < added <= _TYPED_AT_ONCE else -1

    def cursor_moved(self, position: int, document: QTextDocument) -> None:
        """Look at the word that was being typed once the cursor has left it."""
        if self._typed_at >= 0 and position != self._typed_at:
            typed_in = document.findBlock(self._typed_at)
            self._typed_at = -1
            if typed_in.isValid():
                typed_in.setUserState(_STALE)
            self.colour()

    def colour(self) -> None:
        """Colour what is in sight and not coloured yet."""
        for block in self._in_sight():
            if block.userState() != self._generation:
                self.colour_line(block)

    def colour_line(self, block: QTextBlock) -> None:
        """Colour one line; while its letters are still being composed, leave it alone."""
        layout = block.layout()
        if layout.preeditAreaText():
            return
        text = block.text()
        self._is_awaiting = False
        ranges = [] if len(text) > _LONGEST_LINE else list(self._ranges(text, block.position()))
        block.setUserState(_AWAITS_ANSWER if self._is_awaiting else self._generation)
        if ranges or layout.formats():
            layout.setFormats(ranges)
            block.document().markContentsDirty(block.position(), block.length())

    def _ranges(self, text: str, position: int) -> Iterator[QTextLayout.FormatRange]:
        units = units_of(text)
        for look in (*looks_of(text), *self._wrong_words(text, position, units)):
            part = QTextLayout.FormatRange()
            part.start = units(look.start)
            part.length = units(look.end) - part.start
            part.format = self._formats[look.name]
            yield part

    def _wrong_words(self, text: str, position: int, units: Callable[[int], int]) -> Iterator[Look]:
        if not self._spelling.is_on:
            return
        for word in words_to_check(text):
            if self._is_being_typed(word, position, units):
                continue
            is_wrong = self._spelling.is_wrong(word.text)
            self._is_awaiting |= is_wrong is None
            if is_wrong:
                yield Look(word.start, word.end, "wrong")

    def _is_being_typed(self, word: Word, position: int, units: Callable[[int], int]) -> bool:
        at = self._typed_at - position
        return at >= 0 and units(word.start) <= at <= units(word.end)

    def _tint(self) -> None:
        heading, bold, italic, mark, bullet, wrong = (QTextCharFormat() for _ in range(6))
        for strong in (heading, bold, bullet):
            strong.setFontWeight(QFont.Weight.DemiBold)
        heading.setFontPointSize(self._font().pointSizeF() * _HEADING_SIZE)
        italic.setFontItalic(True)
        for stepped_back in (mark, bullet):
            stepped_back.setForeground(self._theme.colour("sand_ink"))
        wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wrong.setUnderlineColor(self._theme.colour("accent"))
        self._formats = {
            "heading": heading,
            "bold": bold,
            "italic": italic,
            "mark": mark,
            "bullet": bullet,
            "wrong": wrong,
        }
