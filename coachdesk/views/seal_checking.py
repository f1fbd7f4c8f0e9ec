"""Checking a PDF that was sealed: choose it, type its password where it has one, read what became of it."""

from functools import partial
from pathlib import Path

from attrs import frozen
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from coachdesk.documents.certificate import fingerprint_of
from coachdesk.documents.seal import PasswordNeededError, SealCheck, SealState, check_seal, content_of
from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.clock import local
from coachdesk.models.seals import seals
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.labelled import labelled
from coachdesk.views.labels import day_text
from coachdesk.views.start.passphrase_field import PassphraseField
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.problem import ProblemLine, announce
from coachdesk.views.widgets.text import body, set_text


@frozen
class _Own:
    """The fingerprints of this vault's seals: the one in force, and those before."""

    now: frozenset[str]
    before: frozenset[str]


class SealChecking(QWidget):
    """Says in one sentence what became of a file; `choose` asks for it and stands where there is room."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._path: Path | None = None
        self._own = _Own(frozenset(), frozenset())
        self.choose = secondary(self.tr("Check a sealed PDF…"), self._on_choose)
        self.outcome = body("")
        self.problem = ProblemLine()
        self.password = PassphraseField(
            context.theme, show=self.tr("Show password"), hide=self.tr("Hide password")
        )
        self.open = secondary(self.tr("Check with this password"), self._check)
        self.locked = self._password_part()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.outcome, self.problem, self.locked):
            column.addWidget(widget)
        self.password.line.returnPressed.connect(self._check)
        self._reset()

    def _password_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        field, _ = labelled(self.tr("Password of this PDF"), self.password)
        column.addWidget(field)
        column.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignLeading)
        return part

    def forget(self) -> None:
        """Forget what was typed, and the file."""
        self._path = None
        self._reset()

    def _reset(self) -> None:
        self.password.clear()
        self.locked.hide()
        self.problem.say("")
        self._say("")

    def _on_choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Check a sealed PDF"), str(documents_folder()), self.tr("PDF (*.pdf)")
        )
        if chosen:
            self.check(Path(chosen))

    def check(self, path: Path) -> None:
        """Find out what became of a file, with the seals of this vault at hand."""
        self._reset()
        self._path = path
        self._context.workspace.run(_own_seals, self._on_own, origin=self)

    def _on_own(self, own: _Own) -> None:
        self._own = own
        self._check()

    def _check(self) -> None:
        if self._path is not None:
            job = partial(_check_file, self._path, self.password.text())
            self._context.workspace.work(
                job, partial(self._on_checked, self._path), origin=self, on_failed=self._on_failed
            )

    def _on_failed(self, error: KnownError) -> None:
        self.problem.say(error_text(error))
        if isinstance(error, PasswordNeededError):
            self.locked.show()
            self.password.select_all()

    def _on_checked(self, path: Path, found: SealCheck) -> None:
        self._reset()
        if found.state is SealState.CHANGED:
            text = self.tr("{name} was changed after it was sealed. Don't rely on what it says.")
            self.problem.say(text.replace("{name}", path.name))
        else:
            self._say(self._text(found).replace("{name}", path.name))

    def _text(self, found: SealCheck) -> str:
        facts = found.certificate
        if facts is None:
            return self.tr("{name} has no seal, so the file itself can't tell whether it was changed.")
        day = "–" if found.sealed_at is None else day_text(local(found.sealed_at).date())
        if facts.fingerprint in self._own.now:
            return self.tr("{name} is as you sealed it on {day}, to the last byte.").replace("{day}", day)
        if facts.fingerprint in self._own.before:
            text = self.tr("{name} is as you sealed it on {day}, with a seal you have replaced since.")
            return text.replace("{day}", day)
        text = self.tr(
            "{name} has not changed since it was sealed on {day}, but not by this vault. Its certificate"
            " names {who}, which anybody can write; compare the fingerprint:\n{fingerprint}"
        )
        text = text.replace("{day}", day).replace("{fingerprint}", facts.grouped)
        return text.replace("{who}", facts.name)

    def _say(self, text: str) -> None:
        set_text(self.outcome, text)
        self.outcome.setVisible(bool(text))
        if text:
            announce(self.outcome, text)


def _own_seals(store: Store) -> _Own:
    found = seals(store)
    return _Own(
        frozenset(fingerprint_of(seal.certificate) for seal in found if seal.retired_at is None),
        frozenset(fingerprint_of(seal.certificate) for seal in found if seal.retired_at is not None),
    )


def _check_file(path: Path, password: str) -> SealCheck:
    return check_seal(content_of(path), password)
