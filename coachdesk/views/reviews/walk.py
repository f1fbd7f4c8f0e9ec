"""One clause at a time: the words that were agreed on, and whether they are still true."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from coachdesk.models.entities.agreement import Clause
from coachdesk.models.entities.ids import ClauseId, EngagementId
from coachdesk.models.entities.review import Answer
from coachdesk.models.review_page import ReviewPage
from coachdesk.models.reviews import answer_clauses
from coachdesk.views.context import Context
from coachdesk.views.fields import PlainText
from coachdesk.views.form import Form
from coachdesk.views.labels import label
from coachdesk.views.widgets.buttons import quiet, secondary, toggle
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.text import Quote, heading, muted, set_text

_KEYS: Final = {Answer.STILL_TRUE: "1", Answer.CHANGE: "2", Answer.DROP: "3"}
NOTHING: Final = (Answer.OPEN, "")
Said = tuple[Answer, str]


class ClauseWalk(Card):
    """Keeps an answer as it is given, and a sentence as it is typed; `finished` comes after the last clause.

    `kept` tells what was said of a clause before, and what the vault holds of it now. What could not be
    saved yet stays, for each clause of its own, until it is.
    """

    finished = Signal()
    kept = Signal(object, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._engagement = EngagementId("")
        self._clauses: tuple[Clause, ...] = ()
        self._known: dict[ClauseId, Said] = {}
        self._said: dict[ClauseId, Said] = {}
        self._unsaved: dict[ClauseId, Said] = {}
        self._at = 0
        self.progress = muted("")
        self.title = heading("", 2)
        self.words = Quote("", self)
        self.buttons = {answer: self._button(answer) for answer in _KEYS}
        self.note = Form()
        self.sentence: PlainText = self.note.text(self.tr("A sentence, if you like"), lines=2)
        self.before = quiet(self.tr("Back"), partial(self._go, -1))
        self.next = secondary(self.tr("Next"), partial(self._go, 1))
        self.saver = PartSaver(context.workspace, self, self._job)
        self._lay_out()
        self._connect()

    def _button(self, answer: Answer) -> QPushButton:
        button = toggle(f"{label(answer)}  {_KEYS[answer]}")
        button.setAccessibleName(label(answer))
        button.clicked.connect(lambda _checked=False: self.answer(answer))
        return button

    def _lay_out(self) -> None:
        answers = FlowLayout()
        for button in self.buttons.values():
            answers.addWidget(button)
        ways = FlowLayout(is_at_end=True)
        for way in (self.before, self.next):
            ways.addWidget(way)
        self.body.setSpacing(12)
        for part in (self.progress, self.title, self.words):
            self.body.addWidget(part)
        self.body.addLayout(answers)
        self.body.addWidget(self.note)
        self.body.addLayout(ways)

    def _connect(self) -> None:
        self.sentence.textChanged.connect(self._on_typed)
        self.saver.saved.connect(self._on_saved)
        keys = [(key, partial(self.answer, answer)) for answer, key in _KEYS.items()]
        for key, act in (
            *keys,
            ("Ctrl+Up", partial(self._go, -1)),
            ("Ctrl+Down", partial(self._go, 1)),
            ("Ctrl+Return", partial(self._go, 1)),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.next.setToolTip("Ctrl+Return")
        self.before.setToolTip("Ctrl+↑")

    def show_page(self, page: ReviewPage) -> None:
        """Show a review; answers that are on their way to the vault stay."""
        self._engagement = EngagementId(page.agreement.agreement.engagement_id)
        self._known = {one.clause_id: (one.answer, one.words) for one in page.answers}
        self._said = self._known | self._unsaved
        if self._clauses != page.clauses:
            self._clauses = page.clauses
            self._at = self._first_open()
        self._show()

    def forget(self) -> None:
        """Let go of what is shown: another agreement comes."""
        self._clauses, self._known, self._said, self._unsaved = (), {}, {}, {}
        self.saver.forget()

    def start_over(self) -> None:
        """Begin with the first clause that has no answer, or with the first of all."""
        self._at = self._first_open()
        self._show()

    def take_keyboard(self) -> None:
        """Put the keyboard on the first answer."""
        self.buttons[Answer.STILL_TRUE].setFocus()

    @property
    def clause(self) -> Clause | None:
        """The clause in front."""
        return self._clauses[self._at] if self._at < len(self._clauses) else None

    def _first_open(self) -> int:
        waiting = (
            at
            for at, clause in enumerate(self._clauses)
            if self._said.get(clause.id, NOTHING)[0] is Answer.OPEN
        )
        return next(waiting, 0)

    def _show(self) -> None:
        clause = self.clause
        if clause is None:
            return
        answer, words = self._said.get(clause.id, NOTHING)
        text = self.tr("Clause {number} of {all}")
        set_text(self.progress, text.format(number=self._at + 1, all=len(self._clauses)))
        set_text(self.title, clause.heading)
        self.words.show_words(clause.agreed_words)
        self._show_answer(answer)
        self.buttons[Answer.DROP].setHidden(clause.core)
        self.before.setEnabled(self._at > 0)
        if self.sentence.toPlainText() != words:
            with QSignalBlocker(self.sentence):
                self.sentence.setPlainText(words)

    def _show_answer(self, given: Answer) -> None:
        for answer, button in self.buttons.items():
            button.setChecked(answer is given)
            state = self.tr("{answer}, chosen") if answer is given else "{answer}"
            button.setAccessibleName(state.replace("{answer}", label(answer)))

    def answer(self, answer: Answer) -> None:
        """Give an answer; *still true* goes on, the others wait for a sentence."""
        clause = self.clause
        if clause is None or self.buttons[answer].isHidden():
            return
        self._keep(clause, (answer, self.sentence.toPlainText()))
        self._show_answer(answer)
        if answer is Answer.STILL_TRUE:
            self._go(1)
        else:
            self.saver.flush()
            self.sentence.setFocus()

    def _on_typed(self) -> None:
        clause = self.clause
        if clause is not None:
            answer, _ = self._said.get(clause.id, NOTHING)
            self._keep(clause, (answer, self.sentence.toPlainText()))

    def _keep(self, clause: Clause, said: Said) -> None:
        self._said[clause.id] = self._unsaved[clause.id] = said
        self.saver.touch()

    def _go(self, by: int) -> None:
        self.saver.flush()
        if self._at + by >= len(self._clauses):
            self.finished.emit()
            return
        self._at = max(0, self._at + by)
        self._show()
        self.take_keyboard()

    def _job(self) -> Job:
        said = tuple((clause_id, *said) for clause_id, said in self._unsaved.items())
        return partial(answer_clauses, engagement_id=self._engagement, answers=said)

    def _on_saved(self, answers: object) -> None:
        for one in answers:  # type: ignore[attr-defined]  # what `answer_clauses` has written
            before, said = self._known.get(one.clause_id, NOTHING), (one.answer, one.words)
            if self._unsaved.get(one.clause_id) == said:
                del self._unsaved[one.clause_id]
            self._known[one.clause_id] = said
            self.kept.emit(before, one)
