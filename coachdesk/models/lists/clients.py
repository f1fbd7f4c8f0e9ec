"""The list of clients for a view."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from coachdesk.models.clients import ClientRow
from coachdesk.models.lists.rows import RowList


class ClientList(RowList[ClientRow]):
    """Clients by name; `text_of` says a row in words."""

    def __init__(self, text_of: Callable[[ClientRow], str], parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.id, text_of, parent)
