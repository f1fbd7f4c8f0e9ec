import threading
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models import attachments
from coachdesk.models.entities.attachment import Attachment
from coachdesk.models.entities.session import Session
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.file_keeper import as_png
from coachdesk.views.files.file_panel import FilePanel
from tests import attaching, making
from tests.drivers.behind import Behind, Settle
from tests.drivers.keyboard import wait_until


def a_pdf(encryption: pikepdf.Encryption | bool = False) -> bytes:
    """Return a page with a link to somewhere else all over it."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 300))
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/"))
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 300, 300]), A=action
    )
    page.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(link)]))
    written = BytesIO()
    pdf.save(written, encryption=encryption)
    return written.getvalue()


def a_picture() -> bytes:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    return as_png(image)


Open = Callable[[str, bytes], Attachment]


@pytest.fixture
def vault(context: Context, settle: Settle) -> Behind:
    return Behind(context, settle)


@pytest.fixture
def session(vault: Behind) -> Session:
    return vault.do(lambda store: making.a_session(store, making.an_engagement(store)))


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> FilePanel:
    shown = FilePanel(context)
    qtbot.addWidget(shown)
    shown.resize(1000, 640)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


@pytest.fixture
def look_at(vault: Behind, session: Session, panel: FilePanel) -> Open:
    def open_file(name: str, content: bytes) -> Attachment:
        kept = vault.do(lambda store: attaching.a_file(store, session, name, content))
        panel.open(kept.id)
        vault.settle()
        return kept

    return open_file


def front(panel: FilePanel) -> object:
    """Return what of the page is in sight."""
    views = (panel.picture, panel.pages, panel.text, panel.nothing)
    return next((view for view in views if view.isVisible()), None)


def test_it_says_what_the_file_is(panel: FilePanel, look_at: Open) -> None:
    look_at("Flipchart.png", a_picture())
    assert panel.title.whole == "Flipchart.png"
    assert panel.subtitle.whole.startswith("picture, ")
    assert "added 14 May" in panel.subtitle.whole


def test_no_window_is_named_after_a_file(panel: FilePanel, look_at: Open) -> None:
    look_at("Flipchart.png", a_picture())
    assert "Flipchart" not in panel.window().windowTitle()


def test_a_picture_is_shown_and_can_be_enlarged(panel: FilePanel, look_at: Open) -> None:
    look_at("Flipchart.png", a_picture())
    assert front(panel) is panel.picture
    QTest.keyClick(panel.picture, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert panel.picture.shown_size.width() == 75
    QTest.keyClick(panel.picture, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert panel.picture.shown_size.width() == 60


def test_a_small_file_is_shown_while_a_large_one_comes_in(
    vault: Behind, panel: FilePanel, session: Session, context: Context
) -> None:
    kept = vault.do(lambda store: attaching.a_file(store, session, "Flipchart.png", a_picture()))
    over = threading.Event()

    def come_in(_store: Store, pause: Callable[[], None]) -> None:
        while not over.wait(0.005):
            pause()

    context.workspace.run_long(come_in)
    panel.open(kept.id)
    wait_until(lambda: front(panel) is panel.picture, "for the picture")
    over.set()


def test_a_pdf_is_shown_page_by_page(panel: FilePanel, look_at: Open) -> None:
    look_at("Plan.pdf", a_pdf())
    assert front(panel) is panel.pages
    assert panel.pages.page_count == 1


class Browser(QObject):
    """Hears which addresses are handed to other programs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def test_a_link_in_a_pdf_opens_no_other_program(panel: FilePanel, look_at: Open) -> None:
    look_at("Plan.pdf", a_pdf())
    pages = panel.pages.findChild(QPdfView)
    assert pages is not None
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")  # type: ignore[arg-type]  # the stubs say bytes
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=pages.viewport().rect().center())
    opened = list(browser.opened)
    QDesktopServices.openUrl(QUrl("https://example.org/"))
    QDesktopServices.unsetUrlHandler("https")
    assert (opened, len(browser.opened)) == ([], 1)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 and then nothing", a_pdf(encryption=pikepdf.Encryption(user="x"))]
)
def test_a_pdf_that_does_not_open_is_said_calmly(panel: FilePanel, look_at: Open, content: bytes) -> None:
    look_at("Plan.pdf", content)
    assert front(panel) is panel.nothing
    assert panel.nothing.title.text() == "This PDF can't be shown"


def test_a_text_is_shown(panel: FilePanel, look_at: Open) -> None:
    look_at("Letter.txt", "Zoë’s letter".encode())
    assert front(panel) is panel.text
    assert panel.text.toPlainText() == "Zoë’s letter"
    assert panel.note.isHidden()


def test_of_a_very_long_text_the_beginning_is_shown(panel: FilePanel, look_at: Open) -> None:
    look_at("Log.txt", b"a line\n" * 400_000)
    wait_until(lambda: panel.text.is_complete, "for the text")
    assert len(panel.text.toPlainText()) == 2 * 1024 * 1024
    assert panel.note.text() == "Only the beginning is shown."


def test_of_other_kinds_a_copy_is_offered(panel: FilePanel, look_at: Open) -> None:
    look_at("Plan.docx", b"PK\3\4" + bytes(20))
    assert front(panel) is panel.nothing
    assert "doesn't show this kind" in panel.nothing.title.text()
    assert panel.focusWidget() is panel.nothing.action


def test_a_copy_is_explained_before_there_is_one(
    vault: Behind, panel: FilePanel, look_at: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_at("Letter.txt", b"three boats")
    monkeypatch.setattr(panel.question, "_ask", lambda _parent, name: tmp_path / name)
    panel.copy.click()
    assert "no passphrase protects it" in panel.question.text.text()
    panel.question.choose.click()
    wait_until(lambda: bool(vault.notices), "for the copy")
    assert (tmp_path / "Letter.txt").read_bytes() == b"three boats"


@pytest.mark.parametrize(
    ("name", "content"), [("Flipchart.png", a_picture()), ("Letter.txt", b"words"), ("Plan.pdf", a_pdf())]
)
def test_a_file_that_changed_is_not_shown(
    vault: Behind, panel: FilePanel, session: Session, name: str, content: bytes
) -> None:
    kept = vault.do(lambda store: attaching.a_file(store, session, name, content))
    vault.do(lambda store: store.db.execute("UPDATE attachment_part SET content = x'00'").rowcount)
    panel.open(kept.id)
    vault.settle()
    assert front(panel) is panel.nothing
    assert "its content has changed" in panel.nothing.text.text()


def test_a_file_that_is_deleted_meanwhile_leads_back(vault: Behind, panel: FilePanel, look_at: Open) -> None:
    kept = look_at("Letter.txt", b"three boats")
    vault.write(lambda store: attachments.delete_attachment(store, attachment_id=kept.id))
    vault.settle()
    assert vault.went == [("back",)]
    assert front(panel) is None


def test_a_new_name_is_shown_at_once(vault: Behind, panel: FilePanel, look_at: Open) -> None:
    kept = look_at("Letter.txt", b"three boats")
    vault.write(lambda store: attachments.rename_attachment(store, attachment_id=kept.id, name="Boats"))
    vault.settle()
    assert panel.title.whole == "Boats.txt"
    assert front(panel) is panel.text


def test_the_next_file_replaces_the_one_before(panel: FilePanel, look_at: Open) -> None:
    look_at("Flipchart.png", a_picture())
    look_at("Letter.txt", b"three boats")
    assert front(panel) is panel.text
    assert panel.title.whole == "Letter.txt"
