"""What keys and the format bar do to the text at a cursor, each as one step of undo."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QTextBlock, QTextCursor

from coachdesk.views.sessions.notes.markdown import indented, mark_typed_twice, next_list_mark, prefix_of


def toggle_around(cursor: QTextCursor, mark: str) -> QTextCursor:
    """Put `mark` around the selection or the word at the cursor, or take it away; return the new place."""
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    text = cursor.selectedText()
    start = cursor.selectionStart()
    if len(text) > 2 * len(mark) and text.startswith(mark) and text.endswith(mark):
        inner = text[len(mark) : -len(mark)]
        cursor.insertText(inner)
        return _selected(cursor, start, cursor.position())
    cursor.insertText(f"{mark}{text}{mark}")
    if not text:
        return _selected(cursor, start + len(mark), start + len(mark))
    return _selected(cursor, start, cursor.position())


def _selected(cursor: QTextCursor, start: int, end: int) -> QTextCursor:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def change_lines(cursor: QTextCursor, change: Callable[[Sequence[str]], Sequence[str]]) -> None:
    """Change the lines of the selection; only their beginnings are touched, so that the cursor stays."""
    blocks = list(_blocks(cursor))
    changed = change([block.text() for block in blocks])
    cursor.beginEditBlock()
    for block, line in zip(blocks, changed, strict=True):
        _begin_with(block, line)
    cursor.endEditBlock()


def indent(cursor: QTextCursor, *, deeper: bool) -> None:
    """Move the lines of a list a step in or out."""
    change_lines(cursor, lambda lines: [indented(line, deeper=deeper) for line in lines])


def _blocks(cursor: QTextCursor) -> list[QTextBlock]:
    block = cursor.document().findBlock(cursor.selectionStart())
    last = cursor.document().findBlock(cursor.selectionEnd()).blockNumber()
    found = []
    while block.isValid() and block.blockNumber() <= last:
        found.append(block)
        block = block.next()
    return found


def _begin_with(block: QTextBlock, line: str) -> None:
    """Put the beginning of a line in the place of the block's own; the rest of both is the same."""
    old = block.text()
    same = 0
    while same < min(len(old), len(line)) and old[-1 - same] == line[-1 - same]:
        same += 1
    if old == line:
        return
    place = QTextCursor(block)
    move = QTextCursor.MoveOperation.NextCharacter
    place.movePosition(move, QTextCursor.MoveMode.KeepAnchor, len(old) - same)
    place.insertText(line[: len(line) - same])


def go_on_with_list(cursor: QTextCursor) -> bool:
    """Begin the next line of a list or quote, or end it at an empty one; tell whether there was one."""
    line = cursor.block().text()
    mark = None if cursor.hasSelection() else next_list_mark(line)
    if mark is None or cursor.positionInBlock() < len(prefix_of(line)):
        return False
    if mark:
        cursor.insertText(f"\n{mark}")
    else:
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    return True


def take_mark_once(cursor: QTextCursor) -> bool:
    """Let whoever types the mark that a list has gone on with have it once; tell whether that was so."""
    mark = mark_typed_twice(cursor.block().text()) if cursor.atBlockEnd() else ""
    cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(mark))
    if mark:
        cursor.removeSelectedText()
    return bool(mark)


def replace_all(cursor: QTextCursor, text: str) -> None:
    """Put another text in the place of all of it, as one step that can be undone."""
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(text)
    cursor.endEditBlock()
