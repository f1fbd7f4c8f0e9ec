"""Which prompts of the library are listed: by words, moment, lens, tag, set and language."""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from coachdesk.models.entities.ids import PromptSetId
from coachdesk.models.entities.prompt import Lens, PromptMoment
from coachdesk.models.prompt_library import LibraryFilter, LibraryShelf
from coachdesk.models.prompts import PromptsAtHand
from coachdesk.models.shipped_prompts import languages_of_prompts
from coachdesk.views.fields import Choice
from coachdesk.views.labels import choices, language_name
from coachdesk.views.lens_words import lens_choices
from coachdesk.views.names import shortened
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.segments import Segments

V = TypeVar("V")
_LONGEST = 28


class LibraryFilters(QWidget):
    """Choices of tags and sets are there as soon as there are any."""

    edited = Signal()
    language_chosen = Signal()
    list_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = self._words()
        self.shelf = Segments(self.tr("Which prompts"), self._shelves())
        every = self.tr("Every moment"), self.tr("Every lens"), self.tr("Every tag"), self.tr("Every set")
        self._every_moment, self._every_lens, self._every_tag, self._every_set = every
        moments: tuple[tuple[PromptMoment | None, str], ...] = (
            (None, self._every_moment),
            *choices(PromptMoment),
        )
        self.moment: Choice[PromptMoment | None] = Choice(moments, None)
        self.lens: Choice[Lens | None] = Choice(((None, self._every_lens),), None)
        self.tag: Choice[str] = Choice((("", self._every_tag),), "")
        self.set: Choice[PromptSetId | None] = Choice(((None, self._every_set),), None)
        self.language: Choice[str] = Choice((("", ""),), "")
        self._name_choices()
        self._lay_out()
        self.words.textChanged.connect(lambda _text: self.edited.emit())
        self.shelf.chosen.connect(lambda _shelf: self.edited.emit())
        for choice in (self.moment, self.lens, self.tag, self.set):
            choice.currentIndexChanged.connect(lambda _at: self.edited.emit())
        self.language.currentIndexChanged.connect(lambda _at: self.language_chosen.emit())

    def _words(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self.tr("Find by word or tag"))
        field.setPlaceholderText(self.tr("Find by word or tag"))
        field.setClearButtonEnabled(True)
        field.setFixedWidth(200)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), field)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.list_wanted)
        return field

    def _shelves(self) -> tuple[tuple[LibraryShelf, str], ...]:
        return (
            (LibraryShelf.EVERY, self.tr("All")),
            (LibraryShelf.FAVOURITES, self.tr("Favourites")),
            (LibraryShelf.OPENED, self.tr("Opened something")),
            (LibraryShelf.HIDDEN, self.tr("Hidden")),
        )

    def _name_choices(self) -> None:
        for choice, name in (
            (self.moment, self.tr("Moment")),
            (self.lens, self.tr("Lens")),
            (self.tag, self.tr("Tag")),
            (self.set, self.tr("Set")),
            (self.language, self.tr("Language")),
        ):
            choice.setAccessibleName(name)
            choice.setToolTip(name)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.tag.hide()
        self.set.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        first = FlowLayout(spacing=16)
        first.addWidget(self.words)
        first.addWidget(self.shelf)
        first.addWidget(self.language)
        second = FlowLayout(spacing=8)
        for choice in (self.moment, self.lens, self.tag, self.set):
            second.addWidget(choice)
        column.addLayout(first)
        column.addLayout(second)

    @property
    def wanted(self) -> LibraryFilter:
        """What is looked for."""
        return LibraryFilter(
            words=self.words.text(),
            shelf=LibraryShelf(self.shelf.value),
            moment=self.moment.value(),
            lens=self.lens.value(),
            tag=self.tag.value(),
            set_id=self.set.value(),
        )

    def offer(self, at_hand: PromptsAtHand) -> None:
        """Let there be these lenses, tags, sets and languages to choose from; what is chosen stays."""
        _offer(self.lens, ((None, self._every_lens), *lens_choices(at_hand.lens_names)))
        _offer(self.tag, (("", self._every_tag), *((tag, shortened(tag, _LONGEST)) for tag in at_hand.tags)))
        sets = ((one.id, shortened(one.name, _LONGEST)) for one in at_hand.sets)
        _offer(self.set, ((None, self._every_set), *sets))
        spoken = sorted({*languages_of_prompts(), *at_hand.own_languages, at_hand.language})
        _offer(self.language, tuple((tag, language_name(tag)) for tag in spoken))
        with QSignalBlocker(self.language):
            self.language.choose(at_hand.language)
        self.tag.setVisible(bool(at_hand.tags))
        self.set.setVisible(bool(at_hand.sets))

    def turn_moment(self, by: int) -> None:
        """Go on to the prompts of the next moment, or of the one before; behind the last are all of them."""
        count = self.moment.count()
        self.moment.setCurrentIndex((self.moment.currentIndex() + by) % count)

    def reset(self) -> None:
        """List all prompts."""
        with QSignalBlocker(self):
            self.words.clear()
            self.shelf.choose(LibraryShelf.EVERY)
            for choice in (self.moment, self.lens, self.tag, self.set):
                choice.setCurrentIndex(0)
        self.edited.emit()


def _offer(choice: Choice[V], options: Iterable[tuple[V, str]]) -> None:
    """Change what there is to choose from; a choice that is gone becomes the first one."""
    chosen, known = choice.value(), tuple(options)
    if known == tuple((value, choice.itemText(at)) for at, value in enumerate(choice.values)):
        return
    with QSignalBlocker(choice):
        choice.offer(known)
        if chosen in choice.values:
            choice.choose(chosen)
