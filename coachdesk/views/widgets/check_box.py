"""A check box whose words wrap, which Qt's own do not."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette, QRegion
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic
_BROKEN = Qt.TextFlag.TextWrapAnywhere | Qt.TextFlag.TextShowMnemonic
_WIDEST_WORD = 320  # no word of a language is wider; what somebody typed without a space may be
_HIGH = 10_000


class WrappingCheckBox(QCheckBox):
    """A check box that goes on in the next line where it has not the width for its words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text.replace("&", ""))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        widest = min(self._longest_word, _WIDEST_WORD)
        return QSize(self._around.width() + widest, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        room = QRect(0, 0, width - self._around.width(), _HIGH)
        words = self.fontMetrics().boundingRect(room, self._wrapping(room.width()).value, self.text())
        return words.height() + self._around.height()

    def hitButton(self, place: QPoint) -> bool:  # noqa: D102
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        self._draw_box(painter, option)
        words = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        flags = self._wrapping(words.width()).value | side.value
        painter.drawItemText(
            words, flags, self.palette(), self.isEnabled(), self.text(), QPalette.ColorRole.WindowText
        )

    def _draw_box(self, painter: QStylePainter, option: QStyleOptionButton) -> None:
        """Draw frame and box; the box stands beside the first line, where a style would centre it."""
        whole, box = QStyleOptionButton(option), QStyleOptionButton(option)
        whole.text = ""
        first_line = QRect(0, 0, self.width(), self.sizeHint().height())
        centred = self._box_in(option)
        box.rect = centred.translated(0, first_line.center().y() - self.rect().center().y())
        painter.setClipRegion(QRegion(self.rect()) - QRegion(centred))
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, whole)
        painter.setClipping(False)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, box)

    def _box_in(self, option: QStyleOptionButton) -> QRect:
        return self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)

    @property
    def _longest_word(self) -> int:
        return max(map(self.fontMetrics().horizontalAdvance, self.text().split()), default=0)

    def _wrapping(self, room: int) -> Qt.TextFlag:
        """Return how words go on in the next line: between them, or anywhere where one has no room."""
        return _WRAPPED if self._longest_word <= room else _BROKEN

    @property
    def _around(self) -> QSize:
        """What the box takes, and what stays free around the words."""
        one_line = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, self.text())
        return self.sizeHint() - one_line
