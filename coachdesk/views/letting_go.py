"""The one way of a finished paper out of the vault: saved as the coach wishes or printed, then recorded."""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from coachdesk.models.entities.change import Written
from coachdesk.models.entities.sharing import Protection, SharedDocument, SharedHow
from coachdesk.models.remembered import Key
from coachdesk.views.context import Context
from coachdesk.views.printing import print_pdf
from coachdesk.views.recording import record
from coachdesk.views.saving import Saved, save_protected

# Takes a store, and `how`, `sha256` and `protection` of what has left.
Verb = Callable[..., Written[SharedDocument]]


def let_go(
    context: Context,
    page: QWidget,
    *,
    pdf: bytes,
    how: SharedHow,
    name: str,
    remembered_as: Key,
    verb: Verb,
    on_recorded: Callable[[Written[SharedDocument]], Any] | None = None,
) -> None:
    """Ask where a PDF should go and how, or for a printer; `verb` records it once it has left."""

    def keep(left: SharedHow, saved: Saved) -> None:
        job = partial(verb, how=left, sha256=saved.sha256, protection=saved.protection)
        record(context, job, on_recorded)

    if how is SharedHow.PDF:
        on_saved = partial(keep, SharedHow.PDF)
        save_protected(context, page, pdf=pdf, name=name, remembered_as=remembered_as, on_saved=on_saved)
    else:
        plain = Saved(protection=Protection.PLAIN, sha256=hashlib.sha256(pdf).hexdigest())
        print_pdf(context, page, pdf=pdf, on_printed=lambda left: keep(left, plain))
