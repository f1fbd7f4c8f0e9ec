"""The milestones of a client as a way, drawn from its start to the picture of success."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models.entities.ids import MilestoneId
from coachdesk.models.entities.path import Stop
from coachdesk.models.path_page import PathPage
from coachdesk.theme import Theme
from coachdesk.views.labels import short_day
from coachdesk.views.path.gutter import Mark
from coachdesk.views.path.stop_row import StopRow
from coachdesk.views.path.way_row import WayRow
from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.text import Quote, heading, muted, set_text, text_label

_BEFORE: Final = 1  # the row of the start


class Way(QWidget):
    """One stop for Tab, and arrows from each stop to the next; `wanted` carries a deed and its stop.

    `going` tells of a row before it is destroyed.
    """

    wanted = Signal(str, object)
    going = Signal(QWidget)
    picture_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._at = MilestoneId("")
        self.rows: dict[MilestoneId, StopRow] = {}
        self.add = quiet(self.tr("Add a milestone"))
        self.paint_picture = quiet(self.tr("Write it down"), self.picture_wanted.emit)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._start, self._end = WayRow(theme, Mark.START), WayRow(theme, Mark.END)
        self.adding = WayRow(theme, Mark.ADD)
        self._lay_out()

    def _lay_out(self) -> None:
        self.began, self.picture = text_label("", "strong"), Quote("", self._end)
        self.purpose = Quote("", self._start)
        self._nothing = muted(self.tr("How will it be, once they are there? Ask, and keep their words."))
        self._start.body.addWidget(self.began)
        self._start.body.addWidget(self.purpose)
        self.adding.body.setContentsMargins(0, 3, 8, 3)
        self.adding.body.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)
        self._end.body.addWidget(text_label(self.tr("The picture of success"), "strong"))
        for part in (self.picture, self._nothing):
            self._end.body.addWidget(part)
        self._end.body.addWidget(self.paint_picture, alignment=Qt.AlignmentFlag.AlignLeft)
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("The path there"), 3))
        top.addStrut(self.add.sizeHint().height())  # as high as the heading beside it, which has a button
        self._column.addLayout(top)
        for row in (self._start, self.adding, self._end):
            self._column.addWidget(row)
        self._column.addStretch(1)

    def show_page(self, page: PathPage, today: date) -> None:
        """Show the way as it stands; rows that stay keep the keyboard and what is open in them."""
        began = page.began_on
        set_text(
            self.began,
            self.tr("Not begun yet")
            if began is None
            else self.tr("Begun on {day}").replace("{day}", short_day(began, today)),
        )
        self.purpose.show_words(page.engagement.purpose)
        self.picture.show_words(page.engagement.picture_of_success)
        is_painted = bool(page.engagement.picture_of_success.strip())
        self._nothing.setHidden(is_painted)
        self.paint_picture.setHidden(is_painted)
        self._show_stops(page.stops, today)
        self._stop_at(self._at if self._at in self.rows else _first(page))

    def _show_stops(self, stops: tuple[Stop, ...], today: date) -> None:
        had_keyboard = any(row.has_keyboard for row in self.rows.values())
        for gone in self.rows.keys() - {stop.milestone.id for stop in stops}:
            row = self.rows.pop(gone)
            self.going.emit(row)
            row.hide()
            row.deleteLater()
        for place, stop in enumerate(stops):
            self._show_stop(place, stop, today)
        order = {stop.milestone.id: place for place, stop in enumerate(stops)}
        self.rows = {key: self.rows[key] for key in sorted(self.rows, key=order.__getitem__)}
        if had_keyboard and not any(row.has_keyboard for row in self.rows.values()):
            self.lead_to(self._at)

    def _show_stop(self, place: int, stop: Stop, today: date) -> None:
        row = self.rows.get(stop.milestone.id)
        if row is None:
            row = self.rows[stop.milestone.id] = StopRow(self._theme, stop, today)
            row.setProperty("record", stop.milestone.id)
            row.wanted.connect(self.wanted)
            row.walked.connect(self._on_walked)
            row.stop_here(is_stop=False)
        else:
            row.show_stop(stop, today)
        if self._column.indexOf(row) != place + 1 + _BEFORE:
            self._column.insertWidget(place + 1 + _BEFORE, row)

    def _stop_at(self, milestone_id: MilestoneId) -> None:
        self._at = milestone_id
        for key, row in self.rows.items():
            row.stop_here(is_stop=key == milestone_id)

    def lead_to(self, milestone_id: MilestoneId) -> None:
        """Put the keyboard on a stop, or where one is added if it is not there."""
        row = self.rows.get(milestone_id)
        if row is None:
            self.add.setFocus()
        else:
            self._stop_at(milestone_id)
            row.setFocus()

    def _on_walked(self, by: int) -> None:
        keys = list(self.rows)
        here = next((place for place, row in enumerate(self.rows.values()) if row.has_keyboard), 0)
        self.lead_to(keys[min(max(here + by, 0), len(keys) - 1)])


def _first(page: PathPage) -> MilestoneId:
    """Return where the keyboard stops first: at what comes next, or else at the last that was reached."""
    first = page.next_stop or (page.stops[-1] if page.stops else None)
    return MilestoneId("") if first is None else first.milestone.id
