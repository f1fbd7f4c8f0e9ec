"""What is said once a vault is open, if anything: one thing at a time, the most pressing first."""

from functools import partial
from pathlib import Path
from typing import Final

from attrs import frozen
from PySide6.QtCore import QObject

from coachdesk.crashes import crash_mark
from coachdesk.settings import Settings
from coachdesk.vault_place import Kind, Place, look_around
from coachdesk.views.context import Context

_CRASH_TOLD: Final = "told/crash"
_PLACE_TOLD: Final = "told/place-{vault}"


@frozen
class _Seen:
    place: Place
    crash: str


class OpeningWords(QObject):
    """Looks around in a worker and says what it saw in a notice."""

    def __init__(
        self, context: Context, settings: Settings, folder: Path, vault_id: str, log_folder: Path
    ) -> None:
        super().__init__(context.workspace)
        self._context = context
        self._settings = settings
        self._folder = folder
        self._vault_id = vault_id
        self._log_folder = log_folder

    def say(self) -> None:
        """Say what the coach should know today: copies in conflict, a crash, a place that others copy."""
        self._context.workspace.work(
            partial(_look, self._folder, self._log_folder), self._on_seen, origin=self
        )

    def _on_seen(self, seen: _Seen) -> None:
        if seen.place.conflicts:
            self._say_conflicts(seen.place.conflicts)
        elif seen.crash not in ("", self._settings.text(_CRASH_TOLD)):
            self._say_crash(seen.crash)
        elif seen.place.kind is not Kind.OWN:
            self._say_place(seen.place)

    def _say_conflicts(self, names: tuple[str, ...]) -> None:
        said = self.tr(
            "Beside your vault lies {name}: two computers had it open, and a copying program kept both. This"
            " window shows practice.db. Look whether something is missing before you put the other away."
        )
        self._context.navigation.notify(said.format(name=", ".join(names)))

    def _say_crash(self, mark: str) -> None:
        self._settings.put_text(_CRASH_TOLD, mark)
        self._context.navigation.notify(
            self.tr("CoachDesk was cut short the last time. All that was saved is here."),
            self.tr("Show the report"),
            self._show_report,
        )

    def _show_report(self) -> None:
        self._context.navigation.panel_requested.emit("report")

    def _say_place(self, place: Place) -> None:
        """Say it once for each vault and place."""
        what = place.service or place.kind.value
        told = _PLACE_TOLD.format(vault=self._vault_id)
        if self._settings.text(told) == what:
            return
        self._settings.put_text(told, what)
        if place.kind is Kind.SYNCED:
            said = self.tr(
                "{service} copies this vault to other computers. Open it on one at a time, and close it"
                " before you go to the next."
            ).format(service=place.service)
        else:
            said = self.tr(
                "This vault lies on another computer of your network. Open it from one computer at a time;"
                " a folder of this computer is safer when the network fails."
            )
        self._context.navigation.notify(said)


def _look(folder: Path, log_folder: Path) -> _Seen:
    return _Seen(look_around(folder), crash_mark(log_folder))
