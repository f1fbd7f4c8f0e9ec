from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from coachdesk import files
from coachdesk.documents.renderer import Renderer
from coachdesk.errors import DiskFullError
from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.views.start.background import Background
from coachdesk.views.start.kit_paper import KitPaper
from tests.drivers.start import WORDS
from tests.views.start.conftest import Wait

KIT = RecoveryKit(words=WORDS, vault_id="3f9a", made_on=date(2026, 5, 14), vault_place="MyPractice.coachdesk")


@pytest.fixture
def make(renderer: Renderer, background: Background, qtbot: QtBot) -> Callable[..., KitPaper]:
    def paper(*, path: Path | None = None, printer: QPrinter | None = None) -> KitPaper:
        made = KitPaper(renderer, background, ask_file=lambda *_: path, ask_printer=lambda *_: printer)
        qtbot.addWidget(made)
        made.show_kit(KIT)
        return made

    return paper


def text_of(path: Path) -> str:
    return pypdf.PdfReader(path).pages[0].extract_text()


def test_the_saved_page_holds_every_word(make: Callable[..., KitPaper], tmp_path: Path, wait: Wait) -> None:
    paper = make(path=tmp_path / "kit.pdf")
    paper.save.click()
    wait(paper.isEnabled)
    assert paper.outcome.text() == "Saved as kit.pdf. Keep it where nobody else finds it."
    assert all(word in text_of(tmp_path / "kit.pdf") for word in WORDS)


def test_printing_to_a_file_writes_the_document_itself(
    make: Callable[..., KitPaper], tmp_path: Path, wait: Wait
) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    paper = make(printer=printer)
    paper.print.click()
    wait(paper.isEnabled)
    assert WORDS[23] in text_of(tmp_path / "printed.pdf")


def test_the_keyboard_stays_where_it_was(make: Callable[..., KitPaper], tmp_path: Path, wait: Wait) -> None:
    paper = make(path=tmp_path / "kit.pdf")
    paper.show()
    paper.save.setFocus()
    paper.save.click()
    wait(paper.isEnabled)
    assert paper.window().focusWidget() is paper.save


def test_leaving_the_dialogs_does_nothing(make: Callable[..., KitPaper]) -> None:
    paper = make()
    paper.save.click()
    paper.print.click()
    assert paper.isEnabled()
    assert paper.outcome.text() == ""


def test_a_full_disk_is_said_and_can_be_tried_again(
    make: Callable[..., KitPaper], tmp_path: Path, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(files, "write_atomically", full)
    paper = make(path=tmp_path / "kit.pdf")
    paper.save.click()
    wait(paper.isEnabled)
    assert paper.outcome.text().startswith("There is not enough room on the disk.")


def test_without_a_kit_there_is_nothing_to_print(make: Callable[..., KitPaper]) -> None:
    paper = make()
    paper.show_kit(None)
    assert not paper.isEnabled()
