import hashlib
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import attrs
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.renderer import RenderedDocument, Renderer, is_accessible
from coachdesk.documents.summary import render_summary
from coachdesk.errors import BugError, InvalidInputError
from coachdesk.resources import resource_path
from tests.documents import reading, samples

SHIPPED_ENOUGH = {
    "Polish": "Łukasz Żółć-Święcicka",
    "Greek": "Ελευθερία Παπαδοπούλου",
    "Cyrillic": "Юлія Щербакова",
    "Turkish": "Gülşah İğdır",
    "Vietnamese": "Nguyễn Thị Ánh Tuyết",
}
SYSTEM_FONT_FOLDER = sys.platform == "linux"


@pytest.fixture(scope="module")
def alone() -> Renderer:
    """A renderer on a machine that has no fonts but ours."""
    return Renderer(system_fonts=False)


def printed(client_name: str, renderer: Renderer) -> RenderedDocument:
    return render_summary(samples.session_summary(client_name=client_name), renderer)


@pytest.mark.parametrize("language", SHIPPED_ENOUGH)
def test_names_print_with_the_shipped_fonts(language: str, alone: Renderer, tmp_path: Path) -> None:
    document = printed(SHIPPED_ENOUGH[language], alone)
    assert (document.tagged, document.unprinted) == (True, "")
    assert f"for {SHIPPED_ENOUGH[language]}" in reading.text(document.pdf, tmp_path)
    assert set(reading.fonts(document.pdf, tmp_path).values()) == {"yes"}


@pytest.mark.parametrize("name", ["محمد علي", "יעל כהן", "Kim 😀"])
def test_the_shipped_symbols_carry_some_more(name: str, alone: Renderer, tmp_path: Path) -> None:
    document = printed(name, alone)
    assert document.tagged
    assert reading.fonts(document.pdf, tmp_path)["DejaVuSans"] == "yes"


def test_characters_without_a_font_are_named_and_the_page_comes_out(alone: Renderer, tmp_path: Path) -> None:
    document = printed("王小明 王 Mira 👍", alone)
    assert document.unprinted == "王小明👍"
    assert not document.tagged
    assert "Mira" in reading.text(document.pdf, tmp_path)
    assert reading.info(document.pdf, tmp_path)["Tagged"] == "yes"


def test_joiners_are_not_reported_as_missing(alone: Renderer) -> None:
    assert printed("👩\u200d👧\ufe0f", alone).unprinted == "👩👧"


def test_a_private_use_character_is_named_as_it_is(alone: Renderer) -> None:
    assert printed("Mira \ue000", alone).unprinted == "\ue000"


def ink(document: RenderedDocument) -> int:
    """Count the pixels of the first page that something is printed on."""
    pages, source = QPdfDocument(), QBuffer()
    source.setData(QByteArray(document.pdf))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    pages.load(source)
    image = pages.render(0, pages.pagePointSize(0).toSize()).convertToFormat(QImage.Format.Format_Alpha8)
    bits, step = bytes(image.constBits()), image.bytesPerLine()  # a line may end in bytes that say nothing
    lines = (bits[start : start + image.width()] for start in range(0, len(bits), step))
    return sum(1 for line in lines for value in line if value)


def test_a_box_stands_for_a_character_without_a_font(alone: Renderer, qapp: QApplication) -> None:
    agreements = [
        render_agreement(samples.draft_agreement(clauses=(attrs.evolve(clause, words=words),)), alone)
        for clause in samples.clauses()[:1]
        for words in ("So be it", "So \ue000 be it")
    ]
    assert ink(agreements[0]) < ink(agreements[1])
    assert ink(printed("Mira", alone)) < ink(printed("Mira \ue000", alone))


@pytest.fixture
def few_fonts(tmp_path: Path) -> Path:
    folder = tmp_path / "few"
    folder.mkdir()
    for font in resource_path("fonts").glob("Noto*.ttf"):
        shutil.copy(font, folder)
    return folder


def test_a_check_mark_needs_the_symbol_font(few_fonts: Path) -> None:
    assert printed("Mira ✓", Renderer(fonts=few_fonts, system_fonts=False)).unprinted == "✓"


@pytest.mark.skipif(not SYSTEM_FONT_FOLDER, reason="a user's fonts live in ~/.fonts on Linux only")
def test_the_systems_fonts_help_out(few_fonts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".fonts").mkdir()
    shutil.copy(resource_path("fonts", "DejaVuSans.ttf"), tmp_path / ".fonts")
    monkeypatch.setenv("HOME", str(tmp_path))
    document = printed("Mira ✓", Renderer(fonts=few_fonts))
    assert (document.tagged, document.unprinted) == (True, "")


def test_the_systems_fonts_are_left_alone_while_ours_do() -> None:
    """Seen from outside: nothing under the system's font folders is opened."""
    script = (
        "import sys\n"
        "from coachdesk.documents.renderer import Renderer\n"
        "from coachdesk.documents.summary import render_summary\n"
        "from tests.documents.samples import session_summary\n"
        "import typst\n"
        "asked = []\n"
        "real = typst.Fonts\n"
        "typst.Fonts = lambda **options: asked.append(options['include_system_fonts']) or real(**options)\n"
        "renderer = Renderer()\n"
        "render_summary(session_summary(), renderer)\n"
        "render_summary(session_summary(client_name='王'), renderer)\n"
        "print(asked)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[False, True]"


def test_making_a_renderer_does_not_import_typst() -> None:
    script = "import sys, coachdesk.documents.renderer as r; r.Renderer(); print('typst' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "False"


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (render_agreement(samples.signed_agreement(), Renderer()) for _ in range(2))
    assert first.pdf == second.pdf


def test_a_file_says_on_which_day_it_was_made(tmp_path: Path) -> None:
    yesterday = Renderer(system_fonts=False, today=lambda: date(2026, 5, 13))
    document = printed("Mira", yesterday)
    assert reading.info(document.pdf, tmp_path)["CreationDate"].startswith("Wed May 13 00:00:00 2026")


def test_what_typst_can_not_keep_to_is_left_out_step_by_step(
    alone: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PDF/A-4 and PDF/UA-1 exclude each other, so Typst refuses the first step."""
    monkeypatch.setattr("coachdesk.documents.renderer._LADDER", (("ua-1", "a-4"), ("ua-1", "a-2b")))
    document = printed("Mira", alone)
    assert document.tagged
    assert b"<pdfaid:conformance>B<" in document.pdf


def test_another_word_gives_other_bytes(renderer: Renderer) -> None:
    assert printed("Mira", renderer).sha256 != printed("Mina", renderer).sha256


def test_the_hash_is_of_the_bytes(renderer: Renderer) -> None:
    document = printed("Mira", renderer)
    assert document.sha256 == hashlib.sha256(document.pdf).hexdigest()


def test_a_document_does_not_show_its_bytes_in_a_log(renderer: Renderer) -> None:
    assert "%PDF" not in repr(printed("Mira", renderer))


def test_a_damaged_logo_is_said_to_be_one(renderer: Renderer) -> None:
    logo = samples.png()[:70]
    with pytest.raises(InvalidInputError, match="can't be read as a picture"):
        render_agreement(samples.draft_agreement(letterhead=samples.letterhead(logo=logo)), renderer)


def test_a_fault_in_a_template_is_our_bug(renderer: Renderer) -> None:
    with pytest.raises(BugError, match="summary does not compile"):
        renderer.render("summary", {}, files={"logo": samples.png()})


def test_a_file_on_disk_can_not_be_read_by_a_text(renderer: Renderer, tmp_path: Path) -> None:
    (tmp_path / "canary.txt").write_text("canary", encoding="utf-8")
    words = f'#read("{tmp_path}/canary.txt")'
    document = render_summary(samples.session_summary(focus=words), renderer)
    assert "".join(reading.text(document.pdf, tmp_path).split()).count("canary.txt") == 1


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    printed("王", Renderer())
    assert list(tmp_path.rglob("*")) == []


def test_several_threads_may_render_at_once() -> None:
    renderer = Renderer()
    with ThreadPoolExecutor(4) as pool:
        documents = list(pool.map(lambda n: printed(f"Mira {n % 2}", renderer), range(8)))
    assert len({document.sha256 for document in documents}) == 2


def test_a_finished_file_tells_whether_it_lacks_a_character(alone: Renderer) -> None:
    whole, lacking = printed("Mira", alone), printed("Mira \ue000", alone)
    assert (is_accessible(whole.pdf), is_accessible(lacking.pdf)) == (True, False)
