"""The themes of a session, on the private side: a few words each, and those of earlier sessions offered."""

from functools import partial

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from coachdesk.models import themes
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.session_pages import SessionPage
from coachdesk.models.themes import SessionTheme
from coachdesk.views.context import Context
from coachdesk.views.sessions.lens_button import LensButton
from coachdesk.views.widgets.buttons import link, quiet
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.tab_order import tab_through
from coachdesk.views.widgets.text import muted
from coachdesk.views.widgets.typing_undo import start_over
from coachdesk.views.widgets.word_field import word_field

_WIDTH = 200
_BEFORE_CHIPS = 2  # what stands beside, and the caption


class ThemesPart(QWidget):
    """Enter keeps a theme and waits for the next; a press on one asks for it to be taken away.

    The field is made, and earlier themes are read, when a theme is first wanted. They share their line with
    `beside`, so that a session of which nothing is noted yet stays on one screen. `given` carries a theme
    that is kept now, `removal_asked` one that is to go.
    """

    given = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, context: Context, beside: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._session_id = SessionId("")
        self._shown: tuple[str, ...] = ()
        self._offered = QStringListModel(self)
        self.chips: dict[str, QPushButton] = {}
        self.field: QLineEdit | None = None
        self.add = link(self.tr("Add a theme"), self._on_add)
        self.add.setAccessibleDescription(self.tr("For yourself: what this session was about"))
        self._beside = beside
        self.lens = LensButton()
        self._row = FlowLayout(self, spacing=6)
        self._row.addWidget(beside)
        self._caption = muted(self.tr("Themes"), wrap=False)
        self._row.addWidget(self._caption)
        self._row.addWidget(self.add)
        self._row.addWidget(self.lens)
        self._caption.hide()

    def turn_to(self, session_id: SessionId) -> None:
        """Be about another session from now on."""
        self._session_id = session_id
        self.lens.clear()
        self._leave()
        self._show(())

    def step_back(self, *, is_wanted: bool) -> None:
        """Leave nothing of the themes in sight, or show them again; what stands beside them stays."""
        if is_wanted:
            self._leave()
        for part in (self.add, self.lens, *self.chips.values()):
            part.setHidden(is_wanted)
        self._caption.setHidden(is_wanted or not self._shown)

    def show_page(self, page: SessionPage) -> None:
        """Show the themes that a session has."""
        self._session_id = page.session.id
        self.lens.show_page(page)
        self._show(page.noted.themes)

    def _show(self, given: tuple[str, ...]) -> None:
        if given == self._shown:
            return
        self._shown = given
        for gone in self.chips.keys() - set(given):
            self._take_down(self.chips.pop(gone))
        for at, theme in enumerate(given, start=_BEFORE_CHIPS):
            if theme not in self.chips:
                self.chips[theme] = self._chip(theme)
                self._row.insert_widget(at, self.chips[theme])
        self._caption.setVisible(bool(given))
        tab_through(self._beside, *self.chips.values(), *((self.field,) if self.field else ()), self.add)
        tab_through(self.add, self.lens)

    def _chip(self, theme: str) -> QPushButton:
        chip = quiet(f"{theme} ✕", partial(self.removal_asked.emit, theme))
        chip.setProperty("look", "chip")
        chip.setText(f"{theme} ✕".replace("&", "&&"))
        chip.setToolTip(self.tr("Take this theme away"))
        chip.setAccessibleDescription(self.tr("Take this theme away"))
        return chip

    def _take_down(self, chip: QPushButton) -> None:
        if chip.hasFocus():
            self.add.setFocus()
        self._row.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _on_add(self) -> None:
        if self.field is None:
            self.field = self._make_field()
            self._row.insert_widget(len(self.chips) + _BEFORE_CHIPS, self.field)
            tab_through(*self.chips.values(), self.field, self.add)
        self.field.show()
        self.field.setFocus()
        job = partial(themes.earlier_themes, session_id=self._session_id)
        self._context.workspace.run(job, self._offer, origin=self)

    def _make_field(self) -> QLineEdit:
        field = word_field(self._offered, keep=self._keep, leave=self._leave)
        field.setAccessibleName(self.tr("Theme"))
        field.setPlaceholderText(self.tr("In a word or two"))
        field.setFixedWidth(_WIDTH)
        return field

    def _offer(self, earlier: tuple[str, ...]) -> None:
        self._offered.setStringList([theme for theme in earlier if theme not in self._shown])

    def _keep(self) -> None:
        words = "" if self.field is None else self.field.text()
        if not words.strip():
            self._leave()
            return
        job = partial(themes.set_theme, session_id=self._session_id, theme=words)
        self._context.workspace.run(job, partial(self._on_kept, words))

    def _on_kept(self, typed: str, written: Written[SessionTheme]) -> None:
        if self.field is not None and self.field.text() == typed:
            start_over(self.field)
        if written.value.session_id == self._session_id and written.value.theme not in self._shown:
            self._show((*self._shown, written.value.theme))
            self.given.emit(written.value.theme)

    def _leave(self) -> None:
        if self.field is not None:
            had_keyboard = self.field.hasFocus()
            self.field.clear()
            self.field.hide()
            if had_keyboard:
                self.add.setFocus()

    @property
    def has_unsaved(self) -> bool:
        """Whether a theme is typed that is not kept yet."""
        return self.field is not None and bool(self.field.text().strip())

    def flush(self) -> None:
        """Keep the theme that is being typed."""
        if self.has_unsaved:
            self._keep()
