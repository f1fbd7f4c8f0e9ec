"""Whether words for one member of a group name another one, who should not be named there."""

import re
from collections.abc import Iterable
from typing import Final

from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.sharing import DocumentPromise, SharedSummary
from coachdesk.models.folding import folded
from coachdesk.models.recipients import Member, Recipients

_FIELDS: Final = ("focus", "insights", "agreed", "experiment", "next_step", "next_date", "free_line")
_SHORTEST: Final = 2


def others_named(
    summary: SharedSummary, everyone: Recipients, for_client: ClientId | None
) -> tuple[str, ...]:
    """Return whom a summary names in its words though its reader should not read of them."""
    return others_in(_words(summary), everyone, for_client)


def others_in(
    words_of_paper: Iterable[str], everyone: Recipients, for_client: ClientId | None
) -> tuple[str, ...]:
    """Return whom words name though their reader should not read of them."""
    words = folded("\n".join(words_of_paper))
    own = {form for member in everyone.members if member.id == for_client for form in _forms(member)}
    return tuple(
        other.called
        for other in everyone.others(for_client)
        if any(_says(words, form) for form in _forms(other) - own)
    )


def _forms(member: Member) -> set[str]:
    """Return every way to name somebody: each name whole, and the first part of it."""
    whole = {" ".join(folded(name).split()) for name in member.names}
    return {form for name in whole for form in (name, name.partition(" ")[0]) if len(form) >= _SHORTEST}


def _says(words: str, name: str) -> bool:
    pattern = r"\s+".join(re.escape(part) for part in name.split())
    return re.search(rf"(?<!\w){pattern}(?!\w)", words) is not None


def _words(summary: SharedSummary) -> list[str]:
    promises = (summary.commitment, summary.pledge, *summary.further)
    return [
        *(getattr(summary, name) for name in _FIELDS),
        *(word for promise in promises if promise for word in _words_of(promise)),
        *(addendum.text for addendum in summary.addenda),
        *(heading.words for heading in summary.headings),
    ]


def _words_of(promise: DocumentPromise) -> tuple[str, ...]:
    return promise.what, promise.how_we_will_know
