"""The page for looking back: on the work with one client, or on the whole practice."""

from datetime import date
from functools import partial
from typing import Final

from attrs import frozen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.errors import KnownError, NotFoundError
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.look_back import LookBack, look_back_on_client, look_back_on_practice
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.fields import Choice
from coachdesk.views.labelled import labelled
from coachdesk.views.labels import label, short_day
from coachdesk.views.lead_back import lead_back
from coachdesk.views.look_back.plots import Shown, plots_of
from coachdesk.views.look_back.sentences import SentencesCard
from coachdesk.views.look_back.span import Span, begin_of, span_text
from coachdesk.views.names import shortened
from coachdesk.views.plots.plot_view import PlotCard
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.segments import Segments
from coachdesk.views.widgets.text import text_label

_MATTERS: Final = (
    Kind.CLIENT,
    Kind.ENGAGEMENT,
    Kind.SESSION,
    Kind.COMMITMENT,
    Kind.PLEDGE,
    Kind.MILESTONE,
    Kind.GOAL,
    Kind.PREFERENCE,
    Kind.FEEDBACK,
    Kind.BIN,
)
_PLOTS: Final = ("way", "milestones", "steps", "dials", "months", "promises")


@frozen
class _Asked:
    """What the page was asked to show; an answer to another question comes too late."""

    client: ClientId | None
    engagement: EngagementId | None
    span: Span


class LookBackPanel(Page):
    """Shows the span that the coach chose; whatever there is nothing of is not there."""

    usual_span = Span.ALL

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._client: ClientId | None = None
        self._engagement: EngagementId | None = None
        self.seen: LookBack | None = None
        self.leave = secondary(self.tr("Back"), context.navigation.back_requested.emit)
        self.give = primary(self.tr("For the client…"), self._on_give)
        self.span = Segments(self.tr("How far back"), [(span, span_text(span)) for span in Span])
        self.span.choose(self.usual_span)
        self.engagement: Choice[str] = Choice((("", ""),), "")
        self.cards = {name: PlotCard(context) for name in _PLOTS}
        self.sentences = SentencesCard(context)
        self.empty = EmptyState(
            self.tr("Nothing to look back on yet"),
            self.tr("What you live through together gathers here by itself. A longer span may show more."),
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.header.addWidget(self.leave)
        self.header.addWidget(self.give)
        span = QVBoxLayout()
        span.setSpacing(4)
        span.addWidget(text_label(self.tr("How far back"), "label"))
        span.addWidget(self.span)
        self._which, _ = labelled(self.tr("Which engagement"), self.engagement)
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addLayout(span, 3)
        top.addWidget(self._which, 2)
        self._which.hide()
        column = ScrollColumn(widest=920)
        for part in (*self.cards.values(), self.sentences, self.empty):
            column.column.addWidget(part)
        column.column.addStretch(1)
        self.body.addLayout(top)
        self.body.addWidget(column, 1)
        for part in (self.sentences, self.empty, self.give):
            part.hide()

    def _connect(self) -> None:
        self.span.chosen.connect(lambda _span: self.refresh())
        self.engagement.activated.connect(self._on_engagement)
        self.keep_up(self._context.workspace.changed, *_MATTERS)

    def open(self, *ids: str) -> None:
        """Look back on the work with the client of the first id, if there is one, or on the whole practice.

        The second id is that of the engagement; without it, it is the one under way.
        """
        client, engagement = (*ids, "", "")[:2]
        if (client or None) != self._client:
            self.span.choose(Span.ALL if client else Span.YEAR)
        self._client = ClientId(client) if client else None
        self._engagement = EngagementId(engagement) if engagement else None
        self.refresh()

    def refresh(self) -> None:
        """Read again what lies behind."""
        asked = _Asked(self._client, self._engagement, Span(self.span.value))
        since = begin_of(asked.span, self._context.workspace.today())
        read = partial(_read, asked=asked, since=since)
        self._context.workspace.run(
            read, partial(self._show, asked, since), origin=self, on_failed=partial(self._on_failed, asked)
        )

    @property
    def client_at_hand(self) -> str:
        """The client whom the page is about."""
        return self._client or ""

    @property
    def engagement_at_hand(self) -> str:
        """The engagement that is looked back on."""
        return "" if self.seen is None or self._client is None else self.seen.at_hand or ""

    def focus_first(self) -> None:
        """Put the keyboard on the span that is chosen."""
        self.span.buttons[self.span.value].setFocus()

    def _show(self, asked: _Asked, since: date | None, seen: LookBack) -> None:
        if asked != _Asked(self._client, self._engagement, Span(self.span.value)):
            return
        self.seen = seen
        self._name(seen)
        self._show_engagements(seen)
        whose = self.tr("the practice") if seen.client is None else seen.client.called
        plots = plots_of(seen, self._context.workspace.today(), since)
        for name, card in self.cards.items():
            self._show_plot(card, plots[name], whose)
        self.sentences.show_sentences(seen)
        self.empty.setVisible(seen.says_nothing)
        self.give.setVisible(bool(seen.at_hand))
        self.leave.setVisible(seen.client is not None)

    def _on_failed(self, asked: _Asked, error: KnownError) -> None:
        """Show nothing more of a client who is gone."""
        if isinstance(error, NotFoundError):
            self.seen = None
        if asked.client == self._client:
            lead_back(self._context, self, error)

    def _show_plot(self, card: PlotCard, shown: Shown, whose: str) -> None:
        card.show_plot(shown.plot, whose=whose, note=shown.note)

    def _name(self, seen: LookBack) -> None:
        if seen.client is None:
            self.name(self.tr("Practice"), self.tr("Looking back on the work with all clients"))
        else:
            self.name(self.tr("Looking back"), shortened(seen.client.display_name))

    def _show_engagements(self, seen: LookBack) -> None:
        self._which.setVisible(len(seen.engagements) > 1)
        if seen.at_hand is not None:
            self.engagement.offer(tuple((one.id, self._engagement_text(one)) for one in seen.engagements))
            self.engagement.choose(seen.at_hand)

    def _engagement_text(self, one: Engagement) -> str:
        began = "" if one.starts_on is None else short_day(one.starts_on)
        parts = (began, label(one.format), label(one.state), shortened(" ".join(one.purpose.split()), 40))
        return ", ".join(part for part in parts if part)

    def _on_engagement(self, _index: int) -> None:
        self._engagement = EngagementId(self.engagement.value())
        self._context.navigation.turned_to.emit(self._client or "", self._engagement)
        self.refresh()

    def _on_give(self) -> None:
        if self.seen is not None and self.seen.at_hand is not None:
            since = begin_of(Span(self.span.value), self._context.workspace.today())
            day = "" if since is None else since.isoformat()
            self._context.navigation.look_back_paper_requested.emit(
                self.seen.at_hand, self._client or "", day
            )


class PracticePanel(LookBackPanel):
    """Looks back on the whole practice."""

    usual_span = Span.YEAR


def _read(store: Store, *, asked: _Asked, since: date | None) -> LookBack:
    if asked.client is None:
        return look_back_on_practice(store, since=since)
    return look_back_on_client(store, client_id=asked.client, engagement_id=asked.engagement, since=since)
