"""Make the pictures of docs/pictures anew: some of the tour's, with fewer colours so that they stay small."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

import coachdesk.crypto.connection  # noqa: F401  (first: sqlite_utils takes the driver prepared there)
from bench.day import desk_on
from bench.practice import lived
from bench.year.practice import LATE_IN_IT
from coachdesk.models.clock import fixed_clock
from coachdesk.tour.stage import Stage

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
MOST_COLOURS = 256
CHOSEN = {
    "today-light": "today.png",
    "agreement-light": "agreement.png",
    "prompts-dark": "session.png",
    "brief-light": "brief.png",
    "hand-out-light": "summary.png",
    "path-light": "path.png",
}


# Of a year with forty clients, lived by the application's own verbs: where one client says too little.
OF_A_YEAR = ("practice",)


def of_a_year() -> None:
    with TemporaryDirectory() as folder, lived() as vault, desk_on(vault, fixed_clock(LATE_IN_IT)) as desk:
        stage = Stage(Path(folder), "light")
        stage.show(desk.window)
        for page in OF_A_YEAR:
            desk.window.open(page)
            stage.picture(page, desk.window, desk.workspace)
            (found,) = Path(folder).glob(f"??-{page}-light.png")
            few_colours(QImage(str(found))).save(str(PICTURES / f"{page}.png"))


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "coachdesk", "tour", "--to", folder], check=True)
        for page, name in CHOSEN.items():
            (found,) = Path(folder).glob(f"??-{page}.png")
            few_colours(QImage(str(found))).save(str(PICTURES / name))
    of_a_year()


def few_colours(image: QImage) -> QImage:
    """Return the picture in its own 256 most frequent colours, each other pixel in the nearest of them."""
    opaque = image.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(opaque.constBits()).cast("I"))
    palette = [colour for colour, _ in counted.most_common(MOST_COLOURS)]
    return opaque.convertToFormat(
        QImage.Format.Format_Indexed8, palette, Qt.ImageConversionFlag.ThresholdDither
    )


if __name__ == "__main__":
    main()
