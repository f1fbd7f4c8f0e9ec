"""What coach and clients have promised each other, over all clients, in one view."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from coachdesk.models.between_check_ins import promise_about
from coachdesk.models.entities.between import BetweenCheckIn
from coachdesk.models.entities.change import Kind, Written
from coachdesk.models.entities.session import Commitment, CommitmentState, Pledge, PledgeState, SizeAnswer
from coachdesk.models.folding import folded
from coachdesk.models.lists.promises import GroupLine, Line, PromiseList, lines_of
from coachdesk.models.promise_lists import (
    ListedPromise,
    PromiseGrouping,
    PromisesPage,
    promises_page,
    remember_grouping,
)
from coachdesk.models.promising import reword_promise
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.promise_deeds import PromiseDeeds
from coachdesk.views.promises.detail import PromiseDetail
from coachdesk.views.promises.filters import PromiseFilters, Shown
from coachdesk.views.promises.form import PromiseForm
from coachdesk.views.promises.wording import line_text
from coachdesk.views.rail import CLIENTS, PROMISES
from coachdesk.views.shortcuts import add_shortcuts
from coachdesk.views.undo import Undo
from coachdesk.views.unsaved_words import tell_once_left
from coachdesk.views.widgets.buttons import primary
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.headed_rows import HeadedDelegate
from coachdesk.views.widgets.page import FormName, Page, ScrollColumn
from coachdesk.views.widgets.row_view import RowText, RowView
from coachdesk.views.widgets.saver import Job

_ASIDE: Final = 320
_ANSWERS: Final = 4
_NEW, _REWORDED = "new", "reworded"
_MATTERS: Final = (
    Kind.COMMITMENT,
    Kind.PLEDGE,
    Kind.CHECK_IN,
    Kind.CLIENT,
    Kind.ENGAGEMENT,
    Kind.SESSION,
    Kind.SUMMARY,
)


class PromisesPanel(Page):
    """1, 2, 3 … say what became of the promise that the keyboard is on, W how it goes.

    What was just settled stays in the list until the page is left, so that a word on why can be added.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Promises"), self.tr("What you and your clients have promised each other"))
        self._context = context
        self._asked = 0
        self._wanted = ""
        self._page = PromisesPage()
        self._settled_here: set[str] = set()
        self.undo = Undo(context, self)
        self.deeds = PromiseDeeds(context, self.undo)
        self.form: PromiseForm | None = None
        self.add = primary(self.tr("Add a promise"), self._on_add)
        self.add.setToolTip("Ctrl+Shift+M")
        self.header.addWidget(self.add)
        self.filters = PromiseFilters()
        self.model = PromiseList(lambda line: self._describe(line).spoken(), self)
        self.list = RowView(context.theme, self.tr("Promises"), self.model, self._describe)
        delegate = HeadedDelegate(context.theme, self._describe, GroupLine, lines=2, parent=self.list)
        self.list.setItemDelegate(delegate)
        self.list.setUniformItemSizes(False)
        self.detail = PromiseDetail()
        self._lay_out()
        self._connect()
        self._actions = self._make_actions()

    def _lay_out(self) -> None:
        self._aside = ScrollColumn()
        self._aside.setFixedWidth(_ASIDE)
        self._aside.column.addWidget(self.detail)
        self._aside.column.addStretch(1)
        self._lists = QStackedWidget()
        self.nothing = EmptyState(
            self.tr("Nothing promised yet"),
            self.tr(
                "What your clients and you promise each other at the end of a session stands here, "
                "and whatever you agree on in between."
            ),
            self.tr("Go to your clients"),
            lambda: self._context.navigation.panel_requested.emit(CLIENTS),
        )
        self.nothing_open = EmptyState(
            self.tr("Nothing is open"), self.tr("All that was promised has been talked through.")
        )
        self.no_match = EmptyState(
            self.tr("No promise says that"),
            self.tr("Try fewer letters."),
            self.tr("Show all"),
            self.filters.words.clear,
        )
        for part in (self.list, self.nothing, self.nothing_open, self.no_match):
            self._lists.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._lists, 1)
        row.addWidget(self._aside)
        self.body.addWidget(self.filters)
        self.body.addLayout(row, 1)
        self.detail.hide()

    def _connect(self) -> None:
        self.filters.edited.connect(self._show_lines)
        self.filters.shown_changed.connect(self._on_shown)
        self.filters.grouping_changed.connect(self._on_grouping)
        self.filters.list_wanted.connect(self.list.setFocus)
        self.list.selectionModel().currentChanged.connect(lambda *_places: self._show_current())
        self.detail.settled.connect(self._on_settled)
        self.detail.size_answered.connect(self._on_size_answered)
        self.detail.said.connect(self._on_said)
        self.detail.word_removed.connect(self._on_word_removed)
        self.detail.rewording_wanted.connect(self._on_reword)
        self.detail.client_wanted.connect(self._on_client)
        self.detail.session_wanted.connect(self._on_session)
        for place in range(1, _ANSWERS + 1):
            self._key_of_list(str(place), partial(self.detail.answer, place))
        self._key_of_list("W", self.detail.say_word)
        for key in ("Return", "Enter"):
            self._key_of_list(key, self.detail.focus_first)
        self.keep_up(self._context.workspace.changed, *_MATTERS)

    def _key_of_list(self, key: str, act: Any) -> None:  # noqa: ANN401  (whatever a key does)
        shortcut = QShortcut(QKeySequence(key), self.list)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)

    def _make_actions(self) -> list[QAction]:
        keys = (
            (self.tr("Add a promise"), "Ctrl+Shift+M", self._on_add),
            (self.tr("Say the promise in other words"), "Ctrl+E", self._on_reword),
        )
        return add_shortcuts(self, keys)

    @property
    def commands(self) -> Sequence[QAction]:
        """What the page can do, undo first."""
        return (*self.undo.commands, *self._actions)

    def open(self, *ids: str) -> None:
        """Show the promise with this id, or the one that the word with this id is about.

        What stands in place of a second id are words to find promises by.
        """
        self._wanted, words = (*ids, "", "")[:2]
        with QSignalBlocker(self.filters):
            self.filters.reset(words)
        self.refresh()

    def refresh(self) -> None:
        """Read the promises again."""
        self._asked += 1
        day, settled = self._context.workspace.today(), self.filters.shown is Shown.SETTLED
        also, wanted = frozenset(self._settled_here), self._wanted

        def read(store: Store) -> tuple[PromisesPage, str]:
            about = promise_about(store, wanted)
            return promises_page(store, day=day, settled=settled, also=also | {about}), about

        self._context.workspace.run(read, partial(self._show, self._asked), origin=self)

    def _show(self, asked: int, found: tuple[PromisesPage, str]) -> None:
        if asked != self._asked:
            return
        had_keyboard, was_empty = self.has_keyboard, not self.model.rows
        self._page, wanted = found
        self.filters.choose_grouping(self._page.grouping)
        self.filters.setVisible(self._page.has_any)
        self.add.setVisible(bool(self._page.engagements) and self.form is None)
        if self.nothing.action is not None:
            self.nothing.action.setHidden(bool(self._page.engagements))
        self._show_lines()
        if wanted:
            self._wanted = ""
            self._choose(wanted)
        elif not self.list.currentIndex().isValid():
            self._choose_first()
        if had_keyboard and (wanted or was_empty) and self.form is None:
            self.focus_first()

    def _show_lines(self) -> None:
        wanted = folded(self.filters.words.text()).split()
        chosen = [one for one in self._page.promises if all(word in one.haystack for word in wanted)]
        is_settled = self.filters.shown is Shown.SETTLED
        self.model.show(lines_of(chosen, self._page.grouping, is_settled=is_settled))
        if chosen:
            self._lists.setCurrentWidget(self.list)
        elif wanted and self._page.promises:
            self._lists.setCurrentWidget(self.no_match)
        else:
            self._lists.setCurrentWidget(self.nothing_open if self._page.has_any else self.nothing)
        if chosen and not self.list.currentIndex().isValid():
            self._choose_first()
        self._show_current()

    def _choose(self, promise_id: str) -> None:
        place = self.model.place_of(promise_id)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))
            self.list.scrollTo(self.model.index(place))

    def _choose_first(self) -> None:
        if len(self.model.rows) > 1:
            self.list.setCurrentIndex(self.model.index(1))

    def _show_current(self) -> None:
        """Show the promise that the keyboard is on."""
        line = self.list.current()
        if isinstance(line, ListedPromise):
            self.detail.show_promise(line, self._context.workspace.today())
        self.detail.setVisible(isinstance(line, ListedPromise) and self.form is None)
        self._aside.setVisible(self.form is not None or isinstance(line, ListedPromise))

    def _describe(self, line: Line) -> RowText:
        return line_text(line, self._page.grouping, self._context.workspace.today())

    @property
    def _current(self) -> ListedPromise | None:
        return self.detail.shown

    @property
    def client_at_hand(self) -> str:
        """The client of the promise that the keyboard is on."""
        return "" if self._current is None else self._current.client_id

    @property
    def engagement_at_hand(self) -> str:
        """The engagement of the promise that the keyboard is on."""
        return "" if self._current is None else self._current.promise.engagement_id

    def focus_first(self) -> None:
        """Put the keyboard on the list, or on the one next step."""
        if self.form is not None:
            self.form.focus_first()
        elif self.model.rows:
            self.list.setFocus()
        elif self._page.promises:
            self.filters.words.setFocus()
        else:
            (self.add if self._page.engagements else self.nothing.action or self.add).setFocus()

    # What the coach does.

    def _on_settled(self, promise_id: str, state: CommitmentState | PledgeState, outcome: str) -> None:
        promise = self._promise(promise_id)
        if promise is not None:
            self._settled_here.add(promise_id)
            self.deeds.settle(promise, state, outcome)

    def _on_size_answered(self, promise_id: str, answer: SizeAnswer, words: str) -> None:
        promise = self._promise(promise_id)
        if isinstance(promise, Commitment):
            self._settled_here.add(promise_id)
            self.deeds.answer_size(promise, answer, words)
            self.list.setFocus()

    def _on_said(self, promise_id: str, words: str, mood: str) -> None:
        promise = self._promise(promise_id)
        if promise is not None:
            self.deeds.say(promise, words, mood)

    def _on_word_removed(self, word: BetweenCheckIn) -> None:
        self.deeds.take_word_away(word)
        self.list.setFocus()

    def _promise(self, promise_id: str) -> Commitment | Pledge | None:
        return next((one.promise for one in self._page.promises if one.id == promise_id), None)

    def _on_add(self, engagement_id: str = "") -> None:
        if self._page.engagements and self.form is None:
            form = PromiseForm(self._context.workspace.today, engagements=self._page.engagements)
            form.choose_engagement(engagement_id or self.engagement_at_hand)
            self._open_form(form)

    def _on_reword(self) -> None:
        one = self._current
        if one is not None and one.is_open and not one.is_handed_out and self.form is None:
            self._open_form(PromiseForm(self._context.workspace.today, reworded=one.promise))

    def _open_form(self, form: PromiseForm) -> None:
        self.detail.flush()
        self.form = form
        form.saved.connect(self._save)
        form.left.connect(self._close_form)
        form.refused.connect(self._look_whether_left)
        self._aside.column.insertWidget(0, form)
        self._aside.show()
        self.detail.hide()
        self.add.hide()
        form.show()
        form.focus_first()

    def _look_whether_left(self, reason: str) -> None:
        ways = self._context.navigation
        tell_once_left(self, ways, reason, partial(ways.panel_requested.emit, PROMISES))

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self.add.setVisible(bool(self._page.engagements))
            self._show_current()
            self.focus_first()

    def _save(self) -> None:
        form = self.form
        if form is not None:
            form.send(self._context.workspace, partial(self._job_of, form), partial(self._on_saved, form))

    def _job_of(self, form: PromiseForm) -> Job:
        words = form.words()
        if form.reworded is not None:
            return partial(reword_promise, promise=form.reworded, words=words)
        engagement = form.engagement
        return self.deeds.added(
            self._page.engagements[0][0] if engagement is None else engagement.value(), words
        )

    def _on_saved(self, form: PromiseForm, written: Written[Commitment | Pledge]) -> None:
        if form.reworded is None:
            self.deeds.note_added(written.value)
        else:
            self.deeds.note_reworded(form.reworded, written.value)
        if self.form is form:
            self._close_form()
        self._wanted = written.value.id
        self.refresh()

    def _on_client(self) -> None:
        self._context.navigation.client_requested.emit(self.client_at_hand)

    def _on_session(self) -> None:
        if self._current is not None and self._current.promise.session_id is not None:
            self._context.navigation.session_requested.emit(self._current.promise.session_id, "closing")

    def _on_shown(self) -> None:
        self._settled_here.clear()
        self.refresh()

    def _on_grouping(self, grouping: PromiseGrouping) -> None:
        self._context.workspace.run(partial(remember_grouping, grouping=grouping), origin=self)
        self.refresh()

    # Losing nothing.

    @property
    def has_unsaved(self) -> bool:
        """Whether there are words here that the vault does not hold."""
        return self.detail.is_dirty or (self.form is not None and self.form.is_changed)

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The form that holds words."""
        form = self.form
        if form is None or not form.is_changed:
            return ()
        return ((_NEW, form.with_whom()) if form.reworded is None else (_REWORDED, form.reworded.id),)

    def open_again(self, *name: str) -> None:
        """Open the form again; other words for a promise that is gone have no place."""
        kind, record = name
        promise = self._promise(record)
        if kind == _NEW:
            self._on_add(record)
        elif promise is not None:
            self._choose(record)
            self._open_form(PromiseForm(self._context.workspace.today, reworded=promise))

    def flush(self) -> None:
        """Keep what is typed."""
        self.detail.flush()
        if self.form is not None and self.form.is_changed:
            self._save()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        super().hideEvent(event)
        if not event.spontaneous():
            self._settled_here.clear()
