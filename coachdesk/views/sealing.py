"""What the window needs to protect a PDF; the composition root provides it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from coachdesk.documents.protect import Wish
from coachdesk.errors import KnownError
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.sealing import SealIdentity

OnFailed = Callable[[KnownError], None]


class SealKeeper(Protocol):
    """Seals and encrypts beside the window; the first seal is made when it is first wanted."""

    def protect(
        self,
        pdf: bytes,
        wish: Wish,
        on_done: Callable[[bytes], None],
        *,
        origin: QObject,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Make of a PDF what should leave; the password is forgotten with the wish."""
        ...

    def make_new(
        self,
        on_done: Callable[[Written[SealIdentity]], None],
        *,
        origin: QObject,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Put a new seal in force; what the former one sealed stays checkable."""
        ...
