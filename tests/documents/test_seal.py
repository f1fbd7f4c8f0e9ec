import random
import subprocess
import sys
from io import BytesIO
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.certificate import fingerprint_of
from coachdesk.documents.protect import encrypt
from coachdesk.documents.renderer import Renderer
from coachdesk.documents.seal import PasswordNeededError, SealState, check_seal, content_of, seal_pdf
from coachdesk.errors import InvalidInputError
from tests.documents import reading, samples
from tests.documents.sealing import PASSWORD, outside_the_blob, signer

FLIPS = 200


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render_agreement(samples.signed_agreement(), Renderer(system_fonts=False)).pdf


@pytest.fixture(scope="module")
def sealed(plain: bytes) -> bytes:
    return seal_pdf(plain, signer())


@pytest.fixture(scope="module")
def locked(plain: bytes) -> bytes:
    return seal_pdf(encrypt(plain, PASSWORD), signer(), PASSWORD)


def said_by_pdfsig(pdf: bytes, folder: Path, *options: str) -> str:
    """Return what poppler says; it ends with an error where it finds no signature."""
    try:
        return reading.run("pdfsig", pdf, folder, *options)
    except subprocess.CalledProcessError as error:
        return str(error.stdout)


def is_valid(said: str) -> bool:
    return "Signature is Valid." in said and "Total document signed" in said


def flipped(pdf: bytes, count: int = FLIPS) -> list[bytes]:
    """Return copies with one changed byte each, outside of the signature itself."""
    chance = random.Random(7)  # noqa: S311  (the same places each time)
    places = list(chain(*outside_the_blob(pdf)))
    return [_with(pdf, place, chance.randrange(1, 256)) for place in chance.sample(places, count)]


def _with(pdf: bytes, place: int, by: int) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ by]) + pdf[place + 1 :]


def test_another_reader_finds_it_valid_and_whole(sealed: bytes, tmp_path: Path) -> None:
    said = said_by_pdfsig(sealed, tmp_path)
    assert is_valid(said)
    assert "Signer full Distinguished Name: O=Vogt & Weite,CN=Ines Vogt" in said
    assert "Signature Type: ETSI.CAdES.detached" in said


def test_so_do_we_and_know_whose_it_is(sealed: bytes) -> None:
    found = check_seal(sealed)
    assert found.state is SealState.WHOLE
    assert found.sealed_at is not None
    assert found.certificate is not None
    assert found.certificate.name == "Ines Vogt"
    assert found.certificate.fingerprint == fingerprint_of(signer().certificate)


def test_a_seal_of_somebody_else_is_told_by_its_fingerprint(plain: bytes) -> None:
    found = check_seal(seal_pdf(plain, signer("Ines Vogt", "Another practice"))).certificate
    assert found is not None
    assert found.fingerprint != fingerprint_of(signer().certificate)


def test_it_allows_no_change(sealed: bytes) -> None:
    reference = reading.catalog(sealed)["/Perms"]["/DocMDP"]["/Reference"][0]
    assert (reference["/TransformMethod"], reference["/TransformParams"]["/P"]) == ("/DocMDP", 1)


def test_each_of_many_changed_bytes_shows(sealed: bytes) -> None:
    assert {check_seal(pdf).state for pdf in flipped(sealed)} == {SealState.CHANGED}


def test_another_reader_sees_each_of_them_too(sealed: bytes, tmp_path: Path) -> None:
    assert [n for n, pdf in enumerate(flipped(sealed)) if is_valid(said_by_pdfsig(pdf, tmp_path))] == []


def test_each_byte_of_a_locked_one_shows(locked: bytes) -> None:
    """With another salt the password opens it no more; then that is what is said."""
    for pdf in flipped(locked):
        try:
            assert check_seal(pdf, PASSWORD).state is SealState.CHANGED
        except PasswordNeededError as error:
            assert "the file was changed" in error.text()  # noqa: PT017  (one or the other)


@pytest.mark.parametrize("added", [b"\n", b" ", b"%", b"\0", b"\n%%EOF\n"])
def test_a_byte_that_was_added_shows(added: bytes, sealed: bytes, tmp_path: Path) -> None:
    assert check_seal(sealed + added).state is SealState.CHANGED
    assert not is_valid(said_by_pdfsig(sealed + added, tmp_path))


def test_without_looking_at_all_of_the_file_it_would_not(
    sealed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.documents.seal._covers_everything", lambda _signature: True)
    assert check_seal(sealed + b"\n").state is SealState.WHOLE


def test_without_looking_at_the_signature_a_changed_byte_would_pass(
    sealed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.documents.seal._holds", lambda _signature: True)
    assert SealState.WHOLE in {check_seal(pdf).state for pdf in flipped(sealed, 20)}


def test_a_later_edit_by_another_program_shows(sealed: bytes) -> None:
    from pypdf import PdfWriter

    writer, target = PdfWriter(BytesIO(sealed), incremental=True), BytesIO()
    writer.add_metadata({"/Title": "Another agreement"})
    writer.write(target)
    assert target.getvalue().startswith(sealed)
    assert check_seal(target.getvalue()).state is SealState.CHANGED


def test_a_second_signature_shows_as_a_change(sealed: bytes) -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

    from coachdesk.documents.seal import _simple_signer

    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    writer.root["/Perms"] = writer.root["/Perms"].__class__()  # takes the ban away first, as a forger would
    writer.update_root()
    meta = PdfSignatureMetadata(field_name="Another", md_algorithm="sha256")
    twice = sign_pdf(writer, meta, signer=_simple_signer(signer("A forger"))).getvalue()
    assert check_seal(twice).state is SealState.CHANGED


def test_a_file_without_a_seal_says_nothing_of_changes(plain: bytes) -> None:
    assert check_seal(plain).state is SealState.NONE
    assert check_seal(plain + b"\n").state is SealState.NONE


@pytest.mark.parametrize("cut", [1, 100, 1_000, 20_000])
def test_what_is_cut_off_shows(cut: int, sealed: bytes) -> None:
    assert check_seal(sealed[:-cut]).state in (SealState.CHANGED, SealState.NONE)
    assert check_seal(sealed[:-100]).state is SealState.CHANGED


@given(st.binary(max_size=2_000))
def test_no_rubbish_is_sealed(rubbish: bytes) -> None:
    assert check_seal(b"%PDF-1.7\n" + rubbish).state is not SealState.WHOLE


def test_what_is_no_pdf_is_said_to_be_none() -> None:
    with pytest.raises(InvalidInputError, match="no PDF"):
        check_seal(b"Dear Mira")


def test_a_file_that_leads_in_circles_is_given_up() -> None:
    """Each table of such a file names itself as the one before."""
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n"
    assert check_seal(b"%PDF-1.7\n" + table).state is SealState.NONE


def test_a_file_is_read_no_further_than_it_takes_to_refuse_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.documents.seal._MOST_BYTES", 10)
    (tmp_path / "large.pdf").write_bytes(b"%PDF-" + b"x" * 100)
    assert len(content_of(tmp_path / "large.pdf")) == 11


def test_what_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch, sealed: bytes) -> None:
    monkeypatch.setattr("coachdesk.documents.seal._MOST_BYTES", len(sealed) - 1)
    with pytest.raises(InvalidInputError, match="larger than"):
        check_seal(sealed)


def test_a_locked_one_wants_its_password(locked: bytes, tmp_path: Path) -> None:
    for wrong in ("", "gruene Baeume", "\u200f"):
        with pytest.raises(PasswordNeededError):
            check_seal(locked, wrong)
    assert check_seal(locked, PASSWORD).state is SealState.WHOLE
    assert is_valid(said_by_pdfsig(locked, tmp_path, "-upw", PASSWORD))


def facts(pdf: bytes, folder: Path, *options: str) -> dict[str, str]:
    rows = reading.run("pdfinfo", pdf, folder, *options).splitlines()
    return {key.strip(): value.strip() for key, _, value in (row.partition(":") for row in rows)}


def test_tags_title_and_language_stay(plain: bytes, sealed: bytes, tmp_path: Path) -> None:
    before, after = facts(plain, tmp_path), facts(sealed, tmp_path)
    for fact in ("Title", "Tagged", "Pages", "Page size", "PDF version", "CreationDate", "Creator"):
        assert after[fact] == before[fact]
    assert reading.catalog(sealed)["/Lang"] == reading.catalog(plain)["/Lang"]
    assert reading.tags(sealed) == reading.tags(plain)


def test_the_text_stays_in_its_order(plain: bytes, sealed: bytes, tmp_path: Path) -> None:
    assert reading.text(sealed, tmp_path) == reading.text(plain, tmp_path)


def test_it_still_says_what_it_keeps_to(sealed: bytes) -> None:
    catalog = reading.catalog(sealed)
    metadata = catalog["/Metadata"].get_data()
    for mark in (b'pdfuaid:part="1"', b'pdfaid:part="2"', b'pdfaid:conformance="A"'):
        assert mark in metadata
    assert b"xmlns:pdfaExtension=" in metadata
    assert sealed.startswith(b"%PDF-1.7")
    assert "/Version" not in catalog


def test_the_field_is_off_the_page_and_named(sealed: bytes) -> None:
    """PDF/A wants it printable and not hidden, PDF/UA a tag for whatever is on the page."""
    field = reading.catalog(sealed)["/AcroForm"]["/Fields"][0]
    assert field["/F"] & 0b110 == 0b100
    assert max(field["/Rect"]) < 0
    assert field["/TU"] == "Ines Vogt"


def test_the_key_is_not_shown_in_a_log() -> None:
    assert "key" not in repr(signer())


WATCHED = """
import sys
from tests.documents import samples
from tests.documents.sealing import PASSWORD, signer
from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.protect import encrypt
from coachdesk.documents.renderer import Renderer
from coachdesk.documents.seal import check_seal, seal_pdf

asked = []
sys.addaudithook(lambda event, given: asked.append((event, *given[1:2])) if event[:7] == "socket." else None)
EXTRA
pdf = render_agreement(samples.signed_agreement(), Renderer(system_fonts=False)).pdf
print(check_seal(seal_pdf(encrypt(pdf, PASSWORD), signer(), PASSWORD), PASSWORD).state.value)
print([event[0] for event in asked if event[1:] not in LOCAL])
"""


def sockets_of(extra: str = "") -> str:
    """Return which sockets a process opens that seals and checks, but for the pair that asyncio keeps."""
    script = WATCHED.replace("EXTRA", extra).replace("LOCAL", "[(1,)]")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    whole, asked = done.stdout.splitlines()
    assert whole == "whole"
    return asked


def test_no_socket_is_opened() -> None:
    assert sockets_of() == "[]"


def test_a_socket_would_be_seen() -> None:
    assert "socket.__new__" in sockets_of("import socket; socket.socket(socket.AF_INET)")
