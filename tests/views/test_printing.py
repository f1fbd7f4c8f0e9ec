import os
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coachdesk.errors import StorageError
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.views import printing
from coachdesk.views.context import Context
from tests.conftest import Settle


@pytest.fixture(scope="module")
def three_pages(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(width=595, height=842)
    path = tmp_path_factory.mktemp("pdf") / "three.pdf"
    writer.write(path)
    return path.read_bytes()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_every_page_is_printed_on_its_own_paper(qapp: object, three_pages: bytes, tmp_path: Path) -> None:
    printing.paint_pages(printer_to(tmp_path / "out.pdf"), three_pages)
    pages = PdfReader(tmp_path / "out.pdf").pages
    assert len(pages) == 3
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (595, 842)


def test_a_range_of_pages_is_respected(qapp: object, three_pages: bytes, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "out.pdf")
    printer.setFromTo(2, 3)
    printing.paint_pages(printer, three_pages)
    assert len(PdfReader(tmp_path / "out.pdf").pages) == 2


def test_copies_are_printed_where_the_printer_can_not(
    qapp: object, three_pages: bytes, tmp_path: Path
) -> None:
    printer = printer_to(tmp_path / "out.pdf")
    printer.setCopyCount(2)
    printing.paint_pages(printer, three_pages)
    expected = 3 if printer.supportsMultipleCopies() else 6
    assert len(PdfReader(tmp_path / "out.pdf").pages) == expected


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_a_known_failure(qapp: object, three_pages: bytes, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="did not take the document"):
        printing.paint_pages(printer_to(tmp_path / "gone" / "out.pdf"), three_pages)


@pytest.mark.parametrize(
    "broken",
    [
        (QPrinter, "newPage", False),
        (QPrinter, "printerState", QPrinter.PrinterState.Error),
        (QPrinter, "printerState", QPrinter.PrinterState.Aborted),
        (QPdfDocument, "render", QImage()),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_a_print_that_breaks_off_is_no_print(
    three_pages: bytes, tmp_path: Path, broken: tuple[type, str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, method, answer = broken
    monkeypatch.setattr(kind, method, lambda *_: answer)
    with pytest.raises(StorageError, match="did not come to its end"):
        printing.paint_pages(printer_to(tmp_path / "out.pdf"), three_pages)


def test_a_print_that_does_not_end_well_is_no_print(
    qapp: object, three_pages: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = QPainter.end
    monkeypatch.setattr(QPainter, "end", lambda painter: end(painter) and False)
    with pytest.raises(StorageError, match="did not come to its end"):
        printing.paint_pages(printer_to(tmp_path / "out.pdf"), three_pages)


def test_what_can_not_be_read_is_not_printed(qapp: object, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="did not come to its end"):
        printing.paint_pages(printer_to(tmp_path / "out.pdf"), b"no pdf")


def test_the_print_queue_hears_no_name(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _self: QPrintDialog.DialogCode.Accepted)
    printer = printing.ask_for_printer(window)
    assert printer is not None
    assert printer.docName() == "CoachDesk document"


@pytest.fixture
def pdf_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the dialog was told to print to."""
    path = tmp_path / "out.pdf"
    monkeypatch.setattr(printing, "ask_for_printer", lambda _parent: printer_to(path))
    return path


def test_print_to_pdf_gets_the_document_itself(
    context: Context, window: QWidget, settle: Settle, three_pages: bytes, pdf_file: Path
) -> None:
    left: list[SharedHow] = []
    printing.print_pdf(context, window, pdf=three_pages, on_printed=left.append)
    settle()
    assert pdf_file.read_bytes() == three_pages
    assert left == [SharedHow.PDF]


@pytest.mark.parametrize("answer", QPrintDialog.DialogCode)
def test_the_dialog_decides(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, answer: QPrintDialog.DialogCode
) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _self: answer)
    printer = printing.ask_for_printer(window)
    assert (printer is not None) == (answer == QPrintDialog.DialogCode.Accepted)


def test_the_print_queue_is_told_of_before_the_first_print_alone(
    context: Context, window: QWidget, settle: Settle, three_pages: bytes, pdf_file: Path
) -> None:
    told: list[str] = []
    context.navigation.notice_requested.connect(lambda notice: told.append(notice.text))
    for _ in range(2):
        printing.print_pdf(context, window, pdf=three_pages, on_printed=lambda _how: None)
        settle()
    assert told == [printing.spooler_note()]


@pytest.mark.parametrize(("of_session", "used"), [("run", True), ("gone", False)])
def test_the_copy_for_the_printer_stays_in_memory_where_there_is_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, of_session: str, used: bool
) -> None:
    (tmp_path / "run").mkdir()
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / of_session))
    printing.keep_spool_in_memory()
    assert os.environ["TMPDIR"] == (str(tmp_path / "run") if used else "/elsewhere")


@pytest.mark.parametrize(("ask", "offers"), [("ask_for_printer", True), ("ask_for_paper", False)])
def test_what_is_for_paper_alone_is_offered_no_file(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, ask: str, offers: bool
) -> None:
    offered: list[bool] = []

    def leave(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        offered.append(dialog.testOption(QPrintDialog.PrintDialogOption.PrintToFile))
        return QPrintDialog.DialogCode.Rejected

    monkeypatch.setattr(QPrintDialog, "exec", leave)
    getattr(printing, ask)(window)
    assert offered == [offers]
