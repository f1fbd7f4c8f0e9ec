"""What makes a review due: derived, whenever somebody looks, from what has happened since the last one.

An event asks once. Its key is kept with the review that was held over it or that let it go, so that
neither the order of two moments nor a date typed late can bring it back.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from attrs import field, frozen

from coachdesk.models.boundaries import NOT_OF_THE_BIN
from coachdesk.models.clock import local
from coachdesk.models.entities.agreement import AgreementKind, Party, PartyName
from coachdesk.models.entities.ids import ClientId, EngagementId, VersionId
from coachdesk.models.entities.people import Cadence, CadenceUnit
from coachdesk.models.entities.review import NoticedKind, ReviewCause, ReviewState
from coachdesk.models.promises import OF_A_LIVING_SESSION
from coachdesk.models.shown_client import SHOWN_CLIENT
from coachdesk.models.store import Store

_AT_LEAST: Final = {ReviewCause.MISSED: 2, ReviewCause.BOUNDARY: 3}
_NOTICED: Final = {
    NoticedKind.BOUNDARY: ReviewCause.BOUNDARY,
    NoticedKind.FEEDBACK: ReviewCause.FEEDBACK,
}


@frozen(kw_only=True)
class DueReview:
    """An agreement that wants a look. `events` holds the keys of what asks for it, by cause."""

    engagement_id: EngagementId
    client_id: ClientId
    client_name: str
    events: Mapping[ReviewCause, tuple[str, ...]]
    since: date | None = None

    @property
    def causes(self) -> tuple[ReviewCause, ...]:
        """Why, the plainest first; never empty."""
        return tuple(cause for cause in ReviewCause if cause in self.events)


@frozen(kw_only=True)
class _Ground:
    """An agreement in force, with what its review is measured against."""

    engagement_id: EngagementId
    client_id: ClientId
    client_name: str
    kind: AgreementKind
    version_id: VersionId
    review_on: date | None
    review_every: Cadence | None
    parties: tuple[PartyName, ...]
    sponsor: str
    organisation: str
    signed_at: datetime | None


@frozen
class _Looked:
    """When an engagement was last looked at, for the cadence, and the keys of all that was seen then."""

    at: dict[str, str] = field(factory=dict)
    seen: dict[str, set[str]] = field(factory=lambda: defaultdict(set))


# The one engagement that is asked for, or every one.
_ONE: Final = "AND {engagement} = ?"

GROUNDS: Final = f"""
SELECT e.id AS engagement_id, c.id AS client_id, c.display_name AS client_name, a.kind, v.id AS version_id,
  v.review_on, v.parties, e.review_every, coalesce(sc.name, '') AS sponsor,
  coalesce(o.name, '') AS organisation,
  (SELECT max(signed_at) FROM signature WHERE version_id = v.id AND voided_at IS NULL) AS signed_at
FROM agreement_version v JOIN agreement a ON a.id = v.agreement_id
JOIN engagement e ON e.id = a.engagement_id AND e.state <> 'closed'
{SHOWN_CLIENT.format(engagement="e.id")}
LEFT JOIN sponsor_contact sc ON sc.id = e.sponsor_id
LEFT JOIN organisation o ON o.id = sc.organisation_id
WHERE v.state = 'signed' {{one}}
"""  # noqa: S608  (our own text)
PAST: Final = """
SELECT engagement_id, cause, state, held_at, about FROM review_point
WHERE state IN ('held', 'let go') {one}
"""
MISSED: Final = """
SELECT s.engagement_id, s.id, coalesce(s.began_at, s.planned_at) FROM session s
WHERE s.deleted_at IS NULL AND s.state IN ('late cancel', 'no-show') {one}
"""
CARRIED: Final = f"""
SELECT t.engagement_id, t.id, t.created_at FROM commitment t
WHERE t.carried_from_id IS NOT NULL AND t.state IN ('open', 'carried') AND {OF_A_LIVING_SESSION}
  AND EXISTS (SELECT 1 FROM commitment former
    WHERE former.id = t.carried_from_id AND former.state = 'carried'
      AND former.carried_from_id IS NOT NULL) {{one}}
"""  # noqa: S608  (our own text)
NOTICED: Final = f"""
SELECT n.engagement_id, n.id, n.created_at, n.kind FROM noticed n WHERE {NOT_OF_THE_BIN} {{one}}
"""  # noqa: S608  (our own text)
PLANNED: Final = """
SELECT r.engagement_id, r.id, r.due_on FROM review_point r
WHERE r.state = 'ahead' AND (r.due_on <= ? OR r.due_after_session IS NOT NULL AND EXISTS (
  SELECT 1 FROM session s WHERE s.engagement_id = r.engagement_id AND s.state = 'held'
    AND s.number >= r.due_after_session AND s.deleted_at IS NULL)) {one}
"""
HELD: Final = """
SELECT g.value ->> 0, (SELECT count(*) FROM session s WHERE s.engagement_id = g.value ->> 0
  AND s.state = 'held' AND s.deleted_at IS NULL AND coalesce(s.began_at, s.planned_at) > g.value ->> 1)
FROM json_each(?) g
"""


def due_reviews(
    store: Store, *, day: date, engagement_id: EngagementId | None = None
) -> tuple[DueReview, ...]:
    """Return the agreements that want a look on a day of the coach, of all engagements or of one."""
    reader = _Reader(store, engagement_id)
    grounds = {ground.engagement_id: ground for ground in reader.grounds()}
    events = _events(reader, grounds, day)
    found = (_due(ground, events.get(ground.engagement_id, {})) for ground in grounds.values())
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.client_name))


def due_review(store: Store, *, engagement_id: EngagementId, day: date) -> DueReview | None:
    """Return why the agreement of an engagement wants a look, None where it does not."""
    return next(iter(due_reviews(store, day=day, engagement_id=engagement_id)), None)


def all_events(store: Store, *, engagement_id: EngagementId, day: date) -> tuple[str, ...]:
    """Return the keys of all that a review sees, enough of it to ask for one or not."""
    reader = _Reader(store, engagement_id)
    events = _events(reader, {ground.engagement_id: ground for ground in reader.grounds()}, day)
    return tuple(key for keys in events.get(engagement_id, {}).values() for key in keys)


def _events(
    reader: "_Reader", grounds: Mapping[EngagementId, _Ground], day: date
) -> dict[str, dict[ReviewCause, list[str]]]:
    """Return the keys of what no review has seen yet, by engagement and cause."""
    events: dict[str, dict[ReviewCause, list[str]]] = defaultdict(lambda: defaultdict(list))
    if not grounds:
        return events
    looked = reader.looked()
    for owner, cause, key in (*reader.events(grounds), *_by_day(grounds, day), *_by_sponsor(grounds)):
        if key not in looked.seen[owner]:
            events[owner][cause].append(key)
    for owner, key in (*reader.by_sessions(grounds, looked), *_by_weeks(grounds, looked, day)):
        events[owner][ReviewCause.CADENCE].append(key)
    for owner, review_id in reader.planned(day):
        events[owner][ReviewCause.PLANNED].append(review_id)
    return events


def _due(ground: _Ground, events: Mapping[ReviewCause, list[str]]) -> DueReview | None:
    enough = {cause: tuple(keys) for cause, keys in events.items() if len(keys) >= _AT_LEAST.get(cause, 1)}
    if not enough:
        return None
    return DueReview(
        engagement_id=ground.engagement_id,
        client_id=ground.client_id,
        client_name=ground.client_name,
        events=enough,
        since=ground.review_on if ReviewCause.DAY in enough else None,
    )


@frozen
class _Reader:
    """Reads what has happened, in all engagements or in one; one query for each kind of event."""

    store: Store
    only: EngagementId | None

    def _all(self, sql: str, column: str, *cells: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401  (any cell)
        one = "" if self.only is None else _ONE.format(engagement=column)
        asked = cells if self.only is None else (*cells, self.only)
        found: list[tuple[Any, ...]] = self.store.db.execute(sql.replace("{one}", one), asked).fetchall()
        return found

    def grounds(self) -> tuple[_Ground, ...]:
        one = "" if self.only is None else _ONE.format(engagement="e.id")
        return self.store.all(_Ground, GROUNDS.replace("{one}", one), [self.only] if self.only else [])

    def looked(self) -> _Looked:
        looked = _Looked()
        for owner, cause, state, held_at, about in self._all(PAST, "engagement_id"):
            looked.seen[owner].update(json.loads(about))
            if state == ReviewState.HELD or cause == ReviewCause.CADENCE:
                looked.at[owner] = max(held_at, looked.at.get(owner, ""))
        return looked

    def events(self, grounds: Mapping[EngagementId, _Ground]) -> Iterable[tuple[str, ReviewCause, str]]:
        """Yield what happened since the version in force was signed."""
        missed = ((*row, ReviewCause.MISSED) for row in self._all(MISSED, "s.engagement_id"))
        carried = ((*row, ReviewCause.CARRIED) for row in self._all(CARRIED, "t.engagement_id"))
        noticed = (
            (owner, key, at, _NOTICED[NoticedKind(kind)])
            for owner, key, at, kind in self._all(NOTICED, "n.engagement_id")
        )
        for owner, key, at, cause in (*missed, *carried, *noticed):
            ground = grounds.get(owner)
            if ground is not None and at is not None and at >= _floor(ground):
                yield owner, cause, key

    def planned(self, day: date) -> Iterable[tuple[str, str]]:
        rows = self._all(PLANNED, "r.engagement_id", day.isoformat())
        return ((owner, review_id) for owner, review_id, _ in rows)

    def by_sessions(
        self, grounds: Mapping[EngagementId, _Ground], looked: _Looked
    ) -> Iterable[tuple[str, str]]:
        wanted = {one.engagement_id: one for one in grounds.values() if _counts(one, CadenceUnit.SESSIONS)}
        asked = json.dumps([[owner, _since(one, looked)] for owner, one in wanted.items()])
        for owner, held in self.store.db.execute(HELD, [asked]):
            cadence = wanted[owner].review_every
            if cadence is not None and held >= cadence.every:
                yield owner, f"{held} held"


def _counts(ground: _Ground, unit: CadenceUnit) -> bool:
    cadence = ground.review_every
    return cadence is not None and cadence.every > 0 and cadence.unit is unit


def _floor(ground: _Ground) -> str:
    """Return the moment from which events count: what is signed has been talked about."""
    return "" if ground.signed_at is None else ground.signed_at.isoformat()


def _since(ground: _Ground, looked: _Looked) -> str:
    return max(looked.at.get(ground.engagement_id, ""), _floor(ground))


def _by_weeks(
    grounds: Mapping[EngagementId, _Ground], looked: _Looked, day: date
) -> Iterable[tuple[str, str]]:
    for ground in grounds.values():
        since = _since(ground, looked)
        if since and ground.review_every is not None and _counts(ground, CadenceUnit.WEEKS):
            due_on = local(datetime.fromisoformat(since)).date() + timedelta(weeks=ground.review_every.every)
            if due_on <= day:
                yield ground.engagement_id, due_on.isoformat()


def _by_day(grounds: Mapping[EngagementId, _Ground], day: date) -> Iterable[tuple[str, ReviewCause, str]]:
    for ground in grounds.values():
        if ground.review_on is not None and ground.review_on <= day:
            yield ground.engagement_id, ReviewCause.DAY, f"{ground.version_id} {ground.review_on}"


def _by_sponsor(grounds: Mapping[EngagementId, _Ground]) -> Iterable[tuple[str, ReviewCause, str]]:
    for ground in grounds.values():
        today = PartyName(party=Party.SPONSOR, name=ground.sponsor, organisation=ground.organisation)
        if ground.kind is AgreementKind.THREE_WAY and today not in ground.parties:
            key = f"{ground.version_id} {ground.sponsor}, {ground.organisation}"
            yield ground.engagement_id, ReviewCause.SPONSOR, key
