"""The prompts of the session on the page, read when they are first wanted, and what is typed about them."""

from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import Any

import attrs
from PySide6.QtCore import QLocale, QObject, Signal

from coachdesk.models import prompt_uses, prompts
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.prompt import OwnPrompt, Prompt, PromptUse
from coachdesk.models.prompts import PromptsAtHand
from coachdesk.models.store import Store
from coachdesk.models.together import together
from coachdesk.views.context import Context
from coachdesk.views.widgets.saver import Job, PartSaver

Typed = PromptUse | OwnPrompt
AtHand = tuple[PromptsAtHand, tuple[PromptUse, ...]]


class PromptKeeper(QObject):
    """Shows what is typed at once, and keeps it until the vault has it."""

    changed = Signal()

    def __init__(self, context: Context, origin: QObject) -> None:
        super().__init__(origin)
        self._context = context
        self._session_id = SessionId("")
        self._languages: tuple[str, ...] = ()
        self._chosen_language = ""
        self._is_wanted = False
        self._stored: tuple[PromptUse, ...] = ()
        self._wished: dict[str, Typed] = {}
        self._under_way: deque[dict[str, Typed]] = deque()
        self.at_hand = PromptsAtHand(language="")
        self.saver = PartSaver(context.workspace, origin, self._job)
        self.saver.saved.connect(self._on_saved)
        self.saver.failed.connect(lambda _error: self._under_way.popleft())
        context.workspace.changed.connect(self._on_changed)

    @property
    def uses(self) -> tuple[PromptUse, ...]:
        """The prompts that were used in the session, as they stand on the page."""
        wished = self._wished
        typed = (wished.get(use.id, use) for use in self._stored)
        return tuple(use for use in typed if isinstance(use, PromptUse))

    def last_use(self, prompt: Prompt) -> PromptUse | None:
        """Return the newest use of a prompt in the session."""
        return next((use for use in reversed(self.uses) if use.prompt_key == prompt.key), None)

    def turn_to(self, session_id: SessionId, languages: Sequence[str]) -> None:
        """Be there for a session; `languages` are its clients'."""
        wanted = (*languages, QLocale().bcp47Name())
        if (session_id, wanted) == (self._session_id, self._languages):
            return
        self._session_id, self._languages = session_id, wanted
        self._chosen_language = ""
        self._stored = ()
        if self._is_wanted:
            self.read()

    def speak(self, language: str) -> None:
        """Show the prompts of another language, as long as the session is on the page."""
        self._chosen_language = language
        self.read()

    def read(self) -> None:
        """Read the prompts and the uses: this is what the first opening costs."""
        self._is_wanted = True
        session_id, languages = self._session_id, (self._chosen_language, *self._languages)

        def job(store: Store) -> AtHand:
            at_hand = prompts.prompts_at_hand(store, *languages)
            return at_hand, prompt_uses.uses_of_session(store, session_id)

        def tell(found: AtHand) -> None:
            if (session_id, languages) == (self._session_id, (self._chosen_language, *self._languages)):
                self.at_hand, self._stored = found
                self.changed.emit()

        self._context.workspace.run(job, tell, origin=self)

    def note_use(self, prompt: Prompt) -> None:
        """Note that a prompt is used now."""
        self._do(partial(prompt_uses.note_use, prompt=prompt, session_id=self._session_id))

    def type_what_came_of(self, use: PromptUse, words: str) -> None:
        """Keep a line that is being typed."""
        self._wish(use.id, attrs.evolve(use, came_of=words))

    def forget_use(self, use: PromptUse) -> None:
        """Forget a use; it can be put back."""
        self._wished.pop(use.id, None)
        self._do(partial(prompt_uses.forget_use, use=use))

    def put_use_back(self, use: PromptUse) -> None:
        """Put back a use that was forgotten."""
        self._do(partial(prompt_uses.put_use_back, use=use))

    def mark(self, prompt: Prompt, *, favourite: bool, hidden: bool) -> None:
        """Make a prompt a favourite or hide it, or take that back."""
        self._do(partial(prompts.mark_prompt, key=prompt.key, favourite=favourite, hidden=hidden))

    def type_own(self, own: OwnPrompt) -> None:
        """Keep a prompt of the coach's own that is being worded."""
        self._wish(own.id, own)

    def put_own(self, own: OwnPrompt) -> None:
        """Put back a prompt of the coach's own that was removed."""
        self._do(partial(prompts.save_own_prompt, prompt=own))

    def remove_own(self, own: OwnPrompt) -> None:
        """Remove a prompt of the coach's own."""
        self._wished.pop(own.id, None)
        self._do(partial(prompts.remove_own_prompt, prompt=own))

    def _do(self, job: Job) -> None:
        self._context.workspace.run(job, origin=self)

    def _wish(self, key: str, typed: Typed) -> None:
        self._wished[key] = typed
        self.saver.touch()
        self.changed.emit()

    def _job(self) -> Job:
        wished = dict(self._wished)
        self._under_way.append(wished)
        return partial(together, verbs=[_verb(typed) for typed in wished.values()])

    def _on_saved(self, _written: tuple[Any, ...]) -> None:
        for key, typed in self._under_way.popleft().items():
            if self._wished.get(key) == typed:
                del self._wished[key]
            if isinstance(typed, PromptUse):
                self._stored = tuple(typed if use.id == key else use for use in self._stored)

    def _on_changed(self, change: Change, _origin: object) -> None:
        if self._is_wanted and change.touches(Kind.PROMPT, Kind.PROMPT_SET, Kind.LENS):
            self.read()


def _verb(typed: Typed) -> Job:
    if isinstance(typed, PromptUse):
        return partial(prompt_uses.say_what_came_of, use=typed, came_of=typed.came_of)
    return partial(prompts.save_own_prompt, prompt=typed)
