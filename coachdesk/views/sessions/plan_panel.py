"""Planning the next session of somebody."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.errors import InvalidInputError
from coachdesk.i18n import error_text
from coachdesk.models import sessions
from coachdesk.models.entities.change import Kind, Written
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.session import Session
from coachdesk.models.form_records import take_plan_back
from coachdesk.models.session_lists import Bookable, bookable
from coachdesk.views.context import Context
from coachdesk.views.fields import Choice
from coachdesk.views.labelled import labelled
from coachdesk.views.labels import moment_text
from coachdesk.views.moment_hint import MomentHint
from coachdesk.views.names import names_text
from coachdesk.views.sessions.plan_form import PlanForm
from coachdesk.views.undo_steps import Kept
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.saver import Job

_WIDEST = 620


class PlanPanel(Page):
    """Who, when, how long, how and where; Ctrl+Enter plans it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Plan a session"))
        self._context = context
        self._wanted, self._has_day = EngagementId(""), False
        self.who: Choice[Bookable] | None = None
        self.form = PlanForm()
        self.form.offer_near_days(context.workspace.today)
        self.hint = MomentHint(context)
        self.hint.follow(self.form.when, self.form.minutes)
        self.plan_it = primary(self.tr("Plan it"), self._on_plan)
        self.leave = secondary(self.tr("Leave it"), context.navigation.back_requested.emit)
        self._who_place = QHBoxLayout()
        self._card = Card()
        self.nobody = EmptyState(
            self.tr("Nobody to plan with yet"),
            self.tr("A session belongs to an engagement: add a client first, and say what you work on."),
            self.tr("Open the clients"),
            lambda: context.navigation.panel_requested.emit("clients"),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        scroll = ScrollColumn()
        self._card.setMaximumWidth(_WIDEST)
        self._card.body.setSpacing(12)
        self._card.body.addLayout(self._who_place)
        self._card.body.addWidget(self.form)
        self._card.body.addWidget(self.hint)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.plan_it)
        self._card.body.addLayout(row)
        scroll.column.addWidget(self._card)
        scroll.column.addWidget(self.nobody)
        scroll.column.addStretch(1)
        self.body.addWidget(scroll)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.plan_it.click)

    def open(self, *ids: str) -> None:
        """Start a plan, with an engagement and a day chosen already where they are given."""
        wanted, day = (*ids, "", "")[:2]
        self._wanted, self._has_day = EngagementId(wanted), bool(day)
        self.form.show_problem("")
        self.form.start_at(self._context.workspace.now(), date.fromisoformat(day) if day else None)
        self.refresh()

    def refresh(self) -> None:
        """Read who there is."""
        self._context.workspace.run(bookable, self._show, origin=self)

    def focus_first(self) -> None:
        """Put the keyboard on the first thing to choose; on the last step where all is chosen already."""
        if self.who is None:
            self.form.when.setFocus()
        elif self._has_day and self.who.value().engagement_id == self._wanted:
            self.plan_it.setFocus()
        else:
            self.who.setFocus()

    def _show(self, found: tuple[Bookable, ...]) -> None:
        self._card.setVisible(bool(found))
        self.nobody.setVisible(not found)
        if found:
            self._offer(found)

    def _offer(self, found: tuple[Bookable, ...]) -> None:
        had_keyboard = self.has_keyboard
        before = self.who.value() if self.who is not None else None
        wanted = self._wanted or (before.engagement_id if before is not None else "")
        chosen = next((one for one in found if one.engagement_id == wanted), found[0])
        while (item := self._who_place.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        column, self.who = labelled(
            self.tr("With"), Choice(tuple((one, names_text(one.names)) for one in found), chosen)
        )
        self.who.currentIndexChanged.connect(lambda _index: self._suggest())
        self._who_place.addWidget(column)
        self._order_tabs(self.who)
        self._suggest()
        if had_keyboard:
            self.focus_first()

    def _order_tabs(self, who: QWidget) -> None:
        """Put a field that was made last before those that were there first.

        It must come before the moment itself, which stands in Qt's chain too and leads to its day.
        Qt orders only what takes the keyboard.
        """
        before = self.form.when.previousInFocusChain()
        while before is not None and before.focusPolicy() is Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        if before is not None:
            QWidget.setTabOrder(before, who)

    def _suggest(self) -> None:
        """Show what this engagement usually does where nothing else was typed."""
        if self.who is not None:
            usual = self.who.value().session_minutes
            self.form.minutes.set_value(usual)
            self.form.mode.choose(self.who.value().mode)
            self.form.show_place(self.who.value().place)
            self.hint.know(self.who.value().called, self.who.value().zones)

    def _on_plan(self) -> None:
        if self.who is None:
            return
        try:
            plan = self.form.plan()
        except InvalidInputError as error:
            self.form.show_problem(error_text(error))
            return
        job = partial(
            sessions.plan_session,
            engagement_id=self.who.value().engagement_id,
            planned_at=plan.planned_at,
            minutes=plan.minutes,
            mode=plan.mode,
            place=plan.place,
            kind=plan.kind,
            received=plan.received,
        )
        self._context.workspace.run(job, self._tell, origin=self)

    def _tell(self, written: Written[Session]) -> None:
        session = written.value
        at = moment_text(session.planned_at or self._context.workspace.now(), self._context.workspace.today())
        text = self.tr("Planned for {moment}.").replace("{moment}", at)
        ways = self._context.navigation
        ways.back_requested.emit()
        ways.form_kept.emit(self._kept(session))
        ways.notify(text, self.tr("Open it"), lambda: ways.session_requested.emit(session.id, ""))

    def _kept(self, session: Session) -> Kept:
        """Return what the page in front can take back."""

        def put(wanted: Session | None, _instead_of: Session | None) -> Job:
            if wanted is None:
                return partial(take_plan_back, planned=session)
            return partial(sessions.restore_session, session_id=session.id)

        return Kept(
            text=self.tr("Session planned"),
            told="",
            before=None,
            after=session,
            put=put,
            records=frozenset({Kind.SESSION}),
        )
