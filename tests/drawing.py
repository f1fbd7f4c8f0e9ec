"""What a hand leaves behind: strokes, and scans of a signed page."""

import math
import struct
import zlib

from coachdesk.models.entities.evidence import PDF, PNG, STROKES, Evidence
from coachdesk.models.entities.strokes import Drawing, Point, to_json

_LINE = 60


def a_drawing() -> Drawing:
    """Return a wave with a line under it; the pen presses harder on its way."""
    parts = [at / _LINE for at in range(_LINE + 1)]
    wave = tuple(
        Point(0.2 + 0.5 * part, 0.5 - 0.2 * math.sin(part * 20), round(part * 900), 0.3 + part / 2)
        for part in parts
    )
    line = tuple(Point(0.2 + part / 2, 0.8, round(1200 + part * 300)) for part in parts)
    return Drawing(aspect=3.0, strokes=(wave, line))


def drawn() -> Evidence:
    """Return what is kept of a drawn signature."""
    return Evidence(media_type=STROKES, content=to_json(a_drawing()))


def a_png(width: int = 60, height: int = 80) -> bytes:
    """Return a white page."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xff" * width) * height)
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def a_pdf(pages: int = 1) -> bytes:
    """Return a PDF of blank pages."""
    from io import BytesIO

    import pikepdf

    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        made = BytesIO()
        pdf.save(made)
    return made.getvalue()


def scanned(content: bytes | None = None) -> Evidence:
    """Return what is kept of a signature on paper: a picture, or this PDF."""
    if content is None:
        return Evidence(media_type=PNG, file_name="signed.png", content=a_png())
    return Evidence(media_type=PDF, file_name="signed.pdf", content=content)
