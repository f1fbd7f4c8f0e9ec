"""Look for a word in everything that a disk or a PDF holds."""

import shutil
import subprocess
import zlib
from pathlib import Path
from typing import Final

from pypdf import PdfReader

_ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")


def holds(content: bytes, word: str) -> bool:
    """Tell whether bytes hold a word, in one of the ways programs write words, in any case."""
    lowered = content.lower()
    return any(word.lower().encode(encoding) in lowered for encoding in _ENCODINGS)


def files_holding(folder: Path, word: str) -> list[str]:
    """Return the files below a folder that hold a word in their bytes or their names."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if holds(path.read_bytes(), word) or word in str(path)]


def pdf_holds(pdf: Path, word: str) -> bool:
    """Tell whether a PDF says a word to a reader, in any of its streams, or among its properties."""
    properties = str(PdfReader(pdf).metadata).encode()
    return any(holds(part, word) for part in (_read_aloud(pdf), _unpacked(pdf), properties))


def _read_aloud(pdf: Path) -> bytes:
    tool = shutil.which("pdftotext")
    if tool is not None:
        return subprocess.run([tool, str(pdf), "-"], capture_output=True, check=True).stdout  # noqa: S603
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages).encode()


def _unpacked(pdf: Path) -> bytes:
    """Return every compressed stream of a PDF, opened (ISO 32000-2, 7.4.4)."""
    parts = []
    for piece in pdf.read_bytes().split(b"stream")[1:]:
        opener = zlib.decompressobj()
        try:
            parts.append(opener.decompress(piece.lstrip(b"\r\n")))
        except zlib.error:
            parts.append(piece)
    return b"\n".join(parts)
