"""A form for the client to think at home: the pages from Typst, the boxes made into fields.

A field belongs to one form and one question by its name, which every PDF reader keeps.
"""

from io import BytesIO
from typing import TYPE_CHECKING, Final

import attrs

from coachdesk.documents import form_font
from coachdesk.documents.parts import head, pictures, sheet
from coachdesk.documents.renderer import RenderedDocument, Renderer
from coachdesk.documents.strings import Strings, strings_for
from coachdesk.documents.text import clean, line, name, paragraphs, short
from coachdesk.models.entities.sharing import DocumentQuestion, TakeHomeDocument
from coachdesk.models.entities.take_home import LONGEST_ANSWER

if TYPE_CHECKING:
    from pikepdf import Dictionary, Object, Pdf

FORM_KEY: Final = "/CoachDeskForm"
BETWEEN: Final = "/"
_SCHEME: Final = "answer:"
_LOOKS: Final = f"/{form_font.FONT} 10 Tf 0.125 0.149 0.169 rg"
_MULTILINE: Final = 1 << 12
_PRINTED: Final = 4
_INSET: Final = 4
_LONG: Final = 900
_MANY_LINES: Final = 12
# What the pages keep to by themselves, and nobody has checked of the fields in them.
_MARKS: Final = ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")


def render_take_home(document: TakeHomeDocument, renderer: Renderer) -> RenderedDocument:
    """Print a form, with a field in each of its boxes.

    Raises:
        InvalidInputError: the logo is not a picture.
    """
    pages = renderer.render("take-home", _data(document), files=pictures(document.letterhead))
    return attrs.evolve(pages, pdf=_with_fields(pages.pdf, document), tagged=False)


def _data(document: TakeHomeDocument) -> dict[str, object]:
    strings = strings_for(document.language)
    return {
        "sheet": _sheet(document, strings),
        "head": head(document.letterhead, strings),
        "title": strings.form,
        "for": strings.form_for.format(name=name(document.client_name)),
        "intro": paragraphs(strings.form_intro),
        "how": [strings.form_type, strings.form_print, strings.form_care],
        "so_far": strings.form_so_far,
        "box": strings.form_box,
        "questions": [_question(place, one) for place, one in enumerate(document.questions)],
    }


def _question(place: int, question: DocumentQuestion) -> dict[str, object]:
    return {
        "key": f"{_SCHEME}{place}",
        "heading": line(question.heading),
        "asks": paragraphs(question.asks),
        "words": paragraphs(question.words),
        "short": len(question.asks) + len(question.words) < _LONG
        and question.words.count("\n") < _MANY_LINES,
    }


def _sheet(document: TakeHomeDocument, strings: Strings) -> dict[str, object]:
    title = strings.form_title.format(name=short(document.client_name))
    return sheet(
        title=title,
        paper=document.paper,
        language=document.language,
        strings=strings,
        running=title,
        note=title,
    )


def _with_fields(pages: bytes, document: TakeHomeDocument) -> bytes:
    import pikepdf

    target = BytesIO()
    with pikepdf.open(BytesIO(pages)) as pdf:
        fields = [_field(box, page.obj, document) for page in pdf.pages for box in page.get("/Annots", [])]
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array(fields),
            DR=pikepdf.Dictionary(Font=pikepdf.Dictionary({f"/{form_font.FONT}": form_font.embed(pdf)})),
            DA=_LOOKS,
            NeedAppearances=True,
        )
        _call_links_fields(pdf.Root.StructTreeRoot.K)
        _name(pdf, document)
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def _field(box: "Object", page: "Dictionary", document: TakeHomeDocument) -> "Object":
    """Make a link the field of its question: text of several lines, with the words so far in it."""
    import pikepdf

    question = document.questions[int(str(box.A.URI).removeprefix(_SCHEME))]
    left, bottom, right, top = (float(edge) for edge in box.Rect)
    for key in ("/A", "/Border", "/Contents"):
        del box[key]
    box.Subtype = pikepdf.Name.Widget
    box.Rect = pikepdf.Array([left + _INSET, bottom + _INSET, right - _INSET, top - _INSET])
    box.P, box.F = page, _PRINTED
    box.FT, box.Ff, box.MaxLen = pikepdf.Name.Tx, _MULTILINE, LONGEST_ANSWER
    box.T = f"{document.form_id}{BETWEEN}{question.key}"
    box.TU = clean(f"{question.heading}\n{question.asks}").strip()
    box.V, box.DA = clean(question.words), _LOOKS
    return box


def _call_links_fields(node: "Object") -> None:
    """Tell a screen reader that a box is a field."""
    import pikepdf

    for below in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(below, pikepdf.Dictionary) and "/S" in below:
            if str(below.S) == "/Link":
                below.S = pikepdf.Name.Form
            _call_links_fields(below.get("/K", pikepdf.Array()))


def _name(pdf: "Pdf", document: TakeHomeDocument) -> None:
    """Leave a trace that is there even where a reader makes plain text of the fields."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for mark in _MARKS:
            metadata.pop(mark, None)
    pdf.docinfo[FORM_KEY] = document.form_id
