"""The engagements of a client with all that belongs to each, for the page of the client."""

from datetime import date
from typing import Final

import attrs
from attrs import frozen

from coachdesk.models.agreed_data import Retention, retention
from coachdesk.models.engagements import Sponsor, engagements_of
from coachdesk.models.entities.agreement import VersionState
from coachdesk.models.entities.ids import ClientId, EngagementId, OrganisationId, SponsorContactId, VersionId
from coachdesk.models.entities.people import (
    Engagement,
    EngagementState,
    Organisation,
    SafeStartItem,
    SponsorContact,
)
from coachdesk.models.review_causes import DueReview, due_review
from coachdesk.models.safe_start import in_order_of_steps
from coachdesk.models.session_kinds import ONLY_AROUND_COACHING
from coachdesk.models.store import Store


@frozen(kw_only=True)
class AgreementAtHand:
    """The newest version of an engagement's agreement, and the number of the one in force."""

    engagement_id: EngagementId
    version_id: VersionId
    number: int
    state: VersionState
    effective_on: date | None = None
    review_on: date | None = None
    in_force: int | None = None


@frozen(kw_only=True)
class EngagementPart:
    """An engagement with all that belongs to it; `others` are the names of those who take part too.

    `is_prelude` tells that there was nothing so far but what surrounds coaching, such as a chemistry session.
    """

    engagement: Engagement
    others: tuple[str, ...]
    safe_start: tuple[SafeStartItem, ...]
    sponsor: Sponsor | None = None
    agreement: AgreementAtHand | None = None
    retention: Retention | None = None
    due: DueReview | None = None
    is_prelude: bool = False

    @property
    def started_safely(self) -> bool:
        """Whether every step before coaching is done."""
        return all(item.done_on is not None for item in self.safe_start)

    @property
    def wants_ground(self) -> bool:
        """Whether coaching is under way without an agreement in force or a finished safe start."""
        has_agreement = self.agreement is not None and self.agreement.in_force is not None
        active = self.engagement.state is EngagementState.ACTIVE
        return active and not self.is_prelude and not (has_agreement and self.started_safely)


_MINE: Final = "(SELECT engagement_id FROM engagement_client WHERE client_id = ?)"
_SAFE_START: Final = f"SELECT * FROM safe_start WHERE engagement_id IN {_MINE}"  # noqa: S608  (our own names)
_SPONSORS: Final = f"""
SELECT * FROM sponsor_contact WHERE id IN (SELECT sponsor_id FROM engagement WHERE id IN {_MINE})
"""  # noqa: S608  (our own names)
_ORGANISATIONS: Final = f"""
SELECT * FROM organisation WHERE id IN (SELECT organisation_id FROM ({_SPONSORS}))
"""  # noqa: S608  (our own names)
_AGREEMENTS: Final = f"""
SELECT a.engagement_id, v.id AS version_id, v.number, v.state, v.effective_on, v.review_on,
  (SELECT max(number) FROM agreement_version WHERE agreement_id = a.id AND state = 'signed') AS in_force
FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id
WHERE a.engagement_id IN {_MINE} ORDER BY v.state = 'withdrawn' DESC, v.number
"""  # noqa: S608  (our own names)
_NAMES: Final = f"""
SELECT p.engagement_id, c.display_name FROM engagement_client p JOIN client c ON c.id = p.client_id
WHERE p.engagement_id IN {_MINE} AND c.id <> ? AND c.deleted_at IS NULL ORDER BY p.position
"""  # noqa: S608  (our own names)

_PRELUDES: Final = f"""
SELECT e.id FROM engagement e WHERE e.id IN {_MINE} AND {ONLY_AROUND_COACHING.format(engagement="e.id")}
"""  # noqa: S608  (our own text)


def engagement_parts(
    store: Store, *, client_id: ClientId, at_hand: EngagementId | None = None
) -> tuple[EngagementPart, ...]:
    """Return a client's engagements, those under way first; only of the one at hand all is known.

    Without one that is named, the first is at hand.
    """
    steps = store.all(SafeStartItem, _SAFE_START, [client_id])
    sponsors = _sponsors(store, client_id)
    # the last of each engagement stays in the dictionary: the newest version that stands
    agreements = {
        found.engagement_id: found for found in store.all(AgreementAtHand, _AGREEMENTS, [client_id])
    }
    names = store.db.execute(_NAMES, [client_id, client_id]).fetchall()
    preludes = {row[0] for row in store.db.execute(_PRELUDES, [client_id])}
    parts = tuple(
        EngagementPart(
            engagement=engagement,
            others=tuple(name for owner, name in names if owner == engagement.id),
            safe_start=in_order_of_steps(
                engagement.id, tuple(step for step in steps if step.engagement_id == engagement.id)
            ),
            sponsor=sponsors.get(engagement.sponsor_id),
            agreement=agreements.get(engagement.id),
            is_prelude=engagement.id in preludes,
        )
        for engagement in engagements_of(store, client_id=client_id)
    )
    shown = part_at_hand(parts, at_hand)
    return tuple(_whole(store, part) if part is shown else part for part in parts)


def part_at_hand(
    parts: tuple[EngagementPart, ...], engagement_id: EngagementId | None
) -> EngagementPart | None:
    """Return the engagement that is named, or else the first."""
    named = (part for part in parts if part.engagement.id == engagement_id)
    return next(named, next(iter(parts), None))


def _whole(store: Store, part: EngagementPart) -> EngagementPart:
    engagement_id = part.engagement.id
    return attrs.evolve(
        part,
        retention=retention(store, engagement_id=engagement_id),
        due=due_review(store, engagement_id=engagement_id, day=store.today()),
    )


def _sponsors(store: Store, client_id: ClientId) -> dict[SponsorContactId | None, Sponsor]:
    found = store.all(Organisation, _ORGANISATIONS, [client_id])
    organisations: dict[OrganisationId | None, Organisation] = {one.id: one for one in found}
    return {
        contact.id: Sponsor(contact, organisations.get(contact.organisation_id))
        for contact in store.all(SponsorContact, _SPONSORS, [client_id])
    }
