"""A form that came back, read as what it is: a file from outside.

Nothing in it is run, shown or kept but the text of the fields that were ours. All else is left out and
named, and what can't be read to its end within narrow limits is refused with the reason.
"""

import logging
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from coachdesk.documents.foreign_pdf import within_limits
from coachdesk.documents.form_fields import LeftOut, left_out, texts
from coachdesk.documents.take_home import BETWEEN, FORM_KEY
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, KnownError, known_from_os
from coachdesk.models.entities.take_home import LONGEST_ANSWER

if TYPE_CHECKING:
    from pikepdf import Pdf

LARGEST_FILE: Final = 25 * 1024 * 1024
_BEGINNING: Final = b"%PDF-"
_LOOKED_AT: Final = 1024
_OURS: Final = re.compile(rf"([0-9a-f-]{{36}}){BETWEEN}([0-9a-f-]{{36}})")
# Each save adds a table of what is in the file; a thousand of them would take a minute. In a PDF, any
# letter of a name can be written as its number.
_MOST_SAVES: Final = 50
_SAVE: Final = re.compile(rb"/(?:X|#58)(?:R|#52)(?:e|#65)(?:f|#66)(?![A-Za-z#])")
# What is unpacked here are such tables, and answers: a few kilobytes each.
_UNPACKED: Final = 512 * 1024


@frozen(kw_only=True)
class ReturnedForm:
    """The answers of a form by the keys of its questions, and what was left out."""

    form_id: str
    answers: Mapping[str, str] = field(repr=False)
    left_out: frozenset[LeftOut] = frozenset()


def form_in(file: Path) -> ReturnedForm:
    """Read the form in a file; one that is too large is not even opened.

    Raises:
        InvalidInputError: it is no form of ours, or not as a PDF reader saves one.
        StorageError: it can't be read.
    """
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise _too_large()
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise known_from_os(error) from error
    return read_form(content)


def read_form(pdf: bytes) -> ReturnedForm:
    """Read the answers out of a PDF.

    Raises:
        InvalidInputError: it is no form of ours, or not as a PDF reader saves one.
    """
    import pikepdf

    if len(pdf) > LARGEST_FILE:
        raise _too_large()
    if _BEGINNING not in pdf[:_LOOKED_AT]:
        raise _no_form()
    if len(_SAVE.findall(pdf)) > _MOST_SAVES:
        raise _unreadable()
    try:
        with within_limits(unpacked=_UNPACKED), _opened(pdf) as opened:
            return _form(opened)
    except KnownError:
        raise
    except pikepdf.PasswordError as error:
        raise _locked() from error
    except Exception as error:  # a file made to do harm breaks its reader in any way there is
        raise _unreadable() from error


def _opened(pdf: bytes) -> "Pdf":
    """Open a file as it is: half of the answers would look like all of them, and the pages are not wanted."""
    import pikepdf

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL + 1)  # it finds much to say of a stranger's file
    return pikepdf.open(BytesIO(pdf), attempt_recovery=False, inherit_page_attributes=False)


def _form(pdf: "Pdf") -> ReturnedForm:
    found = [(_OURS.fullmatch(name), text) for name, text in texts(pdf)]
    answers = [(match[1], match[2], text) for match, text in found if match]
    ids = {form_id for form_id, _, _ in answers}
    if not ids:
        raise _flattened() if _has_trace(pdf) else _no_form()
    if len(ids) > 1 or len({key for _, key, _ in answers}) < len(answers):
        raise _mixed()
    beside = {LeftOut.FIELDS} if len(found) > len(answers) else set()
    cut = {LeftOut.LENGTH} if any(len(text) > LONGEST_ANSWER for _, _, text in answers) else set()
    return ReturnedForm(
        form_id=ids.pop(),
        answers={key: text[:LONGEST_ANSWER].rstrip() for _, key, text in answers},
        left_out=frozenset({*left_out(pdf), *beside, *cut}),
    )


def _has_trace(pdf: "Pdf") -> bool:
    return FORM_KEY in pdf.trailer.get("/Info", {})


def _too_large() -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "This file is larger than {most} MB, which no form from here becomes."),
        QT_TRANSLATE_NOOP("errors", "Ask your client for the file that you sent, filled in and saved."),
        most=LARGEST_FILE // 1024 // 1024,
    )


def _no_form() -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "There are no fields of a form from here in this file."),
        QT_TRANSLATE_NOOP(
            "errors",
            "What was printed, scanned or photographed has none any more: type these words yourself.",
        ),
    )


def _flattened() -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "The fields of this form were turned into plain text on the way."),
        QT_TRANSLATE_NOOP("errors", "Open it in a PDF reader, and copy the words over yourself."),
    )


def _mixed() -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "Several forms are mixed up in this file."),
        QT_TRANSLATE_NOOP("errors", "Ask your client for each form as a file of its own."),
    )


def _locked() -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "This PDF opens with a password only."),
        QT_TRANSLATE_NOOP("errors", "Open it in a PDF reader, save it without the password, and try again."),
    )


def _unreadable() -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "This PDF is damaged, or not made the way a PDF reader saves one."),
        QT_TRANSLATE_NOOP("errors", "Ask your client to save the form again, and to send that file."),
    )
