"""A plot as PDF, with its table: the coach's own picture of the work."""

from typing import Final

from coachdesk.documents.parts import sheet
from coachdesk.documents.renderer import RenderedDocument, Renderer
from coachdesk.documents.strings import strings_for
from coachdesk.documents.text import line, short
from coachdesk.models.entities.plot_sheet import PlotSheet

_DRAWING: Final = "drawing"


def render_plot(plot: PlotSheet, renderer: Renderer) -> RenderedDocument:
    """Print a plot and below it what it shows, cell by cell."""
    strings = strings_for(plot.language)
    title = short(f"{plot.title}, {plot.whose}")
    data: dict[str, object] = {
        "sheet": sheet(
            title=title,
            paper=plot.paper,
            language=plot.language,
            strings=strings,
            running=title,
            note=strings.brief_head,
        ),
        "title": line(plot.title),
        "whose": line(plot.whose),
        "alt": line(plot.alt),
        "drawing": _DRAWING,
        "heads": [line(head) for head in plot.heads],
        "rows": [[line(cell) for cell in row] for row in plot.rows],
    }
    return renderer.render("plot", data, files={_DRAWING: plot.drawing})
