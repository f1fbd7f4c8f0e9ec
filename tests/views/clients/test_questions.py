from typing import get_type_hints

import attrs
import pytest

from coachdesk.models import themes
from coachdesk.models.entities import sharing
from coachdesk.models.entities.moment import SignalKind
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.moments import put_moment
from coachdesk.models.open_questions import SESSIONS_FOR_A_QUESTION, CameUp, OpenQuestion
from coachdesk.models.store import Store
from coachdesk.views.clients.questions import Questions, question_text
from tests import making, noting
from tests.drivers.clients import ClientScreen, Desk

VERDICTS = ("always", "never", "typical", "pattern", "trait", "disorder", "anxious", "avoid", "resist", "%")


def came_up(store: Store, work: Engagement, meant: str) -> None:
    for week in range(SESSIONS_FOR_A_QUESTION):
        held = making.a_held_session(store, work, days=7 * week - 70)
        signal = noting.a_signal(held, store.now(), SignalKind.SILENCE)
        said = meant if week == 0 else ""
        put_moment(store, moment=attrs.evolve(signal, meant=said))
        themes.set_theme(store, session_id=held.id, theme="Rest & play")


@pytest.fixture
def screen(desk: Desk, mira: Client, work: Engagement) -> ClientScreen:
    desk.do(lambda store: came_up(store, work, "I was thinking"))
    return ClientScreen(desk, mira.id)


def test_it_is_asked_and_leads_to_the_sessions(desk: Desk, screen: ClientScreen) -> None:
    assert "Silence came up in 3 session(s). What might it be saying?" in screen.texts()
    assert "“Rest & play” came up in 3 session(s). What does it ask for?" in screen.texts()
    screen.click("Session 3, 19 Mar")
    assert desk.went[-1][0] == "session"


def test_what_the_client_meant_is_a_quotation_and_the_rest_is_visibly_not_checked(
    screen: ClientScreen,
) -> None:
    assert "“I was thinking”" in screen.texts()
    assert screen.texts().count("not checked") == SESSIONS_FOR_A_QUESTION - 1
    assert "What would Mira Solano say it meant?" in screen.texts()


def test_it_says_that_it_is_private(screen: ClientScreen) -> None:
    assert "private" in screen.texts()


def test_nothing_to_ask_is_nothing_to_see(desk: Desk, mira: Client, work: Engagement) -> None:
    assert not ClientScreen(desk, mira.id).panel.section(Questions).isVisible()


@pytest.mark.parametrize("kind", [None, *(kind for kind in SignalKind if kind is not SignalKind.OTHER)])
def test_each_is_a_question_and_no_verdict(desk: Desk, kind: SignalKind | None) -> None:
    text = question_text(OpenQuestion(kind=kind, theme="Rest", sessions=4), "Mira")
    assert text.endswith("?")
    assert not [word for word in VERDICTS if word in text.lower()]


def test_no_document_has_room_for_what_is_asked() -> None:
    types = [value for value in vars(sharing).values() if attrs.has(value)]
    held = {hint for kind in types for hint in map(str, get_type_hints(kind).values())}
    assert types
    assert not [hint for hint in held if OpenQuestion.__name__ in hint or CameUp.__name__ in hint]
    assert not [
        name for kind in types for name in (one.name for one in attrs.fields(kind)) if "theme" in name
    ]
