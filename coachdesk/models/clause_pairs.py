"""Which clause of one version is which of another."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from attrs import frozen

from coachdesk.models.entities.agreement import Clause

Mark = Callable[[Clause], str]


@frozen
class Pair:
    """The same clause in two versions; None where one of them has no such clause."""

    old: Clause | None
    new: Clause | None


def pairs_of(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[Pair, ...]:
    """Match clauses by their key, own ones by heading, and what is left of those by their words."""
    pairs: list[Pair] = []
    for mark in (_key, _heading, _words):
        found = _matched(old, new, mark)
        pairs += found
        old = [clause for clause in old if all(clause != pair.old for pair in found)]
        new = [clause for clause in new if all(clause != pair.new for pair in found)]
    return (*pairs, *(Pair(clause, None) for clause in old), *(Pair(None, clause) for clause in new))


def _key(clause: Clause) -> str:
    return clause.key


def _heading(clause: Clause) -> str:
    return "" if clause.key else clause.heading.strip().casefold()


def _words(clause: Clause) -> str:
    return "" if clause.key else clause.agreed_words.strip()


def _matched(old: Sequence[Clause], new: Sequence[Clause], mark: Mark) -> list[Pair]:
    """Match those whose mark is the same and not empty, in order."""
    waiting: dict[str, list[Clause]] = defaultdict(list)
    for clause in new:
        waiting[mark(clause)].append(clause)
    marked = [clause for clause in old if mark(clause)]
    return [Pair(clause, waiting[mark(clause)].pop(0)) for clause in marked if waiting[mark(clause)]]


def moved_pairs(pairs: Sequence[Pair], old: Sequence[Clause], new: Sequence[Clause]) -> tuple[Pair, ...]:
    """Return the pairs that stand at another place among the others, or in another layer."""
    both = [pair for pair in pairs if pair.old in old and pair.new in new]
    before = sorted(both, key=lambda pair: old.index(pair.old))
    after = sorted(both, key=lambda pair: new.index(pair.new))
    places = [both.index(pair) for pair in before], [both.index(pair) for pair in after]
    blocks = SequenceMatcher(None, *places, autojunk=False).get_matching_blocks()
    stayed = {place for block in blocks for place in places[0][block.a : block.a + block.size]}
    return tuple(pair for at, pair in enumerate(both) if at not in stayed or _is_in_another_layer(pair))


def _is_in_another_layer(pair: Pair) -> bool:
    return pair.old is not None and pair.new is not None and pair.old.layer is not pair.new.layer
