"""What can be done with the work with a client: pause, resume, end, archive, delete; all can be undone."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from coachdesk.models import clients
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import Client, ClientStatus
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.undo import Undo

Verb = Callable[[Store], Written[Any]]


class StatusMenu(QPushButton):
    """A menu with what fits the client's status; each step tells of itself and offers Undo."""

    def __init__(self, context: Context, undo: Undo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._undo = undo
        self.setText(self.tr("More"))
        self.setAccessibleName(self.tr("More"))
        self.setProperty("look", "secondary")
        self.setMenu(QMenu(self))

    def show_client(self, client: Client, work: EngagementId | None = None) -> None:
        """Offer what fits this client; `work` that goes on or rests has a page to rest and to end."""
        menu = self.menu()
        menu.clear()
        for text, status in self._moves(client.status):
            begins = status is ClientStatus.ACTIVE and client.status is not ClientStatus.PAUSED
            if work is None or begins:
                menu.addAction(text, partial(self._move, client, status))
        if work is not None:
            lead = self._context.navigation.ending_requested
            menu.addAction(self.tr("Pause or end"), partial(lead.emit, work))
        menu.addSeparator()
        begin = self._context.navigation.engagement_edit_requested
        menu.addAction(self.tr("Add an engagement"), partial(begin.emit, client.id, ""))
        menu.addSeparator()
        if client.archived:
            menu.addAction(self.tr("Bring back from the archive"), partial(self._archive, client, False))
        else:
            menu.addAction(self.tr("Archive"), partial(self._archive, client, True))
        menu.addAction(self.tr("Delete"), partial(self._delete, client))

    def _moves(self, status: ClientStatus) -> tuple[tuple[str, ClientStatus], ...]:
        begin = (self.tr("Begin coaching"), ClientStatus.ACTIVE)
        resume = (self.tr("Resume"), ClientStatus.ACTIVE)
        pause = (self.tr("Pause"), ClientStatus.PAUSED)
        end = (self.tr("End the coaching"), ClientStatus.FORMER)
        return {
            ClientStatus.PROSPECT: (begin, end),
            ClientStatus.ACTIVE: (pause, end),
            ClientStatus.PAUSED: (resume, end),
            ClientStatus.FORMER: (resume,),
        }.get(status, ())

    def _move(self, client: Client, status: ClientStatus) -> None:
        resumed = client.status in (ClientStatus.PAUSED, ClientStatus.FORMER)
        begun = self.tr("Coaching with {name} begins.")
        said = {
            ClientStatus.ACTIVE: self.tr("Coaching with {name} goes on.") if resumed else begun,
            ClientStatus.PAUSED: self.tr("Coaching with {name} is paused."),
            ClientStatus.FORMER: self.tr("Coaching with {name} has ended."),
        }[status]

        told = _named(said, client)
        self._undo.do(
            partial(clients.set_status, client_id=client.id, status=status),
            inverse_of=lambda before: partial(clients.restore_status, before=before),
            text=told,
            told=told,
        )

    def _archive(self, client: Client, archived: bool) -> None:
        do, undo = clients.archive_client, clients.unarchive_client
        said = self.tr("{name} is in the archive.")
        if not archived:
            do, undo = undo, do
            said = self.tr("{name} is back from the archive.")
        told = _named(said, client)
        job, inverse = partial(do, client_id=client.id), partial(undo, client_id=client.id)
        self._undo.do(job, inverse=inverse, text=told, told=told)

    def _delete(self, client: Client) -> None:
        def told(_written: Written[Client]) -> None:
            undo = partial(clients.undo_delete, client_id=client.id)
            self._tell(self.tr("{name} was deleted."), client, undo)
            self._context.navigation.panel_requested.emit("clients")

        self._context.workspace.run(partial(clients.delete_client, client_id=client.id), told)

    def _tell(self, said: str, client: Client, undo: Verb) -> None:
        self._context.navigation.notify(
            _named(said, client), self.tr("Undo"), lambda: self._context.workspace.run(undo)
        )


def _named(said: str, client: Client) -> str:
    return said.replace("{name}", " ".join(client.called.split())[:60])
