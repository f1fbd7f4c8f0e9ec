"""The headings of one session: chosen from sets or written, and sets kept and deleted."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from coachdesk.models import heading_templates
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.session import Heading, HeadingTemplate
from coachdesk.models.heading_templates import HeadingsAtHand
from coachdesk.views.context import Context
from coachdesk.views.sessions.headings import HeadingsEditor, HeadingsMenu


class OwnHeadings(QObject):
    """Holds the headings of the session in front; `changed` says that the coach has chosen others.

    `made` carries the editor once there is one: most sessions never want it. `left` says that the
    coach is through with writing.
    """

    changed = Signal()
    made = Signal(object)
    left = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._at_hand = HeadingsAtHand()
        self.now: tuple[Heading, ...] = ()
        self.menu = HeadingsMenu()
        self._editor: HeadingsEditor | None = None
        self.menu.chosen.connect(self._take)
        self.menu.edit_wanted.connect(self._on_edit)

    @property
    def editor(self) -> HeadingsEditor:
        """Where headings are written, made when it is first wanted."""
        if self._editor is None:
            self._editor = self._made_editor()
        return self._editor

    def _made_editor(self) -> HeadingsEditor:
        editor = HeadingsEditor()
        editor.typed.connect(lambda: self._take(editor.headings))
        editor.kept.connect(self._on_keep)
        editor.deleted.connect(self._on_delete)
        editor.done.connect(self._on_done)
        self.made.emit(editor)
        return editor

    def show_sets(self, at_hand: HeadingsAtHand) -> None:
        """Offer what there is to choose from."""
        self._at_hand = at_hand
        self._show()

    def show_now(self, headings: tuple[Heading, ...]) -> None:
        """Be about these headings, as the vault holds them."""
        self.now = headings
        self._show()

    def lock(self, *, is_locked: bool) -> None:
        """Let the headings be changed, or stand."""
        if is_locked:
            self._put_away()

    def turn(self) -> None:
        """Be about another session from now on."""
        self.flush()
        self._put_away()
        self.now = ()

    def flush(self) -> None:
        """Keep what is named and not kept yet."""
        if self._editor is not None:
            self._editor.flush()

    def _put_away(self) -> None:
        if self._editor is not None:
            self._editor.hide()

    def _show(self) -> None:
        self.menu.show_sets(self._at_hand, self.now)
        if self._editor is not None:
            self._editor.show_headings(self.now, self._at_hand.own)

    def _take(self, headings: tuple[Heading, ...]) -> None:
        self.now = headings
        self._show()
        self.changed.emit()

    def _on_edit(self) -> None:
        self.editor.show_headings(self.now, self._at_hand.own)
        self.editor.show()
        next(iter(self.editor.lines.values())).setFocus()

    def _on_done(self) -> None:
        self.flush()
        self._put_away()
        self.left.emit()

    def _on_keep(self, name: str, headings: tuple[Heading, ...]) -> None:
        job = partial(heading_templates.keep_headings, name=name, headings=headings)
        self._context.workspace.run(job, self._on_kept)

    def _on_kept(self, written: Written[HeadingTemplate]) -> None:
        text = self.tr("The headings are kept as “{name}”.")
        self._context.navigation.notify(text.replace("{name}", written.value.name))

    def _on_delete(self, template: HeadingTemplate) -> None:
        job = partial(heading_templates.delete_headings, template_id=template.id)
        self._context.workspace.run(job, self._on_deleted)

    def _on_deleted(self, written: Written[HeadingTemplate]) -> None:
        gone = written.value
        put_back = partial(heading_templates.put_headings_back, template=gone)
        self._context.navigation.notify(
            self.tr("The headings “{name}” are deleted. This session keeps them.").replace(
                "{name}", gone.name
            ),
            self.tr("Undo"),
            partial(self._context.workspace.run, put_back),
        )
