"""Between the editor and the dictionary: words go to the worker, what is wrong comes back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from coachdesk import paths
from coachdesk.errors import KnownError
from coachdesk.models import own_words
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.note_habits import NO_SPELLING
from coachdesk.spelling.dictionaries import Dictionary, add_dictionary, dictionaries
from coachdesk.spelling.words import plain_form
from coachdesk.views.context import Context
from coachdesk.views.sessions.notes.habits import Habits
from coachdesk.views.sessions.notes.languages import best_dictionary

_GATHER_MS: Final = 80
_MOST_KNOWN: Final = 50_000


class SpellCheck(QObject):
    """Knows which words are wrong in the language at hand, and asks about those that are new.

    An answer about another dictionary than the present one is passed over. No word is kept longer
    than this window, and none goes anywhere but to the worker. `failure` says why nothing is checked.
    """

    answered = Signal()
    changed = Signal()

    def __init__(self, context: Context, habits: Habits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = context.workspace
        self._checker = context.checker
        self._habits = habits
        self._language = ""
        self._known: dict[str, bool] = {}
        self._wanted: set[str] = set()
        self._is_asking = False
        self._own: dict[str, str] = {}
        self.all: dict[str, Dictionary] | None = None
        self.dictionary: Dictionary | None = None
        self.failure: KnownError | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_GATHER_MS)
        self._soon.timeout.connect(self._ask)
        habits.changed.connect(self._choose)
        self._workspace.changed.connect(self._on_changed)

    @property
    def is_on(self) -> bool:
        """Whether words are looked up."""
        return self.dictionary is not None and self.failure is None

    @property
    def is_without_dictionary(self) -> bool:
        """Whether there is none for this language, and the coach has not said that none is wanted."""
        return bool(self.all) and self._habits.now.spelling_of(self._language) != NO_SPELLING

    @property
    def language(self) -> str:
        """The client's language, in the coach's words."""
        return self._language

    def begin(self, language: str) -> None:
        """Check in the language of a client from now on; the first time, find out what there is."""
        is_first = self.all is None
        if language == self._language and not is_first:
            return
        self._language = language
        if is_first:
            self.all = {}
            self._read_own_words()
            self.look_around()
        else:
            self._choose()

    def look_around(self) -> None:
        """Find out which dictionaries there are."""
        find = partial(dictionaries, paths.dictionary_folder())
        self._workspace.work(find, self._take_all, origin=self)

    def add(self, chosen: Path) -> None:
        """Take a dictionary of the coach's, and check with it."""
        add = partial(add_dictionary, chosen, paths.dictionary_folder())
        self._workspace.work(add, self._on_added, origin=self)

    def _on_added(self, added: Dictionary) -> None:
        self.all = {**(self.all or {}), added.tag: added}
        self.choose(added.tag)

    def choose(self, tag: str) -> None:
        """Check with this dictionary, or with none, for all clients of this language."""
        self._habits.keep(self._habits.now.with_spelling(self._language, tag))

    def _take_all(self, found: dict[str, Dictionary]) -> None:
        self.all = found
        self._choose()

    def _choose(self) -> None:
        there = self.all or {}
        tag = self._habits.now.spelling_of(self._language)
        former = self.dictionary
        if tag == NO_SPELLING:
            self.dictionary = None
        else:
            usual = best_dictionary(there.values(), self._language, QLocale().name())
            self.dictionary = there.get(tag or "", usual)
        if self.dictionary != former:
            self.failure = None
            self._forget()

    def _forget(self) -> None:
        self._known.clear()
        self._wanted.clear()
        self.changed.emit()

    def is_wrong(self, word: str) -> bool | None:
        """Tell whether a word is wrong; None while that is being asked."""
        found = self._known.get(word)
        if found is None:
            self._wanted.add(word)
            if not self._soon.isActive():
                self._soon.start()
            return None
        return found and plain_form(word) not in self._own

    def _ask(self) -> None:
        if self.dictionary is None or self._is_asking or not self._wanted:
            return
        words, self._wanted = frozenset(self._wanted), set()
        self._is_asking = True
        job = partial(self._checker.wrong, words, self.dictionary)
        take = partial(self._take, words, self.dictionary)
        self._workspace.work(job, take, origin=self, on_failed=self._on_failed)

    def _take(self, asked: frozenset[str], dictionary: Dictionary, wrong: frozenset[str]) -> None:
        self._is_asking = False
        if dictionary == self.dictionary:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known.update((word, word in wrong) for word in asked)
            self.answered.emit()
        self._ask()

    def _on_failed(self, error: KnownError) -> None:
        self._is_asking = False
        self.failure = error
        self._forget()

    def suggest(self, word: str, on_done: Callable[[tuple[str, ...]], None], *, origin: QObject) -> None:
        """Find out what may have been meant; nobody is told once `origin` is gone."""
        if self.dictionary is not None:
            job = partial(self._checker.suggest, word, self.dictionary)
            self._workspace.work(job, on_done, origin=origin, on_failed=lambda _error: on_done(()))

    def own_form(self, word: str) -> str | None:
        """Return a word of the coach's own as it was added, None where it is none."""
        return self._own.get(plain_form(word))

    def learn(self, word: str) -> None:
        """Take a word as right from now on, in this vault."""
        self._workspace.run(partial(own_words.add_own_word, word=word))

    def unlearn(self, word: str) -> None:
        """Leave a word of the coach's own to the dictionary again."""
        self._workspace.run(partial(own_words.remove_own_word, word=word))

    def _on_changed(self, change: Change, _origin: object) -> None:
        if change.touches(Kind.WORD_LIST) and self.all is not None:
            self._read_own_words()

    def _read_own_words(self) -> None:
        self._workspace.run(own_words.own_words, self._take_own, origin=self)

    def _take_own(self, words: tuple[str, ...]) -> None:
        self._own = {plain_form(word): word for word in words}
        self.changed.emit()
