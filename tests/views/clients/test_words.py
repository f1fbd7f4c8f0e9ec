from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from coachdesk.models.client_page import SessionLine
from coachdesk.models.clients import ClientRow
from coachdesk.models.engagement_parts import EngagementPart
from coachdesk.models.entities.ids import ClientId, EngagementId, SessionId
from coachdesk.models.entities.people import (
    Cadence,
    CadenceUnit,
    ClientStatus,
    Engagement,
    EngagementFormat,
    EngagementState,
)
from coachdesk.models.entities.session import Presence, SessionKind, SessionState
from coachdesk.views.clients.facts import cadence_text, engagement_facts
from coachdesk.views.clients.words import client_row_text, other_name, session_row_text

TODAY = date(2026, 5, 14)
NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)
ROW = ClientRow(id=ClientId("1"), display_name="Mira Solano", status=ClientStatus.ACTIVE)
WORK = Engagement(id=EngagementId("e"), client_ids=(ClientId("1"),))


def facts(work: Engagement, *others: str) -> dict[str, str]:
    part = EngagementPart(engagement=work, others=others, safe_start=())
    return {name: text.replace("\u00a0", " ") for name, text in engagement_facts(part, TODAY)}


@pytest.mark.parametrize(
    ("row", "detail"),
    [
        (ROW, "No engagement yet"),
        (attrs.evolve(ROW, engagement_state=EngagementState.EXPLORING), "Engagement: exploring"),
        (attrs.evolve(ROW, purpose="“To rest”"), "“To rest”"),
    ],
)
def test_a_line_says_what_the_client_came_for(row: ClientRow, detail: str) -> None:
    assert client_row_text(row, TODAY).detail == detail


def test_a_line_says_what_comes_before_what_was() -> None:
    both = attrs.evolve(ROW, next_session_at=NOON + timedelta(days=1), last_session_at=NOON)
    past = attrs.evolve(both, next_session_at=None)
    assert client_row_text(both, TODAY).aside.startswith("next: tomorrow, ")
    assert client_row_text(past, TODAY).aside == "last: today"


@pytest.mark.parametrize(
    ("preferred", "said"), [("", ""), ("Mira", ""), ("Mira Solano", ""), ("Miri", "Miri")]
)
def test_a_preferred_name_is_said_where_it_adds_something(preferred: str, said: str) -> None:
    assert other_name(preferred, "Mira Solano") == said


@pytest.mark.parametrize(
    ("state", "chip"), [("planned", ""), ("held", ""), ("late cancel", "cancelled late")]
)
def test_a_session_says_its_state_where_it_is_not_the_usual_one(state: str, chip: str) -> None:
    line = SessionLine(
        id=SessionId("s"), engagement_id=WORK.id, number=3, at=NOON, state=SessionState(state), headline="Hi"
    )
    text = session_row_text(line, TODAY)
    assert (text.title, text.note, text.chip) == ("Session 3", "Hi", chip)


@pytest.mark.parametrize(("days", "chip"), [(-1, "planned"), (0, ""), (1, "")])
def test_a_session_that_was_planned_and_not_held_says_so(days: int, chip: str) -> None:
    at = NOON + timedelta(days=days)
    line = SessionLine(id=SessionId("s"), engagement_id=WORK.id, number=3, at=at, state=SessionState.PLANNED)
    assert session_row_text(line, TODAY).chip == chip


def test_a_bare_engagement_has_hardly_any_facts() -> None:
    assert {name for name, text in facts(WORK).items() if text} == {"Format"}


def test_what_was_arranged_is_said_in_words() -> None:
    work = attrs.evolve(
        WORK, format=EngagementFormat.TEAM, number_in_group=5, starts_on=date(2026, 1, 8), fee_minor=18_000,
        planned_end_on=date(2027, 1, 8), currency="EUR", sessions_planned=12, session_minutes=60,
    )  # fmt: skip
    found = facts(work, "Ben", "Ana")
    assert (found["Format"], found["Together with"]) == ("team, 5", "Ben, Ana")
    assert (found["Sessions"], found["From – to"]) == ("12 planned, 60 minutes", "8 Jan 2026 – 8 Jan 2027")
    assert (found["Fee for a session"], found["Paid by"]) == ("180.00 EUR", "client")


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [(date(2026, 1, 8), None, "since 8 Jan"), (None, date(2026, 6, 1), "until 1 Jun"), (None, None, "")],
)
def test_half_a_span_is_said_as_such(start: date | None, end: date | None, said: str) -> None:
    assert facts(attrs.evolve(WORK, starts_on=start, planned_end_on=end))["Time"] == said


def test_a_span_within_the_year_needs_none() -> None:
    work = attrs.evolve(WORK, starts_on=date(2026, 1, 8), planned_end_on=date(2026, 6, 1))
    assert facts(work)["From – to"] == "8 Jan – 1 Jun"


def test_a_cadence_counts_sessions_or_weeks() -> None:
    assert "session" in cadence_text(Cadence(6))
    assert "week" in cadence_text(Cadence(6, CadenceUnit.WEEKS))


def test_a_member_of_a_group_is_said_to_have_been_there() -> None:
    line = SessionLine(
        id=SessionId("s"),
        engagement_id=EngagementId("e"),
        number=3,
        state=SessionState.HELD,
        kind=SessionKind.MENTORING,
        presence=Presence.PART,
        headline="Speaking up",
    )
    assert session_row_text(line, TODAY).note == "mentoring, given · for part of it · Speaking up"
