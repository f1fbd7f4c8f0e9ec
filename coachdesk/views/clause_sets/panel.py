"""The page where the coach makes clauses their own, before any agreement begins with them."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.exchange.clause_set_file import ReadSet
from coachdesk.i18n import error_text
from coachdesk.models import own_sets
from coachdesk.models.entities.agreement import Layer
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.clause_set import ClauseSet, SetClause
from coachdesk.models.entities.ids import ClauseSetId
from coachdesk.models.every_set import Sets, open_set, read_sets, shipped_id
from coachdesk.models.lists.rows import RowList
from coachdesk.models.own_sets import SetPage, template_of
from coachdesk.views.ask_card import AskCard
from coachdesk.views.clause_sets import files, questions
from coachdesk.views.clause_sets.clause_form import ClauseForm
from coachdesk.views.context import Context
from coachdesk.views.fields import Choice
from coachdesk.views.labels import label, language_name, set_name
from coachdesk.views.names import shortened
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.more import Entry, MoreButton
from coachdesk.views.widgets.page import FormName, Page
from coachdesk.views.widgets.row_view import RowText, RowView
from coachdesk.views.widgets.save_line import SaveLine
from coachdesk.views.widgets.text import muted, set_text
from coachdesk.views.widgets.whereabouts import State

_LIST_WIDTH: Final = 280
_COPY, _RENAME = "copy", "rename"


class ClauseSetsPanel(Page):
    """A set is chosen above, a clause of it on the left, and edited on the right."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Clause sets"))
        self._context = context
        self._sets: Sets | None = None
        self._wanted = shipped_id("en")
        self._at_hand = ""
        self.choice: Choice[ClauseSetId] = Choice(((self._wanted, ""),), self._wanted)
        self.choice.setAccessibleName(self.tr("Set"))
        self.choice.setFixedWidth(_LIST_WIDTH)
        self.choice.activated.connect(lambda _at: self.open_set(self.choice.value()))
        self.saved = SaveLine()
        self.own = primary(self.tr("Make your own copy…"), self._on_copy)
        self.add = secondary(self.tr("Add a clause…"), self._on_add)
        self.more = MoreButton(context.theme, self.tr("More about this set"), self._entries())
        for part in (self.saved, self.choice, self.add, self.own, self.more):
            self.header.addWidget(part)
        self.note = muted("")
        self.model: RowList[SetClause] = RowList(
            lambda clause: clause.id, lambda clause: self._describe(clause).spoken(), self
        )
        self.list = RowView(context.theme, self.tr("Clauses of this set"), self.model, self._describe)
        self.ask = AskCard(self.list)
        self.form = ClauseForm(context)
        self._lay_out()
        self._connect()

    def _entries(self) -> tuple[Entry | None, ...]:
        return (
            ("up", self.tr("Move up") + "\tAlt+Up", partial(self._shift, -1)),
            ("down", self.tr("Move down") + "\tAlt+Down", partial(self._shift, 1)),
            ("remove", self.tr("Remove this clause"), self._on_remove),
            None,
            ("rename", self.tr("Rename the set…"), self._on_rename),
            ("copy", self.tr("Make a copy…"), self._on_copy),
            ("save", self.tr("Save as a file…"), self._on_save),
            ("delete", self.tr("Delete the set"), self._on_delete),
            None,
            ("open", self.tr("Open a file…"), self._on_open),
        )

    def _lay_out(self) -> None:
        self.list.setFixedWidth(_LIST_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.list)
        row.addWidget(self.form, 1)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self.note)
        column.addWidget(self.ask)
        column.addLayout(row, 1)
        self.body.addLayout(column, 1)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.removal_asked.connect(lambda _row: self._on_remove())
        self.list.opened.connect(lambda _row: self.form.heading.setFocus())
        self.form.saver.state_changed.connect(self._on_state)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._shift, by))
        self._context.workspace.changed.connect(self._on_changed)

    def open(self, *ids: str) -> None:
        """Show the sets, at the one with this id where one is given, and at a clause of it."""
        self._at_hand = ids[1] if len(ids) > 1 else self._at_hand
        self.open_set(ClauseSetId(ids[0]) if ids else self._wanted)

    def open_set(self, set_id: ClauseSetId) -> None:
        """Show another set."""
        self.flush()
        self._wanted = set_id
        self.refresh()

    def refresh(self) -> None:
        """Read the sets again."""
        self._context.workspace.run(partial(read_sets, wanted=self._wanted), self._show, origin=self)

    def flush(self) -> None:
        """Save at once what is being typed."""
        self.form.flush()

    def rest_ids(self, ids: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG002  (where it is now counts)
        """Lead back to the clause in front, or to the one whose words could not be saved."""
        held = self.form.clause
        return (self._wanted, self._at_hand) if held is None else (held.set_id, held.id)

    def resume(self, state: State) -> list[str]:
        """Bring the coach back, and save what could not be saved."""
        lost = super().resume(state)
        if "fields" in state:
            self.form.take_back()
        return lost

    @property
    def has_unsaved(self) -> bool:
        """Whether there are words that could not be saved."""
        return self.form.saver.is_dirty or self.ask.has_words

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The question that is half answered."""
        return self.ask.held_open

    def open_again(self, *name: str) -> None:
        """Ask a question again."""
        {_COPY: self._ask_at_once, _RENAME: self._on_rename, questions.ADD: self._on_add}[name[0]]()

    def focus_first(self) -> None:
        """Put the keyboard on the clauses."""
        self.list.setFocus()

    def _show(self, sets: Sets) -> None:
        self._sets = sets
        page = sets.page
        self._wanted = page.set.id
        read_only = page.set.is_shipped
        self.choice.offer(tuple((one.id, set_name(one)) for one in sets.all))
        self.choice.choose(page.set.id)
        self._show_clauses(page)
        set_text(self.note, self._note(page))
        self.saved.setHidden(read_only)
        self.own.setVisible(read_only)
        self.add.setHidden(read_only)
        for key in ("up", "down", "remove", "rename", "save", "delete", "copy"):
            self.more.action(key).setVisible(not read_only)
        self._show_clause()

    def _show_clauses(self, page: SetPage) -> None:
        """Show the list and stay on the clause at hand, wherever it stands by now."""
        wanted = self._at_hand
        self.model.show(page.clauses)
        place = self.model.place_of(wanted)
        if place >= 0 or not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(max(place, 0)))

    @property
    def _is_shipped(self) -> bool:
        return self._sets is None or self._sets.page.set.is_shipped

    def _note(self, page: SetPage) -> str:
        if page.set.is_shipped:
            return self.tr("These clauses stay as they are. A copy of them is yours to change.")
        return self.tr("New agreements can begin with this set. Those that have begun keep their words.")

    def _describe(self, clause: SetClause) -> RowText:
        core = self.tr("core") if clause.core else ""
        return RowText(title=clause.heading, detail=label(clause.layer), chip=core)

    def _chosen(self) -> SetClause | None:
        row = self.list.current()
        return row if isinstance(row, SetClause) else None

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.id != self._at_hand:
            self.flush()
            self._at_hand = chosen.id
            self._show_clause()

    def _show_clause(self) -> None:
        chosen = self._chosen()
        if chosen is not None and not self._holds_another(chosen):
            self.form.show_clause(chosen, read_only=self._is_shipped)

    def _holds_another(self, chosen: SetClause) -> bool:
        """Tell whether the form holds words of another clause that are not in the vault yet."""
        shown = self.form.clause
        return shown is not None and shown.id != chosen.id and self.form.saver.is_dirty

    def _on_state(self) -> None:
        self.saved.show_state(self.form.saver.state)
        failure = self.form.saver.failure
        self.form.say("" if failure is None else error_text(failure))
        shown = self.form.clause
        if not self.form.saver.is_dirty and shown is not None and shown.id != self._at_hand:
            self._show_clause()

    # What is done with the set.

    def _do(self, job: Any, on_done: Any = None) -> None:  # noqa: ANN401  (any verb's answer)
        self.flush()
        self._context.workspace.run(job, on_done)

    def _with_what_is_kept(self, on_read: Callable[[SetPage], None]) -> None:
        """Go on with the set as the vault holds it, the last words among it."""
        self._do(partial(open_set, set_id=self._wanted), on_read)

    def _on_copy(self) -> None:
        self._with_what_is_kept(self._ask_for_copy)

    def _ask_at_once(self) -> None:
        if self._sets is not None:
            self._ask_for_copy(self._sets.page)

    def _ask_for_copy(self, page: SetPage) -> None:
        begin = language_name(page.set.language) if page.set.is_shipped else page.set.name
        name = self.tr("{name}, my own").replace("{name}", begin)

        def copy(name: str) -> None:
            templates = tuple(template_of(clause) for clause in page.clauses)
            job = partial(
                own_sets.add_set,
                name=name,
                language=page.set.language,
                templates=templates,
                based_on=set_name(page.set),
            )
            self._context.workspace.run(job, self._lead_to, on_failed=self.ask.refuse)

        question = self.tr("A set of your own, which begins with these clauses.")
        questions.ask_for_name(self.ask, question, self.tr("Make the copy"), name, copy, named=(_COPY,))

    def _lead_to(self, written: Written[ClauseSet]) -> None:
        self._wanted = written.value.id
        self.list.setFocus()

    def _on_rename(self) -> None:
        if self._sets is None:
            return
        own = self._sets.page.set

        def rename(name: str) -> None:
            job = partial(own_sets.rename_set, set_id=own.id, name=name)
            self._context.workspace.run(job, on_failed=self.ask.refuse)

        question = self.tr("Only you see this name, where an agreement begins.")
        questions.ask_for_name(self.ask, question, self.tr("Rename it"), own.name, rename, named=(_RENAME,))

    def _on_add(self) -> None:
        if self._sets is None:
            return
        set_id, chosen = self._sets.page.set.id, self._chosen()

        def add(answer: questions.NewClause) -> None:
            job = partial(own_sets.add_set_clause, set_id=set_id, layer=answer.layer, heading=answer.heading)
            self._context.workspace.run(job, self._lead_to_clause, on_failed=self.ask.refuse)

        questions.ask_for_clause(self.ask, Layer.ALLIANCE if chosen is None else chosen.layer, add)

    def _lead_to_clause(self, written: Written[SetClause]) -> None:
        """Let a new clause be worded as soon as it is there."""
        self.flush()
        self._at_hand = written.value.id
        self.form.prompt.setFocus()

    def _on_remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None and not self._is_shipped:
            self._do(partial(own_sets.remove_set_clause, clause=chosen), self._on_removed)

    def _on_removed(self, written: Written[SetClause]) -> None:
        self.form.let_go([written.value])
        text = self.tr("“{heading}” is removed.").replace("{heading}", shortened(written.value.heading, 60))
        back = partial(own_sets.save_set_clause, clause=written.value)
        self._context.navigation.notify(text, self.tr("Undo"), partial(self._do, back))

    def _shift(self, by: int) -> None:
        chosen = self._chosen()
        if chosen is not None and not self._is_shipped:
            self._do(partial(own_sets.move_set_clause, clause=chosen, by=by))

    def _on_delete(self) -> None:
        if self._sets is not None and not self._sets.page.set.is_shipped:
            self._do(partial(own_sets.delete_set, set_id=self._sets.page.set.id), self._on_deleted)

    def _on_deleted(self, written: Written[SetPage]) -> None:
        self.form.let_go(written.value.clauses)
        text = self.tr("“{name}” is deleted. Agreements that began with it stay.")
        back = partial(own_sets.put_set_back, page=written.value)
        self._wanted = shipped_id(written.value.set.language)
        self._context.navigation.notify(
            text.replace("{name}", shortened(written.value.set.name, 60)),
            self.tr("Undo"),
            partial(self._do, back),
        )

    def _on_save(self) -> None:
        self._with_what_is_kept(partial(files.save_set, self._context, self))

    def _on_open(self) -> None:
        files.open_set(self._context, self, self._keep)

    def _keep(self, found: ReadSet) -> None:
        name = found.name or self.tr("A set from a file")
        job = partial(own_sets.add_set, name=name, language=found.language or "en", templates=found.clauses)
        self._context.workspace.run(job, self._lead_to)

    def _on_changed(self, change: Change, origin: object) -> None:
        if self.isVisible() and change.touches(Kind.CLAUSE_SET) and origin is not self.form:
            self.refresh()
        elif change.touches(Kind.CLAUSE_SET):
            self._take_echo()

    def _take_echo(self) -> None:
        """Show what was typed in the list as well."""
        clause = self.form.clause
        if clause is not None and clause.id in {one.id for one in self.model.rows}:
            self.model.show([clause if one.id == clause.id else one for one in self.model.rows])
