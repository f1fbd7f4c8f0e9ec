"""The 24 words of a recovery kit, typed or pasted back."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt

from coachdesk.errors import HeldElsewhereError, KnownError
from coachdesk.views.form import Form
from coachdesk.views.start.background import Worker
from coachdesk.views.start.step import Step
from coachdesk.views.typed_words import find_words, select_word
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.text import muted, set_text

_COUNT: Final = 24


class WordsPage(Step):
    """Takes the words as they come: any case, numbered or not, pasted or typed.

    Leaving it hands them to `use`, in a worker, and forgets them where that succeeds. `take_over`
    lets go of a vault that another computer did not close; without it, none can be in question.
    """

    def __init__(
        self,
        title: str,
        lead: str,
        busy_text: str,
        worker: Worker,
        use: Callable[[str], None],
        *,
        take_over: Callable[[], object] = tuple,
    ) -> None:
        super().__init__(title, lead)
        self._use_text = busy_text
        self._worker = worker
        self._use = use
        self._take_from_other = take_over
        form = Form()
        self.words = form.text(self.tr("Recovery &words"), lines=6)
        self.words.setFixedHeight(self.words.minimumHeight())
        self.words.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.count = muted("")
        self.take_over = secondary(self.tr("Open it &here"), self._take_over)
        self.take_over.hide()
        self.column.addWidget(self.take_over, alignment=Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(form)
        self.column.addWidget(self.count)
        self.words.textChanged.connect(self._on_edited)
        self._on_edited()

    @property
    def is_ready(self) -> bool:
        """Whether there are as many words as a kit has."""
        return len(self._typed()) == _COUNT

    def focus_first(self) -> None:
        """Put the cursor where the words go."""
        self.words.setFocus()

    def go_on(self) -> None:
        """Use the words, then forget them."""
        self.take_over.hide()
        self.run(self._worker, self._use_text, partial(self._use, self.words.text()), self._on_used)

    def forget(self) -> None:
        """Forget what was typed."""
        self.words.clear()
        self.show_problem("")
        self.take_over.hide()

    def _take_over(self) -> None:
        """Use the words on a vault that another computer did not close, now that the coach has said so."""
        self.run(self._worker, self._use_text, self._take_from_other, lambda _nothing: self.go_on())

    def _on_used(self, _nothing: None) -> None:
        self.words.clear()
        self.completed.emit()

    def _on_failed(self, error: KnownError) -> None:
        super()._on_failed(error)
        self.take_over.setVisible(isinstance(error, HeldElsewhereError))
        select_word(self.words, error.facts.get("place"))

    def _typed(self) -> list[re.Match[str]]:
        return find_words(self.words.text())

    def _on_edited(self) -> None:
        set_text(self.count, self.tr("{count} of 24 words").format(count=len(self._typed())))
        self.changed.emit()
