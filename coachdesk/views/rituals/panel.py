"""The page where rituals are written, for one client or for every client."""

from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import EngagementId, RitualId, new_id
from coachdesk.models.entities.ritual import Ritual, RitualMoment
from coachdesk.models.lists.rows import RowList
from coachdesk.models.rituals import (
    RitualsPage,
    keep_ritual,
    put_ritual_back,
    remove_ritual,
    rituals_page,
)
from coachdesk.models.shipped_prompts import language_among
from coachdesk.models.shipped_rituals import RitualExample
from coachdesk.views.context import Context
from coachdesk.views.lead_back import lead_back
from coachdesk.views.ritual_words import comes_when
from coachdesk.views.rituals.examples import Examples, ExamplesButton
from coachdesk.views.rituals.ritual_form import RitualForm
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.buttons import primary, quiet, secondary
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.row_view import RowText, RowView
from coachdesk.views.widgets.save_line import SaveLine
from coachdesk.views.widgets.whereabouts import State

_LIST_WIDTH: Final = 300
_MATTERS: Final = (Kind.RITUAL, Kind.CLIENT, Kind.ENGAGEMENT)


class RitualsPanel(Page):
    """The rituals on the left, the one at hand on the right; examples where there is none yet."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Rituals"))
        self._context = context
        self._wanted = ""
        self._at_hand = ""
        self._leads_to_name = False
        self._page: RitualsPage | None = None
        self.undo = Undo(context, self)
        self.saved = SaveLine()
        self.leave = secondary(self.tr("Back"), context.navigation.back_requested.emit)
        self.remove = quiet(self.tr("Remove"), self._on_remove)
        self.examples = ExamplesButton(self._on_take)
        self.new = primary(self.tr("New ritual"), self._on_new)
        for part in (self.saved, self.leave, self.remove, self.examples, self.new):
            self.header.addWidget(part)
        self.model: RowList[Ritual] = RowList(
            lambda one: one.id, lambda one: self._describe(one).spoken(), self
        )
        self.list = RowView(context.theme, self.tr("Rituals"), self.model, self._describe)
        self.form = RitualForm(context)
        self.nothing = Examples(self._on_new, self._on_take)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.list.setFixedWidth(_LIST_WIDTH)
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self.list)
        row.addWidget(self.form, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(work)
        self._stack.addWidget(self.nothing)
        self._stack.hide()
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.removal_asked.connect(lambda _row: self._on_remove())
        self.list.opened.connect(lambda _row: self.form.name.setFocus())
        self.form.saver.state_changed.connect(self._on_state)
        self.form.kept.connect(self._on_kept)
        self._context.workspace.changed.connect(self._on_changed)

    def open(self, *ids: str) -> None:
        """Show the rituals of the engagement with this id; of every client without one."""
        self.flush()
        self._wanted = ids[0] if ids else ""
        self.refresh()

    def refresh(self) -> None:
        """Read the rituals again."""
        engagement_id = EngagementId(self._wanted) if self._wanted else None
        job = partial(rituals_page, engagement_id=engagement_id)
        self._context.workspace.run(job, self._show, origin=self, on_failed=self._on_gone)

    def begin_day(self) -> None:
        """Read it again, too."""
        super().begin_day()
        self.refresh()

    def flush(self) -> None:
        """Save at once what is being typed."""
        self.form.flush()

    def resume(self, state: State) -> list[str]:
        """Bring the coach back, and save what could not be saved."""
        lost = super().resume(state)
        if "fields" in state:
            self.form.take_back()
        return lost

    @property
    def has_unsaved(self) -> bool:
        """Whether there are words that could not be saved."""
        return self.form.saver.is_dirty

    @property
    def commands(self) -> tuple[QAction, QAction]:
        """Undo and redo."""
        return self.undo.commands

    @property
    def engagement_at_hand(self) -> str:
        """The engagement whose rituals these are."""
        return self._wanted

    @property
    def client_at_hand(self) -> str:
        """The client whose rituals these are."""
        clients = () if self._page is None else self._page.clients
        return clients[0].id if self._wanted and clients else ""

    def focus_first(self) -> None:
        """Put the keyboard on the rituals, or on the first thing to do."""
        (self.list if self.model.rowCount() else self.nothing.write).setFocus()

    def _show(self, page: RitualsPage) -> None:
        shown = "" if page.engagement is None else page.engagement.id
        if shown != self._wanted:
            return
        is_other = self._page is None or self._page.engagement != page.engagement
        if is_other and self.has_unsaved:
            self._stay()
            return
        had_keyboard = self.has_keyboard
        self._page = page
        self.undo.turn_to(shown)
        if is_other:
            self.form.let_go()
        self.name(self.tr("Rituals"), page.names if page.engagement else self.tr("Every client"))
        self._offer_examples(page)
        self._show_rituals(page)
        self._stack.show()
        if had_keyboard and (is_other or not self._stack.isAncestorOf(self.window().focusWidget())):
            self.focus_first()
        self._lead_to_name()

    def _offer_examples(self, page: RitualsPage) -> None:
        language = language_among((page.language, self.locale().bcp47Name()))
        self.nothing.offer(language)
        self.examples.offer(language)

    def _show_rituals(self, page: RitualsPage) -> None:
        """Show the list and stay on the ritual at hand, wherever it stands by now."""
        wanted = self._at_hand
        self.model.show(page.rituals)
        place = self.model.place_of(wanted)
        has_any = bool(page.rituals)
        if has_any and (place >= 0 or not self.list.currentIndex().isValid()):
            self.list.setCurrentIndex(self.model.index(max(place, 0)))
        self._stack.setCurrentIndex(0 if has_any else 1)
        for part in (self.remove, self.examples, self.new, self.saved):
            part.setVisible(has_any)
        if has_any:
            self._show_ritual()
        else:
            self._at_hand = ""
            self.form.let_go()

    def _lead_to_name(self) -> None:
        """Let a new ritual be named at once."""
        if self._leads_to_name and self.form.ritual is not None and self.form.ritual.id == self._at_hand:
            self._leads_to_name = False
            self.form.name.setFocus()
            self.form.name.selectAll()

    def _stay(self) -> None:
        """Stay with the words that could not be saved."""
        if self._page is not None and self._page.engagement is not None:
            self._wanted = self._page.engagement.id
        elif self._page is not None:
            self._wanted = ""
        self._context.navigation.notify(self.tr("Some words are not saved yet. They are still here."))

    def _on_gone(self, error: KnownError) -> None:
        if self.has_unsaved:
            self._context.workspace.failed.emit(error)
            return
        self._page = None
        self._stack.hide()
        lead_back(self._context, self, error)

    def _describe(self, ritual: Ritual) -> RowText:
        parts = [comes_when(ritual)]
        if self._wanted and ritual.engagement_id is None:
            parts.append(self.tr("every client"))
        chip = "" if ritual.active else self.tr("off")
        return RowText(title=ritual.name, detail=" · ".join(parts), chip=chip)

    def _chosen(self) -> Ritual | None:
        row = self.list.current()
        return row if isinstance(row, Ritual) else None

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.id != self._at_hand:
            self.flush()
            self._at_hand = chosen.id
            self._show_ritual()

    def _show_ritual(self) -> None:
        chosen, shown = self._chosen(), self.form.ritual
        is_held = shown is not None and chosen is not None and shown.id != chosen.id and self.has_unsaved
        if chosen is not None and self._page is not None and not is_held:
            self.form.show_ritual(chosen, self._page)

    def _on_state(self) -> None:
        self.saved.show_state(self.form.saver.state)
        failure = self.form.saver.failure if self.form.saver.is_dirty else None
        self.form.say("" if failure is None else error_text(failure))
        shown = self.form.ritual
        if not self.has_unsaved and shown is not None and shown.id != self._at_hand:
            self._show_ritual()

    # What is done with the rituals.

    def _on_new(self) -> None:
        self._begin(self._blank(self.tr("Our ritual")))

    def _on_take(self, example: RitualExample) -> None:
        """Begin from an example; it comes to no session before the coach switches it on."""
        begun = self._page.engagement.starts_on if self._page and self._page.engagement else None
        is_of_day = example.moment is RitualMoment.ON_DAY
        self._begin(
            self._blank(
                example.name,
                moment=example.moment,
                every=example.every,
                on_day=(begun or self._context.workspace.today()) if is_of_day else None,
                steps=example.steps,
                active=False,
            )
        )

    def _blank(self, name: str, **said: object) -> Ritual:
        of = EngagementId(self._wanted) if self._wanted else None
        return Ritual(id=RitualId(new_id()), engagement_id=of, name=name, **said)  # type: ignore[arg-type]

    def _begin(self, ritual: Ritual) -> None:
        self.flush()
        self._at_hand = ritual.id
        self._leads_to_name = True
        self.undo.do(
            partial(keep_ritual, ritual=ritual),
            inverse=partial(remove_ritual, ritual_id=ritual.id),
            redo_of=lambda removed: partial(put_ritual_back, removed=removed),
            text=self.tr("New ritual: {name}").replace("{name}", ritual.name),
        )

    def _on_remove(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        self.flush()
        self.undo.do(
            partial(remove_ritual, ritual_id=chosen.id),
            inverse_of=lambda removed: partial(put_ritual_back, removed=removed),
            text=self.tr("“{name}” removed").replace("{name}", chosen.name),
            told=self.tr("“{name}” is removed.").replace("{name}", chosen.name[:60]),
            on_done=lambda written: self._let_go(written.value.ritual),
        )

    def _let_go(self, gone: Ritual) -> None:
        if self.form.ritual is not None and self.form.ritual.id == gone.id:
            self.form.let_go()

    def _on_kept(self, before: Ritual, after: Ritual) -> None:
        """Let what was changed be taken back: what was typed as a whole, each choice by itself."""
        self.undo.note(
            self.tr("“{name}” changed").replace("{name}", after.name),
            before=before,
            after=after,
            put=lambda ritual: partial(keep_ritual, ritual=ritual),
            key=after.id if _is_typing(before, after) else "",
            about=(after.id,),
        )

    def _on_changed(self, change: Change, origin: object) -> None:
        if not self.isVisible() or not change.touches(*_MATTERS):
            return
        if origin is self.form:
            self._take_echo()
        else:
            self.refresh()

    def _take_echo(self) -> None:
        """Show what was typed in the list as well."""
        ritual = self.form.ritual
        if ritual is not None:
            self.model.show([ritual if one.id == ritual.id else one for one in self.model.rows])


def _is_typing(before: Ritual, after: Ritual) -> bool:
    """Tell whether nothing but words differs, so that one change goes on from the other."""
    same = (_chosen_of(before), len(before.steps)) == (_chosen_of(after), len(after.steps))
    is_moved = before.steps != after.steps and sorted(before.steps) == sorted(after.steps)
    return same and not is_moved


def _chosen_of(ritual: Ritual) -> tuple[object, ...]:
    return ritual.moment, ritual.active, ritual.engagement_id
