"""The recovery kit on paper or as a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk import files
from coachdesk.documents.renderer import RenderedDocument, Renderer
from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.views.start.background import Worker
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.text import muted, set_text

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

AskPrinter = Callable[[QWidget], "QPrinter | None"]
AskFile = Callable[[QWidget, str], Path | None]


def ask_printer(parent: QWidget) -> "QPrinter | None":
    """Show the print dialog; the printing code is loaded when it is first wanted."""
    from coachdesk.views.printing import ask_for_printer

    return ask_for_printer(parent)


def ask_file(parent: QWidget, name: str) -> Path | None:
    """Ask where to save the page."""
    from coachdesk.views.saving import ask_where

    return ask_where(parent, name)


class KitPaper(QWidget):
    """Two buttons that bring the kit out of the window, and a line that says how it went."""

    def __init__(
        self,
        renderer: Renderer,
        worker: Worker,
        *,
        ask_printer: AskPrinter = ask_printer,
        ask_file: AskFile = ask_file,
    ) -> None:
        super().__init__()
        self._renderer = renderer
        self._worker = worker
        self._ask_printer = ask_printer
        self._ask_file = ask_file
        self._kit: RecoveryKit | None = None
        self._focused: QWidget | None = None
        self.print = secondary(self.tr("&Print…"), self._print)
        self.save = secondary(self.tr("&Save page as PDF…"), self._save)
        self.outcome = muted("")
        row = QHBoxLayout()
        row.addWidget(self.print)
        row.addWidget(self.save)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.outcome)
        column.addWidget(muted(_spooler_note()))
        self.show_kit(None)

    def show_kit(self, kit: RecoveryKit | None) -> None:
        """Take the kit to bring out; None forgets it."""
        self._kit = kit
        self.setEnabled(kit is not None)
        self._say("")

    def _print(self) -> None:
        printer = self._ask_printer(self)
        if printer is None or self._kit is None:
            return
        file = printer.outputFileName()
        if file:
            self._write(Path(file))
        else:
            self._do(partial(_print, self._kit, self._renderer, printer), self.tr("Sent to the printer."))

    def _save(self) -> None:
        path = self._ask_file(self, self._title())
        if path is not None:
            self._write(path)

    def _write(self, path: Path) -> None:
        if self._kit is not None:
            said = self.tr("Saved as {name}. Keep it where nobody else finds it.").format(name=path.name)
            self._do(partial(_save, self._kit, self._renderer, path), said)

    def _do(self, job: Callable[[], None], said: str) -> None:
        def done(_nothing: None) -> None:
            self._free()
            self._say(said)

        self._focused = self.focusWidget()
        self.setEnabled(False)
        self._say(self.tr("One moment…"))
        self._worker.work(job, done, origin=self, on_failed=self._on_failed)

    def _free(self) -> None:
        """Take clicks again and put the keyboard back on the button that was pressed."""
        self.setEnabled(True)
        if self._focused is not None:
            self._focused.setFocus()

    def _on_failed(self, error: KnownError) -> None:
        self._free()
        self._say(error_text(error))

    def _say(self, text: str) -> None:
        set_text(self.outcome, text)
        self.outcome.setVisible(bool(text))

    def _title(self) -> str:
        return QCoreApplication.translate("kit", "CoachDesk recovery kit")


def _spooler_note() -> str:
    from coachdesk.views.printing import spooler_note

    return spooler_note()


def _page(kit: RecoveryKit, renderer: Renderer) -> RenderedDocument:
    from coachdesk.documents.kit import render_kit

    return render_kit(kit, renderer)


def _save(kit: RecoveryKit, renderer: Renderer, path: Path) -> None:
    files.write_atomically(path, _page(kit, renderer).pdf)


def _print(kit: RecoveryKit, renderer: Renderer, printer: "QPrinter") -> None:
    from coachdesk.views.printing import paint_pages

    paint_pages(printer, _page(kit, renderer).pdf)
