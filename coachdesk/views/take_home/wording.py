"""What a file held besides answers, put into words."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from coachdesk.documents.form_fields import LeftOut
from coachdesk.errors import QT_TRANSLATE_NOOP

_WORDS: Final = {
    LeftOut.SCRIPT: QT_TRANSLATE_NOOP("take_home", "a script"),
    LeftOut.FILE: QT_TRANSLATE_NOOP("take_home", "an attached file"),
    LeftOut.ACTION: QT_TRANSLATE_NOOP("take_home", "an action that a PDF reader would carry out"),
    LeftOut.XFA: QT_TRANSLATE_NOOP("take_home", "a form of another kind"),
    LeftOut.FIELDS: QT_TRANSLATE_NOOP("take_home", "boxes that are not ours"),
    LeftOut.LENGTH: QT_TRANSLATE_NOOP("take_home", "the end of an answer longer than 5,000 characters"),
}


def left_out_text(thing: LeftOut) -> str:
    """Return what was left out, in words."""
    return QCoreApplication.translate("take_home", _WORDS[thing])
