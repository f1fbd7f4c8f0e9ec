"""The page of what changed between two versions of an agreement."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from coachdesk.documents.addendum import render_addendum
from coachdesk.documents.renderer import RenderedDocument
from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.addenda import Comparison, compare
from coachdesk.models.entities.agreement import AgreementKind, Party
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import EngagementId, VersionId
from coachdesk.models.entities.sharing import AddendumDocument, SharedHow
from coachdesk.views.agreements.changes.changes_view import ChangesView
from coachdesk.views.agreements.changes.chooser import Chooser
from coachdesk.views.agreements.changes.leaving import Leaving
from coachdesk.views.agreements.changes.wording import (
    altered_versions_text,
    passages_of,
    reasons_text,
    version_choice,
)
from coachdesk.views.agreements.wording import joined
from coachdesk.views.context import Context
from coachdesk.views.printing import unprinted_text
from coachdesk.views.shortcuts import add_shortcuts
from coachdesk.views.widgets.buttons import primary, secondary, toggle
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.pdf_view import PdfView
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import muted, set_text

_MATTERS: Final = (Kind.AGREEMENT, Kind.CLAUSE, Kind.CLIENT, Kind.ENGAGEMENT, Kind.PROFILE)
_MOST_NAMED: Final = 40
Pair = tuple[VersionId, VersionId]


class ChangesPanel(Page):
    """Words to read, inline or side by side; or the page that is handed out, and only there the way out."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("What changed"))
        self._context = context
        self._engagement: EngagementId | None = None
        self._pair: Pair | None = None
        self._comparison: Comparison | None = None
        self._printed: AddendumDocument | None = None
        self.side = toggle(self.tr("Side by side"), lambda _is_on: self._show_words())
        self.whole = toggle(self.tr("All clauses"), lambda _is_on: self._show_words())
        self.sponsor = toggle(self.tr("Sponsor's copy"), lambda _is_on: self._show_all())
        self.paper = toggle(self.tr("As a page"), lambda _is_on: self._show_all())
        self.save = secondary(self.tr("Save PDF…"), partial(self._hand_out, SharedHow.PDF))
        self.print = primary(self.tr("Print…"), partial(self._hand_out, SharedHow.PRINT))
        self.leave = secondary(self.tr("Back to the agreement"), self._on_back)
        self.chooser = Chooser()
        self.why = muted("")
        self.note = ProblemLine()
        self.words = ChangesView(context.theme)
        self.pages = PdfView(context.theme, self.tr("What changed, as it will leave"))
        self.nothing = QWidget()
        self.leaving = Leaving(context, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for part in (self.leave, self.side, self.whole, self.sponsor, self.paper, self.save, self.print):
            self.header.addWidget(part)
        self.words.setAccessibleName(self.tr("What changed"))
        self._stack = QStackedWidget()
        for view in (self.nothing, self.words, self.pages):
            self._stack.addWidget(view)
        for row in (self.why, self.chooser, self.note):
            self.body.addWidget(row)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.chooser.pair_chosen.connect(self._on_pair_chosen)
        self.chooser.change_wanted.connect(self._on_change_wanted)
        self.keep_up(self._context.workspace.changed, *_MATTERS, own_too=True)
        add_shortcuts(
            self,
            (
                (self.chooser.before.text(), "Ctrl+Up", self.chooser.go_back),
                (self.chooser.next.text(), "Ctrl+Down", self.chooser.go_on),
                (self.tr("Save PDF"), "Ctrl+Shift+S", partial(self._press, SharedHow.PDF)),
                (self.tr("Print"), "Ctrl+P", partial(self._press, SharedHow.PRINT)),
                (self.leave.text(), "Esc", self._on_back),
            ),
        )

    def open(self, *ids: str) -> None:
        """Show what changed in the agreement of an engagement; further ids name two of its versions."""
        self._engagement = EngagementId(ids[0])
        self._pair = (VersionId(ids[1]), VersionId(ids[2])) if all(ids[1:3]) and len(ids) > 2 else None  # noqa: PLR2004
        self._comparison = None
        self.sponsor.setChecked(False)
        self.paper.setChecked(False)
        self.refresh()

    def refresh(self) -> None:
        """Read both versions again."""
        if self._engagement is not None:
            job = partial(compare, engagement_id=self._engagement, pair=self._pair)
            self._context.workspace.run(job, self._show, origin=self, on_failed=self._say_why_not)

    def focus_first(self) -> None:
        """Put the keyboard on what is compared, or on the way back while there is nothing."""
        is_there = self._stack.currentWidget() is not self.nothing
        (self.chooser.old if is_there else self.leave).setFocus()

    @property
    def engagement_at_hand(self) -> str:
        """The engagement whose agreement this is."""
        return self._engagement or ""

    def _show(self, comparison: Comparison) -> None:
        if comparison.new.agreement.engagement_id != self._engagement:
            return
        is_first = self._comparison is None
        self._comparison = comparison
        self._pair = comparison.old.version.id, comparison.new.version.id
        names = joined(name.name for name in comparison.new.names_of(Party.CLIENT))
        self.name(self.tr("What changed"), names)
        self.chooser.show_comparison(comparison)
        self._show_all()
        if is_first and self.leave.hasFocus():
            self.chooser.old.setFocus()

    def _show_all(self) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        is_paper = self.paper.isChecked()
        for part in (self.side, self.whole):
            part.setHidden(is_paper)
        for part in (self.save, self.print):
            part.setVisible(is_paper)
        self.chooser.show()
        self.paper.show()
        self.sponsor.setVisible(comparison.new.agreement.kind is AgreementKind.THREE_WAY)
        self.note.say(altered_versions_text(comparison))
        self._stack.setCurrentWidget(self.pages if is_paper else self.words)
        self._show_words()
        if is_paper:
            self._show_pages(comparison)

    def _show_words(self) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        difference = comparison.difference(for_sponsor=self.sponsor.isChecked())
        set_text(self.why, reasons_text(difference))
        self.why.setVisible(bool(difference.reasons))
        passages = passages_of(difference, self._context.workspace.today())
        changes = [passage for passage in passages if passage.is_changed]
        names = (version_choice(comparison.old.version), version_choice(comparison.new.version))
        shown = passages if self.whole.isChecked() else changes
        self.words.show_passages(shown, names if self.side.isChecked() else None)
        self.chooser.show_changes(changes)
        if self.chooser.at >= 0:
            self.words.go_to(self.chooser.at)

    def _show_pages(self, comparison: Comparison) -> None:
        document = comparison.document(for_sponsor=self.sponsor.isChecked())
        self._printed = document
        job = partial(render_addendum, document, self._context.renderer)
        self._context.workspace.work(job, partial(self._on_rendered, document), origin=self)

    def _on_rendered(self, document: AddendumDocument, rendered: RenderedDocument) -> None:
        if document != self._printed:
            return
        self.pages.show_pdf(rendered.pdf)
        if rendered.unprinted and self._comparison is not None:
            missing = unprinted_text(rendered.unprinted[:_MOST_NAMED])
            self.note.say(altered_versions_text(self._comparison) or missing)

    def _say_why_not(self, error: KnownError) -> None:
        """Say why nothing can be compared, and lead back."""
        self._comparison = None
        former = self.nothing
        back = self.tr("Open the agreement")
        state = EmptyState(self.tr("Nothing to compare yet"), error_text(error), back, self._on_back)
        self.nothing = state
        self._stack.addWidget(state)
        if state.action is not None:
            self.setTabOrder(self.leave, state.action)
        self._stack.setCurrentWidget(self.nothing)
        self._stack.removeWidget(former)
        former.deleteLater()
        for part in (
            self.side,
            self.whole,
            self.sponsor,
            self.paper,
            self.save,
            self.print,
            self.chooser,
            self.why,
        ):
            part.hide()

    def _on_pair_chosen(self, pair: Pair) -> None:
        self._pair = pair
        self.refresh()

    def _on_change_wanted(self, at: int) -> None:
        if self.paper.isChecked():
            self.paper.setChecked(False)
        else:
            self.words.go_to(at)

    def _press(self, how: SharedHow) -> None:
        """Show the page first; from there it may leave."""
        if self.paper.isChecked():
            self._hand_out(how)
        else:
            self.paper.setChecked(True)

    def _hand_out(self, how: SharedHow) -> None:
        """Let leave what the vault holds now."""
        if self._engagement is None or self._comparison is None:
            return
        for_sponsor = self.sponsor.isChecked()

        def go_on(found: Comparison) -> None:
            self.leaving.hand_out(found, how, for_sponsor=for_sponsor)

        job = partial(compare, engagement_id=self._engagement, pair=self._pair)
        self._context.workspace.run(job, go_on, origin=self)

    def _on_back(self) -> None:
        if self._engagement is not None:
            self._context.navigation.agreement_requested.emit(self._engagement, "")
