"""The engagement at hand on the client's page: agreement, safe start and what was arranged."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models.client_page import ClientPage
from coachdesk.models.engagement_parts import AgreementAtHand, EngagementPart
from coachdesk.models.entities.agreement import VersionState
from coachdesk.models.entities.people import EngagementState
from coachdesk.views.clients.facts import engagement_facts, facts_grid
from coachdesk.views.clients.safe_start import SafeStart
from coachdesk.views.clients.section import Section
from coachdesk.views.context import Context
from coachdesk.views.labels import label, short_day
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.buttons import quiet, secondary
from coachdesk.views.widgets.card import Tone
from coachdesk.views.widgets.chip import Chip, ChipTone
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.text import muted, set_text, text_label
from coachdesk.views.widgets.word import Word

_STATE_TONES = {EngagementState.ACTIVE: ChipTone.ACCENT, EngagementState.PAUSED: ChipTone.SAND}
_VERSION_TONES = {VersionState.SIGNED: ChipTone.ACCENT, VersionState.READY: ChipTone.ACCENT}


class EngagementCard(Section):
    """What coach and client have arranged, and on what ground."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent=parent)
        self._client_id = ""
        self._part: EngagementPart | None = None
        self.state = Chip("")
        self.edit = quiet(self.tr("Edit engagement"), self._on_edit)
        top = FlowLayout()
        top.addWidget(text_label(self.tr("Engagement"), "section", wrap=False))
        top.addWidget(self.state)
        self.booklet = quiet(self.tr("Booklet"), self._on_booklet)
        self.booklet.setToolTip(self.tr("Several summaries as one paper"))
        top.add_stretch()
        top.addWidget(self.booklet)
        top.addWidget(self.edit)
        self.arranged = Fold(context.theme, self.tr("What is arranged"))
        self.safe_start = SafeStart(context)
        self.body.addLayout(top)
        self._wishes = muted("")
        self.body.addWidget(self._wishes)
        self.body.addLayout(self._agreement_row())
        self.due = Word(self.tr("Open the review"), self._on_review)
        self.due.setProperty("card", Tone.BARE.value)
        self.due.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.due)
        self.body.addWidget(self.safe_start)
        self.body.addWidget(self.arranged)

    def _agreement_row(self) -> QHBoxLayout:
        self.agreement = text_label("")
        self.agreement_state = Chip("")
        self.open_agreement = secondary(self.tr("Open agreement"), self._on_agreement)
        caption = FlowLayout()
        caption.addWidget(text_label(self.tr("Agreement"), "label", wrap=False))
        caption.addWidget(self.agreement_state)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(caption)
        words.addWidget(self.agreement)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self.open_agreement)
        return row

    def take_back_by(self, undo: Undo) -> None:
        """Let the steps of the safe start be taken back by the undo of the page."""
        self.safe_start.take_back_by(undo)

    def show_page(self, page: ClientPage) -> None:
        """Show the engagement at hand."""
        self.setVisible(page.current is not None)
        self._client_id = page.client.id
        if page.current is not None and page.current != self._part:
            self._show_part(page.current)

    def _show_part(self, part: EngagementPart) -> None:
        work = part.engagement
        if self._part is not None and self._part.engagement.id != work.id:
            self.drop()
        self._part = part
        self.state.show_state(label(work.state), _STATE_TONES.get(work.state, ChipTone.NEUTRAL))
        clear(self.arranged.body)
        today = self._context.workspace.today()
        self.arranged.body.addWidget(facts_grid(engagement_facts(part, today)))
        if work.picture_of_success:
            success = (self.tr("Success looks like"), work.picture_of_success)
            self.arranged.body.addWidget(facts_grid((success,), columns=1))
        wishes = (self._missing_purpose(part), self._missing_ground(part))
        set_text(self._wishes, "\n".join(wish for wish in wishes if wish))
        self._wishes.setVisible(any(wishes))
        self._show_agreement(part.agreement)
        self.due.say("" if part.due is None else label(part.due.causes[0]))
        self.safe_start.show_items(work.id, part.safe_start)

    @property
    def has_unsaved(self) -> bool:
        """Whether a step of the safe start is being changed."""
        return self.safe_start.has_unsaved

    def flush(self) -> None:
        """Save the step of the safe start that is being changed."""
        self.safe_start.flush()

    def drop(self) -> None:
        """Leave each step of the safe start as it is."""
        self.safe_start.drop()

    def _show_agreement(self, agreement: AgreementAtHand | None) -> None:
        self.agreement_state.setVisible(agreement is not None)
        action = self.tr("Open agreement") if agreement else self.tr("Start the agreement")
        self.open_agreement.setText(action)
        self.open_agreement.setAccessibleName(action)
        if agreement is None:
            set_text(self.agreement, self.tr("Not begun yet"))
            return
        set_text(self.agreement, self._version(agreement))
        self.agreement_state.show_state(
            label(agreement.state), _VERSION_TONES.get(agreement.state, ChipTone.SAND)
        )

    def _version(self, agreement: AgreementAtHand) -> str:
        parts = [self.tr("Version {number}").format(number=agreement.number)]
        if agreement.in_force and agreement.in_force != agreement.number:
            parts.append(self.tr("version {number} is in force").format(number=agreement.in_force))
        if agreement.review_on is not None:
            day = short_day(agreement.review_on, self._context.workspace.today())
            parts.append(self.tr("look again on {day}").format(day=day))
        return ", ".join(parts)

    def _missing_purpose(self, part: EngagementPart) -> str:
        if part.engagement.purpose:
            return ""
        return self.tr("What they come for, in their own words, is not noted yet.")

    def _missing_ground(self, part: EngagementPart) -> str:
        if not part.wants_ground:
            return ""
        if part.started_safely:
            return self.tr(
                "You are coaching without an agreement in force. When it suits, finish it together."
            )
        return self.tr("You are coaching, and some of the ground is still to be talked through together.")

    def _on_edit(self) -> None:
        if self._part is not None:
            self._context.navigation.engagement_edit_requested.emit(self._client_id, self._part.engagement.id)

    def _on_booklet(self) -> None:
        if self._part is not None:
            self._context.navigation.booklet_requested.emit(self._part.engagement.id)

    def _on_review(self) -> None:
        if self._part is not None:
            self._context.navigation.review_requested.emit(self._part.engagement.id)

    def _on_agreement(self) -> None:
        if self._part is not None:
            self._context.navigation.agreement_requested.emit(self._part.engagement.id, "")
