"""The checklist of what is talked through before coaching starts."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, KnownError
from coachdesk.i18n import error_text
from coachdesk.models import safe_start
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import SafeStartItem, SafeStartStep
from coachdesk.models.profile import get_profile
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.inline_form import InlineForm, Job
from coachdesk.views.labels import label, short_day
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.page import FormName, bring_into_sight
from coachdesk.views.widgets.problem import ProblemLine

SAFE_START = "safe start"


class SafeStart(QWidget):
    """All steps with a tick each: today by the coach, until somebody says otherwise."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._engagement_id = EngagementId("")
        self._fold = Fold(context.theme, self.tr("Safe start"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._fold)
        self._fold.body.setSpacing(2)
        self.steps = {step: _Step(context, step) for step in SafeStartStep}
        for row in self.steps.values():
            self._fold.body.addWidget(row)

    def take_back_by(self, undo: Undo) -> None:
        """Let each tick be taken back by the undo of the page."""
        for step in self.steps.values():
            step.take_back_by(undo)

    def show_items(self, engagement_id: EngagementId, items: tuple[SafeStartItem, ...]) -> None:
        """Show the steps of an engagement; those that are not finished open the list once."""
        done = sum(item.done_on is not None for item in items)
        if engagement_id != self._engagement_id:
            self._fold.button.setChecked(done < len(items))
        self._engagement_id = engagement_id
        for item in items:
            self.steps[item.step].show_item(item)
        self._fold.rename(self._title(done, len(items)))

    @property
    def has_unsaved(self) -> bool:
        """Whether a small form holds something that the vault does not."""
        return any(row.has_unsaved for row in self.steps.values())

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The small forms that hold something."""
        held = (step for step, row in self.steps.items() if row.has_unsaved)
        return tuple((SAFE_START, self._engagement_id, step) for step in held)

    def open_again(self, engagement_id: str, step: str) -> None:
        """Open the small form of a step again, where it is the same engagement."""
        if engagement_id == self._engagement_id:
            self._fold.open()
            self.steps[SafeStartStep(step)].open_form()

    def flush(self) -> None:
        """Save the small forms that are open and changed."""
        for row in self.steps.values():
            row.flush()

    def drop(self) -> None:
        """Close the small forms, whatever is in them."""
        for row in self.steps.values():
            row.close_editor()

    def _title(self, done: int, steps: int) -> str:
        if done == steps:
            return self.tr("Safe start: all done")
        return self.tr("Safe start: {done} of {steps}").format(done=done, steps=steps)


class _Step(QWidget):
    """One step: a tick, and who did it when."""

    def __init__(self, context: Context, step: SafeStartStep) -> None:
        super().__init__()
        self._context = context
        self._item = SafeStartItem(engagement_id=EngagementId(""), step=step)
        self._undo: Undo | None = None
        self.tick = WrappingCheckBox(label(step))
        self.tick.clicked.connect(self._on_clicked)
        self.who_when = quiet("", self._on_change)
        policy = self.who_when.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.who_when.setSizePolicy(policy)
        self._editor: _WhoWhen | None = None
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.tick, 1)
        row.addWidget(self.who_when)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(row)
        self._problem = ProblemLine()
        self._column.addWidget(self._problem)

    def show_item(self, item: SafeStartItem) -> None:
        """Show whether the step is done."""
        self._item = item
        self.tick.setChecked(item.done_on is not None)
        self.who_when.setVisible(item.done_on is not None)
        if item.done_on is not None:
            day = short_day(item.done_on, self._context.workspace.today())
            text = f"{_first_word(item.done_by)}, {day}" if item.done_by else day
            self.who_when.setText(text)
            self.who_when.setAccessibleName(text)
            self.who_when.setAccessibleDescription(
                self.tr("Change who did “{step}” and when").format(step=label(item.step))
            )

    def _on_clicked(self, ticked: bool) -> None:
        self.close_editor()
        job = self._ticking("", self._context.workspace.today()) if ticked else self._unticking()
        if self._undo is None:
            self._context.workspace.run(job, self._on_kept, origin=self, on_failed=self._on_refused)
            return
        self._undo.do(
            job,
            inverse=self._as_it_was(self._item),
            text=self._changed(),
            on_done=self._on_kept,
            on_failed=self._on_refused,
        )

    def take_back_by(self, undo: Undo) -> None:
        """Let each tick be taken back by the undo of the page."""
        self._undo = undo

    def _changed(self) -> str:
        return self.tr("Safe start: {step}").replace("{step}", label(self._item.step))

    def _as_it_was(self, item: SafeStartItem) -> Job:
        """Return what lets a step stand as it did."""
        if item.done_on is None:
            return partial(safe_start.untick, engagement_id=item.engagement_id, step=item.step)
        return partial(
            safe_start.tick,
            engagement_id=item.engagement_id,
            step=item.step,
            done_by=item.done_by,
            done_on=item.done_on,
        )

    def _on_kept(self, _written: Written[SafeStartItem]) -> None:
        self._problem.say("")

    def _on_refused(self, error: KnownError) -> None:
        """Show again what the vault holds, and why it holds no more."""
        self.show_item(self._item)
        self._problem.say(error_text(error))

    def _unticking(self) -> Job:
        return partial(safe_start.untick, engagement_id=self._item.engagement_id, step=self._item.step)

    def _ticking(self, who: str, day: date) -> Job:
        engagement_id, step = self._item.engagement_id, self._item.step
        return partial(_tick, engagement_id=engagement_id, step=step, who=who, day=day)

    def _on_change(self) -> None:
        if self._editor is not None:
            self._save_or_close()
        else:
            self.open_form()

    def open_form(self) -> None:
        """Ask who did it, and when."""
        self._editor = _WhoWhen(self._item)
        self._editor.saved.connect(self._save)
        self._editor.left.connect(self.close_editor)
        self._column.addWidget(self._editor)
        QWidget.setTabOrder(self.who_when, self._editor.who)
        self._editor.who.setFocus()
        bring_into_sight(self._editor)

    def flush(self) -> None:
        """Save who and when if they are being changed."""
        if self.has_unsaved:
            self._save()

    @property
    def has_unsaved(self) -> bool:
        """Whether who or when is being changed."""
        return self._editor is not None and self._editor.is_changed

    def _save_or_close(self) -> None:
        if self.has_unsaved:
            self._save()
        else:
            self.close_editor()

    def _save(self) -> None:
        editor = self._editor
        if editor is None:
            return

        before = self._item

        def close(written: Written[SafeStartItem]) -> None:
            self._note(before, written.value)
            if self._editor is editor:
                self.close_editor()

        def job() -> Job:
            return self._ticking(editor.who.text().strip(), editor.chosen_day())

        editor.send(self._context.workspace, job, close)

    def _note(self, before: SafeStartItem, after: SafeStartItem) -> None:
        if self._undo is not None:
            about = (after.engagement_id,)
            self._undo.note(self._changed(), before=before, after=after, put=self._as_it_was, about=about)

    def close_editor(self) -> None:
        """Close the small form, whatever is in it."""
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
            self.who_when.setFocus()


class _WhoWhen(InlineForm):
    """Two fields below a step."""

    def __init__(self, item: SafeStartItem) -> None:
        super().__init__()
        with self.form.side_by_side():
            self.who = self.form.line(self.tr("Who"), item.done_by)
            self.day = self.form.day(self.tr("When"), item.done_on)
        self.start()

    def typed(self) -> tuple[object, ...]:
        """Return all that is typed, to compare."""
        return (self.who.text(), self.day.text())

    def chosen_day(self) -> date:
        """Return the day.

        Raises:
            InvalidInputError: there is none, or it is no day of the calendar.
        """
        day = self.day.value()
        if day is None:
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "The day is missing."),
                QT_TRANSLATE_NOOP("errors", "Give one, or take the tick away instead."),
            )
        return day


def _tick(
    store: Store, *, engagement_id: EngagementId, step: SafeStartStep, who: str, day: date
) -> Written[SafeStartItem]:
    """Tick by a name, or else by the coach's."""
    profile = get_profile(store)
    done_by = who or ("" if profile is None else profile.name)
    return safe_start.tick(store, engagement_id=engagement_id, step=step, done_by=done_by, done_on=day)


def _first_word(name: str) -> str:
    return (name.split() or [""])[0].rstrip(",;.:")[:24]
