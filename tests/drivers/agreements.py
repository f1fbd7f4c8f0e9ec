"""Page objects of the agreements: what a coach does and sees, in their words."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pypdf import PdfReader
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.entities.agreement import Party, SigningMethod
from coachdesk.models.entities.ids import ClauseId, EngagementId
from coachdesk.models.store import Store
from coachdesk.views.agreements.agreement_panel import AgreementPanel
from coachdesk.views.context import Context
from coachdesk.views.widgets.signature_pad import SignaturePad

T = TypeVar("T")


class AgreementDriver:
    """Drives the page of one agreement on a real vault."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        self.context = context
        self.qtbot = qtbot
        self.panel = AgreementPanel(context)
        self.panel.resize(1084, 744)
        qtbot.addWidget(self.panel, before_close_func=lambda _panel: self._leave())
        self.panel.show()
        self.notices: list[str] = []
        context.navigation.notice_requested.connect(lambda notice: self.notices.append(notice.text))

    def prepare(self, job: Callable[[Store], T]) -> T:
        """Do something in the vault before or beside the page."""
        results: list[T] = []
        self.context.workspace.run(job, results.append)
        self.settle()
        return results[0]

    def settle(self) -> None:
        """Wait until every answer has been told and the pages show the latest words."""
        preview = self.panel.view.preview
        self.qtbot.waitUntil(lambda: not self.context.workspace.is_busy and preview.is_up_to_date)

    def _leave(self) -> None:
        """Save what is being typed and leave the page, as the window does before it closes."""
        self.panel.flush()
        self.settle()

    def open(self, page: AgreementPage, clause: str = "", sought: str = "") -> "AgreementDriver":
        """Open an agreement, at the clause with this key and at what was looked for there, if named."""
        clause_id = next((one.id for one in page.clauses if one.key == clause), "")
        self.panel.open(page.agreement.engagement_id, clause_id, sought)
        self.settle()
        return self

    def open_clause(self, clause_id: ClauseId) -> None:
        """Choose a clause of the agreement that is open."""
        self.panel.choose(clause_id)
        self.settle()

    def stored(self) -> AgreementPage:
        """Return the newest version as the vault holds it."""
        engagement_id = EngagementId(self.panel.engagement_at_hand)
        return self.prepare(lambda store: open_agreement(store, engagement_id=engagement_id))

    def press(self, button: QAbstractButton) -> None:
        """Press a button with the keyboard."""
        assert button.isEnabled()
        assert not button.isHidden()
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.settle()

    def keys(self, combination: str) -> None:
        """Type a shortcut wherever the keyboard is on the page."""
        target = self.panel.focusWidget() or self.panel
        QTest.keySequence(target, QKeySequence(combination))
        self.settle()

    def type(self, field: QPlainTextEdit | QLineEdit, words: str) -> None:
        """Replace what is in a field."""
        field.setFocus()
        field.selectAll()
        if isinstance(field, QPlainTextEdit):
            field.insertPlainText(words)
        else:
            field.insert(words)

    def agree_words(self, words: str) -> None:
        """Type under “What we agree” and save."""
        self.type(self.panel.view.card.voices.agreed.field, words)
        self.panel.flush()
        self.settle()

    def chip(self, party: Party) -> str:
        """Return what is said about a party's yes."""
        return self.panel.view.card.answers.chips[party].text()

    def clauses(self) -> list[str]:
        """Return the list of clauses as it is read out."""
        model = self.panel.view.picker.model
        return [str(model.index(at).data()) for at in range(model.rowCount())]

    def paper(self) -> str:
        """Return the words of the pages beside."""
        self.settle()
        latest = self.panel.view.preview.latest
        assert latest is not None
        return text_of(latest.pdf)

    def sign(self, name: str, place: str = "Basel") -> None:
        """Sign as the one whose turn it is."""
        signing = self.panel.view.signing
        self.type(signing.name, name)
        self.type(signing.place, place)
        self.press(signing.sign)

    def choose_way(self, method: SigningMethod) -> None:
        """Choose how to sign, with the keyboard."""
        self.press(self.panel.view.signing.ways.choice.buttons[method])

    def draw(self) -> None:
        """Draw two strokes with the mouse."""
        pad = self.panel.view.signing.ways.pad
        draw_line(pad, (0.2, 0.3), (0.4, 0.7), (0.6, 0.3))
        draw_line(pad, (0.2, 0.8), (0.7, 0.8))

    def attach(self, scan: Path) -> None:
        """Take a file as the scan."""
        self.panel.view.signing.ways.scan.read(scan)
        self.settle()

    def asked(self) -> QLineEdit:
        """Return the first field of the question on the page."""
        return self.panel.view.ask.form.findChildren(QLineEdit)[0]


def draw_line(pad: SignaturePad, *spots: tuple[float, float]) -> None:
    """Draw with the left button, through these parts of the box."""
    box = pad.box
    first, *others = [
        QPointF(box.left() + x * box.width(), box.top() + y * box.height()).toPoint() for x, y in spots
    ]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=first)
    for spot in others:
        QTest.mouseMove(pad, spot)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=others[-1])


def text_of(pdf: bytes) -> str:
    """Return a PDF's words, line breaks as spaces."""
    from io import BytesIO

    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def nameless(root: QWidget) -> list[str]:
    """Return the buttons and fields that a screen reader would not name as they are labelled."""
    buttons = [button for button in root.findChildren(QAbstractButton) if button.isVisible()]
    wrong = [b.text() for b in buttons if b.text() and b.accessibleName() != b.text().replace("&&", "&")]
    mute = [type(b).__name__ for b in buttons if not b.text() and not b.accessibleName()]
    fields = [*root.findChildren(QLineEdit), *root.findChildren(QPlainTextEdit)]
    fields = [field for field in fields if field.isVisible() and not field.objectName().startswith("qt_")]
    return wrong + mute + [type(f).__name__ for f in fields if not f.accessibleName()]
