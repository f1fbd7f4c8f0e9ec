"""The collaborators that every panel is built with."""

from attrs import Factory, field, frozen

from coachdesk.documents.renderer import Renderer
from coachdesk.spelling.checker import Checker
from coachdesk.theme import Theme
from coachdesk.views.file_keeper import FileKeeper
from coachdesk.views.navigation import Navigation
from coachdesk.views.reminding import ReminderKeeper
from coachdesk.views.safekeeping import BackupKeeper
from coachdesk.views.sealing import SealKeeper
from coachdesk.views.wellbeing import HealthKeeper
from coachdesk.workspace import Workspace


@frozen
class Context:
    """The vault behind the window, the way to other panels, looks, printing press, keepers and speller."""

    workspace: Workspace
    navigation: Navigation
    theme: Theme
    renderer: Renderer
    backups: BackupKeeper | None = None
    health: HealthKeeper | None = None
    seals: SealKeeper | None = None
    reminders: ReminderKeeper | None = None
    checker: Checker = field(factory=Checker)
    files: FileKeeper = field(
        default=Factory(lambda context: FileKeeper(context.workspace, context.workspace), takes_self=True)
    )
