"""A picture of a plot outside the vault, where and as the coach wants it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from coachdesk import files
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.plots.picture import as_png, as_svg, paper_look
from coachdesk.views.plots.plot import Plot
from coachdesk.views.saving import file_name

_SVG = ".svg"
_ENDINGS = (".png", _SVG)


def ask_where(parent: QWidget, name: str) -> Path | None:
    """Return where the coach wants a picture, or None; its ending says of which kind it is."""
    kinds = (
        QCoreApplication.translate("plots", "Picture (*.png)"),
        QCoreApplication.translate("plots", "Drawing (*.svg)"),
    )
    chosen, kind = QFileDialog.getSaveFileName(
        parent,
        QCoreApplication.translate("plots", "Save as a picture"),
        str(documents_folder() / f"{file_name(name)}.png"),
        ";;".join(kinds),
    )
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() in _ENDINGS:
        return path
    return path.with_name(path.name + (_SVG if kind == kinds[1] else ".png"))


def save_picture(context: Context, parent: QWidget, plot: Plot, name: str) -> None:
    """Ask where a picture should go, write it in a worker, and say that the copy is outside the vault."""
    path = ask_where(parent, name)
    if path is None:
        return
    look = paper_look(parent.font(), is_rtl=parent.isRightToLeft())
    content = as_svg(plot, look) if path.suffix.lower() == _SVG else as_png(plot, look)

    def tell(_nothing: None) -> None:
        text = QCoreApplication.translate("saving", "Saved as {name}. That copy is outside the vault.")
        context.navigation.notify(text.replace("{name}", path.name))

    context.workspace.work(partial(files.write_atomically, path, content), tell, origin=parent)
