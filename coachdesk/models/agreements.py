"""The agreements of all engagements: the list, and how one begins."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Final

import attrs
from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models import clause_index
from coachdesk.models.clause_sets import ClauseTemplate
from coachdesk.models.engagements import get_engagement
from coachdesk.models.entities.agreement import (
    Agreement,
    AgreementKind,
    AgreementVersion,
    Clause,
    ProposedBy,
    VersionState,
)
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.clause_set import ClauseSet
from coachdesk.models.entities.ids import (
    AgreementId,
    ClauseId,
    ClauseSetId,
    EngagementId,
    VersionId,
    new_id,
)
from coachdesk.models.every_set import begin_with, every_set
from coachdesk.models.store import Store, write


@frozen(kw_only=True)
class AgreementRow:
    """An agreement as a line of the list, by its newest version; `in_force` is the signed one's number."""

    engagement_id: EngagementId
    agreement_id: AgreementId
    client_names: tuple[str, ...]
    organisation: str = ""
    number: int
    state: VersionState
    clauses: int
    agreed: int
    in_force: int | None = None
    review_on: date | None = None


@frozen(kw_only=True)
class Beginning:
    """An engagement that has no agreement yet, and what is known about the one to come.

    `language` is the client's as it was typed, or empty; `sets` are the sets of clauses to begin with.
    """

    engagement_id: EngagementId
    client_names: tuple[str, ...]
    kind: AgreementKind
    language: str = ""
    sets: tuple[ClauseSet, ...] = ()


_NAMES: Final = """
(SELECT json_group_array(c.display_name ORDER BY p.position) FROM engagement_client p
 JOIN client c ON c.id = p.client_id WHERE p.engagement_id = e.id AND c.deleted_at IS NULL) AS client_names
"""
_LIST: Final = f"""
SELECT a.engagement_id, a.id AS agreement_id, {_NAMES}, coalesce(o.name, s.name, '') AS organisation,
  v.number, v.state, v.review_on, coalesce(sum(t.state <> 'dropped'), 0) AS clauses,
  coalesce(sum(t.state = 'agreed'), 0) AS agreed,
  (SELECT max(number) FROM agreement_version WHERE agreement_id = a.id AND state = 'signed') AS in_force
FROM agreement a
JOIN engagement e ON e.id = a.engagement_id
JOIN agreement_version v ON v.agreement_id = a.id
  AND v.number = (SELECT max(number) FROM agreement_version WHERE agreement_id = a.id)
LEFT JOIN clause t ON t.version_id = v.id
LEFT JOIN sponsor_contact s ON s.id = e.sponsor_id
LEFT JOIN organisation o ON o.id = s.organisation_id
WHERE EXISTS (SELECT 1 FROM engagement_client p JOIN client c ON c.id = p.client_id
              WHERE p.engagement_id = e.id AND c.deleted_at IS NULL AND c.status <> 'erased')
GROUP BY a.id ORDER BY v.state IN ('signed', 'superseded', 'withdrawn'), v.updated_at DESC, a.id
"""  # noqa: S608  (our own names)
_WITHOUT: Final = f"""
SELECT e.id, {_NAMES}, e.sponsor_id IS NOT NULL, coalesce((
  SELECT c.language FROM engagement_client p JOIN client c ON c.id = p.client_id
  WHERE p.engagement_id = e.id ORDER BY p.position LIMIT 1), '')
FROM engagement e WHERE NOT EXISTS (SELECT 1 FROM agreement WHERE engagement_id = e.id)
"""  # noqa: S608  (our own names)


def list_agreements(store: Store) -> tuple[AgreementRow, ...]:
    """Return every agreement, those being worked on first."""
    return store.all(AgreementRow, _LIST)


def beginnings(store: Store) -> tuple[Beginning, ...]:
    """Return the engagements under way that have no agreement yet, by the clients' names."""
    rows = store.db.execute(f"{_WITHOUT} AND e.state <> 'closed'").fetchall()
    found = (_beginning(row) for row in rows)
    return tuple(sorted((one for one in found if one.client_names), key=lambda one: one.client_names))


def beginning(store: Store, *, engagement_id: EngagementId) -> Beginning | None:
    """Return what an agreement of this engagement would begin with, None if it has one."""
    row = store.db.execute(f"{_WITHOUT} AND e.id = ?", [engagement_id]).fetchone()
    return None if row is None else attrs.evolve(_beginning(row), sets=every_set(store))


def _beginning(row: tuple[str, str, int, str]) -> Beginning:
    engagement_id, names, has_sponsor, language = row
    return Beginning(
        engagement_id=EngagementId(engagement_id),
        client_names=tuple(json.loads(names)),
        kind=AgreementKind.THREE_WAY if has_sponsor else AgreementKind.TWO_PARTY,
        language=language,
    )


@write
def start_agreement(
    store: Store,
    *,
    engagement_id: EngagementId,
    kind: AgreementKind,
    language: str,
    templates: Iterable[ClauseTemplate],
) -> Written[Agreement]:
    """Begin the agreement of an engagement with a draft made of these clauses.

    A suggestion becomes the coach's words: it is something to talk about, and nothing is
    agreed, and so nothing is printed, before somebody says so.

    Raises:
        NotFoundError: there is no such engagement.
        InvalidInputError: it has an agreement, or no sponsor to make a three-way one with.
    """
    _insist_on_a_beginning(store, engagement_id, kind)
    agreement = Agreement(id=AgreementId(new_id()), engagement_id=engagement_id, kind=kind)
    version = AgreementVersion(id=VersionId(new_id()), agreement_id=agreement.id, number=1, language=language)
    store.put("agreement", agreement)
    store.put("agreement_version", version)
    for position, template in enumerate(templates):
        clause = _clause(version.id, position, template)
        store.put("clause", clause)
        clause_index.put(store, clause)
    return Written(agreement, Change.of(Kind.AGREEMENT, agreement.id, version.id, engagement_id))


@write
def start_with_set(
    store: Store, *, engagement_id: EngagementId, kind: AgreementKind, set_id: ClauseSetId
) -> Written[Agreement]:
    """Begin the agreement of an engagement with the clauses of a set, in the set's language.

    Raises:
        NotFoundError: there is no such engagement or set.
        InvalidInputError: it has an agreement, or no sponsor to make a three-way one with.
    """
    language, templates = begin_with(store, set_id=set_id, kind=kind)
    return start_agreement(
        store, engagement_id=engagement_id, kind=kind, language=language, templates=templates
    )


def _insist_on_a_beginning(store: Store, engagement_id: EngagementId, kind: AgreementKind) -> None:
    engagement = get_engagement(store, engagement_id=engagement_id)
    if store.value("SELECT 1 FROM agreement WHERE engagement_id = ?", [engagement_id]):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This engagement has its agreement already."),
            QT_TRANSLATE_NOOP("errors", "Open it, or start a new version of it."),
        )
    if kind is AgreementKind.THREE_WAY and engagement.sponsor_id is None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "A three-way agreement needs a sponsor."),
            QT_TRANSLATE_NOOP("errors", "Name the sponsor in the engagement first."),
        )


def _clause(version_id: VersionId, position: int, template: ClauseTemplate) -> Clause:
    return Clause(
        id=ClauseId(new_id()),
        version_id=version_id,
        position=position,
        layer=template.layer,
        key=template.key,
        heading=template.heading,
        prompt=template.prompt,
        coachs_words=template.suggestion.strip(),
        proposed_by=ProposedBy.TEMPLATE,
        audience=template.audience,
        core=template.core,
    )
