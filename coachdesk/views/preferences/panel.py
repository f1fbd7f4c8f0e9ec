"""The page on how a client likes to work."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.models import preferences, preferences_back
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import ClientId, PreferenceId
from coachdesk.models.entities.relationship import Preference
from coachdesk.models.preferences import (
    ASKED_ON,
    RECHECK_ON,
    WORDS,
    PreferencesPage,
    preferences_page,
    says_nothing,
)
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.former_answers import Former
from coachdesk.views.names import shortened
from coachdesk.views.preference_words import question
from coachdesk.views.preferences.aside import Aside
from coachdesk.views.preferences.dials import Dials
from coachdesk.views.preferences.own_words import OwnWords
from coachdesk.views.record_page import About, TypedPage
from coachdesk.views.widgets.buttons import primary
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.saver import Job

_MATTERS: Final = (Kind.PREFERENCE, Kind.CLIENT, Kind.ENGAGEMENT, Kind.SESSION)


class PreferencesPanel(TypedPage[PreferencesPage]):
    """Asked early, confirmed with one key, changed by typing; what was said before stays below."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, context.navigation.preferences_requested, parent)
        self.name(self.tr("How we work"))
        self._held: Preference | None = None
        self.confirm = primary(self.tr("Still right"), self._on_confirm)
        self.confirm.setToolTip("Ctrl+Return")
        for part in (self.saved, self.leave, self.confirm):
            self.header.addWidget(part)
        self.note = ProblemLine()
        self.words, self.dials, self.aside = OwnWords(), Dials(), Aside()
        self.former = Former(context.theme)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        scroll = ScrollColumn()
        for part in (self.words, self.dials, self.former):
            scroll.column.addWidget(part)
        scroll.column.addStretch(1)
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(scroll, 1)
        row.addWidget(self.aside)
        self.body.addWidget(self.note)
        self.body.addWidget(self._work, 1)
        self._work.hide()

    def _connect(self) -> None:
        for part in (self.words, self.dials, self.aside):
            part.edited.connect(self.saver.touch)
        key = QShortcut(QKeySequence("Ctrl+Return"), self)
        key.activated.connect(self.confirm.click)
        self.keep_up(self._context.workspace.changed, *_MATTERS)

    @property
    def client_at_hand(self) -> str:
        """The client whose answers these are."""
        return self._wanted

    def focus_first(self) -> None:
        """Put the keyboard on the key that confirms, or on the first sentence."""
        has_answers = self._page is not None and self._page.holds is not None
        (self.confirm if has_answers else self.words.fields["silence"]).setFocus()

    def _reading(self) -> Callable[[Store], PreferencesPage]:
        return partial(preferences_page, client_id=ClientId(self._wanted))

    def _about(self, page: PreferencesPage) -> About:
        return About(page.client.id, page.client.id, (page.client.display_name,))

    def _fill(self, page: PreferencesPage, *, is_other: bool) -> None:
        today = self._context.workspace.today()
        self._held = page.holds
        if is_other:
            self.aside.settle()
        self.name(self.tr("How we work"), page.client.display_name)
        self.words.call(shortened(page.client.called))
        if not self.saver.is_dirty:
            self.words.show_said(page.holds)
            self.dials.show_said(page.holds)
        self.aside.show_page(page, today, is_dirty=self.saver.is_dirty)
        self.former.show_former(page.history[1:], today, since=page.holds)
        self.confirm.setVisible(page.holds is not None)
        self.confirm.setEnabled(page.holds is not None)
        self.saved.show_state(self.saver.state)
        self._work.show()

    def _show_nothing(self) -> None:
        self._work.hide()

    def _job(self) -> Job:
        days = self.aside.days()
        answers: dict[str, Any] = self.words.said() | self.dials.said()
        said = Preference(
            id=PreferenceId(""),
            client_id=ClientId(self._wanted) if self._page is None else self._page.client.id,
            source=self.aside.said_by(),
            asked_on=days.get(ASKED_ON) or self._context.workspace.today(),
            recheck_on=days.get(RECHECK_ON),
            **answers,
        )
        return partial(preferences.keep_preferences, said=said, days=frozenset(days))

    def _on_saved(self, said: Preference) -> None:
        page = self._page
        if page is not None:
            is_gone = says_nothing(said) and len(page.history) <= 1
            self._note(page.client.id, None if is_gone else said)
        self.refresh()

    def _note(self, client_id: ClientId, after: Preference | None) -> None:
        """Let what was kept be taken back: a sentence as a whole, each turn of a dial by itself."""
        before, self._held = self._held, after
        changed = [name for name in WORDS if getattr(before, name, "") != getattr(after, name, "")]
        text = question(changed[0]) if len(changed) == 1 else self.tr("Answers")
        self.undo.note(
            self.tr("{what}, changed").replace("{what}", text),
            before=before,
            after=after,
            put=lambda to: partial(preferences_back.hold_again, client_id=client_id, to=to),
            key=",".join(changed),
            about=[one.id for one in (before, after) if one is not None],
        )

    def _on_state(self) -> None:
        super()._on_state()
        if not self.saver.is_dirty:
            self.aside.settle()

    def _on_confirm(self) -> None:
        page = self._page
        if page is None or page.holds is None:
            return
        self.flush()
        client_id = page.client.id
        self.undo.do(
            partial(preferences_back.confirm_with_way_back, client_id=client_id),
            inverse_of=lambda done: partial(preferences_back.hold_again, client_id=client_id, to=done.before),
            text=self.tr("Still right"),
            told=self.tr("On record: still right."),
        )
