"""What two versions of an agreement differ in: shared words alone, so that it may be printed."""

from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from coachdesk.models.entities.agreement import Layer, PartyName, ReportField


class Fate(StrEnum):
    """What became of words on the way from one text to another."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@frozen
class Piece:
    """Words that follow each other and share a fate, with the white space before them."""

    fate: Fate
    words: str


class Turn(StrEnum):
    """What happened to a clause between two versions."""

    ADDED = "added"
    DROPPED = "dropped"
    PARKED = "parked"
    RENAMED = "renamed"
    REWORDED = "reworded"
    MOVED = "moved"
    OPENED = "shown to the sponsor"
    CLOSED = "kept from the sponsor"


COMING_AND_GOING: Final = frozenset({Turn.ADDED, Turn.DROPPED, Turn.PARKED})


@frozen(kw_only=True)
class ClauseDifference:
    """What became of one clause; without any turn it is as it was.

    `former_heading` is set where it had another name. `keep_months` and `report_fields` are what the
    clause said besides words, before and after.
    """

    heading: str
    former_heading: str = ""
    layer: Layer
    turns: tuple[Turn, ...] = ()
    pieces: tuple[Piece, ...] = ()
    keep_months: tuple[int | None, int | None] = (None, None)
    report_fields: tuple[tuple[ReportField, ...], tuple[ReportField, ...]] = ((), ())


@frozen(kw_only=True)
class VersionMark:
    """One of the two versions: its number, its days, and the fingerprint of its text."""

    number: int
    is_draft: bool
    effective_on: date | None = None
    review_on: date | None = None
    content_hash: str = ""


@frozen(kw_only=True)
class VersionDifference:
    """What changed from one version to another: every clause in order, what is gone among them.

    `reasons` are those of the versions that lead from the one to the other.
    """

    old: VersionMark
    new: VersionMark
    clauses: tuple[ClauseDifference, ...]
    reasons: tuple[str, ...] = ()
    parties_gone: tuple[PartyName, ...] = ()
    parties_new: tuple[PartyName, ...] = ()

    @property
    def changed(self) -> tuple[ClauseDifference, ...]:
        """The clauses to which something happened."""
        return tuple(clause for clause in self.clauses if clause.turns)

    @property
    def has_other_days(self) -> bool:
        """Whether the version counts from another day, or is to be looked at on another."""
        old, new = self.old, self.new
        return (old.effective_on, old.review_on) != (new.effective_on, new.review_on)

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not (self.changed or self.has_other_days or self.parties_gone or self.parties_new)
