"""What stands around the words of a session: who belongs to it, who hears of it, where it was moved."""

import json
from datetime import datetime
from typing import Final

from attrs import frozen

from coachdesk.models.attendance import Member, is_group, members_of
from coachdesk.models.entities.agreement import SPONSOR_CLAUSE, ReportField
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session, SessionKind, SessionState
from coachdesk.models.remembered import Key, recall
from coachdesk.models.store import Store


@frozen(kw_only=True)
class NewTime:
    """Where a session that was moved takes place instead. `at` is UTC."""

    session_id: SessionId
    at: datetime


@frozen(kw_only=True)
class Around:
    """Members of a group; the sponsor of a three-way meeting; the new time of a session that was moved.

    `sponsor_hears` is None while no agreement in force says what a sponsor may hear.
    """

    members: tuple[Member, ...] = ()
    sponsor: str = ""
    sponsor_hears: tuple[ReportField, ...] | None = None
    new_time: NewTime | None = None
    hides_clock: bool = False


NOTHING_AROUND: Final = Around()


def around(store: Store, held: Session, engagement: Engagement) -> Around:
    """Read what stands around a session, each part only where its kind or state has one."""
    is_three_way = held.kind is SessionKind.THREE_WAY
    return Around(
        members=members_of(store, held) if is_group(engagement) else (),
        sponsor=_sponsor(store, engagement) if is_three_way else "",
        sponsor_hears=_sponsor_hears(store, engagement) if is_three_way else None,
        new_time=_new_time(store, held) if held.state is SessionState.MOVED else None,
        hides_clock=recall(store, Key.CLOCK_HIDDEN) is not None,
    )


_SPONSOR: Final = """
SELECT concat_ws(', ', sc.name, o.name) FROM sponsor_contact sc
LEFT JOIN organisation o ON o.id = sc.organisation_id WHERE sc.id = ?
"""
_HEARS: Final = """
SELECT v.report_fields FROM agreement a
JOIN agreement_version v ON v.agreement_id = a.id AND v.state = 'signed'
WHERE a.engagement_id = ? AND a.kind = 'three-way' AND EXISTS (SELECT 1 FROM clause c
  WHERE c.version_id = v.id AND c.key = ? AND c.state NOT IN ('parked', 'dropped'))
"""
_NEW_TIME: Final = """
SELECT id AS session_id, coalesce(began_at, planned_at) AS at FROM session
WHERE engagement_id = ? AND number = ? AND state NOT IN ('moved', 'cancelled in time') AND deleted_at IS NULL
  AND coalesce(began_at, planned_at) IS NOT NULL ORDER BY updated_at DESC LIMIT 1
"""


def _sponsor(store: Store, engagement: Engagement) -> str:
    return store.value(_SPONSOR, [engagement.sponsor_id]) or ""


def _sponsor_hears(store: Store, engagement: Engagement) -> tuple[ReportField, ...] | None:
    found = store.value(_HEARS, [engagement.id, SPONSOR_CLAUSE])
    return None if found is None else tuple(ReportField(name) for name in json.loads(found))


def _new_time(store: Store, moved: Session) -> NewTime | None:
    return next(iter(store.all(NewTime, _NEW_TIME, [moved.engagement_id, moved.number])), None)
