"""Headings for what a client receives: those that ship, and the coach's own under a name."""

from functools import cache
from typing import Any, Final

from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import HeadingTemplateId, new_id
from coachdesk.models.entities.session import Heading, HeadingTemplate, Session, SummaryField
from coachdesk.models.folding import folded
from coachdesk.models.rows import from_row
from coachdesk.models.store import Store, write
from coachdesk.resources import resource_path, resource_toml

SHIPPED: Final = "shipped:"
HEADING_LIMIT: Final = 80
_FALLBACK: Final = "en"


@frozen(kw_only=True)
class HeadingsAtHand:
    """What a session's headings can be chosen from: the coach's own sets, and those of the session before."""

    own: tuple[HeadingTemplate, ...] = ()
    last_time: tuple[Heading, ...] = ()


@cache
def shipped_headings(language: str) -> tuple[HeadingTemplate, ...]:
    """Return the sets that ship; a language (BCP 47) that none ship in falls back to English."""
    tag = language.replace("_", "-").lower()
    shipped = {path.stem for path in resource_path("headings").glob("*.toml")}
    near = next((near for near in (tag, tag.partition("-")[0]) if near in shipped), _FALLBACK)
    return tuple(_template(row) for row in resource_toml("headings", f"{near}.toml")["templates"])


def _template(row: dict[str, Any]) -> HeadingTemplate:
    headings = (Heading(field=part, words=row[part.value]) for part in SummaryField if part.value in row)
    return HeadingTemplate(
        id=HeadingTemplateId(SHIPPED + row["key"]), name=row["name"], headings=tuple(headings)
    )


def tidy(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Return the headings that say something, in the order of the page and no longer than there is room."""
    said = {heading.field: " ".join(heading.words.split())[:HEADING_LIMIT] for heading in headings}
    return tuple(Heading(field=part, words=said[part]) for part in SummaryField if said.get(part))


def headings_at_hand(store: Store, held: Session) -> HeadingsAtHand:
    """Return what the headings of a session can be chosen from."""
    return HeadingsAtHand(own=own_headings(store), last_time=_last_time(store, held))


def own_headings(store: Store) -> tuple[HeadingTemplate, ...]:
    """Return the coach's own sets by name."""
    return store.all(HeadingTemplate, "SELECT * FROM heading_template ORDER BY name COLLATE NOCASE, id")


_LAST_TIME: Final = """
SELECT t.session_id, t.headings FROM session s JOIN shared_text t ON t.session_id = s.id
WHERE s.engagement_id = ? AND s.number < ? AND s.deleted_at IS NULL ORDER BY s.number DESC LIMIT 1
"""


@frozen(kw_only=True)
class _Headings:
    headings: tuple[Heading, ...] = ()


def _last_time(store: Store, held: Session) -> tuple[Heading, ...]:
    rows = store.db.query(_LAST_TIME, [held.engagement_id, held.number])
    return next((from_row(_Headings, row).headings for row in rows), ())


@write
def keep_headings(store: Store, *, name: str, headings: tuple[Heading, ...]) -> Written[HeadingTemplate]:
    """Keep headings under a name; what was kept under the same name makes room for them.

    Raises:
        InvalidInputError: there is no name, or no heading.
    """
    kept = tidy(headings)
    if not kept:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "There are no headings of your own to keep."),
            QT_TRANSLATE_NOOP("errors", "Write at least one; the others stay as usual."),
        )
    former = next((one for one in own_headings(store) if folded(one.name) == folded(name.strip())), None)
    template_id = HeadingTemplateId(new_id()) if former is None else former.id
    return _put(store, HeadingTemplate(id=template_id, name=name.strip(), headings=kept))


@write
def delete_headings(store: Store, *, template_id: HeadingTemplateId) -> Written[HeadingTemplate]:
    """Delete a set and return it, so that it can be put back; sessions keep the headings they have.

    Raises:
        NotFoundError: there is none with this id.
    """
    gone = store.one(HeadingTemplate, "SELECT * FROM heading_template WHERE id = ?", [template_id])
    store.delete("heading_template", template_id)
    return Written(gone, Change.of(Kind.HEADINGS, template_id))


@write
def put_headings_back(store: Store, *, template: HeadingTemplate) -> Written[HeadingTemplate]:
    """Undo the deletion of a set."""
    return _put(store, template)


def _put(store: Store, template: HeadingTemplate) -> Written[HeadingTemplate]:
    store.put("heading_template", template)
    return Written(template, Change.of(Kind.HEADINGS, template.id))
