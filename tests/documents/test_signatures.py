"""How signatures that were drawn, or given on paper, are printed."""

from pathlib import Path

import attrs
import pikepdf
import pytest

from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.renderer import Renderer, is_accessible
from coachdesk.errors import InvalidInputError
from coachdesk.models.entities.agreement import Party, SigningMethod, VersionState
from coachdesk.models.entities.sharing import AgreementDocument
from coachdesk.models.entities.strokes import Drawing, Point, to_json
from tests.documents import reading, samples
from tests.drawing import a_drawing

CURVES = ("c", "v", "y")


def signed_as(
    method: SigningMethod, strokes: bytes = b"", language: str = "en", **changes: object
) -> AgreementDocument:
    """Return an agreement that the client has signed in this way."""
    document = samples.signed_agreement(language=language, **changes)
    first, *others = document.signatures
    first = attrs.evolve(first, method=method, strokes=strokes)
    return attrs.evolve(document, signatures=(first, *others))


def drawn_agreement(language: str = "en") -> AgreementDocument:
    return signed_as(SigningMethod.DRAWN, to_json(a_drawing()), language)


def curves_in(pdf: bytes, folder: Path) -> int:
    """Return how many curves the pages draw by themselves, the letters of fonts left out."""
    path = folder / "document.pdf"
    path.write_bytes(pdf)
    with pikepdf.open(path) as document:
        return sum(
            str(instruction.operator) in CURVES
            for page in document.pages
            for instruction in pikepdf.parse_content_stream(page)
        )


def in_order(pdf: bytes) -> str:
    """Return the words as they follow each other in the file, line breaks as spaces."""
    return " ".join(" ".join(page.extract_text() for page in reading.reader(pdf).pages).split())


def pictures_in(pdf: bytes) -> int:
    return sum(len(page.images) for page in reading.reader(pdf).pages)


def test_what_was_drawn_is_printed_as_curves(renderer: Renderer, tmp_path: Path) -> None:
    typed = render_agreement(samples.signed_agreement(), renderer).pdf
    drawn = render_agreement(drawn_agreement(), renderer).pdf
    points = sum(map(len, a_drawing().strokes))
    assert curves_in(drawn, tmp_path) - curves_in(typed, tmp_path) >= points - 2
    assert pictures_in(drawn) == pictures_in(typed)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Signature of Mira Solano, drawn by hand"),
        ("de", "Unterschrift von Mira Solano, von Hand gezeichnet"),
    ],
)
def test_a_screen_reader_hears_whose_it_is(language: str, said: str, renderer: Renderer) -> None:
    document = render_agreement(drawn_agreement(language), renderer)
    assert ("/Figure", said) in reading.tags(document.pdf)
    assert (document.tagged, is_accessible(document.pdf)) == (True, True)


def test_other_tools_find_it_sound(renderer: Renderer, tmp_path: Path) -> None:
    pdf = render_agreement(drawn_agreement(), renderer).pdf
    assert "No syntax or stream encoding errors" in reading.run("qpdf", pdf, tmp_path, "--check")


def test_the_name_stands_under_what_was_drawn_once(renderer: Renderer) -> None:
    text = in_order(render_agreement(drawn_agreement(), renderer).pdf)
    signatures = text[text.index("Signatures") :]
    assert "Mira Solano Client Vienna, 14 May 2026, 10:05" in signatures
    assert "Mira Solano Mira Solano" not in signatures


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Signed on paper Mira Solano Client", "The coach keeps the scan of the signed page.")),
        (
            "de",
            (
                "Auf Papier unterschrieben Mira Solano",
                "Der Scan der unterschriebenen Seite liegt beim Coach.",
            ),
        ),
    ],
)
def test_paper_says_where_the_scan_is(language: str, said: tuple[str, str], renderer: Renderer) -> None:
    text = in_order(render_agreement(signed_as(SigningMethod.PAPER, language=language), renderer).pdf)
    assert [words for words in said if words not in text] == []
    assert "14 May 2026, 10:05" in text or "14. Mai 2026, 10:05" in text


@pytest.mark.parametrize(("across", "down"), [(1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.05, 0.05)])
def test_any_shape_of_ink_stays_on_the_page(across: float, down: float, renderer: Renderer) -> None:
    line = (Point(0, 0), Point(across / 2, down), Point(across, down))
    strokes = to_json(Drawing(aspect=0.5, strokes=(line,)))
    document = render_agreement(signed_as(SigningMethod.DRAWN, strokes), renderer)
    assert document.tagged
    assert len(reading.reader(document.pdf).pages) == 3


@pytest.mark.parametrize("signers", [2, 6, 40])
def test_however_many_draw_none_is_left_out(signers: int, renderer: Renderer) -> None:
    names = [f"Signer{n}" for n in range(signers)]
    drawn = tuple(
        attrs.evolve(
            samples.signature(Party.CLIENT, name),
            method=SigningMethod.DRAWN,
            strokes=to_json(a_drawing()),
        )
        for name in names
    )
    pdf = render_agreement(samples.draft_agreement(parties=(), signatures=drawn), renderer).pdf
    said = [alt for kind, alt in reading.tags(pdf) if kind == "/Figure"]
    assert said == [f"Signature of {name}, drawn by hand" for name in names]


def test_bytes_that_are_no_strokes_are_refused(renderer: Renderer) -> None:
    with pytest.raises(InvalidInputError):
        render_agreement(signed_as(SigningMethod.DRAWN, b"<svg/>"), renderer)


@pytest.mark.parametrize(
    ("state", "is_said"),
    [
        (VersionState.DRAFT, False),
        (VersionState.READY, True),
        (VersionState.SIGNED, True),
        (VersionState.SUPERSEDED, True),
    ],
)
def test_it_says_what_it_is_and_is_not(
    state: VersionState, is_said: bool, renderer: Renderer, tmp_path: Path
) -> None:
    text = reading.text(render_agreement(samples.draft_agreement(state=state), renderer).pdf, tmp_path)
    assert ("not a qualified electronic signature" in text and "legal advice" in text) is is_said
