"""The way of a client's pack to the client: looked at first, then printed or saved, then recorded."""

from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from coachdesk.documents.client_pack import render_pack
from coachdesk.models.client_packs import client_pack, hand_out_pack, handed_out_packs, others_in_pack
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.look_back import ClientPack
from coachdesk.models.remembered import Key
from coachdesk.views.context import Context
from coachdesk.views.sessions.work_paper import Making, WorkPaperPage

_MAKING: Final = Making(
    read=client_pack,
    left=handed_out_packs,
    printed=render_pack,
    recorded=hand_out_pack,
    others=others_in_pack,
    remembered_as=Key.PACK_PROTECTION,
)


class PackPanel(WorkPaperPage[ClientPack]):
    """Shows the very pages that a client takes along: agreements, summaries and a look back, bound as one."""

    matters: ClassVar[tuple[Kind, ...]] = (*WorkPaperPage.matters, Kind.AGREEMENT)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            _MAKING,
            shown=self.tr("Pack, as it will leave"),
            what=self.tr(
                "It holds the agreements as they were signed, the summaries that this client has received, "
                "and a look back on what is theirs. It is theirs to keep."
            ),
            nothing=self.tr("There is nothing yet that they could take along."),
            title=self.tr("Coaching, {name}"),
            parent=parent,
        )
        self.name(self.tr("What they take along"))

    def _call(self, paper: ClientPack) -> None:
        self.name(self.tr("What they take along"), paper.client_name)
