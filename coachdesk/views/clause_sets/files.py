"""A set on its way into a file and out of one."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from coachdesk.exchange.clause_set_file import LARGEST_FILE, ReadSet, read_set, write_set
from coachdesk.models.own_sets import SetPage
from coachdesk.views import own_file
from coachdesk.views.context import Context

translate = QCoreApplication.translate
_KIND = own_file.FileKind(".coachdesk-clauses", LARGEST_FILE)


def save_set(context: Context, parent: QWidget, page: SetPage) -> None:
    """Ask where a set should be saved, and save it there."""
    own_file.save_file(
        context,
        parent,
        _KIND,
        title=translate("clause_sets", "Save the set"),
        name=page.set.name,
        content=lambda: write_set(page),
        told=translate("clause_sets", "Saved as {name}. It holds clauses, and no word of a client."),
    )


def open_set(context: Context, parent: QWidget, on_read: Callable[[ReadSet], None]) -> None:
    """Ask for a file and hand on the set that it holds."""
    own_file.open_file(
        context,
        parent,
        _KIND,
        title=translate("clause_sets", "Open a set"),
        pattern=translate("clause_sets", "Sets of clauses"),
        read=read_set,
        on_read=on_read,
    )
