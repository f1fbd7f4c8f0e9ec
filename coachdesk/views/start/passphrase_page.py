"""The passphrase of a vault: chosen at the first start, or anew after recovery."""

from collections.abc import Callable
from functools import partial

from coachdesk.theme import Theme
from coachdesk.views.start.background import Worker
from coachdesk.views.start.new_passphrase import NewPassphrase
from coachdesk.views.start.step import Step
from coachdesk.views.widgets.text import muted


class PassphrasePage(Step):
    """Asks twice; leaving it hands the passphrase to `lock`, which may take seconds, in a worker."""

    def __init__(
        self, title: str, lead: str, theme: Theme, worker: Worker, lock: Callable[[str], None]
    ) -> None:
        super().__init__(title, lead)
        self._worker = worker
        self._lock = lock
        self.fields = NewPassphrase(theme, worker)
        self.column.addWidget(self.fields)
        self.column.addWidget(
            muted(
                self.tr(
                    "Nobody can look it up or reset it, and neither can we. If it is ever forgotten, the"
                    " recovery kit is the one other way in."
                )
            )
        )
        self.fields.changed.connect(self.changed)

    @property
    def is_ready(self) -> bool:
        """Whether the passphrase can be taken."""
        return self.fields.is_ready

    def focus_first(self) -> None:
        """Put the cursor where the passphrase goes."""
        self.fields.first.select_all()

    def go_on(self) -> None:
        """Make the lock fit; only then go on, and forget what was typed."""
        job = partial(self._lock, self.fields.passphrase())
        self.run(self._worker, self.tr("Making the lock fit…"), job, self._on_locked)

    def _on_locked(self, _nothing: None) -> None:
        self.fields.clear()
        self.completed.emit()
