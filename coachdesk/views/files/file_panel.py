"""The page of one file: shown inside the window, whatever other programs there are."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from coachdesk.errors import KnownError, NotFoundError
from coachdesk.i18n import error_text
from coachdesk.models import attachments
from coachdesk.models.entities.attachment import Attachment
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import AttachmentId
from coachdesk.models.media_types import PDF, TEXT
from coachdesk.models.store import Store
from coachdesk.models.store_thread import Pause
from coachdesk.views.context import Context
from coachdesk.views.file_copy import AskWhere, CopyQuestion, ask_where
from coachdesk.views.file_words import facts_text
from coachdesk.views.files.picture import Picture, PictureArea, read_picture
from coachdesk.views.files.text_view import MOST_BYTES, TextView, decoded
from coachdesk.views.labels import moment_text
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.pdf_view import PdfView
from coachdesk.views.widgets.text import muted, set_text

_READ_AT_ONCE: Final = 4 * 1024 * 1024  # takes some thirty milliseconds
_PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp"})


class FilePanel(Page):
    """Pictures, PDFs and texts; a copy of any other opens elsewhere. Nothing is written to the disk."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, *, ask_copy: AskWhere = ask_where
    ) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._wanted = AttachmentId("")
        self._shown: Attachment | None = None
        self.picture = PictureArea(self.tr("The picture"))
        self.pages = PdfView(context.theme, self.tr("The document, page by page"))
        self.text = TextView(self.tr("The text"))
        self.nothing = EmptyState("", "", self.tr("Save a copy…"), self._on_copy)
        self.note = muted("")
        self.question = CopyQuestion(context, ask=ask_copy)
        self.question.left.connect(self.focus_first)
        self.copy = secondary(self.tr("Save a copy…"), self._on_copy)
        self._zoom = self._zoom_buttons()
        for button in (*self._zoom, self.copy):
            self.header.addWidget(button)
        self.header.addWidget(secondary(self.tr("Back"), context.navigation.back_requested.emit))
        self._stack = self._lay_out()
        self.keep_up(context.workspace.changed, Kind.ATTACHMENT, own_too=True)

    def _zoom_buttons(self) -> tuple[QWidget, ...]:
        wanted = (
            (self.tr("Smaller"), "Ctrl+-", self.picture.reduce),
            (self.tr("Larger"), "Ctrl+=", self.picture.enlarge),
            (self.tr("All of it"), "Ctrl+0", self.picture.fit),
        )
        buttons = []
        for text, keys, act in wanted:
            button = secondary(text, act)
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
            button.setToolTip(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
            buttons.append(button)
        return tuple(buttons)

    def _lay_out(self) -> QStackedWidget:
        stack = QStackedWidget()
        self._blank = QWidget()
        for view in (self._blank, self.picture, self.pages, self.text, self.nothing):
            stack.addWidget(view)
        self.body.addWidget(self.question)
        self.body.addWidget(self.note)
        self.body.addWidget(stack, 1)
        self.note.hide()
        return stack

    def open(self, *ids: str) -> None:
        """Show the file with this id."""
        self.question.leave()
        if ids[0] != self._wanted:
            self._wanted, self._shown = AttachmentId(ids[0]), None
            self._clear()
        self.refresh()

    def refresh(self) -> None:
        """Read what is known of the file, and its content where that is not shown yet."""
        if self._wanted:
            job = partial(attachments.get_attachment, attachment_id=self._wanted)
            self._context.workspace.run(
                job, self._show, origin=self, on_failed=partial(self._on_failed, self._wanted)
            )

    def focus_first(self) -> None:
        """Put the keyboard on the content, or on what can be done."""
        front: QWidget = self._stack.currentWidget() or self
        instead = {self._blank: self.copy, self.nothing: self.nothing.action}
        (instead.get(front) or front).setFocus()

    def _clear(self) -> None:
        self.name("")
        self._say("")
        self.picture.clear()
        self.pages.clear()
        self.text.clear()
        self._bring(self._blank)

    def _show(self, attachment: Attachment) -> None:
        if attachment.id != self._wanted:
            return
        is_news = self._shown is None
        self._shown = attachment
        added = moment_text(attachment.added_at, self._context.workspace.today())
        facts = self.tr("{facts}, added {when}").replace("{when}", added)
        self.name(attachment.name, facts.replace("{facts}", facts_text(attachment)))
        if is_news:
            self._read(attachment)

    def _read(self, attachment: Attachment) -> None:
        on_failed = partial(self._on_failed, attachment.id)
        run = self._context.workspace
        if attachment.media_type == TEXT:
            job = partial(_read_text, attachment_id=attachment.id)
            shown = partial(self._show_text, attachment)
            run.run_long(job, shown, origin=self, on_failed=on_failed, is_waited_for=True)
        elif attachment.media_type == PDF or attachment.media_type in _PICTURES:
            take = partial(self._load if attachment.media_type == PDF else self._decode, attachment)
            self._read_whole(attachment, take, on_failed)
        else:
            self._offer_copy(
                self.tr("CoachDesk doesn't show this kind of file"),
                self.tr("It is kept here as it was added. A copy outside the vault opens in other programs."),
            )

    def _read_whole(
        self, attachment: Attachment, take: Callable[[bytes], None], on_failed: Callable[[KnownError], None]
    ) -> None:
        """Read a small file at once, even while another one comes in; a large one waits for its turn."""
        run, whole = self._context.workspace, partial(attachments.whole, attachment_id=attachment.id)
        if attachment.size <= _READ_AT_ONCE:
            run.run(partial(whole, pause=_go_on), take, origin=self, on_failed=on_failed)
        else:
            run.run_long(whole, take, origin=self, on_failed=on_failed, is_waited_for=True)

    def _show_text(self, attachment: Attachment, text: str) -> None:
        if attachment.id == self._wanted:
            self.text.show_text(text)
            self._say(self.tr("Only the beginning is shown.") if attachment.size > MOST_BYTES else "")
            self._bring(self.text)

    def _load(self, attachment: Attachment, content: bytes) -> None:
        """Let a worker copy what Qt wants to have to itself: a hundred megabytes take a while."""
        shown = partial(self._show_pages, attachment)
        self._context.workspace.work(partial(QByteArray, content), shown, origin=self)

    def _show_pages(self, attachment: Attachment, content: QByteArray) -> None:
        if attachment.id != self._wanted:
            return
        self.pages.show_pdf(content)
        if self.pages.page_count:
            self._bring(self.pages)
        else:
            self._offer_copy(
                self.tr("This PDF can't be shown"),
                self.tr("It asks for a password, or is damaged. It is kept here as it was added."),
            )

    def _decode(self, attachment: Attachment, content: bytes) -> None:
        job = partial(read_picture, content)
        shown = partial(self._show_picture, attachment)
        self._context.workspace.work(
            job, shown, origin=self, on_failed=partial(self._on_failed, attachment.id)
        )

    def _show_picture(self, attachment: Attachment, picture: Picture) -> None:
        if attachment.id == self._wanted:
            self._bring(self.picture)
            self.picture.show_picture(picture)

    def _bring(self, view: QWidget) -> None:
        had_keyboard = self.has_keyboard
        self._stack.setCurrentWidget(view)
        for button in self._zoom:
            button.setVisible(view is self.picture)
        self.copy.setVisible(view is not self.nothing)
        if had_keyboard and self.question.isHidden():
            self.focus_first()

    def _offer_copy(self, title: str, text: str) -> None:
        set_text(self.nothing.title, title)
        set_text(self.nothing.text, text)
        self._bring(self.nothing)

    def _say(self, text: str) -> None:
        set_text(self.note, text)
        self.note.setVisible(bool(text))

    def _on_copy(self) -> None:
        if self._shown is not None:
            self.question.ask(self._shown)

    def _on_failed(self, wanted: AttachmentId, error: KnownError) -> None:
        if wanted != self._wanted:
            return
        if isinstance(error, NotFoundError):
            self._wanted = AttachmentId("")
            self._clear()
            self._context.navigation.back_requested.emit()
            self._context.workspace.failed.emit(error)
        else:
            self._offer_copy(self.tr("This file can't be shown"), error_text(error))


def _read_text(store: Store, pause: Pause, *, attachment_id: AttachmentId) -> str:
    return decoded(attachments.beginning(store, pause, attachment_id=attachment_id, most_bytes=MOST_BYTES))


def _go_on() -> None:
    """Let nobody through: it is done in a moment."""
