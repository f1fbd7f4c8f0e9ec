from functools import partial

import pytest
from PySide6.QtTest import QTest

from coachdesk.models import engagements, session_details
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session, SessionKind
from tests.drivers.sessions import SessionDriver
from tests.models.test_session_around import SPONSOR
from tests.views.sessions.conftest import MakePanel


@pytest.fixture
def coach(make_panel: MakePanel, engagement: Engagement, now: Session) -> SessionDriver:
    driver = make_panel()
    driver.vault.do(partial(engagements.save_engagement, engagement=engagement, sponsor=SPONSOR))
    driver.vault.do(partial(session_details.set_kind, session_id=now.id, kind=SessionKind.THREE_WAY))
    driver.open(now)
    return driver


def test_the_sponsor_is_offered_once(coach: SessionDriver, now: Session) -> None:
    assert coach.three_way.add_sponsor.text() == "Add Ruth Halden, Halden AG"
    coach.press(coach.three_way.add_sponsor)
    assert not coach.three_way.add_sponsor.isVisible()
    QTest.keyClicks(coach.three_way.attendees, "; Jonas")
    coach.leave()
    assert coach.vault.session(now).attendees == "Ruth Halden, Halden AG; Jonas"


def test_the_page_reminds_of_what_the_sponsor_may_hear(coach: SessionDriver) -> None:
    assert "No agreement in force says what the sponsor may hear" in coach.three_way.reminder.text()


def test_what_is_typed_counts_as_unsaved(coach: SessionDriver, now: Session) -> None:
    QTest.keyClicks(coach.three_way.attendees, "Jonas")
    assert coach.panel.has_unsaved
    coach.leave()
    assert not coach.panel.has_unsaved


def test_another_kind_has_no_sponsor_at_the_table(coach: SessionDriver) -> None:
    coach.panel.controls.kinds.kinds[SessionKind.COACHING, False].trigger()
    coach.vault.settle()
    assert not coach.three_way.isVisible()
