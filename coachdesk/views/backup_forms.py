"""What is done with one backup: tried out, or restored to a new folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from coachdesk.views.context import Context
from coachdesk.views.labelled import labelled
from coachdesk.views.start.folders import ask_folder
from coachdesk.views.start.new_passphrase import NewPassphrase
from coachdesk.views.way_in_form import WayInForm
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.text import set_text

AskFolder = Callable[[str, Path], Path | None]


def folder_dialog(parent: QWidget) -> AskFolder:
    """Return what lets the coach choose a folder, over this part of the window."""
    return lambda title, start: ask_folder(parent, title, start)


class TryOutForm(QWidget):
    """Opens a backup as after a loss; `asked` carries the way in."""

    asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.way_in = WayInForm(context.theme)
        self.outcome = Outcome()
        self.go = secondary(self.tr("Try it out"), lambda: self.asked.emit(self.way_in.way_in))
        _stack(self, self.way_in, self.outcome, self.go)
        self.way_in.changed.connect(self.refresh)
        self.way_in.passphrase.line.returnPressed.connect(self.go.click)
        self.refresh()

    def clear(self) -> None:
        """Forget what was typed and said."""
        self.way_in.clear()
        self.outcome.say("")

    def refresh(self, *, busy: bool = False) -> None:
        """Let it be asked for once something is typed and nothing else is being done."""
        self.go.setEnabled(self.way_in.is_ready and not busy)


class RestoreForm(QWidget):
    """Makes a vault of a backup; `asked` carries the way in, the folder and the new vault's passphrase."""

    asked = Signal(object, object, str)

    def __init__(self, context: Context, ask: AskFolder, folder: Path) -> None:
        super().__init__()
        self._ask = ask
        self.way_in = WayInForm(context.theme)
        self.folder = QLineEdit(str(folder))
        self.choose = secondary(self.tr("Choose…"), self._choose)
        self.new = NewPassphrase(context.theme, context.workspace)
        self.outcome = Outcome()
        self.go = secondary(self.tr("Restore"), self._on_go)
        row = QHBoxLayout()
        column, _ = labelled(self.tr("New folder for the vault"), self.folder)
        row.addWidget(column, 1)
        row.addWidget(self.choose, alignment=Qt.AlignmentFlag.AlignBottom)
        place = QWidget()
        place.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        _stack(self, self.way_in, self.new, place, self.outcome, self.go)
        for changed in (self.way_in.changed, self.new.changed, self.folder.textChanged):
            changed.connect(lambda *_: self.refresh())
        self.refresh()

    def clear(self) -> None:
        """Forget what was typed and said."""
        self.way_in.clear()
        self.new.clear()
        self.outcome.say("")

    def refresh(self, *, busy: bool = False) -> None:
        """Ask for a new passphrase where the words open the backup; let go once all is there."""
        by_words = self.way_in.way_in.is_words
        self.new.setVisible(by_words)
        ready = self.way_in.is_ready and bool(self.folder.text().strip())
        self.go.setEnabled(ready and (self.new.is_ready or not by_words) and not busy)

    def _on_go(self) -> None:
        way_in = self.way_in.way_in
        passphrase = self.new.passphrase() if way_in.is_words else way_in.secret
        self.asked.emit(way_in, Path(self.folder.text().strip()).expanduser(), passphrase)

    def _choose(self) -> None:
        folder = Path(self.folder.text().strip()).expanduser()
        chosen = self._ask(self.tr("Where should the vault go?"), folder.parent)
        if chosen is not None:
            self.folder.setText(str(chosen / folder.name))
            self.folder.setFocus()


class Outcome(QLabel):
    """What came of something: hidden while there is nothing to say, and set apart where it is a problem."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.say("")

    def say(self, text: str, *, is_problem: bool = False) -> None:
        """Say this, or nothing."""
        set_text(self, text)
        self.setProperty("role", "problem" if is_problem else "strong")
        self.style().unpolish(self)
        self.style().polish(self)
        self.setVisible(bool(text))


def _stack(form: QWidget, *widgets: QWidget) -> None:
    column = QVBoxLayout(form)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    for widget in widgets[:-1]:
        column.addWidget(widget)
    column.addWidget(widgets[-1], alignment=Qt.AlignmentFlag.AlignLeft)
