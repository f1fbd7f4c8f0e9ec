"""What a sponsor hears, as the agreement allows it and the client has approved it word by word."""

from datetime import datetime

from attrs import field, frozen

from coachdesk.models.entities.agreement import ReportField
from coachdesk.models.entities.ids import EngagementId, SponsorReportId, VersionId
from coachdesk.models.entities.validators import named, utc


@frozen(kw_only=True)
class ReportPart:
    """The words under one of the fields that the agreement names."""

    field: ReportField
    words: str = ""


@frozen(kw_only=True)
class Approval:
    """A client's yes to one exact text, by its hash. `approved_at` is ISO 8601 in UTC."""

    name: str
    approved_at: str
    content_hash: str


@frozen(kw_only=True)
class SponsorReport:
    """A report in the making, or one that has left: from then on it does not change.

    `sponsor` is whom it is for, `version_id` the agreement that names its fields.
    """

    id: SponsorReportId
    engagement_id: EngagementId
    version_id: VersionId | None
    number: int
    language: str = "en"
    sponsor: str = field(validator=named)
    parts: tuple[ReportPart, ...] = ()
    content_hash: str = ""
    approvals: tuple[Approval, ...] = ()
    left_at: datetime | None = field(default=None, validator=utc)

    @property
    def approved_by(self) -> tuple[str, ...]:
        """Who has approved the text as it reads now."""
        return tuple(one.name for one in self.approvals if one.content_hash == self.content_hash)
