import struct
import zlib

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from coachdesk.errors import InvalidInputError
from coachdesk.views.file_keeper import as_png
from coachdesk.views.files.picture import Picture, PictureArea, read_picture


def a_picture(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    return as_png(image)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int) -> bytes:
    """Return a small PNG that says it is a very large one."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def area(qtbot: QtBot) -> PictureArea:
    shown = PictureArea("The picture")
    qtbot.addWidget(shown)
    shown.resize(400, 300)
    shown.show()
    return shown


def test_a_picture_is_read(qapp: object) -> None:
    assert read_picture(a_picture(30, 20)).full.size() == QSize(30, 20)


def test_a_large_picture_gets_a_smaller_one_for_the_window(qapp: object) -> None:
    picture = read_picture(a_picture(2400, 1200))
    assert (picture.full.size(), picture.preview.size()) == (QSize(2400, 1200), QSize(2000, 1000))


@pytest.mark.parametrize("size", [(50_000, 50_000), (9_000, 8_000)])
def test_a_picture_that_would_fill_the_memory_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(InvalidInputError, match="more dots than can be shown"):
        read_picture(bomb(*size))


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a"])
def test_what_can_not_be_read_is_refused_calmly(content: bytes) -> None:
    with pytest.raises(InvalidInputError, match="can't be read to its end"):
        read_picture(content)


def test_all_of_it_is_shown_and_never_larger_than_it_is(area: PictureArea) -> None:
    area.show_picture(read_picture(a_picture(1600, 800)))
    assert area.shown_size == QSize(400, 200)
    area.show_picture(read_picture(a_picture(30, 20)))
    assert area.shown_size == QSize(30, 20)


def test_it_becomes_larger_and_smaller_in_steps_and_fits_again(area: PictureArea) -> None:
    area.show_picture(read_picture(a_picture(1600, 800)))
    area.enlarge()
    assert area.shown_size == QSize(500, 250)
    area.reduce()
    area.reduce()
    assert area.shown_size == QSize(320, 160)
    area.fit()
    assert area.shown_size == QSize(400, 200)


def test_it_follows_the_window(area: PictureArea) -> None:
    area.show_picture(read_picture(a_picture(1600, 800)))
    area.resize(800, 600)
    assert area.shown_size == QSize(800, 400)


def test_it_draws_what_it_shows(area: PictureArea) -> None:
    area.show_picture(read_picture(a_picture(1600, 800)))
    assert area.grab().toImage().pixelColor(200, 150) == Qt.GlobalColor.darkCyan
    area.clear()
    assert area.grab().toImage().pixelColor(200, 150) != Qt.GlobalColor.darkCyan


def test_the_full_picture_is_drawn_where_the_smaller_one_would_be_coarse(area: PictureArea) -> None:
    full, preview = QImage(100, 100, QImage.Format.Format_RGB32), QImage(10, 10, QImage.Format.Format_RGB32)
    full.fill(Qt.GlobalColor.red)
    preview.fill(Qt.GlobalColor.blue)
    area.show_picture(Picture(full, preview))
    assert area.grab().toImage().pixelColor(200, 150) == Qt.GlobalColor.red
