"""Several session summaries as one PDF, each on a page of its own."""

from typing import Final

from coachdesk.documents.parts import head, pictures, sheet
from coachdesk.documents.renderer import RenderedDocument, Renderer
from coachdesk.documents.strings import Strings, strings_for
from coachdesk.documents.summary import summary_parts
from coachdesk.documents.text import name, short
from coachdesk.models.entities.sharing import SharedBooklet

_SEEN_AT_A_GLANCE: Final = 3


def render_booklet(booklet: SharedBooklet, renderer: Renderer) -> RenderedDocument:
    """Print summaries of several sessions; more than three get a page in front that lists them.

    Raises:
        InvalidInputError: the logo is not a picture.
    """
    return renderer.render("booklet", _data(booklet), files=pictures(booklet.letterhead))


def _data(booklet: SharedBooklet) -> dict[str, object]:
    strings = strings_for(booklet.language)
    wants_contents = len(booklet.summaries) > _SEEN_AT_A_GLANCE
    return {
        "sheet": _sheet(booklet, strings),
        "head": head(booklet.letterhead, strings),
        "title": strings.booklet,
        "for": strings.summary_for.format(name=name(booklet.client_name)),
        "span": _span(booklet, strings),
        "contents": strings.booklet_contents if wants_contents else "",
        "summaries": [summary_parts(summary, strings) for summary in booklet.summaries],
    }


def _sheet(booklet: SharedBooklet, strings: Strings) -> dict[str, object]:
    title = strings.booklet_title.format(name=short(booklet.client_name))
    return sheet(
        title=title,
        paper=booklet.paper,
        language=booklet.language,
        strings=strings,
        running=title,
        note=_span(booklet, strings),
    )


def _span(booklet: SharedBooklet, strings: Strings) -> str:
    days = [summary.held_on for summary in booklet.summaries if summary.held_on]
    if not days:
        return ""
    first, last = (strings.long_date(day) for day in (min(days), max(days)))
    return first if first == last else strings.booklet_span.format(first=first, last=last)
