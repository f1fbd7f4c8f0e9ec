"""How each page of the window is made; each is imported when it is first wanted."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from coachdesk.gateway import Gateway
from coachdesk.settings import Settings
from coachdesk.views.context import Context
from coachdesk.views.main_window import MakePage
from coachdesk.views.widgets.page import Page

# A place of the window, and the module of `coachdesk.views` and the class that make its page.
PANELS: Final = {
    "today": ("today.panel", "TodayPanel"),
    "clients": ("clients.list_panel", "ClientsPanel"),
    "client": ("clients.client_panel", "ClientPanel"),
    "client-edit": ("clients.client_editor", "ClientEditor"),
    "engagement-edit": ("clients.engagement_editor", "EngagementEditor"),
    "agreements": ("agreements.list_panel", "AgreementsPanel"),
    "agreement": ("agreements.agreement_panel", "AgreementPanel"),
    "sessions": ("sessions.list_panel", "SessionsPanel"),
    "session": ("sessions.session_panel", "SessionPanel"),
    "calendar": ("calendar.panel", "CalendarPanel"),
    "session-plan": ("sessions.plan_panel", "PlanPanel"),
    "promises": ("promises.panel", "PromisesPanel"),
    "prompts": ("prompts.panel", "PromptsPanel"),
    "brief": ("brief.panel", "BriefPanel"),
    "brief-print": ("brief.print_panel", "BriefPrintPanel"),
    "preferences": ("preferences.panel", "PreferencesPanel"),
    "path": ("path.panel", "PathPanel"),
    "timeline": ("timeline.panel", "TimelinePanel"),
    "rituals": ("rituals.panel", "RitualsPanel"),
    "contacts": ("contacts.panel", "ContactsPanel"),
    "feedback": ("feedback.panel", "FeedbackPanel"),
    "summary": ("sessions.hand_out", "HandOutPanel"),
    "booklet": ("sessions.booklet_panel", "BookletPanel"),
    "look-back": ("look_back.panel", "LookBackPanel"),
    "look-back-paper": ("sessions.look_back_panel", "LookBackPaperPanel"),
    "ending": ("ending.panel", "EndingPanel"),
    "pack": ("sessions.pack_panel", "PackPanel"),
    "practice": ("look_back.panel", "PracticePanel"),
    "backups": ("backups.panel", "BackupsPanel"),
    "history": ("history.history_panel", "HistoryPanel"),
    "clause-history": ("history.history_panel", "HistoryPanel"),
    "clause-sets": ("clause_sets.panel", "ClauseSetsPanel"),
    "sponsor-report": ("sponsor_reports.panel", "SponsorReportPanel"),
    "take-home": ("take_home.panel", "TakeHomePanel"),
    "returned-form": ("take_home.returned_panel", "ReturnedFormPanel"),
    "review": ("reviews.panel", "ReviewPanel"),
    "changes": ("agreements.changes.panel", "ChangesPanel"),
    "file": ("files.file_panel", "FilePanel"),
    "bin": ("bin.bin_panel", "BinPanel"),
    "report": ("report_panel", "ReportPanel"),
}

# Those that work with the keys of the vault, too.
ABOUT_KEYS: Final = {
    "kit-rehearsal": ("kit_rehearsal_panel", "RehearsalPanel"),
    "kit-renewal": ("kit_renewal_panel", "RenewalPanel"),
}

# What a coach is most likely to open next; of all pages the settings have most to import.
_AHEAD: Final = {"settings": ("settings_panel", "SettingsPanel"), "session": PANELS["session"]}
_BUILT_AHEAD: Final = "session"  # the last to be imported, so that it then has the interpreter alone


class PageMaker(QObject):
    """Makes pages; what the settings page alone needs is handed to it here.

    `imported` names a place whose page is worth building before it is opened.
    """

    sample_requested = Signal()
    imported = Signal(str)

    def __init__(self, context: Context, settings: Settings, gateway: Gateway, folder: Path) -> None:
        super().__init__()
        self._context = context
        self._settings = settings
        self._gateway = gateway
        self._folder = folder

    def pages(self) -> dict[str, MakePage]:
        """Return the function that makes the page of each place."""
        panels: dict[str, MakePage] = {place: partial(self._panel, place) for place in PANELS}
        about_keys = {place: partial(self._page_about_keys, place) for place in ABOUT_KEYS}
        return panels | about_keys | {"settings": self._settings_page}

    def import_ahead(self) -> None:
        """Import in a worker's thread what is likely to be opened next."""
        for place, panel in _AHEAD.items():
            tell = partial(self._on_imported, place)
            self._context.workspace.work(partial(_class_of, panel), tell, origin=self)

    def _on_imported(self, place: str, _page: object) -> None:
        if place == _BUILT_AHEAD:
            self.imported.emit(place)

    def _panel(self, place: str) -> Page:
        return _class_of(PANELS[place])(self._context)

    def _page_about_keys(self, place: str) -> Page:
        return _class_of(ABOUT_KEYS[place])(self._context, self._gateway, self._folder)

    def _settings_page(self) -> Page:
        from coachdesk.views.settings_panel import SettingsPanel

        page = SettingsPanel(self._context, self._settings, self._gateway, self._folder)
        page.sample_requested.connect(self.sample_requested)
        return page


def _class_of(place: tuple[str, str]) -> Callable[..., Page]:
    module, name = place
    found: Callable[..., Page] = getattr(import_module(f"coachdesk.views.{module}"), name)
    return found
