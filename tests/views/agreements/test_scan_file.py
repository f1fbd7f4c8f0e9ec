"""What is taken for a scan of a signed page, and what is not."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QSize

from coachdesk.errors import InvalidInputError, StorageError
from coachdesk.models.entities.evidence import MOST_BYTES, PDF, PNG
from coachdesk.views.agreements.scan_file import read_picture, read_scan, scan_of
from tests.drawing import a_pdf, a_png
from tests.views.test_logo_field import picture


def a_script() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def pdf_with(change: Callable[[pikepdf.Pdf], None], **options: object) -> bytes:
    """Return a PDF of one page that was changed before it was saved."""
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        change(pdf)
        saved = BytesIO()
        pdf.save(saved, **options)  # type: ignore[arg-type]  # a test's own options
    return saved.getvalue()


def opens_a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = a_script()


def has_a_script_by_name(pdf: pikepdf.Pdf) -> None:
    scripts = pikepdf.Dictionary(Names=[pikepdf.String("x"), pdf.make_indirect(a_script())])
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=scripts)


def starts_a_program(pdf: pikepdf.Pdf) -> None:
    start = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
    pdf.pages[0].obj.AA = pikepdf.Dictionary(O=start)


def has_a_link_that_runs(pdf: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=a_script()
    )
    pdf.pages[0].obj.Annots = pikepdf.Array([link])


def has_a_file_inside(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["cv.exe"] = b"MZ"


HOSTILE = (opens_a_script, has_a_script_by_name, starts_a_program, has_a_link_that_runs, has_a_file_inside)


def endless_png() -> bytes:
    """Return a small file that says it has a thousand million dots."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(10_000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


@pytest.mark.parametrize(
    ("content", "kind"), [(a_png(), PNG), (picture("JPEG"), "image/jpeg"), (a_pdf(), PDF), (a_pdf(12), PDF)]
)
def test_pictures_and_pdfs_are_taken_as_they_are(content: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "signed page.bin"
    path.write_bytes(content)
    scan = read_scan(path)
    assert (scan.content, scan.media_type, scan.file_name) == (content, kind, "signed page.bin")


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"MZ\x90", b"<html>", b"PK\x03\x04", picture("BMP"), b" %PDF-1.7"]
)
def test_another_type_of_file_is_refused_whatever_its_name(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(content)
    with pytest.raises(InvalidInputError, match="no PNG, no JPEG and no PDF"):
        read_scan(path)


@pytest.mark.parametrize(
    "content", [a_png()[:60], a_png()[:-30], b"%PDF-1.7", b"%PDF-" + bytes(range(256)) * 40]
)
def test_what_only_begins_like_one_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInputError, match="can't be read to its end"):
        scan_of(content, "scan")


def test_a_picture_that_would_fill_the_memory_is_not_unpacked() -> None:
    with pytest.raises(InvalidInputError, match="more dots than a scan"):
        scan_of(endless_png(), "scan.png")


@pytest.mark.parametrize("make", HOSTILE)
def test_a_pdf_that_is_more_than_pages_is_refused(make: Callable[[pikepdf.Pdf], None]) -> None:
    with pytest.raises(InvalidInputError, match="programs or other files"):
        scan_of(pdf_with(make), "scan.pdf")


@pytest.mark.parametrize("make", HOSTILE)
def test_it_is_found_in_compressed_objects_too(make: Callable[[pikepdf.Pdf], None]) -> None:
    packed = pdf_with(make, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pytest.raises(InvalidInputError, match="programs or other files"):
        scan_of(packed, "scan.pdf")


def test_a_pdf_with_a_password_is_refused() -> None:
    locked = pdf_with(lambda _pdf: None, encryption=pikepdf.Encryption(user="x", owner="y"))
    with pytest.raises(InvalidInputError, match="asks for a password"):
        scan_of(locked, "scan.pdf")


def test_a_book_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="far more than a signed agreement"):
        scan_of(a_pdf(61), "scan.pdf")


def test_more_than_is_kept_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="larger than 25 MB"):
        scan_of(a_png() + bytes(MOST_BYTES), "scan.png")


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        read_scan(tmp_path / "gone.png")


def test_a_large_picture_is_shown_smaller() -> None:
    assert read_picture(a_png(600, 800), QSize(60, 60)).size() == QSize(45, 60)
    assert read_picture(a_png(60, 80), QSize(600, 600)).size() == QSize(60, 80)
