import pytest

from coachdesk.models.media_types import media_type_of

FILES = [
    ("a.jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
    ("a.pdf", b"\x89PNG\r\n\x1a\n", "image/png"),
    ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
    ("a", b"%PDF-1.7", "application/pdf"),
    ("a", b"plain words", "text/plain"),
    ("a.txt", "ąę".encode("cp1250"), "text/plain"),
    ("a.txt", b"\0\0\1", "application/octet-stream"),
    ("a.txt", b"\xff\xfea\0", "text/plain"),
    ("a.docx", b"PK\3\4\0", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("a.svg", b"<svg/>", "image/svg+xml"),
    ("BMW.txt", b"BMW is a car", "text/plain"),
    ("a.bmp", b"BM\0\0", "image/bmp"),
    ("a.xyz", b"\0\1\2", "application/octet-stream"),
    ("a", b"", "text/plain"),
    ("a", b"\xc5", "text/plain"),
    ("a", b"a\xc5bcdefg", "application/octet-stream"),
]


@pytest.mark.parametrize(("name", "start", "expected"), FILES)
def test_what_a_file_is(name: str, start: bytes, expected: str) -> None:
    assert media_type_of(name, start) == expected
