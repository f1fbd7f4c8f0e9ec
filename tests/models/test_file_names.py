import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.models.file_names import ending_of, renamed, safe_name, unique_name

AWKWARD = {
    "C:\\Users\\Ines\\Mira.pdf": "Mira.pdf",
    "/home/ines/Mira.pdf": "Mira.pdf",
    "folder/": "folder",
    "": "file",
    "...": "file",
    "a\nb\tc\x00.txt": "a b c.txt",
    'what? "this": <that>|*.txt': "what_ _this__ _that___.txt",
    "CON.txt": "_CON.txt",
    "console.txt": "console.txt",
    "invoice\u202efdp.exe": "invoicefdp.exe",
    "👩‍👧 Família.jpg": "👩‍👧 Família.jpg",
    "שלום.pdf": "שלום.pdf",
    "  spaces  .txt ": "spaces.txt",
}


@pytest.mark.parametrize("given_name", AWKWARD)
def test_a_name_is_made_safe(given_name: str) -> None:
    assert safe_name(given_name) == AWKWARD[given_name]


def test_a_long_name_is_shortened_before_its_ending() -> None:
    name = safe_name("ż" * 300 + ".pdf")
    assert name == "ż" * 98 + ".pdf"


@given(st.text())
def test_every_name_becomes_one_that_every_system_takes(given_name: str) -> None:
    name = safe_name(given_name)
    assert 0 < len(name.encode()) <= 200
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.pdf", ".pdf"), ("a", ""), (".hidden", ""), ("a.b c", ""), ("a.tar.gz", ".gz"), ("a.", "")],
)
def test_the_ending_of_a_name(name: str, ending: str) -> None:
    assert ending_of(name) == ending


@pytest.mark.parametrize(
    ("former", "given_name", "name"),
    [
        ("a.pdf", "Plan", "Plan.pdf"),
        ("a.pdf", "Plan.PDF", "Plan.PDF"),
        ("a", "b", "b"),
        ("a.pdf", "b.txt", "b.txt.pdf"),
    ],
)
def test_a_new_name_keeps_the_ending(former: str, given_name: str, name: str) -> None:
    assert renamed(former, given_name) == name


def test_names_are_told_apart_whatever_the_case() -> None:
    assert unique_name("A.txt", ["a.TXT", "a (2).txt"]) == "A (3).txt"
    assert unique_name("b.txt", ["a.txt"]) == "b.txt"
