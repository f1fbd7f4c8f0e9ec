import pytest
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from coachdesk.views.context import Context
from tests.documents.reading import reader
from tests.drivers.brief import BriefDriver, BriefPrintDriver
from tests.making import a_held_session, a_session, an_engagement
from tests.repeating import a_ritual, a_time


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> BriefDriver:
    return BriefDriver(context, qtbot)


@pytest.fixture
def work(coach: BriefDriver) -> Engagement:
    return coach.do(an_engagement)


@pytest.fixture
def to_come(coach: BriefDriver, work: Engagement) -> Session:
    coach.do(lambda store: a_held_session(store, work))
    return coach.do(lambda store: a_session(store, work, days=2))


def test_the_brief_says_what_the_session_brings_and_leads_to_it(
    coach: BriefDriver, work: Engagement, to_come: Session
) -> None:
    coach.do(lambda store: a_ritual(store, work))
    coach.open(to_come.id)
    assert "Arriving, as we begin" in coach.reads("rituals")
    assert "A quiet minute · One word each" in coach.reads("rituals")
    with coach.qtbot.waitSignal(coach.context.navigation.rituals_requested) as asked:
        coach.parts()["rituals"].findChildren(type(coach.panel.go))[0].click()
    assert asked.args == [work.id]


def test_what_is_done_already_is_not_in_it(coach: BriefDriver, work: Engagement, to_come: Session) -> None:
    ritual = coach.do(lambda store: a_ritual(store, work))
    coach.do(lambda store: a_time(store, ritual, work, to_come))
    coach.open(to_come.id)
    assert not coach.has("rituals")


def test_a_ritual_is_on_no_paper(
    coach: BriefDriver, context: Context, qtbot: QtBot, work: Engagement, to_come: Session
) -> None:
    coach.do(lambda store: a_ritual(store, work, name="Canary in a ritual", steps=("Canary in a step",)))
    pdf = BriefPrintDriver(context, qtbot).open(to_come.id)
    words = "".join(page.extract_text() for page in reader(pdf).pages)
    assert "Mira Solano" in words
    assert "Canary" not in words
