"""What a hit says, in words and with its marks."""

from datetime import date
from typing import Final

from attrs import evolve, frozen
from PySide6.QtCore import QCoreApplication

from coachdesk.models.clock import local
from coachdesk.models.hits import Hit
from coachdesk.models.lists.hits import CommandHit, FoundRow
from coachdesk.models.search import SearchKind
from coachdesk.models.snippets import Runs
from coachdesk.views.labels import short_day
from coachdesk.views.widgets.chip import ChipTone
from coachdesk.views.widgets.row_view import RowText

_PRIVATE: Final = (SearchKind.NOTE, SearchKind.MOMENT, SearchKind.CHECK_IN, SearchKind.CONTACT)


@frozen(kw_only=True)
class HitText(RowText):
    """A row's words; the runs say the same as `title` and `detail`, with the marks of what was typed."""

    title_runs: Runs = ()
    detail_runs: Runs = ()


def hit_text(row: FoundRow, today: date) -> HitText:
    """Return what a row of the search says."""
    if isinstance(row, CommandHit):
        return _with_runs(
            HitText(title="", chip=QCoreApplication.translate("SearchBox", "command"), aside=row.keys),
            row.title,
            (),
        )
    if row.kind is SearchKind.CLIENT:
        return _with_runs(
            HitText(title="", chip=QCoreApplication.translate("SearchBox", "client"), tone=ChipTone.ACCENT),
            row.title,
            row.snippet,
        )
    text = HitText(
        title="",
        note=_plain(row.title) or _session(row),
        aside=short_day(local(row.at).date(), today) if row.at else "",
        chip=_kind(row.kind),
        tone=ChipTone.SAND if row.kind in _PRIVATE else ChipTone.NEUTRAL,
    )
    return _with_runs(text, ((row.client_name, False),), row.snippet)


def _with_runs(text: HitText, title: Runs, detail: Runs) -> HitText:
    return evolve(text, title=_plain(title), detail=_plain(detail), title_runs=title, detail_runs=detail)


def _plain(runs: Runs) -> str:
    return "".join(text for text, _ in runs)


def _session(hit: Hit) -> str:
    if hit.number is None:
        return ""
    return QCoreApplication.translate("SearchBox", "session {number}").format(number=hit.number)


def _kind(kind: SearchKind) -> str:
    return {
        SearchKind.SESSION: QCoreApplication.translate("SearchBox", "session"),
        SearchKind.COMMITMENT: QCoreApplication.translate("SearchBox", "commitment"),
        SearchKind.PLEDGE: QCoreApplication.translate("SearchBox", "my pledge"),
        SearchKind.CLAUSE: QCoreApplication.translate("SearchBox", "agreement"),
        SearchKind.GOAL: QCoreApplication.translate("SearchBox", "goal"),
        SearchKind.ATTACHMENT: QCoreApplication.translate("SearchBox", "file"),
        SearchKind.NOTE: QCoreApplication.translate("SearchBox", "private note"),
        SearchKind.CHECK_IN: QCoreApplication.translate("SearchBox", "said in between"),
        SearchKind.CONTACT: QCoreApplication.translate("SearchBox", "contact"),
        SearchKind.FEEDBACK: QCoreApplication.translate("SearchBox", "feedback"),
        SearchKind.MOMENT: QCoreApplication.translate("SearchBox", "noted moment"),
    }[kind]
