"""From the sample practice to pictures and papers; nothing of the user's own is read or touched."""

from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from coachdesk.desk import Desk, Surroundings
from coachdesk.documents.renderer import Renderer
from coachdesk.files import write_atomically
from coachdesk.gateway import Gateway
from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.models.profile import save_profile
from coachdesk.sample.clock import SettableClock
from coachdesk.sample.texts import fixed_day, load_practice
from coachdesk.sample.vault import PASSPHRASE, open_sample
from coachdesk.settings import Settings
from coachdesk.theme import Appearance, Theme
from coachdesk.tour import papers
from coachdesk.tour.first_start import FirstStart
from coachdesk.tour.stage import Stage
from coachdesk.tour.texts import load_tour
from coachdesk.tour.walk import Walk, work_by_name
from coachdesk.views.start.unlock_window import UnlockWindow

_BEFORE_THE_FIRST_SESSION: Final = time(9, 40)

Tell = Callable[[str], None]


class Guide:
    """Makes one tour into `folder`; its vaults and settings lie in `away` and may vanish afterwards."""

    def __init__(self, application: QApplication, folder: Path, away: Path) -> None:
        today = fixed_day()
        self._folder = folder
        self._away = away
        self._profile = load_practice(today).profile
        self._text = load_tour(today)
        self._clock = SettableClock(datetime.combine(today, _BEFORE_THE_FIRST_SESSION))
        self._theme = Theme(application, Appearance.LIGHT)
        self._stage = Stage(folder, self._theme)
        self._settings = Settings(away / "settings.ini")
        self._renderer = Renderer()

    def lead(self, tell: Tell) -> None:
        """Go all the way; `tell` hears of each part that is done."""
        kit = self._first_start()
        tell(f"First start: {self._stage.count} pages, each in light and dark.")
        sample = self._away / f"{self._profile.practice_name}.coachdesk"
        open_sample(sample, today=fixed_day(), renderer=self._renderer).close()
        tell("Sample practice: six months of three clients, in an encrypted vault.")
        first = self._stage.count
        self._practice(sample, kit)
        tell(f"Desk: {self._stage.count - first} pages, each in light and dark.")

    def _first_start(self) -> RecoveryKit:
        gateway = Gateway()
        way = FirstStart(self._stage, gateway, self._text, self._away / "MyPractice.coachdesk")
        kit = way.picture_all(self._theme, self._clock, self._profile)
        desk = self._desk(gateway, sample=False)
        self._stage.ask(desk.workspace, partial(save_profile, profile=self._profile))
        self._stage.show(desk.window)
        desk.window.open("today")
        self._stage.picture("first-day", desk.window, desk.workspace)
        desk.close()
        gateway.close()
        return kit

    def _practice(self, folder: Path, kit: RecoveryKit) -> None:
        gateway = self._unlock(folder)
        desk = self._desk(gateway, sample=True)
        self._print(desk, kit)
        Walk(self._stage, desk, self._clock, self._text).picture_all()
        desk.close()
        gateway.close()

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
        unlock.close()
        return gateway

    def _desk(self, gateway: Gateway, *, sample: bool) -> Desk:
        """Return the desk on an open vault; its folder is shown as the one that the texts name."""
        surroundings = Surroundings(
            settings=self._settings, theme=self._theme, gateway=gateway, clock=self._clock
        )
        return Desk(gateway.opened.connect, surroundings, Path(self._text.place), sample=sample)

    def _print(self, desk: Desk, kit: RecoveryKit) -> None:
        ask = partial(self._stage.ask, desk.workspace)
        work = ask(work_by_name)
        agreement = partial(papers.agreement, work[self._text.agreement].engagement_id)
        summary = partial(papers.summary, self._text.summary, self._text.summary_number, self._renderer)
        write_atomically(self._folder / "agreement.pdf", ask(agreement))
        write_atomically(self._folder / "session-summary.pdf", ask(summary))
        write_atomically(self._folder / "recovery-kit.pdf", papers.recovery_kit(kit, self._renderer))
