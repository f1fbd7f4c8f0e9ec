"""A set of clauses that an agreement can begin with: the coach's own, beside those that ship."""

from attrs import field, frozen

from coachdesk.models.entities.agreement import AgreementKind, Audience, Layer
from coachdesk.models.entities.ids import ClauseSetId, SetClauseId
from coachdesk.models.entities.validators import named


@frozen(kw_only=True)
class ClauseSet:
    """A set of the coach's own. `language` is a BCP 47 tag, `based_on` what it was copied from."""

    id: ClauseSetId
    name: str = field(validator=named)
    language: str = "en"
    based_on: str = ""


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
