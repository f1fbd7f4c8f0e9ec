from io import BytesIO

import pikepdf
import pytest

from coachdesk.documents.foreign_pdf import within_limits

LIMIT = 1024 * 1024


def packed(size: int) -> bytes:
    """Return a PDF whose one stream unpacks to so many bytes."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root["/Large"] = pdf.make_stream(bytes(size))
    written = BytesIO()
    pdf.save(written, compress_streams=True)
    return written.getvalue()


def unpack(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.Root["/Large"].read_bytes())


def test_a_small_file_does_not_unpack_to_a_large_one() -> None:
    with within_limits(unpacked=LIMIT), pytest.raises(pikepdf.PdfError):
        unpack(packed(8 * LIMIT))


def test_what_is_small_enough_is_read() -> None:
    with within_limits(unpacked=LIMIT):
        assert unpack(packed(LIMIT // 2)) == LIMIT // 2


def test_afterwards_our_own_files_have_no_limits() -> None:
    with within_limits(unpacked=LIMIT):
        pass
    assert unpack(packed(8 * LIMIT)) == 8 * LIMIT
