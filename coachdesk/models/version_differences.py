"""What changed between two versions of an agreement: the agreed words alone, never one of the voices."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs
from attrs import field, frozen

from coachdesk.errors import BugError
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.clause_pairs import Pair, moved_pairs, pairs_of
from coachdesk.models.content_hash import printed_clauses
from coachdesk.models.differences import differences
from coachdesk.models.entities.agreement import (
    FROZEN_STATES,
    RECORDS_CLAUSE,
    SPONSOR_CLAUSE,
    AgreementKind,
    Audience,
    Clause,
    ClauseState,
    Party,
    PartyName,
    ReportField,
    VersionState,
)
from coachdesk.models.entities.difference import (
    COMING_AND_GOING,
    ClauseDifference,
    Fate,
    Piece,
    Turn,
    VersionDifference,
    VersionMark,
)

_TURNED: Final = {Fate.SAME: Fate.SAME, Fate.GONE: Fate.NEW, Fate.NEW: Fate.GONE}


def version_difference(
    old: AgreementPage, new: AgreementPage, *, for_sponsor: bool = False
) -> VersionDifference:
    """Return what leads from one version to another.

    For the sponsor there are the clauses for all parties alone: one that is no longer for the sponsor
    is gone, and why there is a new version stays between the two.
    """
    return VersionDifference(
        old=_mark(old, for_sponsor=for_sponsor),
        new=_mark(new, for_sponsor=for_sponsor),
        clauses=tuple(_clauses(_Text(old, for_sponsor), _Text(new, for_sponsor))),
        reasons=() if for_sponsor else _reasons(old, new),
        parties_gone=_without(old.parties, new.parties),
        parties_new=_without(new.parties, old.parties),
    )


def pieces_between(old: str, new: str) -> tuple[Piece, ...]:
    """Return the words that stayed, went and came; the way back is the same way with the two swapped."""
    if old <= new:
        return differences(old, new)
    turned = [Piece(_TURNED[piece.fate], piece.words) for piece in differences(new, old)]
    for at in range(len(turned) - 1):
        if (turned[at].fate, turned[at + 1].fate) == (Fate.NEW, Fate.GONE):
            turned[at], turned[at + 1] = turned[at + 1], turned[at]
    return tuple(turned)


def fingerprint_of(page: AgreementPage, *, for_sponsor: bool) -> str:
    """Return the fingerprint of a copy, also of one to be signed on paper.

    The sponsor's exists once the sponsor has signed.
    """
    if not for_sponsor:
        is_ready = page.version.state is VersionState.READY
        return page.version.content_hash or (page.fingerprint if is_ready else "")
    sponsors = (mark.content_hash for mark in page.signed_by if mark.party is Party.SPONSOR)
    return next(sponsors, "")


def _mark(page: AgreementPage, *, for_sponsor: bool) -> VersionMark:
    version = page.version
    return VersionMark(
        number=version.number,
        is_draft=version.state not in FROZEN_STATES,
        effective_on=version.effective_on,
        review_on=version.review_on,
        content_hash=fingerprint_of(page, for_sponsor=for_sponsor),
    )


def _reasons(old: AgreementPage, new: AgreementPage) -> tuple[str, ...]:
    between = (one for one in new.versions if old.version.number < one.number <= new.version.number)
    return tuple(one.reason for one in between if one.reason.strip())


def _without(names: Iterable[PartyName], others: Sequence[PartyName]) -> tuple[PartyName, ...]:
    return tuple(name for name in names if name not in others)


@frozen
class _Text:
    """What one side of the comparison may read of a version, and what of that is its text."""

    page: AgreementPage
    for_sponsor: bool
    seen: tuple[Clause, ...] = field(init=False)
    printed: tuple[Clause, ...] = field(init=False)

    @seen.default
    def _seen(self) -> tuple[Clause, ...]:
        clauses = self.page.clauses
        return tuple(one for one in clauses if not self.for_sponsor or one.audience is Audience.ALL_PARTIES)

    @printed.default
    def _printed(self) -> tuple[Clause, ...]:
        return printed_clauses(self.seen)

    def text_of(self, clause: Clause | None) -> Clause | None:
        """Return a clause as far as it belongs to the text."""
        return clause if clause in self.printed else None

    def months(self, clause: Clause | None) -> int | None:
        """Return how long records are kept, for the clause that says so."""
        is_about = clause is not None and clause.key == RECORDS_CLAUSE
        return self.page.version.keep_months if is_about else None

    def fields(self, clause: Clause | None) -> tuple[ReportField, ...]:
        """Return what a report may hold, for the clause that says so."""
        is_about = clause is not None and clause.key == SPONSOR_CLAUSE
        return self.page.version.report_fields if is_about else ()


def _clauses(old: _Text, new: _Text) -> Iterator[ClauseDifference]:
    pairs = pairs_of(old.seen, new.seen)
    moved = moved_pairs(pairs, old.printed, new.printed)
    is_three_way = new.page.agreement.kind is AgreementKind.THREE_WAY
    for pair in _in_order(pairs, old, new):
        clause = _clause(pair, old, new)
        turns = (
            *clause.turns,
            *((Turn.MOVED,) if pair in moved else ()),
            *(_for_whom(pair) if is_three_way and not COMING_AND_GOING.intersection(clause.turns) else ()),
        )
        yield attrs.evolve(clause, turns=turns)


def _in_order(pairs: Iterable[Pair], old: _Text, new: _Text) -> list[Pair]:
    """Return the pairs as the newer text has them, each that is gone behind the one before it."""
    in_new = {pair.new.id: pair for pair in pairs if pair.new is not None and pair.new in new.printed}
    in_old = {pair.old.id: pair for pair in pairs if pair.old is not None and pair.old in old.printed}
    order = [in_new[clause.id] for clause in new.printed]
    at = 0
    for clause in old.printed:
        pair = in_old[clause.id]
        if pair not in order:
            order.insert(at, pair)
        at = order.index(pair) + 1
    return order


def _clause(pair: Pair, old: _Text, new: _Text) -> ClauseDifference:
    """Return what became of the text of a clause; what is set aside is not among it."""
    before, after = old.text_of(pair.old), new.text_of(pair.new)
    there = after or before
    if there is None:
        raise BugError("a clause that belongs to neither text was compared")
    difference = ClauseDifference(
        heading=there.heading,
        layer=there.layer,
        pieces=pieces_between(_words(before), _words(after)),
        keep_months=(old.months(before), new.months(after)),
        report_fields=(old.fields(before), new.fields(after)),
    )
    if before is None:
        return attrs.evolve(difference, turns=(Turn.ADDED,))
    if after is None:
        is_parked = pair.new is not None and pair.new.state is ClauseState.PARKED
        return attrs.evolve(difference, turns=(Turn.PARKED if is_parked else Turn.DROPPED,))
    return _changed(difference, before, after)


def _changed(difference: ClauseDifference, before: Clause, after: Clause) -> ClauseDifference:
    is_renamed = before.heading != after.heading
    (months, new_months), (fields, new_fields) = difference.keep_months, difference.report_fields
    is_reworded = before.agreed_words != after.agreed_words or months != new_months or fields != new_fields
    return attrs.evolve(
        difference,
        former_heading=before.heading if is_renamed else "",
        turns=(*((Turn.RENAMED,) if is_renamed else ()), *((Turn.REWORDED,) if is_reworded else ())),
    )


def _for_whom(pair: Pair) -> tuple[Turn, ...]:
    if pair.old is None or pair.new is None or pair.old.audience is pair.new.audience:
        return ()
    return (Turn.OPENED if pair.new.audience is Audience.ALL_PARTIES else Turn.CLOSED,)


def _words(clause: Clause | None) -> str:
    return "" if clause is None else clause.agreed_words
