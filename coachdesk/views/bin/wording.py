"""What lies in the bin, in words."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from coachdesk.models.bin import BinKind, Binned, Contents
from coachdesk.models.entities.people import ConsentKind
from coachdesk.views.labels import label, moment_text, relative_day
from coachdesk.views.widgets.row_view import RowText


def bin_row_text(row: Binned, today: date) -> RowText:
    """Return what a row of the bin says."""
    return RowText(
        title=what_text(row, today),
        note=_whose_text(row),
        detail=_leaves_text(row, today),
        aside=QCoreApplication.translate("bin", "deleted {when}").replace(
            "{when}", relative_day(_local(row.deleted_at), today)
        ),
        chip=_kind_text(row.kind),
    )


def _whose_text(row: Binned) -> str:
    if row.kind is not BinKind.ATTACHMENT or row.number is None:
        return row.whose
    words = QCoreApplication.translate("bin", "{who}, session {number}")
    return words.replace("{number}", str(row.number)).replace("{who}", row.whose)


def what_text(row: Binned, today: date) -> str:
    """Return what one thing in the bin is called."""
    if row.kind is BinKind.SESSION:
        text = QCoreApplication.translate("bin", "Session {number}").replace("{number}", str(row.number))
        return text if row.held_at is None else f"{text}, {moment_text(row.held_at, today)}"
    return label(ConsentKind(row.name)) if row.kind is BinKind.CONSENT else row.name


def question_text(row: Binned, contents: Contents, today: date) -> str:
    """Return what is asked before something is deleted for good."""
    what = what_text(row, today)
    asked = QCoreApplication.translate(
        "bin", "Delete “{what}” for good? It can't be put back then; backups made before still hold it."
    ).replace("{what}", what)
    goes = _goes_too(contents)
    return f"{asked} {goes}".strip()


def _goes_too(contents: Contents) -> str:
    parts = (
        (contents.sessions, QCoreApplication.translate("bin", "%n session(s)", "", contents.sessions)),
        (
            contents.signed_versions,
            QCoreApplication.translate("bin", "%n signed agreement(s)", "", contents.signed_versions),
        ),
        (
            contents.handed_out,
            QCoreApplication.translate("bin", "%n record(s) of what was handed out", "", contents.handed_out),
        ),
        (contents.files, QCoreApplication.translate("bin", "%n file(s)", "", contents.files)),
    )
    listed = ", ".join(text for count, text in parts if count)
    if not listed:
        return ""
    return QCoreApplication.translate("bin", "With it go: {list}.").replace("{list}", listed)


def _leaves_text(row: Binned, today: date) -> str:
    if row.leaves_at is None:
        return QCoreApplication.translate(
            "bin", "Holds signed or handed-out papers; stays until you delete it"
        )
    days = max((_local(row.leaves_at) - today).days, 0)
    return QCoreApplication.translate("bin", "Leaves by itself in %n day(s)", "", days)


def _kind_text(kind: BinKind) -> str:
    return {
        BinKind.CLIENT: QCoreApplication.translate("bin", "client"),
        BinKind.SESSION: QCoreApplication.translate("bin", "session"),
        BinKind.CONSENT: QCoreApplication.translate("bin", "consent"),
        BinKind.CLAUSE: QCoreApplication.translate("bin", "clause"),
        BinKind.ATTACHMENT: QCoreApplication.translate("bin", "file"),
    }[kind]


def _local(moment: datetime) -> date:
    return moment.astimezone().date()
