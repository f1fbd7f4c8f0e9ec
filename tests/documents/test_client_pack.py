from pathlib import Path
from typing import Any

import attrs
import pytest

from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.client_pack import render_pack
from coachdesk.documents.protect import encrypt
from coachdesk.documents.renderer import Renderer
from coachdesk.models.entities.look_back import KeptAgreement
from tests.documents import looking_back, reading, samples


def marks(pdf: bytes) -> dict[str, int]:
    """Return the bookmarks, each with the number of its page from 0 on."""
    read = reading.reader(pdf)
    leads: list[Any] = list(read.outline)
    return {str(one["/Title"]): read.get_destination_page_number(one) or 0 for one in leads}


@pytest.fixture(scope="module")
def pdf(renderer: Renderer) -> bytes:
    return render_pack(looking_back.pack(renderer), renderer).pdf


def test_other_tools_find_it_sound(pdf: bytes, tmp_path: Path) -> None:
    assert "No syntax or stream encoding errors" in reading.run("qpdf", pdf, tmp_path, "--check")
    facts = reading.info(pdf, tmp_path)
    assert (facts["Tagged"], facts["Title"]) == ("yes", "Pack for Mira Solano")


def test_bookmarks_and_the_page_in_front_lead_to_each_part(pdf: bytes) -> None:
    found = marks(pdf)
    assert list(found) == [
        "Yours to keep",
        "Our agreement, version 1, signed on 12 February 2026",
        "Our agreement, version 2, signed on 14 May 2026",
        "Session 1, 14 May 2026",
        "Session 2, 21 May 2026",
        "Session 3, 28 May 2026",
        "Looking back",
    ]
    front = " ".join(reading.reader(pdf).pages[0].extract_text().split())
    for title, page in list(found.items())[1:]:
        assert f"{title} from page {page + 1} of this file" in front


def test_each_part_begins_where_its_bookmark_leads(pdf: bytes) -> None:
    read = reading.reader(pdf)
    heads = ["Yours to keep", "Our agreement", "Our agreement", *["Our session in short"] * 3, "Looking back"]
    for page, head in zip(marks(pdf).values(), heads, strict=True):
        assert head in read.pages[page].extract_text()


def test_signed_agreements_are_attached_as_they_were_kept(renderer: Renderer, pdf: bytes) -> None:
    kept = looking_back.pack(renderer).agreements
    attached = reading.reader(pdf).attachments
    assert {name: content for name, (content,) in attached.items()} == {
        f"Our agreement, version {one.number}.pdf": one.pdf for one in kept
    }


def test_the_tags_of_every_part_are_in_it(renderer: Renderer, pdf: bytes) -> None:
    tags = reading.tags(pdf)
    assert [kind for kind, _ in tags].count("/H1") == 7
    assert [kind for kind, _ in tags].count("/Part") == 6
    assert ("/Figure", "Logo of Vogt & Weite") in tags


def test_every_page_finds_its_tags(pdf: bytes) -> None:
    read = reading.reader(pdf)
    numbers = read.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    keys = list(numbers[::2])
    assert keys == sorted(set(keys))
    assert {page["/StructParents"] for page in read.pages} <= set(keys)
    assert len({page["/StructParents"] for page in read.pages}) == len(read.pages)


def test_it_does_not_say_that_it_is_for_keeping_but_that_all_can_read_it(pdf: bytes) -> None:
    metadata = reading.catalog(pdf)["/Metadata"].get_data()
    assert b"pdfaid:part" not in metadata
    assert b"pdfuaid:part" in metadata


def test_with_a_part_that_not_all_can_read_it_does_not_say_so(renderer: Renderer) -> None:
    strange = render_agreement(samples.signed_agreement(reason="\U000e0101\U0001f9ff"), renderer)
    assert not strange.tagged
    agreements = (KeptAgreement(number=1, signed_on=None, pdf=strange.pdf),)
    rendered = render_pack(looking_back.pack(renderer, agreements=agreements), renderer)
    assert not rendered.tagged
    assert b"pdfuaid:part" not in reading.catalog(rendered.pdf)["/Metadata"].get_data()


def test_a_part_in_another_language_says_which(renderer: Renderer) -> None:
    german = render_agreement(samples.signed_agreement(language="de"), renderer).pdf
    agreements = (KeptAgreement(number=1, signed_on=None, pdf=german),)
    pdf = render_pack(looking_back.pack(renderer, agreements=agreements), renderer).pdf
    (document,) = reading.catalog(pdf)["/StructTreeRoot"]["/K"]
    parts = [kid.get_object() for kid in document.get_object()["/K"]]
    assert [str(part["/Lang"]) for part in parts if part.get("/S") == "/Part"] == ["de", *["en"] * 4]


def test_a_list_longer_than_a_page_moves_what_follows(renderer: Renderer) -> None:
    many = samples.booklet(60).summaries
    pdf = render_pack(looking_back.pack(renderer, summaries=many), renderer).pdf
    starts = list(marks(pdf).values())
    assert starts[1] == 2
    assert f"from page {starts[-1] + 1} of this file" in reading.reader(pdf).pages[1].extract_text()


def test_without_agreements_nothing_is_attached(renderer: Renderer) -> None:
    pdf = render_pack(looking_back.pack(renderer, agreements=()), renderer).pdf
    read = reading.reader(pdf)
    assert dict(read.attachments) == {}
    assert "byte for byte" not in read.pages[0].extract_text()


def test_a_password_goes_around_all_of_it(pdf: bytes, tmp_path: Path) -> None:
    locked = encrypt(pdf, "four plain words here")
    assert reading.reader(locked).is_encrypted
    assert b"Jonas" not in locked


def test_a_look_back_may_be_missing(renderer: Renderer) -> None:
    pack = looking_back.pack(renderer, look_back=None)
    assert list(marks(render_pack(pack, renderer).pdf))[-1] == "Session 3, 28 May 2026"
    assert attrs.evolve(pack, agreements=(), summaries=()).says_nothing
