"""A prompt among the notes: a line of its own, as Markdown marks what somebody said."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit


def insert_quote(edit: QPlainTextEdit, words: str) -> None:
    """Write words as a quotation where the cursor is, below the line it is in; what is selected stays.

    The cursor waits two lines below, for what comes of it. One undo takes all of it back.
    """
    quoted = "\n".join(f"> {line}" for line in words.splitlines())
    cursor = edit.textCursor()
    cursor.setPosition(cursor.selectionEnd())
    cursor.beginEditBlock()
    if cursor.block().text().strip():
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText(f"\n\n{quoted}\n\n")
    else:
        cursor.insertText(f"{quoted}\n\n")
    cursor.endEditBlock()
    edit.setTextCursor(cursor)
    edit.ensureCursorVisible()
