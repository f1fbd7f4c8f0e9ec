"""From a file to a scan: a picture or a PDF that really opens, and holds nothing but pages."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from coachdesk.documents.foreign_pdf import within_limits
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, known_from_os
from coachdesk.models.entities.evidence import MOST_BYTES, PDF, SCANS, Evidence

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_log = logging.getLogger(__name__)
_MOST_PAGES: Final = 60
_MOST_DOTS: Final = 64_000_000  # A4 at 600 dots per inch has 35 million
_MOST_OBJECTS: Final = 50_000
_MOST_UNPACKED: Final = 128 * 1024 * 1024
_THUMB: Final = QSize(64, 64)
# Entries of a PDF that make it more than pages: programs, things to start, files inside.
_NOT_A_PAGE: Final = ("/JS", "/EF", "/RichMediaContent", "/XFA")
_DOES_SOMETHING: Final = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"})


def read_scan(path: Path) -> Evidence:
    """Return a scan of a signed page.

    Raises:
        InvalidInputError: it is no PNG, JPEG or PDF, too large, damaged, asks for a password or does
            something by itself.
        StorageError: it can't be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise known_from_os(error) from error
    return scan_of(content, path.name)


def scan_of(content: bytes, name: str) -> Evidence:
    """Return these bytes as a scan.

    Raises:
        InvalidInputError: they are none.
    """
    if len(content) > MOST_BYTES:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This scan is larger than 25 MB."),
            QT_TRANSLATE_NOOP("errors", "Scan the signed page again with fewer dots per inch."),
        )
    kind = next((kind for kind, start in SCANS.items() if content.startswith(start)), "")
    if not kind:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This file is no PNG, no JPEG and no PDF."),
            QT_TRANSLATE_NOOP("errors", "Choose the scan or photo of the signed page."),
        )
    if kind == PDF:
        _insist_on_pages(content)
    else:
        read_picture(content)
    return Evidence(media_type=kind, file_name=name, content=content)


def read_picture(content: bytes, within: QSize | None = None) -> QImage:
    """Return a picture, made smaller where it is larger than `within`.

    Raises:
        InvalidInputError: it can't be read to its end, or has more dots than any scan.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if reader.size().width() * reader.size().height() > _MOST_DOTS:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This picture has more dots than a scan of a page."),
            QT_TRANSLATE_NOOP("errors", "Scan the signed page again with fewer dots per inch."),
        )
    picture = reader.read()
    if picture.isNull():
        raise _unreadable()
    if within is None or (picture.width() <= within.width() and picture.height() <= within.height()):
        return picture
    return picture.scaled(
        within, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _unreadable() -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "This file can't be read to its end."),
        QT_TRANSLATE_NOOP("errors", "Scan the signed page once more, or save the scan in another format."),
    )


def _insist_on_pages(content: bytes) -> None:
    import pikepdf

    try:
        with within_limits(unpacked=_MOST_UNPACKED), pikepdf.open(BytesIO(content)) as pdf:
            _insist_on_few(pdf)
            _insist_on_quiet(pdf)
    except pikepdf.PasswordError as error:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This PDF asks for a password."),
            QT_TRANSLATE_NOOP("errors", "Save a copy without one and choose that; the vault protects it."),
        ) from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as error:
        _log.info("a scan could not be read: %s", type(error).__name__)
        raise _unreadable() from error
    _insist_on_a_first_page(content)


def _insist_on_few(pdf: "Pdf") -> None:
    if len(pdf.objects) > _MOST_OBJECTS or len(pdf.pages) > _MOST_PAGES:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This PDF holds far more than a signed agreement."),
            QT_TRANSLATE_NOOP("errors", "Choose the scan of the signed pages alone."),
        )
    if not pdf.pages:
        raise _unreadable()


def _insist_on_quiet(pdf: "Pdf") -> None:
    if any(_is_more_than_a_page(part) for part in _dictionaries(pdf)):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This PDF holds programs or other files besides its pages."),
            QT_TRANSLATE_NOOP("errors", "Print it, sign it and scan the paper, then choose that scan."),
        )


def _dictionaries(pdf: "Pdf") -> "Iterator[Mapping[str, Object]]":
    """Yield the entries of every dictionary of a PDF, those inside others too."""
    from pikepdf import Array, Dictionary, Object, Stream

    waiting = list(pdf.objects)
    while waiting:
        part = waiting.pop()
        if isinstance(part, Dictionary | Stream):
            entries = dict(part.items())
            yield entries
            inside: Iterable[Object] = entries.values()
        else:
            inside = part if isinstance(part, Array) else ()
        # What is referred to is among the objects itself.
        waiting += [one for one in inside if isinstance(one, Object) and not one.is_indirect]


def _is_more_than_a_page(entries: "Mapping[str, Object]") -> bool:
    return any(name in entries for name in _NOT_A_PAGE) or str(entries.get("/S", "")) in _DOES_SOMETHING


def _insist_on_a_first_page(content: bytes) -> None:
    """Make sure that what will show the scan later can: it is not the library that checked it."""
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    is_shown = document.error() == QPdfDocument.Error.None_ and not document.render(0, _THUMB).isNull()
    document.close()
    if not is_shown:
        raise _unreadable()
