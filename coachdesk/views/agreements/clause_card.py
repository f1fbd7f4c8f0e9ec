"""The clause being worked on."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.clauses import Words
from coachdesk.models.entities.agreement import AgreementKind, Audience, Clause, ClauseState
from coachdesk.models.entities.ids import ClauseId
from coachdesk.theme import Theme
from coachdesk.views.agreements.agreed_data import AgreedData
from coachdesk.views.agreements.answers import ASIDE, Answers
from coachdesk.views.agreements.voices import Voices
from coachdesk.views.agreements.wording import CLAUSE_TONES
from coachdesk.views.labels import label
from coachdesk.views.widgets.buttons import quiet, secondary
from coachdesk.views.widgets.chip import Chip, ChipTone
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.more import MoreButton
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.text import heading, muted, set_text


class ClauseCard(ScrollColumn):
    """Shows one clause. Signals say what the coach wants; nothing is changed here."""

    typed = Signal(object)
    answered = Signal(object, bool)
    state_wanted = Signal(object)
    renamed = Signal(str)
    audience_wanted = Signal(object)
    shift_wanted = Signal(int)
    remove_wanted = Signal()
    history_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: AgreementPage | None = None
        self._clause: Clause | None = None
        self.heading = heading("")
        self.name_field = self._name_field()
        self.prompt = muted("")
        self.state = Chip("")
        self.more = MoreButton(theme, self.tr("More about this clause"))
        self.voices = Voices()
        self.voices.typed.connect(self.typed)
        self.data = AgreedData()
        self.answers = Answers()
        self.answers.answered.connect(self.answered)
        self.answers.proposed_by_chosen.connect(lambda who: self.typed.emit(Words(proposed_by=who)))
        self.park = secondary(self.tr("Park"), partial(self.state_wanted.emit, ClauseState.PARKED))
        self.revisit = secondary(self.tr("Revisit"), partial(self.state_wanted.emit, ClauseState.REVISIT))
        self.drop = secondary(self.tr("Drop"), partial(self.state_wanted.emit, ClauseState.DROPPED))
        self.bring_back = secondary(self.tr("Bring back"), partial(self.state_wanted.emit, ClauseState.OPEN))
        self.history = quiet(self.tr("History"), self._on_history)
        self._lay_out()

    def _name_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self.tr("Heading of the clause"))
        field.editingFinished.connect(self._on_named)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), field)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._stop_naming)
        field.hide()
        return field

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(self.heading, 1)
        title.addWidget(self.name_field, 1)
        title.addWidget(self.state, alignment=Qt.AlignmentFlag.AlignVCenter)
        title.addWidget(self.more)
        states = FlowLayout()
        for button in (self.park, self.revisit, self.drop, self.bring_back):
            states.addWidget(button)
        states.add_stretch()
        states.addWidget(self.history)
        self.column.setSpacing(10)
        self.column.addLayout(title)
        self.column.addWidget(self.prompt)
        self.column.addWidget(self.voices)
        self.column.addWidget(self.data)
        self.column.addWidget(self.answers)
        self.column.addLayout(states)
        self.column.addStretch(1)

    @property
    def clause_id(self) -> ClauseId | None:
        """The clause that is shown."""
        return None if self._clause is None else self._clause.id

    def show_clause(self, page: AgreementPage, clause: Clause) -> None:
        """Show a clause of a page, with everything typed so far."""
        is_other = clause.id != self.clause_id
        self._page, self._clause = page, clause
        if is_other:
            self._stop_naming()
            self.verticalScrollBar().setValue(0)
        set_text(self.heading, clause.heading)
        set_text(self.prompt, clause.prompt)
        self.prompt.setVisible(bool(clause.prompt))
        self.voices.show_clause(page, clause)
        self.data.show_clause(page, clause)
        self.answers.show_clause(page, clause)
        self._show_state(page, clause)
        self._fill_menu(page, clause)

    def _show_state(self, page: AgreementPage, clause: Clause) -> None:
        self.state.show_state(label(clause.state), CLAUSE_TONES.get(clause.state, ChipTone.NEUTRAL))
        is_aside, is_open = clause.state in ASIDE, not page.is_fixed
        pressed = self.window().focusWidget()
        for button in (self.park, self.drop):
            button.setVisible(is_open and not is_aside)
        self.revisit.setVisible(is_open and not is_aside and clause.state is not ClauseState.REVISIT)
        self.bring_back.setVisible(is_open and is_aside)
        if pressed in (self.park, self.revisit, self.drop, self.bring_back) and pressed.isHidden():
            self._receive_keyboard()

    def _receive_keyboard(self) -> None:
        """Take the keyboard from a button that is gone to where pressing it once more changes no mind."""
        (self.more if self.bring_back.isHidden() else self.bring_back).setFocus()

    def _fill_menu(self, page: AgreementPage, clause: Clause) -> None:
        menu = self.more.menu()
        menu.clear()
        self.more.setHidden(page.is_fixed)
        menu.addAction(self.tr("Rename") + "\tF2", self.start_naming)
        menu.addAction(self.tr("Move up") + "\tAlt+Up", partial(self.shift_wanted.emit, -1))
        menu.addAction(self.tr("Move down") + "\tAlt+Down", partial(self.shift_wanted.emit, 1))
        if page.agreement.kind is AgreementKind.THREE_WAY:
            is_pair = clause.audience is Audience.PAIR
            text = self.tr("Let the sponsor read it") if is_pair else self.tr("Keep it between the two of us")
            wanted = Audience.ALL_PARTIES if is_pair else Audience.PAIR
            menu.addAction(text, partial(self.audience_wanted.emit, wanted))
        if not clause.key:
            menu.addSeparator()
            menu.addAction(self.tr("Remove"), self.remove_wanted.emit)

    def _on_history(self) -> None:
        if self._clause is not None:
            self.history_wanted.emit(self._clause.id)

    def start_naming(self) -> None:
        """Let the heading be typed."""
        if self._clause is None or self._page is None or self._page.is_fixed:
            return
        self.name_field.setText(self._clause.heading)
        self.heading.hide()
        self.name_field.show()
        self.name_field.setFocus()
        self.name_field.selectAll()

    def _stop_naming(self) -> None:
        if not self.name_field.isHidden():
            had_keyboard = self.name_field.hasFocus()
            self.name_field.hide()
            self.heading.show()
            if had_keyboard:
                self.voices.clients.field.setFocus()

    def _on_named(self) -> None:
        if self.name_field.isHidden() or self._clause is None:
            return
        name = self.name_field.text().strip()
        self._stop_naming()
        if name and name != self._clause.heading:
            self.renamed.emit(name)
