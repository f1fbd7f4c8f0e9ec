"""The recovery kit as PDF: the words, the same words as a QR code, and what to do with them."""

from io import BytesIO
from typing import Final

from coachdesk.documents.parts import sheet
from coachdesk.documents.renderer import RenderedDocument, Renderer
from coachdesk.documents.strings import Strings, strings_for
from coachdesk.documents.text import line, short
from coachdesk.models.entities.sharing import RecoveryKit

_LANGUAGE: Final = "en"
_LONGEST_PLACE: Final = 160


def render_kit(kit: RecoveryKit, renderer: Renderer) -> RenderedDocument:
    """Print the kit on one page."""
    return renderer.render("recovery-kit", _data(kit), files={"qr": qr_code(kit.words)})


def _data(kit: RecoveryKit) -> dict[str, object]:
    strings = strings_for(_LANGUAGE)
    made_on = strings.long_date(kit.made_on)
    return {
        "sheet": sheet(title=strings.kit, paper=kit.paper, language=_LANGUAGE, strings=strings, note=made_on),
        "title": strings.kit,
        "intro": strings.kit_intro,
        "warning": strings.kit_warning,
        "words_title": strings.kit_words,
        "words": list(kit.words),
        "qr_alt": strings.kit_qr,
        "qr_note": strings.kit_qr_note,
        "facts": _facts(kit, strings),
        "steps_title": strings.kit_steps,
        "steps": [strings.kit_step_1, strings.kit_step_2, strings.kit_step_3, strings.kit_step_4],
    }


def _facts(kit: RecoveryKit, strings: Strings) -> list[dict[str, str]]:
    facts = {
        strings.kit_vault: short(kit.vault_id),
        strings.kit_made_on: strings.long_date(kit.made_on),
        strings.kit_place: line(short(kit.vault_place, _LONGEST_PLACE)),
    }
    return [{"label": label, "value": value} for label, value in facts.items() if value]


def qr_code(words: tuple[str, ...]) -> bytes:
    """Return an SVG of the words parted by single spaces (ISO/IEC 18004, at least 15 % damage)."""
    import segno

    drawing = BytesIO()
    segno.make(" ".join(words), error="m", micro=False).save(drawing, kind="svg", border=0)
    return drawing.getvalue()
