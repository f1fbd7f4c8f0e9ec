"""One file of a session: its name, what it is, and what can be done with it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from coachdesk.models.entities.attachment import Attachment
from coachdesk.models.file_names import ending_of
from coachdesk.theme import Theme
from coachdesk.views.file_words import facts_text, short_name
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.more import MoreButton
from coachdesk.views.widgets.text import muted, set_text

_FIELD_WIDTH = 220
_MORE_SIZE = QSize(28, 26)


class FileChip(QFrame):
    """Enter opens, F2 renames, Delete removes; the menu does all of it and saves a copy, too."""

    opened = Signal(str)
    copy_wanted = Signal(object)
    removed = Signal(object)
    renamed = Signal(str, str)

    def __init__(self, theme: Theme, attachment: Attachment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("file", "yes")
        self.attachment = attachment
        self.button: QPushButton = link("", lambda: self.opened.emit(self.attachment.id))
        self.field = NameField()
        self.facts = muted("", wrap=False)
        self.more = MoreButton(
            theme,
            "",
            (
                ("open", self.tr("Open"), lambda: self.opened.emit(self.attachment.id)),
                ("copy", self.tr("Save a copy…"), lambda: self.copy_wanted.emit(self.attachment)),
                ("rename", self.tr("Rename"), lambda: self.rename("")),
                None,
                ("remove", self.tr("Remove"), lambda: self.removed.emit(self.attachment)),
            ),
        )
        self.field.named.connect(lambda name: self.renamed.emit(self.attachment.id, name))
        self.field.left.connect(self._close_field)
        self._lay_out()
        self.show_file(attachment)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 2, 0)
        row.setSpacing(4)
        for part in (self.button, self.field, self.facts, self.more):
            row.addWidget(part)
        self.field.hide()
        self.more.setFixedSize(_MORE_SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._key("rename", "F2")
        self._key("remove", "Del")

    def _key(self, entry: str, keys: str) -> None:
        """Let a key do what an entry of the menu does, and the menu name it."""
        wanted = self.more.action(entry)
        wanted.setShortcut(QKeySequence(keys))
        wanted.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        key = QAction(wanted.text(), self.button)
        key.setShortcut(QKeySequence(keys))
        key.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        key.triggered.connect(lambda _checked=False: wanted.trigger())
        self.button.addAction(key)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return self.button, self.field, self.more

    def show_file(self, attachment: Attachment) -> None:
        """Show what is known of the file now."""
        self.attachment = attachment
        self.button.setText(short_name(attachment.name).replace("&", "&&"))
        self.button.setAccessibleName(f"{attachment.name}, {facts_text(attachment)}")
        self.button.setToolTip(attachment.name if short_name(attachment.name) != attachment.name else "")
        set_text(self.facts, facts_text(attachment))
        self.more.show_icon(
            "ellipsis", self.tr("More for {name}").replace("{name}", short_name(attachment.name))
        )

    def rename(self, typed: str = "") -> None:
        """Let the name be typed anew, in its place, or go on with what was typed already."""
        self.field.begin(self.attachment.name, typed)
        self.button.hide()
        self.facts.hide()

    def flush(self) -> None:
        """Take the name that is being typed."""
        self.field.finish()

    @property
    def has_unsaved(self) -> bool:
        """Whether a name is typed that the vault does not hold."""
        return not self.field.isHidden() and self.field.text().strip() not in ("", self.attachment.name)

    def _close_field(self) -> None:
        had_keyboard = self.field.hasFocus()
        self.button.show()
        self.facts.show()
        self.field.hide()
        if had_keyboard:
            self.button.setFocus()


class NameField(QLineEdit):
    """A name being typed: Enter or going elsewhere takes it, Esc leaves the former one."""

    named = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._former = ""
        self.setFixedWidth(_FIELD_WIDTH)
        self.setAccessibleName(self.tr("Name of the file"))
        self.returnPressed.connect(self.finish)

    def begin(self, name: str, typed: str = "") -> None:
        """Show a name, or what was typed in its place, the part before its ending selected."""
        self._former = name
        name = typed or name
        self.setText(name)
        self.show()
        self.setFocus()
        chosen = name.removesuffix(ending_of(name))
        self.setSelection(0, len(chosen.encode("utf-16-le")) // 2)  # Qt counts as UTF-16 does

    def finish(self) -> None:
        """Take what is typed; nothing, or the former name, changes nothing."""
        if self.isHidden():
            return
        name = self.text().strip()
        if name and name != self._former:
            self._former = name
            self.named.emit(name)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._former)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.finish()
