"""What a write returns, so that each view can tell whether it is stale."""

from collections.abc import Iterable
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Generic, TypeVar

from attrs import frozen

T = TypeVar("T")


class Kind(StrEnum):
    """The kinds of records a change can touch."""

    PROFILE = "profile"
    CLIENT = "client"
    ENGAGEMENT = "engagement"
    SAFE_START = "safe start"
    CONSENT = "consent"
    AGREEMENT = "agreement"
    CLAUSE = "clause"
    SESSION = "session"
    NOTE = "note"
    SUMMARY = "summary"
    COMMITMENT = "commitment"
    PLEDGE = "pledge"
    SHARED_DOCUMENT = "shared document"
    BIN = "bin"
    REVIEW = "review"
    SPONSOR_REPORT = "sponsor report"
    SEAL = "seal"
    FORM = "take-home form"
    CLAUSE_SET = "clause set"
    MOMENT = "moment"
    MILESTONE = "milestone"
    ATTENDANCE = "attendance"
    PREFERENCE = "preference"
    FEEDBACK = "feedback"
    PRACTICE_REFLECTION = "practice reflection"
    HEADINGS = "headings"
    ATTACHMENT = "attachment"
    PROMPT = "prompt"
    WORD_LIST = "word list"
    GOAL = "goal"
    THEME = "theme"
    CONTACT = "contact"
    CHECK_IN = "check-in"
    RITUAL = "ritual"
    ENDING = "ending"
    PAUSE = "pause"
    PROMPT_SET = "prompt set"
    LENS = "lens"
    TODAY = "today"


@frozen
class Change:
    """The kinds and ids of all records that one write touched."""

    kinds: frozenset[Kind] = frozenset()
    ids: frozenset[str] = frozenset()

    @classmethod
    def of(cls, kind: Kind, *ids: str) -> "Change":
        """Return the change of these records of one kind."""
        return cls(frozenset({kind}), frozenset(ids))

    @classmethod
    def union(cls, changes: "Iterable[Change]") -> "Change":
        """Return what all of these touched as one."""
        return reduce(or_, changes, cls())

    def __or__(self, other: "Change") -> "Change":
        """Return both changes as one."""
        return Change(self.kinds | other.kinds, self.ids | other.ids)

    def touches(self, *kinds: Kind) -> bool:
        """Tell whether a record of any of these kinds was written."""
        return bool(self.kinds & set(kinds))


@frozen
class Written(Generic[T]):
    """The stored value, and what storing it changed."""

    value: T
    change: Change
