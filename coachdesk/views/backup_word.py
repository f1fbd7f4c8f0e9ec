"""A word about the backups on the first page, when there is one to say."""

from datetime import timedelta
from typing import Final

from coachdesk.models.entities.backup import BackupFacts, Safekeeping
from coachdesk.views.context import Context
from coachdesk.views.labels import short_day
from coachdesk.views.safekeeping import BackupKeeper
from coachdesk.views.widgets.word import Word

LONG_AGO: Final = timedelta(days=7)


class BackupWord(Word):
    """In sight only where the last good backup is older than a week, or one has failed since."""

    def __init__(self, context: Context, keeper: BackupKeeper) -> None:
        super().__init__(self.tr("Look"), lambda: context.navigation.panel_requested.emit("backups"))
        self._context = context
        self._keeper = keeper
        keeper.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what there is to say, or nothing."""
        self.say(self._text(self._keeper.kept))

    def _text(self, kept: Safekeeping) -> str:
        last = kept.last_good
        if kept.failure:
            return (
                self.tr("The last backup did not succeed. {last}").replace("{last}", self._last(last)).strip()
            )
        if last is None or self._context.workspace.now() - last.made_at <= LONG_AGO:
            return ""
        return self._last(last)

    def _last(self, last: BackupFacts | None) -> str:
        if last is None:
            return ""
        day = short_day(last.made_at.astimezone().date(), self._context.workspace.today())
        return self.tr("Last good backup: {day}.").replace("{day}", day)
