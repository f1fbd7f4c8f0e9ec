"""Labels by their role; the sheet of the theme knows what each role looks like."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPaintEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from coachdesk.views.widgets.looks import give_look

_LEAST_WIDTH: Final = 24
_FITS_ANYWHERE: Final = 12  # letters of a word that every column has room for
_ANYWHERE: Final = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def text_label(text: str, role: str = "body", *, wrap: bool = True) -> QLabel:
    """Return a label that shows plain text, never markup, in one of the roles of the sheet."""
    shown = QLabel()
    as_text(shown, text, role, wrap=wrap)
    return shown


def as_text(shown: QLabel, text: str, role: str, *, wrap: bool = True) -> None:
    """Let a label show plain text in one of the roles of the sheet."""
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.setProperty("role", role)
    shown.setWordWrap(wrap)
    set_text(shown, text)
    if wrap:
        policy = shown.sizePolicy()  # knows that wrapped words have a height for their width
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        shown.setSizePolicy(policy)
        shown.setMinimumWidth(40)


def set_text(shown: QLabel, text: str) -> None:
    """Change a label and what a screen reader says of it."""
    shown.setText(text)
    shown.setAccessibleName(text)


def caption(text: str, field: QWidget) -> QLabel:
    """Return the label of a field. In `text`, an “&” stands before the letter that leads there with Alt.

    A field that lends its keyboard to a part of it is led to at that part: Qt passes over the whole.
    """
    shown = QLabel(text)
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.setProperty("role", "label")
    shown.setBuddy(field.focusProxy() or field)
    return shown


def set_caption(shown: QLabel, text: str) -> None:
    """Change the label of a field to words with somebody's name in them: an “&” is a letter there."""
    shown.setText(text.replace("&", "&&"))
    field = shown.buddy()
    if field is not None:
        field.setAccessibleName(text)


def heading(text: str, level: int = 1) -> QLabel:
    """Return a heading: 1 for the page, 2 for a card, 3 for a section."""
    return text_label(text, {1: "h1", 2: "h2", 3: "section"}[level])


def muted(text: str, *, wrap: bool = True) -> QLabel:
    """Return secondary text."""
    return text_label(text, "muted", wrap=wrap)


def body(text: str, *, wrap: bool = True) -> QLabel:
    """Return reading text that can be selected with the mouse."""
    shown = ReadingLabel()
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    as_text(shown, text, "body", wrap=wrap)
    return shown


class ReadingLabel(QLabel):
    """Goes on in the next line within a word that has no room in one, where Qt would cut it off."""

    def __init__(self) -> None:
        super().__init__()
        self._has_long_word = False
        self._heights: dict[int, int] = {}  # Qt asks for the same ones again and again

    def setText(self, text: str) -> None:  # noqa: D102
        self._has_long_word = any(len(word) > _FITS_ANYWHERE for word in text.split())
        self._heights.clear()
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        self._heights.clear()  # another font has other heights
        super().changeEvent(event)

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        known = self._heights.get(width)
        if known is not None:
            return known
        height = self._height_in(width)
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            self._heights[width] = height
        return height

    def _height_in(self, width: int) -> int:
        height = super().heightForWidth(width)
        return super().heightForWidth(width) if self._breaks_words() else height

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        self._breaks_words()  # where nobody has asked for the height before, it is painted once more

    def _breaks_words(self) -> bool:
        """Let words be broken, which Qt forbids again with every other text; tell if that is new."""
        document = document_of(self) if self._has_long_word and self.wordWrap() else None
        option = None if document is None else document.defaultTextOption()
        if document is None or option is None or option.wrapMode() is _ANYWHERE:
            return False
        option.setWrapMode(_ANYWHERE)
        document.setDefaultTextOption(option)
        return True


def document_of(shown: QLabel) -> QTextDocument | None:
    """Return what a label lays out that can be selected."""
    found: QTextDocument | None = shown.findChild(QTextDocument)
    return found


class ElidedLabel(QLabel):
    """One line that gives way: it ends in an ellipsis and shows all of itself as a tip."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.show_text(text)

    @property
    def whole(self) -> str:
        """The text before it was shortened."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Show this text as far as there is room."""
        self._whole = " ".join(text[:2000].split())
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: object) -> None:  # noqa: D102
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt hands over a QResizeEvent
        self._fit()

    def _fit(self) -> None:
        room = max(self.contentsRect().width(), _LEAST_WIDTH)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip(_plain_tip(self._whole) if shown != self._whole else "")


class Quote(QFrame):
    """Somebody's own words: always between quotation marks, with a bar in the accent colour.

    The bar stands where the words begin, on the right of those that run from right to left.
    """

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("quote", True)
        self._label = body("")
        self._inside = QHBoxLayout(self)
        self._inside.addWidget(self._label)
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Show other words; none hide the whole quotation."""
        if self.parent() is not None:  # without one it would come up as a window, and take the keyboard
            self.setVisible(bool(words.strip()))
        set_text(self._label, self.tr("“{words}”").replace("{words}", words.strip().strip('“”"')))
        self._put_bar(words)

    def _put_bar(self, words: str) -> None:
        from coachdesk.documents.text import right_to_left  # which the first window never needs

        runs_left = right_to_left(words)
        give_look(self, "right" if runs_left else "left", called="bar")
        self._inside.setContentsMargins(*((0, 2, 12, 2) if runs_left else (12, 2, 0, 2)))


def rule() -> QFrame:
    """Return a thin line between rows."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def _plain_tip(text: str) -> str:
    """Return a text as a tool tip shows it: what looks like markup there is meant as it stands."""
    if "<" not in text:
        return text
    from html import escape  # brings the names of all characters, which the first window never needs

    return f"<span>{escape(text)}</span>"
