"""The sets to choose from, the coach's own beside those that ship."""

from attrs import frozen

from coachdesk.models.clause_sets import ClauseTemplate, every_shipped_clause, shipped_languages
from coachdesk.models.entities.agreement import AgreementKind
from coachdesk.models.entities.clause_set import SHIPPED, ClauseSet, SetClause
from coachdesk.models.entities.ids import ClauseSetId, SetClauseId
from coachdesk.models.own_sets import SetPage, own_sets, set_page, templates_of
from coachdesk.models.store import Store


@frozen(kw_only=True)
class Sets:
    """Every set there is, and the one that is open."""

    all: tuple[ClauseSet, ...]
    page: SetPage


def shipped_id(language: str) -> ClauseSetId:
    """Return the id of the set that ships in a language."""
    return ClauseSetId(SHIPPED + language)


def shipped_sets() -> tuple[ClauseSet, ...]:
    """Return the sets that ship, English first; the language is all the name they have."""
    return tuple(
        ClauseSet(id=shipped_id(tag), name=tag, language=tag)
        for tag in sorted(shipped_languages(), key=lambda tag: (tag != "en", tag))
    )


def every_set(store: Store) -> tuple[ClauseSet, ...]:
    """Return the sets that ship and the coach's own."""
    return (*shipped_sets(), *own_sets(store))


def read_sets(store: Store, *, wanted: ClauseSetId) -> Sets:
    """Return all sets, open at the one that is wanted; where it is gone, at the first."""
    found = every_set(store)
    chosen = next((one for one in found if one.id == wanted), found[0])
    return Sets(all=found, page=open_set(store, set_id=chosen.id))


def open_set(store: Store, *, set_id: ClauseSetId) -> SetPage:
    """Return a set with its clauses, one that ships or the coach's own.

    Raises:
        NotFoundError: there is none with this id.
    """
    shipped = next((one for one in shipped_sets() if one.id == set_id), None)
    return set_page(store, set_id=set_id) if shipped is None else _shipped_page(shipped)


def begin_with(
    store: Store, *, set_id: ClauseSetId, kind: AgreementKind
) -> tuple[str, tuple[ClauseTemplate, ...]]:
    """Return language and clauses that an agreement of this kind begins with.

    Raises:
        NotFoundError: the set is gone.
    """
    page = open_set(store, set_id=set_id)
    return page.set.language, templates_of(page, kind)


def _shipped_page(shipped: ClauseSet) -> SetPage:
    templates = every_shipped_clause(shipped.language)
    clauses = (
        SetClause(
            id=SetClauseId(template.key),
            set_id=shipped.id,
            position=at,
            key=template.key,
            layer=template.layer,
            heading=template.heading,
            prompt=template.prompt,
            suggestion=template.suggestion.strip(),
            audience=template.audience,
            core=template.core,
            kinds=template.kinds,
        )
        for at, template in enumerate(templates)
    )
    return SetPage(set=shipped, clauses=tuple(clauses))
