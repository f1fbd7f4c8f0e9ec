"""Clients of whom one has not heard for a while: the work goes on, and nothing is planned."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Final

import attrs
from attrs import frozen

from coachdesk.models.clock import local
from coachdesk.models.days import day_bounds
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.folding import folded
from coachdesk.models.last_contact import last_contacts
from coachdesk.models.store import Store
from coachdesk.models.without_plan import ACTIVE_WITHOUT_PLAN, LAST_MET

USUAL_WEEKS: Final = 4


@frozen(kw_only=True)
class QuietClient:
    """Somebody with whom nothing is planned for longer than was agreed.

    `met_on` is the day of the last session and None before the first; `agreed_weeks` is None where nothing
    was agreed, and `in_touch_on` the day of a contact since then.
    """

    engagement_id: EngagementId
    client_id: ClientId
    client_name: str
    met_on: date | None = None
    in_touch_on: date | None = None
    agreed_weeks: int | None = None


@frozen(kw_only=True)
class _Work:
    """An active engagement with nothing planned, and since when it may be quiet."""

    engagement_id: EngagementId
    client_id: ClientId
    client_name: str
    quiet_after_weeks: int | None
    met_at: datetime | None
    starts_on: date | None
    created_at: datetime

    def begun_on(self, zone: tzinfo | None) -> date:
        return self.starts_on or local(self.created_at, zone).date()


NOTHING_PLANNED: Final = f"""
SELECT e.id AS engagement_id, c.id AS client_id, c.display_name AS client_name, e.quiet_after_weeks,
  e.starts_on, e.created_at, {LAST_MET} AS met_at
{ACTIVE_WITHOUT_PLAN}
"""


def quiet_clients(store: Store, *, day: date, zone: tzinfo | None = None) -> tuple[QuietClient, ...]:
    """Return who is quiet on a day of the coach, by name."""
    start, _ = day_bounds(day, zone)
    works = store.all(_Work, NOTHING_PLANNED, [start.isoformat()])
    found = [_quiet(work, zone) for work in works if _is_quiet(work, day, zone)]
    contacts = last_contacts(store) if found else {}
    known = (_in_touch(one, contacts.get(one.engagement_id), zone) for one in found)
    return tuple(sorted(known, key=lambda one: (folded(one.client_name), one.engagement_id)))


def _is_quiet(work: _Work, day: date, zone: tzinfo | None) -> bool:
    weeks = USUAL_WEEKS if work.quiet_after_weeks is None else work.quiet_after_weeks
    since = work.begun_on(zone) if work.met_at is None else local(work.met_at, zone).date()
    return since + timedelta(weeks=weeks) < day


def _quiet(work: _Work, zone: tzinfo | None) -> QuietClient:
    return QuietClient(
        engagement_id=work.engagement_id,
        client_id=work.client_id,
        client_name=work.client_name,
        met_on=None if work.met_at is None else local(work.met_at, zone).date(),
        agreed_weeks=work.quiet_after_weeks,
    )


def _in_touch(one: QuietClient, at: datetime | None, zone: tzinfo | None) -> QuietClient:
    """Tell of the last contact, too, where it came after the last session."""
    on = None if at is None else local(at, zone).date()
    is_later = on is not None and (one.met_on is None or on > one.met_on)
    return attrs.evolve(one, in_touch_on=on) if is_later else one
