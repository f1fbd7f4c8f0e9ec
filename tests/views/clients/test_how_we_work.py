from datetime import date

import pytest

from coachdesk.models import preferences
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.entities.relationship import Dial, PreferenceSource
from coachdesk.views.clients.how_we_work import HowWeWork
from tests import remembering
from tests.drivers.clients import ClientScreen, Desk


def ask(desk: Desk, client: Client, **said: object) -> None:
    wish = remembering.preference(client.id, **said)
    desk.write(lambda store: preferences.keep_preferences(store, said=wish))


def test_before_anything_was_asked_it_leads_to_asking(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = ClientScreen(desk, mira.id)
    assert "not talked about yet" in screen.texts()
    assert screen.panel.section(HowWeWork).open.text() == "Ask"


def test_it_is_told_in_the_clients_words_and_by_dials(desk: Desk, mira: Client, work: Engagement) -> None:
    ask(desk, mira, silence="I think", pace=Dial.LESS, asked_on=date(2026, 5, 14))
    screen = ClientScreen(desk, mira.id)
    for words in ("When I am silent, it usually means", "“I think”", "less pace", "Last confirmed on 14 May"):
        assert words in screen.texts()


def test_what_the_coach_noticed_is_a_guess_to_be_checked(desk: Desk, mira: Client, work: Engagement) -> None:
    ask(desk, mira, silence="Away", source=PreferenceSource.COACH, asked_on=date(2026, 5, 14))
    screen = ClientScreen(desk, mira.id)
    assert "A guess, to be checked" in screen.texts()
    assert screen.panel.section(HowWeWork).open.text() == "Check it"


@pytest.mark.parametrize("count", [3, 6])
def test_the_first_sentences_are_in_sight_and_the_rest_a_step_away(
    desk: Desk, mira: Client, work: Engagement, count: int
) -> None:
    names = ("silence", "disagreeing", "off_track", "trust", "safer", "context")
    said = dict.fromkeys(("silence", "disagreeing", "off_track", "trust", "safer", "context", "channels"), "")
    ask(desk, mira, **(said | {name: f"Words on {name}" for name in names[:count]}))
    screen = ClientScreen(desk, mira.id)
    assert screen.panel.section(HowWeWork).rest.isVisible() is (count > 3)
    assert screen.texts().count("Words on") == 3
