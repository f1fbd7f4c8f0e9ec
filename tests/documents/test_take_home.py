import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from coachdesk.documents.form_font import FONT
from coachdesk.documents.renderer import Renderer, is_accessible
from coachdesk.documents.take_home import FORM_KEY, render_take_home
from coachdesk.models.entities.sharing import DocumentQuestion
from coachdesk.models.entities.take_home import LONGEST_ANSWER
from tests.documents import reading
from tests.documents.forms import FORM_ID, KEYS, SO_FAR, a_form

EUROPEAN = "ßäöüÿłżźćńóśąęŁŻðþÞæøåčďěňřšťůžđģķļņőűșțğıİάώϋЯщєїґђџўÑçÇœŒ€„“”’–—"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_take_home(a_form(), Renderer(system_fonts=False)).pdf


@pytest.fixture
def fields(pdf: bytes) -> Iterator[list[pikepdf.Object]]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield list(opened.Root.AcroForm.Fields)


def test_each_question_has_a_box_of_its_own_in_reading_order(fields: list[pikepdf.Object]) -> None:
    assert [str(field.T) for field in fields] == [f"{FORM_ID}/{key}" for key in KEYS]
    assert {str(field.FT) for field in fields} == {"/Tx"}
    assert {int(field.MaxLen) for field in fields} == {LONGEST_ANSWER}
    assert all(int(field.Ff) & 1 << 12 for field in fields)


def test_a_box_begins_with_the_clients_words_so_far(fields: list[pikepdf.Object]) -> None:
    assert [str(field.V) for field in fields] == ["", SO_FAR, ""]


def test_a_box_says_what_it_asks(fields: list[pikepdf.Object]) -> None:
    assert str(fields[0].TU) == "What it is for\nWhat will be different at the end?"
    assert str(fields[2].TU) == "Between sessions"


def test_no_box_is_left_a_link(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        boxes = [box for page in opened.pages for box in page.Annots]
        assert [str(box.Subtype) for box in boxes] == ["/Widget"] * 3
        assert not any(key in box for box in boxes for key in ("/A", "/Contents"))
        assert {str(page.Tabs) for page in opened.pages} == {"/S"}


def test_a_box_lies_within_its_page(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            for box in page.Annots:
                left, bottom, right, top = map(float, box.Rect)
                assert 0 < left < right < float(page.MediaBox[2])
                assert 0 < bottom < top - 80 < float(page.MediaBox[3])


def test_a_screen_reader_hears_of_a_field(pdf: bytes) -> None:
    names = [name for name, _ in reading.tags(pdf)]
    assert names.count("/Form") == 3
    assert "/Link" not in names


def test_its_font_is_whole_and_knows_the_letters_of_europe(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        font = opened.Root.AcroForm.DR.Font[f"/{FONT}"]
        table = font.ToUnicode.read_bytes().decode()
        letters = {int(code, 16) for code in re.findall(r"<[0-9A-F]{4}> <([0-9A-F]{4})>", table)}
        widths = list(font.DescendantFonts[0].W[1])
        glyph = int(re.findall(r"<([0-9A-F]{4})> <0041>", table)[0], 16)
        assert len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) > 500_000
    assert set(map(ord, EUROPEAN)) <= letters
    assert widths[glyph] == 639  # the width of Noto Sans's A


def test_other_tools_find_it_sound_and_a_form(pdf: bytes, tmp_path: Path) -> None:
    assert "No syntax or stream encoding errors" in reading.run("qpdf", pdf, tmp_path, "--check")
    facts = reading.info(pdf, tmp_path)
    assert (facts["Form"], facts["JavaScript"], facts["Tagged"]) == ("AcroForm", "no", "yes")
    assert set(reading.fonts(pdf, tmp_path).values()) == {"yes"}


def test_it_reads_in_order(pdf: bytes, tmp_path: Path) -> None:
    text = reading.text(pdf, tmp_path)
    parts = [
        "To think about at home",
        "for Mira Solano",
        "What it is for",
        "What I bring",
        "Your words so far",
    ]
    places = [text.index(part) for part in (*parts, "I need time to think.", "Between sessions")]
    assert places == sorted(places)


def test_it_claims_nothing_that_nobody_checked(pdf: bytes) -> None:
    assert not is_accessible(pdf)
    assert b"pdfaid:part" not in pdf
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.docinfo[FORM_KEY]) == FORM_ID


def test_it_can_be_german(tmp_path: Path, renderer: Renderer) -> None:
    text = reading.text(render_take_home(a_form(language="de"), renderer).pdf, tmp_path)
    assert "Zum Nachdenken zu Hause für Mira Solano" in text
    assert "Ihre Worte bisher" in text


def test_a_long_question_may_go_over_several_pages(tmp_path: Path, renderer: Renderer) -> None:
    long = DocumentQuestion(key=KEYS[0], heading="Long", words="A line of my own.\n" * 200)
    pdf = render_take_home(a_form(questions=(long,)), renderer).pdf
    assert int(reading.info(pdf, tmp_path)["Pages"]) > 3
    assert reading.text(pdf, tmp_path).count("A line of my own.") >= 200
