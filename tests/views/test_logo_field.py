from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from coachdesk.errors import InvalidInputError, StorageError
from coachdesk.views.logo_field import LogoField, read_logo
from coachdesk.views.start.background import Background


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    working = Background()
    yield working
    working.finish()


def picture(kind: str) -> bytes:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#1F6A60"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]  # the stubs miss the device
    return bytes(buffer.data().data())


@pytest.fixture
def put(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "logo.png"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_png_and_jpeg_are_taken(kind: str, put: Callable[[bytes], Path]) -> None:
    assert read_logo(put(picture(kind))) == picture(kind)


@pytest.mark.parametrize("content", [b"", b"no picture", picture("BMP"), picture("PNG")[:60]])
def test_anything_else_is_refused(content: bytes, put: Callable[[bytes], Path]) -> None:
    with pytest.raises(InvalidInputError, match="not a PNG or JPEG"):
        read_logo(put(content))


def test_more_than_a_megabyte_is_refused(put: Callable[[bytes], Path]) -> None:
    with pytest.raises(InvalidInputError, match="larger than 1 MB"):
        read_logo(put(picture("PNG") + bytes(1024 * 1024)))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        read_logo(tmp_path / "gone.png")


def test_a_chosen_logo_is_shown(put: Callable[[bytes], Path], background: Background, qtbot: QtBot) -> None:
    path = put(picture("PNG"))
    field = LogoField(background, ask=lambda *_: path)
    qtbot.addWidget(field)
    field.show()
    field.choose.click()
    qtbot.waitUntil(field.picture.isVisible)
    assert field.value() == picture("PNG")


def test_a_removed_logo_is_gone(background: Background, qtbot: QtBot) -> None:
    field = LogoField(background, picture("PNG"))
    qtbot.addWidget(field)
    field.remove.click()
    assert field.value() is None


def test_a_refused_picture_leaves_the_old_one(
    put: Callable[[bytes], Path], background: Background, qtbot: QtBot
) -> None:
    path = put(b"no picture")
    field = LogoField(background, picture("PNG"), ask=lambda *_: path)
    qtbot.addWidget(field)
    field.show()
    field.choose.click()
    qtbot.waitUntil(lambda: field.problem.startswith("This is not a PNG or JPEG picture."))
    assert field.value() == picture("PNG")
