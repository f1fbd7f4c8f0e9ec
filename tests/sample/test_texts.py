"""The texts of the sample practice become values, with days counted from any today."""

from datetime import date, time, timedelta

from coachdesk.models.entities.agreement import AgreementKind, ClauseState
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.people import CadenceUnit, ClientStatus, SponsorRole
from coachdesk.models.entities.session import (
    CheckIn,
    Closing,
    CommitmentState,
    PledgeState,
    SessionState,
    SharedText,
)
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.sample.texts import Calendar, PracticeText, fixed_day, load_practice

TODAY = date(2026, 3, 29)
NOBODYS = SessionId("")


def test_days_are_counted_from_today() -> None:
    calendar = Calendar(TODAY)
    assert calendar.day(0) == TODAY
    assert calendar.day(-29) == date(2026, 2, 28)


def test_a_moment_is_that_time_on_the_coachs_clock() -> None:
    moment = Calendar(TODAY).moment(1, time(10, 15)).astimezone()
    assert (moment.date(), moment.time()) == (date(2026, 3, 30), time(10, 15))


def test_another_today_moves_every_day_alike() -> None:
    one, other = load_practice(TODAY), load_practice(TODAY + timedelta(days=7))
    for here, there in zip(one.clients, other.clients, strict=True):
        assert there.versions[0].effective_on - here.versions[0].effective_on == timedelta(days=7)
    assert other.profile.training_began_on == TODAY + timedelta(days=7 - 2310)


def test_the_fixed_day_is_a_weekday() -> None:
    assert fixed_day().weekday() < 5


def test_people_are_read_whole(texts: PracticeText) -> None:
    zoe, lukasz, minh_anh = texts.clients
    assert zoe.client.display_name == "Zoë Brandt"
    assert lukasz.sponsor is not None
    assert lukasz.sponsor.contact.role is SponsorRole.HR
    assert lukasz.sponsor.organisation is not None
    assert lukasz.kind is AgreementKind.THREE_WAY
    assert minh_anh.engagement.review_every is not None
    assert minh_anh.engagement.review_every.unit is CadenceUnit.WEEKS
    assert zoe.client.status is ClientStatus.ACTIVE


def test_clauses_are_agreed_unless_they_say_otherwise(texts: PracticeText) -> None:
    states = [clause.state for clause in texts.clients[0].versions[0].clauses]
    assert states.count(ClauseState.PARKED) == 1
    assert set(states) == {ClauseState.PARKED, ClauseState.AGREED}


def test_sessions_know_what_they_found(texts: PracticeText) -> None:
    second = texts.clients[1].sessions[1]
    assert second.last_commitment == (CommitmentState.DONE, "Forty-one lines. Six in the left column.")
    assert second.last_pledge is not None
    assert second.last_pledge[0] is PledgeState.KEPT
    assert second.handed_out is SharedHow.PDF


def test_a_session_that_began_late_ends_late(texts: PracticeText) -> None:
    second = texts.clients[1].sessions[1]
    assert second.began_at - second.planned_at == timedelta(minutes=15)
    assert second.ended_at - second.began_at == timedelta(minutes=80)


def test_the_next_meeting_is_said_in_words(texts: PracticeText) -> None:
    assert texts.clients[1].sessions[0].shared.next_date == "6 May 2026, 14:00"


def test_planned_sessions_hold_no_words(texts: PracticeText) -> None:
    waiting = [one for c in texts.clients for one in c.sessions if one.state is SessionState.PLANNED]
    assert len(waiting) == 6
    blank = ("", SharedText(session_id=NOBODYS), Closing(session_id=NOBODYS), CheckIn(session_id=NOBODYS))
    for one in waiting:
        assert (one.note, one.shared, one.closing, one.check_in) == blank
