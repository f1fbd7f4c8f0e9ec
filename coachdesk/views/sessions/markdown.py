"""Markdown source that reads like a page: light formatting, and the keys that write it."""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument

from coachdesk.theme import Theme

# Formatting a longer text line by line would keep the window waiting.
HIGHLIGHT_LIMIT: Final = 200_000
_LONGEST_LINE: Final = 5_000

_HEADING: Final = re.compile(r"^#{1,6}\s.*")
_SPANS: Final = (
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), "bold"),
    (re.compile(r"(?<![*_\w])([*_])(?![*_\s])([^*_]+?)(?<![*_\s])\1(?![*_\w])"), "italic"),
)
_BULLET: Final = re.compile(r"^(\s*)([-*+]|\d+[.)])\s")
_LIST_LINE: Final = re.compile(r"^(?P<indent>\s*)(?P<mark>[-*+]|(?P<number>\d+)(?P<dot>[.)]))(?P<gap>\s+)")
_MARK_TWICE: Final = re.compile(r"^\s*([-*+]|\d+[.)])\s+\1$")
_MARKS: Final = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<!\w)([*_])(?=\S)([^*_]+?)(?<=\S)\3(?!\w)")
_LINE_MARKS: Final = re.compile(r"^\s*(#{1,6}\s+|[-*+]\s+|>\s+)", re.MULTILINE)


class MarkdownHighlighter(QSyntaxHighlighter):
    """Shows bold as bold and steps the marks back; the text itself stays as typed."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._formats: dict[str, QTextCharFormat] = {}
        self.is_colouring = False
        self._tint()
        theme.changed.connect(self._tint)

    def colour(self, document: QTextDocument | None) -> None:
        """Colour this document now, or none; `is_colouring` tells its changes from words that are typed."""
        self.is_colouring = True
        if self.document() is not document:
            self.setDocument(document)
        self.rehighlight()
        self.is_colouring = False

    def highlightBlock(self, text: str) -> None:  # noqa: D102
        if len(text) > _LONGEST_LINE:
            return
        if _HEADING.match(text):
            self.setFormat(0, len(text), self._formats["heading"])
            self.setFormat(0, text.index(" "), self._formats["mark"])
            return
        if bullet := _BULLET.match(text):
            self.setFormat(bullet.start(2), len(bullet[2]), self._formats["bullet"])
        for pattern, name in _SPANS:
            for span in pattern.finditer(text):
                self.setFormat(span.start(), span.end() - span.start(), self._formats["mark"])
                self.setFormat(span.start(2), len(span[2]), self._formats[name])

    def _tint(self) -> None:
        heading, bold, italic, mark, bullet = (QTextCharFormat() for _ in range(5))
        for strong in (heading, bold, bullet):
            strong.setFontWeight(QFont.Weight.DemiBold)
        heading.setFontPointSize(12)
        italic.setFontItalic(True)
        for stepped_back in (mark, bullet):
            stepped_back.setForeground(self._theme.colour("sand_ink"))
        self._formats = {
            "heading": heading,
            "bold": bold,
            "italic": italic,
            "mark": mark,
            "bullet": bullet,
        }
        self.colour(self.document())


def toggle_around(cursor: QTextCursor, mark: str) -> QTextCursor:
    """Put `mark` around the selection or the word at the cursor, or take it away; return the new place."""
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    text = cursor.selectedText()
    start = cursor.selectionStart()
    if len(text) > 2 * len(mark) and text.startswith(mark) and text.endswith(mark):
        inner = text[len(mark) : -len(mark)]
        cursor.insertText(inner)
        return _selected(cursor, start, len(inner))
    cursor.insertText(f"{mark}{text}{mark}")
    if not text:
        return _selected(cursor, start + len(mark), 0)
    return _selected(cursor, start, len(text) + 2 * len(mark))


def _selected(cursor: QTextCursor, start: int, length: int) -> QTextCursor:
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def toggle_heading(cursor: QTextCursor) -> None:
    """Make the lines of the selection headings, or plain again."""
    _change_lines(cursor, lambda line: line[3:] if line.startswith("## ") else f"## {line}")


def toggle_list(cursor: QTextCursor) -> None:
    """Make the lines of the selection a list, or plain again."""
    _change_lines(cursor, lambda line: _BULLET.sub(r"\1", line) if _BULLET.match(line) else f"- {line}")


def _change_lines(cursor: QTextCursor, change: Callable[[str], str]) -> None:
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    cursor.beginEditBlock()
    block = first
    while block.isValid() and block.blockNumber() <= last.blockNumber():
        line = QTextCursor(block)
        line.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        line.insertText(change(block.text()))
        block = block.next()
    cursor.endEditBlock()


def next_list_mark(line: str) -> str | None:
    """Return what a new line after this one begins with: None outside of a list, empty to end it."""
    found = _LIST_LINE.match(line)
    if found is None:
        return None
    if not line[found.end() :].strip():
        return ""
    mark = f"{int(found['number']) + 1}{found['dot']}" if found["number"] else found["mark"]
    return f"{found['indent']}{mark}{found['gap']}"


def mark_typed_twice(line: str) -> str:
    """Return the mark of a list where a line is nothing but that mark, twice; empty where it is not."""
    found = _MARK_TWICE.match(line)
    return found[1] if found else ""


def plain_words(markdown: str) -> str:
    """Return the words without their marks, as they are taken across to the client's side."""
    text = _LINE_MARKS.sub("", markdown)
    return _MARKS.sub(lambda found: found[2] or found[4], text).strip()
