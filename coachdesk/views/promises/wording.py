"""What a line in the list of promises says."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from coachdesk.models.lists.promises import GroupLine, Line
from coachdesk.models.promise_lists import ListedPromise, PromiseGrouping
from coachdesk.views.labels import due_day, label, short_day
from coachdesk.views.names import names_text
from coachdesk.views.widgets.chip import ChipTone
from coachdesk.views.widgets.row_view import RowText


def line_text(line: Line, by: PromiseGrouping, today: date) -> RowText:
    """Return what a line says where promises stand together `by` this."""
    if isinstance(line, GroupLine):
        return RowText(title=_group(line, today))
    chip, tone = _chip(line)
    return RowText(
        title=line.promise.what, aside=_when(line, by, today), detail=_detail(line, by), chip=chip, tone=tone
    )


def who_promised(one: ListedPromise) -> str:
    """Return who promised it to whom, as a caption."""
    text = QCoreApplication.translate("promises", "You promised {name}")
    if not one.is_mine:
        text = QCoreApplication.translate("promises", "{name} promised")
    return text.replace("{name}", names_text(one.called))


def _group(line: GroupLine, today: date) -> str:
    if line.by is PromiseGrouping.CLIENT:
        return names_text(line.names)
    if line.by is PromiseGrouping.SIDE:
        if line.is_mine:
            return QCoreApplication.translate("promises", "You promised")
        return QCoreApplication.translate("promises", "Your clients promised")
    if line.day is None:
        return QCoreApplication.translate("promises", "Without a day")
    near, day = due_day(line.day, today), short_day(line.day, today)
    return day if near == day else f"{near[:1].upper()}{near[1:]}, {day}"


def _when(one: ListedPromise, by: PromiseGrouping, today: date) -> str:
    """Return the day, where the group does not say it already."""
    day = one.promise.by_when if one.is_open else one.promise.settled_on
    return "" if by is PromiseGrouping.DAY or day is None else due_day(day, today)


def _detail(one: ListedPromise, by: PromiseGrouping) -> str:
    """Return whose promise it is, and the newest word about it."""
    said = f"“{one.check_ins[0].words}”" if one.check_ins else ""
    about = one.promise.outcome if not one.is_open else said or one.known_by
    parts = (_whose(one, by), " ".join(about.split()))
    return " · ".join(part for part in parts if part)


def _whose(one: ListedPromise, by: PromiseGrouping) -> str:
    if by is PromiseGrouping.SIDE:
        return names_text(one.names)
    if by is PromiseGrouping.CLIENT:
        return QCoreApplication.translate("promises", "you") if one.is_mine else names_text(one.called)
    if one.is_mine:
        text = QCoreApplication.translate("promises", "you, to {name}")
        return text.replace("{name}", names_text(one.names))
    return names_text(one.names)


def _chip(one: ListedPromise) -> tuple[str, ChipTone]:
    if not one.is_open:
        return label(one.promise.state), ChipTone.NEUTRAL
    if one.asks_size:
        return QCoreApplication.translate("promises", "still the right size?"), ChipTone.SAND
    return "", ChipTone.NEUTRAL
