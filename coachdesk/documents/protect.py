"""A password on a PDF: AES-256 (ISO 32000-2, revision 6), so that it opens with nothing else."""

import stringprep
import unicodedata
from io import BytesIO
from typing import Final

from attrs import field, frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.entities.sharing import Protection

LEAST_LENGTH: Final = 8
MOST_BYTES: Final = 127  # ISO 32000-2, 7.6.4.3.3: readers cut off what follows
_REVISION: Final = 6
_ARCHIVE_MARKS: Final = ("pdfaid:part", "pdfaid:conformance")

# What a password must be free of, RFC 4013, 2.3 and 2.5; the last is everything younger than Unicode 3.2.
_REFUSED: Final = (
    stringprep.in_table_c12,
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c5,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
    stringprep.in_table_b1,
    stringprep.in_table_a1,
)


@frozen(kw_only=True)
class Wish:
    """How a PDF should leave; the password is for this one time and kept nowhere."""

    protection: Protection = Protection.PLAIN
    password: str = field(default="", repr=False)

    @property
    def is_sealed(self) -> bool:
        """Whether later changes should show."""
        return self.protection in (Protection.SEALED, Protection.SEALED_AND_ENCRYPTED)

    @property
    def is_encrypted(self) -> bool:
        """Whether it should open with a password only."""
        return self.protection in (Protection.ENCRYPTED, Protection.SEALED_AND_ENCRYPTED)


def protection(*, sealed: bool, encrypted: bool) -> Protection:
    """Return the name of what is done to a PDF."""
    if sealed:
        return Protection.SEALED_AND_ENCRYPTED if encrypted else Protection.SEALED
    return Protection.ENCRYPTED if encrypted else Protection.PLAIN


def encrypt(pdf: bytes, password: str) -> bytes:
    """Return a PDF that opens with this password only; tags, title and language stay in it.

    A file for keeping may not be encrypted, so this one no longer says that it is PDF/A.

    Raises:
        InvalidInputError: not every PDF reader would take the password as it is typed.
    """
    import pikepdf

    ready = prepared(password)
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        with opened.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for mark in _ARCHIVE_MARKS:
                metadata.pop(mark, None)
        opened.save(target, encryption=pikepdf.Encryption(owner=ready, user=ready, R=_REVISION))
    return target.getvalue()


def prepared(password: str) -> str:
    """Return a password in the one form that all PDF readers make of it.

    Some prepare what is typed by SASLprep (RFC 4013), as the standard has it, some take it as it is.
    So what the two would understand differently is refused, and so is what a keyboard elsewhere may lack.

    Raises:
        InvalidInputError: it is too short, too long, or holds such characters.
    """
    composed = unicodedata.normalize("NFC", password)
    if len(composed) < LEAST_LENGTH:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This password is shorter than {floor} characters."),
            QT_TRANSLATE_NOOP("errors", "A few unrelated words are easy to say on the phone."),
            floor=LEAST_LENGTH,
        )
    strange = strange_in(composed)
    if strange:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "Not every PDF reader understands these characters: {characters}."),
            QT_TRANSLATE_NOOP("errors", "Leave them out; letters, digits and spaces always work."),
            characters=" ".join(strange),
        )
    if len(composed.encode()) > MOST_BYTES:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP(
                "errors", "This password is longer than PDF readers take: {most} plain letters."
            ),
            QT_TRANSLATE_NOOP("errors", "Shorten it; other letters count for two or three."),
            most=MOST_BYTES,
        )
    if _mixes_directions(composed):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP(
                "errors", "Not every PDF reader takes a password in both directions of writing."
            ),
            QT_TRANSLATE_NOOP("errors", "Keep to letters of one script, at both ends too."),
        )
    return composed


def strange_in(composed: str) -> tuple[str, ...]:
    """Return each character that PDF readers would refuse or understand differently, once."""
    return tuple(dict.fromkeys(map(_shown, filter(_is_strange, composed))))


def _is_strange(character: str) -> bool:
    is_refused = any(holds(character) for holds in _REFUSED)
    return is_refused or unicodedata.ucd_3_2_0.normalize("NFKC", character) != character


def _shown(character: str) -> str:
    """Return a character, or its number where there is nothing to see."""
    return character if character.isprintable() and not character.isspace() else f"U+{ord(character):04X}"


def _mixes_directions(text: str) -> bool:
    """Tell whether text breaks the rule for letters written from the right, RFC 3454, section 6."""
    if not any(map(stringprep.in_table_d1, text)):
        return False
    ends = stringprep.in_table_d1(text[0]) and stringprep.in_table_d1(text[-1])
    return not ends or any(map(stringprep.in_table_d2, text))
