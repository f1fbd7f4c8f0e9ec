"""What the coach takes from a session for the own work: private, folded, there once it is closed."""

from collections.abc import Mapping
from functools import partial
from typing import Final

import attrs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models import practice_reflections
from coachdesk.models.entities.ids import PracticeReflectionId, SessionId, new_id
from coachdesk.models.entities.practice import PracticeReflection
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.labels import choices
from coachdesk.views.lens_words import lens_choices
from coachdesk.views.open_fields import OpenText, labelled_tightly
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.segments import Segments
from coachdesk.views.widgets.tab_order import tab_through
from coachdesk.views.widgets.text import muted

_MOST: Final = 5


class PracticeFields(QWidget):
    """Through which lens, one thing I did, one I missed, and what I learn from it."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lens = Segments(self.tr("Looked at through"), tuple(choices(Lens)))
        self.did = OpenText(most=_MOST)
        self.missed = OpenText(most=_MOST)
        self.learning = OpenText(most=_MOST)
        self.anonymised = WrappingCheckBox(
            self.tr("Nobody can be told from this, so keep it when the session is deleted")
        )
        self._lay_out()
        for text in (self.did, self.missed, self.learning):
            text.textChanged.connect(self.edited)
        self.lens.chosen.connect(lambda _lens: self.edited.emit())
        self.anonymised.clicked.connect(self.edited)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(muted(self.tr("Looked at through")))
        column.addWidget(self.lens)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(labelled_tightly(self.tr("One thing I did"), self.did), 1)
        both.addWidget(labelled_tightly(self.tr("One thing I missed"), self.missed), 1)
        column.addLayout(both)
        column.addWidget(labelled_tightly(self.tr("What I learn from it"), self.learning))
        column.addWidget(self.anonymised)

    def call_lenses(self, names: Mapping[Lens, str]) -> None:
        """Call the lenses as the coach does."""
        for lens, name in lens_choices(names):
            self.lens.say(lens, name)

    def show_reflection(self, reflection: PracticeReflection) -> None:
        """Show what the vault holds, without calling it an edit."""
        self.blockSignals(True)
        self.lens.choose(reflection.lens)
        self.did.show_text(reflection.did)
        self.missed.show_text(reflection.missed)
        self.learning.show_text(reflection.learning)
        self.anonymised.setChecked(reflection.anonymised)
        self.blockSignals(False)

    def onto(self, reflection: PracticeReflection) -> PracticeReflection:
        """Return the reflection as it stands there."""
        return attrs.evolve(
            reflection,
            lens=Lens(self.lens.value),
            did=self.did.text(),
            missed=self.missed.text(),
            learning=self.learning.text(),
            anonymised=self.anonymised.isChecked(),
        )


class PracticeCard(Card):
    """Offered once the session is closed; its fields are built when they are first wanted."""

    def __init__(self, context: Context, session_id: SessionId, origin: QObject) -> None:
        super().__init__(Tone.PRIVATE)
        self._context = context
        self._reflection = _blank(context, session_id)
        self.saver = PartSaver(context.workspace, origin, self._job)
        self.fold = Fold(context.theme, self.tr("What I take from it for my own practice"))
        self.fields: PracticeFields | None = None
        self._lens_names: Mapping[Lens, str] = {}
        self.fold.button.toggled.connect(self._on_toggled)
        self.body.setContentsMargins(18, 2, 18, 2)
        self.body.addWidget(self.fold)
        self.hide()

    def turn_to(self, session_id: SessionId) -> None:
        """Be about another session from now on; nothing here is unsaved."""
        self._reflection = _blank(self._context, session_id)
        self.fold.button.setChecked(False)
        self._show(self._reflection)

    def show_page(self, page: SessionPage) -> None:
        """Show what the vault holds; what is being typed stays."""
        stored = page.ending.practice
        self._lens_names = page.noted.lens_names
        self.setVisible(page.session.closed_at is not None or stored is not None or self.saver.is_dirty)
        if self.saver.is_dirty:
            return
        if stored is not None:
            self._reflection = stored
        else:
            self._reflection = _about(self._reflection, page)
        self._show(self._reflection)

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.saver.flush()

    def _on_toggled(self, is_open: bool) -> None:
        if is_open and self.fields is None:
            self.fields = self._build()
            self._show(self._reflection)
        if is_open and self.fields is not None:
            self.fields.did.setFocus()

    def _build(self) -> PracticeFields:
        fields = PracticeFields()
        fields.edited.connect(self.saver.touch)
        self.fold.body.addWidget(muted(self.tr("It stays on this side: no summary and no print holds it.")))
        self.fold.body.addWidget(fields)
        tab_through(self.fold.button, fields)
        return fields

    def _show(self, reflection: PracticeReflection) -> None:
        if self.fields is not None:
            self.fields.call_lenses(self._lens_names)
            self.fields.show_reflection(reflection)

    def _job(self) -> Job:
        typed = self._reflection if self.fields is None else self.fields.onto(self._reflection)
        return partial(practice_reflections.save_reflection, reflection=typed)


def _blank(context: Context, session_id: SessionId) -> PracticeReflection:
    return PracticeReflection(
        id=PracticeReflectionId(new_id()), session_id=session_id, on_day=context.workspace.today()
    )


def _about(reflection: PracticeReflection, page: SessionPage) -> PracticeReflection:
    """Return the same reflection, blank again, on the day of the session."""
    at = page.session.began_at or page.session.planned_at
    on_day = reflection.on_day if at is None else at.astimezone().date()
    return PracticeReflection(id=reflection.id, session_id=page.session.id, on_day=on_day)
