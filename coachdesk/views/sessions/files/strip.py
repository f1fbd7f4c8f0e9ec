"""The files of a session as a slim strip: added by button, key, drop or paste."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models import attachments
from coachdesk.models.clock import local
from coachdesk.models.entities.attachment import Added, Attachment, Incoming
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import AttachmentId
from coachdesk.models.entities.session import Session
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.dropped_files import files_in, image_in
from coachdesk.views.file_copy import AskWhere, CopyQuestion, ask_where
from coachdesk.views.file_keeper import Refusal, Upload
from coachdesk.views.file_words import short_name
from coachdesk.views.sessions.files.chip import FileChip
from coachdesk.views.sessions.files.upload_row import UploadRow
from coachdesk.views.shortcuts import add_shortcuts
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import muted

AskFiles = Callable[[QWidget, str], tuple[Path, ...]]
KEYS: Final = "Ctrl+Shift+A"


def ask_files(parent: QWidget, title: str) -> tuple[Path, ...]:
    """Let the coach choose files; none when they leave it."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(documents_folder()))
    return tuple(Path(one) for one in chosen)


class FilesStrip(QWidget):
    """A chip for each file, a line for each that is on its way; one line when there are none."""

    def __init__(
        self, context: Context, session: Session, *, ask: AskFiles = ask_files, ask_copy: AskWhere = ask_where
    ) -> None:
        super().__init__()
        self._context = context
        self._session = session
        self._ask = ask
        self.chips: dict[AttachmentId, FileChip] = {}
        self.uploads: dict[int, UploadRow] = {}
        self.add = link(self.tr("Add a file…"), self.choose)
        self.add.setToolTip(KEYS)
        self.hint = muted(self.tr("or drop it on this page, or paste it here"), wrap=False)
        self.problem = ProblemLine()
        self.question = CopyQuestion(context, ask=ask_copy)
        self.question.left.connect(self._back_to_chip)
        self._asked: AttachmentId | None = None
        self._flow = FlowLayout(spacing=6)
        self._lay_out()
        keeper = context.files
        keeper.progressed.connect(self._show_uploads)
        keeper.added.connect(self._on_added)
        keeper.refused.connect(self._on_refused)

    def _lay_out(self) -> None:
        self._flow.addWidget(self.add)
        self._flow.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 14, 0)
        column.setSpacing(4)
        column.addLayout(self._flow)
        column.addWidget(self.problem)
        column.addWidget(self.question)
        self.setAccessibleName(self.tr("Files of this session"))
        self.setFocusProxy(self.add)

    def listen_on(self, page: QWidget) -> None:
        """Take the key from anywhere on a page."""
        add_shortcuts(page, [(self.tr("Add a file"), KEYS, self.choose)])

    def turn_to(self, session: Session) -> None:
        """Be the strip of another session from now on; nothing here is unsaved."""
        self._session = session
        self.problem.say("")
        self.question.leave()
        self._show_files(())
        self._show_uploads()

    def show_page(self, page: SessionPage) -> None:
        """Show the files that the vault holds of the session."""
        self._session = page.session
        self._show_files(page.files)
        self._show_uploads()

    @property
    def has_unsaved(self) -> bool:
        """Whether a name is typed that the vault does not hold."""
        return any(chip.has_unsaved for chip in self.chips.values())

    def flush(self) -> None:
        """Take a name that is being typed."""
        for chip in self.chips.values():
            chip.flush()

    def choose(self) -> None:
        """Let the coach choose files, and take them in."""
        self.add_files(self._ask(self, self.tr("Which files belong to this session?")))

    def add_files(self, paths: Iterable[Path]) -> None:
        """Take files of this computer in, one after the other."""
        self.problem.say("")
        for path in paths:
            self._context.files.add_file(path, self._incoming(path.name))

    def add_image(self, image: QImage) -> None:
        """Take in a picture that is on no disk, such as one that was copied."""
        self.problem.say("")
        taken_at = local(self._context.workspace.now())
        name = self.tr("Picture {when}.png").replace("{when}", f"{taken_at:%Y-%m-%d %H.%M}")
        self._context.files.add_image(image, self._incoming(name))

    def takes(self, given: QMimeData | None) -> bool:
        """Take what was dropped or copied, where it is files or a picture; tell whether it was."""
        paths, image = files_in(given), image_in(given)
        if paths:
            self.add_files(paths)
        elif image is not None:
            self.add_image(image)
        return bool(paths) or image is not None

    def _incoming(self, name: str) -> Incoming:
        return Incoming(engagement_id=self._session.engagement_id, session_id=self._session.id, name=name)

    def _show_files(self, files: tuple[Attachment, ...]) -> None:
        gone = self.chips.keys() - {file.id for file in files}
        self._keep_keyboard(gone)
        for file_id in gone:
            self._drop(self.chips.pop(file_id))
        before: QWidget = self.add
        for at, file in enumerate(files, start=1):
            if file.id in self.chips:
                self.chips[file.id].show_file(file)
            else:
                self.chips[file.id] = self._new_chip(file)
                self._flow.insert_widget(at, self.chips[file.id])
                for part in self.chips[file.id].tab_stops:
                    self.setTabOrder(before, part)
                    before = part
            before = self.chips[file.id].tab_stops[-1]
        self.chips = {file.id: self.chips[file.id] for file in files}
        self.hint.setHidden(bool(files) or bool(self.uploads))

    def _keep_keyboard(self, gone: Iterable[AttachmentId]) -> None:
        """Let the keyboard stay in the strip where its file is about to go."""
        holder = self.window().focusWidget()
        if holder is not None and any(self.chips[file_id].isAncestorOf(holder) for file_id in gone):
            left = [chip for file_id, chip in self.chips.items() if file_id not in gone]
            (left[-1].button if left else self.add).setFocus()

    def _new_chip(self, file: Attachment) -> FileChip:
        chip = FileChip(self._context.theme, file)
        chip.opened.connect(self._context.navigation.file_requested)
        chip.copy_wanted.connect(self._ask_for_copy)
        chip.removed.connect(self._remove)
        chip.renamed.connect(self._rename)
        return chip

    def _show_uploads(self) -> None:
        under_way = {one.number: one for one in self._context.files.uploads if self._is_here(one)}
        for number in self.uploads.keys() - under_way.keys():
            self._drop(self.uploads.pop(number))
        for number, upload in under_way.items():
            if number in self.uploads:
                self.uploads[number].show_upload(upload)
            else:
                self.uploads[number] = self._new_row(upload)
                self._flow.insert_widget(self._flow.indexOf(self.hint), self.uploads[number])
        self.hint.setHidden(bool(self.chips) or bool(self.uploads))

    def _new_row(self, upload: Upload) -> UploadRow:
        row = UploadRow(upload)
        row.cancelled.connect(self._context.files.cancel)
        return row

    def _is_here(self, upload: Upload) -> bool:
        return upload.incoming.session_id == self._session.id

    def _drop(self, part: QWidget) -> None:
        self._flow.removeWidget(part)
        part.hide()
        part.deleteLater()

    def _on_added(self, added: Added) -> None:
        if added.was_there and added.attachment.session_id == self._session.id:
            text = self.tr("This file is here already, as “{name}”.")
            self.problem.say(text.replace("{name}", added.attachment.name))

    def _on_refused(self, refusal: Refusal) -> None:
        if self._is_here(refusal.upload) and self.isVisible():
            refusal.is_told = True
            self.problem.say(f"{self.problem.said}\n{error_text(refusal.error)}".strip())

    def _ask_for_copy(self, attachment: Attachment) -> None:
        self._asked = attachment.id
        self.question.ask(attachment)

    def _back_to_chip(self) -> None:
        chip = None if self._asked is None else self.chips.get(self._asked)
        (self.add if chip is None else chip.button).setFocus()

    def _rename(self, attachment_id: str, name: str) -> None:
        def keep_words(error: KnownError) -> None:
            self._context.workspace.failed.emit(error)
            chip = self.chips.get(AttachmentId(attachment_id))
            if chip is not None:
                chip.rename(name)

        job = partial(attachments.rename_attachment, attachment_id=AttachmentId(attachment_id), name=name)
        self._context.workspace.run(job, origin=self.add, on_failed=keep_words)

    def _remove(self, attachment: Attachment) -> None:
        run = self._context.workspace.run

        def tell(_written: Written[Attachment]) -> None:
            undo = partial(run, partial(attachments.restore_attachment, attachment_id=attachment.id))
            text = self.tr("“{name}” is removed.").replace("{name}", short_name(attachment.name))
            self._context.navigation.notify(text, self.tr("Undo"), undo)

        run(partial(attachments.delete_attachment, attachment_id=attachment.id), tell, origin=self.add)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if not (
            event.matches(QKeySequence.StandardKey.Paste)
            and self.takes(QGuiApplication.clipboard().mimeData())
        ):
            super().keyPressEvent(event)
