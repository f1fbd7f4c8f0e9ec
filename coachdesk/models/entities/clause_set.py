"""A set of clauses that an agreement can begin with: the coach's own, beside those that ship."""

from typing import Final

from attrs import field, frozen

from coachdesk.models.entities.agreement import AgreementKind, Audience, Layer
from coachdesk.models.entities.ids import ClauseSetId, SetClauseId
from coachdesk.models.entities.validators import named

SHIPPED: Final = "shipped "  # before the language in the id of a set that ships, which is no UUID


@frozen(kw_only=True)
class ClauseSet:
    """A set of clauses. `language` is a BCP 47 tag, `based_on` what it was copied from."""

    id: ClauseSetId
    name: str = field(validator=named)
    language: str = "en"
    based_on: str = ""

    @property
    def is_shipped(self) -> bool:
        """Whether it came with CoachDesk and stays as it is."""
        return self.id.startswith(SHIPPED)


@frozen(kw_only=True)
class SetClause:
    """A clause to begin with. `key` is that of the shipped clause it stands for, or empty.

    `suggestion` becomes the coach's words; `kinds` are the agreements it belongs to.
    """

    id: SetClauseId
    set_id: ClauseSetId
    position: int
    key: str = ""
    layer: Layer
    heading: str = field(validator=named)
    prompt: str = ""
    suggestion: str = ""
    audience: Audience = Audience.PAIR
    core: bool = False
    kinds: tuple[AgreementKind, ...] = tuple(AgreementKind)
