"""The way in without the passphrase: the 24 words of the recovery kit."""

import re
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from coachdesk.errors import KnownError
from coachdesk.views.form import Form
from coachdesk.views.start.background import Worker
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.start.step import Step
from coachdesk.views.widgets.text import muted, set_text

_WORD: Final = re.compile(r"[^\W\d_]+")
_COUNT: Final = 24


class RecoverPage(Step):
    """Takes the words as they come: any case, numbered or not, pasted or typed."""

    def __init__(self, gateway: VaultGateway, worker: Worker, folder: Path) -> None:
        super().__init__(
            self.tr("Open with the recovery kit"),
            self.tr(
                "Type or paste the 24 words of your kit in their order. Numbers, capitals and line breaks"
                " don't matter. In the next step you choose a new passphrase."
            ),
        )
        self._gateway = gateway
        self._worker = worker
        self._folder = folder
        form = Form()
        self.words = form.text(self.tr("Recovery &words"), lines=6)
        self.words.setFixedHeight(self.words.minimumHeight())
        self.words.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.count = muted("")
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
        """Open the vault with the words, then forget them."""
        job = partial(self._gateway.unlock_with_words, self._folder, self.words.text())
        self.run(self._worker, self.tr("Opening the vault…"), job, self._on_opened)

    def _on_opened(self, _nothing: None) -> None:
        self.words.clear()
        self.completed.emit()

    def _on_failed(self, error: KnownError) -> None:
        super()._on_failed(error)
        self._select(error.facts.get("place"))

    def _select(self, place: object) -> None:
        """Select the wrong word where the error names its place."""
        found = self._typed()
        if not isinstance(place, int) or not 1 <= place <= len(found):
            return
        start, end = found[place - 1].span()
        cursor = self.words.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.words.setTextCursor(cursor)

    def _typed(self) -> list[re.Match[str]]:
        return list(_WORD.finditer(self.words.text()))

    def _on_edited(self) -> None:
        set_text(self.count, self.tr("{count} of 24 words").format(count=len(self._typed())))
        self.changed.emit()
