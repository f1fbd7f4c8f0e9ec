"""How files are spoken of."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from coachdesk.errors import QT_TRANSLATE_NOOP
from coachdesk.models.entities.attachment import Attachment, FileRow
from coachdesk.models.media_types import PDF, TEXT
from coachdesk.views.labels import size_text

_KINDS: Final = {
    PDF: QT_TRANSLATE_NOOP("files", "PDF"),
    TEXT: QT_TRANSLATE_NOOP("files", "text"),
    "image": QT_TRANSLATE_NOOP("files", "picture"),
    "audio": QT_TRANSLATE_NOOP("files", "sound"),
    "video": QT_TRANSLATE_NOOP("files", "film"),
    "application/zip": QT_TRANSLATE_NOOP("files", "packed files"),
}
_OFFICE: Final = (
    ("word", QT_TRANSLATE_NOOP("files", "document")),
    ("opendocument.text", QT_TRANSLATE_NOOP("files", "document")),
    ("rtf", QT_TRANSLATE_NOOP("files", "document")),
    ("sheet", QT_TRANSLATE_NOOP("files", "table")),
    ("excel", QT_TRANSLATE_NOOP("files", "table")),
    ("presentation", QT_TRANSLATE_NOOP("files", "slides")),
    ("powerpoint", QT_TRANSLATE_NOOP("files", "slides")),
)
_OTHER: Final = QT_TRANSLATE_NOOP("files", "file")
_LONGEST: Final = 26


def kind_text(media_type: str) -> str:
    """Return what kind of file this is, in a word or two."""
    words = _KINDS.get(media_type) or _KINDS.get(media_type.partition("/")[0])
    if words is None:
        words = next((text for part, text in _OFFICE if part in media_type), _OTHER)
    return QCoreApplication.translate("files", words)


def facts_text(file: Attachment | FileRow) -> str:
    """Return the kind and the size of a file."""
    return f"{kind_text(file.media_type)}, {size_text(file.size)}"


def short_name(name: str) -> str:
    """Return a name of a few words' length: the middle goes, for begin and ending tell two files apart."""
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 11].rstrip()}…{name[-10:].lstrip()}"
