"""The one place that records what has left the vault, and does not let go when that fails."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.models.store import Store
from coachdesk.views.context import Context


def record(
    context: Context,
    job: Callable[[Store], Written[SharedDocument]],
    on_recorded: Callable[[Written[SharedDocument]], Any] | None = None,
) -> None:
    """Record in the vault what a printer or a file has; a notice offers another try where that fails."""

    def tell(error: KnownError) -> None:
        text = QCoreApplication.translate("recording", "It has left, but is not recorded yet. {reason}")
        context.navigation.notify(
            text.replace("{reason}", error_text(error)),
            QCoreApplication.translate("recording", "Record it"),
            partial(record, context, job, on_recorded),
            stays=True,
        )

    context.workspace.run(job, on_recorded, on_failed=tell)
