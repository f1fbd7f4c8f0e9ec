"""The coach's seal while the vault is in use."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coachdesk.documents.protect import Wish
from coachdesk.errors import KnownError
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.sealing import SealIdentity
from coachdesk.workspace import Workspace

if TYPE_CHECKING:
    from coachdesk.crypto.opened import OpenedVault

OnFailed = Callable[[KnownError], None]


class SealKeeper(QObject):
    """Fulfils `coachdesk.views.sealing.SealKeeper` for the vault behind a workspace."""

    def __init__(
        self, workspace: Workspace, vault: "Callable[[], OpenedVault]", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._vault = vault

    def protect(
        self,
        pdf: bytes,
        wish: Wish,
        on_done: Callable[[bytes], None],
        *,
        origin: QObject,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Find or make the seal in the store's thread, then work on the PDF in a worker."""
        from coachdesk.sealing import protected, usable_seal

        def go_on(found: Written[SealIdentity] | None) -> None:
            seal = None if found is None else found.value
            job = partial(protected, pdf, wish, self._vault(), seal)
            self._workspace.work(job, on_done, origin=origin, on_failed=on_failed)

        if wish.is_sealed:
            find = partial(usable_seal, vault=self._vault())
            self._workspace.run(find, go_on, origin=origin, on_failed=on_failed)
        else:
            go_on(None)

    def make_new(
        self,
        on_done: Callable[[Written[SealIdentity]], None],
        *,
        origin: QObject,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Put a new seal in force."""
        from coachdesk.sealing import new_seal

        job = partial(new_seal, vault=self._vault())
        self._workspace.run(job, on_done, origin=origin, on_failed=on_failed)
