"""A short form for a promise between sessions: what, by when, and how both will know."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtWidgets import QWidget

from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.session import Commitment, Pledge
from coachdesk.models.promising import PromiseWords
from coachdesk.views.fields import Choice
from coachdesk.views.inline_form import InlineForm
from coachdesk.views.names import names_text
from coachdesk.views.near_days import near_days
from coachdesk.views.widgets.segments import Segments
from coachdesk.views.widgets.text import heading

Engagements = Sequence[tuple[EngagementId, tuple[str, ...]]]


class Side(StrEnum):
    """Who promises."""

    MINE = "mine"
    THEIRS = "theirs"


class PromiseForm(InlineForm):
    """For a new promise of either side with one of the `engagements`, or for other words of one."""

    def __init__(
        self,
        today: Callable[[], date],
        *,
        engagements: Engagements = (),
        reworded: Commitment | Pledge | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.reworded = reworded
        self._is_mine = isinstance(reworded, Pledge)
        words = PromiseWords(is_mine=True) if reworded is None else PromiseWords.of(reworded)
        title = self.tr("A promise between sessions") if reworded is None else self.tr("In other words")
        self.form.add(heading(title, 2))
        self.engagement = self._choice(engagements) if reworded is None else None
        self.side = self._sides() if reworded is None else None
        self.what = self.form.text(self.tr("What"), words.what, lines=2)
        self.by_when = self.form.day(self.tr("By when"), words.by_when)
        self.by_when.offer(near_days(today), today)
        self.known_by = self.form.text(self.tr("How we will know"), words.known_by, lines=2)
        self._knowing = self._row_of(self.known_by)
        if self.side is not None:
            self.side.chosen.connect(lambda _side: self._follow_side())
        self._follow_side()
        self.start()

    def _choice(self, engagements: Engagements) -> Choice[EngagementId]:
        options = tuple((engagement_id, names_text(names)) for engagement_id, names in engagements)
        choice = Choice(options, options[0][0])
        choice.setMinimumContentsLength(12)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return self.form.row(self.tr("With whom"), choice)

    def _sides(self) -> Segments:
        name = self.tr("Who promises")
        sides = Segments(name, ((Side.MINE, self.tr("I do")), (Side.THEIRS, self.tr("my client"))))
        return self.form.row(name, sides)

    def _row_of(self, field: QWidget) -> QWidget:
        row = field.parentWidget()
        return field if row is None else row

    @property
    def is_mine(self) -> bool:
        """Whether the coach promises."""
        return self._is_mine if self.side is None else self.side.value is Side.MINE

    def _follow_side(self) -> None:
        """Ask for a sign where a client promises."""
        self._knowing.setVisible(not self.is_mine)

    def choose_engagement(self, engagement_id: str) -> None:
        """Begin with the engagement at hand, where a promise can be made in it."""
        if self.engagement is not None and engagement_id in self.engagement.values:
            self.engagement.choose(EngagementId(engagement_id))
            self.start()

    def with_whom(self) -> EngagementId:
        """Return the engagement that the promise is made in."""
        if self.engagement is None:
            return self.reworded.engagement_id if self.reworded is not None else EngagementId("")
        return self.engagement.value()

    def focus_first(self) -> None:
        """Put the keyboard where one begins."""
        (self.engagement or self.what).setFocus()

    def typed(self) -> tuple[object, ...]:
        """Return all that is typed and chosen; an empty new promise is none, whomever it is with."""
        words = (self.what.text(), self.by_when.text(), self.known_by.text())
        if self.engagement is None or not any(word.strip() for word in words):
            return words
        return (*words, self.engagement.value(), self.is_mine)

    def words(self) -> PromiseWords:
        """Return the promise, complete or not.

        Raises:
            InvalidInputError: the day is no day of the calendar.
        """
        return PromiseWords(
            is_mine=self.is_mine,
            what=self.what.text(),
            by_when=self.by_when.value(),
            known_by="" if self.is_mine else self.known_by.text(),
        )
