"""Page objects of the turned screen: the talk itself, and the desk that hides behind it."""

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.entities.agreement import Clause
from coachdesk.models.entities.same_room import SameRoomPage
from coachdesk.views.agreements.drafts import Drafts
from coachdesk.views.agreements.same_room.talk import Talk
from coachdesk.views.agreements.same_room.window import RoomWindow
from coachdesk.views.context import Context
from coachdesk.views.room_door import Door
from coachdesk.views.way_back import WayBack
from tests.drivers.guarded import Guarded
from tests.drivers.keyboard import Keyboard, wait_until
from tests.drivers.start import FakeGateway, FakeTimer

CODE = "1729"


class RoomDriver:
    """A talk on a real vault, in a window of its own; `told` is every page that the window was given."""

    def __init__(
        self,
        context: Context,
        qtbot: QtBot,
        page: AgreementPage,
        key: str = "",
        *,
        with_sponsor: bool = False,
    ) -> None:
        self.context = context
        self.engagement_id = page.agreement.engagement_id
        self.drafts = Drafts(context.workspace, context.workspace)
        begin_at = next((one.id for one in page.clauses if one.key == key), None)
        self.talk = Talk(
            context.workspace,
            self.drafts,
            self.engagement_id,
            begin_at=begin_at,
            with_sponsor=with_sponsor,
            way_back=WayBack(CODE),
        )
        self.told: list[SameRoomPage] = []
        self.talk.changed.connect(self.told.append)
        self.timer = FakeTimer()
        self.room = RoomWindow(self.talk, self._door())
        self.view, self.door = self.room.view, self.room.door
        self.keys = Keyboard(self.settle)
        qtbot.addWidget(self.room, before_close_func=lambda _room: self._leave())
        self.room.show()
        self.room.activateWindow()
        self.room.begin()
        self.settle()

    def _door(self) -> Door:
        self.gateway = FakeGateway()
        check = lambda typed: self.gateway.check_passphrase(None, typed)  # type: ignore[arg-type]  # noqa: E731
        return Door(self.context.theme, self.context.workspace, self.talk.way_back, check, self.timer)

    def settle(self) -> None:
        """Wait until every answer has been told."""
        wait_until(lambda: not self.context.workspace.is_busy, "for the store")

    def _leave(self) -> None:
        self.drafts.flush()
        self.settle()

    def write(self, field: QPlainTextEdit, words: str) -> None:
        """Type over what is in a field, and save it."""
        field.setFocus()
        field.selectAll()
        field.insertPlainText(words)
        self.drafts.flush()
        self.settle()

    def stored(self, key: str) -> Clause:
        """Return a clause as the vault holds it."""
        found: list[AgreementPage] = []
        self.context.workspace.run(
            lambda store: open_agreement(store, engagement_id=self.engagement_id), found.append
        )
        self.settle()
        return next(clause for clause in found[0].clauses if clause.key == key)


def all_that_is_spoken(window: QWidget) -> str:
    """Return every text in the accessible tree of a window, whether in sight or not."""
    interface = QAccessible.queryAccessibleInterface(window)
    return "\n".join(_texts(interface))


def _texts(interface: QAccessibleInterface) -> list[str]:
    kinds = (
        QAccessible.Text.Name,
        QAccessible.Text.Description,
        QAccessible.Text.Value,
        QAccessible.Text.Help,
    )
    own = [interface.text(kind) for kind in kinds]
    children = (interface.child(at) for at in range(interface.childCount()))
    return own + [text for child in children if child is not None for text in _texts(child)]


class TurnedDesk:
    """A guarded desk whose screen the coach turns with the keyboard alone."""

    def __init__(self, guarded: Guarded) -> None:
        self.guarded = guarded
        self.coach = guarded.coach
        self.keys = guarded.coach.keys

    @property
    def room(self) -> RoomWindow:
        """The window that is shown to the client."""
        room = self.guarded.screen.room
        assert room is not None
        return room

    @property
    def is_turned(self) -> bool:
        """Whether the screen is turned."""
        return self.guarded.screen.room is not None

    def turn(self, code: str = CODE) -> "TurnedDesk":
        """Open the agreement and turn the screen."""
        self.coach.open_agreement()
        self.keys.press("F11")
        self.keys.type(code)
        self.keys.press("Return")
        wait_until(lambda: self.is_turned and self.room.isActiveWindow(), "for the room")
        return self

    def try_way_back(self, typed: str) -> None:
        """Go to the door and type something there."""
        if not self.room.is_at_door:
            self.keys.press("Esc")
        line: QLineEdit = self.room.door.secret.line
        line.setText(typed)
        self.keys.press("Return")
        wait_until(lambda: not self.is_turned or self.room.door.isEnabled(), "for an answer")
