"""What was noted in a session: a list that keeps quiet, and a form that comes by key and goes again."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import attrs
from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from coachdesk.delivery import is_gone
from coachdesk.models.entities.ids import new_id
from coachdesk.models.entities.moment import (
    Alignment,
    Experiment,
    Insight,
    Milestone,
    MilestoneState,
    Moment,
    Quote,
    Reflection,
    SupervisionFlag,
)
from coachdesk.models.entities.moment import Signal as Noticed
from coachdesk.models.entities.session import Session
from coachdesk.models.milestone_turns import Turns
from coachdesk.models.moments import put_moment
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.sessions.moments.form import MomentForm
from coachdesk.views.sessions.moments.keeper import MomentKeeper
from coachdesk.views.sessions.moments.moment_list import MomentList
from coachdesk.views.sessions.moments.questions import KINDS, Sources, keys_of, name_of
from coachdesk.views.sessions.moments.saying import said
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.page import bring_into_sight
from coachdesk.views.widgets.saver import PartSaver

_ALIGNMENTS = (Alignment.NOT_CHECKED, Alignment.CONFIRMED, Alignment.CORRECTED)


class MomentsPart(QWidget):
    """Notes moments by Ctrl+Shift and a letter from anywhere on the page, and keeps them as they are typed.

    `home` is where the keyboard goes back to, `chosen_words` what is selected there.
    """

    taken_across = Signal(str, str)

    def __init__(
        self, context: Context, page: QWidget, home: QWidget, chosen_words: Callable[[], str]
    ) -> None:
        super().__init__()
        self._context = context
        self._home = home
        self._chosen_words = chosen_words
        self._session: Session | None = None
        self._before: Moment | None = None
        self._came_from: QWidget | None = None
        self._sought = ""
        self._may_cross = True
        self._sources = Sources(QStringListModel(self), context.workspace.today)
        self._forms: dict[type[Moment], MomentForm] = {}
        self.form: MomentForm | None = None
        self.keeper = MomentKeeper(context, page)
        self.list = MomentList(context)
        self.note: QPushButton = link(self.tr("Note a moment"))
        self.keys = {kind: self._key(kind, page) for kind in KINDS}
        self._lay_out()
        self._connect()

    def _key(self, kind: type[Moment], page: QWidget) -> QAction:
        action = QAction(name_of(kind), self)
        action.setShortcut(QKeySequence(keys_of(kind)))
        action.triggered.connect(lambda _checked=False: self.begin(kind))
        page.addAction(action)
        return action

    def _lay_out(self) -> None:
        menu = QMenu(self.note)
        menu.addActions(list(self.keys.values()))
        self.note.setMenu(menu)
        self.note.setAccessibleDescription(
            self.tr(
                "A quote, reflection, signal, insight, experiment, milestone, or something for supervision"
            )
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.list)
        self.list.hide()

    def end_with(self, part: QWidget) -> None:
        """Let another part stand below what was noted, before a form."""
        self._column.addWidget(part)

    def _connect(self) -> None:
        self.keeper.changed.connect(self._show_moments)
        self.list.opened.connect(self.edit)
        self.list.removal_asked.connect(self.remove)
        self.list.answered.connect(self._on_answered)
        self.list.across_wanted.connect(self.take_across)
        self.list.undo_wanted.connect(self.keeper.undo)

    @property
    def saver(self) -> PartSaver:
        """What keeps the moments in the vault."""
        return self.keeper.saver

    def turn_to(self) -> None:
        """Be there for another session from now on; nothing here is unsaved."""
        self._sought = ""
        self._put_form_away()
        self.keeper.turn_to()

    def show_page(self, page: SessionPage) -> None:
        """Show what the vault holds; what is being typed stays."""
        self._session = page.session
        self._may_cross = not page.is_handed_out
        self._sources.feelings.setStringList(list(page.noted.feelings))
        self.keeper.show(page.noted.moments, page.noted.turns)
        if self.form is not None:
            self.form.offer_across(is_open=self._may_cross)
        sought, self._sought = self._sought, ""
        if sought and self.list.go_to(sought):
            self.lead_to(sought)

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.saver.flush()

    def lead_to(self, moment_id: str) -> None:
        """Put the keyboard on a moment as soon as it is there; without an id, on the first that is open."""
        self._end()
        self._put_form_away()
        sought = moment_id or self._first_open()
        self._sought = "" if self.list.go_to(sought) else sought
        if sought and not self._sought:
            self.list.setFocus()
            bring_into_sight(self.list)
        elif not sought:
            self._home.setFocus()

    def _first_open(self) -> str:
        today = self._context.workspace.today()
        moments = self.keeper.moments
        is_open = (moment.id for moment in moments if said(moment, today).is_open)
        return next(is_open, moments[0].id if moments else "")

    def begin(self, kind: type[Moment]) -> None:
        """Note a new moment of a kind; what is selected in the notes is its first words."""
        session = self._session
        if session is None:
            return
        given: dict[str, Any] = {
            "id": new_id(),
            "session_id": session.id,
            "noted_at": self._context.workspace.now(),
        }
        if kind is Milestone:
            given["engagement_id"] = session.engagement_id
        words = self._words_to_begin_with()
        form = self._open(kind, given, None)
        form.lead_to()
        if words:
            form.questions[0].answer.show(words)

    def _words_to_begin_with(self) -> str:
        holder = self.window().focusWidget()
        return self._chosen_words().strip() if holder in (self._home, self.note) else ""

    def edit(self, moment: Moment, field: str = "") -> None:
        """Open a moment that was noted before."""
        self._open(type(moment), attrs.asdict(moment, recurse=False), moment).lead_to(field)

    def _open(self, kind: type[Moment], given: dict[str, Any], before: Moment | None) -> MomentForm:
        if self.form is None:
            holder = self.window().focusWidget()
            self._came_from = holder if holder is not self.note else self._home
        self._end()
        self._before = before
        form = self.form = self._form_of(kind)
        form.start(given, is_kept=before is not None)
        form.offer_across(is_open=self._may_cross)
        form.show()
        self.list.hide()
        self.note.hide()
        bring_into_sight(form)
        return form

    def _form_of(self, kind: type[Moment]) -> MomentForm:
        if kind not in self._forms:
            form = self._forms[kind] = MomentForm(kind, self._sources)
            form.edited.connect(self._on_typed)
            form.finished.connect(self.close_form)
            form.closed.connect(self.close_form)
            form.removal_asked.connect(self._on_removal_from_form)
            form.across_wanted.connect(self._on_across_from_form)
            self._column.addWidget(form)
        return self._forms[kind]

    def _on_typed(self) -> None:
        if self.form is None:
            return
        moment, known = self.form.moment, self.keeper.find(self.form.key)
        if moment is not None:
            self.keeper.type(moment)
        elif known is not None:
            self.keeper.drop(known)

    def close_form(self) -> None:
        """Put the form away, what was typed kept; the keyboard goes back to where it was."""
        if self.form is None:
            return
        key, came_from = self.form.key, self._came_from
        self._end()
        self._put_form_away()
        if came_from is self.list and self.list.go_to(key):
            self.list.setFocus()
        elif came_from not in (None, self.list) and not is_gone(came_from) and came_from.isVisible():
            came_from.setFocus()
        else:
            self._home.setFocus()

    def _end(self) -> None:
        """Keep what was typed, as one change that can be undone."""
        if self.form is not None:
            before, after = self._before, self.keeper.find(self.form.key)
            self.keeper.note_done(before, after)
            self.flush()
            if before is not None and after is None:
                self._tell_removed(before)
            self.form.hide()

    def _put_form_away(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form = None
        self.note.show()
        self._show_moments()

    def _show_moments(self) -> None:
        """Show the list, unless a form is in its place."""
        if self.form is None:
            moments = self.keeper.moments
            self.list.show_moments(moments)
            self.list.setVisible(bool(moments))

    def remove(self, moment: Moment) -> None:
        """Take a moment away; a notice brings it back."""
        had_keyboard = self.list.hasFocus()
        self.keeper.change(moment, None)
        if had_keyboard and not self.list.isVisible():
            self._home.setFocus()
        self._tell_removed(moment)

    def _tell_removed(self, moment: Moment) -> None:
        undo = partial(self._undo_removal, moment, self.keeper.turns_of(moment.id))
        self._context.navigation.notify(self.tr("It is removed."), self.tr("Undo"), undo)

    def _undo_removal(self, moment: Moment, turns: Turns) -> None:
        """Bring it back on its own page; where another one is shown by now, in the vault alone."""
        is_here = self._session is not None and moment.session_id == self._session.id
        if is_here and not is_gone(self):
            self.keeper.undo_removal(moment)
        else:
            back = partial(put_moment, moment=moment, turns=turns)
            self._context.workspace.run(back)

    def _on_removal_from_form(self) -> None:
        moment = None if self.form is None else self.keeper.find(self.form.key)
        self._end()
        self._put_form_away()
        if moment is not None:
            self.remove(moment)
        self._home.setFocus()

    def _on_answered(self, moment: Moment, key: int) -> None:
        answered, field = _answered(moment, key, self._context.workspace.today())
        if answered is not None and answered != moment:
            self.keeper.change(moment, answered)
        if field:
            self.edit(answered or moment, field)

    def take_across(self, moment: Moment) -> None:
        """Copy the words of a quote, an insight or an experiment to what the client receives."""
        if self._may_cross and isinstance(moment, Quote | Insight):
            self.taken_across.emit("insights", moment.words)
        elif self._may_cross and isinstance(moment, Experiment):
            self.taken_across.emit("experiment", moment.what)

    def _on_across_from_form(self) -> None:
        moment = None if self.form is None else self.form.moment
        if moment is not None:
            self._end()
            self._put_form_away()
            self.take_across(moment)


def _answered(moment: Moment, key: int, today: date) -> tuple[Moment | None, str]:
    """Return a moment as one key answers it, and the field that is to be filled with it."""
    if isinstance(moment, Reflection):
        alignment = _ALIGNMENTS[key - 1]
        wanted = "correction" if alignment is Alignment.CORRECTED else ""
        return attrs.evolve(moment, alignment=alignment), wanted
    if isinstance(moment, Noticed):
        return None, "" if key == 1 else "meant"
    if isinstance(moment, SupervisionFlag):
        return attrs.evolve(moment, settled_on=None if key == 1 else moment.settled_on or today), ""
    if isinstance(moment, Milestone):
        return attrs.evolve(moment, state=MilestoneState.AHEAD if key == 1 else MilestoneState.REACHED), ""
    return None, ""
