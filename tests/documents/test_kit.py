from pathlib import Path

import pytest
import segno

from coachdesk.documents.kit import render_kit
from coachdesk.documents.renderer import Renderer
from coachdesk.models.entities.people import PaperSize
from tests.documents import reading, samples

DOTS_PER_INCH = 300
DARK = 100


@pytest.mark.parametrize("paper", PaperSize)
@pytest.mark.parametrize("place", ["", "Documents/CoachDesk", "A very long folder name " * 40, "x" * 10_000])
def test_it_is_one_page(paper: PaperSize, place: str, renderer: Renderer) -> None:
    document = render_kit(samples.recovery_kit(paper=paper, vault_place=place), renderer)
    assert len(reading.reader(document.pdf).pages) == 1
    assert document.tagged


def test_the_words_are_read_in_order_with_their_numbers(renderer: Renderer) -> None:
    kit = samples.recovery_kit()
    page = reading.reader(render_kit(kit, renderer).pdf).pages[0].extract_text()
    places = [page.index(word) for word in kit.words]
    assert places == sorted(places)
    assert "24" in page[: places[-1]].split("kitchen")[1]


def test_it_says_what_it_opens_and_since_when(renderer: Renderer, tmp_path: Path) -> None:
    kit = samples.recovery_kit()
    text = reading.text(render_kit(kit, renderer).pdf, tmp_path)
    for words in (kit.vault_id, "3 May 2026", kit.vault_place, "Whoever holds this page can open everything"):
        assert words in text


def test_the_code_holds_the_words(renderer: Renderer, tmp_path: Path) -> None:
    kit = samples.recovery_kit()
    pixels = picture(render_kit(kit, renderer).pdf, tmp_path)
    expected = [list(map(bool, row)) for row in segno.make(" ".join(kit.words), error="m").matrix]
    assert sampled(pixels, len(expected)) == expected


def test_the_code_says_what_it_is_to_who_can_not_see_it(renderer: Renderer) -> None:
    tags = reading.tags(render_kit(samples.recovery_kit(), renderer).pdf)
    assert ("/Figure", "QR code holding the same 24 words in the same order") in tags


def test_a_kit_does_not_show_its_words_in_a_log() -> None:
    assert "orbit" not in repr(samples.recovery_kit())


def picture(pdf: bytes, folder: Path) -> list[bytes]:
    """Return the page in rows of grey pixels."""
    reading.run(
        "pdftoppm", pdf, folder, "-gray", "-singlefile", "-r", str(DOTS_PER_INCH), to=str(folder / "page")
    )
    header, size, _, body = (folder / "page.pgm").read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    assert header == b"P5"
    return [body[row * width : (row + 1) * width] for row in range(height)]


def sampled(pixels: list[bytes], modules: int) -> list[list[bool]]:
    """Find the code, the only black run of more than three modules, and look at each module's middle."""
    size = 50 / 25.4 * DOTS_PER_INCH
    run = bytes(int(6.5 * size / modules))
    top, left = next((y, row.index(run)) for y, row in enumerate(pixels) if run in row)
    middles = [int((i + 0.5) * size / modules) for i in range(modules)]
    return [[pixels[top + y][left + x] < DARK for x in middles] for y in middles]
