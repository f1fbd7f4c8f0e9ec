"""What plots over days have in common: the names of months below them."""

from coachdesk.views.plots.axis import DayAxis
from coachdesk.views.plots.canvas import Canvas
from coachdesk.views.plots.wording import month_text


def name_days(canvas: Canvas, axis: DayAxis, y: float) -> None:
    """Write the months below a plot, each where it begins."""
    for day in axis.ticks(canvas.look.width_of(month_text(axis.last, is_short=True))):
        x = axis.place(day)
        name = month_text(day, is_short=True)
        wide = canvas.look.width_of(name) + 4
        x = min(x, canvas.room.width() - wide)
        canvas.text(canvas.box(x, y, wide, canvas.look.row), name, small=True, muted=True)
