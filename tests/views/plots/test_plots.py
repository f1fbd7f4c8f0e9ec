"""Each plot says in words and in cells what it shows, and is painted without relying on colour."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import attrs
import pytest
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from coachdesk.models.entities.ids import (
    EngagementId,
    GoalId,
    MilestoneId,
    MilestoneTurnId,
    PreferenceId,
    ScalingId,
    new_id,
)
from coachdesk.models.entities.moment import Milestone, MilestoneState
from coachdesk.models.entities.path import Goal, KnownGoal, MilestoneTurn, Scaling, Stop
from coachdesk.models.entities.relationship import Dial, Preference, PreferenceSource
from coachdesk.models.entities.session import CommitmentState, PledgeState
from coachdesk.models.look_back import Tally
from coachdesk.views.plots.canvas import Canvas, Look, Shape
from coachdesk.views.plots.dials import DialsPlot
from coachdesk.views.plots.dots import Column, DotsPlot
from coachdesk.views.plots.months import MonthsPlot
from coachdesk.views.plots.picture import as_png, as_svg, paper_look
from coachdesk.views.plots.plot import Plot
from coachdesk.views.plots.steps import StepsPlot
from coachdesk.views.plots.way import WayPlot
from coachdesk.views.plots.wording import month_text, shape_of
from tests.canaries.test_rules import MARKS

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
AT = datetime(2026, 5, 2, 12, tzinfo=UTC)
CLIENT = PreferenceSource.CLIENT
ENGAGEMENT = EngagementId("e")


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def a_goal(*steps: tuple[date, int, str]) -> KnownGoal:
    goal = Goal(id=GoalId("g"), engagement_id=ENGAGEMENT, words="Sundays are mine", set_on=MAY)
    return KnownGoal(
        goal=goal,
        scalings=tuple(
            Scaling(id=ScalingId(new_id()), goal_id=goal.id, on_day=day, value=value, words=words)
            for day, value, words in steps
        ),
    )


def a_stop(state: MilestoneState, *, moved_from: date | None = None) -> Stop:
    milestone = Milestone(
        id=MilestoneId(new_id()), engagement_id=ENGAGEMENT, noted_at=AT, what="A deputy", state=state,
        target_on=date(2026, 7, 1),
    )  # fmt: skip
    turn = MilestoneTurn(
        id=MilestoneTurnId(new_id()), milestone_id=milestone.id, turned_at=AT, what_before="A deputy",
        state_before=MilestoneState.AHEAD, state_after=state, target_before=moved_from or milestone.target_on,
        target_after=milestone.target_on, why="Ayla was away",
    )  # fmt: skip
    return Stop(milestone=milestone, turns=(turn,))


def a_preference(day: date, source: PreferenceSource = CLIENT, **dials: Dial) -> Preference:
    said = Preference(id=PreferenceId(new_id()), client_id="c", asked_on=day, source=source)  # type: ignore[arg-type]
    return attrs.evolve(said, **dials)  # type: ignore[arg-type]


def promises(count: int = 2) -> DotsPlot:
    theirs = (Tally(MAY, CommitmentState.DONE, count), Tally(MAY, CommitmentState.ADAPTED, 1))
    mine = (Tally(JUNE, PledgeState.OWNED, 1),)
    columns = (Column("Mira promised", CommitmentState, theirs), Column("You promised", PledgeState, mine))
    return DotsPlot("What became of promises", columns)


def all_plots() -> dict[str, Plot]:
    way = WayPlot((a_stop(MilestoneState.MOVED, moved_from=MAY), a_stop(MilestoneState.REACHED)), JUNE)
    guess = a_preference(JUNE, PreferenceSource.COACH, pace=Dial.MORE)
    months = MonthsPlot.of((date(2026, 3, 5), date(2026, 5, 7), date(2026, 5, 21)))
    steps = StepsPlot.of((a_goal((MAY, 2, "I wait"), (JUNE, 7, "")),))
    dials = DialsPlot.of((a_preference(MAY, pace=Dial.LESS), guess))
    assert None not in (months, steps, dials)
    return {"way": way, "months": months, "steps": steps, "dials": dials, "promises": promises()}  # type: ignore[dict-item]


PLOTS = ("way", "months", "steps", "dials", "promises")
every_plot = pytest.mark.parametrize("name", PLOTS)


def painted(plot: Plot, look: Look, width: int = 640) -> QImage:
    image = QImage(width, max(1, round(plot.height(width, look))), QImage.Format.Format_RGB32)
    image.fill(look.ground)
    painter = QPainter(image)
    plot.paint(painter, QRectF(image.rect()), look)
    painter.end()
    return image


def look(*, is_rtl: bool = False) -> Look:
    return paper_look(QApplication.font(), is_rtl=is_rtl)


WORDS = {
    "way": "A deputy, moved, planned for 1 Jul 2026, before that planned for 1 May 2026. "
    "A deputy, reached on 2 May 2026.",
    "months": "Sessions by month: March 2026 1, April 2026 0, May 2026 2",
    "steps": "“Sundays are mine”: 2 on 1 May 2026, 7 on 1 Jun 2026.",
    "dials": "Pace: less on 1 May 2026, more on 1 Jun 2026, a guess of mine.",
    "promises": "Mira promised: 2 done, 1 adapted. You promised: 1 missed and owned.",
}
ROWS = {
    "way": ("A deputy", "moved", "1 Jul 2026", "", "Ayla was away"),
    "months": ("March 2026", "1"),
    "steps": ("Sundays are mine", "1 May 2026", "2", "I wait"),
    "dials": ("1 May 2026", "less", "the client said so"),
    "promises": ("May 2026", "2 done, 1 adapted", ""),
}


@every_plot
def test_it_says_in_words_what_there_is_to_see(name: str) -> None:
    assert all_plots()[name].words == WORDS[name]


@every_plot
def test_its_table_says_the_same_cell_by_cell(name: str) -> None:
    table = all_plots()[name].table
    assert table.rows[0] == ROWS[name]
    assert {len(row) for row in table.rows} == {len(table.heads)}


@every_plot
def test_it_is_painted_into_its_room(name: str, qapp: QApplication) -> None:
    image = painted(all_plots()[name], look())
    used = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
    assert len(used) > 4


@every_plot
def test_from_right_to_left_it_is_turned_around(name: str, qapp: QApplication) -> None:
    plot = all_plots()[name]
    assert painted(plot, look()) != painted(plot, look(is_rtl=True))


@every_plot
def test_in_one_colour_it_still_has_all_its_marks(name: str, qapp: QApplication) -> None:
    grey = attrs.evolve(look(), accent=QColor("#404040"), ink=QColor("#404040"), muted=QColor("#404040"))
    other = attrs.evolve(grey, accent=QColor("#505050"))
    assert painted(all_plots()[name], grey) != painted(all_plots()[name], other)


@pytest.mark.parametrize("shape", Shape)
def test_no_two_shapes_look_alike_in_one_colour(shape: Shape, qapp: QApplication) -> None:
    def drawn(one: Shape) -> QImage:
        image = QImage(24, 24, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        Canvas(painter, QRectF(image.rect()), look()).mark(one, 12, 12, 7)
        painter.end()
        return image

    assert [other for other in Shape if other is not shape and drawn(other) == drawn(shape)] == []


@pytest.mark.parametrize("kind", [CommitmentState, PledgeState, MilestoneState])
def test_every_end_has_a_shape_of_its_own(kind: type[CommitmentState]) -> None:
    shapes = [shape_of(state) for state in kind]
    assert len(set(shapes)) == len(shapes)


@every_plot
def test_as_a_picture_it_is_a_png_that_says_what_it_shows(name: str, qapp: QApplication) -> None:
    plot = all_plots()[name]
    image = QImage.fromData(as_png(plot, look()))
    assert image.width() == 2 * 760
    assert image.text("Description") == plot.words


@every_plot
def test_as_a_drawing_it_is_svg_with_its_words(name: str, qapp: QApplication) -> None:
    plot = all_plots()[name]
    root = ElementTree.fromstring(as_svg(plot, look()))  # noqa: S314  (our own drawing)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.findtext("{http://www.w3.org/2000/svg}title") == plot.title
    assert root.findtext("{http://www.w3.org/2000/svg}desc") == plot.words
    assert root.findall(".//{http://www.w3.org/2000/svg}text")


@every_plot
def test_the_same_plot_is_the_same_drawing(name: str, qapp: QApplication) -> None:
    assert as_svg(all_plots()[name], look()) == as_svg(all_plots()[name], look())


def test_a_larger_font_makes_it_higher(qapp: QApplication) -> None:
    large = QFont(QApplication.font())
    large.setPointSizeF(20)
    for plot in all_plots().values():
        assert plot.height(640, attrs.evolve(look(), font=large)) > plot.height(640, look())


def test_more_signs_than_there_is_room_for_stand_for_several_each(qapp: QApplication) -> None:
    few, many = promises(), promises(count=1000)
    assert many.height(640, look()) > few.height(640, look())  # a line says for how many
    assert many.words.startswith("Mira promised: 1,000 done")


def test_only_shapes_that_came_about_are_explained() -> None:
    assert [column.states for column in promises().columns] == [
        (CommitmentState.DONE, CommitmentState.ADAPTED),
        (PledgeState.OWNED,),
    ]


def test_the_bars_of_a_year_go_across_the_whole_width(qapp: QApplication) -> None:
    year = MonthsPlot.of(date(2026, month, 1) for month in range(1, 13))
    assert year is not None
    image, ink = painted(year, look(), 880), look().accent.rgb()
    low = round(look().row) + 80
    last = max(x for x in range(image.width()) if image.pixel(x, low) == ink)
    assert last > 0.95 * image.width()


@pytest.mark.parametrize("plot", [MonthsPlot.of(()), StepsPlot.of(()), DialsPlot.of(()), WayPlot.of((), MAY)])
def test_of_nothing_there_is_no_plot(plot: object) -> None:
    assert plot is None


def test_steps_before_a_span_are_not_in_it() -> None:
    goal = a_goal((MAY, 2, ""), (JUNE, 7, ""))
    plot = StepsPlot.of((goal,), JUNE)
    assert plot is not None
    assert len(plot.table.rows) == 1
    assert StepsPlot.of((goal,), date(2026, 7, 1)) is None


def test_long_words_and_one_day_alone_are_painted_all_the_same(qapp: QApplication) -> None:
    steps = StepsPlot.of((a_goal((MAY, 10, "x" * 400)),))
    dials = DialsPlot.of((a_preference(MAY, contact=Dial.RIGHT),))
    assert None not in (steps, dials)
    for plot in (steps, dials, WayPlot((a_stop(MilestoneState.AHEAD),), MAY)):
        assert not painted(plot, look(), 320).isNull()  # type: ignore[arg-type]


@pytest.mark.rule(10)
@every_plot
def test_rule_10_nothing_a_plot_says_is_a_mark_or_a_norm(name: str) -> None:
    plot = all_plots()[name]
    table = plot.table
    texts = [plot.title, plot.words, *table.heads, *(cell for row in table.rows for cell in row)]
    assert [text for text in texts if MARKS.search(text) or "average" in text.lower()] == []


def test_no_year_of_a_month_looks_like_a_day() -> None:
    assert month_text(JUNE, is_short=True) == "Jun 2026"
