"""The recovery kit: 24 words to keep on paper, and three of them typed back."""

import secrets
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.views.form import Form
from coachdesk.views.start.background import Worker
from coachdesk.views.start.kit_paper import KitPaper
from coachdesk.views.start.step import Step
from coachdesk.views.start.word_grid import WordGrid
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import body, muted

_ASKED: Final = 3
ChoosePlaces = Callable[[int], tuple[int, ...]]


def random_places(count: int) -> tuple[int, ...]:
    """Return three places out of `count`, from 0, in order, that nobody can foresee."""
    return tuple(sorted(secrets.SystemRandom().sample(range(count), _ASKED)))


class KitPage(Step):
    """Shows the words first; then they are hidden and three are asked back."""

    def __init__(
        self,
        paper: KitPaper,
        worker: Worker,
        make_kit: Callable[[], RecoveryKit],
        *,
        choose_places: ChoosePlaces = random_places,
    ) -> None:
        super().__init__(
            self.tr("Your recovery kit"),
            self.tr(
                "If the passphrase is forgotten or this computer is lost, these 24 words open your vault."
                " Whoever has them can read everything, so keep them where you keep your passport."
            ),
        )
        self._worker = worker
        self._make_kit = make_kit
        self._choose_places = choose_places
        self._words: tuple[str, ...] = ()
        self.paper = paper
        self.grid = WordGrid()
        self.check = _WordCheck()
        self._faces = QStackedWidget()
        self._faces.addWidget(self._words_face())
        self._faces.addWidget(self.check)
        self.column.addWidget(self._faces)
        self.check.typed.connect(self.changed)

    def _words_face(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.grid)
        column.addWidget(self.paper)
        column.addWidget(muted(self.tr("Or write them down by hand. Next, three of them are asked back.")))
        column.addStretch(1)
        return face

    @property
    def is_checking(self) -> bool:
        """Whether the words are hidden and three are asked back."""
        return self._faces.currentIndex() == 1

    @property
    def is_ready(self) -> bool:
        """Whether the words are there, or the three are right."""
        return self.check.is_right if self.is_checking else bool(self._words)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a way back: to the words; the vault itself is made."""
        return self.is_checking

    def enter(self) -> None:
        """Fetch the words."""
        self._show_face(0)
        if not self._words:
            self.run(self._worker, self.tr("One moment…"), self._make_kit, self._on_kit)

    def focus_first(self) -> None:
        """Put the keyboard on the first thing to do."""
        if self.is_checking:
            self.check.focus_first()
        else:
            self.paper.print.setFocus()

    def go_on(self) -> None:
        """Ask the three words back; once they are right, forget them all and go on."""
        if not self.is_checking:
            self._show_face(1)
            self.focus_first()
            return
        self.forget()
        self.completed.emit()

    def forget(self) -> None:
        """Forget the words; the next `enter` fetches them again."""
        self._words = ()
        self.grid.show_words(())
        self.paper.show_kit(None)

    def go_back(self) -> bool:
        """Show the words again; what was typed stays."""
        if not self.is_checking:
            return False
        self._show_face(0)
        self.focus_first()
        return True

    def _on_kit(self, kit: RecoveryKit) -> None:
        self._words = kit.words
        self.grid.show_words(kit.words)
        self.paper.show_kit(kit)
        self.check.ask({place: kit.words[place] for place in self._choose_places(len(kit.words))})
        self.changed.emit()
        self.focus_first()

    def _show_face(self, index: int) -> None:
        self._faces.setCurrentIndex(index)
        self.changed.emit()


class _WordCheck(QWidget):
    """Three fields, each for the word at one place."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._wanted: dict[int, str] = {}
        self._form = Form(self)
        self.fields: dict[int, QLineEdit] = {}
        self.outcome = ProblemLine()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(body(self.tr("Take your kit in hand and type three of its words.")))
        self._column.addWidget(self.outcome)
        self._column.addStretch(1)

    def ask(self, wanted: dict[int, str]) -> None:
        """Ask for these words; the places count from 0."""
        self._wanted = wanted
        form = Form()
        self.fields = {}
        self._column.removeWidget(self._form)
        self._form.deleteLater()
        for place in wanted:
            field = form.line(self.tr("Word {number}").format(number=place + 1))
            field.setMaximumWidth(320)
            field.textChanged.connect(self._on_typed)
            field.editingFinished.connect(self._tell)
            self.fields[place] = field
        self._form = form
        self._column.insertWidget(1, form)

    @property
    def is_right(self) -> bool:
        """Whether all three are right."""
        return bool(self._wanted) and not any(map(self._is_wrong, self._wanted))

    def focus_first(self) -> None:
        """Put the cursor into the first word that is not right yet."""
        for place, field in self.fields.items():
            if self._is_wrong(place):
                field.setFocus()
                field.selectAll()
                return

    def _is_wrong(self, place: int) -> bool:
        return _letters(self.fields[place].text()) != self._wanted[place]

    def _on_typed(self) -> None:
        if not self.outcome.isHidden():
            self._tell()
        self.typed.emit()

    def _tell(self) -> None:
        wrong = [
            place for place in self._wanted if self.fields[place].text().strip() and self._is_wrong(place)
        ]
        text = self.tr("Word {number} is not the one in your kit yet. Look at its number and spelling.")
        self.outcome.say(text.format(number=wrong[0] + 1) if wrong else "")


def _letters(typed: str) -> str:
    """Return a word as it is compared: no case, no spaces, no number before it."""
    return "".join(letter for letter in typed.casefold() if letter.isalpha())
