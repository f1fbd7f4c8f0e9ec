"""Look at a PDF with tools that are not ours: poppler, qpdf, pypdf."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def run(tool: str, pdf: bytes, folder: Path, *options: str, to: str = "-") -> str:
    """Run a tool over a PDF in `folder` and return what it prints."""
    found = shutil.which(tool)
    if not found:
        pytest.skip(f"{tool} is not installed: `make test` needs poppler-utils and qpdf for it")
    path = folder / "document.pdf"
    path.write_bytes(pdf)
    target = [to] if tool in ("pdftotext", "pdftoppm") else []
    done = subprocess.run([found, *options, str(path), *target], capture_output=True, check=True)  # noqa: S603
    return done.stdout.decode()


def text(pdf: bytes, folder: Path) -> str:
    """Return the text as a reader copies it, on one line."""
    return " ".join(run("pdftotext", pdf, folder).replace("\u200b", "").split())


def fonts(pdf: bytes, folder: Path) -> dict[str, str]:
    """Return each font with its "embedded" column."""
    rows = run("pdffonts", pdf, folder).splitlines()[2:]
    return {row.split()[0].partition("+")[2]: row.split()[-5] for row in rows}


def info(pdf: bytes, folder: Path) -> dict[str, str]:
    """Return what pdfinfo says, field by field."""
    rows = run("pdfinfo", pdf, folder).splitlines()
    return {key.strip(): value.strip() for key, _, value in (row.partition(":") for row in rows)}


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def catalog(pdf: bytes) -> dict[str, Any]:
    return reader(pdf).root_object


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """Return each structure element in reading order: its type and its alternative text."""
    return list(_walk(catalog(pdf)["/StructTreeRoot"]))


def _walk(node: DictionaryObject) -> list[tuple[str, str]]:
    own = [(str(node["/S"]), str(node.get("/Alt", "")))] if "/S" in node else []
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    below = [kid.get_object() for kid in kids]
    return own + [tag for kid in below if isinstance(kid, DictionaryObject) for tag in _walk(kid)]
