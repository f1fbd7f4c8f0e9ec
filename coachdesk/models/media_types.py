"""What a file is: told by how it begins, and where that says nothing, by its ending."""

import unicodedata
from typing import Final

from coachdesk.models.file_names import ending_of

PDF: Final = "application/pdf"
TEXT: Final = "text/plain"
UNKNOWN: Final = "application/octet-stream"
START_BYTES: Final = 4096  # as much as is looked at

_STARTS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%PDF-", PDF),
)
_BYTE_ORDERS: Final = (b"\xff\xfe", b"\xfe\xff")
_ENDINGS: Final = {
    ".txt": TEXT,
    ".md": TEXT,
    ".log": TEXT,
    ".csv": TEXT,
    ".heic": "image/heic",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".svg": "image/svg+xml",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".zip": "application/zip",
}
# Formats that are text in themselves, and yet meant for another program.
_NOT_FOR_READING: Final = frozenset({"image/svg+xml", "application/rtf"})


def media_type_of(name: str, start: bytes) -> str:
    """Return the type of a file that has this name and begins like this."""
    for beginning, media_type in _STARTS:
        if start.startswith(beginning) and (beginning != b"BM" or ending_of(name).lower() == ".bmp"):
            return media_type
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    by_ending = _ENDINGS.get(ending_of(name).lower(), UNKNOWN)
    if by_ending not in _NOT_FOR_READING and reads_as_text(start):
        return TEXT
    return UNKNOWN if by_ending == TEXT and b"\0" in start else by_ending


def reads_as_text(start: bytes) -> bool:
    """Tell whether these bytes begin a text in Unicode."""
    if start.startswith(_BYTE_ORDERS):
        return True
    try:
        text = start.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(start) - 3:  # a letter cut in half at the end is none
            return False
        text = start[: error.start].decode("utf-8")
    return not any(unicodedata.category(letter) == "Cc" and letter not in "\t\n\r\f" for letter in text)
