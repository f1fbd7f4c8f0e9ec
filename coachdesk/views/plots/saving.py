"""A picture of a plot outside the vault, where and as the coach wants it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QFileDialog, QWidget

from coachdesk import files
from coachdesk.documents.renderer import Renderer
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.plot_sheet import PlotSheet
from coachdesk.models.profile import get_profile
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.plots.picture import as_png, as_svg, paper_look
from coachdesk.views.plots.plot import Plot
from coachdesk.views.saving import file_name

_PNG, _SVG, _PDF = _ENDINGS = (".png", ".svg", ".pdf")


def ask_where(parent: QWidget, name: str) -> Path | None:
    """Return where the coach wants a picture, or None; its ending says of which kind it is."""
    kinds = (
        QCoreApplication.translate("plots", "Picture (*.png)"),
        QCoreApplication.translate("plots", "Drawing (*.svg)"),
        QCoreApplication.translate("plots", "PDF with its table (*.pdf)"),
    )
    chosen, kind = QFileDialog.getSaveFileName(
        parent,
        QCoreApplication.translate("plots", "Save a copy of the plot"),
        str(documents_folder() / f"{file_name(name)}{_PNG}"),
        ";;".join(kinds),
    )
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() in _ENDINGS:
        return path
    endings = dict(zip(kinds, _ENDINGS, strict=True))
    return path.with_name(path.name + endings.get(kind, _PNG))


def save_picture(context: Context, parent: QWidget, plot: Plot, whose: str) -> None:
    """Ask where a picture should go, write it in a worker, and say that the copy is outside the vault."""
    path = ask_where(parent, f"{plot.title}, {whose}")
    if path is None:
        return

    def tell(_nothing: None) -> None:
        text = QCoreApplication.translate("saving", "Saved as {name}. That copy is outside the vault.")
        context.navigation.notify(text.replace("{name}", path.name))

    look = paper_look(parent.font(), is_rtl=parent.isRightToLeft())
    kind = path.suffix.lower()
    content = as_png(plot, look) if kind == _PNG else as_svg(plot, look)

    def write(paper: PaperSize) -> None:
        if kind == _PDF:
            sheet = _sheet(plot, whose, content, paper)
            context.workspace.work(partial(_print, sheet, context.renderer, path), tell, origin=parent)
        else:
            context.workspace.work(partial(files.write_atomically, path, content), tell, origin=parent)

    context.workspace.run(_paper_size, write, origin=parent)


def _paper_size(store: Store) -> PaperSize:
    coach = get_profile(store)
    return PaperSize.A4 if coach is None else coach.paper


def _sheet(plot: Plot, whose: str, drawing: bytes, paper: PaperSize) -> PlotSheet:
    return PlotSheet(
        paper=paper,
        language=QLocale().bcp47Name(),
        title=plot.title,
        whose=whose,
        alt=plot.words,
        drawing=drawing,
        heads=plot.table.heads,
        rows=plot.table.rows,
    )


def _print(sheet: PlotSheet, renderer: Renderer, path: Path) -> None:
    from coachdesk.documents.plot import render_plot

    files.write_atomically(path, render_plot(sheet, renderer).pdf)
