"""Forms for the tests: one of ours, filled in by somebody else's program, or made to do harm."""

import logging
import warnings
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Final

import pikepdf
from pypdf import PdfReader, PdfWriter

from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.sharing import DocumentQuestion, TakeHomeDocument
from tests.documents import samples

# pypdf draws what it fills in, and warns of a line break as of a letter that the font has not.
logging.getLogger("pypdf.generic").setLevel(logging.ERROR)

FORM_ID: Final = "0a5c1e7e-8a4f-4b7e-9a37-2f5a3d1c9b10"
KEYS: Final = tuple(f"{number:08d}-8a4f-4b7e-9a37-2f5a3d1c9b10" for number in range(3))
SO_FAR: Final = "I need time to think.\nŻółć, Γιάννης, Юлия."
QUESTIONS: Final = (
    DocumentQuestion(key=KEYS[0], heading="What it is for", asks="What will be different at the end?"),
    DocumentQuestion(key=KEYS[1], heading="What I bring", asks="When do you speak freely?", words=SO_FAR),
    DocumentQuestion(key=KEYS[2], heading="Between sessions"),
)
LONG: Final = ("Grüße an Łukasz Żółć, Ευαγγελία, Юлия Щукина, Đorđe. " * 120)[:4999] + "!"
ANSWERS: Final = (
    "Größe, Übung, „Straße“\nZażółć gęślą jaźń\n\nΓειά σου Κόσμε\nСъешь же ещё этих булок",
    LONG,
    "Łódź, Þór, Ñuño — 10 €",
)


def a_form(**changes: object) -> TakeHomeDocument:
    fields: dict[str, object] = {
        "letterhead": samples.letterhead(),
        "paper": PaperSize.A4,
        "language": "en",
        "form_id": FORM_ID,
        "client_name": "Mira Solano",
        "questions": QUESTIONS,
    }
    return TakeHomeDocument(**(fields | changes))  # type: ignore[arg-type]  # a test's own overrides


def field_names(pdf: bytes) -> list[str]:
    """Return the names of a form's fields, in the order of the file."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [str(field.T) for field in opened.Root.AcroForm.Fields]


def filled(pdf: bytes, answers: Mapping[str, str]) -> bytes:
    """Return a form as another program fills it in; answers are by the names of fields."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.update_page_form_field_values(None, dict(answers), auto_regenerate=True)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Return a file with something done to it."""
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        change(opened)
        with warnings.catch_warnings(action="ignore"):  # of boxes that are no fields any more
            opened.save(target)
    return target.getvalue()
