"""The course of a version: from a draft, through talk, to what all have signed."""

from datetime import date
from typing import Final

import attrs
from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, LockedTextError
from coachdesk.models import clause_index
from coachdesk.models.agreement_page import AgreementPage, clauses_of, page_of_version
from coachdesk.models.entities.agreement import (
    FROZEN_STATES,
    AgreementVersion,
    Clause,
    ClauseState,
    Party,
    VersionState,
)
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import AgreementId, ClauseId, VersionId, new_id
from coachdesk.models.store import Store, write

_STANDING_SIGNATURES: Final = "SELECT count(*) FROM signature WHERE version_id = ? AND voided_at IS NULL"
_ASIDE: Final = frozenset({ClauseState.REVISIT, ClauseState.PARKED, ClauseState.DROPPED})


@frozen
class Missing:
    """A core clause that keeps a version from being ready: set aside, without words, or without a yes."""

    clause: Clause
    parties: tuple[Party, ...] = ()

    @property
    def is_set_aside(self) -> bool:
        """Whether the clause is parked, dropped or to be talked about again."""
        return self.clause.state in _ASIDE

    @property
    def has_no_words(self) -> bool:
        """Whether nothing is written yet that could be agreed on."""
        return not self.clause.agreed_words.strip()


def missing_for_ready(page: AgreementPage) -> tuple[Missing, ...]:
    """Return the core clauses that client and coach have not both agreed on, in order."""
    found = (Missing(clause, _silent(clause)) for clause in page.clauses if clause.core)
    return tuple(one for one in found if one.parties or one.is_set_aside or one.has_no_words)


def _silent(clause: Clause) -> tuple[Party, ...]:
    said = ((Party.CLIENT, clause.agreed_by_client_at), (Party.COACH, clause.agreed_by_coach_at))
    return tuple(party for party, moment in said if moment is None)


def not_talked_through(page: AgreementPage) -> tuple[Clause, ...]:
    """Return the clauses whose words would be signed although not all have said yes to them one by one."""
    waiting = (ClauseState.OPEN, ClauseState.REVISIT)
    return tuple(clause for clause in page.clauses if clause.state in waiting and clause.agreed_words.strip())


def get_version(store: Store, *, version_id: VersionId) -> AgreementVersion:
    """Return a version.

    Raises:
        NotFoundError: there is none with this id.
    """
    return store.one(AgreementVersion, "SELECT * FROM agreement_version WHERE id = ?", [version_id])


def changeable(store: Store, version_id: VersionId) -> AgreementVersion:
    """Return a version whose text may still change.

    Raises:
        LockedTextError: somebody has signed it, or it is history.
    """
    version = get_version(store, version_id=version_id)
    if version.state in FROZEN_STATES:
        raise LockedTextError(
            QT_TRANSLATE_NOOP("errors", "Version {number} does not change any more."),
            QT_TRANSLATE_NOOP("errors", "Start a new version; it begins with these words."),
            number=version.number,
        )
    if store.value(_STANDING_SIGNATURES, [version_id]):
        raise LockedTextError(
            QT_TRANSLATE_NOOP("errors", "Version {number} already carries a signature."),
            QT_TRANSLATE_NOOP("errors", "Take the signatures back first; they stay on record as voided."),
            number=version.number,
        )
    return version


def reopen_for(store: Store, version: AgreementVersion) -> Change:
    """Take a version that was ready back into discussion, because its text changes."""
    if version.state is not VersionState.READY:
        return Change()
    return put_version(store, attrs.evolve(version, state=VersionState.IN_DISCUSSION)).change


def discuss(store: Store, version: AgreementVersion) -> Change:
    """Take a draft into discussion, because the client has said something about it."""
    if version.state is not VersionState.DRAFT:
        return Change()
    return put_version(store, attrs.evolve(version, state=VersionState.IN_DISCUSSION)).change


def put_version(store: Store, version: AgreementVersion) -> Written[AgreementVersion]:
    """Keep a version; for the verbs of this and the neighbouring modules."""
    store.put("agreement_version", version)
    return Written(version, Change.of(Kind.AGREEMENT, version.agreement_id, version.id))


@write
def mark_ready(store: Store, *, version_id: VersionId) -> Written[AgreementVersion]:
    """Declare a version ready to be signed.

    Raises:
        InvalidInputError: a core clause is not agreed by client and coach; the message names each.
        LockedTextError: somebody has signed it, or it is history.
    """
    version = changeable(store, version_id)
    missing = missing_for_ready(page_of_version(store, version_id=version_id))
    if missing:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "Not agreed by both yet: {headings}."),
            QT_TRANSLATE_NOOP("errors", "Talk them through, then this version is ready to sign."),
            headings=", ".join(one.clause.heading for one in missing),
        )
    return put_version(store, attrs.evolve(version, state=VersionState.READY))


@write
def set_dates(
    store: Store, *, version_id: VersionId, effective_on: date | None, review_on: date | None
) -> Written[AgreementVersion]:
    """Say from when a version counts and when to look at it together again.

    Raises:
        InvalidInputError: the review comes before the agreement counts.
        LockedTextError: somebody has signed it, or it is history.
    """
    version = changeable(store, version_id)
    if effective_on is not None and review_on is not None and review_on < effective_on:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The review comes before the agreement counts."),
            QT_TRANSLATE_NOOP("errors", "Change one of the two days."),
        )
    return put_version(store, attrs.evolve(version, effective_on=effective_on, review_on=review_on))


@write
def withdraw_version(store: Store, *, version_id: VersionId) -> Written[AgreementVersion]:
    """End an agreement in force, or give up a version that nobody has signed; it stays readable.

    Raises:
        LockedTextError: some, not all, have signed it, or it is history already.
    """
    version = get_version(store, version_id=version_id)
    if version.state is not VersionState.SIGNED:
        version = changeable(store, version_id)
    written = put_version(store, attrs.evolve(version, state=VersionState.WITHDRAWN))
    clause_index.follow_versions(store, version.agreement_id)
    return written


@write
def next_version(store: Store, *, agreement_id: AgreementId, reason: str) -> Written[AgreementVersion]:
    """Start a new version from the one last signed, or from the last one where none was.

    Raises:
        InvalidInputError: no reason is given, or the newest version is still being worked on.
    """
    versions = store.all(
        AgreementVersion,
        "SELECT * FROM agreement_version WHERE agreement_id = ? ORDER BY number",
        [agreement_id],
    )
    _insist_on_a_reason(reason)
    _insist_on_one_at_a_time(versions[-1])
    base = next((v for v in reversed(versions) if v.state is VersionState.SIGNED), versions[-1])
    version = AgreementVersion(
        id=VersionId(new_id()),
        agreement_id=agreement_id,
        number=versions[-1].number + 1,
        language=base.language,
        keep_months=base.keep_months,
        report_fields=base.report_fields,
        reason=reason.strip(),
        supersedes_id=base.id,
    )
    written = put_version(store, version)
    _copy_clauses(store, base, version)
    clause_index.follow_versions(store, agreement_id)
    return written


def _insist_on_a_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "A new version needs a reason."),
            QT_TRANSLATE_NOOP("errors", "Write one sentence about what changed between you."),
        )


def _insist_on_one_at_a_time(newest: AgreementVersion) -> None:
    if newest.state not in FROZEN_STATES:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "Version {number} is still being worked on."),
            QT_TRANSLATE_NOOP("errors", "Finish it first, or withdraw it."),
            number=newest.number,
        )


def _copy_clauses(store: Store, base: AgreementVersion, version: AgreementVersion) -> None:
    """Copy the clauses with every yes that was given to them.

    A yes was given to words, and the words are the same: a new version is about what changed, and
    nobody has to agree again to what did not. Changing the words takes each yes back. What was
    signed without a yes of its own stays open, and what was dropped is gone.
    """
    for clause in clauses_of(store, base.id):
        if clause.state is not ClauseState.DROPPED:
            store.put("clause", attrs.evolve(clause, id=ClauseId(new_id()), version_id=version.id))
