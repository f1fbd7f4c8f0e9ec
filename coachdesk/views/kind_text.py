"""What kind of session it is, in words."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from coachdesk.models.entities.session import SessionKind
from coachdesk.models.session_kinds import BOTH_WAYS
from coachdesk.views.labels import label

# A kind, and whether the coach was the one who received it.
Sort = tuple[SessionKind, bool]
COACHING: Final[Sort] = (SessionKind.COACHING, False)


def kind_text(kind: SessionKind, *, received: bool) -> str:
    """Return what kind of session it is, and who gave it where it goes both ways."""
    if kind not in BOTH_WAYS:
        return label(kind)
    text = (
        QCoreApplication.translate("kinds", "{kind}, received")
        if received
        else QCoreApplication.translate("kinds", "{kind}, given")
    )
    return text.replace("{kind}", label(kind))


def sorts() -> tuple[tuple[Sort, str], ...]:
    """Return everything that a session can be, with its words."""
    both = ((kind, received) for kind in SessionKind for received in (False, True))
    offered = [sort for sort in both if sort[0] in BOTH_WAYS or not sort[1]]
    return tuple((sort, kind_text(sort[0], received=sort[1])) for sort in offered)


def kind_if_special(kind: SessionKind, *, received: bool) -> str:
    """Return the kind of a session where it is not simply coaching."""
    return "" if kind is SessionKind.COACHING else kind_text(kind, received=received)
