"""A coach's first start, from the welcome to the profile."""

from pathlib import Path
from typing import Final

from coachdesk.documents.renderer import Renderer
from coachdesk.gateway import Gateway
from coachdesk.models.clock import Clock
from coachdesk.models.entities.people import CoachProfile, PaperSize
from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.theme import Theme
from coachdesk.tour.stage import Stage
from coachdesk.tour.texts import TourText
from coachdesk.views.start.kit import make_kit
from coachdesk.views.start.start_window import StartWindow

_ASKED_BACK: Final = (2, 10, 20)


class FirstStart:
    """Goes through the window as a coach would; the vault ends up open in `gateway`.

    `folder` is where it is really made: the pictures show the place that the texts name.
    """

    def __init__(self, stage: Stage, gateway: Gateway, text: TourText, folder: Path) -> None:
        self._stage = stage
        self._gateway = gateway
        self._text = text
        self._folder = folder

    def picture_all(self, theme: Theme, clock: Clock, profile: CoachProfile) -> RecoveryKit:
        """Picture every step and return the kit of the new vault."""
        start = StartWindow(
            self._gateway,
            theme,
            Renderer(),
            folder=Path(self._text.place),
            clock=clock,
            choose_places=lambda _count: _ASKED_BACK,
        )
        self._stage.show(start)
        self._stage.picture("welcome", start)
        self._choose_place(start)
        self._choose_passphrase(start)
        kit = make_kit(self._gateway, Path(self._text.place), clock, PaperSize.A4)
        self._keep_kit(start, kit)
        start.profile.form.show_profile(profile)
        self._stage.picture("profile", start)
        self._stage.clear(start)
        return kit

    def _choose_place(self, start: StartWindow) -> None:
        start.welcome.set_up.click()
        self._stage.picture("place", start)
        start.place.path.setText(str(self._folder))
        start.steps.go_on()
        self._stage.until(lambda: start.steps.current is start.passphrase)

    def _choose_passphrase(self, start: StartWindow) -> None:
        fields = start.passphrase.fields
        hint = fields.strength.text()
        for field in (fields.first, fields.again):
            field.line.setText(self._text.passphrase)
        self._stage.until(lambda: fields.strength.text() != hint)
        self._stage.picture("passphrase", start)
        start.steps.go_on()
        self._stage.until(lambda: start.steps.current is start.kit and start.kit.is_ready)

    def _keep_kit(self, start: StartWindow, kit: RecoveryKit) -> None:
        self._stage.picture("kit", start)
        start.steps.go_on()
        for place, field in start.kit.check.fields.items():
            field.setText(kit.words[place])
        start.steps.go_on()
        self._stage.until(lambda: start.steps.current is start.profile)
