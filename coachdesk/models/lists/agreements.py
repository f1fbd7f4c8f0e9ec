"""The list of agreements for a view."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from coachdesk.models.agreements import AgreementRow
from coachdesk.models.lists.rows import RowList


class AgreementList(RowList[AgreementRow]):
    """Agreements, those being worked on first; `text_of` says a row in words."""

    def __init__(self, text_of: Callable[[AgreementRow], str], parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.agreement_id, text_of, parent)
