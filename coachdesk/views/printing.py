"""The one place that prints: the pages of a PDF, as they were previewed, on a printer of the system."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from coachdesk import files
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, StorageError
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.remembered import Key, recall, remember
from coachdesk.views.context import Context

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

_DOTS_PER_INCH: Final = 300
_POINTS_PER_INCH: Final = 72

OnPrinted = Callable[[SharedHow], None]


def spooler_note() -> str:
    """Return what the coach should know before printing."""
    return QCoreApplication.translate(
        "printing", "Printing goes through this computer's print queue, which may keep a copy."
    )


def unprinted_text(characters: str) -> str:
    """Return what is said beside the pages of characters that no font has; nothing where there are none."""
    if not characters:
        return ""
    text = QCoreApplication.translate(
        "printing", "No font here has these characters; an empty box is printed for each: {characters}"
    )
    return text.replace("{characters}", " ".join(characters))


def print_pdf(
    context: Context, parent: QWidget, *, pdf: bytes, on_printed: OnPrinted, on_paper_alone: bool = False
) -> None:
    """Ask for a printer and print `pdf` on it in a worker; `on_printed` hears how it left.

    Before the first time a notice says what a print queue does. “Print to PDF” in the dialog gets
    the document itself instead of pictures of its pages; with `on_paper_alone` it is not offered.
    """

    def go_on(told_at: str | None) -> None:
        if told_at is None:
            _tell_of_print_queue(context)
        _print(context, parent, pdf, on_printed, on_paper_alone=on_paper_alone)

    context.workspace.run(partial(recall, key=Key.PRINT_QUEUE_TOLD_AT), go_on, origin=parent)


def _tell_of_print_queue(context: Context) -> None:
    """Say it once for each vault; one that can't be written to hears it again."""
    context.navigation.notify(spooler_note())
    now = context.workspace.now().isoformat()
    job = partial(remember, key=Key.PRINT_QUEUE_TOLD_AT, value=now)
    context.workspace.run(job, on_failed=lambda _error: None)


def _print(
    context: Context, parent: QWidget, pdf: bytes, on_printed: OnPrinted, *, on_paper_alone: bool
) -> None:
    printer = (ask_for_paper if on_paper_alone else ask_for_printer)(parent)
    if printer is None:
        return
    file = printer.outputFileName()
    if file and on_paper_alone:
        context.workspace.failed.emit(_no_file())
        return
    if file:
        job, how = partial(files.write_atomically, Path(file), pdf), SharedHow.PDF
    else:
        job, how = partial(paint_pages, printer, pdf), SharedHow.PRINT
    context.workspace.work(job, lambda _nothing: on_printed(how), origin=parent)


def _no_file() -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "This is printed on paper alone; no file is made of it."),
        QT_TRANSLATE_NOOP("errors", "Choose a printer."),
    )


def ask_for_printer(parent: QWidget) -> "QPrinter | None":
    """Show the print dialog; None when it was left.

    The print queue, which others may read, hears nobody's name.
    """
    return _ask(parent, offers_file=True)


def ask_for_paper(parent: QWidget) -> "QPrinter | None":
    """Show the print dialog without a way into a file; None when it was left."""
    return _ask(parent, offers_file=False)


def _ask(parent: QWidget, *, offers_file: bool) -> "QPrinter | None":
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    keep_spool_in_memory()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(QCoreApplication.translate("printing", "CoachDesk document"))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, offers_file)
    dialog.setWindowTitle(QCoreApplication.translate("printing", "Print"))
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def keep_spool_in_memory() -> None:
    """Have CUPS put its temporary copy where nothing outlives the session, if the system has such a place.

    https://specifications.freedesktop.org/basedir-spec/latest/, XDG_RUNTIME_DIR
    """
    of_session = os.environ.get("XDG_RUNTIME_DIR", "")
    if of_session and Path(of_session).is_dir():
        os.environ["TMPDIR"] = of_session


def paint_pages(printer: "QPrinter", pdf: bytes) -> None:
    """Print the pages that were asked for, as often as was asked for.

    Works in any thread: https://doc.qt.io/qt-6/threads-modules.html#painting-in-threads.

    Raises:
        StorageError: the printer does not take the job, or not all of it.
    """
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    _insist(document.error() == QPdfDocument.Error.None_ and document.pageCount() > 0)
    _lay_out(printer, document.pagePointSize(0))
    painter = QPainter()
    if not painter.begin(printer):
        raise StorageError(
            QT_TRANSLATE_NOOP("errors", "The printer did not take the document."),
            QT_TRANSLATE_NOOP("errors", "Check that it is on and connected, or save the PDF instead."),
        )
    try:
        _paint_all(painter, document, printer)
    except StorageError:
        printer.abort()
        raise
    finally:
        has_ended = painter.end()
        document.close()
    _insist(has_ended and not _has_failed(printer))


def _paint_all(painter: QPainter, document: "QPdfDocument", printer: "QPrinter") -> None:
    for place, page in enumerate(_pages(printer, document.pageCount())):
        _insist(place == 0 or printer.newPage())
        _paint(painter, document, page, printer)
        _insist(not _has_failed(printer))


def _has_failed(printer: "QPrinter") -> bool:
    from PySide6.QtPrintSupport import QPrinter

    return printer.printerState() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)


def _insist(went_well: bool) -> None:
    if not went_well:
        raise StorageError(
            QT_TRANSLATE_NOOP("errors", "The printing did not come to its end."),
            QT_TRANSLATE_NOOP("errors", "Take away what came out, then print again or save the PDF instead."),
        )


def _lay_out(printer: "QPrinter", points: QSizeF) -> None:
    """Print to the edge: the margins are in the document."""
    printer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    printer.setFullPage(True)


def _pages(printer: "QPrinter", count: int) -> list[int]:
    first, last = printer.fromPage() or 1, printer.toPage() or count
    once = list(range(first - 1, min(last, count)))
    return once if printer.supportsMultipleCopies() else once * printer.copyCount()


def _paint(painter: QPainter, document: "QPdfDocument", page: int, printer: "QPrinter") -> None:
    from PySide6.QtPrintSupport import QPrinter

    points = document.pagePointSize(page)
    dots = (points * _DOTS_PER_INCH / _POINTS_PER_INCH).toSize()
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    size = points.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    corner = QPointF((sheet.width() - size.width()) / 2, (sheet.height() - size.height()) / 2)
    picture = document.render(page, dots)
    _insist(not picture.isNull())
    painter.drawImage(QRectF(corner, size), picture)
