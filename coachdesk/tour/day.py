"""The day that the tour shows: a coach's first start, then the day of the sample practice."""

from datetime import datetime, time
from functools import partial
from pathlib import Path
from typing import Final

from coachdesk.desk import Desk, Surroundings
from coachdesk.files import write_atomically
from coachdesk.gateway import Gateway
from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.models.profile import save_profile
from coachdesk.sample.clock import SettableClock
from coachdesk.sample.texts import fixed_day, load_practice
from coachdesk.sample.vault import LIGHT_COST, PASSPHRASE
from coachdesk.settings import Settings
from coachdesk.theme import Theme
from coachdesk.tour.first_start import FirstStart
from coachdesk.tour.papers import papers
from coachdesk.tour.stage import Stage
from coachdesk.tour.texts import load_tour
from coachdesk.tour.walk import Walk
from coachdesk.views.start.unlock_window import UnlockWindow

_BEFORE_THE_FIRST_SESSION: Final = time(9, 40)


class Day:
    """One day in the colours of `theme`; `away` holds its vaults and settings."""

    def __init__(self, folder: Path, away: Path, theme: Theme) -> None:
        today = fixed_day()
        self._folder = folder
        self._away = away
        self._theme = theme
        self._profile = load_practice(today).profile
        self._text = load_tour(today)
        self._clock = SettableClock(datetime.combine(today, _BEFORE_THE_FIRST_SESSION))
        self._stage = Stage(folder, theme.tokens["shade"])
        self._settings = Settings(away / "settings.ini")

    @property
    def pages(self) -> int:
        """How many pages were pictured."""
        return self._stage.count

    def live(self, sample: str) -> None:
        """Go all the way; `sample` is the name of the sample's vault in `away`."""
        kit = self._start_first()
        gateway = self._unlock(self._away / sample)
        desk = self._desk(gateway, sample=True)
        made = self._stage.ask(desk.workspace, partial(papers, self._text, kit, desk.context.renderer))
        for name, pdf in made.items():
            write_atomically(self._folder / name, pdf)
        Walk(self._stage, desk, self._clock, self._text).picture_all()
        self._leave(desk, gateway)

    def _start_first(self) -> RecoveryKit:
        gateway = Gateway(cost=LIGHT_COST)
        way = FirstStart(self._stage, gateway, self._text, self._away / "MyPractice.coachdesk")
        kit = way.picture_all(self._theme, self._clock, self._profile)
        desk = self._desk(gateway, sample=False)
        self._stage.ask(desk.workspace, partial(save_profile, profile=self._profile))
        self._stage.show(desk.window)
        desk.window.open("today")
        self._stage.picture("first-day", desk.window, desk.workspace)
        self._leave(desk, gateway)
        return kit

    def _unlock(self, folder: Path) -> Gateway:
        gateway = Gateway()
        unlock = UnlockWindow(gateway, self._theme, folder)
        opened: list[bool] = []
        unlock.unlocked.connect(lambda: opened.append(True))
        unlock.front.passphrase.line.setText(PASSPHRASE)
        self._stage.show(unlock)
        self._stage.picture("unlock", unlock)
        unlock.front.try_passphrase()
        self._stage.until(lambda: bool(opened))
        self._stage.clear(unlock)
        return gateway

    def _desk(self, gateway: Gateway, *, sample: bool) -> Desk:
        """Return the desk on an open vault, which it believes to lie where the texts say."""
        surroundings = Surroundings(
            settings=self._settings,
            theme=self._theme,
            gateway=gateway,
            clock=self._clock,
            backs_up=False,
        )
        return Desk(gateway.connect, surroundings, Path(self._text.place), sample=sample)

    def _leave(self, desk: Desk, gateway: Gateway) -> None:
        desk.settle()
        desk.close()
        self._stage.clear(desk.window)
        gateway.close()
