"""What is agreed on besides words: how long records are kept, and what a sponsor report may hold.

Each belongs to a shipped clause, is printed under its words, and is part of what is signed.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

import attrs
from attrs import frozen

from coachdesk.models import clauses
from coachdesk.models.agreement_versions import changeable, put_version
from coachdesk.models.clock import local
from coachdesk.models.days import months_later
from coachdesk.models.entities.agreement import (
    RECORDS_CLAUSE,
    SPONSOR_CLAUSE,
    AgreementVersion,
    ReportField,
)
from coachdesk.models.entities.change import Change, Written
from coachdesk.models.entities.ids import EngagementId, VersionId
from coachdesk.models.store import Store, write


@frozen(kw_only=True)
class Retention:
    """How long the version in force says that records are kept after the last session.

    `last_session_on` is the day of the last session held so far, None before the first.
    """

    keep_months: int
    last_session_on: date | None = None

    @property
    def until(self) -> date | None:
        """The day until which records are kept if no further session takes place."""
        if self.last_session_on is None:
            return None
        return months_later(self.last_session_on, self.keep_months)


@write
def set_retention(
    store: Store, *, version_id: VersionId, keep_months: int | None
) -> Written[AgreementVersion]:
    """Say how long records are kept after the last session, None for nothing said.

    Every yes to the clause about records is taken back: it was given to something else.

    Raises:
        LockedTextError: somebody has signed the version, or it is history.
    """
    version = changeable(store, version_id)
    return _change(store, version, attrs.evolve(version, keep_months=keep_months), RECORDS_CLAUSE)


@write
def set_report_fields(
    store: Store, *, version_id: VersionId, fields: Iterable[ReportField]
) -> Written[AgreementVersion]:
    """Say what a sponsor report may hold; every yes to the clause about the sponsor is taken back.

    Raises:
        LockedTextError: somebody has signed the version, or it is history.
    """
    version = changeable(store, version_id)
    chosen = set(fields)
    in_order = tuple(field for field in ReportField if field in chosen)
    return _change(store, version, attrs.evolve(version, report_fields=in_order), SPONSOR_CLAUSE)


def _change(
    store: Store, version: AgreementVersion, wanted: AgreementVersion, key: str
) -> Written[AgreementVersion]:
    if wanted == version:
        return Written(version, Change())
    written = put_version(store, wanted)
    return Written(written.value, written.change | clauses.open_again(store, wanted, key))


_IN_FORCE: Final = """
SELECT v.keep_months, (SELECT max(coalesce(s.began_at, s.planned_at)) FROM session s
  WHERE s.engagement_id = a.engagement_id AND s.state = 'held' AND s.deleted_at IS NULL)
FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id AND v.state = 'signed'
WHERE a.engagement_id = ? AND v.keep_months IS NOT NULL AND EXISTS (SELECT 1 FROM clause c
  WHERE c.version_id = v.id AND c.key = ? AND c.state NOT IN ('parked', 'dropped'))
"""


def retention(store: Store, *, engagement_id: EngagementId) -> Retention | None:
    """Return how long the records of an engagement are kept, None while no agreement in force says so."""
    found = store.db.execute(_IN_FORCE, [engagement_id, RECORDS_CLAUSE]).fetchone()
    if found is None:
        return None
    months, last_at = found
    last_on = None if last_at is None else local(datetime.fromisoformat(last_at)).date()
    return Retention(keep_months=months, last_session_on=last_on)
