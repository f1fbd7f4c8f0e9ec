"""One ritual: what it is called, when it comes, for whom, and its steps."""

from functools import partial
from typing import Final

import attrs
from PySide6.QtCore import QSignalBlocker, Signal

from coachdesk.models.entities.ritual import Ritual, RitualMoment
from coachdesk.models.rituals import RitualsPage, keep_ritual
from coachdesk.views.context import Context
from coachdesk.views.form import Form
from coachdesk.views.labels import label
from coachdesk.views.rituals.step_lines import StepLines
from coachdesk.views.rituals.whose import Whose
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.segments import Segments

_IN_ORDER: Final = (RitualMoment.OPENING, RitualMoment.CLOSING, RitualMoment.EVERY, RitualMoment.ON_DAY)
_MOST_LETTERS: Final = 120
_USUAL_EVERY: Final = 4
_MOST_SESSIONS: Final = 520


class RitualForm(ScrollColumn):
    """Saves a ritual while it is typed; `kept` carries it as it was and as it is."""

    kept = Signal(object, object)

    def __init__(self, context: Context) -> None:
        super().__init__(widest=620)
        self._context = context
        self._ritual: Ritual | None = None
        self._page = RitualsPage()
        self._form = form = Form()
        self.on = form.check(self.tr("Bring it up when its time has come"))
        self.name = form.line(self.tr("What you call it"))
        self.name.setMaxLength(_MOST_LETTERS)
        self.moment = form.row(
            self.tr("When it comes"),
            Segments(self.tr("When it comes"), [(one, label(one)) for one in _IN_ORDER]),
        )
        self.every = form.number(self.tr("After how many sessions"), maximum=_MOST_SESSIONS)
        self.on_day = form.day(
            self.tr("The day"), hint=self.tr("It comes again each year, and stays in sight for a week.")
        )
        self.whose = form.row(self.tr("For whom"), Whose())
        self.steps = StepLines(context.theme)
        form.add(self.steps)
        self.column.addWidget(form)
        self.column.addStretch(1)
        self.saver = PartSaver(context.workspace, self, self._job)
        self.saver.saved.connect(self._on_saved)
        self._follow()

    def _follow(self) -> None:
        self.name.textEdited.connect(lambda _text: self._on_typed())
        self.every.textEdited.connect(lambda _text: self._on_typed())
        self.on_day.textEdited.connect(lambda _text: self._on_typed())
        self.on_day.picked.connect(self._on_chosen)
        self.steps.edited.connect(self._on_typed)
        self.steps.changed.connect(self._on_chosen)
        self.on.clicked.connect(self._on_chosen)
        self.moment.chosen.connect(lambda _moment: self._on_moment())
        self.whose.chosen.connect(lambda _whose: self._on_chosen())

    @property
    def ritual(self) -> Ritual | None:
        """The ritual that is shown, as the vault holds it."""
        return self._ritual

    def show_ritual(self, ritual: Ritual, page: RitualsPage) -> None:
        """Show a ritual; what is typed on it at the moment stays."""
        is_same = self._ritual is not None and self._ritual.id == ritual.id
        self._page = page
        self.whose.offer(page)
        if not (is_same and self.saver.is_dirty):
            self._ritual = ritual
            self._fill(ritual)
        if not is_same:
            self.verticalScrollBar().setValue(0)

    def _fill(self, ritual: Ritual) -> None:
        for field, text in ((self.name, ritual.name), (self.every, _number(ritual.every))):
            if field.text() != text:
                with QSignalBlocker(field):
                    field.setText(text)
                    field.setCursorPosition(0)
        if not self.on_day.hasFocus() or not ritual.on_day:
            self.on_day.set_value(ritual.on_day)
        self.on.setChecked(ritual.active)
        with QSignalBlocker(self.moment):
            self.moment.choose(ritual.moment)
        with QSignalBlocker(self.whose):
            self.whose.show_whose(is_everyones=ritual.engagement_id is None)
        self.steps.show_steps(ritual.steps)
        self._show_what_is_asked()

    def _show_what_is_asked(self) -> None:
        for field, moment in ((self.every, RitualMoment.EVERY), (self.on_day, RitualMoment.ON_DAY)):
            row = field.parentWidget()
            if row is not None:
                row.setVisible(self.moment.value is moment)

    def say(self, problem: str) -> None:
        """Say what can't be taken as it is; an empty text says all is well."""
        self._form.show_problem(problem)

    def flush(self) -> None:
        """Save at once what is typed."""
        self.saver.flush()

    def take_back(self) -> None:
        """Hold what stands in the form for typed: a lock has brought it back."""
        self._on_typed()

    def let_go(self) -> None:
        """Forget what is shown and what could not be saved of it."""
        self.saver.forget()
        self._ritual = None

    def _on_typed(self) -> None:
        if self._ritual is not None:
            self.saver.touch()

    def _on_chosen(self) -> None:
        self._on_typed()
        self.saver.flush()

    def _on_moment(self) -> None:
        """Ask for what the moment needs, with something to begin from."""
        if self.moment.value is RitualMoment.EVERY and not self.every.text():
            self.every.set_value(_USUAL_EVERY)
        if self.moment.value is RitualMoment.ON_DAY and not self.on_day.text():
            self.on_day.set_value(self._context.workspace.today())
        self._show_what_is_asked()
        self._on_chosen()

    def _typed(self, ritual: Ritual) -> Ritual:
        """Return the ritual as it stands in the form.

        Raises:
            InvalidInputError: it has no name, or what is typed is no number or day.
        """
        moment = RitualMoment(self.moment.value)
        of = self._page.engagement
        is_own = of is not None and not self.whose.is_everyones
        return attrs.evolve(
            ritual,
            name=self.name.text().strip(),
            moment=moment,
            every=self.every.value() if moment is RitualMoment.EVERY else None,
            on_day=self.on_day.value() if moment is RitualMoment.ON_DAY else None,
            engagement_id=of.id if of is not None and is_own else None,
            steps=self.steps.steps,
            active=self.on.isChecked(),
        )

    def _job(self) -> Job:
        if self._ritual is None:
            raise AssertionError("nothing is shown that could be saved")
        return partial(keep_ritual, ritual=self._typed(self._ritual))

    def _on_saved(self, kept: Ritual) -> None:
        before = self._ritual
        if before is not None and before.id == kept.id:
            self._ritual = kept
            self.kept.emit(before, kept)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
