from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from coachdesk.views.context import Context
from coachdesk.views.sessions.look_back_panel import LookBackPaperPanel
from coachdesk.views.sessions.pack_panel import PackPanel
from coachdesk.views.sessions.session_panel import SessionPanel
from tests.drivers.behind import Settle
from tests.drivers.looking_back import PaperDriver
from tests.drivers.sessions import SessionDriver, Vault
from tests.making import a_held_session, a_session, an_engagement, close_with_promises

MakePanel = Callable[[], SessionDriver]
BeforePaper = Callable[[type[LookBackPaperPanel | PackPanel]], PaperDriver]


@pytest.fixture
def vault(context: Context, settle: Settle) -> Vault:
    return Vault(context, settle)


@pytest.fixture
def engagement(vault: Vault) -> Engagement:
    return vault.do(an_engagement)


@pytest.fixture
def last(vault: Vault, engagement: Engagement) -> Session:
    held = vault.do(lambda store: a_held_session(store, engagement))
    vault.do(lambda store: close_with_promises(store, held))
    return held


@pytest.fixture
def now(vault: Vault, engagement: Engagement, last: Session) -> Session:
    return vault.do(lambda store: a_session(store, engagement))


@pytest.fixture
def make_panel(vault: Vault, qtbot: QtBot) -> Iterator[MakePanel]:
    def make() -> SessionDriver:
        panel = SessionPanel(vault.context)
        qtbot.addWidget(panel)
        panel.resize(1084, 744)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        return SessionDriver(vault, panel)

    yield make
    vault.settle()


@pytest.fixture
def before_paper(vault: Vault, qtbot: QtBot) -> BeforePaper:
    """Return what puts a coach before a paper of the whole work."""

    def show(kind: type[LookBackPaperPanel | PackPanel]) -> PaperDriver:
        panel = kind(vault.context)
        qtbot.addWidget(panel)
        panel.show()
        return PaperDriver(vault, panel)

    return show


@pytest.fixture
def coach(make_panel: MakePanel, now: Session) -> SessionDriver:
    driver = make_panel()
    driver.open(now)
    return driver
