"""The coach's own sets of clauses: copied from those that ship or from a file, then made one's own."""

from collections.abc import Iterable
from functools import cache
from typing import Final

import attrs
from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.clause_sets import ClauseTemplate, every_shipped_clause
from coachdesk.models.entities.agreement import AgreementKind, Layer
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.clause_set import ClauseSet, SetClause
from coachdesk.models.entities.ids import ClauseSetId, SetClauseId, new_id
from coachdesk.models.store import Store, write

_CLAUSES: Final = "SELECT * FROM set_clause WHERE set_id = ? ORDER BY layer, position, id"


@frozen(kw_only=True)
class SetPage:
    """A set with its clauses, the alliance first."""

    set: ClauseSet
    clauses: tuple[SetClause, ...]


def own_sets(store: Store) -> tuple[ClauseSet, ...]:
    """Return the coach's own sets by name."""
    return store.all(ClauseSet, "SELECT * FROM clause_set ORDER BY name COLLATE NOCASE, id")


def set_page(store: Store, *, set_id: ClauseSetId) -> SetPage:
    """Return a set.

    Raises:
        NotFoundError: there is none with this id.
    """
    found = store.one(ClauseSet, "SELECT * FROM clause_set WHERE id = ?", [set_id])
    return SetPage(set=found, clauses=store.all(SetClause, _CLAUSES, [set_id]))


def templates_of(page: SetPage, kind: AgreementKind) -> tuple[ClauseTemplate, ...]:
    """Return the clauses that an agreement of this kind begins with."""
    return tuple(template_of(clause) for clause in page.clauses if kind in clause.kinds)


def template_of(clause: SetClause) -> ClauseTemplate:
    """Return what an agreement takes from a clause of a set."""
    return ClauseTemplate(
        key=clause.key,
        layer=clause.layer,
        heading=clause.heading,
        prompt=clause.prompt,
        suggestion=clause.suggestion,
        audience=clause.audience,
        core=clause.core,
        kinds=clause.kinds,
    )


@write
def add_set(
    store: Store, *, name: str, language: str, templates: Iterable[ClauseTemplate], based_on: str = ""
) -> Written[ClauseSet]:
    """Keep a set made of these clauses.

    The core clauses that ship are part of every set: one that is missing is added, so that no
    agreement is ready without them.

    Raises:
        InvalidInputError: the name or a heading is empty.
    """
    own = ClauseSet(id=ClauseSetId(new_id()), name=name.strip(), language=language, based_on=based_on)
    store.put("clause_set", own)
    given = tuple(templates)
    for position, template in enumerate((*given, *_missing_core(given, language))):
        store.put("set_clause", _set_clause(own.id, position, template))
    return Written(own, _change(own.id))


@write
def rename_set(store: Store, *, set_id: ClauseSetId, name: str) -> Written[ClauseSet]:
    """Give a set another name.

    Raises:
        InvalidInputError: the name is empty.
    """
    page = set_page(store, set_id=set_id)
    renamed = attrs.evolve(page.set, name=name.strip())
    store.put("clause_set", renamed)
    return Written(renamed, _change(set_id))


@write
def delete_set(store: Store, *, set_id: ClauseSetId) -> Written[SetPage]:
    """Delete a set and return it whole, so that it can be put back; agreements made from it stay."""
    page = set_page(store, set_id=set_id)
    store.delete("clause_set", set_id)
    return Written(page, _change(set_id))


@write
def put_set_back(store: Store, *, page: SetPage) -> Written[SetPage]:
    """Undo the deletion of a set."""
    store.put("clause_set", page.set)
    for clause in page.clauses:
        store.put("set_clause", clause)
    return Written(page, _change(page.set.id))


@write
def save_set_clause(store: Store, *, clause: SetClause) -> Written[SetClause]:
    """Keep a clause as it was edited; one that ships as core stays core.

    Raises:
        InvalidInputError: it belongs to no kind of agreement.
        NotFoundError: its set is gone.
    """
    _insist_on_a_kind(clause)
    set_page(store, set_id=clause.set_id)
    kept = _with_what_is_core(clause)
    store.put("set_clause", kept)
    return Written(kept, _change(clause.set_id))


@write
def add_set_clause(store: Store, *, set_id: ClauseSetId, layer: Layer, heading: str) -> Written[SetClause]:
    """Add a clause of one's own at the end of its layer.

    Raises:
        InvalidInputError: the heading is empty.
        NotFoundError: the set is gone.
    """
    page = set_page(store, set_id=set_id)
    clause = SetClause(
        id=SetClauseId(new_id()),
        set_id=set_id,
        position=max((one.position for one in page.clauses), default=-1) + 1,
        layer=layer,
        heading=heading.strip(),
    )
    store.put("set_clause", clause)
    return Written(clause, _change(set_id))


@write
def remove_set_clause(store: Store, *, clause: SetClause) -> Written[SetClause]:
    """Take a clause out of its set, and return it as it was kept; saving that again puts it back.

    Raises:
        InvalidInputError: it is one of the core clauses that every agreement needs.
        NotFoundError: it is gone already.
    """
    if is_always_core(clause):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "“{heading}” is part of every agreement."),
            QT_TRANSLATE_NOOP("errors", "Word it as you like; it stays in the set."),
            heading=clause.heading,
        )
    kept = store.one(SetClause, "SELECT * FROM set_clause WHERE id = ?", [clause.id])
    store.delete("set_clause", clause.id)
    return Written(kept, _change(clause.set_id))


@write
def move_set_clause(store: Store, *, clause: SetClause, by: int) -> Written[SetClause]:
    """Move a clause up (`by` below zero) or down among those of its layer, as far as it goes."""
    clauses = set_page(store, set_id=clause.set_id).clauses
    order = [one for one in clauses if one.layer is clause.layer]
    place = next(at for at, one in enumerate(order) if one.id == clause.id)
    order.insert(min(max(place + by, 0), len(order) - 1), order.pop(place))
    for position, one in enumerate(order):
        if one.position != position:
            store.put("set_clause", attrs.evolve(one, position=position))
    return Written(attrs.evolve(clause, position=order.index(clause)), _change(clause.set_id))


def is_always_core(clause: SetClause) -> bool:
    """Tell whether a clause stands for one that no agreement is ready without."""
    return clause.key in _core_keys()


@cache
def _core_keys() -> frozenset[str]:
    return frozenset(one.key for one in every_shipped_clause("en") if one.core)


def _missing_core(templates: Iterable[ClauseTemplate], language: str) -> tuple[ClauseTemplate, ...]:
    there = {template.key for template in templates}
    return tuple(one for one in every_shipped_clause(language) if one.core and one.key not in there)


def _insist_on_a_kind(clause: SetClause) -> None:
    if not clause.kinds:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "“{heading}” belongs to no kind of agreement."),
            QT_TRANSLATE_NOOP("errors", "Choose at least one, or remove the clause."),
            heading=clause.heading,
        )


def _with_what_is_core(clause: SetClause) -> SetClause:
    return attrs.evolve(clause, core=True, kinds=tuple(AgreementKind)) if is_always_core(clause) else clause


def _set_clause(set_id: ClauseSetId, position: int, template: ClauseTemplate) -> SetClause:
    clause = SetClause(
        id=SetClauseId(new_id()),
        set_id=set_id,
        position=position,
        key=template.key,
        layer=template.layer,
        heading=template.heading,
        prompt=template.prompt,
        suggestion=template.suggestion,
        audience=template.audience,
        core=template.core,
        kinds=template.kinds,
    )
    return _with_what_is_core(clause)


def _change(set_id: ClauseSetId) -> Change:
    return Change.of(Kind.CLAUSE_SET, set_id)
