"""The way back from a page whose record is gone."""

from coachdesk.errors import KnownError, NotFoundError
from coachdesk.views.context import Context
from coachdesk.views.widgets.page import Page


def lead_back(context: Context, page: Page, error: KnownError) -> None:
    """Say why a record can't be read; where it is gone, go back, unless the coach has gone elsewhere."""
    context.workspace.failed.emit(error)
    if isinstance(error, NotFoundError) and not page.isHidden():
        context.navigation.back_requested.emit()
