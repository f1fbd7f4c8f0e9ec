import unicodedata
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.protect import MOST_BYTES, Wish, encrypt, prepared, protection
from coachdesk.documents.renderer import Renderer
from coachdesk.errors import InvalidInputError
from coachdesk.models.entities.sharing import Protection
from tests.documents import reading, samples
from tests.documents.sealing import PASSWORD

SMALL = BytesIO()
pikepdf.new().save(SMALL)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render_agreement(samples.signed_agreement(), Renderer(system_fonts=False)).pdf


@pytest.fixture(scope="module")
def locked(plain: bytes) -> bytes:
    return encrypt(plain, PASSWORD)


def opens(pdf: bytes, password: str | bytes) -> bool:
    try:
        pikepdf.open(BytesIO(pdf), password=password).close()
    except pikepdf.PasswordError:
        return False
    return True


def opens_by_the_standard(pdf: bytes, password: str) -> bool:
    """Ask a reader that prepares what is typed by SASLprep, as the standard has it."""
    from pyhanko.pdf_utils.crypt import AuthStatus
    from pyhanko.pdf_utils.reader import PdfFileReader

    return PdfFileReader(BytesIO(pdf)).decrypt(password).status is not AuthStatus.FAILED


def test_other_tools_call_it_aes_256(locked: bytes, tmp_path: Path) -> None:
    said = reading.run("qpdf", locked, tmp_path, "--show-encryption", f"--password={PASSWORD}")
    assert "R = 6" in said
    assert said.count("AESv3") == 3
    assert "algorithm:AES-256" in reading.run("pdfinfo", locked, tmp_path, "-upw", PASSWORD)
    reading.run("qpdf", locked, tmp_path, "--requires-password")


def test_it_is_sound_and_opens_with_its_password_only(locked: bytes, tmp_path: Path) -> None:
    said = reading.run("qpdf", locked, tmp_path, "--check", f"--password={PASSWORD}")
    assert "No syntax or stream encoding errors" in said
    for wrong in ("", "grune Baume im Herbst", PASSWORD.upper(), PASSWORD + " ", PASSWORD[:-1]):
        assert not opens(locked, wrong)


def test_nothing_of_it_is_in_plain_sight(plain: bytes, locked: bytes) -> None:
    assert b"Mira Solano" in plain
    assert b"Mira" not in locked
    assert b"xmpmeta" not in locked


def test_tags_title_language_and_text_stay(plain: bytes, locked: bytes, tmp_path: Path) -> None:
    facts = reading.run("pdfinfo", locked, tmp_path, "-upw", PASSWORD)
    assert "Tagged:          yes" in facts
    assert "Our agreement, between Mira Solano" in facts
    text = " ".join(
        reading.run("pdftotext", locked, tmp_path, "-upw", PASSWORD).replace("\u200b", "").split()
    )
    assert text == reading.text(plain, tmp_path)
    with pikepdf.open(BytesIO(locked), password=PASSWORD) as opened:
        assert opened.Root.Lang == "en"
        assert opened.allow.accessibility


def test_it_stays_pdf_ua_and_is_for_keeping_no_more(locked: bytes) -> None:
    with pikepdf.open(BytesIO(locked), password=PASSWORD) as opened:
        metadata = bytes(opened.Root.Metadata.read_bytes())
    assert b"pdfuaid:part" in metadata
    assert b"pdfaid:part" not in metadata


@given(st.text(max_size=150))
@settings(max_examples=60)
def test_any_password_is_refused_or_opens_everywhere(password: str) -> None:
    try:
        pdf = encrypt(SMALL.getvalue(), password)
    except InvalidInputError:
        return
    assert opens(pdf, unicodedata.normalize("NFC", password))
    assert opens_by_the_standard(pdf, password)
    assert not opens(pdf, password + "x")


LETTERS = st.characters(
    max_codepoint=0x24F, categories=("Lu", "Ll", "Nd"), exclude_characters="µĲĳĿŀŉſǄǅǆǇǈǉǊǋǌǱǲǳ"
)


@given(st.text(LETTERS, min_size=8, max_size=63))
@settings(max_examples=60)
def test_letters_and_digits_of_europe_are_taken(password: str) -> None:
    assume(all(unicodedata.ucd_3_2_0.category(letter) != "Cn" for letter in password))
    assert opens(encrypt(SMALL.getvalue(), password), password)


@pytest.mark.parametrize(
    "password", ["x" * 127, "ü" * 63 + "x", "Ελευθερία και φως", "зелёные деревья", "שלום רב לכם"]
)
def test_what_fits_is_taken(password: str) -> None:
    assert opens(encrypt(SMALL.getvalue(), password), password)


def test_composed_and_decomposed_are_one() -> None:
    assert prepared(unicodedata.normalize("NFD", PASSWORD)) == PASSWORD


@pytest.mark.parametrize("password", ["x" * 128, "ü" * 64])
def test_what_readers_would_cut_off_is_refused(password: str) -> None:
    assert len(password.encode()) == MOST_BYTES + 1
    with pytest.raises(InvalidInputError, match="longer than PDF readers take: 127"):
        prepared(password)


def test_without_the_limit_it_might_never_open_again() -> None:
    target = BytesIO()
    pikepdf.new().save(target, encryption=pikepdf.Encryption(owner="x" * 200, user="x" * 200, R=6))
    assert not opens(target.getvalue(), "x" * 200)
    assert not opens(target.getvalue(), "x" * MOST_BYTES)


@pytest.mark.parametrize(
    ("password", "named"),
    [
        ("quiet river 😀", "😀"),
        ("quiet½river", "½"),
        ("quiet\u00a0river", "U+00A0"),
        ("quiet\u00adriver", "U+00AD"),
        ("quiet\triver", "U+0009"),
        ("quiet\ud800river", "U+D800"),
        ("quiet river ﬁ ﬁ ²", "ﬁ ²"),
    ],
)
def test_what_readers_understand_differently_is_named(password: str, named: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        prepared(password)
    assert f"these characters: {named}. Leave" in refused.value.text()


def test_both_directions_of_writing_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="both directions"):
        prepared("שלום quiet river")


@pytest.mark.parametrize("password", ["", "1234567"])
def test_what_is_too_short_is_refused(password: str) -> None:
    with pytest.raises(InvalidInputError, match="shorter than 8"):
        encrypt(SMALL.getvalue(), password)


def test_a_wish_does_not_show_its_password() -> None:
    assert PASSWORD not in repr(Wish(protection=Protection.ENCRYPTED, password=PASSWORD))


@pytest.mark.parametrize("wanted", Protection)
def test_a_wish_says_what_is_wanted(wanted: Protection) -> None:
    wish = Wish(protection=wanted)
    assert protection(sealed=wish.is_sealed, encrypted=wish.is_encrypted) is wanted
