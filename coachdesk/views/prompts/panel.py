"""The library: every prompt there is, worded, tagged and gathered in sets as the coach likes."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QWidget

from coachdesk.models.entities.change import Kind, Written
from coachdesk.models.entities.ids import PromptId, new_id
from coachdesk.models.entities.prompt import Lens, OwnPrompt, Prompt, PromptMoment
from coachdesk.models.prompt_library import prompt_library
from coachdesk.models.prompt_taking import TakenIn
from coachdesk.models.prompt_uses import UseInSession, latest_uses
from coachdesk.models.prompts import PromptsAtHand, as_own, prompts_at_hand
from coachdesk.views.ask_card import AskCard, Read
from coachdesk.views.context import Context
from coachdesk.views.form import Form
from coachdesk.views.labels import label
from coachdesk.views.large_words import LargeWords
from coachdesk.views.own_prompt_form import Draft
from coachdesk.views.prompt_view import PromptView
from coachdesk.views.prompts import files
from coachdesk.views.prompts.deeds import PromptDeeds
from coachdesk.views.prompts.detail import LibraryDetail
from coachdesk.views.prompts.filters import LibraryFilters
from coachdesk.views.prompts.sets_desk import SetsDesk
from coachdesk.views.prompts.wording import nothing_found
from coachdesk.views.prompts.wording_part import WordingPart
from coachdesk.views.shortcuts import add_shortcuts
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.buttons import primary
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.more import Entry, MoreButton
from coachdesk.views.widgets.page import FormName, Page, ScrollColumn
from coachdesk.views.widgets.save_line import SaveLine
from coachdesk.views.widgets.text import set_text

_ASIDE: Final = 348
_LONGEST_LENS: Final = 40
_LENSES: Final = "lenses"
_MATTERS: Final = (Kind.PROMPT, Kind.PROMPT_SET, Kind.LENS, Kind.SESSION, Kind.CLIENT, Kind.BIN)


class PromptsPanel(Page):
    """Prompts on the left, the one at hand on the right; each thing that can be done with it has a key."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Prompts"), self.tr("Questions and sentences to have at hand"))
        self._context = context
        self._asked = 0
        self._wanted = ""
        self._language = ""
        self._at_hand = PromptsAtHand(language="")
        self.undo = Undo(context, self)
        self.deeds = PromptDeeds(self.undo, self)
        self.filters = LibraryFilters()
        self.list = PromptView(context.theme, self._keys())
        self.list.setProperty("look", "rows")
        self.ask = AskCard(self.list)
        self.sets = SetsDesk(self.deeds, self.list, self.filters, self.ask, self)
        self.saved = SaveLine()
        self.new = primary(self.tr("New prompt"), self.write_own)
        self.more = MoreButton(context.theme, self.tr("Sets and more"), self._entries())
        for part in (self.saved, self.more, self.new):
            self.header.addWidget(part)
        self.detail = LibraryDetail(context.theme)
        self.wording = WordingPart(context)
        self.nothing = EmptyState("", "", self.tr("Show all"), self.filters.reset)
        self._lay_out()
        self._connect()
        self._actions = self._make_actions()

    def _keys(self) -> str:
        return self.tr(
            "Enter leads to what can be done, Space shows it large, * makes it a favourite, # puts it into a "
            "set, F2 changes its words, Delete hides it, + writes one of your own; Left and Right turn to "
            "another moment, Alt with Up and Down moves it in its set"
        )

    def _entries(self) -> tuple[Entry | None, ...]:
        return (
            ("new", self.tr("New set…"), self.sets.make),
            ("rename", self.tr("Rename this set…"), self.sets.rename),
            ("remove", self.tr("Remove this set"), self.sets.remove),
            None,
            ("save", self.tr("Save these prompts as a file…"), self._on_save),
            ("open", self.tr("Open a file…"), self._on_open),
            None,
            ("lenses", self.tr("Names of the lenses…"), self._on_lenses),
        )

    def _lay_out(self) -> None:
        self._aside = ScrollColumn()
        self._aside.setFixedWidth(_ASIDE)
        self._aside.column.addWidget(self.wording)
        self._aside.column.addWidget(self.detail)
        self._aside.column.addStretch(1)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self.nothing)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._lists, 1)
        row.addWidget(self._aside)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.ask)
        self.body.addLayout(row, 1)
        self.detail.hide()

    def _connect(self) -> None:
        self.filters.edited.connect(self._show_prompts)
        self.filters.language_chosen.connect(self._on_language)
        self.filters.list_wanted.connect(self.list.setFocus)
        self._connect_list()
        detail = self.detail
        detail.reworded.connect(self._on_reword)
        detail.favoured.connect(lambda: self._with_current(self.deeds.favour))
        detail.put_aside.connect(lambda: self._with_current(self.deeds.put_aside))
        detail.enlarged.connect(lambda: self._with_current(self._enlarge))
        detail.session_wanted.connect(lambda ids: self._context.navigation.session_requested.emit(ids, ""))
        detail.tags.given.connect(self._on_tag_given)
        detail.tags.taken.connect(self._on_tag_taken)
        detail.sets.turned.connect(self._on_set_turned)
        detail.sets.new_wanted.connect(self.sets.make)
        self.wording.kept.connect(self.deeds.note_worded)
        self.wording.removal_asked.connect(self.deeds.remove)
        self.wording.closed.connect(self._close_form)
        self.wording.saver.state_changed.connect(lambda: self.saved.show_state(self.wording.saver.state))
        self.keep_up(self._context.workspace.changed, *_MATTERS)

    def _connect_list(self) -> None:
        view = self.list
        view.inserted.connect(lambda _prompt: self.detail.focus_first())
        view.enlarged.connect(self._enlarge)
        view.favoured.connect(self.deeds.favour)
        view.put_aside.connect(self.deeds.put_aside)
        view.reworded.connect(lambda _prompt: self._on_reword())
        view.new_wanted.connect(self.write_own)
        view.went_up.connect(self.filters.words.setFocus)
        view.typed.connect(self._search_for)
        view.turned.connect(self.filters.turn_moment)
        view.menu_wanted.connect(lambda prompt, place: self.menu_for(prompt).popup(place))
        view.current_changed.connect(self._show_current)

    def _make_actions(self) -> list[QAction]:
        keys = (
            (self.tr("New prompt"), "", self.write_own),
            (self.tr("Change the words of the prompt"), "Ctrl+E", self._on_reword),
            (self.tr("New set of prompts"), "", self.sets.make),
            (self.tr("Save these prompts as a file"), "", self._on_save),
            (self.tr("Take prompts over from a file"), "", self._on_open),
            (self.tr("Names of the lenses"), "", self._on_lenses),
        )
        return add_shortcuts(self, keys)

    @property
    def commands(self) -> Sequence[QAction]:
        """What the page can do, undo first."""
        return (*self.undo.commands, *self._actions)

    def open(self, *ids: str) -> None:
        """Show the library, at the prompt with this key where one is given."""
        self._wanted = ids[0] if ids else ""
        if self._wanted:
            self.filters.reset()
        self.refresh()

    def refresh(self) -> None:
        """Read the prompts again."""
        self._asked += 1
        languages = (self._language, QLocale().bcp47Name())
        self._context.workspace.run(
            lambda store: prompts_at_hand(store, *languages), partial(self._show, self._asked), origin=self
        )

    def _show(self, asked: int, at_hand: PromptsAtHand) -> None:
        if asked != self._asked:
            return
        had_keyboard, was_empty = self.has_keyboard, not self._at_hand.prompts
        self._at_hand = at_hand
        self.filters.offer(at_hand)
        self._show_prompts()
        own = self.wording.own
        if own is not None:
            self.wording.follow(self._stored(own), at_hand)
        if had_keyboard and was_empty and self.wording.isHidden():
            self.focus_first()

    def _stored(self, own: OwnPrompt) -> OwnPrompt | None:
        """Return words of the coach's own as the vault has them; what is out of sight counts as it was."""
        every = (*self._at_hand.prompts, *self._at_hand.elsewhere)
        found = next((one for one in every if one.own_id == own.id), None)
        return None if found is None else as_own(found, own.id)

    def _show_prompts(self) -> None:
        wanted = self.filters.wanted
        found = prompt_library(self._at_hand, wanted)
        self.list.show_prompts(found, headed=wanted.set_id is None and wanted.moment is None)
        if self._wanted and self.list.prompts.place_of_prompt(self._wanted) >= 0:
            self.list.go_to(self.list.prompts.place_of_prompt(self._wanted))
            self._wanted = ""
        self._lists.setCurrentWidget(self.list if found else self.nothing)
        title, text = nothing_found(wanted)
        set_text(self.nothing.title, title)
        set_text(self.nothing.text, text)
        self.sets.show_library(self._at_hand)
        self.more.action("save").setEnabled(bool(found))
        for key in ("rename", "remove"):
            self.more.action(key).setEnabled(self.sets.listed is not None)
        self._show_current()

    def _show_current(self) -> None:
        prompt = self.list.current()
        if prompt is not None:
            self.detail.show_prompt(prompt, self._at_hand)
            job = partial(latest_uses, key=prompt.key)
            self._context.workspace.run(job, partial(self._show_uses, prompt.key), origin=self)
        self.detail.setVisible(prompt is not None and self.wording.isHidden())

    def _show_uses(self, key: str, uses: tuple[UseInSession, ...]) -> None:
        if self.detail.shown is not None and self.detail.shown.key == key:
            self.detail.show_uses(uses, self._context.workspace.today())

    def focus_first(self) -> None:
        """Put the keyboard on the list, or where one looks for something else."""
        if not self.wording.isHidden():
            self.wording.form.words.setFocus()
        elif self.list.current() is not None:
            self.list.setFocus()
        else:
            self.filters.words.setFocus()

    def _search_for(self, letter: str) -> None:
        field = self.filters.words
        field.setText(letter)
        field.setFocus()
        field.end(False)

    def _on_language(self) -> None:
        self._language = self.filters.language.value()
        self.refresh()

    # What the coach does with the prompt at hand.

    def _with_current(self, deed: Any) -> None:  # noqa: ANN401  (any deed with a prompt)
        prompt = self.list.current()
        if prompt is not None:
            deed(prompt)

    def _enlarge(self, prompt: Prompt) -> None:
        LargeWords(self.window(), prompt.words).appear()

    def _on_tag_given(self, tag: str) -> None:
        if self.detail.shown is not None:
            self.deeds.give_tag(self.detail.shown, tag)

    def _on_tag_taken(self, tag: str) -> None:
        if self.detail.shown is not None:
            self.deeds.take_tag(self.detail.shown, tag)

    def _on_set_turned(self, set_id: str, is_in: bool) -> None:
        if self.detail.shown is not None:
            self.sets.turn(self.detail.shown, set_id, is_in)

    def menu_for(self, prompt: Prompt) -> QMenu:
        """Return what can be done with a prompt, with the key that does it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        favour = (
            self.tr("No favourite any more\t*") if prompt.favourite else self.tr("Make it a favourite\t*")
        )
        menu.addAction(self.tr("Show large\tSpace"), partial(self._enlarge, prompt))
        menu.addAction(favour, partial(self.deeds.favour, prompt))
        menu.addAction(self.tr("Put into a set\t#"), partial(self.sets.gather, prompt))
        menu.addSeparator()
        menu.addAction(self.tr("Change its words\tF2"), self._on_reword)
        menu.addAction(self._aside_text(prompt), partial(self.deeds.put_aside, prompt))
        menu.addAction(self.tr("Write one of your own\t+"), self.write_own)
        return menu

    def _aside_text(self, prompt: Prompt) -> str:
        if prompt.is_own and not prompt.is_reworded:
            return self.tr("Remove\tDel")
        return self.tr("Show it again\tDel") if prompt.hidden else self.tr("Hide\tDel")

    # Wording.

    def write_own(self) -> None:
        """Ask for a new prompt of the coach's own, where the filters stand."""
        wanted = self.filters.wanted
        draft = Draft(
            id=PromptId(new_id()),
            moment=wanted.moment or PromptMoment.LISTENING,
            lens=wanted.lens or Lens.COMMUNICATION,
            language=self._at_hand.language or "en",
        )
        self._open_form()
        self.wording.word_new(draft, self._at_hand)

    def _on_reword(self) -> None:
        prompt = self.list.current()
        if prompt is not None:
            self._open_form()
            self.wording.word(prompt, self._at_hand)

    def _open_form(self) -> None:
        if not self.wording.isHidden():
            self.wording.saver.flush()
        self.detail.tags.flush()
        self.detail.hide()

    def _close_form(self) -> None:
        had_keyboard = self.wording.isAncestorOf(self.window().focusWidget() or self)
        last = self.wording.form.last
        self.wording.hide()
        if last is not None:
            self._wanted = last.replaces or last.id
        self._show_prompts()
        if had_keyboard:
            self.focus_first()

    def _on_lenses(self) -> None:
        """Ask what the four lenses are called."""
        names = self._at_hand.lens_names

        def build(form: Form) -> Read:
            lines: dict[Lens, QLineEdit] = {}
            for two in (tuple(Lens)[:2], tuple(Lens)[2:]):
                with form.side_by_side():
                    lines |= {lens: form.line(label(lens), names.get(lens, "")) for lens in two}
            for lens, line in lines.items():
                line.setPlaceholderText(label(lens))
                line.setMaxLength(_LONGEST_LENS)
            return lambda: {lens: line.text() for lens, line in lines.items()}

        question = self.tr("What you call the four lenses. An empty line brings back the name it came with.")
        name = partial(self.deeds.name_lenses, on_failed=self.ask.refuse)
        self.ask.ask(question, self.tr("Keep the names"), build, name, named=(_LENSES,))

    # Files.

    def _on_save(self) -> None:
        """Save what is listed; a set with its name."""
        self.flush()
        chosen = self.sets.listed
        listed = prompt_library(self._at_hand, self.filters.wanted)
        files.save(self._context, self, files.file_of(listed, "" if chosen is None else chosen.name))

    def _on_open(self) -> None:
        files.open_file(self._context, self, partial(self.deeds.take_in, on_done=self._on_taken))

    def _on_taken(self, written: Written[TakenIn]) -> None:
        self._context.navigation.notify(files.taken_text(written.value))
        self.sets.remember(written.value.turn)

    # Losing nothing.

    @property
    def has_unsaved(self) -> bool:
        """Whether there are words here that the vault does not hold."""
        return self.wording.saver.is_dirty or self.detail.tags.has_unsaved or self.ask.has_words

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The question that is half answered."""
        return self.ask.held_open

    def open_again(self, *name: str) -> None:
        """Ask a question again."""
        if name == (_LENSES,):
            self._on_lenses()
        else:
            self.sets.ask_again(*name)

    def flush(self) -> None:
        """Keep what is typed."""
        self.wording.saver.flush()
        self.detail.tags.flush()
