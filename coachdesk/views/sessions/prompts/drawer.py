"""The drawer: search, the prompts that fit the moment, what was used today, and one's own wording."""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedLayout, QVBoxLayout, QWidget

from coachdesk.models.entities.ids import PromptId, new_id
from coachdesk.models.entities.prompt import Lens, OwnPrompt, Prompt, PromptMoment, PromptSet, PromptUse
from coachdesk.models.prompt_shelves import Chosen, on_shelf, with_words
from coachdesk.models.prompts import as_own
from coachdesk.views.context import Context
from coachdesk.views.large_words import LargeWords
from coachdesk.views.own_prompt_form import Draft, OwnForm
from coachdesk.views.prompt_view import PromptView
from coachdesk.views.prompt_words import nothing_here
from coachdesk.views.sessions.prompts.keeper import PromptKeeper
from coachdesk.views.sessions.prompts.shelf_button import ShelfButton
from coachdesk.views.sessions.prompts.used_part import UsedPart
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import muted, set_text

_LONGEST: Final = 200


class PromptDrawer(QWidget):
    """Made when it is first opened. `inserted` carries words for the notes."""

    inserted = Signal(str)

    def __init__(self, context: Context, keeper: PromptKeeper) -> None:
        super().__init__()
        self._context = context
        self._keeper = keeper
        self._form: OwnForm | None = None
        self._fitted: PromptMoment | None = None
        self.search = self._search_field()
        self.shelf = ShelfButton(context.theme)
        self.list = PromptView(context.theme)
        self.nothing = muted("")
        self.insert = link(self.tr("Insert"), self._insert)
        self.insert.setAccessibleDescription(self.tr("Puts it into your notes"))
        self.enlarge = link(self.tr("Show large"), self._enlarge)
        self.more = link(self.tr("More"))
        self.used = UsedPart(context.theme)
        self._lay_out()
        self._connect()

    def _search_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self.tr("Search prompts"))
        field.setPlaceholderText(self.tr("Search prompts"))
        field.setToolTip("Ctrl+Shift+P")
        field.setMaxLength(_LONGEST)
        field.setClearButtonEnabled(True)
        field.textChanged.connect(self._on_searched)
        field.installEventFilter(self)
        return field

    def _lay_out(self) -> None:
        self._list_page = QWidget()
        column = QVBoxLayout(self._list_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addWidget(self.shelf)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        buttons = FlowLayout(spacing=4)
        for button in (self.insert, self.enlarge, self.more):
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addWidget(self.used)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._list_page)

    def _connect(self) -> None:
        self._keeper.changed.connect(self._show)
        self.shelf.chosen.connect(self.choose)
        self.shelf.language_chosen.connect(self._keeper.speak)
        self.shelf.new_wanted.connect(self.write_own)
        view = self.list
        view.inserted.connect(lambda _prompt: self._insert())
        view.enlarged.connect(lambda _prompt: self._enlarge())
        view.favoured.connect(self._favour)
        view.looked_back.connect(self._look_back)
        view.reworded.connect(self.reword)
        view.put_aside.connect(self._put_aside)
        view.new_wanted.connect(self.write_own)
        view.menu_wanted.connect(lambda prompt, place: self.menu_for(prompt).popup(place))
        view.went_up.connect(self.search.setFocus)
        view.typed.connect(self._search_for)
        view.turned.connect(lambda by: self.choose(self.shelf.turned(by)))
        view.current_changed.connect(self._offer_actions)
        self.more.clicked.connect(self._open_menu)
        self.used.typed.connect(self._keeper.type_what_came_of)
        self.used.removal_asked.connect(self._forget)
        self.used.finished.connect(self.list.setFocus)

    def turn_to(self) -> None:
        """Be there for another session from now on; nothing here is unsaved."""
        self._put_form_away()
        self.used.put_line_away()
        self._fitted = None
        self.search.clear()

    def fit(self, moment: PromptMoment) -> None:
        """Show the prompts of a moment, unless the coach has chosen others since it came."""
        if moment is not self._fitted:
            self._fitted = moment
            self.search.clear()
            self.choose(moment)

    def choose(self, shelf: Chosen) -> None:
        """Show these prompts."""
        self.shelf.show_shelf(shelf)
        self.search.clear()
        self._show()
        self.list.start_at_top()

    def begin(self) -> None:
        """Put the keyboard into the search, with what was typed before selected."""
        if self._form is not None and self._pages.currentWidget() is self._form:
            self._form.words.setFocus()
            return
        self.search.setFocus()
        self.search.selectAll()

    def step_back(self) -> bool:
        """Leave what is open inside; tell whether there was anything."""
        if self._form is not None and self._pages.currentWidget() is self._form:
            self._close_form()
        elif self.used.is_asking:
            self.used.put_line_away()
        else:
            return False
        return True

    def _show(self) -> None:
        at_hand, typed = self._keeper.at_hand, self.search.text().strip()
        self.shelf.show_languages(at_hand)
        shelf, prompts = self.shelf.shelf, at_hand.prompts
        every = (*prompts, *at_hand.elsewhere) if isinstance(shelf, PromptSet) else prompts
        shown = with_words(prompts, typed) if typed else on_shelf(every, shelf)
        is_one = not typed and isinstance(shelf, PromptMoment | PromptSet)
        self.list.show_prompts(shown, headed=not is_one)
        is_bare = bool(prompts) and not shown
        set_text(self.nothing, nothing_here(self.shelf.shelf, typed) if is_bare else "")
        self.nothing.setVisible(is_bare)
        self.used.show_uses(self._keeper.uses)
        self._offer_actions()

    def _offer_actions(self) -> None:
        has_prompt = self.list.current() is not None
        for button in (self.insert, self.enlarge, self.more):
            button.setEnabled(has_prompt)

    def _on_searched(self) -> None:
        self._show()
        self.list.start_at_top()

    def _search_for(self, letter: str) -> None:
        self.search.setText(letter)
        self.search.setFocus()
        self.search.end(False)

    def _insert(self) -> None:
        prompt = self.list.current()
        if prompt is not None:
            self._keeper.note_use(prompt)
            self.inserted.emit(prompt.words)

    def _enlarge(self) -> None:
        prompt = self.list.current()
        if prompt is not None:
            self._keeper.note_use(prompt)
            LargeWords(self.window(), prompt.words).appear()

    def _favour(self, prompt: Prompt) -> None:
        self._keeper.mark(prompt, favourite=not prompt.favourite, hidden=prompt.hidden)

    def _look_back(self, prompt: Prompt) -> None:
        use = self._keeper.last_use(prompt)
        if use is not None:
            self.used.ask(use)
        else:
            self._context.navigation.notify(self.tr("This one was not used in this session yet."))

    def _put_aside(self, prompt: Prompt) -> None:
        """Remove one that is the coach's alone, hide any other, and show again one that is hidden."""
        if prompt.is_own and not prompt.is_reworded:
            self._remove(as_own(prompt, PromptId("")))
            return
        self._keeper.mark(prompt, favourite=prompt.favourite, hidden=not prompt.hidden)
        if not prompt.hidden:
            undo = partial(self._keeper.mark, prompt, favourite=prompt.favourite, hidden=False)
            self._context.navigation.notify(self.tr("The prompt is hidden."), self.tr("Undo"), undo)

    def _remove(self, own: OwnPrompt) -> None:
        self._keeper.remove_own(own)
        undo = partial(self._keeper.put_own, own)
        self._context.navigation.notify(self.tr("Your words are removed."), self.tr("Undo"), undo)

    def _forget(self, use: PromptUse) -> None:
        self._keeper.forget_use(use)
        undo = partial(self._keeper.put_use_back, use)
        self._context.navigation.notify(self.tr("It is off the list."), self.tr("Undo"), undo)

    def write_own(self) -> None:
        """Ask for a new prompt of the coach's own."""
        shelf = self.shelf.shelf
        draft = Draft(
            id=PromptId(new_id()),
            moment=shelf if isinstance(shelf, PromptMoment) else PromptMoment.LISTENING,
            lens=shelf if isinstance(shelf, Lens) else Lens.COMMUNICATION,
            language=self._keeper.at_hand.language,
        )
        self._open_form(draft, is_kept=False)

    def reword(self, prompt: Prompt) -> None:
        """Ask for the coach's own words for a prompt."""
        own = as_own(prompt, PromptId(new_id()))
        self._open_form(Draft.of(own), is_kept=prompt.is_own)

    def _open_form(self, draft: Draft, *, is_kept: bool) -> None:
        if self._form is None:
            form = self._form = OwnForm()
            form.typed.connect(self._keeper.type_own)
            form.closed.connect(self._close_form)
            form.removal_asked.connect(self._on_removal_from_form)
            self._pages.addWidget(form)
        self._pages.setCurrentWidget(self._form)
        at_hand = self._keeper.at_hand
        self._form.start(draft, at_hand.own_languages, is_kept=is_kept, lens_names=at_hand.lens_names)

    def _close_form(self) -> None:
        """Put the form away, what was typed kept; words that were cleared are removed."""
        if self._form is not None and self._form.is_cleared and self._form.last is not None:
            self._remove(self._form.last)
        self._keeper.saver.flush()
        self._put_form_away()
        self.list.setFocus()

    def _on_removal_from_form(self) -> None:
        if self._form is not None and self._form.last is not None:
            self._remove(self._form.last)
        self._put_form_away()
        self.list.setFocus()

    def _put_form_away(self) -> None:
        self._pages.setCurrentWidget(self._list_page)

    def _open_menu(self) -> None:
        prompt = self.list.current()
        if prompt is not None:
            self.menu_for(prompt).popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def menu_for(self, prompt: Prompt) -> QMenu:
        """Return what can be done with a prompt, with the key that does it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Put into the notes\tEnter"), self._insert)
        menu.addAction(self.tr("Show large\tSpace"), self._enlarge)
        favour = self.tr("No favourite any more\t*") if prompt.favourite else self.tr("Make a favourite\t*")
        menu.addAction(favour, partial(self._favour, prompt))
        if self._keeper.last_use(prompt) is not None:
            menu.addAction(self.tr("Write what came of it\t="), partial(self._look_back, prompt))
        menu.addSeparator()
        menu.addAction(self.tr("Change its words\tF2"), partial(self.reword, prompt))
        menu.addAction(self._aside_text(prompt), partial(self._put_aside, prompt))
        menu.addAction(self.tr("Write one of your own\t+"), self.write_own)
        return menu

    def _aside_text(self, prompt: Prompt) -> str:
        if prompt.is_own and not prompt.is_reworded:
            return self.tr("Remove\tDel")
        return self.tr("Show it again\tDel") if prompt.hidden else self.tr("Hide\tDel")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        """Tell whether a key in the search was meant for the list."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.search.text().strip():
                self._insert()
            else:
                self.list.setFocus()
        elif key == Qt.Key.Key_Down:
            self.list.setFocus()
        else:
            return False
        return True
