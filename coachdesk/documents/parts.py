"""What every document has: the sheet, its head and its foot."""

from typing import Final

from coachdesk.documents.strings import Strings, language_code
from coachdesk.documents.text import line, short
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.sharing import Letterhead

LOGO: Final = "logo"
_PICTURE_STARTS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def sheet(
    *, title: str, paper: PaperSize, language: str, strings: Strings, running: str = "", note: str = ""
) -> dict[str, object]:
    """Return what the page itself needs: `running` heads each page but the first, `note` each foot."""
    return {
        "title": short(title, 200),
        "paper": paper.value,
        "lang": language_code(language),
        "running": short(running, 80),
        "note": short(note, 90),
        "page": strings.page,
    }


def head(letterhead: Letterhead, strings: Strings) -> dict[str, object]:
    """Return the letterhead: the practice, or the coach where it has no name of its own."""
    practice = letterhead.practice_name.strip() or letterhead.coach_name
    return {
        "practice": line(practice),
        "coach": line(letterhead.coach_name) if practice != letterhead.coach_name else "",
        "contact": [line(text) for text in letterhead.contact_lines if text.strip()],
        "logo": LOGO if letterhead.logo else None,
        "logo_alt": short(strings.logo.format(name=practice), 200),
    }


def pictures(letterhead: Letterhead) -> dict[str, bytes]:
    """Return the logo as a file for the renderer.

    Raises:
        InvalidInputError: it is neither PNG nor JPEG.
    """
    if not letterhead.logo:
        return {}
    if not letterhead.logo.startswith(_PICTURE_STARTS):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The logo is neither a PNG nor a JPEG picture."),
            QT_TRANSLATE_NOOP("errors", "Choose another PNG or JPEG file, or leave the logo out."),
        )
    return {LOGO: letterhead.logo}
