"""What the tour adds to the sample practice, from `resources/sample/tour.toml`."""

from datetime import date
from typing import Any

from attrs import frozen

from coachdesk.models.entities.strokes import Drawing, Point
from coachdesk.resources import resource_toml
from coachdesk.sample.texts import Calendar, ClauseText, SessionText, clause_text, session_text

_LANGUAGE = "en"


@frozen(kw_only=True)
class NextVersionText:
    """A version of the agreement that is written in today's session, and who is about to sign it."""

    reason: str
    effective_on: date
    review_on: date
    clause: ClauseText
    signer: str
    place: str
    drawing: Drawing


@frozen(kw_only=True)
class TourText:
    """The first start; what is opened and printed, by clients' names; today's session with `client`."""

    place: str
    passphrase: str
    browsed: str
    agreement: str
    summary: str
    summary_number: int
    search: str
    client: str
    session: SessionText
    version: NextVersionText


def load_tour(today: date) -> TourText:
    """Return the texts of the tour as they are on a day."""
    table = resource_toml("sample", "tour.toml")
    calendar = Calendar(today)
    return TourText(
        **table["first_start"],
        **table["shown"],
        client=table["session"]["client"],
        session=session_text(table["session"], calendar, _LANGUAGE),
        version=_next_version(table["version"], calendar),
    )


def _next_version(table: dict[str, Any], calendar: Calendar) -> NextVersionText:
    return NextVersionText(
        reason=table["reason"],
        effective_on=calendar.day(table["effective_on"]),
        review_on=calendar.day(table["review_on"]),
        clause=clause_text(table["clause"], calendar),
        signer=table["signing"]["name"],
        place=table["signing"]["place"],
        drawing=_drawing(table["signing"]),
    )


def _drawing(table: dict[str, Any]) -> Drawing:
    strokes = tuple(tuple(Point(*point) for point in stroke) for stroke in table["strokes"])
    return Drawing(aspect=table["aspect"], strokes=strokes)
