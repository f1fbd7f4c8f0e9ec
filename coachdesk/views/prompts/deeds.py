"""What the coach does with prompts, their tags and sets, each of it undoable."""

from functools import partial

from PySide6.QtCore import QObject

from coachdesk.documents.text import short
from coachdesk.exchange.prompt_file import PromptFile
from coachdesk.models import lens_names, prompt_sets, prompt_tags, prompt_taking, prompts
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import PromptId, PromptSetId
from coachdesk.models.entities.prompt import Lens, OwnPrompt, Prompt, PromptSet
from coachdesk.models.prompt_sets import SetTurn
from coachdesk.models.prompt_taking import TakenIn
from coachdesk.models.prompts import as_own, mark_prompt
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.saver import Job
from coachdesk.workspace import OnDone, OnFailed

_LONGEST = 40


class PromptDeeds(QObject):
    """Runs the verbs of the library through the undo of its page."""

    def __init__(self, undo: Undo, parent: QObject) -> None:
        super().__init__(parent)
        self._undo = undo

    def favour(self, prompt: Prompt) -> None:
        """Make a prompt a favourite, or one no more."""
        text = self.tr("No favourite any more") if prompt.favourite else self.tr("Made a favourite")
        self._mark(prompt, text, favourite=not prompt.favourite, hidden=prompt.hidden)

    def put_aside(self, prompt: Prompt) -> None:
        """Remove one that is the coach's alone, hide any other, and show again one that is hidden."""
        if prompt.is_own and not prompt.is_reworded:
            self.remove(as_own(prompt, PromptId("")))
        elif prompt.hidden:
            self._mark(prompt, self.tr("Prompt shown again"), favourite=prompt.favourite, hidden=False)
        else:
            told = self.tr("The prompt is hidden.")
            self._mark(prompt, self.tr("Prompt hidden"), told, favourite=prompt.favourite, hidden=True)

    def _mark(self, prompt: Prompt, text: str, told: str = "", *, favourite: bool, hidden: bool) -> None:
        mark = partial(mark_prompt, key=prompt.key)
        self._undo.do(
            partial(mark, favourite=favourite, hidden=hidden),
            inverse=partial(mark, favourite=prompt.favourite, hidden=prompt.hidden),
            text=text,
            told=told,
        )

    def remove(self, own: OwnPrompt) -> None:
        """Remove words of the coach's own."""
        self._undo.do(
            partial(prompts.remove_own_prompt, prompt=own),
            inverse=partial(prompts.save_own_prompt, prompt=own),
            text=self.tr("Your words removed"),
            told=self.tr("Your words are removed."),
        )

    def note_worded(self, before: OwnPrompt | None, after: OwnPrompt) -> None:
        """Let words that were kept while they were typed be taken back."""

        def put(worded: OwnPrompt | None) -> Job:
            if worded is None:
                return partial(prompts.remove_own_prompt, prompt=after)
            return partial(prompts.save_own_prompt, prompt=worded)

        is_new = before is None and not after.replaces
        text = self.tr("New prompt") if is_new else self.tr("Words changed")
        about = tuple(one for one in (after.id, after.replaces) if one)
        self._undo.note(text, before=before, after=after, put=put, key=after.id, about=about)

    def give_tag(self, prompt: Prompt, tag: str) -> None:
        """Give a prompt a tag."""
        self._undo.do(
            partial(prompt_tags.set_tag, key=prompt.key, tag=tag),
            inverse_of=lambda given: partial(prompt_tags.clear_tag, key=given.prompt_key, tag=given.tag),
            text=self.tr("Tag “{tag}” given").replace("{tag}", short(tag, _LONGEST)),
        )

    def take_tag(self, prompt: Prompt, tag: str) -> None:
        """Take a tag away."""
        self._undo.do(
            partial(prompt_tags.clear_tag, key=prompt.key, tag=tag),
            inverse=partial(prompt_tags.set_tag, key=prompt.key, tag=tag),
            text=self.tr("Tag “{tag}” taken away").replace("{tag}", short(tag, _LONGEST)),
        )

    def take_in(self, held: PromptFile, on_done: OnDone[Written[TakenIn]]) -> None:
        """Take the prompts of a file in, all of them or none."""
        self._undo.do(
            partial(prompt_taking.take_in_prompts, given=held.prompts, set_name=held.name),
            inverse_of=lambda taken: partial(prompt_taking.take_out_again, taken=taken),
            redo_of=lambda taken: partial(prompt_taking.take_in_again, taken=taken),
            text=self.tr("Prompts taken over from a file"),
            on_done=on_done,
        )

    def name_lenses(self, names: dict[Lens, str], on_failed: OnFailed) -> None:
        """Call the lenses so from now on."""
        self._undo.do(
            partial(lens_names.name_lenses, names=names),
            inverse_of=lambda before: partial(lens_names.name_lenses, names=before),
            text=self.tr("Lenses renamed"),
            on_failed=on_failed,
        )

    # Sets.

    def add_set(self, name: str, key: str, on_done: OnDone[Written[SetTurn]], on_failed: OnFailed) -> None:
        """Make a set, with a prompt in it where there is one."""
        job = partial(prompt_sets.add_prompt_set, name=name, prompt_keys=(key,) if key else ())
        text = self.tr("New set “{name}”").replace("{name}", short(name, _LONGEST))
        self._turn(job, text, on_done=on_done, on_failed=on_failed)

    def rename_set(self, one: PromptSet, name: str, on_failed: OnFailed) -> None:
        """Give a set another name."""
        job = partial(prompt_sets.rename_prompt_set, set_id=one.id, name=name)
        self._turn(job, self.tr("Set renamed"), on_failed=on_failed)

    def remove_set(self, one: PromptSet) -> None:
        """Remove a set; its prompts stay."""
        told = self.tr("The set “{name}” is removed, its prompts stay.")
        self._turn(
            partial(prompt_sets.remove_prompt_set, set_id=one.id),
            self.tr("Set removed"),
            told=told.replace("{name}", short(one.name, _LONGEST)),
        )

    def put_in(self, one: PromptSet, key: str) -> None:
        """Put a prompt into a set."""
        told = self.tr("It stands in “{name}”.").replace("{name}", short(one.name, _LONGEST))
        job = partial(prompt_sets.put_in_set, set_id=one.id, key=key)
        self._turn(job, self.tr("Put into a set"), told=told)

    def take_out(self, one: PromptSet, key: str) -> None:
        """Take a prompt out of a set."""
        told = self.tr("It is out of “{name}”.").replace("{name}", short(one.name, _LONGEST))
        job = partial(prompt_sets.take_out_of_set, set_id=one.id, key=key)
        self._turn(job, self.tr("Taken out of a set"), told=told)

    def move(self, set_id: PromptSetId, key: str, to: str) -> None:
        """Let a prompt take the place of another one in a set."""
        job = partial(prompt_sets.move_in_set, set_id=set_id, key=key, to=to)
        self._turn(job, self.tr("Moved in the set"))

    def _turn(
        self,
        job: Job,
        text: str,
        *,
        told: str = "",
        on_done: OnDone[Written[SetTurn]] | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        def back(turn: SetTurn) -> Job:
            return partial(prompt_sets.turn_set, turn=turn.back)

        self._undo.do(
            job, inverse_of=back, redo_of=back, text=text, told=told, on_done=on_done, on_failed=on_failed
        )
