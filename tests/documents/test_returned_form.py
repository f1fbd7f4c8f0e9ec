import json
import os
import re
import shutil
import subprocess
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.documents.form_fields import LeftOut
from coachdesk.documents.protect import encrypt
from coachdesk.documents.renderer import Renderer
from coachdesk.documents.returned_form import LARGEST_FILE, form_in, read_form
from coachdesk.documents.take_home import render_take_home
from coachdesk.errors import InvalidInputError, KnownError, StorageError
from tests.documents.forms import ANSWERS, FORM_ID, KEYS, LONG, SO_FAR, a_form, changed, field_names, filled

POPPLER = """
import json, sys, gi
gi.require_version("Poppler", "0.18")
from gi.repository import GLib, Poppler
source, target, answers = sys.argv[1], sys.argv[2], json.loads(sys.stdin.read())
document = Poppler.Document.new_from_bytes(GLib.Bytes.new(open(source, "rb").read()), None)
for number in range(document.get_n_pages()):
    for mapping in document.get_page(number).get_form_field_mapping():
        mapping.field.text_set_text(answers[mapping.field.get_name()])
document.save("file://" + target)
"""
Change = Callable[[pikepdf.Pdf], object]


@pytest.fixture(scope="module")
def blank() -> bytes:
    return render_take_home(a_form(), Renderer(system_fonts=False)).pdf


@pytest.fixture(scope="module")
def answered(blank: bytes) -> bytes:
    return filled(blank, dict(zip(field_names(blank), ANSWERS, strict=True)))


def filled_by_poppler(pdf: bytes, folder: Path) -> bytes:
    """Fill a form in as the viewers of GNOME and KDE do."""
    python = shutil.which("python3", path="/usr/bin")
    probe = [python or "python3", "-c", "import gi; gi.require_version('Poppler', '0.18')"]
    if python is None or subprocess.run(probe, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("needs the Debian packages python3-gi and gir1.2-poppler-0.18")
    source, target = folder / "form.pdf", folder / "filled.pdf"
    source.write_bytes(pdf)
    answers = json.dumps(dict(zip(field_names(pdf), ANSWERS, strict=True)))
    command = [python, "-c", POPPLER, str(source), str(target)]
    subprocess.run(command, input=answers, text=True, check=True, capture_output=True)  # noqa: S603
    return target.read_bytes()


def test_another_programs_answers_come_back_whole(answered: bytes) -> None:
    form = read_form(answered)
    assert form.form_id == FORM_ID
    assert form.answers == dict(zip(KEYS, ANSWERS, strict=True))
    assert len(form.answers[KEYS[1]]) == 5_000
    assert form.left_out == frozenset()


def test_a_common_viewers_answers_come_back_whole(blank: bytes, tmp_path: Path) -> None:
    form = read_form(filled_by_poppler(blank, tmp_path))
    assert form.answers == dict(zip(KEYS, ANSWERS, strict=True))


def test_what_nobody_touched_comes_back_as_it_went(blank: bytes) -> None:
    assert read_form(blank).answers == dict(zip(KEYS, ("", SO_FAR, ""), strict=True))


def fill_first(value: object) -> Change:
    return lambda pdf: pdf.Root.AcroForm.Fields[0].__setitem__("/V", value)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("U\u0308bung\x00\x07 \u202egnol\u202c", "Übung gnol"),
        ("  \n words \n\n", "words"),
    ],
)
def test_words_are_made_fit_to_be_kept(blank: bytes, raw: str, text: str) -> None:
    assert read_form(changed(blank, fill_first(raw))).answers[KEYS[0]] == text


def test_a_text_may_be_a_stream(blank: bytes) -> None:
    pdf = changed(blank, lambda one: fill_first(one.make_stream("Łódź".encode("utf-16")))(one))
    assert read_form(pdf).answers[KEYS[0]] == "Łódź"


def test_what_is_no_text_is_none(blank: bytes) -> None:
    assert read_form(changed(blank, fill_first(pikepdf.Name.Off))).answers[KEYS[0]] == ""


def test_of_a_longer_answer_the_beginning_is_taken(blank: bytes) -> None:
    form = read_form(changed(blank, fill_first(LONG + "and more")))
    assert form.answers[KEYS[0]] == LONG
    assert form.left_out == {LeftOut.LENGTH}


def script(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pdf.make_stream(b"app.alert(1)"))


def with_launch(pdf: pikepdf.Pdf) -> None:
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    pdf.pages[0].Annots.append(pikepdf.Dictionary(Type=pikepdf.Name.Annot, A=launch))


def with_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["x.exe"] = b"MZ"


def with_other_field(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields.append(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="IBAN", V="DE02"))


def on_page(key: str, value: pikepdf.Object) -> Change:
    return lambda pdf: pdf.pages[0].Annots.append(pikepdf.Dictionary({key: value}))


EXTRAS: list[tuple[Change, LeftOut]] = [
    (lambda pdf: pdf.Root.__setitem__("/OpenAction", script(pdf)), LeftOut.SCRIPT),
    (lambda pdf: pdf.Root.__setitem__("/Names", pikepdf.Dictionary(JavaScript=script(pdf))), LeftOut.SCRIPT),
    (
        lambda pdf: pdf.Root.AcroForm.Fields[0].__setitem__("/AA", pikepdf.Dictionary(K=script(pdf))),
        LeftOut.SCRIPT,
    ),
    (lambda pdf: pdf.Root.AcroForm.__setitem__("/XFA", pdf.make_stream(b"<xdp/>")), LeftOut.XFA),
    (with_launch, LeftOut.ACTION),
    (with_attachment, LeftOut.FILE),
    (with_other_field, LeftOut.FIELDS),
    (on_page("/Subtype", pikepdf.Name.FileAttachment), LeftOut.FILE),
    (on_page("/Subtype", pikepdf.Name.RichMedia), LeftOut.ACTION),
]


@pytest.mark.parametrize(("change", "named"), EXTRAS)
def test_what_else_is_in_the_file_is_left_out_and_named(
    answered: bytes, change: Change, named: LeftOut
) -> None:
    form = read_form(changed(answered, change))
    assert form.answers == dict(zip(KEYS, ANSWERS, strict=True))
    assert form.left_out == {named}


def test_a_link_to_a_page_is_no_harm(answered: bytes) -> None:
    goto = pikepdf.Dictionary(S=pikepdf.Name.GoTo)
    assert read_form(changed(answered, on_page("/A", goto))).left_out == frozenset()


def refusal(pdf: bytes) -> str:
    began = time.process_time()
    with pytest.raises(InvalidInputError) as caught:
        read_form(pdf)
    assert time.process_time() - began < 1
    return caught.value.text()


def flatten(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm


def test_a_flattened_form_is_refused_with_the_reason(answered: bytes) -> None:
    assert "turned into plain text" in refusal(changed(answered, flatten))


def test_another_pdf_is_refused(answered: bytes) -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        flatten(pdf)
        del pdf.trailer.Info

    assert "no fields of a form from here" in refusal(changed(answered, forget))
    assert "no fields of a form from here" in refusal(b"PK\x03\x04")


def test_one_that_wants_a_password_is_refused(answered: bytes) -> None:
    assert "with a password only" in refusal(encrypt(answered, "heron quarry lemon"))


def add_field(pdf: pikepdf.Pdf, name: str) -> None:
    pdf.Root.AcroForm.Fields.append(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=name, V="x"))


@pytest.mark.parametrize("name", [f"{FORM_ID}/{KEYS[0]}", f"{KEYS[0]}/{KEYS[0]}"])
def test_mixed_up_forms_are_refused(answered: bytes, name: str) -> None:
    assert "mixed up" in refusal(changed(answered, lambda pdf: add_field(pdf, name)))


def crowd(pdf: pikepdf.Pdf) -> None:
    fields = [pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=f"f{number}") for number in range(10_000)]
    pdf.Root.AcroForm.Fields = pikepdf.Array(fields)


def crowd_below(pdf: pikepdf.Pdf) -> None:
    for field in pdf.Root.AcroForm.Fields:
        field.Kids = pikepdf.Array([pikepdf.Dictionary() for _ in range(400)])


def crowd_on_pages(pdf: pikepdf.Pdf) -> None:
    notes = pdf.make_indirect(pikepdf.Array([pikepdf.Dictionary() for _ in range(1_900)]))
    for _ in range(200):
        pdf.add_blank_page().obj.Annots = notes


def crowd_of_actions(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AA = pikepdf.Dictionary({f"/K{number}": pikepdf.Dictionary() for number in range(10_000)})


def book(pdf: pikepdf.Pdf) -> None:
    fill_first("x" * 2_000_000)(pdf)


@pytest.mark.parametrize("many", [crowd, crowd_below, crowd_on_pages, crowd_of_actions, book])
def test_more_than_a_form_ever_holds_is_refused(answered: bytes, many: Change) -> None:
    assert "more in this PDF" in refusal(changed(answered, many))


def test_a_loop_among_fields_comes_to_an_end(answered: bytes) -> None:
    def bend(pdf: pikepdf.Pdf) -> None:
        fields = pdf.Root.AcroForm.Fields
        fields[0].Kids = fields

    assert read_form(changed(answered, bend)).answers.keys() == set(KEYS)


def test_a_loop_among_pages_is_refused(answered: bytes) -> None:
    def bend(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    assert "damaged" in refusal(changed(answered, bend))


def test_a_deep_tree_is_followed_for_a_while_only(answered: bytes) -> None:
    def deepen(pdf: pikepdf.Pdf) -> None:
        for _ in range(30):
            below = pdf.Root.AcroForm.Fields[0]
            pdf.Root.AcroForm.Fields[0] = pdf.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array([below])))

    assert set(read_form(changed(answered, deepen)).answers) == set(KEYS[1:])


def bomb(pdf: bytes) -> bytes:
    """Return a file whose table of contents unpacks to a gigabyte."""
    packed = zlib.compress(bytes(1 << 24), 9)
    start = len(pdf)
    head = (
        f"9999 0 obj\n<</Type/XRef/Size 9999/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length {len(packed)}>>\n"
    )
    tail = f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n"
    return pdf + head.encode() + b"stream\n" + packed + tail.encode()


def test_a_bomb_does_not_go_off(answered: bytes) -> None:
    assert "damaged" in refusal(bomb(answered))


def test_a_file_saved_a_thousand_times_is_refused(answered: bytes) -> None:
    assert "damaged" in refusal(answered + b"\n1 0 obj <</Type /X#52ef>>" * 1000)


def test_a_truncated_file_is_refused(answered: bytes) -> None:
    for part in (10, 2, 1.1):
        assert "damaged" in refusal(answered[: int(len(answered) / part)])


def test_a_very_large_file_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "form.pdf"
    large.touch()
    os.truncate(large, 200 * 1024 * 1024)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(InvalidInputError, match="larger than 25 MB"):
        form_in(large)


def test_one_that_grows_meanwhile_is_refused() -> None:
    assert "larger than 25 MB" in refusal(b"%PDF-1.7\n" + bytes(LARGEST_FILE))


def test_a_file_is_read_where_it_lies(answered: bytes, tmp_path: Path) -> None:
    (tmp_path / "form.pdf").write_bytes(answered)
    assert form_in(tmp_path / "form.pdf") == read_form(answered)


def test_one_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        form_in(tmp_path / "none.pdf")


def test_limits_are_for_strangers_files_only(answered: bytes) -> None:
    before = pikepdf.settings.get_qpdf_limits()
    read_form(answered)
    assert pikepdf.settings.get_qpdf_limits() == before


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused(answered: bytes, data: st.DataObject) -> None:
    raw = bytearray(answered)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    began = time.process_time()
    with suppress(KnownError):
        assert read_form(bytes(raw)).form_id
    assert time.process_time() - began < 1


def test_an_answer_that_unpacks_to_a_gigabyte_is_refused(answered: bytes) -> None:
    def swell(pdf: pikepdf.Pdf) -> None:
        value = pdf.make_stream(zlib.compress(zlib.compress(bytes(1 << 28), 9), 9))
        value.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        fill_first(value)(pdf)

    assert "damaged" in refusal(changed(answered, swell))


def test_what_its_reader_has_to_say_of_a_file_stays_out_of_the_log(answered: bytes) -> None:
    whole = changed(answered, lambda _pdf: None)
    odd = re.sub(rb"(/Kids \[ \d+ )0 R", rb"\g<1>9 R", whole)  # a page that is not there
    assert odd != whole
    assert read_form(odd).answers.keys() == set(KEYS)
