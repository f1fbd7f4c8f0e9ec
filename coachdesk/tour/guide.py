"""From the sample practice to pictures and papers; nothing of the user's own is read or touched."""

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from coachdesk.sample.texts import fixed_day, load_practice
from coachdesk.sample.vault import open_sample
from coachdesk.theme import Appearance, Theme
from coachdesk.tour.day import Day
from coachdesk.tour.papers import PAPERS

Tell = Callable[[str], None]


def make_tour(application: QApplication, folder: Path, away: Path, tell: Tell) -> None:
    """Live through the same day twice, in light and in dark, and keep what was seen in `folder`.

    Vaults and settings lie in `away` and may vanish afterwards; `tell` hears of each part
    that is done. The whole day is done again because changing the colours of all pages for
    each picture takes longer.
    """
    theme = Theme(application, Appearance.LIGHT)
    sample = away / f"{load_practice(fixed_day()).profile.practice_name}.coachdesk"
    open_sample(sample, today=fixed_day()).close()
    tell("Sample practice: six months of three clients, in an encrypted vault.")
    for shade in (Appearance.LIGHT, Appearance.DARK):
        theme.choose(shade)
        shutil.copytree(sample, away / shade / sample.name)
        day = Day(folder, away / shade, theme)
        day.live(sample.name)
        tell(f"Pages in {shade}: {day.pages}, from the first start to a summary that is handed out.")
    tell(f"Papers: {', '.join(PAPERS)}.")
