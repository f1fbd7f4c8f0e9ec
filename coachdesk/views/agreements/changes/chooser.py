"""Which two versions are compared, and the way from one change to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.addenda import Comparison
from coachdesk.models.entities.agreement import AgreementVersion
from coachdesk.models.entities.ids import VersionId
from coachdesk.views.agreements.changes.wording import Passage, version_choice
from coachdesk.views.fields import Choice
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.flow import FlowLayout, together
from coachdesk.views.widgets.text import caption, muted, set_text

_NONE = VersionId("")


class Chooser(QWidget):
    """`pair_chosen` carries two versions, `change_wanted` the place of a change among all of them."""

    pair_chosen = Signal(object)
    change_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._changes: tuple[Passage, ...] | None = None
        self.at = -1
        self._versions: tuple[AgreementVersion, ...] = ()
        self.old: Choice[VersionId] = Choice(((_NONE, ""),), _NONE)
        self.new: Choice[VersionId] = Choice(((_NONE, ""),), _NONE)
        self.before = secondary(self.tr("Change before"), self.go_back)
        self.before.setToolTip("Ctrl+Up")
        self.next = secondary(self.tr("Next change"), self.go_on)
        self.next.setToolTip("Ctrl+Down")
        self.word = muted("")
        self.word.setAccessibleName(self.tr("The change in front"))
        self.old.activated.connect(lambda _at: self._on_chosen())
        self.new.activated.connect(lambda _at: self._on_chosen())
        for choice in (self.old, self.new):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._lay_out()

    def _lay_out(self) -> None:
        row = FlowLayout(spacing=10)
        for text, choice in ((self.tr("Compare"), self.old), (self.tr("with"), self.new)):
            choice.setAccessibleName(text)
            row.add_layout(together(caption(text, choice), choice))
        row.add_layout(together(self.before, self.next))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.word)

    def show_comparison(self, comparison: Comparison) -> None:
        """Offer the versions, an earlier one on the left of a later one."""
        self._versions = comparison.new.versions
        self._offer(comparison.old.version.id, comparison.new.version.id)

    def _offer(self, old: VersionId, new: VersionId) -> None:
        number = next(version.number for version in self._versions if version.id == new)
        earlier = [version for version in self._versions if version.number < number]
        with QSignalBlocker(self.old), QSignalBlocker(self.new):
            self.new.offer(_choices(self._versions[1:]))
            self.new.choose(new)
            self.old.offer(_choices(earlier))
            self.old.choose(old if any(version.id == old for version in earlier) else earlier[-1].id)

    def _on_chosen(self) -> None:
        self._offer(self.old.value(), self.new.value())
        self.pair_chosen.emit((self.old.value(), self.new.value()))

    def show_changes(self, changes: Sequence[Passage]) -> None:
        """Begin before the first of these changes; of the same ones, the one in front stays there."""
        if tuple(changes) == self._changes:
            return
        self._changes, self.at = tuple(changes), -1
        self.before.setEnabled(False)
        self.next.setEnabled(bool(changes))
        count = self.tr("%n change(s).", "", len(changes)) if changes else self.tr("Nothing has changed.")
        set_text(self.word, count)

    def go_on(self) -> None:
        """Lead to the next change."""
        self._go(self.at + 1)

    def go_back(self) -> None:
        """Lead to the change before."""
        self._go(self.at - 1)

    def _go(self, at: int) -> None:
        changes = self._changes or ()
        if not 0 <= at < len(changes):
            return
        self.at = at
        had_keyboard = self.before.hasFocus() or self.next.hasFocus()
        self.before.setEnabled(at > 0)
        self.next.setEnabled(at < len(changes) - 1)
        if had_keyboard and not (self.before.hasFocus() or self.next.hasFocus()):
            (self.next if self.next.isEnabled() else self.before).setFocus()
        where = self.tr("Change {number} of {count}.").format(number=at + 1, count=len(changes))
        set_text(self.word, f"{where} {changes[at].spoken()}")
        self.change_wanted.emit(at)


def _choices(versions: Sequence[AgreementVersion]) -> tuple[tuple[VersionId, str], ...]:
    return tuple((version.id, version_choice(version)) for version in versions)
