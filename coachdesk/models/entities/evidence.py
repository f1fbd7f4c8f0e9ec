"""What shows that a signature was given: strokes on a screen, or the scan of a page."""

import hashlib
from typing import Final

from attrs import field, frozen

STROKES: Final = "application/vnd.coachdesk.strokes+json"
PDF: Final = "application/pdf"
PNG: Final = "image/png"
JPEG: Final = "image/jpeg"
# What a file of each type begins with.
SCANS: Final = {PNG: b"\x89PNG\r\n\x1a\n", JPEG: b"\xff\xd8\xff", PDF: b"%PDF-"}
MOST_BYTES: Final = 25 * 1024 * 1024


@frozen(kw_only=True)
class Evidence:
    """What was drawn or scanned; `file_name` is that of a scan."""

    media_type: str
    file_name: str = ""
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """Return the hash of the bytes in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def is_scan(self) -> bool:
        """Whether this is a picture or a PDF, and begins like one."""
        start = SCANS.get(self.media_type)
        return start is not None and self.content.startswith(start)
